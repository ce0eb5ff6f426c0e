import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listState } from './list.ts';

const SPEC = {
  filters: { area: /^[A-C](?:\.\d+)*$/, promise: ['standing', 'one-off'] },
  sorts: ['reference', 'title'],
  sizes: [50, 100],
} as const;
const read = (query: string) => listState(new URL(`http://localhost/asean-canada/plans/x${query}`), SPEC);

describe('the state of a list', () => {
  it('is read from its address', () => {
    const state = read('?area=A.2.1&sort=-title&page=3&size=100');
    expect(state).toMatchObject({
      filters: { area: 'A.2.1' },
      sort: { by: 'title', descending: true },
      pageNumber: 3,
      size: 100,
      offset: 200,
      problems: [],
    });
  });

  it('stands as its makers want it when nobody asks', () => {
    expect(read('')).toMatchObject({
      filters: {},
      sort: { by: 'reference', descending: false },
      pageNumber: 1,
      size: 50,
      offset: 0,
    });
    expect(read('?area=').problems).toEqual([]);
  });

  it('takes nothing that it does not know, and says so', () => {
    const state = read('?area=D.1&promise=broken&colour=red&sort=price&page=0&size=7');
    expect(state).toMatchObject({ filters: {}, sort: { by: 'reference' }, pageNumber: 1, size: 50 });
    expect(state.problems.map(({ key, kind }) => `${key} ${kind}`).sort()).toEqual([
      'area value',
      'colour unknown',
      'page value',
      'promise value',
      'size value',
      'sort value',
    ]);
  });

  it('takes neither of two values for one key', () => {
    const state = read('?promise=standing&promise=one-off');
    expect(state.filters).toEqual({});
    expect(state.problems).toEqual([{ key: 'promise', kind: 'repeated' }]);
  });

  it('makes addresses with one thing changed, from the first page on', () => {
    const state = read('?area=A.2&promise=standing&page=4');
    const base = '/asean-canada/plans/x';
    expect(state.with({ area: 'B' })).toBe(`${base}?area=B&promise=standing`);
    expect(state.without('area')).toBe(`${base}?promise=standing`);
    expect(state.without()).toBe(base);
    expect(state.sortedBy('title')).toBe(`${base}?area=A.2&promise=standing&sort=title`);
    expect(state.page(2)).toBe(`${base}?area=A.2&promise=standing&page=2`);
    expect(state.href).toBe(`${base}?area=A.2&promise=standing&page=4`);
  });

  it('turns round a column that is sorted already, and says how it stands', () => {
    expect(read('').sorting('reference')).toEqual({ href: '/asean-canada/plans/x?sort=-reference', direction: 'ascending' });
    expect(read('?sort=-reference').sorting('reference')).toEqual({ href: '/asean-canada/plans/x', direction: 'descending' });
    expect(read('').sorting('title').direction).toBeNull();
  });

  it('keeps the language in every address', () => {
    expect(read('?lang=fr&area=A').page(2)).toBe('/asean-canada/plans/x?area=A&page=2&lang=fr');
  });

  it('knows which rows it shows', () => {
    expect(read('?page=2').pages(88)).toEqual({ from: 51, until: 88, total: 88, previous: '/asean-canada/plans/x', next: null });
    expect(read('').pages(88)).toMatchObject({ from: 1, until: 50, previous: null, next: '/asean-canada/plans/x?page=2' });
    expect(read('').pages(0)).toEqual({ from: 0, until: 0, total: 0, previous: null, next: null });
  });

  it('comes back the same from its own address, whatever the address said first', () => {
    const value = fc.oneof(fc.constantFrom('A', 'A.2.1', 'standing', '-title', 'title', '3', '100', '', 'é&='), fc.string());
    const key = fc.oneof(fc.constantFrom('area', 'promise', 'sort', 'page', 'size', 'lang'), fc.string());
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value), { maxLength: 8 }), (pairs) => {
        const first = read(`?${new URLSearchParams(pairs)}`);
        const again = listState(new URL(first.href, 'http://localhost'), SPEC);
        expect(again.problems).toEqual([]);
        expect({ ...again.filters }).toEqual({ ...first.filters });
        expect([again.sort, again.pageNumber, again.size, again.href]).toEqual([
          first.sort,
          first.pageNumber,
          first.size,
          first.href,
        ]);
      }),
    );
  });
});
