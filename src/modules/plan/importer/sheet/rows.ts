import { caps } from '../caps.ts';
import { walkXml } from '../word/xml.ts';
import { type Book, placeOf, type SheetCell, type SheetRow, tooMany } from './grid.ts';

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
 * The rows of one sheet that hold words.
 *
 * @throws ImportRefusal `too-large`, and as `walkXml` does
 */
export function readRows(part: Uint8Array, name: string, book: Book): SheetRow[] {
  const rows: OpenRow[] = [];
  const wide = new Set<string>();
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
        else if (element === 's:mergeCell') addWide(wide, attributes.ref ?? '');
        inside = element;
      },
      close(element) {
        inside = '';
        if (element === 's:c' && cell) {
          const read = cellOf(cell, book);
          if (read && read.column >= caps.columns) throw tooMany(name, 'columns', caps.columns);
          if (read) row?.cells.push(read);
          cell = undefined;
        }
        if (element === 's:row' && row && row.cells.length > 0) {
          if (rows.length >= caps.rows) throw tooMany(name, 'rows', caps.rows);
          rows.push(row);
        }
      },
      text(words) {
        if (!cell) return;
        if (inside === 's:v') cell.value += words;
        else if (inside === 's:t') cell.words += words;
      },
    },
    caps.sheetElements,
  );
  return rows.map(({ cells, ...each }) => ({
    ...each,
    cells: cells.map((one) => (wide.has(`${one.column} ${each.number}`) ? { ...one, wide: true } : one)),
  }));
}

/** Merged cells: the first holds the words, the others are empty. Only those that reach over columns change how a row is read. */
function addWide(wide: Set<string>, reference: string): void {
  const [from, until] = reference.split(':').map(placeOf);
  if (from && until && until.column > from.column && wide.size < caps.rows) wide.add(`${from.column} ${from.row}`);
}

function cellOf({ column, type, style, value, words, formula }: Open, book: Book): SheetCell | undefined {
  if (type === 'e') return { column, text: '', doubt: 'error' };
  if (type === 'inlineStr') return textCell(column, words);
  if (type === 's') return textCell(column, book.shared[Number(value)] ?? '');
  if (type === 'b') return textCell(column, value === '1' ? 'TRUE' : 'FALSE');
  if (value === '') return formula ? { column, text: '', doubt: 'no-value' } : undefined;
  if (type === 'str') return textCell(column, value);
  if (type === 'd') return { column, text: value.slice(0, 10), doubt: 'date' };
  const { text, date } = book.show(value, style);
  return date ? { column, text, doubt: 'date' } : { column, text };
}

function textCell(column: number, words: string): SheetCell | undefined {
  // Excel writes line breaks and other control signs of a cell as _x000D_.
  const text = words.replace(/_x([\dA-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))).trim();
  return text === '' ? undefined : { column, text };
}
