import { shownName } from '../file-kind.ts';
import type { Note, Reading } from '../reading.ts';
import { ImportRefusal } from '../refusal.ts';
import type { Furniture } from '../types.ts';
import { findBands } from './columns.ts';
import { type EdgeKind, findEdges } from './edges.ts';
import { drawnBullets, type Flow, flowsOf } from './flow.ts';
import { hyphenJoiner } from './hyphens.ts';
import { linesOfPage, type PdfLine, wordsOfLine } from './lines.ts';
import { readPages } from './pages.ts';
import type { Paragraph } from './paragraphs.ts';

/** A line of the text that is made: what it says, on which page it begins, and whether it is furniture by its place. */
type Written = { readonly text: string; readonly page: number; readonly furniture?: EdgeKind };

const LARGE = 1.15;

/**
 * The text of a PDF, rebuilt from where its letters stand: lines to paragraphs, columns to rows of cells divided by tabs, words parted at the
 * end of a line put together, larger lines marked as headings. Running heads and page numbers are known by their place and named as
 * furniture; where each page begins is kept, so that evidence can name the page.
 *
 * @throws ImportRefusal `type`, `damaged`, `too-large`, `empty` for pictures of pages
 */
export async function readPdf(bytes: Uint8Array, name: string): Promise<Reading> {
  const sheets = await readPages(bytes, name);
  const pages = sheets.map((page, at) => linesOfPage(page, at));
  const all = pages.flat();
  if (all.length === 0)
    throw new ImportRefusal(
      'empty',
      `${shownName(name)} holds pictures of pages and no letters. Have it read by OCR, and choose what comes out.`,
    );
  const edges = findEdges(pages);
  const lines = all.filter((line) => !edges.has(line));
  const body = usualSize(lines);
  const join = hyphenJoiner(lines.flatMap(({ segments }) => segments.map(({ words }) => words)));
  const notes: Note[] = [];
  const say = (paragraph: Paragraph): string => {
    const { text, joined } = join(paragraph.lines.map(({ words }) => words));
    for (const each of joined)
      notes.push({
        severity: 'info',
        code: 'joined-hyphen',
        message: `“${each.printed}”, parted at the end of a line on page ${(paragraph.lines[0]?.page ?? 0) + 1}, was read as “${each.joined}”.`,
      });
    return text;
  };
  const written = flowsOf(findBands(lines)).flatMap((flow) => writeFlow(flow, say, body));
  for (const [line, furniture] of edges) written.push({ text: wordsOfLine(line), page: line.page, furniture });
  return laidOut(written, pages.length, notes);
}

function usualSize(lines: readonly PdfLine[]): number {
  const counts = new Map<number, number>();
  for (const { size, segments } of lines) {
    const key = Math.round(size * 2) / 2;
    counts.set(key, (counts.get(key) ?? 0) + segments.reduce((sum, { words }) => sum + words.length, 0));
  }
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), [10, 0] as [number, number])[0];
}

function writeFlow({ rows, inColumns }: Flow, say: (paragraph: Paragraph) => string, body: number): Written[] {
  const bulleted = drawnBullets(inColumns ? [] : rows.flat());
  return rows.map((row) => {
    const page = row[0]?.lines[0]?.page ?? 0;
    if (!inColumns) {
      const text = row.map((each) => `${bulleted.has(each) ? '• ' : ''}${headed(say(each), each, body)}`).join('\n\n');
      return { text: `\n${text}\n`, page };
    }
    let at = 0;
    let text = '';
    for (const each of row) {
      text += '\t'.repeat(each.column - at) + say(each);
      at = each.column;
    }
    return { text, page };
  });
}

/** A short paragraph in larger letters is a heading, marked as Markdown marks one. */
function headed(text: string, { lines }: Paragraph, body: number): string {
  const size = lines[0]?.size ?? body;
  if (size < body * LARGE || text.length > 300 || text.includes('\t')) return text;
  return `${size >= body * 1.6 ? '#' : '##'} ${text}`;
}

/** Writes the lines page by page, and remembers where pages and furniture stand. */
function laidOut(written: readonly Written[], count: number, notes: readonly Note[]): Reading {
  const words = written.filter(({ furniture }) => furniture === undefined);
  const edges = written.filter(({ furniture }) => furniture !== undefined);
  let text = '';
  const pages: number[] = [];
  const furniture: Furniture[] = [];
  const add = (line: string): number => {
    const from = line.startsWith('\n') && (text === '' || text.endsWith('\n\n')) ? line.slice(1) : line;
    const start = text.length + (from.startsWith('\n') ? 1 : 0);
    text += `${from}\n`;
    return start;
  };
  const turnTo = (page: number): void => {
    while (pages.length <= page) {
      const at = pages.length;
      pages.push(text.length);
      for (const edge of edges.filter((each) => each.page === at)) {
        const start = add(edge.text);
        furniture.push({ kind: edge.furniture ?? 'running-head', source: { start, end: start + edge.text.length } });
      }
    }
  };
  for (const line of words) {
    turnTo(line.page);
    add(line.text);
  }
  turnTo(count - 1);
  return { text: text.trimEnd(), paragraphs: true, notes, furniture, pages };
}
