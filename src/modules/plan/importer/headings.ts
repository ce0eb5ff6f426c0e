import type { Reading } from './markers.ts';
import { isPlaceAndDay } from './period.ts';
import type { Source } from './source.ts';
import { type Look, lookOf, type Unit, wordsOfUnit } from './units.ts';
import { isFinished } from './words.ts';

const LONGEST_PLAIN = 140;
const LONGEST_SET = 900;

/** Which paragraphs without a number are headings, with their look: set off by marks, or short and directly above a list. */
export function headingsOf({ text, width }: Source, units: readonly Unit[], skipped: ReadonlySet<Unit>): Map<Unit, Look> {
  const found = new Map<Unit, Look>();
  const named = rowsAreNamed(text, units);
  let listBelow = false;
  for (let at = units.length - 1; at >= 0; at -= 1) {
    const unit = units[at];
    if (!unit) continue;
    if (unit.marker) {
      listBelow = true;
      continue;
    }
    if (skipped.has(unit)) continue;
    if (named && isRowName(text, units, at)) {
      found.set(unit, 'cell');
      continue;
    }
    const look = lookOf(text, unit);
    const length = (unit.runs.at(-1)?.end ?? 0) - (unit.runs[0]?.start ?? 0);
    const words = wordsOfUnit(text, unit);
    const set = look !== 'plain' && look !== 'caps' && length <= LONGEST_SET && !(look === 'italic' && isFinished(words));
    if (isOperative(words, set)) continue;
    if (set ? listBelow : isPlainHeading(text, width, units, at, length, found)) {
      found.set(unit, look);
      if (set) listBelow = hasHeadingAbove(text, units, at);
    }
  }
  return found;
}

const AGREES =
  /\b(?:the following|qui suivent|suivante?s|agreed?|decided?|undertakes?|conviennent|convenons|décid(?:ent|ons)|s’engagent|nous engageons)\b/i;

/** In a table whose areas have no numbers the left cell names the area of the items in its row and below. */
function isRowName(text: string, units: readonly Unit[], at: number): boolean {
  const unit = units[at];
  const next = units[at + 1];
  if (!unit || unit.marker || !unit.inRow || unit.cell.column !== 0 || next?.line !== unit.line || !next.marker) return false;
  const words = wordsOfUnit(text, unit);
  return words.length <= LONGEST_PLAIN && /^["“«(]?[\p{Lu}\d]/u.test(words);
}

function rowsAreNamed(text: string, units: readonly Unit[]): boolean {
  let named = 0;
  units.forEach(({ inRow, cell, marker }, at) => {
    if (!inRow || cell.column !== 0 || units[at + 1]?.join !== 'row') return;
    if (marker) named -= 1;
    else if (isRowName(text, units, at)) named += 1;
  });
  return named > 0;
}

/** "We hereby commit to:" opens the list of a declaration, it names no subject. What is set off by marks may say "agreed" and be a heading. */
function isOperative(words: string, set: boolean): boolean {
  if (!words.endsWith(':') || words.length > 240) return false;
  const opens = /\b(?:hereby|as follows|ce qui suit|par la présente)\b/i.test(words) || /^(?:we|nous)\b/i.test(words);
  return set ? opens && words.length < 140 : opens || AGREES.test(words);
}

/** A heading over another heading counts as well: "Transnational issues", then "Cybersecurity". */
function hasHeadingAbove(text: string, units: readonly Unit[], at: number): boolean {
  const above = units[at - 1];
  if (!above || above.marker) return false;
  const look = lookOf(text, above);
  return look !== 'plain' && look !== 'caps' && look !== lookOf(text, units[at] as Unit);
}

function isPlainHeading(
  text: string,
  width: number | null,
  units: readonly Unit[],
  at: number,
  length: number,
  found: ReadonlyMap<Unit, Look>,
): boolean {
  const unit = units[at];
  if (!unit || length > LONGEST_PLAIN || unit.join === 'wrap' || unit.inRow || unit.cell.column > 0) return false;
  if (width !== null && unit.join === 'next' && unit.afterFull && at > 0 && !isFinished(wordsOfUnit(text, units[at - 1] as Unit)))
    return false;
  if (unit.join === 'page' && unit.afterFull && at > 0 && !isFinished(wordsOfUnit(text, units[at - 1] as Unit))) return false;
  const words = wordsOfUnit(text, unit);
  if (!/^["“«(]?[\p{Lu}\d]/u.test(words) || (isFinished(words) && !words.endsWith(':')) || /[,]$/.test(words)) return false;
  if (isPlaceAndDay(words)) return false;
  if (words.endsWith(':') && isSetOff(text, units[at - 1])) return false;
  const below = listOver(text, units, at);
  if (below === undefined) return false;
  if (below.marker && below.join === 'wrap') return false;
  if (below.marker) return opensList(below) || isAloneOverList(text, units, at);
  return found.has(below);
}

/** What stands below a heading: an item, perhaps after one lead-in that ends with a colon. */
function listOver(text: string, units: readonly Unit[], at: number): Unit | undefined {
  const next = units[at + 1];
  if (!next || next.marker) return next;
  const words = wordsOfUnit(text, next);
  return words.endsWith(':') ? (units[at + 2]?.marker ? units[at + 2] : next) : next;
}

/** Over a list that runs on from the heading before, a short paragraph after words that have ended is a heading too. */
function isAloneOverList(text: string, units: readonly Unit[], at: number): boolean {
  const above = units[at - 1];
  const isTitled = above !== undefined && !above.marker && !above.inRow && wordsOfUnit(text, above).length <= 80;
  const before = isTitled && !isFinished(wordsOfUnit(text, above)) ? units[at - 2] : above;
  const words = wordsOfUnit(text, units[at] as Unit);
  const numbered = units[at + 1]?.marker?.readings.some(({ family, values }) => family === 'decimal' && values.length === 1);
  const ended = before !== undefined && (isFinished(wordsOfUnit(text, before)) || before.marker?.readings.some(isOuter));
  return numbered === true && words.length <= 80 && ended === true;
}

const isOuter = ({ family }: Reading): boolean => family === 'word' || family === 'upper' || family === 'roman-upper';

/** Whether a paragraph is a heading by its marks, so that what ends with a colon below it only leads to its list. */
function isSetOff(text: string, unit: Unit | undefined): boolean {
  return unit !== undefined && !unit.marker && lookOf(text, unit) !== 'plain' && !isFinished(wordsOfUnit(text, unit));
}

function opensList({ marker }: Unit): boolean {
  return marker?.readings.some(({ family, values }) => family === 'bullet' || values.at(-1) === 1) ?? false;
}
