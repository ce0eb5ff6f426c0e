import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, type DemonstrationSite, openDemonstrationSite } from './fixtures/demonstration-site.ts';
import { cellsOfCsv } from './platform/documents/fixtures/read-back.ts';
import { csvFile } from './platform/files/csv.ts';

/** A side's own matrix that goes out as a spreadsheet and comes back edited, over HTTP as a browser without scripts does it. */
const PLAN = '/asean-canada/plans/2007-10';
const COPIES = `${PLAN}/notes/copies`;
const COLUMNS = 'columns=lineToTake,background,nextStep,whose,due';
const HEAD = 3;

let site: DemonstrationSite;
let canada: Browser;
let colleague: Browser;

beforeAll(async () => {
  site = await openDemonstrationSite();
  canada = await site.as('catherine.lavoie', 'speaker');
  colleague = await site.as('anne-marie.bouchard', 'contributor');
}, 600_000);
afterAll(() => site?.close());

const take = async (browser: Browser, format: 'xlsx' | 'csv', query = COLUMNS): Promise<Uint8Array<ArrayBuffer>> => {
  const answer = await browser.get(`${PLAN}/matrix.${format}?${query}`);
  expect(answer.status).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
};
const bring = (browser: Browser, bytes: Uint8Array<ArrayBuffer>, name = 'matrix.xlsx', to = COPIES) =>
  browser.upload(to, {}, { file: new File([bytes], name) });
async function brought(browser: Browser, bytes: Uint8Array<ArrayBuffer>, name = 'matrix.xlsx'): Promise<string> {
  const answer = await bring(browser, bytes, name);
  expect(answer.status, answer.status === 422 ? await answer.text() : '').toBe(303);
  return answer.headers.get('location') ?? '';
}

type Edit = (sheet: ExcelJS.Worksheet, at: { column(head: string): number; row(reference: string): number }) => void;

/** The file as another program opens it, changes it, and saves it. */
async function edited(bytes: Uint8Array<ArrayBuffer>, edit: Edit): Promise<Uint8Array<ArrayBuffer>> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes.buffer);
  const sheet = book.worksheets[0] as ExcelJS.Worksheet;
  const column = (head: string) => {
    for (let at = 1; at <= sheet.columnCount; at += 1) if (sheet.getCell(HEAD, at).text === head) return at;
    throw new Error(`no column ${head}`);
  };
  const row = (reference: string) => {
    for (let at = HEAD + 1; at <= sheet.rowCount; at += 1) if (sheet.getCell(at, 1).text === reference) return at;
    throw new Error(`no row ${reference}`);
  };
  edit(sheet, { column, row });
  return new Uint8Array((await book.xlsx.writeBuffer()) as ArrayBuffer);
}

/** The counts above the comparison. */
async function counts(browser: Browser, address: string): Promise<Record<string, number>> {
  const page = await browser.text(address);
  const list = /<ul class="figures"[^>]*>([\s\S]*?)<\/ul>/.exec(page)?.[1] ?? '';
  return Object.fromEntries(
    [...list.matchAll(/<strong>([\d,]+)<\/strong> (?:<a [^>]*>|<span[^>]*>)(?:cells? )?(.*?)</g)].map(
      ([, number = '', label = '']) => [label, Number(number.replaceAll(',', ''))],
    ),
  );
}

const noteOn = async (reference: string) =>
  (
    await site.ask(
      `select e.line_to_take as "lineToTake", e.background, e.next_step as "nextStep", e.whose, e.due::text, r.version from followup.note f join platform.record r using (id)
        join plan.node n on n.id = f.node join plan.plan p on p.id = n.plan join directory.party y on y.circle = f.owner
        cross join lateral (select * from followup.note_edition w where w.note = f.id order by w.edition desc limit 1) e
       where p.slug = '2007-10' and n.reference = $1 and y.slug = 'canada'`,
      [reference],
    )
  )[0];
const write = async (browser: Browser, reference: string, words: Record<string, string>) => {
  const now = await noteOn(reference);
  const all: Record<string, string> = { lineToTake: '', background: '', nextStep: '', whose: '', due: '', ...now, ...words };
  const { version: _, ...fields } = all;
  const answer = await browser.post(`${PLAN}/lines/${reference}/note`, {
    ...fields,
    due: fields.due ?? '',
    version: String(now?.version ?? 0),
  });
  expect(answer.status).toBe(303);
};

describe('a file that comes back as it went out', () => {
  test.each([
    ['xlsx', ''],
    ['xlsx', '&in=fr'],
    ['csv', ''],
    ['csv', '&in=fr'],
  ] as const)('changes nothing: %s%s', async (format, more) => {
    const address = await brought(canada, await take(canada, format, COLUMNS + more), `matrix.${format}`);
    expect(await counts(canada, address)).toEqual({ unchanged: 88 * 5 });
    expect(await canada.text(address)).toContain('Nothing is left to decide');
  });

  test('also when another program has saved it, in another order of rows and columns, with rows and columns left out', async () => {
    const bytes = await edited(await take(canada, 'xlsx'), (sheet, { column, row }) => {
      sheet.spliceRows(row('A.2.4.5'), 1);
      sheet.spliceColumns(column('Background'), 1);
    });
    const page = await canada.text(await brought(canada, bytes));
    expect(page).toContain('1 line that was sent is not in the file');
    expect(page).toContain('Not in the file, and left as they are: Background');
    expect(page).toContain('Nothing is left to decide');
    expect((await noteOn('A.2.4.5'))?.background).not.toBe('');
  });
});

describe('a file that was edited', () => {
  let address: string;

  test('is compared cell by cell, before anything is recorded', async () => {
    await write(canada, 'A.1.2.1', { lineToTake: 'To be emptied', whose: 'Us' });
    const bytes = await edited(await take(canada, 'xlsx'), (sheet, { column, row }) => {
      sheet.getCell(row('A.1.1.1'), column('Line to take')).value = '=1+1 is no formula here';
      sheet.getCell(row('A.1.1.1'), column('By when')).value = new Date('2008-11-28T00:00:00Z');
      sheet.getCell(row('A.1.2.1'), column('Line to take')).value = null;
      sheet.getCell(row('A.2.7.8'), column('Whose step')).value = 'CIDA, scholarships';
      sheet.getCell(row('B.1.1'), column('By when')).value = '30.9.2008';
      sheet.getCell(row('B.1.2'), column('By when')).value = '09/30/2008';
      sheet.getCell(row('B.1.3'), column('Next step')).value = { formula: 'A1&"x"', result: 'computed' };
      sheet.getCell(row('B.2.1'), column('Text as entered')).value = 'Other words';
      sheet.mergeCells(row('B.3.1'), column('Background'), row('B.3.2'), column('Background'));
      sheet.getRow(row('C.1.1')).hidden = true;
      sheet.addRow(['X.9.9', '', '', '', '', 'Who am I']);
    });
    address = await brought(colleague, bytes, 'forty cells.xlsx');
    expect(await counts(canada, address)).toMatchObject({ added: 4, changed: 1, emptied: 1, 'rows to mend': 4 });
    const page = await canada.text(address);
    expect(page).toContain('by Anne-Marie Bouchard');
    expect(page).toContain('has the month before the day: “09/30/2008”');
    expect(page).toMatch(/holds a formula\. What it shows was read: “computed”/);
    expect(page).toContain('is part of merged cells');
    expect(page).toContain('the plan has no line “X.9.9”');
    expect(page).toContain('1 row is hidden');
    expect(page).toContain('Words of the plan that the file has otherwise');
    expect((await noteOn('A.1.1.1'))?.lineToTake).toBeUndefined();
  });

  test('is recorded as an act of whoever accepts, and the rest waits', async () => {
    const answer = await canada.post(`${address}/acceptance`, { field: '' });
    expect(answer.status).toBe(303);
    expect(await noteOn('A.1.1.1')).toMatchObject({ lineToTake: '=1+1 is no formula here', due: '2008-11-28' });
    expect(await noteOn('A.1.2.1')).toMatchObject({ lineToTake: '', whose: 'Us' });
    expect(await noteOn('A.2.7.8')).toMatchObject({ whose: 'CIDA, scholarships', due: '2008-10-15' });
    expect(await noteOn('B.1.1')).toMatchObject({ due: '2008-09-30' });
    expect(await noteOn('B.1.3')).toMatchObject({ nextStep: 'computed' });
    const [entry] = await site.ask(
      `select a.after, m.full_name from platform.audit a join directory.v_mandate m on m.id = a.mandate where act = 'followup.copy-accepted' order by a.id desc limit 1`,
    );
    expect(entry).toMatchObject({ full_name: 'Catherine Lavoie', after: { taken: 6 } });
    const [words] = await site.ask(`select text from plan.v_node where reference = 'B.2.1' and text = 'Other words'`);
    expect(words).toBeUndefined();
    expect(await counts(canada, address)).toMatchObject({ 'rows to mend': 4 });
  });

  test('changes nothing the second time', async () => {
    const before = await site.ask('select count(*) from followup.note_edition');
    await canada.post(`${address}/acceptance`, { field: '' });
    expect(await site.ask('select count(*) from followup.note_edition')).toEqual(before);
  });

  test('gives its bad rows back with the reasons, and takes them mended', async () => {
    const answer = await canada.get(`${address}/rows-to-mend.xlsx`);
    expect(answer.headers.get('content-disposition')).toContain('rows-to-mend-canada-only.xlsx');
    const bytes = await edited(new Uint8Array(await answer.arrayBuffer()), (sheet, { column, row }) => {
      expect(sheet.getCell(row('B.1.2'), column('What to mend')).text).toContain('has the month before the day');
      sheet.getCell(row('B.1.2'), column('By when')).value = '2008-09-30';
      sheet.spliceRows(row('X.9.9'), 1);
    });
    const mended = await brought(canada, bytes, 'rows-to-mend.xlsx');
    expect(await counts(canada, mended)).toMatchObject({ added: 1 });
    expect((await canada.post(`${mended}/acceptance`, { field: '' })).status).toBe(303);
    expect(await noteOn('B.1.2')).toMatchObject({ due: '2008-09-30' });
  });
});

describe('a cell that somebody changed since', () => {
  test('is a conflict; nobody loses anything, and one decides cell by cell', async () => {
    await write(canada, 'B.4.1', { lineToTake: 'First', nextStep: 'First step' });
    const sent = await take(canada, 'xlsx');
    await write(colleague, 'B.4.1', { lineToTake: 'Written meanwhile' });
    const bytes = await edited(sent, (sheet, { column, row }) => {
      sheet.getCell(row('B.4.1'), column('Line to take')).value = 'Written in the file';
      sheet.getCell(row('B.4.1'), column('Next step')).value = 'Second step';
    });
    const address = await brought(canada, bytes);
    expect(await counts(canada, address)).toMatchObject({ 'changed by both': 1, changed: 1 });
    const page = await canada.text(address);
    expect(page).toContain('When it was taken away:');
    expect(page).toContain('by Anne-Marie Bouchard');
    await canada.post(`${address}/acceptance`, { field: '' });
    expect(await noteOn('B.4.1')).toMatchObject({ lineToTake: 'Written meanwhile', nextStep: 'Second step' });
    const decide = async (decision: string, version: number) =>
      canada.post(`${address}/decisions`, {
        'reference[]': 'B.4.1',
        'field[]': 'lineToTake',
        'version[]': String(version),
        'decision[]': decision,
      });
    await decide('take', 1);
    expect(await noteOn('B.4.1')).toMatchObject({ lineToTake: 'Written meanwhile' });
    const now = await noteOn('B.4.1');
    await decide('keep', now?.version);
    expect(await canada.text(address)).toContain('Nothing is left to decide');
    expect(await canada.text(`${address}?show=kept`)).toContain('in the file');
    await decide('take', now?.version);
    expect(await noteOn('B.4.1')).toMatchObject({ lineToTake: 'Written in the file', nextStep: 'Second step' });
    const history = await site.ask(`select e.line_to_take from followup.note_edition e join followup.note f on f.id = e.note
      join plan.node n on n.id = f.node where n.reference = 'B.4.1' order by e.edition`);
    expect(history.map((each) => each.line_to_take)).toContain('Written meanwhile');
  });
});

describe('what is refused by name', () => {
  const refused = async (browser: Browser, bytes: Uint8Array<ArrayBuffer>, name: string, to = COPIES) => {
    const answer = await bring(browser, bytes, name, to);
    return { status: answer.status, page: await answer.text() };
  };
  const bytes = (text: string) => new TextEncoder().encode(text);

  test('a file of another side, exactly as one that nobody made', async () => {
    const asean = await site.as('nguyen.minh.ha', 'speaker');
    const theirs = await take(asean, 'csv');
    const made = bytes(new TextDecoder().decode(theirs).replace(/ent1-[0-9a-f]{64}/, `ent1-${'0'.repeat(64)}`));
    const plain = (page: string) =>
      page.replaceAll(/name="_csrf" value="[^"]*"/g, '').replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '');
    const [one, other] = [await refused(canada, theirs, 'x.csv'), await refused(canada, made, 'x.csv')];
    expect(one.status).toBe(422);
    expect(one.page).toContain('not one that you could take away in the capacity');
    expect(plain(one.page)).toBe(plain(other.page));
  });

  test('no matrix, an empty file, another kind, a table without our heads or without its mark', async () => {
    const marked = new TextDecoder().decode(await take(canada, 'csv'));
    for (const [name, what, said] of [
      ['a.csv', bytes('x,y\n1,2\n'), 'has no row with the heads of our columns'],
      ['a.csv', bytes(''), 'is empty'],
      ['a.pdf', bytes('%PDF-1.7\n\u0000\u0001\u0002\u0003\u0000\u0000'), 'neither an Excel workbook'],
      ['a.csv', bytes('Reference,Next step\nA.1.1.1,x\n'), 'does not carry the mark'],
      ['a.csv', bytes(marked.replace('Background', 'Next step')), 'Two columns of the file have the head “Next step”'],
      ['a.xlsx', (await take(canada, 'xlsx')).slice(0, 4_000), 'cannot be read'],
    ] as const) {
      const { status, page } = await refused(canada, what, name);
      expect([413, 415, 422], said).toContain(status);
      expect(page.replaceAll('&#39;', '’')).toContain(said);
    }
  });

  test('a mark that was tampered with counts as none', async () => {
    const rows = cellsOfCsv(await take(canada, 'csv'));
    const [head = [], ...lines] = rows;
    const at = head.indexOf('Line to take');
    const changed = lines.slice(0, 3).map((line) => line.map((cell, column) => (column === at ? 'Tampered' : cell)));
    for (const line of changed) line[line.length - 1] = `${line.at(-1)?.slice(0, -1)}~`;
    const address = await brought(canada, csvFile([head, ...changed]) as Uint8Array<ArrayBuffer>, 'matrix.csv');
    const page = await canada.text(address);
    // Where nothing stands, nothing can be lost; where something does, somebody decides.
    expect(page).toMatch(/Added|Changed by both/);
  });
});

test('whoever brings the same file again finds the comparison that there is, and can put it away', async () => {
  const bytes = await edited(await take(canada, 'xlsx'), (sheet, { column, row }) => {
    sheet.getCell(row('C.1.2'), column('Line to take')).value = 'Once';
  });
  const address = await brought(canada, bytes);
  expect(await brought(colleague, bytes)).toBe(address);
  expect(await canada.text(COPIES)).toContain(address);
  const copy = address.split('/').at(-1) ?? '';
  expect((await canada.post(`${COPIES}/removals`, { copy })).status).toBe(303);
  expect((await canada.get(address)).status).toBe(404);
  expect((await canada.post(`${COPIES}/removals`, { copy })).status).toBe(404);
});

test('a file whose days are over is read by nobody, and removed by the next one', async () => {
  const address = await brought(
    canada,
    await edited(await take(canada, 'xlsx'), (sheet, { column, row }) => {
      sheet.getCell(row('C.1.2'), column('Line to take')).value = 'Too late';
    }),
  );
  const id = address.split('/').at(-1);
  await site.ask(`update followup.returned_copy set expires_at = '2008-06-30' where id = $1`, [id]);
  expect((await canada.get(address)).status).toBe(404);
  await brought(canada, await take(canada, 'csv', `${COLUMNS}&area=C`), 'c.csv');
  expect(await site.ask('select id from followup.returned_copy where id = $1', [id])).toEqual([]);
});
