import { type Book, type Merged, placeOf, type Sheet, type SheetCell, tooMany } from './grid.ts';
import { limits } from './limits.ts';
import { walkXml } from './xml.ts';

type Open = {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  value: string;
  words: string;
  formula: boolean;
};
type OpenRow = { readonly number: number; readonly hidden: boolean; readonly cells: SheetCell[] };

/**
 * The rows of one sheet that hold words, which columns are hidden, and which cells are merged.
 *
 * @throws FileRefusal `too-large`, and as `walkXml` does
 */
export function readRows(part: Uint8Array, name: string, book: Book): Pick<Sheet, 'rows' | 'hiddenColumns' | 'merged'> {
  const rows: OpenRow[] = [];
  const merged: Merged[] = [];
  const hiddenColumns: number[] = [];
  let row: OpenRow | undefined;
  let cell: Open | undefined;
  let inside = '';
  let number = 0;
  let column = -1;
  walkXml(
    part,
    name,
    {
      open({ name: element, attributes }) {
        if (element === 's:row') {
          number = Number.parseInt(attributes.r ?? '', 10) || number + 1;
          column = -1;
          row = { number, hidden: attributes.hidden === '1' || attributes.hidden === 'true', cells: [] };
        } else if (element === 's:c') {
          column = placeOf(attributes.r ?? '')?.column ?? column + 1;
          const style = Number.parseInt(attributes.s ?? '', 10) || 0;
          cell = { column, type: attributes.t ?? 'n', style, value: '', words: '', formula: false };
        } else if (element === 's:f' && cell) cell.formula = true;
        else if (element === 's:mergeCell') addMerged(merged, attributes.ref ?? '');
        else if (element === 's:col' && (attributes.hidden === '1' || attributes.hidden === 'true'))
          addHidden(hiddenColumns, attributes);
        inside = element;
      },
      close(element) {
        inside = '';
        if (element === 's:c' && cell) {
          const read = cellOf(cell, book);
          if (read && read.column >= limits.columns) throw tooMany(name, 'columns', limits.columns);
          if (read) row?.cells.push(read);
          cell = undefined;
        }
        if (element === 's:row' && row && row.cells.length > 0) {
          if (rows.length >= limits.rows) throw tooMany(name, 'rows', limits.rows);
          rows.push(row);
        }
      },
      text(words) {
        if (!cell) return;
        if (inside === 's:v') cell.value += words;
        else if (inside === 's:t') cell.words += words;
      },
    },
    limits.sheetElements,
  );
  // Only cells that reach over columns change how a row is read.
  const wide = new Set(merged.flatMap(({ from, until }) => (until.column > from.column ? [`${from.column} ${from.row}`] : [])));
  return {
    rows: rows.map(({ cells, ...each }) => ({
      ...each,
      cells: cells.map((one) => (wide.has(`${one.column} ${each.number}`) ? { ...one, wide: true } : one)),
    })),
    hiddenColumns,
    merged,
  };
}

/** Merged cells: the first holds the words, the others are empty. */
function addMerged(merged: Merged[], reference: string): void {
  const [from, until] = reference.split(':').map(placeOf);
  if (from && until && merged.length < limits.rows) merged.push({ from, until });
}

function addHidden(hidden: number[], { min = '', max = '' }: Readonly<Record<string, string>>): void {
  const last = Math.min(Number.parseInt(max, 10) || 0, limits.columns);
  for (let column = Number.parseInt(min, 10) || 1; column <= last && hidden.length < limits.columns; column += 1)
    hidden.push(column - 1);
}

function cellOf(open: Open, book: Book): SheetCell | undefined {
  const read = shownIn(open, book);
  return read && open.formula ? { ...read, formula: true } : read;
}

function shownIn({ column, type, style, value, words, formula }: Open, book: Book): SheetCell | undefined {
  if (type === 'e') return { column, text: '', doubt: 'error' };
  if (type === 'inlineStr') return textCell(column, words);
  if (type === 's') return textCell(column, book.shared[Number(value)] ?? '');
  if (type === 'b') return textCell(column, value === '1' ? 'TRUE' : 'FALSE');
  if (value === '') return formula ? { column, text: '', doubt: 'no-value' } : undefined;
  if (type === 'str') return textCell(column, value);
  if (type === 'd') return { column, text: value.slice(0, 10), doubt: 'date' };
  const { text, date } = book.show(value, style);
  return { column, text, ...(date ? { doubt: 'date' as const } : {}), number: Number(value) };
}

function textCell(column: number, words: string): SheetCell | undefined {
  // Excel writes line breaks and other control signs of a cell as _x000D_.
  const text = words.replace(/_x([\dA-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))).trim();
  return text === '' ? undefined : { column, text };
}
