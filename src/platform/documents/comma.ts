import { type Cell as Comma, csvFile } from '../files/csv.ts';
import { text } from './text.ts';
import { flatTable, plainOf, type Tree, tablesOf } from './tree.ts';

/** The tables of a document as one CSV file; what is around them, who may see it among it, does not fit into this kind of file and stands in its name. */
export function commaFile(tree: Tree): Uint8Array {
  const rows = tablesOf(tree).flatMap((table, at) => {
    const { columns, rows, marks } = flatTable(table);
    const marked = tree.stamp === undefined ? null : text.in(tree.lang)('documents.mark', { stamp: tree.stamp });
    const cells = rows.map((row, index) => [
      ...row.map((cell): Comma => cell.value ?? cell.day ?? (plainOf(cell) || null)),
      ...(marked === null ? [] : [marks[index] || null]),
    ]);
    const head = [...columns.map((column) => column.label), ...(marked === null ? [] : [marked])];
    return [...(at === 0 ? [] : [[]]), head, ...cells];
  });
  return csvFile(rows, tree.lang === 'fr' ? ';' : ',');
}
