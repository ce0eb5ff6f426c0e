import type { EarlyFinding } from './entry.ts';
import { type Furnished, prefaceTitle } from './furniture.ts';
import type { Source } from './source.ts';
import type { Furniture, Span } from './types.ts';
import { type Unit, wordsOfUnit } from './units.ts';
import { isFinished, tokensOf } from './words.ts';

/** The title and the units that print it, once or again. */
export type Title = {
  readonly words: string | null;
  readonly units: ReadonlySet<Unit>;
  readonly furniture: readonly Furniture[];
  /** Where it is printed again. */
  readonly repeats: readonly Span[];
};

const LONGEST_TITLE = 220;

export function readTitle({ text }: Source, units: readonly Unit[], furnished: Furnished): Title {
  const named = prefaceTitle(text, furnished.preface);
  const claimed = new Set<Unit>();
  const spans: Span[] = [];
  const parts: string[] = [];
  for (const unit of units.slice(0, 6)) {
    const words = wordsOfUnit(text, unit);
    if (named !== null && !resembles(words, named)) break;
    const short = words.length <= LONGEST_TITLE && !unit.marker && !unit.inRow && !isFinished(words);
    const more = named !== null || parts.length === 0 || /^[[(]?.{0,20}\b(?:19|20)\d\d/.test(words);
    if (!short || !more) break;
    parts.push(words);
    claimed.add(unit);
    spans.push({ start: unit.start, end: unit.runs.at(-1)?.end ?? unit.start });
  }
  const words = named ?? (parts.length > 0 ? parts.join(' ') : null);
  const repeats = [...furnished.repeats];
  if (words !== null) {
    const tokens = new Set(tokensOf(words));
    for (const unit of units) {
      if (claimed.has(unit) || unit.marker || unit.inRow) continue;
      const own = wordsOfUnit(text, unit);
      if (own.length > LONGEST_TITLE || isFinished(own)) continue;
      const mine = tokensOf(own).filter((token) => !/^\d+$/.test(token));
      if (mine.length < 3 || mine.filter((token) => tokens.has(token)).length < mine.length * 0.9) continue;
      if (mine.length < tokens.size * 0.6) continue;
      claimed.add(unit);
      repeats.push({ start: unit.start, end: unit.runs.at(-1)?.end ?? unit.start });
    }
  }
  const furniture = [...spans, ...repeats.slice(furnished.repeats.length)].map((source) => ({ kind: 'title', source }));
  return { words, units: claimed, furniture, repeats };
}

/** Says once that the title is printed again, however often it is. */
export function titleFindings({ repeats }: Title): EarlyFinding[] {
  const [source] = repeats;
  if (!source) return [];
  const times = repeats.length === 1 ? 'once more' : `${repeats.length} times more`;
  return [
    { severity: 'info', code: 'title-repeated', message: `The title is printed ${times}, here first; it was read once.`, source },
  ];
}

/** Whether most words of one are among those of the other. */
function resembles(words: string, title: string): boolean {
  const tokens = new Set(tokensOf(title));
  const own = tokensOf(words);
  return own.length > 1 && own.filter((token) => tokens.has(token)).length >= own.length * 0.8;
}
