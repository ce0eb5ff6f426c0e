import type { Cell, Line, Row, Run, Tree } from './tree.ts';

/**
 * A text as every kind of file can hold it: letters that XML forbids (control characters, halves of letters) become the sign for a letter that
 * is missing; line breaks are of one kind. All other letters stay.
 */
export const legible = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\ufffe\uffff]/gu, (letter) => (KEPT.has(letter) ? letter : '\ufffd'));

const KEPT: ReadonlySet<string> = new Set(['\t', '\n']);

/** A document in which every text can be written to every kind of file. */
export function legibleTree(tree: Tree): Tree {
  return {
    ...tree,
    title: run(tree.title),
    above: legible(tree.above),
    wall: { ...tree.wall, sentence: legible(tree.wall.sentence) },
    look: { ...tree.look, header: legible(tree.look.header) },
    facts: tree.facts.map(({ term, value }) => ({ term: legible(term), value: line(value) })),
    figures: tree.figures.map((each) => ({ ...each, label: legible(each.label), rule: legible(each.rule) })),
    blocks: tree.blocks.map((block) =>
      block.kind === 'table'
        ? {
            ...block,
            caption: legible(block.caption),
            empty: legible(block.empty),
            columns: block.columns.map((column) => ({ ...column, label: legible(column.label) })),
            rows: block.rows.map(row),
          }
        : { ...block, line: line(block.line) },
    ),
  };
}

const row = (each: Row): Row => ('cells' in each ? { cells: each.cells.map(cell) } : { ...each, heading: line(each.heading) });
const cell = (each: Cell): Cell => ({ ...each, lines: each.lines.map(line) });
const line = (each: Line): Line => each.map(run);
const run = (each: Run): Run => ({ ...each, text: legible(each.text) });
