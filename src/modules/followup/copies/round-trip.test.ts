import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { commaFile } from '../../../platform/documents/comma.ts';
import { type Cell, cellOf, type Tree } from '../../../platform/documents/index.ts';
import { legibleTree } from '../../../platform/documents/legible.ts';
import { sheetFile } from '../../../platform/documents/sheet.ts';
import { FIELDS, type Field, NOTHING, type NoteWords } from '../note-words.ts';
import { checkedWords } from '../record-note.ts';
import { text } from '../text.ts';
import { type Comparison, compareCopy, type LineNow, marksOf } from './compare.ts';
import { serialDay, typedDay } from './days.ts';
import { isSigned, type RowMark, readMark, readStamp, writeMark, writeStamp } from './mark.ts';
import { readCopy } from './read-file.ts';

/** A matrix with hostile words in every cell goes out and comes back: through the writers and the reader, without a database. */
const KEY = new Uint8Array(32).fill(9);
const PLAN = '00000000-0000-4000-8000-000000000001';
const CIRCLE = 'ffffffff-ffff-4fff-bfff-ffffffffffff';

const nodeOf = (at: number) => `0000000${at % 10}-${String(at).padStart(4, '0')}-4000-8000-abcdefabcdef`;
const hostile = fc.oneof(
  fc.constantFrom(
    ...[
      '=1+1',
      '+33 1',
      '-x',
      '@SUM(A1)',
      '\uff1dA1',
      "'=1",
      "''=1",
      "'quoted'",
      '"',
      '""',
      'a,b;c\td',
      'one\ntwo\r\nthree',
      '_x0041_',
      '_x005F_',
    ],
    ...[
      '<b>&amp;</b>',
      ']]>',
      '\u202Eabc',
      '\u200B',
      '\u0007bell',
      '0012',
      '1e5',
      '1,5',
      '2008-09-30',
      'TRUE',
      '#REF!',
      'é e\u0301',
      '😀',
      ' \u00a0 ',
    ],
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }).map((each) => each.replaceAll('\0', '')),
);
const day = fc.oneof(
  fc.constant(''),
  fc.constantFrom('1899-12-31', '1900-02-28', '1900-03-01', '1904-01-01', '2008-02-29', '9999-12-31', '0001-01-01'),
  fc
    .date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
    .map((each) => each.toISOString().slice(0, 10)),
);
const note = fc
  .record({ lineToTake: hostile, background: hostile, nextStep: hostile, whose: hostile, due: day })
  .map((words): NoteWords => checkedWords({ ...words, whose: [...words.whose].slice(0, 200).join('') }));
const notes = fc.array(note, { minLength: 1, maxLength: 6 });

const lineOf = (words: NoteWords, at: number, version = 1): LineNow => ({
  ...{
    node: nodeOf(at),
    reference: `A.${at + 1}`,
    lang: 'en',
    text: `Words ${at}`,
    wordings: [`Words ${at}`],
    subitems: '',
    translations: [],
  },
  ...{ version, now: words, by: null, at: null },
});

function treeOf(sent: readonly NoteWords[], lang: 'en' | 'fr'): Tree {
  const cell = (words: NoteWords, field: Field): Cell =>
    field === 'due' && words.due !== '' ? { ...cellOf(words.due), day: words.due } : cellOf(words[field]);
  return legibleTree({
    lang,
    title: { text: 'Plan' },
    above: 'Matrix',
    wall: { sentence: 'Only one side', mark: 'one', open: false },
    ...{
      asOf: '2008-06-30',
      address: 'https://entente.example/',
      facts: [],
      figures: [],
      paper: { size: 'a4', landscape: true },
    },
    look: { colour: '#14213d', header: 'Entente', logo: null },
    stamp: writeStamp(KEY, { plan: PLAN, circle: CIRCLE, day: '2008-06-30', sent: sent.length }),
    blocks: [
      {
        kind: 'table',
        caption: 'Register',
        empty: '',
        columns: [
          { key: 'reference', label: lang === 'en' ? 'Reference' : 'Référence', kind: 'text', width: 1 },
          { key: 'text', label: lang === 'en' ? 'Text as entered' : 'Texte tel qu’inscrit', kind: 'text', width: 4 },
          ...FIELDS.map((field) => ({
            ...{ key: field, label: text.in(lang)(`followup.field.${field}`), width: 2 },
            kind: field === 'due' ? ('day' as const) : ('text' as const),
          })),
        ],
        rows: sent.map((words, at) => ({
          cells: [cellOf(`A.${at + 1}`), cellOf(`Words ${at}`), ...FIELDS.map((field) => cell(words, field))],
          mark: writeMark(KEY, { node: nodeOf(at), version: 1 }),
        })),
      },
    ],
  });
}

async function comparedTo(
  bytes: Uint8Array,
  name: string,
  sent: readonly NoteWords[],
  now: readonly NoteWords[],
): Promise<Comparison> {
  const copy = await readCopy(bytes, name);
  const lines = now.map((words, at) => lineOf(words, at, words === sent[at] ? 1 : 2));
  const known = {
    byReference: new Map(lines.map((line) => [line.reference, line])),
    byNode: new Map(lines.map((line) => [line.node, line])),
    sentWords: ({ node }: RowMark) => sent[lines.findIndex((line) => line.node === node)],
  };
  return compareCopy(copy, marksOf(copy, KEY), known, sent.length, new Set());
}

const KINDS = [
  ['xlsx', sheetFile],
  ['csv', async (tree: Tree) => commaFile(tree)],
] as const;

describe.each(KINDS)('a matrix as %s', (kind, write) => {
  test('comes back without any difference, whatever stands in it', async () => {
    await fc.assert(
      fc.asyncProperty(notes, fc.constantFrom('en' as const, 'fr' as const), async (sent, lang) => {
        const found = await comparedTo(await write(treeOf(sent, lang)), `m.${kind}`, sent, sent);
        expect(found).toMatchObject({ cells: [], bad: [], signed: [], missing: 0, same: sent.length * 5 });
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  test('with other words comes back with exactly those differences; once they are taken, with none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(note, note), { minLength: 1, maxLength: 5 }), async (pairs) => {
        const sent = pairs.map(([before]) => before);
        const edited = pairs.map(([, after]) => after);
        // The file as somebody made it of the one that was sent: its words are others, its marks are those of what was sent.
        const bytes = await write(treeOf(edited, 'en'));
        const found = await comparedTo(bytes, `m.${kind}`, sent, sent);
        const shown = (words: string) => legibleTree({ ...treeOf([NOTHING], 'en'), above: words }).above.trim();
        const expected = pairs.flatMap(([before, after], at) =>
          FIELDS.filter((field) => shown(before[field]) !== shown(after[field])).map((field) => `A.${at + 1} ${field}`),
        );
        // An apostrophe before a sign of a formula is no letter of the words: the two look alike in a file.
        const alike = pairs.flatMap(([before, after], at) =>
          FIELDS.filter((field) => after[field] === `'${before[field]}`).map((field) => `A.${at + 1} ${field}`),
        );
        expect(found.cells.map((cell) => cell.key).sort()).toEqual(expected.filter((key) => !alike.includes(key)).sort());
        expect(found.cells.every((cell) => cell.kind !== 'conflict')).toBe(true);
        const taken = sent.map((words, at) => ({
          ...words,
          ...Object.fromEntries(
            found.cells.filter((cell) => cell.line.reference === `A.${at + 1}`).map((cell) => [cell.field, cell.file]),
          ),
        }));
        expect((await comparedTo(bytes, `m.${kind}`, sent, taken)).cells).toEqual([]);
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  test('never takes what somebody else wrote since for something to be replaced', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(note, note, note), { minLength: 1, maxLength: 4 }), async (rows) => {
        const [sent, edited, now] = [0, 1, 2].map((at) => rows.map((row) => row[at] as NoteWords)) as [
          NoteWords[],
          NoteWords[],
          NoteWords[],
        ];
        const found = await comparedTo(await write(treeOf(edited, 'en')), `m.${kind}`, sent, now);
        for (const cell of found.cells) {
          const at = Number(cell.line.reference.slice(2)) - 1;
          if (cell.kind !== 'conflict') expect(cell.now).toBe(sent[at]?.[cell.field]);
        }
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});

test('a workbook that counts its days from 1904 says the same days', async () => {
  const sent = [{ ...NOTHING, due: '2008-09-30' }];
  const parts = unzipSync(await sheetFile(treeOf(sent, 'en')));
  const book = strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array()).replace(
    /<workbookPr[^>]*\/>/,
    '<workbookPr date1904="1"/>',
  );
  const shifted = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array()).replace(
    '<v>39721</v>',
    `<v>${39_721 - 1_462}</v>`,
  );
  const bytes = zipSync({ ...parts, 'xl/workbook.xml': strToU8(book), 'xl/worksheets/sheet1.xml': strToU8(shifted) });
  expect((await comparedTo(bytes, 'm.xlsx', sent, sent)).cells).toEqual([]);
});

describe('a day', () => {
  test.each([
    ['2008-09-30', { day: '2008-09-30' }],
    ['2008-09-30T00:00:00', { day: '2008-09-30' }],
    ['30/09/2008', { day: '2008-09-30' }],
    ['30.9.2008', { day: '2008-09-30' }],
    ['9/8/2008', { day: '2008-08-09', warning: 'day-first' }],
    ['30 September 2008', { day: '2008-09-30' }],
    ['September 30, 2008', { day: '2008-09-30' }],
    ['Tuesday, 30 September 2008', { day: '2008-09-30' }],
    ['1er octobre 2008', { day: '2008-10-01' }],
    ['le 30 août 2008', { day: '2008-08-30' }],
    ['09/30/2008', { trouble: 'day-turned-round' }],
    ['30/9/08', { trouble: 'day-short-year' }],
    ['31/04/2008', { trouble: 'no-day' }],
    ['soon', { trouble: 'no-day' }],
    ['39721', { trouble: 'no-day' }],
  ])('typed as %s', (typed, read) => expect(typedDay(typed)).toEqual(read));
  test('stored as a number', () => {
    expect(serialDay(39_721, false)).toEqual({ day: '2008-09-30', warning: 'serial' });
    expect(serialDay(38_259, true)).toEqual({ day: '2008-09-30', warning: 'serial' });
    expect(serialDay(12, false)).toEqual({ trouble: 'no-day' });
  });
});

test('marks and stamps are read back, and believed with their own key alone', () => {
  fc.assert(
    fc.property(
      fc.uuid(),
      fc.uuid(),
      fc.nat(2_000_000),
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      (node, circle, version, key) => {
        const mark = writeMark(key, { node, version });
        expect(mark.length).toBeLessThanOrEqual(37);
        expect(readMark(key, mark)).toEqual({ node, version });
        const stamp = { plan: node, circle, day: '2008-06-30', sent: version % 1_000 };
        const said = readStamp(`Mark: ${writeStamp(key, stamp)} `);
        expect(said).toMatchObject(stamp);
        expect(isSigned(key, said?.whole ?? '')).toBe(true);
        expect(isSigned(KEY, said?.whole ?? '')).toBe(Buffer.from(key).equals(KEY));
      },
    ),
  );
});
