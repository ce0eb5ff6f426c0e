import type { Example, Gold, GoldLine } from './gold.ts';

/** A change that happens to documents between the signature and the desk; the gold follows where references change. */
export type Mutation = { readonly name: string; readonly apply: (example: Example) => Example };

const ROMAN: Record<string, string> = { A: 'I', B: 'II', C: 'III', D: 'IV' };

const onText = (name: string, change: (text: string) => string): Mutation => ({
  name,
  apply: (each) => ({ ...each, text: change(each.text) }),
});

/** Changes of white space and page make-up alone: what was promised stays the same. */
export const LAYOUT: readonly Mutation[] = [
  onText('lines end in CR LF', (text) => text.replaceAll('\n', '\r\n')),
  onText('lines end in CR', (text) => text.replaceAll('\n', '\r')),
  onText('every blank line is two', (text) => text.replaceAll('\n\n', '\n\n\n\n')),
  onText('white space at the end of lines', (text) => text.replaceAll('\n', '  \t\n')),
  onText('every second space is a non-breaking one', (text) => everyOther(text, ' ', '\u00a0')),
  onText('tabs are four spaces', (text) => text.replaceAll('\t', '    ')),
  onText('a byte order mark in front', (text) => `\ufeff${text}`),
  onText('wrapped at 100 columns', (text) => wrap(text, 100)),
  onText('wrapped at 72 columns', (text) => wrap(text, 72)),
  onText('wrapped at 56 columns', (text) => wrap(text, 56)),
  onText('a page break every 40 lines', (text) => withFurniture(text, 40)),
  onText('a page break every 11 lines', (text) => withFurniture(text, 11)),
  onText('page breaks in wrapped text', (text) => withFurniture(wrap(text, 80), 23)),
  onText('page x of y every 17 lines', (text) => withPageOf(text, 17)),
];

/** Letter parts renumbered by roman numerals; every reference follows. */
export const ROMAN_PARTS: Mutation = {
  name: 'parts by roman numerals',
  apply: (each) => ({
    ...each,
    text: each.text.replace(/^([A-D])(?=\. [A-Z])/gmu, (letter) => ROMAN[letter] ?? letter),
    gold: renamed(each.gold, (id) => id.replace(/^[A-D](?=\.|$)/u, (letter) => ROMAN[letter] ?? letter)),
  }),
};

/** Another bullet before every item. */
export function bullets(mark: string): Mutation {
  return onText(`bullets are ${mark}`, (text) => text.replace(/^-( +)(?=\S)/gmu, `${mark}$1`));
}

/** Letters in another dress: (a) becomes a) or a. */
export function letters(dress: (letter: string) => string): Mutation {
  return {
    name: `letters as ${dress('a')}`,
    apply: (each) => ({
      ...each,
      text: each.text.replace(/^\(([a-z])\)(?= )/gmu, (_, letter: string) => dress(letter)),
      gold: {
        ...each.gold,
        lines: each.gold.lines.map((line) => {
          const letter = /^\(([a-z])\)$/u.exec(line.number)?.[1];
          if (!letter) return line;
          return { ...line, number: dress(letter).replace('.', '').trim(), also: [...(line.also ?? []), '*'] };
        }),
      },
    }),
  };
}

/** Leaves out lines of the source, one entry each, and says which numbers are gone; the others keep theirs. */
export function dropped(each: Example, every: number): { example: Example; gone: GoldLine[] } {
  const { lines } = each.gold;
  const inner = lines.filter((line, index) => {
    const siblings = lines.filter((other) => other.parent === line.parent);
    const place = siblings.indexOf(line);
    const leaf = !lines.some((other) => other.parent === line.id);
    return line.kind === 'action' && leaf && index > 0 && place > 0 && place < siblings.length - 1;
  });
  const rows = each.text.split('\n');
  const rowOf = (line: GoldLine): number =>
    rows.findIndex((row) => new RegExp(`^\\t?${escaped(line.number)}[ \\t]`, 'u').test(row) && row.includes(line.text ?? ''));
  const alone = inner.filter((line) => {
    const at = rowOf(line);
    return at > 0 && lines.filter((other) => other.text && rows[at]?.includes(other.text)).length === 1;
  });
  const gone = alone.filter((_, index) => index % every === every - 1);
  const out = new Set(gone.map(rowOf));
  return {
    example: {
      ...each,
      text: rows.filter((_, index) => !out.has(index)).join('\n'),
      gold: { ...each.gold, lines: lines.filter((line) => !gone.includes(line)) },
    },
    gone,
  };
}

function renamed(gold: Gold, to: (id: string) => string): Gold {
  const lines = gold.lines.map((line) => ({
    ...line,
    id: to(line.id),
    number: line.kind === 'part' ? to(line.number) : line.number,
    parent: line.parent === null ? null : to(line.parent),
  }));
  return { ...gold, lines };
}

/** Joins what was wrapped already, then breaks every long line at a space, as copying from a printed page does. */
function wrap(printed: string, width: number): string {
  const text = unwrapped(printed);
  const pattern = new RegExp(`([^\\n]{1,${width - 1}})(?: +|$)`, 'gmu');
  return text
    .split('\n')
    .map((line) => (line.length <= width ? line : line.replace(pattern, '$1\n').trimEnd()))
    .join('\n');
}

/** Paragraphs on one line each, in a text that was wrapped: a full line runs on unless the next begins with a mark of its own. */
function unwrapped(text: string): string {
  const rows = text.split('\n');
  if (rows.filter((row) => row.length > 160).length > rows.length / 20) return text;
  // A line that is printed more than once is a running head, not the end of a paragraph.
  const repeated = (row: string): boolean => rows.indexOf(row) !== rows.lastIndexOf(row);
  const marked = /^\s*(?:[-•*<#|\\]|\(?[A-Za-z\d.]{1,8}[.)]\s|\*\*)/u;
  return rows.reduce((whole, row, index) => {
    const before = rows[index - 1] ?? '';
    const runsOn = before.length > 50 && row.trim() !== '' && !row.includes('\t') && !marked.test(row) && !repeated(row);
    if (index === 0) return row;
    return runsOn ? `${whole.trimEnd()} ${row.trimStart()}` : `${whole}\n${row}`;
  }, '');
}

function withFurniture(text: string, every: number): string {
  return everyLines(text, every, (page) => ['', `${page}`, '\fWork Plan of the Parties', '']);
}

function withPageOf(text: string, every: number): string {
  return everyLines(text, every, (page) => [`Page ${page} of 99`]);
}

function everyLines(text: string, every: number, put: (page: number) => string[]): string {
  // Not inside the front matter of a web page, which no printer ever broke.
  const rows = text.split('\n');
  const first = rows[0] === '---' ? rows.indexOf('---', 1) + 1 : 0;
  return rows.flatMap((row, index) => (index > first && index % every === 0 ? [...put(index / every), row] : [row])).join('\n');
}

function everyOther(text: string, from: string, to: string): string {
  let count = 0;
  return text.replace(new RegExp(`(?<=\\S)${from}(?=\\S)`, 'gu'), () => {
    count += 1;
    return count % 2 === 0 ? to : from;
  });
}

function escaped(text: string): string {
  return text.replace(/[.()]/gu, '\\$&');
}
