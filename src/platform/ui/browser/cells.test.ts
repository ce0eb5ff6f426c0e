import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellsIn, dayIn } from './cells.ts';

test.each([
  ['a', [['a']]],
  ['a\tb', [['a', 'b']]],
  [
    'a\tb\r\nc\td\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['a\nb', [['a'], ['b']]],
  ['\t\n', [['', '']]],
  ['"two\nlines"\tb', [['two\nlines', 'b']]],
  ['"he said ""no"""\tb', [['he said "no"', 'b']]],
  ['"open\tb', [['"open', 'b']]],
  ['"quoted" word\tb', [['"quoted" word', 'b']]],
] as const)('%j', (text, cells) => {
  expect(cellsIn(text)).toEqual(cells);
});

test('whatever a spreadsheet writes comes back cell by cell', () => {
  const quoted = (cell: string) => (/[\t\r\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '"', '\t', '\n', '\r', ',') });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (rows) => {
      expect(cellsIn(`${rows.map((row) => row.map(quoted).join('\t')).join('\r\n')}\r\n`)).toEqual(rows);
    }),
  );
});

test.each([
  ['2008-09-05', '2008-09-05'],
  [' 2008/9/5 ', '2008-09-05'],
  ['2008.12.31', '2008-12-31'],
  ['2008-02-30', undefined],
  ['5.9.2008', undefined],
  ['05/09/2008', undefined],
  ['soon', undefined],
])('%s is the day %s', (text, day) => {
  expect(dayIn(text)).toBe(day);
});
