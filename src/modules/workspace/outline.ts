import type { OutlineRow } from './queries.ts';

/** A part or area with everything below it. `lines` counts its action lines, those of its areas included. */
export type OutlineNode = OutlineRow & {
  readonly children: readonly OutlineNode[];
  readonly lines: number;
  readonly depth: number;
};

/** The tree of a plan out of its rows, which come in the order of the document. */
export function outlineTree(rows: readonly OutlineRow[]): OutlineNode[] {
  const known = new Set(rows.map((row) => row.id));
  const below = Map.groupBy(rows, (row) => (row.parent !== null && known.has(row.parent) ? row.parent : ''));
  const grow = (parent: string, depth: number): OutlineNode[] =>
    (below.get(parent) ?? []).map((row) => {
      const children = grow(row.id, depth + 1);
      return { ...row, children, depth, lines: row.actions + children.reduce((sum, child) => sum + child.lines, 0) };
    });
  return grow('', 0);
}

/** The node of that reference and everything below it, as ids: what "lines under A.2" means. Undefined when there is no such node. */
export function idsUnder(tree: readonly OutlineNode[], reference: string): string[] | undefined {
  for (const node of tree) {
    if (node.reference === reference) return collect(node);
    const found = idsUnder(node.children, reference);
    if (found) return found;
  }
  return undefined;
}

function collect(node: OutlineNode): string[] {
  return [node.id, ...node.children.flatMap(collect)];
}

/** The tree laid flat again, each node before what is below it. */
export function flat(tree: readonly OutlineNode[]): OutlineNode[] {
  return tree.flatMap((node) => [node, ...flat(node.children)]);
}
