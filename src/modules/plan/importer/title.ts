import type { EarlyFinding } from './entry.ts';
import { announcedBy } from './front-headings.ts';
import { type Furnished, prefaceTitle } from './furniture.ts';
import type { Source } from './source.ts';
import type { Furniture, Span } from './types.ts';
import { lookOf, type Unit, wordsOfUnit } from './units.ts';
import { breaksOff, isFinished, tokensOf } from './words.ts';

/** The title and the units that print it, once or again. */
export type Title = {
  readonly words: string | null;
  readonly units: ReadonlySet<Unit>;
  readonly furniture: readonly Furniture[];
  /** Where it is printed again. */
  readonly repeats: readonly Span[];
};

const LONGEST_TITLE = 220;
/** A title stands among the first units, and takes no more than some lines. */
const LOOKED_AT = 8;
const MOST_LINES = 4;
const NAMES_DOCUMENT =
  /\b(?:plan|agenda|roadmap|programme|program|declaration|statement|framework|memorandum|agreement|partnership|strategy|arrangement|communiqu[eé]|accord|déclaration|feuille de route|protocole|entente|stratégie|cadre|mémorandum|deliverables|areas)\b/iu;
const YEARS = /^[[(]?.{0,20}\b(?:19|20)\d\d/u;
/** A line of nothing but the years of the plan ends what names it. */
const ONLY_YEARS = /^[[(]?(?:19|20)\d\d\s*[-–—‑/]\s*(?:19|20)?\d\d[\])]?$/u;
const GOES_ON =
  /^(?:\p{Ll}|(?:Between|For|On|Of|To|Entre|Pour|BETWEEN|FOR|ON|OF|TO|AND|WITH|UNDER|ENTRE|POUR|SUR|DE|DU|DES|ET|AVEC)\s)/u;
/** What a press office puts before a title. */
const KIND_OF_RELEASE = /^(?:fact sheet|press release|media note|fiche d[’']information|communiqué de presse)\s*:\s*/iu;

/** Finds the title: as a saved page names it, or as the first lines print it. */
export function readTitle({ text }: Source, units: readonly Unit[], furnished: Furnished): Title {
  const named = prefaceTitle(text, furnished.preface)?.replace(KIND_OF_RELEASE, '') ?? null;
  const top = units.slice(0, LOOKED_AT);
  const lines = named === null ? printedTitle(text, top) : [];
  const words = named ?? (lines.length > 0 ? lines.map((unit) => wordsOfUnit(text, unit)).join(' ') : null);
  const claimed = new Set(lines);
  const again = words === null ? [] : units.filter((unit) => !claimed.has(unit) && isCopy(text, unit, words));
  for (const unit of again) claimed.add(unit);
  const repeats = named === null ? again.map(spanOfUnit) : again.slice(1).map(spanOfUnit);
  const furniture = [...claimed].map((unit) => ({ kind: 'title', source: spanOfUnit(unit) }));
  return { words, units: claimed, furniture, repeats: [...furnished.repeats, ...repeats] };
}

/** Says once that the title is printed again, however often it is. */
export function titleFindings({ repeats }: Title): EarlyFinding[] {
  const [source] = repeats;
  if (!source) return [];
  const times = repeats.length === 1 ? 'once more' : `${repeats.length} times more`;
  const message = `The title is printed ${times}, here first; it was read once.`;
  return [{ severity: 'info', code: 'title-repeated', message, source }];
}

/** The first line that names a document, else the first line, with the lines that go on with it. */
function printedTitle(text: string, top: readonly Unit[]): Unit[] {
  const ends = top.findIndex((unit) => !mayBeTitle(text, unit));
  const open = ends < 0 ? top : top.slice(0, ends);
  const names = open.findIndex((unit) => NAMES_DOCUMENT.test(wordsOfUnit(text, unit)));
  const from = Math.max(0, names);
  const lines = open.slice(from, from + 1);
  const years = open.findLastIndex((unit, at) => at > from && at < from + MOST_LINES && ONLY_YEARS.test(wordsOfUnit(text, unit)));
  for (let at = from + 1; at < open.length && lines.length < MOST_LINES; at += 1) {
    const unit = open[at] as Unit;
    if (at > years && !goesOnWith(text, lines.at(-1) as Unit, unit, top[at + 1])) break;
    lines.push(unit);
  }
  return lines;
}

function mayBeTitle(text: string, unit: Unit): boolean {
  const words = wordsOfUnit(text, unit);
  return (
    words.length <= LONGEST_TITLE &&
    announcedBy(words) === undefined &&
    !unit.marker &&
    !unit.inRow &&
    !/^$|[,;]$/.test(words) &&
    (!isFinished(words) || words.endsWith(')'))
  );
}

function goesOnWith(text: string, before: Unit, unit: Unit, next: Unit | undefined): boolean {
  const words = wordsOfUnit(text, unit);
  if (YEARS.test(words) && words.length < 60) return true;
  const said = wordsOfUnit(text, before);
  if (breaksOff(said) || (GOES_ON.test(words) && !isFinished(words))) return true;
  // A line right above a list is its heading; one set like the line before it goes on with the title.
  return (
    unit.join !== 'gap' &&
    unit.join !== 'page' &&
    next?.marker === undefined &&
    lookOf(text, unit) === lookOf(text, before) &&
    lookOf(text, unit) !== 'plain'
  );
}

/** Whether a unit prints the title again, with or without its years. */
function isCopy(text: string, unit: Unit, title: string): boolean {
  if (!mayBeTitle(text, unit)) return false;
  const tokens = new Set(tokensOf(title).filter((token) => !/^\d+$/.test(token)));
  const own = tokensOf(wordsOfUnit(text, unit)).filter((token) => !/^\d+$/.test(token));
  if (own.length < 2 || own.length < tokens.size * 0.6) return false;
  return own.filter((token) => tokens.has(token)).length >= own.length * 0.9;
}

const spanOfUnit = (unit: Unit): Span => ({ start: unit.start, end: unit.runs.at(-1)?.end ?? unit.start });
