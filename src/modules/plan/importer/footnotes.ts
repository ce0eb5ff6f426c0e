import { markerAt } from './markers.ts';
import type { Source } from './source.ts';

const UNDERSCORES = /^(?:_{5,}|[-–—]{12,})$/;
const RAISED = /^[¹²³⁴-⁹]/u;
const NOTE = /^\[?(\d{1,2})\]?\s+["“«]?\p{Lu}/u;
const LONGEST_NOTE = 8;

/**
 * The lines of footnotes, by their place in `source.lines`: below a rule that is drawn for them, with a raised number, or at the foot of
 * a page with a number that stands behind a word above. `feet` are the lines of page furniture.
 */
export function footnotes({ text, lines }: Source, feet: ReadonlySet<number>): number[] {
  const found: number[] = [];
  const wordsOfLine = (at: number): string =>
    text.slice(lines[at]?.start ?? 0, Math.min(lines[at]?.end ?? 0, (lines[at]?.start ?? 0) + 200));
  let open = false;
  lines.forEach((line, at) => {
    const words = wordsOfLine(at);
    if (open && (line.gap > 0 || line.page)) open = false;
    if (!open) open = RAISED.test(words) || (at > 0 && isBelowRule(at)) || isAtFoot(at);
    if (open && feet.has(at)) open = false;
    if (open) found.push(at);
  });
  return found;

  function isBelowRule(at: number): boolean {
    return UNDERSCORES.test(wordsOfLine(at - 1)) && lines[at]?.gap === 0 && startsNote(wordsOfLine(at));
  }

  function startsNote(words: string): boolean {
    return RAISED.test(words) || NOTE.test(words) || /^\[?\d{1,2}[.\])]+\s/.test(words);
  }

  /** "1 Held in Manila." above the foot of a page, when a word above carries that number. */
  function isAtFoot(at: number): boolean {
    const line = lines[at];
    const number = NOTE.exec(wordsOfLine(at))?.[1];
    if (!line || number === undefined || line.gap === 0 || markerAt(text, line.start, line.end)?.set) return false;
    let last = at;
    while (last - at < LONGEST_NOTE && lines[last + 1] && lines[last + 1]?.gap === 0) last += 1;
    if (!feet.has(last + 1) && !feet.has(last)) return false;
    const above = text.slice(lines[Math.max(0, at - 60)]?.start ?? 0, line.start).slice(-6000);
    return new RegExp(`\\p{L}[”’)]?${number}(?![\\d.])`, 'u').test(above);
  }
}
