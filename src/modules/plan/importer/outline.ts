import { isAccepted, isAcceptedInline } from './accept.ts';
import { ownerOf } from './attach.ts';
import { type EarlyFinding, type Entry, lastValue, newEntry } from './entry.ts';
import { type Forecast, forecast } from './forecast.ts';
import { headingsOf } from './headings.ts';
import { type Inline, inlineMarkers } from './inline.ts';
import type { Marker } from './markers.ts';
import { bestPlace, isContainer, type Place } from './place.ts';
import type { Source } from './source.ts';
import type { Span } from './types.ts';
import { type Look, type Unit, wordsOfUnit } from './units.ts';
import { isFinished } from './words.ts';

/** The tree as first read, the words that belong to no entry, and what was odd. */
export type Outline = { readonly entries: Entry[]; readonly loose: Loose[]; readonly findings: EarlyFinding[] };

/** Words that belong to no entry, and the entry they follow. */
export type Loose = { readonly unit: Unit; readonly after: Entry | null; readonly stray: boolean };

/** Deeper than any document nests: further lists go beside, not below. */
const DEEPEST = 12;

/** Builds the tree of a document in one walk over its units. `skipped` are units that belong to the title. */
export function buildOutline(source: Source, units: readonly Unit[], skipped: ReadonlySet<Unit>): Outline {
  const walk: Walk = {
    text: source.text,
    width: source.width,
    stack: [],
    newest: new Map(),
    out: { entries: [], loose: [], findings: [] },
    ahead: forecast(units),
    at: 0,
    last: null,
    loose: undefined,
    ended: true,
  };
  const headings = headingsOf(source, units, skipped);
  units.forEach((unit, at) => {
    if (skipped.has(unit)) return;
    walk.at = at;
    const look = headings.get(unit);
    if (unit.marker && openMarked(walk, unit, unit.marker, at)) return;
    if (look !== undefined && !unit.marker) openHeading(walk, unit, look);
    else addPlain(walk, unit);
  });
  return walk.out;
}

type Walk = {
  readonly text: string;
  readonly width: number | null;
  readonly stack: Entry[];
  /** The last number of each style of list. */
  readonly newest: Map<string, number>;
  readonly out: Outline;
  readonly ahead: Forecast;
  /** The place of the unit at hand. */
  at: number;
  last: Entry | null;
  /** The newest paragraph that belongs to no entry. */
  loose: Unit | undefined;
  /** Whether the words before had come to an end. */
  ended: boolean;
};

function openMarked(walk: Walk, unit: Unit, marker: Marker, at: number): boolean {
  const top = walk.stack.at(-1);
  const around = {
    indent: unit.cell.indent,
    column: unit.cell.column,
    inRow: unit.inRow,
    nextDeep: walk.ahead.deepAfter(at),
    newest: (style: string) => walk.newest.get(style),
    opens: opens(walk, top),
  };
  const readings =
    walk.stack.length < DEEPEST
      ? marker.readings
      : marker.readings.filter(({ style }) => walk.stack.some((entry) => entry.style === style));
  const place = bestPlace(walk.stack, readings, around);
  if (!place) return false;
  const words = wordsOfUnit(walk.text, unit);
  const value = lastValue(place.reading.values);
  const evidence = {
    join: unit.join,
    ended: walk.ended,
    capital: /^[\p{Lu}\d“"«[(]/u.test(words),
    succeeded: walk.ahead.comes(at, place.reading.style, place.reading.values.length > 0 ? value + 1 : 0),
    announces: around.nextDeep?.[0] === value,
    inRow: unit.inRow,
    length: words.length,
  };
  if (!isAccepted(marker, place, evidence)) return false;
  const { cell, inRow, start } = unit;
  put(walk, place, marker, { column: cell.column, indent: cell.indent, inRow, start, inline: false });
  write(walk, unit.runs);
  return true;
}

function put(
  walk: Walk,
  place: Place,
  marker: Marker,
  where: Pick<Entry, 'column' | 'indent' | 'inRow' | 'start' | 'inline'>,
): Entry {
  const { reading, fit } = place;
  const entry = newEntry({ marker, reading, style: reading.style, look: 'plain', fit, ...where });
  entry.implied = place.implied;
  walk.newest.set(reading.style, lastValue(reading.values));
  push(walk, entry, place.depth);
  return entry;
}

function push(walk: Walk, entry: Entry, depth: number): void {
  walk.stack.length = Math.min(walk.stack.length, depth);
  entry.parent = walk.stack.at(-1) ?? null;
  entry.parent?.children.push(entry);
  walk.stack.push(entry);
  walk.out.entries.push(entry);
  walk.last = entry;
}

/** Headings close lists; they stand in parts, and in a heading of another look that has nothing in it yet. */
function openHeading(walk: Walk, unit: Unit, look: Look): void {
  const same = walk.stack.findIndex((entry) => entry.reading === null && entry.look === look);
  const level = hashes(look);
  let depth = 0;
  while (depth < walk.stack.length) {
    const entry = walk.stack[depth];
    if (!entry || depth === same) break;
    if (level > 0 && hashes(entry.look) > 0) {
      if (hashes(entry.look) >= level) break;
      depth += 1;
      continue;
    }
    const empty = entry.reading === null && entry.children.every((child) => child.reading === null);
    if (!(empty || (entry.reading !== null && isContainer(entry)))) break;
    depth += 1;
  }
  const { cell, inRow, start } = unit;
  const entry = newEntry({
    marker: null,
    reading: null,
    style: `heading ${look}`,
    look,
    inline: false,
    fit: 'heading',
    column: cell.column,
    indent: cell.indent,
    inRow,
    start,
  });
  push(walk, entry, same >= 0 ? Math.min(depth, same) : depth);
  entry.pieces.push(...unit.runs);
  walk.ended = true;
}

/** The level of a Markdown heading, 0 for any other look. */
const hashes = (look: Look): number => (look.startsWith('#') ? Number(look.slice(1)) : 0);

function addPlain(walk: Walk, unit: Unit): void {
  const runs = unit.marker ? [{ start: unit.start, end: unit.runs.at(-1)?.end ?? unit.marker.end }] : unit.runs;
  const found = ownerOf(walk.text, walk.stack, walk.last, unit, walk.loose);
  if (found.owner === undefined) {
    walk.out.loose.push({ unit, after: walk.last, stray: found.stray });
    if (found.stray) return;
    walk.loose = unit;
    walk.ended = isFinished(wordsOfUnit(walk.text, unit));
    return;
  }
  if (found.finding) walk.out.findings.push({ ...found.finding, entry: found.owner });
  if (found.owner === walk.last) write(walk, runs);
  else found.owner.pieces.push(...runs);
}

/** Adds words to the newest entry, and opens the items that are glued into them. */
function write(walk: Walk, runs: readonly Span[]): void {
  const found = inlineMarkers(walk.text, runs);
  let next = 0;
  for (const run of runs) next = writeRun(walk, run, found, next);
  const end = runs.at(-1)?.end ?? 0;
  walk.ended = isFinished(walk.text.slice(Math.max(end - 40, runs.at(-1)?.start ?? 0), end));
}

function writeRun(walk: Walk, run: Span, found: readonly Inline[], first: number): number {
  let from = run.start;
  let at = first;
  for (; at < found.length; at += 1) {
    const inline = found[at];
    if (!inline || inline.marker.start >= run.end) break;
    if (inline.marker.start < from || !walk.last) continue;
    const place = acceptInline(walk, inline, found, at, from);
    if (!place) continue;
    piece(walk, from, inline.marker.start);
    const { column, indent, inRow } = walk.last;
    put(walk, place, inline.marker, { column, indent, inRow, start: inline.marker.start, inline: true });
    from = inline.marker.end;
  }
  piece(walk, from, run.end);
  return at;
}

function acceptInline(walk: Walk, inline: Inline, all: readonly Inline[], at: number, from: number): Place | undefined {
  if (walk.stack.length >= DEEPEST) return undefined;
  const top = walk.stack.at(-1);
  const around = { indent: 0, column: top?.column ?? 0, inRow: true, nextDeep: undefined, opens: true, newest: () => undefined };
  const place = bestPlace(walk.stack, inline.marker.readings, around);
  if (!place) return undefined;
  const value = lastValue(place.reading.values);
  const next = all
    .slice(at + 1, at + 40)
    .find(({ marker }) =>
      marker.readings.some(
        ({ style, values }) => style === place.reading.style && (values.length === 0 || lastValue(values) === value + 1),
      ),
    );
  const succeeded = next !== undefined || walk.ahead.comes(walk.at, place.reading.style, value + 1);
  const parted = /;(?:\s(?:and|or|et|ou))?$/.test(next?.before ?? '');
  const onTop = walk.stack[place.depth] === top && top !== undefined;
  const short = inline.marker.start - from < 120 && !isFinished(inline.before);
  const evidence = { before: inline.before, capital: inline.capital, succeeded, parted, opens: opens(walk, top) && short, onTop };
  return isAcceptedInline(inline.marker, place, evidence) ? place : undefined;
}

function piece(walk: Walk, start: number, end: number): void {
  let from = start;
  while (from < end && /\s/.test(walk.text[from] ?? '')) from += 1;
  let until = end;
  while (until > from && /\s/.test(walk.text[until - 1] ?? '')) until -= 1;
  if (from < until) walk.last?.pieces.push({ start: from, end: until });
}

/** Whether an entry reads like a heading or a lead-in, so that a list may begin inside it. */
function opens(walk: Walk, entry: Entry | undefined): boolean {
  if (!entry) return true;
  const last = entry.pieces.at(-1);
  const first = entry.pieces[0];
  if (!last || !first) return true;
  const words = walk.text.slice(Math.max(last.start, last.end - 40), last.end);
  return words.endsWith(':') || (!isFinished(words) && last.end - first.start < 200);
}
