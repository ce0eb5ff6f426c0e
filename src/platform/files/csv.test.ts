import { expect, test } from 'vitest';
import { csvFile } from './csv.ts';

const text = (...given: Parameters<typeof csvFile>) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(csvFile(...given));

test('begins with the mark of UTF-8, and ends every row as the standard says', () => {
  expect([...csvFile([['é']]).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(
    text([
      ['a', 'b'],
      [1, null],
    ]),
  ).toBe('\ufeffa,b\r\n1,\r\n');
});

test('quotes what would break a row, and doubles quotes', () => {
  expect(text([['a,b', 'say "yes"', 'two\nrows', 'plain']])).toBe('\ufeff"a,b","say ""yes""","two\nrows",plain\r\n');
  expect(text([['a,b', 'a;b']], ';')).toBe('\ufeffa,b;"a;b"\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1+1', '\n', '＝1', '=HYPERLINK("https://evil.example")'])(
  '%j is words, never a formula',
  (cell) => {
    const [, row = ''] = text([['head'], [cell]]).split(/^\ufeffhead\r\n/);
    expect(row.replace(/^"/, '').startsWith("'")).toBe(true);
  },
);

test.each(['A.2.4.5', '2.4.5', 'promise - kept', '3', 'a=b'])('%j stays as it is', (cell) => {
  expect(text([[cell]])).toBe(`\ufeff${cell}\r\n`);
});
