import { type Cell as Comma, csvFile } from '../files/csv.ts';
import { flatTable, plainOf, type Tree, tablesOf } from './tree.ts';

/** The tables of a document as one CSV file; what is around them, who may see it among it, does not fit into this kind of file and stands in its name. */
export function commaFile(tree: Tree): Uint8Array {
  const rows = tablesOf(tree).flatMap((table, at) => {
    const { columns, rows } = flatTable(table);
    const cells = rows.map((row) => row.map((cell): Comma => cell.value ?? cell.day ?? (plainOf(cell) || null)));
    return [...(at === 0 ? [] : [[]]), columns.map((column) => column.label), ...cells];
  });
  return csvFile(rows, tree.lang === 'fr' ? ';' : ',');
}
