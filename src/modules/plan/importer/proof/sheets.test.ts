import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftOf } from '../draft.ts';
import { type WrittenCell, type WrittenSheet, workbookOf } from '../fixtures/make-xlsx.ts';
import { type Draft, headerKey, importDocument } from '../index.ts';
import { sheetText } from '../sheet/sheet-text.ts';
import { readWorkbook } from '../sheet/workbook.ts';

const HEAD = ['No.', 'Area', 'Action', 'Lead'];
const book = (rows: readonly (readonly WrittenCell[])[], more: Partial<WrittenSheet> = {}, options = {}): Uint8Array =>
  workbookOf([{ name: 'Plan', rows: [HEAD, ...rows], ...more }], options);
const lines = (draft: Draft) => draft.nodes.map(({ id, kind, text }) => `${id} ${kind} ${text}`);
const said = (draft: Draft, code: string) => draft.findings.filter((each) => each.code === code).map(({ message }) => message);

const ROWS: readonly WrittenCell[][] = [
  ['1.1', '1 Health', 'Hold meetings.', 'Ministry of Health'],
  ['1.2', '', 'Share data.', 'Both'],
  ['2.1', '2 Trade', 'Hold a fair.', ''],
];
const READ = ['1 area Health', '1.1 action Hold meetings.', '1.2 action Share data.', '2 area Trade', '2.1 action Hold a fair.'];

describe('a workbook of another ministry', () => {
  it('is read by what its columns are called, and says which hold no words of the plan', async () => {
    const draft = await importDocument(book(ROWS), 'matrix.xlsx');
    expect(lines(draft)).toEqual(READ);
    expect(said(draft, 'left-out')).toEqual([expect.stringContaining('D “Lead”')]);
    expect(draft.columns.map(({ role }) => role)).toEqual(['number', 'area', 'action', 'other']);
  });

  it('is read in French, in whatever order its columns stand', async () => {
    const rows = [
      ['État d’avancement', 'Activités', 'Domaine de coopération', 'N°'],
      ['en cours', 'Tenir des réunions.', '1 Santé', '1.1'],
      ['', 'Échanger des données.', '', '1.2'],
    ];
    const draft = await importDocument(workbookOf([{ name: 'Feuille 1', rows }]), 'matrice.xlsx');
    expect(lines(draft)).toEqual(['1 area Santé', '1.1 action Tenir des réunions.', '1.2 action Échanger des données.']);
  });

  it('follows the choice of a person for its columns', async () => {
    const rows = [
      ['Code', 'Heading', 'What we do', 'Text'],
      ['1.1', '1 Health', 'Hold meetings.', 'internal'],
    ];
    const choices = [{ head: headerKey(rows[0] ?? []), roles: ['number', 'area', 'action', 'other'] as const }];
    const draft = await importDocument(workbookOf([{ name: 'x', rows }]), 'matrix.xlsx', { choices });
    expect(lines(draft)).toEqual(['1 area Health', '1.1 action Hold meetings.']);
  });

  it('shows numbers as the spreadsheet does, so that 1.10 is not 1.1', async () => {
    const rows = [
      [{ value: '1.1', style: 2 }, '1 Health', 'Hold meetings.', ''],
      [{ value: '1.2', style: 2 }, '', 'Share data.', ''],
    ];
    const draft = await importDocument(book(rows), 'matrix.xlsx');
    expect(draft.nodes.map(({ number }) => number)).toEqual(['1', '1.10', '1.20']);
  });

  it.each([
    [false, '39448', '2008-01-01'],
    [true, '37986', '2008-01-01'],
    [false, '59', '1900-02-28'],
    [false, '61', '1900-03-01'],
  ])('reads dates of both calendars (from 1904: %s, %s)', async (from1904, value, day) => {
    const rows = [
      ['1.1', '1 Health', 'Hold meetings.', ''],
      [{ value, style: 1 }, '', 'Share data.', ''],
    ];
    const draft = await importDocument(book(rows, {}, { from1904 }), 'matrix.xlsx');
    expect(said(draft, 'doubtful-cell')).toEqual([expect.stringContaining(`Cell A3 (“${day}”)`)]);
  });

  it('takes the value of a formula and never the formula; says where none was stored, and errors', async () => {
    const rows = [
      ['1.1', '1 Health', { formula: 'HYPERLINK("http://x","y")', value: 'Hold meetings.', type: 'str' }, ''],
      ['1.2', '', { formula: 'NOW()' }, ''],
      ['1.3', '', { value: '#REF!', type: 'e' }, ''],
    ];
    const draft = await importDocument(book(rows), 'matrix.xlsx');
    expect(draft.text).not.toMatch(/HYPERLINK|NOW/);
    expect(draft.nodes[1]?.text).toBe('Hold meetings.');
    expect(said(draft, 'doubtful-cell').map((message) => /Cell C\d|Row \d/.exec(message)?.[0])).toEqual([
      'Row 3',
      'Row 4',
      'Cell C3',
      'Cell C4',
    ]);
  });

  it('says which rows are hidden, and which sheets were not read', async () => {
    const bytes = workbookOf([
      { name: 'Notes', rows: [['Nothing of a plan']] },
      { name: 'Plan', rows: [HEAD, ...ROWS], hidden: [3] },
    ]);
    const draft = await importDocument(bytes, 'matrix.xlsx');
    expect(lines(draft)).toEqual(READ);
    expect(said(draft, 'hidden-rows')).toEqual([expect.stringMatching(/: 3\./)]);
    expect(said(draft, 'left-out').join(' ')).toContain('“Notes”');
  });

  it('takes a row merged across for a heading', async () => {
    const rows = [['A. Health'], ['1.1', '1 Flu', 'Hold meetings.', ''], ['B. Trade'], ['1.1', '1 Fairs', 'Hold a fair.', '']];
    const draft = await importDocument(book(rows, { merged: ['A2:D2', 'A4:D4'] }), 'matrix.xlsx');
    expect(draft.nodes.filter(({ kind }) => kind === 'part').map(({ id, text }) => `${id} ${text}`)).toEqual([
      'A Health',
      'B Trade',
    ]);
    expect(draft.nodes.filter(({ kind }) => kind === 'action').map(({ id }) => id)).toEqual(['A.1.1', 'B.1.1']);
  });

  it('any words in the cells come back as they were, space aside', () => {
    const word = fc.stringMatching(/^[A-Za-zéÉ’“”&<>"'.-]{2,12}$/).filter((each) => /[A-Za-z]{2}/.test(each));
    const sentence = fc.array(word, { minLength: 2, maxLength: 8 }).map((words) => `Hold ${words.join(' ')} x`);
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 2, maxLength: 5 }), (sentences) => {
        const rows = sentences.map((words, at) => [`1.${at + 1}`, at === 0 ? '1 Health' : '', words, 'x']);
        const draft = draftOf(sheetText(readWorkbook(book(rows), 'x'), 'x'), 'x');
        const read = draft.nodes.filter(({ kind }) => kind !== 'area').map(({ text }) => text);
        // Marks of mark-up are none of the words, in whatever format they come.
        const plain = (words: string) => words.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ');
        expect(read.map(plain)).toEqual(sentences.map(plain));
      }),
      { numRuns: 60, seed: 2007 },
    );
  });
});

describe('separated values', () => {
  it.each([
    ['semicolons', ';'],
    ['commas', ','],
    ['tabs', '\t'],
  ])('%s, with quotes, line breaks in cells and Windows letters', async (_, delimiter) => {
    const rows = [
      HEAD,
      ['1.1', '1 Santé', '"Tenir des réunions: ""annuelles"",\nen été."', 'x'],
      ['1.2', '', 'Échanger; partager, former.', ''],
    ];
    const quoted = rows.map((row) => row.map((cell) => (cell.startsWith('"') ? cell : `"${cell}"`)).join(delimiter)).join('\r\n');
    const bytes = Uint8Array.from([...quoted].map((letter) => letter.charCodeAt(0)));
    const draft = await importDocument(bytes, 'matrix.csv');
    expect(draft.nodes.map(({ text }) => text)).toEqual([
      'Santé',
      'Tenir des réunions: "annuelles", en été.',
      'Échanger; partager, former.',
    ]);
  });

  it('pasted cells are known by their head, without a name', async () => {
    const pasted = [HEAD, ...ROWS].map((row) => row.join('\t')).join('\n');
    expect(lines(await importDocument(Buffer.from(pasted), 'Pasted text'))).toEqual(READ);
  });
});
