import { type Marker, markerAt } from './markers.ts';
import type { Cell, Line, Source } from './source.ts';
import type { Span } from './types.ts';
import { isFinished, wordsOf } from './words.ts';

/** How a unit follows the one before: in the same row, in the flow of a wrapped paragraph, on a new line, after a blank line or page. */
export type Join = 'row' | 'wrap' | 'next' | 'gap';

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
  /** Where it starts, with marker and marks. */
  readonly start: number;
};

/** Cuts the lines that are not furniture into units. */
export function readUnits(source: Source, furnished: ReadonlySet<number>): Unit[] {
  const units: Unit[] = [];
  let before: Line | undefined;
  source.lines.forEach((line, at) => {
    if (furnished.has(at)) return;
    const broken = before !== undefined && before !== source.lines[at - 1];
    line.cells.forEach((cell, place) => {
      const last = units.at(-1);
      const marker = markerOf(source.text, cell);
      const join = place > 0 ? 'row' : joinOf(source, before, line, broken, last);
      const awaits = last !== undefined && last.marker !== undefined && last.runs.length === 0;
      const words = { start: cell.start, end: cell.end };
      if (!marker && last && (awaits || (join === 'wrap' && last.line.cells.length === 1 && line.cells.length === 1)))
        last.runs.push(words);
      else {
        const rest = marker ? restAfter(source.text, marker, cell) : words;
        units.push({ marker, runs: rest ? [rest] : [], cell, line, join, inRow: line.cells.length > 1, start: cell.start });
      }
    });
    before = line;
  });
  return units;
}

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

function restAfter(text: string, marker: Marker, cell: Cell): Span | undefined {
  let start = marker.end;
  while (start < cell.end && /\s/.test(text[start] ?? '')) start += 1;
  return start < cell.end ? { start, end: cell.end } : undefined;
}

function joinOf({ text, width }: Source, before: Line | undefined, line: Line, broken: boolean, last: Unit | undefined): Join {
  if (!before || line.gap > 0 || line.page || broken) return 'gap';
  if (last && hangs(text, last, before, line)) return 'wrap';
  if (width === null || before.cells.length > 1) return 'next';
  const first = /^\S+/.exec(text.slice(line.start, line.start + 60))?.[0].length ?? 0;
  const indent = before.cells[0]?.indent ?? 0;
  if (before.end - before.start + indent + 1 + first > width * 0.82) return 'wrap';
  return /^[\p{Ll}(,;]/u.test(text.slice(line.start, line.start + 2)) &&
    !isFinished(text.slice(Math.max(before.start, before.end - 40), before.end))
    ? 'wrap'
    : 'next';
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
