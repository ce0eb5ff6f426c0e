import { flatTable, plainOf, type Tree, tablesOf } from './tree.ts';

/** A document for programs: what it is, who may see it, as of when, how things were counted, and the rows of its tables by the keys of their columns. */
export function jsonFile(tree: Tree): Uint8Array {
  const said = {
    title: tree.title.text,
    lang: tree.lang,
    readers: tree.wall.sentence,
    asOf: tree.asOf,
    address: tree.address,
    facts: tree.facts.map(({ term, value }) => ({ term, value: value.map((run) => run.text).join('') })),
    figures: tree.figures,
    tables: tablesOf(tree).map((table) => {
      const { columns, rows } = flatTable(table);
      return {
        caption: table.caption,
        columns: columns.map(({ key, label }) => ({ key, label })),
        rows: rows.map((row) =>
          Object.fromEntries(
            columns.map(({ key }, at) => {
              const cell = row[at];
              return [key, cell === undefined ? null : (cell.value ?? cell.day ?? (plainOf(cell) || null))];
            }),
          ),
        ),
      };
    }),
  };
  return new TextEncoder().encode(`${JSON.stringify(said, null, 1)}\n`);
}
