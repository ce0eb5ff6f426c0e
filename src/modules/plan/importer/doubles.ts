import type { EarlyFinding, Entry } from './entry.ts';
import { spanOf } from './identify.ts';
import { tokensOf } from './words.ts';

const COMPARED_WORDS = 60;
/** So that a hostile text cannot make comparing costly: from then on only equal words are copies. */
const MOST_COMPARISONS = 400;

/**
 * Sets aside the damaged or second copy of an entry that was printed twice under one number, as a scan reads a row twice. The better
 * copy stays; entries that say different things both stay.
 */
export function setDoublesAside(entries: readonly Entry[]): EarlyFinding[] {
  const findings: EarlyFinding[] = [];
  let known: Map<string, number> | undefined;
  let comparisons = 0;
  const newest = new Map<Entry | null, Map<string, Entry>>();
  for (const entry of entries) {
    if (entry.dropped || entry.values.length === 0) continue;
    const siblings = newest.get(entry.parent) ?? new Map<string, Entry>();
    newest.set(entry.parent, siblings);
    const key = `${entry.style} ${entry.values.join('.')}`;
    const other = siblings.get(key);
    if (other) comparisons += 1;
    if (!other || !(other.text === entry.text || (comparisons <= MOST_COMPARISONS && isCopy(other.text, entry.text)))) {
      siblings.set(key, entry);
      continue;
    }
    known ??= countWords(entries);
    const [worse, better] = soundness(other.text, known) < soundness(entry.text, known) ? [other, entry] : [entry, other];
    setAside(worse, better);
    siblings.set(key, better);
    const copy = worse.text === better.text ? 'the second copy' : 'the damaged copy';
    const message = `${better.number} is printed twice; ${copy} was left out: “${worse.text.slice(0, 120)}”.`;
    findings.push({ severity: 'warning', code: 'duplicate-text', message, source: spanOf(worse), entry: better });
  }
  return findings;
}

function setAside(worse: Entry, better: Entry): void {
  worse.dropped = true;
  for (const child of worse.children) {
    child.parent = better;
    better.children.push(child);
  }
  worse.children.length = 0;
}

/** Whether one text is a misread copy of the other or of its beginning: word for word the same or nearly so, several words misread. */
export function isCopy(one: string, other: string): boolean {
  const [short, long] = [tokensOf(one), tokensOf(other)].sort((a, b) => a.length - b.length) as [string[], string[]];
  const head = short.slice(0, COMPARED_WORDS);
  if (head.length < 3) return false;
  let next = 0;
  let misread = 0;
  let strange = 0;
  for (const word of head) {
    const ahead = long.slice(next, next + 4);
    const same = ahead.indexOf(word);
    const near = same >= 0 ? same : ahead.findIndex((each) => isNear(word, each));
    if (near < 0) strange += 1;
    else {
      next += near + 1;
      if (same < 0) misread += 1;
    }
    if (near < 0) next += 1;
  }
  return strange <= head.length * 0.25 && (misread >= 2 || (strange === 0 && head.length >= 5));
}

/** Whether two words differ by no more than a scan misreads. */
function isNear(one: string, other: string): boolean {
  const limit = Math.floor(Math.max(one.length, other.length) * 0.4);
  if (one.length > 24 || other.length > 24 || Math.abs(one.length - other.length) > limit) return false;
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return (row.at(-1) ?? limit + 1) <= limit;
}

function countWords(entries: readonly Entry[]): Map<string, number> {
  const known = new Map<string, number>();
  for (const { text } of entries) for (const word of new Set(tokensOf(text))) known.set(word, (known.get(word) ?? 0) + 1);
  return known;
}

/** How many words of a text stand elsewhere in the document too; a sentence that ends counts for more than one that breaks off. */
function soundness(text: string, known: ReadonlyMap<string, number>): number {
  const words = tokensOf(text);
  const elsewhere = words.filter((word) => (known.get(word) ?? 0) > 1).length;
  return elsewhere / Math.max(1, words.length) + (/[.;:!?)\]"”’»]$/.test(text) ? 1 : 0);
}
