import { columnName, type Merged, type Sheet, type SheetCell, type SheetRow } from '../../../platform/files/office/grid.ts';
import { FileRefusal } from '../../../platform/files/office/refused-file.ts';
import { FIELDS, type Field, LONGEST } from '../note-words.ts';
import { serialDay, typedDay } from './days.ts';
import { type Role, roleOf } from './heads.ts';
import { readStamp } from './mark.ts';
import {
  type CopyKind,
  type ReadCell,
  type ReadCopy,
  type ReadRow,
  type Said,
  SIGNED,
  type TroubleCode,
  type WarningCode,
} from './types.ts';

/** The head stands among the first rows. */
const LOOKED_AT = 40;

type Head = { readonly at: number; readonly roles: ReadonlyMap<number, Role>; readonly heads: ReadonlyMap<number, string> };
type Odd = { troubles: Said<TroubleCode>[]; warnings: Said<WarningCode>[] };

/**
 * What a spreadsheet of our matrix says: the first sheet with a head of ours, in whatever order its columns and rows are. `stamp`: that of the
 * whole file, where its column was lost.
 *
 * @throws FileRefusal `no-items` where no sheet has a head of ours
 */
export function readSheet(sheets: readonly Sheet[], kind: CopyKind, stamp: string): ReadCopy {
  const found = sheets.map((sheet) => ({ sheet, head: headOf(sheet) })).find(({ head }) => head !== undefined);
  if (!found?.head) throw new FileRefusal('no-items', 'No sheet has a head with the columns of a matrix.');
  const { sheet, head } = found;
  const own = [...head.roles.values()].filter((role) => role !== 'other' && role !== 'unknown');
  const rows = sheet.rows.filter((row) => row.number > head.at).flatMap((row) => readRow(sheet, head, row));
  return {
    kind,
    stamp: [...head.heads.values()].flatMap((each) => readStamp(each)?.whole ?? [])[0] ?? stamp,
    fields: FIELDS.filter((field) => own.includes(field)),
    twice: [...head.roles].flatMap(([column, role]) =>
      own.filter((each) => each === role).length < 2 ? [] : [head.heads.get(column) ?? ''],
    ),
    unknown: [...head.roles].flatMap(([column, role]) => (role === 'unknown' ? [head.heads.get(column) ?? ''] : [])),
    hiddenRows: sheet.rows.filter((row) => row.hidden && row.number > head.at).length,
    hiddenColumns: sheet.hiddenColumns.flatMap((column) => {
      const role = head.roles.get(column);
      return role === undefined || role === 'mark' ? [] : [head.heads.get(column) ?? columnName(column)];
    }),
    otherSheets: sheets.filter((each) => each !== sheet && each.rows.length > 0).map((each) => each.name),
    rows,
  };
}

function headOf(sheet: Sheet): Head | undefined {
  for (const row of sheet.rows.slice(0, LOOKED_AT)) {
    const heads = new Map(row.cells.map((cell) => [cell.column, cell.text] as const));
    const roles = new Map([...heads].map(([column, head]) => [column, roleOf(head)] as const));
    const own = new Set(roles.values());
    if ((own.has('reference') || own.has('mark')) && FIELDS.some((field) => own.has(field)))
      return { at: row.number, roles, heads };
  }
  return undefined;
}

function readRow(sheet: Sheet, head: Head, row: SheetRow): ReadRow[] {
  const place = (column: number) => `${sheet.name === '' ? '' : `${sheet.name}!`}${columnName(column)}${row.number}`;
  const byRole = new Map<Role, { column: number; cell: SheetCell | undefined }>();
  for (const [column, role] of head.roles)
    if (role !== 'other' && role !== 'unknown')
      byRole.set(role, { column, cell: row.cells.find((cell) => cell.column === column) });
  const words = (role: Role) => byRole.get(role)?.cell?.text ?? '';
  const fields = FIELDS.flatMap((field) => {
    const there = byRole.get(field);
    return there ? [{ field, ...there }] : [];
  });
  // Whoever empties a row, or takes its line out, says nothing of the line.
  if (words('reference') === '' && words('text') === '' && fields.every(({ cell }) => cell === undefined)) return [];
  const odd: Odd = { troubles: [], warnings: [] };
  const cells: { [Name in Field]?: ReadCell } = {};
  for (const { field, column, cell } of fields) {
    const at = { place: place(column), field };
    cells[field] = { place: at.place, words: cellWords(sheet, cell, at, odd, isMerged(sheet.merged, column, row.number)) };
  }
  return [
    {
      place: place(byRole.get('reference')?.column ?? fields[0]?.column ?? 0),
      reference: words('reference'),
      mark: words('mark'),
      cells,
      signed: Object.fromEntries(SIGNED.flatMap((role) => (byRole.has(role) ? [[role, words(role)]] : []))),
      ...odd,
    },
  ];
}

function cellWords(
  sheet: Sheet,
  cell: SheetCell | undefined,
  at: { readonly place: string; readonly field: Field },
  odd: Odd,
  merged: boolean,
): string {
  const trouble = (code: TroubleCode, values?: Record<string, string>) =>
    odd.troubles.push({ ...at, code, ...(values ? { values } : {}) });
  const warn = (code: WarningCode, values: Record<string, string>) => odd.warnings.push({ ...at, code, values });
  if (merged) trouble('merged');
  if (!cell) return '';
  if (cell.doubt === 'error' || cell.doubt === 'no-value') {
    trouble(cell.doubt === 'error' ? 'error-value' : 'no-value');
    return '';
  }
  const typed = cell.text.replaceAll('\0', '\ufffd');
  if (cell.formula) warn('formula', { shown: typed.slice(0, 80) });
  if (at.field !== 'due') {
    if (cell.doubt === 'date') trouble('turned-into-day', { shown: typed.slice(0, 80) });
    const most = LONGEST[at.field];
    if ([...typed].length > most) trouble('too-long', { most: String(most) });
    return typed;
  }
  const read = cell.number !== undefined && cell.doubt !== 'date' ? serialDay(cell.number, sheet.from1904) : typedDay(typed);
  if ('trouble' in read) {
    trouble(read.trouble, { shown: typed.slice(0, 80) });
    return typed;
  }
  if (read.warning) warn(read.warning, { shown: typed.slice(0, 80), day: read.day });
  return read.day;
}

const isMerged = (merged: readonly Merged[], column: number, row: number): boolean =>
  merged.some(({ from, until }) => column >= from.column && column <= until.column && row >= from.row && row <= until.row);
