import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Desk,
  deskOf,
  draftOn,
  importText,
  Mend,
  MendTrouble,
  mended,
  type NumberedMend,
  replay,
  splitPlaces,
} from '../index.ts';
import { unaccounted } from './coverage.ts';
import { examples, referencePlan } from './gold.ts';

const documents = [referencePlan(), ...examples('corpus'), ...examples('unseen')].map(({ name, text }) => ({
  name,
  draft: importText(text),
}));

/** Three numbers become one mend of whatever stands on the desk: some can be made, some cannot. */
function mendFrom(desk: Desk, [what, which, how]: readonly [number, number, number]): unknown {
  const node = desk.nodes[which % desk.nodes.length];
  const key = node?.key ?? 'n0';
  const kinds = ['part', 'area', 'action', 'subitem', 'objective', 'priority'];
  const promises = ['one-off', 'recurring', 'enabling', 'standing'];
  const places = node ? splitPlaces(desk, node) : [];
  const inside = node ? node.source.start + (how % Math.max(1, node.source.end - node.source.start)) : 0;
  const furniture = desk.furniture[how % Math.max(1, desk.furniture.length)]?.source ?? { start: 0, end: 0 };
  const finding = desk.findings[how % Math.max(1, desk.findings.length)]?.source ?? { start: 0, end: 0 };
  switch (what % 14) {
    case 0:
      return { do: 'split', node: key, at: places[how % Math.max(1, places.length)]?.at ?? inside, number: null };
    case 1:
      return { do: 'split', node: key, at: inside, number: how % 2 ? '9.9' : '' };
    case 2:
    case 3:
      return { do: 'merge', node: key };
    case 4:
      return { do: 'move', node: key, under: how % 5 === 0 ? null : (desk.nodes[how % desk.nodes.length]?.key ?? null) };
    case 5:
      return { do: 'renumber', node: key, number: ['3', '2.1.2', '(a)', 'b', 'IV', '•'][how % 6] };
    case 6:
      return { do: 'kind', node: key, kind: kinds[how % 6] };
    case 7:
      return { do: 'drop', node: key };
    case 8:
      return { do: 'take-back', node: desk.aside[how % Math.max(1, desk.aside.length)]?.key ?? 'n1' };
    case 9:
      return { do: 'lift', ...furniture };
    case 10:
      return { do: 'lift', ...finding };
    case 11:
      return { do: 'words', node: key, words: how % 3 ? `Other words ${how}` : '', reason: 'the scan was misread' };
    case 12:
      return how % 2 ? { do: 'promise', node: key, promise: promises[how % 4] } : { do: 'promises', promise: promises[how % 4] };
    default:
      return { do: 'accept', finding: how % Math.max(1, desk.findings.length) };
  }
}

/** Makes what can be made, and says what that was. */
function makeAll(start: Desk, numbers: readonly (readonly [number, number, number])[]) {
  const steps: { before: Desk; after: Desk; made: NumberedMend }[] = [];
  let desk = start;
  for (const each of numbers) {
    const made = { number: steps.length + 1, mend: Mend.parse(mendFrom(desk, each)) };
    try {
      const after = mended(desk, made.mend, made.number);
      steps.push({ before: desk, after, made });
      desk = after;
    } catch (error) {
      if (!(error instanceof MendTrouble)) throw error;
    }
  }
  return steps;
}

function holds(desk: Desk): void {
  const draft = draftOn(desk);
  expect(unaccounted(draft)).toEqual([]);
  const ids = draft.nodes.map(({ id }) => id);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  expect(ids).not.toContain('');
  const keys = [...desk.nodes, ...desk.aside].map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  const seen = new Set<string>();
  const taken = new Uint8Array(desk.text.length);
  for (const node of desk.nodes) {
    expect(node.text).not.toBe('');
    if (node.parent !== null) expect(seen.has(node.parent), `${node.key} stands before ${node.parent}`).toBe(true);
    seen.add(node.key);
    for (const { start, end } of node.pieces) {
      expect(start).toBeGreaterThanOrEqual(node.source.start);
      expect(end).toBeLessThanOrEqual(node.source.end);
      // No letter of the source stands in two lines.
      expect(taken.subarray(start, end).every((each) => each === 0)).toBe(true);
      taken.fill(1, start, end);
    }
  }
}

const sequence = fc.tuple(
  fc.nat(documents.length - 1),
  fc.array(fc.tuple(fc.nat(13), fc.nat(5_000), fc.nat(5_000)), { minLength: 1, maxLength: 25 }),
);

describe('what holds of a draft that is mended', () => {
  it.each(documents.map(({ name, draft }) => [name, draft] as const))(
    '%s comes off the desk as it was laid on it',
    (_, draft) => {
      expect(draftOn(deskOf(draft))).toEqual(draft);
      holds(deskOf(draft));
    },
  );

  it('each letter stays in one line, in furniture or in a remark; references are unique; parents stand before', () => {
    fc.assert(
      fc.property(sequence, ([which, numbers]) => {
        const { draft } = documents[which] as (typeof documents)[number];
        for (const { after } of makeAll(deskOf(draft), numbers)) holds(after);
      }),
      { numRuns: 150 },
    );
  });

  it('taking back the last mend, or any number of them, leaves what was before, to the byte', () => {
    fc.assert(
      fc.property(sequence, ([which, numbers]) => {
        const { draft } = documents[which] as (typeof documents)[number];
        const steps = makeAll(deskOf(draft), numbers);
        const made = steps.map((step) => step.made);
        const last = steps.at(-1);
        if (last) expect(JSON.stringify(replay(draft, made))).toBe(JSON.stringify(last.after));
        for (const [at, { before }] of steps.entries())
          expect(JSON.stringify(replay(draft, made.slice(0, at)))).toBe(JSON.stringify(before));
      }),
      { numRuns: 30 },
    );
  });

  it('splitting and joining again gives the words that were read', () => {
    for (const { draft, name } of documents) {
      const desk = deskOf(draft);
      for (const node of desk.nodes.slice(0, 40))
        for (const { at } of splitPlaces(desk, node).slice(0, 2)) {
          const cut = attempt(() => mended(desk, { do: 'split', node: node.key, at, number: null }, 1));
          if (!cut) continue;
          const second = cut.nodes[cut.nodes.findIndex(({ key }) => key === node.key) + 1];
          const whole = mended(cut, { do: 'merge', node: second?.key ?? '' }, 2);
          const letters = (words: string | undefined) => words?.replace(/[^\p{L}\p{N}]+/gu, '');
          const read = draft.text.slice(node.pieces[0]?.start, node.pieces.at(-1)?.end);
          if (second?.source.start === at && node.pieces.length === 1)
            expect(letters(whole.nodes.find(({ key }) => key === node.key)?.text), `${name} ${node.reference}`).toContain(
              letters(read)?.slice(0, 20),
            );
        }
    }
  });
});

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof MendTrouble) return undefined;
    throw error;
  }
}

describe('single mends of the reference plan', () => {
  const draft = importText(referencePlan().text);
  const desk = deskOf(draft);
  const at = (of: Desk, reference: string) => {
    const node = of.nodes.find((each) => each.reference === reference);
    if (!node) throw new Error(`no ${reference}`);
    return node;
  };

  it('splits a line, keeps what stands in the source, and joins it again to the same words', () => {
    const line = draft.nodes.find(({ kind, text }) => kind === 'action' && / and /.test(text));
    const node = at(desk, line?.id ?? '');
    const place = desk.text.indexOf(' and ', node.pieces[0]?.start) + 1;
    const cut = mended(desk, { do: 'split', node: node.key, at: place, number: null }, 1);
    const [first, second] = [cut.nodes.find(({ key }) => key === node.key), cut.nodes.find(({ key }) => key === `${node.key}.2`)];
    expect(`${first?.text} ${second?.text}`).toBe(node.text);
    expect(second).toMatchObject({ kind: 'action', number: '', parent: node.parent });
    expect(draftOn(cut).nodes).toHaveLength(draft.nodes.length + 1);
    const whole = mended(cut, { do: 'merge', node: second?.key ?? '' }, 2);
    expect(draftOn(whole).nodes.map(({ text, id }) => [id, text])).toEqual(draft.nodes.map(({ text, id }) => [id, text]));
  });

  it('gives the references of a line and of what stands below it, when it is put elsewhere or numbered otherwise', () => {
    const line = at(desk, 'A.2.4.5');
    const again = mended(desk, { do: 'renumber', node: line.key, number: '2.4.9' }, 1);
    expect(at(again, 'A.2.4.9').key).toBe(line.key);
    expect(at(again, 'A.2.4.9.a').parent).toBe(line.key);
    const moved = mended(desk, { do: 'move', node: line.key, under: at(desk, 'A.2.3').key }, 1);
    // The number that is printed keeps naming it.
    expect(at(moved, 'A.2.4.5').parent).toBe(at(desk, 'A.2.3').key);
    expect(() => mended(desk, { do: 'move', node: at(desk, 'A').key, under: line.key }, 1)).toThrow(MendTrouble);
    const twice = mended(desk, { do: 'renumber', node: line.key, number: '2.4.4' }, 1);
    expect(at(twice, 'A.2.4.4-2').key).toBe(line.key);
  });

  it('sets a line aside and takes it back as it was', () => {
    const line = at(desk, 'B.1.2');
    const without = mended(desk, { do: 'drop', node: line.key }, 1);
    expect(draftOn(without).nodes).toHaveLength(draft.nodes.length - 1);
    expect(without.furniture).toContainEqual({ kind: 'set-aside', source: line.pieces[0] });
    expect(draftOn(mended(without, { do: 'take-back', node: line.key }, 2))).toEqual(draft);
  });

  it('marks words that were mended by hand, with the reason, and goes back to those that were read', () => {
    const line = at(desk, 'B.1.2');
    const words = { do: 'words', node: line.key, words: '  Other   words ', reason: 'misread' } as const;
    const other = mended(desk, words, 1);
    expect(at(other, 'B.1.2')).toMatchObject({ text: 'Other words', byHand: { read: line.text, reason: 'misread' } });
    expect(() => mended(other, { do: 'merge', node: line.key }, 2)).toThrow('by-hand');
    expect(draftOn(mended(other, { ...words, words: '' }, 2))).toEqual(draft);
    expect(() => mended(desk, { ...words, reason: ' ' }, 1)).toThrow('reason-missing');
  });

  it('confirms one proposal, and all of a kind at once', () => {
    const line = at(desk, 'A.2.1.2');
    const one = mended(desk, { do: 'promise', node: line.key, promise: 'recurring' }, 1);
    expect(at(one, 'A.2.1.2')).toMatchObject({ promise: 'recurring', confirmed: true });
    const all = mended(one, { do: 'promises', promise: 'enabling' }, 2);
    expect(all.nodes.filter(({ promise, confirmed }) => promise === 'enabling' && !confirmed)).toEqual([]);
    expect(all.nodes.filter(({ confirmed }) => confirmed).length).toBe(
      1 + one.nodes.filter(({ promise, confirmed }) => promise === 'enabling' && !confirmed).length,
    );
    expect(() => mended(all, { do: 'promises', promise: 'enabling' }, 3)).toThrow('none-proposed');
  });

  it('settles doubtful places, by accepting them or by the mend that was made there', () => {
    const right = mended(desk, { do: 'accept', finding: 0 }, 4);
    expect(right.findings[0]?.settled).toEqual({ how: 'right', mend: 4 });
    expect(() => mended(right, { do: 'accept', finding: 0 }, 5)).toThrow('settled');
    const by = mended(desk, { do: 'drop', node: at(desk, 'B.1.2').key, finding: 1 }, 6);
    expect(by.findings[1]?.settled).toEqual({ how: 'mended', mend: 6 });
  });

  it('makes an area of a line, an objective of a line, and back', () => {
    const line = at(desk, 'B.1.2');
    const area = mended(desk, { do: 'kind', node: line.key, kind: 'area' }, 1);
    expect(at(area, 'B.1.2')).toMatchObject({ kind: 'area', promise: null, qualifiers: [] });
    const front = mended(desk, { do: 'kind', node: line.key, kind: 'objective' }, 1);
    expect(draftOn(front).objectives.at(-1)?.text).toBe(line.text);
    const back = mended(front, { do: 'kind', node: line.key, kind: 'action' }, 2);
    expect(back.nodes.find(({ key }) => key === line.key)).toMatchObject({ kind: 'action', parent: line.parent });
  });
});
