import { footnotes } from './footnotes.ts';
import { markerAt } from './markers.ts';
import type { Line, Source } from './source.ts';
import type { Furniture, Span } from './types.ts';
import { isFinished, tokensOf, wordsOf } from './words.ts';

/** What the first lines of a saved page say about it. */
export type Preface = { readonly title: Span | null; readonly date: string | null };

/** Lines that are no words of the plan, by their place in `source.lines`; `repeats` are copies of the title. */
export type Furnished = {
  readonly furniture: Furniture[];
  readonly lines: ReadonlySet<number>;
  /** Those of them that a printer puts on each page: its number, its running head. */
  readonly pages: ReadonlySet<number>;
  readonly repeats: readonly Span[];
  readonly preface: Preface;
};

const PAGE_NUMBER =
  /^(?:[-–—[(|]\s*)?(?:(?:page|pages|p\.|pg\.?)\s*\|?\s*)?\d{1,4}(?:\s*(?:of|de|sur|\/)\s*\d{1,4})?(?:\s*[-–—\])|]|\s*\|\s*page)?$/i;
const RULE = /^[\s\-–—_=*~.·•+|#\\]{3,}$/;
/** A line of a table of contents: leaders or a tab, then a page. */
const CONTENTS = /(?:\.{4,}|…{2,}|(?:\s\.){4,})\s*\d{1,4}$/;
const CONTENTS_HEAD = /^[#*\s]*(?:table\s+of\s+contents|contents|table\s+des\s+matières|sommaire)[*:\s]*$/i;
/** What a running head names when the document has but two pages and prints it once. */
const NAMES_DOCUMENT =
  /\b(?:plan|agenda|roadmap|programme|program|declaration|statement|framework|draft|déclaration|projet|feuille de route)\b/;
const LONGEST_RUNNING_HEAD = 110;

/**
 * Finds what a page prints around the words: header of a saved page, comments, rules, page numbers, running heads, table heads. `known` is
 * what the reader of the format knew already, by whole lines.
 */
export function findFurniture(source: Source, known: readonly Furniture[] = []): Furnished {
  const { text, lines } = source;
  const furniture: Furniture[] = [];
  const taken = new Set<number>();
  const pages = new Set<number>();
  const take = (kind: string, at: number) => {
    const line = lines[at];
    if (!line || taken.has(at)) return;
    taken.add(at);
    if (kind === 'page-number' || kind === 'running-head' || kind === 'footnote') pages.add(at);
    furniture.push({ kind, source: { start: line.start, end: line.end } });
  };
  const named = new Map(known.map((each) => [each.source.start, each.kind]));
  lines.forEach(({ start }, at) => {
    const kind = named.get(start);
    if (kind !== undefined) take(kind, at);
  });
  const { preface, until } = readPreface(source);
  for (let at = 0; at < until; at += 1) take('page-header', at);
  let comment = false;
  for (let at = until; at < lines.length; at += 1) {
    const line = lines[at];
    if (!line || taken.has(at)) continue;
    const words = text.slice(line.start, Math.min(line.end, line.start + 200));
    if (comment || words.startsWith('<!--')) {
      const closes = text.indexOf('-->', comment ? line.start : line.start + 4);
      comment = closes < 0 ? comment : closes >= line.end;
      if (closes >= 0 && closes < line.end - 3) continue;
      if (closes >= 0) take('comment', at);
    } else if (CONTENTS.test(words) || CONTENTS_HEAD.test(words)) take('contents', at);
    else if (line.end - line.start > 60) continue;
    else if (RULE.test(words)) take('rule', at);
    else if (isPageNumber(words)) take('page-number', at);
    else if (isTableHead(source, at)) take('table-head', at);
  }
  const repeats = runningHeads(source, taken, pages, until, take);
  for (const at of footnotes(source, pages)) take('footnote', at);
  return { furniture, lines: taken, pages, repeats, preface };
}

/** "---" on the first line opens a header of `key: value` lines, as saved pages carry it. */
function readPreface({ text, lines }: Source): { preface: Preface; until: number } {
  const none = { preface: { title: null, date: null }, until: 0 };
  if (!lines[0] || text.slice(lines[0].start, lines[0].end) !== '---') return none;
  const close = lines.findIndex((line, at) => at > 0 && at < 60 && text.slice(line.start, line.end) === '---');
  if (close < 0) return none;
  let title: Span | null = null;
  let date: string | null = null;
  for (let at = 1; at < close; at += 1) {
    const line = lines[at];
    if (!line) continue;
    const words = text.slice(line.start, line.end);
    if (words.startsWith('title:')) title = { start: line.start + 6, end: titleEnd(lines, at, close, text) };
    date ??= /^date:\s*['"]?(\d{4}-\d{2}-\d{2})/.exec(words)?.[1] ?? null;
  }
  return { preface: { title, date }, until: close + 1 };
}

function titleEnd(lines: readonly Line[], at: number, close: number, text: string): number {
  let last = at;
  while (last + 1 < close && (lines[last + 1]?.cells[0]?.indent ?? 0) > 0 && !/^\w+:/.test(text.slice(lines[last + 1]?.start)))
    last += 1;
  return lines[last]?.end ?? 0;
}

function isPageNumber(words: string): boolean {
  return words.length <= 24 && PAGE_NUMBER.test(words) && !/^\(\d+\)$/.test(words);
}

/** Short cells without a number, directly above a row that starts with one, are the head of a table. */
function isTableHead({ text, lines }: Source, at: number): boolean {
  const line = lines[at];
  const next = lines[at + 1];
  if (!line || !next || line.cells.length < 2 || line.cells.every(({ start, end }) => end - start < 3)) return false;
  // Inside a table it is a row like the others.
  if (line.gap === 0 && lines[at - 1]?.cells.length === line.cells.length) return false;
  const unmarked = line.cells.every(
    (cell) =>
      cell.end - cell.start <= 60 && !markerAt(text, cell.start, cell.end) && !isFinished(text.slice(cell.start, cell.end)),
  );
  const [below] = next.cells;
  return (
    unmarked &&
    line.cells[0]?.column === 0 &&
    below !== undefined &&
    /^\p{Lu}/u.test(text.slice(line.start, line.end)) &&
    markerAt(text, below.start, below.end) !== undefined
  );
}

/**
 * A short line that comes again: furniture when it repeats the title, when it comes three times, or when it breaks into a sentence.
 * The first lines of the document are its title, so there the first copy stays.
 */
function runningHeads(
  { text, lines }: Source,
  taken: ReadonlySet<number>,
  pages: ReadonlySet<number>,
  from: number,
  take: (kind: string, at: number) => void,
): Span[] {
  const places = new Map<string, number[]>();
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at];
    if (!line || taken.has(at) || line.end - line.start > LONGEST_RUNNING_HEAD) continue;
    const words = text.slice(line.start, line.end);
    if (!/^[\p{Lu}\d]/u.test(words) || isFinished(words) || /[,]$/.test(words) || markerAt(text, line.start, line.end)) continue;
    const key = words.toLowerCase().replace(/\d+/g, '#').replace(/\s+/g, ' ');
    if (key.replace(/[^\p{L}]/gu, '').length < 3) continue;
    const list = places.get(key);
    if (list) list.push(at);
    else places.set(key, [at]);
  }
  const top = lines
    .slice(from, from + 2)
    .filter((line, at) => at === 0 || (line.gap === 0 && line.end - line.start <= LONGEST_RUNNING_HEAD));
  const title = new Set(top.flatMap((line) => tokensOf(text.slice(line.start, Math.min(line.end, line.start + 400)))));
  const repeats: Span[] = [];
  for (const [key, list] of places) {
    const first = list[0] ?? 0;
    const line = lines[first];
    if (!line) continue;
    const onPages = list.filter((at) => lines[at]?.page || pages.has(at - 1) || pages.has(at + 1)).length;
    const onEach = /\bpage #/.test(key) || (onPages >= 2 && onPages * 2 >= list.length);
    if (list.length < 2 && !(lines[first]?.page && pages.has(first - 1) && NAMES_DOCUMENT.test(key))) continue;
    const tokens = tokensOf(text.slice(line.start, line.end));
    const likeTitle = tokens.every((token) => title.has(token));
    const isTop = first < from + 6;
    if (!likeTitle && list.length < 3 && onPages < list.length) continue;
    if (!onEach && list.length > 1 && list.some((at) => startsList({ text, lines, width: null }, at))) continue;
    for (const at of list) {
      if (at === first && isTop && first === from && !/\bpage #/.test(key)) continue;
      take('running-head', at);
      const here = lines[at];
      if (likeTitle && here) repeats.push({ start: here.start, end: here.end });
    }
  }
  return repeats;
}

/** A line above the first item of a list is its heading, however often it comes. */
function startsList({ text, lines }: Source, at: number): boolean {
  const next = lines[at + 1];
  const marker = next && markerAt(text, next.start, next.end);
  return marker?.readings.some(({ values, family }) => family === 'bullet' || values.at(-1) === 1) ?? false;
}

/** The title as a saved page names it, its escapes read. */
export function prefaceTitle(text: string, { title }: Preface): string | null {
  if (!title) return null;
  const raw = text
    .slice(title.start, title.end)
    .trim()
    .replace(/\\\r?\n\s*\\?/g, '');
  const quoted = /^(["'])([\s\S]*)\1$/.exec(raw)?.[2] ?? raw;
  const read = quoted
    .replace(/\\u([\dA-Fa-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\x([\dA-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\_/g, '\u00a0')
    .replace(/\\(.)/g, '$1');
  return wordsOf(read, [{ start: 0, end: read.length }]).replace(/\u00a0/g, ' ');
}
