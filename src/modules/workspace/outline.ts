import type { OutlineRow } from './queries.ts';

/** A part or area with the areas below it, as far as the outline shows them. */
export type OutlineNode = OutlineRow & {
  readonly children: readonly OutlineNode[];
  readonly depth: number;
};

/** The tree of a plan out of its rows, which come in the order of the document. */
export function outlineTree(rows: readonly OutlineRow[]): OutlineNode[] {
  const known = new Set(rows.map((row) => row.id));
  const below = Map.groupBy(rows, (row) => (row.parent !== null && known.has(row.parent) ? row.parent : ''));
  const grow = (parent: string, depth: number): OutlineNode[] =>
    (below.get(parent) ?? []).map((row) => ({ ...row, children: grow(row.id, depth + 1), depth }));
  return grow('', 0);
}

/** The tree laid flat again, each node before what is below it. */
export function flat(tree: readonly OutlineNode[]): OutlineNode[] {
  return tree.flatMap((node) => [node, ...flat(node.children)]);
}
