import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, type DemonstrationSite, ORIGIN, openDemonstrationSite } from './fixtures/demonstration-site.ts';

/** The register, the search and the acts of the secretariat, as one asks for them over HTTP, on the plan of the demonstration. */
const PLAN = '/asean-canada/plans/2007-10';
let site: DemonstrationSite;
let visitor: Browser;
beforeAll(async () => {
  site = await openDemonstrationSite();
  visitor = site.visitor();
});
afterAll(() => site?.close());

const linesOn = (page: string): string[] => [...page.matchAll(/<tr [^>]*\bid="([^"]+)"/g)].map((match) => match[1] ?? '');
const register = async (query = '') => linesOn(await visitor.text(`${PLAN}${query}`));
const said = (page: string): string => page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const gold: { lines: { id: string; kind: string; parent: string | null; text: string }[] } = JSON.parse(
  readFileSync(new URL('../demo/plan-2007-10/full.gold.json', import.meta.url), 'utf8'),
);
const ACTIONS = gold.lines.filter((each) => each.kind === 'action').map((each) => each.id);

test('the plan is whole: 3 parts, 22 areas, 88 lines, 15 sub-items, its objectives and five priorities with the lines they sharpen', async () => {
  const counts = await site.ask('select kind, count(*)::int from plan.node group by kind order by kind');
  expect(Object.fromEntries(counts.map((row) => [row.kind, row.count]))).toEqual({
    part: 3,
    area: 22,
    action: 88,
    subitem: 15,
    objective: 2,
    priority: 5,
  });
  const sharpened = await site.ask(
    `select p.reference, array_agg(l.reference order by s.position) as lines from plan.v_sharpens s join plan.node p on p.id = s.priority join plan.node l on l.id = s.line
      group by p.reference, p.position order by p.position`,
  );
  expect(sharpened.map((row) => row.reference)).toEqual([
    'P.2007-08.1',
    'P.2007-08.2',
    'P.2007-08.3',
    'P.2007-08.4',
    'P.2007-08.5',
  ]);
  const page = await visitor.text(`${PLAN}/priorities`);
  for (const { reference, lines } of sharpened)
    for (const each of [reference, ...lines]) expect(page).toContain(`href="${PLAN}/lines/${each}"`);
});

test.each([
  ['a.2.4.5', 'A.2.4.5'],
  ['A.2.4.5.A', 'A.2.4.5.a'],
  ['2.4.5', 'A.2.4.5'],
  ['A.2.4.5(a)', 'A.2.4.5.a'],
])('a line that is called %s is found as %s', async (typed, meant) => {
  const answer = await visitor.get(`${PLAN}/lines/${typed}`);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${PLAN}/lines/${meant}`]);
});
test.each(['1.1', 'A.2.4.99', 'nothing'])('none or several lines can be meant by %s', async (typed) => {
  expect((await visitor.get(`${PLAN}/lines/${typed}`)).status).toBe(404);
});

describe('the register', () => {
  test('shows all lines in the order of the document, under their areas', async () => {
    expect(await register()).toEqual(ACTIONS);
    const page = await visitor.text(PLAN);
    expect(page.match(/<details class="area" open/g)).toHaveLength(
      gold.lines.filter(
        (each) => each.kind === 'area' && ACTIONS.some((id) => gold.lines.find((line) => line.id === id)?.parent === each.id),
      ).length,
    );
    expect(said(page)).toContain('88 action lines');
    expect(said(page)).toContain('Entered, not yet certified by ASEAN or Canada');
  });

  test.each([
    ['?area=A.2.4', ACTIONS.filter((id) => id.startsWith('A.2.4.'))],
    ['?area=C', ACTIONS.filter((id) => id.startsWith('C.'))],
    ['?area=Z.9', []],
    ['?words=haze', ['A.2.4.5']],
    ['?words=brume', ['A.2.4.5']],
    ['?words=HAZES', ['A.2.4.5']],
    ['?area=B&words=haze', []],
    ['?priority=P.2007-08.2', ['B.5.2']],
  ])('narrowed by %s', async (query, expected) => {
    expect(await register(query)).toEqual(expected);
  });

  test('narrowed by kind of promise, the four kinds make the whole', async () => {
    const kinds = ['one-off', 'recurring', 'enabling', 'standing'];
    const some = await Promise.all(kinds.map((kind) => register(`?promise=${kind}`)));
    expect(some.flat().sort()).toEqual([...ACTIONS].sort());
    expect(await register('?sort=promise')).toEqual([
      ...(some[2] ?? []),
      ...(some[0] ?? []),
      ...(some[1] ?? []),
      ...(some[3] ?? []),
    ]);
  });

  test('any priority is all of them together', async () => {
    const lines = await site.ask(
      'select distinct l.reference, l.position from plan.v_sharpens s join plan.node l on l.id = s.line where l.kind = $1 order by l.position',
      ['action'],
    );
    expect(await register('?priority=any')).toEqual(lines.map((row) => row.reference));
  });

  test('reads on from a line, and says what to do where the list does not begin there', async () => {
    expect(await register('?from=C.1.1')).toEqual(['C.1.1', 'C.1.2', 'C.1.3', 'C.1.4', 'C.2.1']);
    const page = await visitor.text(`${PLAN}?from=nowhere`);
    expect(linesOn(page)).toEqual([]);
    expect(said(page)).toContain('Go back to its beginning');
    expect(said(await visitor.text(`${PLAN}?words=zzz`))).toContain('Take one filter away');
  });

  test.each(['?nonsense=1', '?promise=never', '?words=a&words=b'])('does not guess what %s means', async (query) => {
    expect((await visitor.get(`${PLAN}${query}`)).status).toBe(400);
  });
});

describe('the way out as a file', () => {
  const exported = async (query = '') => {
    const response = await visitor.get(`${PLAN}/lines.csv${query}`);
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
    return { response, text, rows: text.slice(1).trimEnd().split('\r\n') };
  };

  test('holds every line as one sees it, with its stage, its readers and its permanent address', async () => {
    const { response, text, rows } = await exported('?lang=en');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toContain(
      'attachment; filename="asean-canada-2007-10-register-public.csv"',
    );
    expect(text.startsWith('\ufeffReference,Number as printed,Area,')).toBe(true);
    expect(rows).toHaveLength(89);
    expect(rows.slice(1).map((row) => row.split(',')[0])).toEqual(ACTIONS);
    const line = rows.find((row) => row.startsWith('A.2.4.5,')) ?? '';
    expect(line).toContain('A.2.4 Sustainable Development / Environment');
    expect(line).toContain(
      'a Transboundary environmental pollution reduction, particularly transboundary haze pollution\nb Biological',
    );
    expect(line).toContain('"Entered, not yet certified by ASEAN or Canada"'.replaceAll('"', ''));
    expect(line).toContain('Everybody may read this');
    expect(line.endsWith(`${ORIGIN}${PLAN}/lines/A.2.4.5`)).toBe(true);
    for (const { id, text: words } of gold.lines.filter((each) => each.kind === 'action'))
      expect(text, id).toContain(words.replaceAll('"', '""'));
  });

  test('holds what passes the filter, in the order asked, and speaks French', async () => {
    const { response, rows } = await exported('?lang=fr&area=C&sort=promise');
    expect(response.headers.get('content-disposition')).toContain('asean-canada-2007-10-registre-tout-public.csv');
    expect(rows[0]?.startsWith('Référence;')).toBe(true);
    expect(rows.slice(1).map((row) => row.split(';')[0])).toEqual(await register('?area=C&sort=promise'));
    expect(rows[1]).toContain('Inscrit, pas encore certifié');
    expect(rows[1]).toContain('Tout le monde peut lire ceci');
    await visitor.get('/about?lang=en');
  });
});

describe('the search', () => {
  const found = async (words: string, more = '') => {
    const page = await visitor.text(`/asean-canada/search?q=${encodeURIComponent(words)}${more}`);
    return {
      page,
      lines: [...page.matchAll(/<li data-row[^>]*><p class="result-head"><a href="[^"]*\/lines\/([^"]+)"/g)].map((match) =>
        decodeURIComponent(match[1] ?? ''),
      ),
    };
  };

  test.each([
    ['haze', 'en', '<mark>haze</mark>'],
    ['brume', 'fr', '<mark>brume</mark>'],
    ['SECHE', 'fr', '<mark>sèche</mark>'],
    ['transboundary hazes', 'en', '<mark>haze</mark>'],
  ])('for %s finds the sub-item on haze, marked in its own language', async (words, lang, mark) => {
    const { page, lines } = await found(words);
    expect(lines).toContain('A.2.4.5.a');
    expect(page).toContain(mark);
    expect(page).toMatch(new RegExp(`<p class="(words|translation)" lang="${lang}">[^<]*<mark>`));
  });

  test.each([
    ['A.2.4.5', 'A.2.4.5'],
    ['a.2.4.5', 'A.2.4.5'],
    ['2.4.5', 'A.2.4.5'],
    ['line 2.4.5', 'A.2.4.5'],
    ['A 2.4.5', 'A.2.4.5'],
    ['2.4.5 (a)', 'A.2.4.5.a'],
    ['A.2.4.5.k', 'A.2.4.5.k'],
    ['p.2007-08.1', 'P.2007-08.1'],
    ['O.2', 'O.2'],
  ])('for the reference %s leads to it first', async (words, reference) => {
    expect((await found(words)).lines[0]).toBe(reference);
  });

  test('for a number that stands in every part leads to all of them', async () => {
    expect((await found('1.1')).lines.slice(0, 3).sort()).toEqual(['A.1.1', 'B.1.1', 'C.1.1']);
  });

  test('says how many of each kind there are, shows one kind, and goes on to the next page', async () => {
    const first = await found('cooperation', '&kind=line');
    expect(first.lines).toHaveLength(20);
    expect(said(first.page)).toMatch(/Lines and sub-items \d+/);
    const second = await found('cooperation', '&kind=line&page=2');
    expect(second.lines.length).toBeGreaterThan(0);
    expect(second.lines.filter((line) => first.lines.includes(line))).toEqual([]);
    const headings = await found('cooperation', '&kind=heading');
    expect(headings.lines.length).toBeGreaterThan(0);
    const areas = new Set(gold.lines.filter((each) => each.kind === 'area' || each.kind === 'part').map((each) => each.id));
    expect(headings.lines.every((line) => areas.has(line))).toBe(true);
  });

  test('shows why a priority was found by the words printed before it', async () => {
    const { page, lines } = await found('Health Security');
    expect(lines).toContain('P.2007-08.3');
    expect(page).toContain('<strong><mark>Health</mark> <mark>Security</mark>: </strong>');
  });

  test('finds plans, parties and organisations by name, accents or not', async () => {
    expect((await found('Joint Cooperation Work Plan')).page).toContain(`href="${PLAN}"`);
    expect((await found('viet nam')).page).toContain('href="/asean-canada/parties/viet-nam"');
    expect((await found('organisation mondiale de la sante')).page).toContain('href="/asean-canada/organisations/who"');
  });

  test.each(['', '   ', 'zzzqqq', '!!!', "'; drop table", '"', '-', 'a:b & | !', '\\', '%_%', '٣'])(
    '%j breaks nothing',
    async (words) => {
      const response = await visitor.get(`/asean-canada/search?q=${encodeURIComponent(words)}`);
      expect(response.status).toBe(200);
      expect((await visitor.get(`${PLAN}?words=${encodeURIComponent(words)}`)).status).toBe(200);
    },
  );
});

describe('the secretariat', () => {
  let secretariat: Browser;
  beforeAll(async () => {
    secretariat = await site.as('sari.wulandari', 'secretariat');
  });
  const line = `${PLAN}/lines/A.1.1.1`;
  const versionOn = async (address: string) => /name="version" value="(\d+)"/.exec(await secretariat.text(address))?.[1] ?? '';

  test('mends a slip, and the line shows the new words, the old ones and the reason', async () => {
    const before = gold.lines.find((each) => each.id === 'A.1.1.1')?.text ?? '';
    const version = await versionOn(`${line}/mend`);
    const answer = await secretariat.post(`${line}/mend`, { version, text: `${before} Mended.`, reason: 'a full stop was lost' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, line]);
    const page = await secretariat.text(line);
    expect(said(page)).toContain('The words of A.1.1.1 were mended.');
    expect(said(page)).toContain(`${before} Mended.`);
    expect(said(page)).toContain('a full stop was lost');
    expect(said(page)).toMatch(/Edition 2 .* Edition 1/);
  });

  test('is shown both texts when somebody mended meanwhile, and keeps what was typed', async () => {
    const answer = await secretariat.post(`${line}/mend`, { version: '1', text: 'Typed in vain', reason: 'a reason' });
    const page = await answer.text();
    expect(answer.status).toBe(409);
    expect(page).toContain('Typed in vain');
    expect(said(page)).toContain('Mended.');
  });

  test.each([
    [{ text: '', reason: 'a reason' }, 'text'],
    [{ text: 'New words', reason: '' }, 'reason'],
  ])('is told at the field what is missing: %o', async (typed, field) => {
    const answer = await secretariat.post(`${line}/mend`, { version: await versionOn(`${line}/mend`), ...typed });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(`href="#field-${field}"`);
  });

  test('confirms the kind of promise, once, and everybody reads by whom', async () => {
    const address = `${PLAN}/lines/C.2.1`;
    const version = await versionOn(address);
    expect((await secretariat.post(`${address}/promise`, { version, promise: 'recurring' })).status).toBe(303);
    expect(said(await visitor.text(address))).toContain('confirmed by the secretariat');
    expect((await secretariat.post(`${address}/promise`, { version, promise: 'standing' })).status).toBe(409);
  });
});

test('pages of a plan that has nothing there say what to do first', async () => {
  expect(said(await visitor.text('/asean-canada/search'))).toContain('Type words of the plan in English or French');
  const nowhere = await visitor.get('/asean-canada/plans/2011-15');
  expect(nowhere.status).toBe(404);
  expect(said(await nowhere.text())).toContain('There is nothing at this address, or it is not yours to see.');
});
