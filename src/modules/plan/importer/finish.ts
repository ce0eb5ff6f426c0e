import type { Entry } from './entry.ts';
import type { Span } from './types.ts';
import { wordsOf } from './words.ts';

/** Gives every entry its words. */
export function finishTexts(text: string, entries: readonly Entry[]): void {
  for (const entry of entries) {
    entry.text = wordsOf(text, merged(text, entry.pieces));
    if (entry.kind === 'subitem') entry.text = entry.text.replace(/(?:[;,.]|[;,]? (?:and|or|et|ou))+$/u, '');
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
