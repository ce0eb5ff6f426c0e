import { type Entry, type Fit, isPrefix, lastValue } from './entry.ts';
import type { Family, Reading } from './markers.ts';

/** Where a marker would go: the stack is cut to `depth` and the entry put on top of it. */
export type Place = {
  readonly reading: Reading;
  readonly depth: number;
  readonly fit: Fit;
  readonly score: number;
  readonly implied: readonly number[] | null;
};

/** What is known about the place of a marker on the page and about what follows it. */
export type Surroundings = {
  readonly indent: number;
  readonly column: number;
  readonly inRow: boolean;
  /** The number of the next marker of two or more parts, as far as it is near. */
  readonly nextDeep: readonly number[] | undefined;
  /** The newest number of a list of that style, though the list be closed. */
  readonly newest: (style: string) => number | undefined;
  /** Whether what stands on top of the stack reads like a heading or a lead-in. */
  readonly opens: boolean;
};

const WIDEST_GAP = 12;

/** The best place for a marker among the open entries, over all its readings. Longest look: once through the stack for each reading. */
export function bestPlace(stack: readonly Entry[], readings: readonly Reading[], around: Surroundings): Place | undefined {
  let best: Place | undefined;
  for (const reading of readings) {
    const places = reading.values.length > 1 ? [deepPlace(stack, reading)] : flatPlaces(stack, reading, around);
    for (const place of places) if (!best || place.score > best.score) best = place;
  }
  return best;
}

/** A number of several parts names its parent: keep the open entries whose numbers begin it. */
function deepPlace(stack: readonly Entry[], reading: Reading): Place {
  const { values } = reading;
  const isDecimal = (entry: Entry) => entry.reading?.family === 'decimal';
  let depth = stack.findIndex(isDecimal);
  if (depth < 0) depth = stack.findIndex((entry) => entry.reading !== null && !isContainer(entry));
  if (depth < 0) depth = stack.length;
  depth = Math.min(depth, closedFrom(stack, reading));
  while (stack[depth] !== undefined && isDecimal(stack[depth] as Entry) && isPrefix(stack[depth]?.values ?? [], values))
    depth += 1;
  const parent = stack[depth - 1];
  const sibling = stack[depth];
  const named = parent && isDecimal(parent) ? parent.values.length : 0;
  const missing = values.length - 1 > named && !(named === 0 && values.length === 2);
  const implied = missing ? values.slice(0, -1) : null;
  const base = { reading, depth, implied };
  const sameParent =
    sibling && isDecimal(sibling) && sibling.values.length === values.length && isPrefix(values.slice(0, -1), sibling.values);
  if (sameParent) {
    const step = lastValue(values) - lastValue(sibling.values);
    if (step === 1) return { ...base, fit: 'exact', score: 12 };
    if (step === 0) return { ...base, fit: 'same', score: 6 };
    return step > 0 && step <= WIDEST_GAP ? { ...base, fit: 'gap', score: 7 } : { ...base, fit: 'back', score: 2 };
  }
  if (lastValue(values) === 1 && !missing) return { ...base, fit: 'first', score: 11 };
  const later = sibling === undefined || compare(values, sibling.values) > 0;
  return { ...base, fit: later ? 'late' : 'back', score: later ? 6 : 2 };
}

/** What may stand in what, from the outside in: parts said in words, roman numerals, letters, numbers, small letters, bullets. */
const RANKS: Readonly<Record<Family, number>> = {
  word: 0,
  'roman-upper': 1,
  upper: 1,
  decimal: 2,
  lower: 3,
  'roman-lower': 3,
  bullet: 3,
};

/**
 * A marker closes what it cannot stand in: a part stands in no item, and not in the heading of a list of smaller items, such as the
 * objectives before it.
 */
function closedFrom(stack: readonly Entry[], reading: Reading): number {
  const rank = RANKS[reading.family];
  if (rank === 3) return stack.length;
  const closed = stack.findIndex(({ reading: open, children: [first] }) => {
    if (open === null) return first !== undefined && first.reading !== null && RANKS[first.reading.family] > rank;
    return RANKS[open.family] > rank;
  });
  return closed < 0 ? stack.length : closed;
}

/** Parts and headings without a number stay open over decimal numbers. */
export function isContainer(entry: Entry): boolean {
  return entry.reading === null || ['word', 'roman-upper', 'upper'].includes(entry.reading.family);
}

function flatPlaces(stack: readonly Entry[], reading: Reading, around: Surroundings): Place[] {
  const value = lastValue(reading.values);
  const places: Place[] = [];
  const top = stack.at(-1);
  let met = false;
  for (let depth = stack.length - 1; depth >= 0; depth -= 1) {
    const entry = stack[depth];
    if (!entry || entry.style !== reading.style) continue;
    met = true;
    places.push(besides(reading, value, entry, depth, around));
  }
  const nested = { reading, depth: reading.family === 'bullet' ? stack.length : closedFrom(stack, reading), implied: null };
  if (reading.family === 'bullet') places.push({ ...nested, fit: 'first', score: (met ? 5 : 8) + inwards(top, around) });
  else if (value === 1) {
    const repeats = top?.style === reading.style ? -4 : 0;
    const closed = met && !around.opens ? -5 : 0;
    places.push({ ...nested, fit: 'first', score: (met ? 7 : 9) + inwards(top, around) + repeats + closed });
  } else if (!met && value === (around.newest(reading.style) ?? -1) + 1) {
    places.push({ ...nested, fit: 'exact', score: 9 + inwards(top, around) });
  } else if (!met && value <= WIDEST_GAP && reading.family !== 'roman-lower') {
    places.push({ ...nested, fit: 'late', score: 3 - value / 10 });
  }
  return places;
}

function besides(reading: Reading, value: number, entry: Entry, depth: number, around: Surroundings): Place {
  const base = { reading, depth, implied: null };
  const level = alike(entry, around);
  if (reading.family === 'bullet') return { ...base, fit: 'exact', score: 8 + (level < 0 ? -4 : level) };
  const step = value - lastValue(entry.values);
  const deep = lookAhead(entry, value, around);
  if (step === 1) return { ...base, fit: 'exact', score: 10 + level + deep };
  if (step === 0) return { ...base, fit: 'same', score: 4 + level };
  if (step > 0 && step <= WIDEST_GAP) return { ...base, fit: 'gap', score: 6 - step * 0.4 + level + deep };
  return { ...base, fit: 'back', score: (value === 1 ? 4 : 1) + level };
}

/** Items of one list stand equally far in, in the same column. */
function alike(entry: Entry, around: Surroundings): number {
  if (around.inRow || entry.inRow || entry.inline) return entry.column === around.column ? 1 : -2;
  return Math.abs(entry.indent - around.indent) <= 1 ? 1 : -3;
}

/** A list inside an item stands further in than the item, or at least not further out. */
function inwards(top: Entry | undefined, around: Surroundings): number {
  if (!top || around.inRow || top.inRow || top.inline || top.reading === null) return 0;
  const step = around.indent - top.indent;
  return step > 1 ? 2 : step < -1 ? -3 : 0;
}

/** "2." before "2.1" opens the second part, not the second item of a list. */
function lookAhead(entry: Entry, value: number, { nextDeep }: Surroundings): number {
  if (entry.reading?.family !== 'decimal' || nextDeep === undefined) return 0;
  const hasDeep = entry.children.some((child) => child.values.length > 1 && child.reading?.family === 'decimal');
  return hasDeep ? (nextDeep[0] === value ? 4 : -4) : 0;
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < Math.min(one.length, other.length); at += 1) {
    const step = (one[at] ?? 0) - (other[at] ?? 0);
    if (step !== 0) return step;
  }
  return one.length - other.length;
}
