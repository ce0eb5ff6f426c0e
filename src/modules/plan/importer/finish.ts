import type { Entry } from './entry.ts';
import type { Span } from './types.ts';
import { wordsOf } from './words.ts';

/** Gives every entry its words. */
export function finishTexts(text: string, entries: readonly Entry[]): void {
  for (const entry of entries) {
    entry.text = withoutLoneBracket(wordsOf(text, merged(text, entry.pieces)));
    if (entry.kind === 'subitem') leaveSeparator(text, entry);
  }
}

/** A bracket that opens before the first word and never closes is a mark of the draft, not of the words. */
function withoutLoneBracket(words: string): string {
  return words.startsWith('[') && !words.includes(']') ? words.slice(1).trimStart() : words;
}

/** What joins an item of a list to the next is no word of it: ";", "; and", ".". */
function leaveSeparator(text: string, entry: Entry): void {
  entry.text = withoutSeparator(entry.text);
  const last = entry.pieces.at(-1);
  if (!last) return;
  const printed = text.slice(last.start, last.end);
  const kept = withoutSeparator(printed);
  if (kept.trim() !== '') entry.pieces[entry.pieces.length - 1] = { start: last.start, end: last.start + kept.length };
}

function withoutSeparator(words: string): string {
  let end = words.length;
  for (;;) {
    const before = words.slice(Math.max(0, end - 8), end);
    const joint = /(?:\s*[;,.]|[\s;,]+(?:and\/or|and|or|et|ou))$/u.exec(before)?.[0].length ?? 0;
    if (joint === 0 || joint >= end) return words.slice(0, end);
    end -= joint;
  }
}

/** Stretches with nothing but white space between them are one. */
export function merged(text: string, pieces: readonly Span[]): Span[] {
  const out: Span[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (last && text.slice(last.end, piece.start).trim() === '') out[out.length - 1] = { start: last.start, end: piece.end };
    else out.push(piece);
  }
  return out;
}
