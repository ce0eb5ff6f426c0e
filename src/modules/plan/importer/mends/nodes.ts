import { proposePromise } from '../promise.ts';
import { qualifiersOf } from '../qualifiers.ts';
import { type Desk, type DeskNode, type Family, familyOf } from './desk.ts';
import { MendTrouble } from './mend.ts';

/** The node of a key. @throws MendTrouble `no-such-node` */
export function nodeOn(desk: Desk, key: string): DeskNode {
  const node = desk.nodes.find((each) => each.key === key);
  if (!node) throw new MendTrouble('no-such-node');
  return node;
}

/** The desk with one node in place of what it was. */
export const changeNode = (desk: Desk, node: DeskNode): Desk => ({
  ...desk,
  nodes: desk.nodes.map((each) => (each.key === node.key ? node : each)),
});

const ORDER: readonly Family[] = ['objective', 'priority', 'tree'];

/** Puts a node into the list that it belongs to, where it stands in the document. */
export function insertNode(desk: Desk, node: DeskNode): Desk {
  const family = ORDER.indexOf(familyOf(node.kind));
  const at = desk.nodes.findIndex((each) => {
    const its = ORDER.indexOf(familyOf(each.kind));
    return its > family || (its === family && each.source.start > node.source.start);
  });
  const place = at < 0 ? desk.nodes.length : at;
  return { ...desk, nodes: [...desk.nodes.slice(0, place), node, ...desk.nodes.slice(place)] };
}

/** What the words of a node promise, anew from its words. What a person confirmed stays, as long as it is a promise at all. */
export function promised(desk: Desk, node: DeskNode): DeskNode {
  if (node.kind === 'part' || node.kind === 'area' || node.kind === 'objective')
    return { ...node, promise: null, confirmed: false, qualifiers: [] };
  const qualifiers = qualifiersOf(node.text);
  if (node.confirmed) return { ...node, qualifiers };
  const above = node.kind === 'subitem' ? desk.nodes.find(({ key }) => key === node.parent)?.promise : null;
  return { ...node, qualifiers, promise: proposePromise(node.text, desk.language, above ?? undefined) };
}

/** The keys of all that stands below a node. */
export function below(desk: Desk, key: string): Set<string> {
  const found = new Set<string>();
  for (const node of desk.nodes) if (node.parent === key || (node.parent !== null && found.has(node.parent))) found.add(node.key);
  return found;
}
