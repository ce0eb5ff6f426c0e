import type { Span } from './types.ts';

/** A stretch of a line between tabs, trimmed; `column` counts the tabs before it. */
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

/** Cuts a text into lines and cells, in one pass over its characters; every offset points into `text`. */
export function readSource(text: string): Source {
  const lines: Line[] = [];
  let gap = 0;
  let page = false;
  let index = 0;
  for (let start = 0; start <= text.length; index += 1) {
    const end = lineEnd(text, start);
    const cells = cellsOf(text, start, end, lines.length);
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
  return { text, lines, width: wrapWidth(lines) };
}

function lineEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13 || code === FORM_FEED || code === 0x2028 || code === 0x2029) return at;
  }
  return text.length;
}

function cellsOf(text: string, start: number, end: number, line: number): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  for (let from = start; from <= end; column += 1) {
    let until = from;
    while (until < end && text.charCodeAt(until) !== 9) until += 1;
    const cell = trimmed(text, from, until);
    if (cell) cells.push({ ...cell, column, indent: cell.start - from, line });
    from = until + 1;
  }
  return cells;
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
  return longer <= lengths.length * 0.04 ? wide : null;
}
