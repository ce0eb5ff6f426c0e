import { type Band, columnOf } from './columns.ts';
import { joined, type PdfLine } from './lines.ts';
import { type ColumnLine, type Paragraph, paragraphsOf } from './paragraphs.ts';

/** A band as its paragraphs, in the order in which they are read; each row holds those that begin at the same height. */
export type Flow = { readonly rows: readonly (readonly Paragraph[])[]; readonly inColumns: boolean };

const SAME_HEIGHT = 2.5;
/** Further in than this is indented. */
const INDENT = 9;

/** The bands of a document as paragraphs. Columns of the same place are measured together, over all pages. */
export function flowsOf(bands: readonly Band[]): Flow[] {
  const leading = usualLeading(bands.flatMap(({ lines }) => lines));
  const cut = bands.map((band) => ({ band, columns: columnsOf(band) }));
  const rights = new Map<string, number>();
  const placeOf = ({ edges }: Band, column: number): string => `${edges.length} ${Math.round((edges[column - 1] ?? 0) / 4)}`;
  for (const { band, columns } of cut)
    columns.forEach((lines, at) => {
      const key = placeOf(band, at);
      rights.set(
        key,
        lines.reduce((most, { right }) => Math.max(most, right), rights.get(key) ?? 0),
      );
    });
  return cut.map(({ band, columns }) => {
    const paragraphs = columns.flatMap((lines, at) =>
      paragraphsOf(lines, at, { leading, right: rights.get(placeOf(band, at)) ?? 0 }),
    );
    return { rows: rowsOf(paragraphs), inColumns: band.edges.length > 0 };
  });
}

/**
 * The paragraphs of a list whose bullets are drawn and not written: two or more, set further in than the words before them, which end with
 * a colon.
 */
export function drawnBullets(paragraphs: readonly Paragraph[]): ReadonlySet<Paragraph> {
  const found = new Set<Paragraph>();
  const leftOf = ({ lines: [first] }: Paragraph): number => first?.left ?? 0;
  paragraphs.forEach((lead, at) => {
    if (!lead.lines.at(-1)?.words.endsWith(':')) return;
    const list: Paragraph[] = [];
    for (const each of paragraphs.slice(at + 1)) {
      if (leftOf(each) < leftOf(lead) + INDENT || (list[0] && Math.abs(leftOf(each) - leftOf(list[0])) > 2)) break;
      if (each.lines.some(({ left }) => Math.abs(left - leftOf(each)) > 2)) break;
      list.push(each);
    }
    if (list.length > 1) for (const each of list) found.add(each);
  });
  return found;
}

function columnsOf({ lines, edges }: Band): ColumnLine[][] {
  const [tops, feet] = [new Map<number, number>(), new Map<number, number>()];
  for (const { page, base } of lines) {
    tops.set(page, Math.min(tops.get(page) ?? base, base));
    feet.set(page, Math.max(feet.get(page) ?? base, base));
  }
  // Where many lines have wide gaps at places of no order, their words are only spread to fill them.
  const gapped = lines.filter(({ segments }) => segments.some(({ wide }, at) => at > 0 && wide)).length;
  const isJustified = gapped > 3 && lines.filter(({ segments }) => segments.length > 3).length > gapped / 3;
  return Array.from({ length: edges.length + 1 }, (_, column) =>
    lines.flatMap(({ segments, page, base, size }) => {
      const here = segments.filter(({ left }) => columnOf(left, edges) === column);
      const [first] = here;
      if (!first) return [];
      const right = here.reduce((most, each) => Math.max(most, each.right), 0);
      const words = joined(here, edges.length === 0 && !isJustified ? '\t' : ' ');
      const toFoot = (feet.get(page) ?? base) - base < size * 0.8;
      const fromTop = base - (tops.get(page) ?? base) < size * 0.8;
      return [{ words, left: first.left, right, wide: first.wide, page, base, size, toFoot, fromTop }];
    }),
  );
}

function usualLeading(lines: readonly PdfLine[]): number {
  const steps = lines
    .flatMap((line, at) => {
      const before = lines[at - 1];
      return before && before.page === line.page && line.base > before.base ? [(line.base - before.base) / line.size] : [];
    })
    .filter((step) => step > 0.8 && step < 3)
    .sort((a, b) => a - b);
  // Most lines are inside a paragraph: the distance that a third keep below is theirs.
  return steps[Math.floor(steps.length / 3)] ?? 1.2;
}

function rowsOf(paragraphs: readonly Paragraph[]): Paragraph[][] {
  const height = ({ lines: [first] }: Paragraph): number => (first ? first.page * 1e5 + first.base : 0);
  // Heights are compared within their column first: a sort that calls near heights equal would not be one.
  const sorted = [...paragraphs].sort((a, b) => height(a) - height(b) || a.column - b.column);
  const rows: Paragraph[][] = [];
  for (const each of sorted) {
    const row = rows.at(-1);
    const first = row?.[0];
    const isBeside = first && Math.abs(height(each) - height(first)) <= SAME_HEIGHT;
    if (row && isBeside && row.every(({ column }) => column !== each.column)) row.push(each);
    else rows.push([each]);
  }
  return rows.map((row) => row.sort((a, b) => a.column - b.column));
}
