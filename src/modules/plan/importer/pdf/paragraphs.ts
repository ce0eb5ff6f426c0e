import { markerAt } from '../markers.ts';
import { isFinished } from '../words.ts';
import type { Segment } from './lines.ts';
import { widthOf } from './widths.ts';

/** One line of one column; `toFoot` and `fromTop` whether nothing beside it stands lower, or higher, on its page. */
export type ColumnLine = Segment & {
  readonly page: number;
  readonly base: number;
  readonly size: number;
  readonly toFoot: boolean;
  readonly fromTop: boolean;
};

/** Lines that are one paragraph. */
export type Paragraph = { readonly lines: readonly ColumnLine[]; readonly column: number };

/** How a column is set: the usual distance of lines as a multiple of the size of their letters, and where the longest of its lines ends. */
export type Setting = { readonly leading: number; readonly right: number };

const LOOSE = 1.25;

/**
 * Joins the lines of a column to paragraphs. A line goes on with the one before when that had no room for its first word; white space, a
 * larger letter, a number or a bullet at the beginning, and the end of a page after a full stop begin anew.
 */
export function paragraphsOf(lines: readonly ColumnLine[], column: number, setting: Setting): Paragraph[] {
  const paragraphs: ColumnLine[][] = [];
  for (const line of lines) {
    const open = paragraphs.at(-1);
    if (open && goesOn(open, line, setting)) open.push(line);
    else paragraphs.push([line]);
  }
  return paragraphs.map((each) => ({ lines: each, column }));
}

function goesOn(open: readonly ColumnLine[], line: ColumnLine, { leading, right }: Setting): boolean {
  const before = open.at(-1);
  const first = open[0];
  if (!before || !first || Math.abs(line.size - before.size) > before.size * 0.12) return false;
  const isNewPage = line.page !== before.page;
  if (isNewPage && !(before.toFoot && line.fromTop)) return false;
  if (!isNewPage && (line.base <= before.base || line.base - before.base > before.size * leading * LOOSE)) return false;
  const hadRoom = before.right + line.size * 0.2 + firstWordWidth(line) <= right;
  const finished = isFinished(before.words) || before.words.endsWith(':');
  if (beginsItem(open, line, finished, hadRoom)) return false;
  if (isNewPage && finished) return false;
  const isMidSentence = !finished && /^[\p{Ll}(,;]/u.test(line.words);
  return !hadRoom || isMidSentence || /\p{L}[-\u2010\u00ad]$/u.test(before.words);
}

/**
 * Whether a line begins an item of a list. A number that hangs to the left of the words above it does; in line with them, after words that
 * are not finished, it is one of them.
 */
function beginsItem(open: readonly ColumnLine[], line: ColumnLine, finished: boolean, hadRoom: boolean): boolean {
  const [before, first] = [open.at(-1), open[0]];
  const marker = markerAt(line.words, 0, line.words.length);
  if (!marker || !before || !first) return false;
  const deep = (marker.readings[0]?.values.length ?? 0) > 1;
  if (!marker.set && !deep) return hadRoom && /^\p{Lu}/u.test(line.words.slice(marker.end).trimStart());
  const inText = open.length > 1 && Math.abs(line.left - before.left) < 1 && line.left > first.left + 3;
  if (inText && !finished) return false;
  return finished || hadRoom || line.left < before.left - 1 || !couldBeWord(marker.number);
}

/** A letter that could as well be a word, or the end of a name: “vitamin A.” */
const couldBeWord = (number: string): boolean => /^[a-z]$/i.test(number);

/** How wide the first word of a line is, measured by its share of the line. */
function firstWordWidth({ words, left, right }: ColumnLine): number {
  const first = /^\S+/.exec(words)?.[0] ?? '';
  return (right - left) * (widthOf(first) / Math.max(1, widthOf(words)));
}
