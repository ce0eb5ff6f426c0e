import { inlineMarkers } from './inline.ts';
import type { Reading } from './markers.ts';
import { trimmed } from './source.ts';
import type { Span } from './types.ts';
import { type Unit, wordsOfUnit } from './units.ts';
import { breaksOff, isFinished } from './words.ts';

/** One item of a list in front: its words, and in a table the cell that names it. */
export type FrontItem = { readonly label: Span[]; readonly runs: Span[]; readonly start: number; heads?: boolean };

/** A list in front of the lines: its items, and how many units it takes. */
export type FrontList = { readonly items: FrontItem[]; readonly taken: number };

const LONGEST_PARAGRAPHS = 12;

/** Reads the list that starts at a unit: rows of a table, items with one kind of marker, or paragraphs. */
export function listAt(text: string, units: readonly Unit[], at: number, ends: (unit: Unit) => boolean): FrontList | undefined {
  const first = units[at];
  if (!first) return undefined;
  if (isRow(units, at)) return rowsAt(text, units, at);
  return first.marker ? markedAt(text, units, at, ends) : paragraphsAt(text, units, at, ends);
}

/** Whether a row of a table begins: a list mark that a tab parts from its words is none. */
const isRow = (units: readonly Unit[], at: number): boolean =>
  units[at]?.inRow === true && units[at + 1]?.line === units[at]?.line;

/** Rows of a table: the last cell holds the words, the one before it their name. */
function rowsAt(text: string, units: readonly Unit[], at: number): FrontList | undefined {
  const items: FrontItem[] = [];
  let next = at;
  while (isRow(units, next) || (items.length > 0 && (units[next]?.cell.column ?? 0) > 0)) {
    const row = [units[next] as Unit];
    while (units[next + row.length]?.join === 'row') row.push(units[next + row.length] as Unit);
    if (row.some(({ marker }) => marker?.readings.some(({ values }) => values.length > 1))) return undefined;
    const filled = row.filter(({ runs }) => runs.length > 0);
    const words = filled.at(-1);
    const before = items.at(-1);
    if (filled.length === 1 && words && words.cell.column > 0 && before && !words.marker) before.runs.push(...words.runs);
    else if (words) {
      const label = filled.length > 1 ? [...(filled.at(-2)?.runs ?? [])] : [];
      items.push({ label, runs: [...words.runs], start: row[0]?.start ?? words.start });
    }
    next += row.length;
  }
  return { items: withoutHead(text, items), taken: next - at };
}

/** The head of a table names its columns in a word or two, where its rows say something. */
function withoutHead(text: string, items: FrontItem[]): FrontItem[] {
  const lengths = items.map(({ runs }) => runs.reduce((sum, run) => sum + text.slice(run.start, run.end).split(/\s+/).length, 0));
  const rest = lengths.slice(1).reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length - 1);
  const [head] = items;
  if (head && items.length > 1 && (lengths[0] ?? 0) <= 3 && rest > (lengths[0] ?? 0) * 1.5) head.heads = true;
  return items;
}

function markedAt(text: string, units: readonly Unit[], at: number, ends: (unit: Unit) => boolean): FrontList | undefined {
  const readings = units[at]?.marker?.readings.filter(({ family, values }) => family === 'bullet' || values[0] === 1) ?? [];
  const [reading] = readings;
  if (!reading || reading.values.length > 1) return undefined;
  const style = readings.at(-1)?.style === units[at + 1]?.marker?.readings.at(-1)?.style ? (readings.at(-1) ?? reading) : reading;
  const items: FrontItem[] = [];
  let indent = 0;
  let next = at;
  for (; next < units.length; next += 1) {
    const unit = units[next] as Unit;
    if (isRow(units, next)) break;
    const item = items.at(-1);
    const own = unit.marker?.readings.find((each) => each.style === style.style);
    if (own && (own.family === 'bullet' || own.values[0] === items.length + 1)) {
      indent = unit.cell.indent;
      items.push(...glued(text, unit, own));
    } else if (item && (unit.marker ? isNested(text, unit, item, indent) : !ends(unit) && goesOn(text, unit, item, indent))) {
      const { start } = unit;
      item.runs.push(unit.marker ? { start, end: unit.runs.at(-1)?.end ?? unit.marker.end } : (unit.runs[0] as Span));
      item.runs.push(...unit.runs.slice(1));
      items.splice(-1, 1, ...glued(text, item, { ...style, values: style.values.length > 0 ? [items.length] : [] }));
    } else break;
  }
  const stop = units[next]?.marker?.readings[0];
  if (style.family === 'decimal' && stop && stop.values.length > 1 && (stop.values[0] ?? 0) <= items.length) return undefined;
  return { items, taken: next - at };
}

/** The items inside a paragraph from some place on: numbered ones, or all of it as one. */
export function inside(text: string, from: number, unit: Unit): FrontItem[] {
  const runs = unit.runs.flatMap(({ start, end }) => (end > from ? [{ start: Math.max(start, from), end }] : []));
  const [first] = runs;
  if (!first || text.slice(first.start, first.end).trim() === '') return [];
  const opening = inlineMarkers(text, [first])[0]?.marker;
  const reading = opening?.readings.find(({ values }) => values[0] === 1 && values.length === 1);
  const isList = opening !== undefined && reading !== undefined && text.slice(from, opening.start).trim() === '';
  if (!isList) return [{ label: [], runs: runs.map((run) => trimmed(text, run.start, run.end) ?? run), start: first.start }];
  const rest = [{ start: opening.end, end: first.end }, ...runs.slice(1)];
  return glued(text, { ...unit, runs: rest, start: opening.start }, reading);
}

/** Items that the scan has glued into one paragraph: "• To a; • To b". */
function glued(text: string, unit: Pick<Unit, 'runs' | 'start'>, reading: Reading): FrontItem[] {
  const items: FrontItem[] = [{ label: [], runs: [], start: unit.start }];
  let value = reading.values[0] ?? 0;
  for (const run of unit.runs) {
    let from = run.start;
    for (const { marker, before } of inlineMarkers(text, [run])) {
      const next = marker.readings.find(({ style }) => style === reading.style);
      if (!next || marker.start < from) continue;
      const follows = next.family === 'bullet' ? /[.;:!?)]$/.test(before) : next.values[0] === value + 1;
      if (!follows) continue;
      value += 1;
      addRun(items, text, from, marker.start);
      items.push({ label: [], runs: [], start: marker.start });
      from = marker.end;
    }
    addRun(items, text, from, run.end);
  }
  return items;
}

function addRun(items: readonly FrontItem[], text: string, start: number, end: number): void {
  const lead = /^\s*/.exec(text.slice(start, end))?.[0].length ?? 0;
  const until = start + text.slice(start, end).trimEnd().length;
  if (start + lead < until) items.at(-1)?.runs.push({ start: start + lead, end: until });
}

function isNested(text: string, unit: Unit, item: FrontItem, indent: number): boolean {
  if (unit.marker?.readings.some(({ values, family }) => values.length > 1 || family === 'upper' || family === 'word'))
    return false;
  return unit.cell.indent > indent + 1 || endOf(text, item).endsWith(':');
}

function goesOn(text: string, unit: Unit, item: FrontItem, indent: number): boolean {
  if (item.runs.length === 0 || unit.join === 'wrap') return true;
  const before = endOf(text, item);
  const words = wordsOfUnit(text, unit);
  if (!isFinished(before)) return /^[\p{Ll}(,;]/u.test(words) || breaksOff(before);
  return /[;,:]$/.test(before) ? /^\p{Ll}/u.test(words) : unit.cell.indent >= indent + 2 && unit.join !== 'next';
}

const endOf = (text: string, item: FrontItem): string => {
  const last = item.runs.at(-1);
  return last ? text.slice(Math.max(last.start, last.end - 60), last.end).trimEnd() : '';
};

/** Paragraphs without marks: those that end as a clause or a sentence does, up to the next heading or number. */
function paragraphsAt(text: string, units: readonly Unit[], at: number, ends: (unit: Unit) => boolean): FrontList | undefined {
  const items: FrontItem[] = [];
  let next = at;
  for (; next < units.length && items.length < LONGEST_PARAGRAPHS; next += 1) {
    const unit = units[next] as Unit;
    if (unit.marker || unit.inRow || ends(unit)) break;
    const words = wordsOfUnit(text, unit);
    const item = items.at(-1);
    if (item && next > at && goesOn(text, unit, item, 1_000)) item.runs.push(...unit.runs);
    else if (isFinished(words) && !words.endsWith(':')) items.push({ label: [], runs: [...unit.runs], start: unit.start });
    else break;
  }
  return { items, taken: next - at };
}
