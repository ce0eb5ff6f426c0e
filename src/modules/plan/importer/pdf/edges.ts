import type { PdfLine } from './lines.ts';
import { leftOf, rightOf, wordsOfLine } from './lines.ts';

/** What a printer puts on each page, by its place and by coming again. */
export type EdgeKind = 'page-number' | 'running-head';

const OUTER = 3;
const PAGE_NUMBER =
  /^(?:[-–—[(|]\s*)?(?:(?:page|pages|p\.|pg\.?)\s*\|?\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|de|sur|\/)\s*\d{1,4})?(?:\s*[-–—\])|])?$/i;

/**
 * The lines at the head and the foot of pages that are no words of the document: page numbers, and lines that come again at the same
 * height on other pages, whatever number they carry.
 */
export function findEdges(pages: readonly (readonly PdfLine[])[]): ReadonlyMap<PdfLine, EdgeKind> {
  const found = new Map<PdfLine, EdgeKind>();
  if (pages.length < 2) {
    const last = pages[0]?.at(-1);
    const before = pages[0]?.at(-2);
    // Of one page only a number that stands far below the words is one.
    if (last && before && last.base - before.base > last.size * 2.5 && PAGE_NUMBER.test(wordsOfLine(last)))
      found.set(last, 'page-number');
    return found;
  }
  const places = new Map<string, PdfLine[]>();
  for (const lines of pages)
    for (const line of outerLines(lines)) {
      const key = `${Math.round(line.base / 4)} ${keyOf(line)}`;
      places.set(key, [...(places.get(key) ?? []), line]);
    }
  const list = [...places.entries()];
  for (const [key, lines] of list) {
    const [height = '', words = ''] = [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)];
    const beside = places.get(`${Number(height) + 1} ${words}`) ?? [];
    if (lines.length + beside.length < Math.max(2, Math.min(3, pages.length / 2))) continue;
    for (const line of [...lines, ...beside])
      found.set(line, PAGE_NUMBER.test(wordsOfLine(line)) ? 'page-number' : 'running-head');
  }
  for (const lines of pages) peel(lines, found);
  return found;
}

/** A page number alone at the very edge counts though it stands at a height of its own; a head that follows it only when it comes again. */
function peel(lines: readonly PdfLine[], found: Map<PdfLine, EdgeKind>): void {
  for (const line of [lines[0], lines.at(-1)])
    if (
      line &&
      !found.has(line) &&
      line.segments.length === 1 &&
      /^\s*(?:[-–—]\s*)?\d{1,4}(?:\s*[-–—])?\s*$/.test(wordsOfLine(line)) &&
      isApart(line, lines)
    )
      found.set(line, 'page-number');
}

function isApart(line: PdfLine, lines: readonly PdfLine[]): boolean {
  const at = lines.indexOf(line);
  const next = at === 0 ? lines[1] : lines[at - 1];
  return next !== undefined && Math.abs(next.base - line.base) > line.size * 1.8;
}

function outerLines(lines: readonly PdfLine[]): PdfLine[] {
  return lines.length <= OUTER * 2 ? [...lines] : [...lines.slice(0, OUTER), ...lines.slice(-OUTER)];
}

/** Alike but for its digits; a long line or one that stands in the middle of a sentence is not repeated on every page. */
function keyOf(line: PdfLine): string {
  const words = wordsOfLine(line).toLowerCase().replace(/\d+/g, '#').replace(/\s+/g, ' ');
  const isNumbered = /^#(?:\.#)+\.?\s/.test(words);
  return isNumbered ? `${words} ${leftOf(line).toFixed(0)} ${rightOf(line).toFixed(0)} ${wordsOfLine(line)}` : words;
}
