import { markerAt } from '../markers.ts';
import type { PdfPage, Piece } from './pages.ts';

/** A stretch of a printed line; `wide` whether the gap before it is as wide as between columns, and not as in a justified line. */
export type Segment = { readonly words: string; readonly left: number; readonly right: number; readonly wide: boolean };

/** A printed line of one page: what stands on one baseline, from left to right. */
export type PdfLine = {
  readonly page: number;
  readonly base: number;
  readonly size: number;
  readonly segments: readonly Segment[];
};

/** Parts of the size of the letters: a gap as wide parts columns; one between may do either; one narrower than the last is none. */
const WIDE = 0.85;
const DOUBTFUL = 0.45;
const SPACE = 0.13;
const RAISED: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789'].map((digit, at) => [digit, '⁰¹²³⁴⁵⁶⁷⁸⁹'[at] ?? '']),
);

/** The lines of a page from top to bottom; letters that were set twice, one upon the other, count once. */
export function linesOfPage({ pieces }: PdfPage, page: number): PdfLine[] {
  const sorted = [...pieces].sort((a, b) => a.base - b.base || a.left - b.left);
  const rows: Piece[][] = [];
  for (const piece of sorted) {
    const row = rows.findLast((each) => isOnLine(each, piece));
    if (row && rows.indexOf(row) >= rows.length - 4) row.push(piece);
    else rows.push([piece]);
  }
  return rows
    .map((row) => lineOf(row, page))
    .filter(({ segments }) => segments.length > 0)
    .sort((a, b) => a.base - b.base);
}

/** Raised and lowered signs belong to the line of the larger letters beside them. */
function isOnLine(row: readonly Piece[], piece: Piece): boolean {
  const first = row.reduce((one, other) => (other.size > one.size ? other : one));
  const larger = Math.max(first.size, piece.size);
  const apart = Math.abs(piece.base - first.base);
  const near = Math.min(first.size, piece.size) < larger * 0.8 ? 0.55 : 0.3;
  return apart <= larger * near;
}

function lineOf(row: readonly Piece[], page: number): PdfLine {
  const pieces = [...row].sort((a, b) => a.left - b.left);
  const largest = pieces.reduce((one, other) => (other.size > one.size ? other : one));
  const { size, base } = largest;
  const segments: { words: string; left: number; right: number; wide: boolean }[] = [];
  let before: Piece | undefined;
  for (const piece of pieces) {
    if (before && isCopy(before, piece)) continue;
    const words = isRaised(piece, base, size) ? [...piece.words].map((letter) => RAISED[letter] ?? letter).join('') : piece.words;
    const last = segments.at(-1);
    const gap = last ? piece.left - last.right : 0;
    if (!last || (gap > size * DOUBTFUL && !isMark(last.words)))
      segments.push({ words, left: piece.left, right: piece.right, wide: gap > size * WIDE });
    else {
      const space = gap > size * SPACE || gap < -size * 2 ? ' ' : '';
      last.words += space + words;
      last.right = Math.max(last.right, piece.right);
    }
    before = piece;
  }
  const clean = segments.map((each) => ({ ...each, words: each.words.replace(/\s+/g, ' ').trim() }));
  return { page, base, size, segments: clean.filter(({ words }) => words !== '') };
}

function isCopy(before: Piece, piece: Piece): boolean {
  return before.words === piece.words && Math.abs(before.left - piece.left) < 1 && Math.abs(before.base - piece.base) < 1;
}

function isRaised(piece: Piece, base: number, size: number): boolean {
  return piece.size < size * 0.8 && base - piece.base > size * 0.15 && /^\d{1,3}$/.test(piece.words.trim());
}

/** Behind a number or a bullet, white space is no border of columns. */
function isMark(words: string): boolean {
  const bare = words.trim();
  return bare.length <= 9 && markerAt(bare, 0, bare.length)?.end === bare.length;
}

/** The left edge of a line. */
export const leftOf = (line: PdfLine): number => line.segments[0]?.left ?? 0;
/** The right edge of a line. */
export const rightOf = (line: PdfLine): number => line.segments.reduce((most, { right }) => Math.max(most, right), 0);
/** The words of a line, its columns divided by tabs. */
export const wordsOfLine = (line: PdfLine): string => joined(line.segments);
/** The words of some stretches of a line: a tab where a wide gap stands. */
export const joined = (segments: readonly Segment[], border = '\t'): string =>
  segments.map(({ words, wide }, at) => (at === 0 ? words : (wide ? border : ' ') + words)).join('');
