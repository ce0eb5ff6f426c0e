import { ordinalWord, romanValue } from './ordinals.ts';
import { isSpace } from './source.ts';

export type Family = 'decimal' | 'upper' | 'lower' | 'roman-upper' | 'roman-lower' | 'bullet' | 'word';

/** One way to read what a line starts with: "(i)" is the first roman numeral or the ninth letter. */
export type Reading = {
  readonly family: Family;
  /** Family, brackets and, for a word or a bullet, which: markers of one list share it. */
  readonly style: string;
  /** 2.10.4 is [2, 10, 4]; c is [3]; IV is [4]; a bullet is []. */
  readonly values: readonly number[];
};

/** What a promise is printed behind: "2.1.1", "(a)", "IV.", "•", "PART ONE". `number` is as printed, without a full stop. */
export type Marker = {
  readonly start: number;
  readonly end: number;
  readonly number: string;
  readonly readings: readonly Reading[];
  /** Whether a full stop, bracket or sign sets the number off from the words. */
  readonly set: boolean;
};

const DECIMAL =
  /(\(?)(\d{1,3}(?:\.\d{1,3}){0,5})(\.\)|\.|\)|[°º](?=[\s\u00a0]+\p{L}{2})|[\s\u00a0]?[–—:-](?=[\s\u00a0]+\p{Lu})|(?=[\s\u00a0*<]|$))/uy;
const LETTER = /(\(?)([A-Za-z]|[a-z]{2}|[ivxlc]{1,7}|[IVXLC]{1,7})(\.\)|\.|\)|[\s\u00a0]?[–—:-](?=[\s\u00a0]))/y;
const BULLET = /[-–—•●○▪■□◦‣⁃∙·*+►➢➤✓✔❖§‐\uf0a7-\uf0d8](?=[\s\u00a0]|$)|o(?=[\s\u00a0])/y;
const WORD =
  /(part|chapter|section|pillar|title|component|theme|cluster|article|annex|appendix|goal|track|priority area|area|partie|chapitre|pilier|volet|titre|composante|thème|annexe|axe|domaine|priorité|priority|objective|objectif)[\s\u00a0]+([A-Za-zÀ-ÿ-]{1,12}|\d{1,3})(?![\p{L}\d])[\s\u00a0]*([.:)–—-](?=[\s\u00a0]|$))?/iuy;
const WORD_AFTER =
  /([\p{L}]{3,12})[\s\u00a0]+(part|partie|chapter|chapitre)(?![\p{L}\d])[\s\u00a0]*([.:–—-](?=[\s\u00a0]|$))?/iuy;

/** Reads the marker that starts at `at`, if one does; what follows it must be white space, the end, or a capital after a stop. */
export function markerAt(text: string, at: number, end: number): Marker | undefined {
  const code = text.charCodeAt(at);
  const small = text.slice(at, Math.min(end, at + 48));
  if ((code >= 48 && code <= 57) || code === 40) {
    const decimal = decimalMarker(small, at);
    if (decimal || code !== 40) return decimal;
  }
  return bulletMarker(small, at) ?? letterMarker(small, at) ?? wordMarker(small, at);
}

function decimalMarker(small: string, at: number): Marker | undefined {
  DECIMAL.lastIndex = 0;
  const found = DECIMAL.exec(small);
  const [whole, opens = '', digits = '', closes = ''] = found ?? [];
  if (whole === undefined || (opens !== '' && !closes.includes(')'))) return undefined;
  if (!mayFollow(small, whole.length, closes !== '')) return undefined;
  const values = digits.split('.').map(Number);
  const brackets = opens + (closes.includes(')') ? ')' : '');
  const style = values.length > 1 ? `decimal${values.length}` : `decimal1${brackets}`;
  return {
    start: at,
    end: at + whole.length,
    number: opens + digits + brackets.slice(opens.length),
    set: closes !== '',
    readings: [{ family: 'decimal', style, values }],
  };
}

function letterMarker(small: string, at: number): Marker | undefined {
  LETTER.lastIndex = 0;
  const found = LETTER.exec(small);
  const [whole, opens = '', letters = '', closing = ''] = found ?? [];
  const closes = closing.trim();
  if (whole === undefined || (opens !== '' && !closes.includes(')'))) return undefined;
  if (!mayFollow(small, whole.length, true)) return undefined;
  const upper = letters === letters.toUpperCase();
  if (/[–—:-]/.test(closes) && (!upper || opens !== '')) return undefined;
  const brackets = opens + (closes.includes(')') ? ')' : '');
  const readings: Reading[] = [];
  const letter = letterValue(letters);
  const roman = romanValue(letters);
  if (roman > 0)
    readings.push({
      family: upper ? 'roman-upper' : 'roman-lower',
      style: `roman-${upper ? 'upper' : 'lower'}${brackets}`,
      values: [roman],
    });
  if (letter > 0)
    readings.push({ family: upper ? 'upper' : 'lower', style: `${upper ? 'upper' : 'lower'}${brackets}`, values: [letter] });
  if (readings.length === 0) return undefined;
  return { start: at, end: at + whole.length, number: opens + letters + brackets.slice(opens.length), set: true, readings };
}

function bulletMarker(small: string, at: number): Marker | undefined {
  BULLET.lastIndex = 0;
  const [whole] = BULLET.exec(small) ?? [];
  if (whole === undefined) return undefined;
  return {
    start: at,
    end: at + whole.length,
    number: '',
    set: true,
    readings: [{ family: 'bullet', style: `bullet ${whole}`, values: [] }],
  };
}

function wordMarker(small: string, at: number): Marker | undefined {
  WORD.lastIndex = 0;
  WORD_AFTER.lastIndex = 0;
  const before = WORD.exec(small);
  const after = before ? null : WORD_AFTER.exec(small);
  const [whole, first = '', second = '', sign] = before ?? after ?? [];
  if (whole === undefined || !/^\p{Lu}/u.test(whole)) return undefined;
  const [word, printed] = before ? [first, second] : [second, first];
  const value = /^\d+$/.test(printed) ? Number(printed) : romanUpper(printed) || upperLetter(printed) || ordinalWord(printed);
  if (value <= 0) return undefined;
  const asPrinted = before !== null && /^(?:[A-Za-z]{1,6}|\d+)$/.test(printed);
  const number = asPrinted ? printed : String(value);
  const style = `word ${word.toLowerCase()}`;
  return {
    start: at,
    end: at + whole.trimEnd().length,
    number,
    set: sign !== undefined,
    readings: [{ family: 'word', style, values: [value] }],
  };
}

const romanUpper = (printed: string): number => (/^[IVXLC]+$/.test(printed) ? romanValue(printed) : 0);
const upperLetter = (printed: string): number => (/^[A-Z]$/.test(printed) ? letterValue(printed) : 0);

/** a = 1 … z = 26, aa = 27 (a letter said twice, as lists go on after z). */
function letterValue(letters: string): number {
  const lower = letters.toLowerCase();
  if (lower.length > 2 || (lower.length === 2 && lower[0] !== lower[1])) return 0;
  return lower.charCodeAt(0) - 96 + (lower.length - 1) * 26;
}

function mayFollow(small: string, at: number, set: boolean): boolean {
  if (at >= small.length || isSpace(small.charCodeAt(at)) || /^(?:\*\*|<\/)/.test(small.slice(at, at + 2))) return true;
  return set && /[\p{Lu}“"«[(*<]/u.test(small[at] ?? '');
}
