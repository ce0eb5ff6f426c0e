import type { PdfLine, Segment } from './lines.ts';

/** Lines that stand in columns side by side, and where each column but the first begins; no edges for lines across the page. */
export type Band = { readonly lines: readonly PdfLine[]; readonly edges: readonly number[] };

const NEAR = 4;
/** So many rows at least show that something is a column, and not white space in a justified line. */
const FEWEST = 3;
const MOST_TRIED = 40;

/**
 * Cuts the lines of a document into stretches across the page and stretches in columns. A column begins where several lines have words at
 * the same place, behind a wide gap or with nothing beside them, and reaches as far up and down as no words cross that place.
 */
export function findBands(lines: readonly PdfLine[]): Band[] {
  const edge = strongestEdge(lines);
  if (edge === undefined) return lines.length > 0 ? [{ lines, edges: [] }] : [];
  const bands: Band[] = [];
  let across: PdfLine[] = [];
  for (let at = 0; at < lines.length; ) {
    const until = bandUntil(lines, at, edge);
    if (until === at) {
      across.push(...lines.slice(at, at + 1));
      at += 1;
      continue;
    }
    const from = besideBefore(across, lines, at, edge);
    const end = besideAfter(lines, until, edge);
    bands.push(...findBands(across.slice(0, across.length - (at - from))));
    across = [];
    const inside = lines.slice(from, end);
    bands.push({ lines: inside, edges: edgesOf(inside, edge) });
    at = end;
  }
  return [...bands, ...findBands(across)];
}

/** The place whose bands take in most lines: words that only happen to stand below one another make none so long. */
function strongestEdge(lines: readonly PdfLine[]): number | undefined {
  let best: { left: number; held: number } | undefined;
  for (const { left } of clusters(lines)
    .sort((a, b) => b.count - a.count || a.left - b.left)
    .slice(0, MOST_TRIED)) {
    let held = 0;
    for (let at = 0; at < lines.length; ) {
      const until = bandUntil(lines, at, left);
      held += until - at;
      at = Math.max(until, at + 1);
    }
    if (held > (best?.held ?? 0)) best = { left, held };
  }
  return best?.left;
}

/** Places where words begin behind a wide gap, with how many lines begin there. */
function clusters(lines: readonly PdfLine[]): { left: number; count: number }[] {
  const found: { left: number; count: number }[] = [];
  const lefts = lines.flatMap(({ segments }) => segments.filter((each, at) => at > 0 && each.wide).map(({ left }) => left));
  for (const value of lefts.sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last && value - last.left <= NEAR) last.count += 1;
    else found.push({ left: value, count: 1 });
  }
  return found;
}

/** Where the band that begins at a line ends: behind its last line with words at the edge. The same place when none begins there. */
function bandUntil(lines: readonly PdfLine[], at: number, edge: number): number {
  const first = lines[at];
  const [words] = first?.segments ?? [];
  if (!first || !words || !(isRow(first, edge) || isAt(words, edge))) return at;
  let until = at;
  let shown = 0;
  for (let next = at; next < lines.length; next += 1) {
    const line = lines[next];
    if (!line || crosses(line, edge)) break;
    const begins = line.segments.findIndex((each) => isAt(each, edge));
    if (begins >= 0) shown += 1;
    if (line.segments.some(({ right }) => right > edge + NEAR)) until = next + 1;
  }
  return shown >= FEWEST ? until : at;
}

/** Where the lines just above a band begin that stand in its first column, a little higher than what stands beside them. */
function besideBefore(across: readonly PdfLine[], lines: readonly PdfLine[], at: number, edge: number): number {
  let from = at;
  while (at - from < across.length && isBeside(lines[from - 1], lines[from], edge)) from -= 1;
  return from;
}

/** The same below it: a first column that is longer than the others. */
function besideAfter(lines: readonly PdfLine[], until: number, edge: number): number {
  let end = until;
  while (isBeside(lines[end], lines[end - 1], edge)) end += 1;
  return end;
}

const CLOSE = 1.7;
function isBeside(line: PdfLine | undefined, next: PdfLine | undefined, edge: number): boolean {
  if (!line || !next || line.page !== next.page || Math.abs(line.size - next.size) > 0.5) return false;
  if (Math.abs(line.base - next.base) > line.size * CLOSE) return false;
  return line.segments.every(({ right }) => right < edge);
}

const isAt = ({ left }: Segment, edge: number): boolean => left >= edge - 1 && left <= edge + NEAR;
/** Words on both sides of the edge, with a wide gap between them. */
const isRow = (line: PdfLine, edge: number): boolean => line.segments.some((each, at) => at > 0 && each.wide && isAt(each, edge));
const crosses = (line: PdfLine, edge: number): boolean =>
  line.segments.some(({ left, right }) => left < edge - 2 && right > edge + 2);

/** Every edge inside a band that no line crosses. */
function edgesOf(lines: readonly PdfLine[], strongest: number): number[] {
  const others = clusters(lines)
    .filter(({ left, count }) => count >= FEWEST && Math.abs(left - strongest) > NEAR * 2)
    .filter(({ left }) => !lines.some((line) => crosses(line, left)))
    .map(({ left }) => left);
  return [...others, strongest].sort((a, b) => a - b);
}

/** The column of a segment in a band, from 0. */
export function columnOf(left: number, edges: readonly number[]): number {
  return edges.filter((edge) => left >= edge - 2).length;
}
