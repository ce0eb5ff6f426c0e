import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, type DemonstrationSite, ORIGIN, openDemonstrationSite } from './fixtures/demonstration-site.ts';
import { cellsOfCsv, lettersOf, lettersOfPdf, partsOf, sheetsOf, wordsOfDocx } from './platform/documents/fixtures/read-back.ts';
import { FORMATS, type Format } from './platform/documents/index.ts';

/** The register and the matrix as files: their words against the register, letter for letter, and what one side notes, hunted in the files of all others. */
const PLAN = '/asean-canada/plans/2007-10';
const ALL = 'translation,promise,qualifiers,priority,stage,readers,lineToTake,background,nextStep,whose,due';
const NOTED = {
  lineToTake: 'zyqcanaryline',
  background: 'zyqcanaryback',
  nextStep: 'zyqcanarystep',
  whose: 'zyqcanarywhose',
  due: '2031-12-24',
};

let site: DemonstrationSite;
let canada: Browser;
let others: Record<string, Browser>;
let before: Map<string, string>;
let lines: { reference: string; text: string; subitems: string[] }[];

beforeAll(async () => {
  site = await openDemonstrationSite();
  canada = await site.as('catherine.lavoie', 'speaker');
  others = {
    visitor: site.visitor(),
    'speaker of ASEAN': await site.as('nguyen.minh.ha', 'speaker'),
    'focal point of the Philippines': await site.as('rafael.villareal', 'focal-point'),
    secretariat: await site.as('sari.wulandari', 'secretariat'),
    administrator: await site.as('helene.marchetti', 'administrator'),
  };
  before = await readOthers();
  for (const reference of ['A.2.4.6', 'C.1.1'])
    expect((await canada.post(`${PLAN}/lines/${reference}/note`, { ...NOTED, version: '0' })).status).toBe(303);
  lines = await site.ask(
    `select n.reference, n.text, coalesce((select array_agg(s.number || ' ' || s.text order by s.position) from plan.v_node s where s.parent = n.id and s.kind = 'subitem'), '{}') as subitems
      from plan.v_node n where n.kind = 'action' order by n.position`,
  );
}, 600_000);
afterAll(() => site?.close());

const bytesOf = async (browser: Browser, address: string): Promise<Uint8Array> => {
  const response = await browser.get(address);
  expect(response.status, address).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
};
const matrix = (format: Format, query = `columns=${ALL}`) => `${PLAN}/matrix.${format}?${query}`;
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

async function readOthers(): Promise<Map<string, string>> {
  const read = new Map<string, string>();
  for (const [who, browser] of Object.entries(others))
    for (const format of FORMATS)
      for (const address of [matrix(format), `${PLAN}/lines.${format}`])
        read.set(`${who} ${address}`, hex(await bytesOf(browser, address)));
  return read;
}

/** Everything that a file says, unpacked, however it is packed. */
async function allOf(bytes: Uint8Array, format: Format): Promise<string> {
  if (format === 'docx' || format === 'xlsx') return Object.values(partsOf(bytes)).join('\n');
  return format === 'pdf' ? lettersOfPdf(bytes) : new TextDecoder().decode(bytes);
}

describe('the words of the plan are those of the register, letter for letter,', () => {
  test('in DOCX, read by mammoth', async () => {
    const words = new Set(await wordsOfDocx(await bytesOf(canada, matrix('docx'))));
    for (const { text, reference } of lines) expect(words.has(text), reference).toBe(true);
    for (const item of lines.flatMap((line) => line.subitems)) expect(words.has(item.replace(' ', '  ')), item).toBe(true);
  });

  test('in XLSX and CSV, cell by cell, in the order of the document', async () => {
    const [sheet] = sheetsOf(await bytesOf(canada, `${PLAN}/lines.xlsx`));
    const rows = cellsOfCsv(await bytesOf(canada, `${PLAN}/lines.csv`));
    for (const found of [sheet?.slice(3) ?? [], rows.slice(1)]) {
      expect(found.map((row) => row[0])).toEqual(lines.map((line) => line.reference));
      expect(found.map((row) => row[3])).toEqual(lines.map((line) => line.text));
      expect(found.map((row) => row[4])).toEqual(lines.map((line) => line.subitems.join('\n')));
      expect(found.map((row) => row.at(-1))).toEqual(lines.map((line) => `${ORIGIN}${PLAN}/lines/${line.reference}`));
    }
  });

  test('in PDF, read by unpdf, but for the spaces between them', async () => {
    const letters = await lettersOfPdf(await bytesOf(canada, `${PLAN}/lines.pdf`));
    for (const { text, reference } of lines.filter((line) => line.text.length < 1_400))
      expect(letters, reference).toContain(lettersOf(text));
  });

  test('in PDF also where the type setter gives up on rows that head a part of the table, and is asked once more', async () => {
    for (const words of ['haze', 'terrorism', 'trade', 'cooperation']) {
      const answer = await site.visitor().get(`${PLAN}/matrix.pdf?words=${words}`);
      expect(answer.status, words).toBe(200);
      expect((await lettersOfPdf(new Uint8Array(await answer.arrayBuffer()))).toLowerCase()).toContain(words);
    }
  }, 60_000);

  test('in JSON and HTML', async () => {
    const said = JSON.parse(await canada.text(`${PLAN}/lines.json`));
    expect(said.tables[0].rows.map((row: { text: string }) => row.text)).toEqual(lines.map((line) => line.text));
    const page = (await canada.text(`${PLAN}/lines.html`))
      .replaceAll('&#39;', "'")
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');
    for (const { text } of lines) expect(page).toContain(text);
  });
});

describe('the matrix of one side', () => {
  test.each(FORMATS)('holds its notes as %s, and says whose they are in head and name', async (format) => {
    const response = await canada.get(matrix(format));
    expect(response.headers.get('content-disposition')).toContain(`asean-canada-2007-10-matrix-canada-only.${format}`);
    const said = await allOf(new Uint8Array(await response.arrayBuffer()), format);
    const { due: _, ...words } = NOTED;
    for (const each of Object.values(words)) expect(said).toContain(each);
    if (format !== 'csv') expect(lettersOf(said)).toContain('OnlyCanadaseesthis');
    if (format !== 'csv' && format !== 'json') expect(lettersOf(said)).toContain('30June2008');
  });

  test('changes no byte of anybody else’s files, and stands in none of them', async () => {
    const after = await readOthers();
    for (const [address, bytes] of after) expect(bytes === before.get(address), address).toBe(true);
    for (const [who, browser] of Object.entries(others))
      for (const format of FORMATS)
        expect((await allOf(await bytesOf(browser, matrix(format)), format)).toLowerCase(), `${who} ${format}`).not.toMatch(
          /zyq|2031|24 ?december/,
        );
  }, 120_000);

  test('stands behind its wall as soon as one of its columns is there, and is everybody’s when none is', async () => {
    const name = async (query: string) => (await canada.get(matrix('json', query))).headers.get('content-disposition');
    expect(await name('columns=due')).toContain('matrix-canada-only.json');
    expect(await name('columns=promise')).toContain('matrix-public.json');
    expect(await name('chosen=yes')).toContain('matrix-public.json');
    const asean = others['speaker of ASEAN'] as Browser;
    expect((await asean.get(matrix('json', 'columns=due'))).headers.get('content-disposition')).toContain(
      'matrix-asean-only.json',
    );
  });

  test('offers notes to nobody who keeps none, whatever the address asks', async () => {
    for (const who of ['visitor', 'secretariat', 'administrator']) {
      const said = JSON.parse(await (others[who] as Browser).text(matrix('json')));
      const keys = said.tables[0].columns.map((column: { key: string }) => column.key);
      expect(keys).not.toContain('lineToTake');
      expect(said.readers).toBe('Everybody may read this');
      expect(await (others[who] as Browser).text(`${PLAN}/matrix`)).not.toContain('Line to take');
    }
  });
});

describe('what one chooses', () => {
  test('are columns, lines, paper and language; the address says all of it', async () => {
    const said = JSON.parse(await canada.text(matrix('json', 'columns=promise,nextStep&area=A.2.4&in=fr')));
    expect(said.lang).toBe('fr');
    expect(said.tables[0].columns.map((column: { key: string }) => column.key)).toEqual([
      ...['reference', 'number', 'area', 'text', 'subitems', 'promise', 'confirmed', 'nextStep', 'address'],
    ]);
    expect(said.tables[0].rows.map((row: { reference: string }) => row.reference)).toEqual(
      lines.map((line) => line.reference).filter((reference) => reference.startsWith('A.2.4.')),
    );
    expect(said.address).toBe(`${ORIGIN}${PLAN}/matrix?area=A.2.4&columns=promise%2CnextStep&in=fr`);
    const letter = partsOf(await bytesOf(canada, matrix('docx', 'paper=letter&turn=portrait')));
    expect(letter['word/document.xml']).toContain('w:w="12240" w:h="15840" w:orient="portrait"');
  });

  test('can be sent by a form, with each column by itself', async () => {
    const said = JSON.parse(
      await canada.text(matrix('json', 'chosen=yes&columns%5B%5D=promise&columns%5B%5D=due&paper=a4&turn=landscape&day=')),
    );
    expect(said.tables[0].columns.map((column: { key: string }) => column.key)).toEqual(
      expect.arrayContaining(['promise', 'due']),
    );
  });

  test('is a day, too: what was not yet written on it is not there', async () => {
    const early = JSON.parse(await canada.text(matrix('json', 'day=2007-09-01')));
    expect(early.asOf).toBe('2007-09-01');
    expect(early.tables[0].rows).toHaveLength(88);
    expect(JSON.stringify(early)).not.toContain('zyqcanary');
    expect(JSON.parse(await canada.text(matrix('json', 'day=2007-07-31'))).tables[0].rows).toEqual([]);
    expect((await canada.get(matrix('json', 'day=2031-01-01'))).status).toBe(422);
  });

  test('shows how it begins, and who may see it, before it is taken away', async () => {
    const page = await canada.text(`${PLAN}/matrix?area=C`);
    expect(page).toContain('Only Canada sees this');
    expect(page).toContain('zyqcanaryline');
    for (const format of FORMATS) expect(page).toContain(`formaction="${PLAN}/matrix.${format}"`);
    expect((await canada.get(`${PLAN}/matrix?columns=nonsense`)).status).toBe(400);
  });

  test('are lines with a note, which stands behind the wall even where no note is shown', async () => {
    const asked = await canada.get(matrix('json', 'columns=promise&notes=with'));
    expect(asked.headers.get('content-disposition')).toContain('canada-only');
    const rows = (await asked.json()).tables[0].rows.map((row: { reference: string }) => row.reference);
    expect(rows).toEqual(expect.arrayContaining(['A.2.4.6', 'C.1.1']));
    const rest = JSON.parse(await canada.text(matrix('json', 'columns=promise&notes=without'))).tables[0].rows;
    expect(rows.length + rest.length).toBe(88);
    const visitor = JSON.parse(await (others.visitor as Browser).text(matrix('json', 'notes=with')));
    expect(visitor.tables[0].rows).toHaveLength(88);
    const grid = await canada.text(`${PLAN}/notes?which=with`);
    expect(grid).toContain(`${PLAN}/matrix.docx?columns=lineToTake%2Cbackground%2CnextStep%2Cwhose%2Cdue&amp;notes=with`);
  });
});

describe('the list of organisations', () => {
  test.each(['/organisations', '/asean-canada/organisations'])('leaves %s as one sees it', async (path) => {
    const visitor = others.visitor as Browser;
    const said = JSON.parse(await visitor.text(`${path}.json?class=government&sort=-name`));
    const page = await visitor.text(`${path}?class=government&sort=-name&size=100`);
    const names = [...page.matchAll(/<th scope="row"[^>]*><a [^>]*>([^<]*)</g)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(3);
    expect(
      said.tables[0].rows.map((row: { name: string }) => row.name.replaceAll('&', '&amp;').replaceAll("'", '&#39;')),
    ).toEqual(names);
    expect(said.address).toBe(`${ORIGIN}${path}?class=government&sort=-name`);
    expect(said.figures[0].value).toBe(names.length);
    for (const format of FORMATS) expect((await visitor.get(`${path}.${format}`)).status).toBe(200);
    expect((await visitor.get(`${path}.csv?colour=blue`)).status).toBe(400);
  });
});
