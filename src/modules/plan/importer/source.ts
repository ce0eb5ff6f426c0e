import type { Span } from './types.ts';

/** A stretch of a line between tabs, bars or wide gaps, trimmed; `column` counts the borders before it. */
export type Cell = Span & { readonly column: number; readonly indent: number; readonly line: number };

/** A printed line; `gap` is the number of blank lines before it, `page` whether a form feed stands there. */
export type Line = Span & {
  readonly index: number;
  readonly cells: readonly Cell[];
  readonly gap: number;
  readonly page: boolean;
};

/** The document as lines and cells. `lines` holds no blank line. `width` is where its lines were wrapped, null when each is a paragraph. */
export type Source = { readonly text: string; readonly lines: readonly Line[]; readonly width: number | null };

const FORM_FEED = 12;
const WIDEST_WRAP = 130;
const NARROWEST_WRAP = 45;

/**
 * Cuts a text into lines and cells, in one pass over its characters; every offset points into `text`. `paragraphs` says that each line is
 * known to be one, as in a Word file: then neither wrapped lines nor columns of spaces are looked for.
 */
export function readSource(text: string, paragraphs = false): Source {
  const lines: Line[] = [];
  const gaps = !paragraphs && hasColumns(text);
  let gap = 0;
  let page = false;
  let index = 0;
  for (let start = 0; start <= text.length; index += 1) {
    const end = lineEnd(text, start);
    const cells = cellsOf(text, start, end, lines.length, gaps);
    const [first] = cells;
    const last = cells.at(-1);
    if (first && last) {
      lines.push({ start: first.start, end: last.end, index, cells, gap, page });
      gap = 0;
      page = false;
    } else gap += 1;
    if (text.charCodeAt(end) === FORM_FEED) page = true;
    start = end + (text.startsWith('\r\n', end) ? 2 : 1);
  }
  return { text, lines, width: paragraphs ? null : wrapWidth(lines) };
}

function lineEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13 || code === FORM_FEED || code === 0x2028 || code === 0x2029) return at;
  }
  return text.length;
}

function cellsOf(text: string, start: number, end: number, line: number, gaps: boolean): Cell[] {
  const cells: Cell[] = [];
  const barred = bars(text, start, end);
  let column = 0;
  for (let from = barred ?? start; from <= end; column += 1) {
    const until = borderAfter(text, from, end, barred !== undefined, gaps);
    const cell = trimmed(text, from, until);
    if (cell) cells.push({ ...cell, column, indent: cell.start - from, line });
    const broken = text[until] === '<' ? text.indexOf('>', until) : until;
    if (broken > until) column -= 1;
    from = broken + 1;
  }
  return cells;
}

/** Where the first cell begins in a row that is drawn with bars, "| one | two |". */
function bars(text: string, start: number, end: number): number | undefined {
  const row = trimmed(text, start, end);
  if (!row || text[row.start] !== '|' || row.end - row.start < 3) return undefined;
  return text.indexOf('|', row.start + 1) < row.end ? row.start + 1 : undefined;
}

const WIDE_GAP = 4;
const LONGEST_MARKER = 9;

function borderAfter(text: string, from: number, end: number, barred: boolean, gaps: boolean): number {
  let spaces = 0;
  let words = from;
  for (let at = from; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 9 || (barred && (code === 124 || (code === 60 && /^<br ?\/?>/i.test(text.slice(at, at + 6)))))) return at;
    if (gaps && code === 32) spaces += 1;
    else {
      if (spaces >= WIDE_GAP && !isMarkerAlone(text, words, at - spaces)) return at - 1;
      if (spaces >= WIDE_GAP || at === from) words = at;
      spaces = 0;
    }
  }
  return end;
}

/** Between a number and its words a wide gap is no border. */
function isMarkerAlone(text: string, start: number, end: number): boolean {
  return (
    end > start &&
    end - start <= LONGEST_MARKER &&
    /^\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxlc]{1,5}|[IVXLC]{1,5})[.)]{0,2}$/.test(text.slice(start, end))
  );
}

/** Whether columns are kept apart by wide gaps, as when tabs were lost or a page was read with its layout. */
function hasColumns(text: string): boolean {
  let rows = 0;
  const wide = /[^\s.·_-] {4,}\S/g;
  for (let found = wide.exec(text); found && rows < 3; found = wide.exec(text)) {
    let start = found.index;
    while (start > 0 && found.index - start < 200 && !/[\n\r\f]/.test(text[start - 1] ?? '')) start -= 1;
    const words = trimmed(text, start, found.index + 1);
    if (words && !isMarkerAlone(text, words.start, words.end)) rows += 1;
  }
  return rows >= 3;
}

/** The stretch without white space at its ends, or undefined when nothing else is in it. */
export function trimmed(text: string, start: number, end: number): Span | undefined {
  let from = start;
  let until = end;
  while (from < until && isSpace(text.charCodeAt(from))) from += 1;
  while (until > from && isSpace(text.charCodeAt(until - 1))) until -= 1;
  return from < until ? { start: from, end: until } : undefined;
}

/** White space as `\s` sees it, and what is invisible without being space (zero-width characters, soft hyphen). */
export function isSpace(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13) || code === 0 || (code >= 28 && code <= 31);
  if (code < 160) return code === 133 || code === 127;
  return (
    code === 160 ||
    code === 173 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202f) ||
    code === 0x205f ||
    code === 0x2060 ||
    code === 0x3000 ||
    code === 0xfeff
  );
}

/** Lines of a wrapped text are nearly equally long: the width is what nine of ten keep below, if that is a width of paper. */
function wrapWidth(lines: readonly Line[]): number | null {
  const lengths = lines
    .filter((line) => line.cells.length === 1)
    .map((line) => line.end - line.start + (line.cells[0]?.indent ?? 0))
    .sort((a, b) => a - b);
  const wide = lengths[Math.floor(lengths.length * 0.9)];
  if (wide === undefined || wide < NARROWEST_WRAP || wide > WIDEST_WRAP) return null;
  const longer = lengths.filter((length) => length > wide * 1.3).length;
  return longer <= Math.max(1, lengths.length * 0.06) ? wide : null;
}
