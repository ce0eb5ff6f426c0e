import { type EarlyFinding, type Entry, lastValue } from './entry.ts';
import { keptParent, parentReference } from './identify.ts';
import { romanNumeral } from './ordinals.ts';
import type { Span } from './types.ts';

/** A longer gap is named by its ends. */
const MOST_NAMED = 20;

/** What is odd in the numbers of a plan: gaps, parents that are not there, lists that start again, items under no heading. */
export function numberingFindings(entries: readonly Entry[]): EarlyFinding[] {
  const kept = entries.filter((entry) => !entry.dropped);
  return [...impliedParents(kept), ...gapsAndRestarts(kept), ...orphans(kept)];
}

/** Where the number of an entry is printed. */
function markerSpan({ marker, start, pieces }: Entry): Span {
  return { start, end: Math.max(start, marker?.end ?? pieces[0]?.end ?? start) };
}

function impliedParents(kept: readonly Entry[]): EarlyFinding[] {
  const said = new Set<string>();
  return kept.flatMap((entry): EarlyFinding[] => {
    const reference = entry.implied ? parentReference(entry) : null;
    if (reference === null || said.has(reference)) return [];
    said.add(reference);
    const message = `No heading ${reference} was found; ${entry.id} names it by its number.`;
    return [{ severity: 'warning', code: 'implied-parent', message, source: markerSpan(entry), entry }];
  });
}

/** Entries of one list, in order: the same parent, the same style of number. */
function listsOf(kept: readonly Entry[]): Entry[][] {
  const lists = new Map<string, Entry[]>();
  for (const entry of kept) {
    if (entry.reading === null || entry.reading.family === 'bullet') continue;
    const key = `${parentReference(entry)} / ${entry.style}`;
    const list = lists.get(key);
    if (list) list.push(entry);
    else lists.set(key, [entry]);
  }
  return [...lists.values()];
}

function gapsAndRestarts(kept: readonly Entry[]): EarlyFinding[] {
  const lists = listsOf(kept);
  const goesOn = continuing(lists);
  const runs = goesOn.size > 0;
  const newest = new Map<string, number>();
  const findings: EarlyFinding[] = frozen(lists);
  for (const list of lists) {
    const [first] = list;
    if (!first || isFrozen(list)) continue;
    const before = first.values.length === 1 && runs ? (newest.get(first.style) ?? 0) : 0;
    let last = lastValue(first.values) > before ? before : 0;
    let previous: Entry | undefined;
    for (const entry of list) {
      const value = lastValue(entry.values);
      if (value > last + 1) findings.push(...gap(entry, previous, last + 1, value - 1));
      else if (previous && value < last && value <= 2)
        findings.push(
          restart(
            entry,
            `The numbers start again at ${entry.number || value} after ${previous.id}; ${entry.id} was read as a new list.`,
          ),
        );
      last = value;
      previous = entry;
    }
    newest.set(first.style, last);
  }
  return findings;
}

/** A converter that lost count prints "1." before every item. */
const isFrozen = (list: readonly Entry[]): boolean => list.length > 2 && list.every(({ values }) => lastValue(values) === 1);

function frozen(lists: readonly Entry[][]): EarlyFinding[] {
  const all = lists.filter(isFrozen);
  const [first] = all[0] ?? [];
  if (!first) return [];
  const items = all.reduce((sum, list) => sum + list.length, 0);
  return [restart(first, `${items} items are all printed “${first.marker?.number}”; they were counted through.`)];
}

/** Lists that begin where the one before of their style ended: numbers that run on through the document. */
function continuing(lists: readonly Entry[][]): Set<Entry[]> {
  const found = new Set<Entry[]>();
  const newest = new Map<string, number>();
  for (const list of lists) {
    const [first] = list;
    if (!first || first.values.length > 1) continue;
    const value = lastValue(first.values);
    if (value > 1 && newest.get(first.style) === value - 1) found.add(list);
    newest.set(first.style, lastValue(list.at(-1)?.values ?? []));
  }
  return found;
}

function restart(entry: Entry, message: string): EarlyFinding {
  return { severity: 'info', code: 'restarted-numbering', message, source: markerSpan(entry), entry };
}

function gap(entry: Entry, previous: Entry | undefined, from: number, until: number): EarlyFinding[] {
  const count = until - from + 1;
  const numbers = Array.from({ length: Math.min(count, MOST_NAMED) }, (_, at) => numberLike(entry, from + at));
  const all = numbers.length === 1 ? numbers[0] : `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
  const missing = count > MOST_NAMED ? `${numbers[0]} to ${numberLike(entry, until)}` : all;
  const where = previous ? `between ${previous.id} and ${entry.id}` : `before ${entry.id}`;
  const message = `${missing} ${count === 1 ? 'is' : 'are'} missing ${where}; nothing was renumbered.`;
  return [{ severity: 'warning', code: 'gap-in-numbering', message, source: markerSpan(entry), entry }];
}

/** The number that another member of the list would bear: 1.1.3 beside 1.1.4, (c) beside (d), III beside IV. */
function numberLike(entry: Entry, value: number): string {
  const family = entry.reading?.family ?? 'decimal';
  const bare = entry.number.replace(/[()]/g, '');
  const last =
    family === 'lower' || family === 'upper'
      ? inCase(String.fromCharCode(96 + Math.min(value, 26)), bare)
      : family === 'roman-lower' || family === 'roman-upper' || (family === 'word' && /^[IVXLC]+$/.test(bare))
        ? inCase(romanNumeral(value), bare)
        : family === 'word' && /^[A-Z]$/.test(bare)
          ? String.fromCharCode(64 + value)
          : String(value);
  const number = family === 'decimal' ? [...entry.values.slice(0, -1), last].join('.') : last;
  return entry.number.startsWith('(') ? `(${number})` : number;
}

const inCase = (letters: string, like: string): string => (like === like.toUpperCase() ? letters.toUpperCase() : letters);

/** An action under no heading, where the others stand under one. */
function orphans(kept: readonly Entry[]): EarlyFinding[] {
  const actions = kept.filter(({ kind }) => kind === 'action');
  const alone = actions.filter((entry) => keptParent(entry) === null && !entry.implied);
  if (alone.length * 2 >= actions.length) return [];
  return alone.map((entry) => {
    const message = `${entry.id} stands under no heading, while others of its kind do.`;
    return { severity: 'warning', code: 'orphan', message, source: markerSpan(entry), entry };
  });
}
