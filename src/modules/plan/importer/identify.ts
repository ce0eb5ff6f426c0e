import type { EarlyFinding, Entry } from './entry.ts';
import { lastValue } from './entry.ts';
import type { Span } from './types.ts';

/** Gives every entry its permanent reference and its printed number; returns what was rebuilt or had to be told apart. */
export function identify(entries: readonly Entry[]): EarlyFinding[] {
  const findings: EarlyFinding[] = [];
  const kept = entries.filter((entry) => !entry.dropped);
  const style = flatStyle(kept);
  const prefixed = numbersRepeat(kept);
  const restarted = numbersRestart(kept);
  const used = new Map<string, number>();
  const bullets = new Map<Entry | null, number>();
  let heading = 0;
  let running = 0;
  const impliesTop = kept.some(({ values, parent }) => values.length === 2 && parent?.values.length === 1);
  for (const entry of kept) {
    const parent = keptParent(entry);
    const root = rootOf(entry);
    const prefix = prefixed && root !== entry && isPrefixing(root) ? `${root.id}.` : '';
    if (entry.reading === null) {
      heading += 1;
      entry.id = parent && parent.reading !== null ? `${parent.id}.h${heading}` : `h${heading}`;
    } else if (entry.reading.family === 'bullet') {
      const count = (bullets.get(parent) ?? 0) + 1;
      bullets.set(parent, count);
      entry.id = parent ? `${parent.id}.b${count}` : `b${count}`;
    } else if (entry.values.length > 1) {
      entry.id = prefix + entry.number;
      if (!entry.implied && impliesTop && entry.values.length === 2 && parent?.values.length !== 1)
        entry.implied = entry.values.slice(0, 1);
    } else if (parent === null || parent.reading === null) {
      if (style === 'frozen' && entry.reading.family === 'decimal') {
        running += 1;
        if (entry.number !== String(running)) entry.reasons.push(`printed “${entry.number}”, number rebuilt from its place`);
        entry.number = String(running);
      }
      entry.id = parent && style === 'restarts' ? `${parent.id}.${bare(entry)}` : bare(entry);
    } else entry.id = composed(entry, parent, prefixed || (restarted && parent !== root));
    const times = (used.get(entry.id) ?? 0) + 1;
    used.set(entry.id, times);
    if (times > 1) {
      const printed = entry.id;
      entry.id = `${entry.id}-${times}`;
      used.set(entry.id, 1);
      const message = `${printed} is printed ${times} times; this one is referred to as ${entry.id}.`;
      findings.push({ severity: 'error', code: 'duplicate-number', message, source: spanOf(entry), entry });
      entry.confidence = Math.min(entry.confidence, 0.6);
    }
  }
  settleParents(kept);
  return findings;
}

/** A parent that seemed to be missing may stand further up after all; one that stands further down cannot be meant. */
function settleParents(kept: readonly Entry[]): void {
  const places = new Map(kept.map((entry, at) => [entry.id, at] as const));
  kept.forEach((entry, at) => {
    const place = entry.implied ? places.get(parentReference(entry) ?? '') : undefined;
    if (place === undefined) return;
    entry.implied = null;
    if (place < at) entry.parent = kept[place] ?? null;
  });
}

/** The nearest parent that is a node. */
export function keptParent(entry: Entry): Entry | null {
  let parent = entry.parent;
  while (parent?.dropped) parent = parent.parent;
  return parent;
}

/** The reference of the parent, which the source may lack. */
export function parentReference(entry: Entry): string | null {
  const parent = keptParent(entry);
  if (!entry.implied) return parent?.id ?? null;
  const own = entry.values.join('.');
  const path = entry.id.endsWith(own) ? entry.id.slice(0, entry.id.length - own.length) : '';
  return path + entry.implied.join('.');
}

export function spanOf(entry: Entry): Span {
  return { start: entry.start, end: entry.pieces.at(-1)?.end ?? entry.marker?.end ?? entry.start };
}

const bare = (entry: Entry): string => entry.number.replace(/[()]/g, '');

const isPrefixing = (entry: Entry): boolean =>
  entry.reading !== null && ['word', 'roman-upper', 'upper'].includes(entry.reading.family);

function rootOf(entry: Entry): Entry {
  let root = entry;
  for (let parent = keptParent(entry); parent; parent = keptParent(parent)) root = parent;
  return root;
}

/** "1.1" and "(a)" are 1.1(a); sub-items take a full stop: 2.4.5.a; numbers under a lettered part that come again take its letter. */
function composed(entry: Entry, parent: Entry, prefixed: boolean): string {
  if (isPrefixing(parent) && entry.reading?.family === 'decimal' && !prefixed) return bare(entry);
  const bracketed = /^\(/.test(entry.number) && entry.reading?.family !== 'decimal';
  if (bracketed && (entry.kind !== 'subitem' || parent.id.endsWith(')'))) return `${parent.id}${entry.number}`;
  return `${parent.id}.${bare(entry)}`;
}

/** Whether a number comes again in another part, so that the part has to be named with it. */
function numbersRepeat(entries: readonly Entry[]): boolean {
  const owners = new Map<string, Entry>();
  for (const entry of entries) {
    if (entry.reading?.family !== 'decimal' || entry.kind === 'subitem') continue;
    const root = rootOf(entry);
    if (!isPrefixing(root)) continue;
    const parent = keptParent(entry);
    if (entry.values.length === 1 && parent !== root) continue;
    const owner = owners.get(entry.number);
    if (owner && owner !== root) return true;
    owners.set(entry.number, root);
  }
  return false;
}

/** Whether lists begin again below lettered areas inside the parts, so that the area has to be named with the number. */
function numbersRestart(entries: readonly Entry[]): boolean {
  const owners = new Map<string, Entry>();
  for (const entry of entries) {
    const parent = keptParent(entry);
    if (entry.reading?.family !== 'decimal' || entry.values.length !== 1 || entry.kind === 'subitem') continue;
    if (!parent || !isPrefixing(parent) || parent === rootOf(entry)) continue;
    const owner = owners.get(entry.number);
    if (owner && owner !== parent) return true;
    owners.set(entry.number, parent);
  }
  return false;
}

/**
 * How numbers of one part behave under headings without number: "frozen" when a converter printed "1." before every one, "restarts"
 * when they begin again under each heading, "runs" when they go on.
 */
function flatStyle(entries: readonly Entry[]): 'frozen' | 'restarts' | 'runs' {
  const flat = entries.filter(
    ({ reading, kind, parent }) =>
      reading?.family === 'decimal' &&
      reading.values.length === 1 &&
      kind !== 'subitem' &&
      (parent === null || parent.reading === null),
  );
  if (flat.length > 2 && flat.every(({ values }) => lastValue(values) === 1)) return 'frozen';
  const seen = new Set<number>();
  for (const { values } of flat) {
    if (seen.has(lastValue(values))) return 'restarts';
    seen.add(lastValue(values));
  }
  return 'runs';
}
