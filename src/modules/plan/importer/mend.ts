import type { EarlyFinding, Entry } from './entry.ts';
import { spanOf } from './identify.ts';
import { tokensOf } from './words.ts';

/**
 * Joins what a scan broke in headings, where a narrow cell cuts words: only where the document itself, or the form of the word, says
 * what was there. The words of action lines are never touched.
 */
export function mendHeadings(text: string, entries: readonly Entry[]): EarlyFinding[] {
  const findings: EarlyFinding[] = [];
  let known: Map<string, number> | undefined;
  for (const entry of entries) {
    if (entry.dropped || !entry.inRow || (entry.kind !== 'area' && entry.kind !== 'part')) continue;
    known ??= countWords(text);
    const read = entry.text;
    const mended = mendWords(read, known, text);
    if (mended === read) continue;
    entry.text = mended;
    entry.confidence = Math.min(entry.confidence, 0.8);
    entry.reasons.push('words that the scan broke were joined');
    const message = `The scan reads “${read}”; it was taken for “${mended}”.`;
    findings.push({ severity: 'warning', code: 'ocr-damage', message, source: spanOf(entry), entry });
  }
  return findings;
}

/** Syllables that end or begin words and stand alone in no heading. */
const ENDING = /^(?:ness|tion|sion|ment|ments|ance|ence|ability|ibility|ities|ship|ships|isation|ization|ation|ations)$/;
const BEGINNING = /^(?:inter|intra|multi|trans|infra)$/i;

function mendWords(read: string, known: ReadonlyMap<string, number>, text: string): string {
  const words = read.split(' ');
  const out: string[] = [];
  for (const word of words) {
    const last = out.at(-1);
    if (last !== undefined && isBroken(last, word, known)) out[out.length - 1] = last + word;
    else out.push(withFirstLetter(word, known));
  }
  return withBracket(out.join(' '), text);
}

function isBroken(one: string, other: string, known: ReadonlyMap<string, number>): boolean {
  const head = /[\p{L}]+$/u.exec(one)?.[0];
  const tail = /^\p{Ll}+/u.exec(other)?.[0];
  if (head === undefined || tail === undefined) return false;
  if (ENDING.test(tail) || (BEGINNING.test(head) && tail.length > 3)) return true;
  const whole = known.get((head + tail).toLowerCase()) ?? 0;
  const alone = Math.min(known.get(head.toLowerCase()) ?? 0, known.get(tail) ?? 0);
  return whole > 0 && alone <= 1 && head.length > 1;
}

/** "echnology" where the document has "technology" again and again, and "echnology" nowhere else. */
function withFirstLetter(word: string, known: ReadonlyMap<string, number>): string {
  if (!/^\p{Ll}{5,}$/u.test(word) || (known.get(word) ?? 0) > 1) return word;
  const whole = 'abcdefghijklmnopqrstuvwxyz'.split('').filter((letter) => (known.get(letter + word) ?? 0) >= 2);
  return whole.length === 1 ? `${whole[0]}${word}` : word;
}

/** "IAI)" where the document has "(IAI)". */
function withBracket(read: string, text: string): string {
  const lone = /^([^()]*\s)([\p{Lu}\d&-]{2,12}\))([^()]*)$/u.exec(read);
  const [, before = '', abbreviation = '', after = ''] = lone ?? [];
  return lone && text.includes(`(${abbreviation}`) ? `${before}(${abbreviation}${after}` : read;
}

function countWords(text: string): Map<string, number> {
  const known = new Map<string, number>();
  for (const word of tokensOf(text)) known.set(word, (known.get(word) ?? 0) + 1);
  return known;
}
