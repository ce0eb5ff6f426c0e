import type { Furnished } from './furniture.ts';
import { type Marker, markerAt } from './markers.ts';
import type { Cell, Line, Source } from './source.ts';
import type { Span } from './types.ts';
import { isFinished, wordsOf } from './words.ts';

/** How a unit follows the one before: in the same row, in the flow of a wrapped paragraph, on a new line, after a blank line, on a new page. */
export type Join = 'row' | 'wrap' | 'next' | 'gap' | 'page';

/** How a paragraph without a number is set off: "#2", "bold", "bold-italic", "underline", "italic", "caps", "plain". */
export type Look = string;

/** A paragraph or a cell: what may be an item, a heading or the going-on of either. */
export type Unit = {
  readonly marker: Marker | undefined;
  /** The words, without marker; joined lines of a paragraph. */
  readonly runs: Span[];
  readonly cell: Cell;
  readonly line: Line;
  readonly join: Join;
  /** Whether other cells stand in its row. */
  readonly inRow: boolean;
  /** Whether the line before it was as long as lines are here, so that its words may go on. */
  readonly afterFull: boolean;
  /** Where it starts, with marker and marks. */
  readonly start: number;
};

/** Cuts the lines that are not furniture into units. */
export function readUnits(source: Source, furnished: Pick<Furnished, 'lines' | 'pages'>): Unit[] {
  const units: Unit[] = [];
  let before: Line | undefined;
  let between: Between = { gap: 0, page: false, other: false };
  source.lines.forEach((line, at) => {
    between = { ...between, gap: between.gap + line.gap, page: between.page || line.page };
    if (furnished.lines.has(at)) {
      between = furnished.pages.has(at) ? { ...between, page: true } : { ...between, other: true };
      return;
    }
    line.cells.forEach((cell, place) => {
      const last = units.at(-1);
      const marker = markerOf(source.text, cell);
      const sameCell = place > 0 && cell.column === line.cells[place - 1]?.column;
      const join = sameCell ? 'next' : place > 0 ? 'row' : joinOf(source, before, line, between, marker ? undefined : last);
      const afterFull = before !== undefined && isFull(source, before);
      const awaits = last !== undefined && last.marker !== undefined && last.runs.length === 0;
      const words = { start: wordsFrom(source.text, cell), end: cell.end };
      const alone = line.cells.length === 1;
      const first = cell.column === 0;
      const goesOn =
        (first && join === 'wrap') ||
        (first && join === 'page' && !last?.marker && afterFull && isMidSentence(source.text, before, line)) ||
        (last?.cell.column === cell.column &&
          (join === 'wrap' || (join === 'next' && !first && isUnfinished(source.text, before))));
      if (!marker && last && (awaits || (alone && goesOn && !isDirt(last)))) goOn(source.text, last.runs, words);
      else {
        const rest = marker ? restAfter(source.text, marker, cell) : words;
        const inRow = line.cells.length > 1;
        units.push({ marker, runs: rest ? [rest] : [], cell, line, join, inRow, afterFull, start: cell.start });
      }
    });
    before = line;
    between = { gap: 0, page: false, other: false };
  });
  return units;
}

function goOn(text: string, runs: Span[], words: Span): void {
  const last = runs.at(-1);
  if (last && text.slice(last.end, words.start).trim() === '') runs[runs.length - 1] = { start: last.start, end: words.end };
  else runs.push(words);
}

/** What stands between a line and the one before: blank lines, the end of a page, other furniture. */
type Between = { readonly gap: number; readonly page: boolean; readonly other: boolean };

/** The number that a cell begins with; of a bullet before a number, as Markdown prints it, the number counts. */
function markerOf(text: string, cell: Cell): Marker | undefined {
  const marker = markerAt(text, markedFrom(text, cell), cell.end);
  if (marker?.readings[0]?.family !== 'bullet') return marker;
  const rest = restAfter(text, marker, cell);
  const inner = rest && markerAt(text, markedFrom(text, { ...cell, start: rest.start }), cell.end);
  const [reading] = inner?.readings ?? [];
  const numbered = inner?.set && (reading?.family === 'decimal' || reading?.style.endsWith(')'));
  return inner && reading && (numbered || reading.values.length > 1) ? inner : marker;
}

/** Marks of emphasis, a heading's hashes and an opening bracket may stand before the number. */
function markedFrom(text: string, cell: Cell): number {
  const small = text.slice(cell.start, Math.min(cell.end, cell.start + 40));
  const skipped =
    /^(?:\*{1,3}(?=\S)|#{1,6}\s+|_{1,2}(?=\S)|<\/?(?:u|b|i|strong|em|p|li|h\d)>|\[(?=[\dA-Za-z(]{1,6}[.)\s])|>\s+|\\(?=[-*\d(]))+/.exec(
      small,
    )?.[0].length ?? 0;
  return cell.start + skipped;
}

/** The hashes of a heading are no words of it. */
function wordsFrom(text: string, cell: Cell): number {
  const hashes = /^#{1,6}\s+(?=\S)/.exec(text.slice(cell.start, Math.min(cell.end, cell.start + 12)))?.[0].length ?? 0;
  return cell.start + hashes;
}

function restAfter(text: string, marker: Marker, cell: Cell): Span | undefined {
  let start = marker.end;
  while (start < cell.end && /\s/.test(text[start] ?? '')) start += 1;
  return start < cell.end ? { start, end: cell.end } : undefined;
}

function joinOf(source: Source, before: Line | undefined, line: Line, between: Between, last: Unit | undefined): Join {
  if (!before || between.other) return 'gap';
  if (between.gap > 0) return between.page ? 'page' : 'gap';
  const { text, width } = source;
  if (last && hangs(text, last, before, line)) return 'wrap';
  if (width === null || (before.cells.length > 1 && line.cells.length > 1)) return between.page ? 'page' : 'next';
  const first = /^\S+/.exec(text.slice(line.start, line.start + 60))?.[0].length ?? 0;
  if (isFull(source, before, first)) return 'wrap';
  return isMidSentence(text, before, line) ? 'wrap' : 'next';
}

/** A letter or two that a scan left behind are no words that go on. */
const isDirt = ({ marker, runs: [first] }: Unit): boolean => !marker && first !== undefined && first.end - first.start <= 2;

function isMidSentence(text: string, before: Line | undefined, line: Line): boolean {
  return isUnfinished(text, before) && /^[\p{Ll}(,;]/u.test(text.slice(line.start, line.start + 2));
}

function isUnfinished(text: string, line: Line | undefined): boolean {
  return line !== undefined && !isFinished(text.slice(Math.max(line.start, line.end - 40), line.end));
}

/** Whether the next word would have made a line too long. */
function isFull({ width }: Source, line: Line, next = 6): boolean {
  return width !== null && line.end - line.start + (line.cells[0]?.indent ?? 0) + 1 + next > width * 0.82;
}

/** Lines that go on with an item hang below its words, further in than its number. */
function hangs(text: string, last: Unit, before: Line, line: Line): boolean {
  const indent = line.cells[0]?.indent ?? 0;
  if (!last.marker || last.inRow || indent < 2 || indent <= last.cell.indent || last.runs.length === 0) return false;
  return (before === last.line || before.cells[0]?.indent === indent) && text[before.end - 1] !== ':';
}

/** The words of a unit, without marks. */
export function wordsOfUnit(text: string, unit: Unit): string {
  return wordsOf(text, unit.runs);
}

/** How the whole unit is set off. Emphasis of single words does not count. */
export function lookOf(text: string, unit: Unit): Look {
  const [first] = unit.runs;
  const last = unit.runs.at(-1);
  if (!first || !last || last.end - first.start > 2000) return 'plain';
  const raw = text.slice(unit.start, last.end).trim();
  const hashes = /^#{1,6}(?=\s)/.exec(raw)?.[0];
  if (hashes) return `#${hashes.length}`;
  const inner = raw.replace(/<\/?(?:u|b|strong)>/gi, (tag) => (/u/i.test(tag) && !/strong/i.test(tag) ? '' : '**'));
  if (/^\*\*\*(?!\*).*\*\s*\*\*\s*$|^\*\*\*.*\*\*\*$/s.test(inner)) return 'bold-italic';
  if (/^\*\*.*\*\*\s*$/s.test(inner) && !/\*\*[^*]*\w[^*]*\*\*[^*]*\w[^*]*\*\*/s.test(inner)) return 'bold';
  if (/^<u>.*<\/u>$/is.test(raw)) return 'underline';
  if (/^[*_][^*_].*[*_]$/s.test(raw)) return 'italic';
  const letters = raw.replace(/[^\p{L}]/gu, '');
  return letters.length > 3 && letters === letters.toUpperCase() ? 'caps' : 'plain';
}
