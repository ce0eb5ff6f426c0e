import { type Desk, type DeskNode, familyOf } from './desk.ts';

/**
 * The permanent references after a mend: of the nodes that were changed, and of those below them. A number printed with its whole path (2.1.2) is
 * cited by itself, behind the letter of its part where others are; anything else stands behind the reference of its parent. None comes twice.
 */
export function withReferences(desk: Desk, changed: ReadonlySet<string>): Desk {
  const nodes = new Map(desk.nodes.map((node) => [node.key, node] as const));
  const again = new Set(changed);
  // Parents stand before what is below them.
  for (const { key, parent } of desk.nodes) if (parent !== null && again.has(parent)) again.add(key);
  const taken = new Set(
    desk.nodes.flatMap(({ key, kind, reference }) => (again.has(key) || familyOf(kind) !== 'tree' ? [] : [reference])),
  );
  for (const { key } of desk.nodes) {
    const node = nodes.get(key);
    if (!node || !again.has(key)) continue;
    const reference = familyOf(node.kind) === 'tree' ? unused(wanted(node, nodes), taken) : '';
    taken.add(reference);
    nodes.set(key, { ...node, reference });
  }
  return { ...desk, nodes: [...nodes.values()] };
}

const WHOLE_PATH = /^\d+(?:\.\d+)+$/;

function wanted(node: DeskNode, nodes: ReadonlyMap<string, DeskNode>): string {
  const parent = node.parent === null ? undefined : nodes.get(node.parent);
  const number = node.number.replace(/[()\s]/g, '');
  // Bullets and headings without a number are counted below their parent.
  if (!/[\p{L}\p{N}]/u.test(number)) {
    const letter = node.kind === 'part' || node.kind === 'area' ? 'h' : 'b';
    return `${parent ? `${parent.reference}.` : ''}${letter}#`;
  }
  if (!parent) return number;
  if (WHOLE_PATH.test(number)) {
    const above = parent.number.replace(/[()\s]/g, '');
    if (above !== '' && number.startsWith(`${above}.`) && parent.reference.endsWith(above))
      return parent.reference.slice(0, parent.reference.length - above.length) + number;
    return namesPart(nodes) ? `${rootOf(parent, nodes).reference}.${number}` : number;
  }
  const bracketed = node.number.startsWith('(') && !/^\d/.test(number);
  if (bracketed && (node.kind !== 'subitem' || parent.reference.endsWith(')'))) return `${parent.reference}${node.number}`;
  return `${parent.reference}.${number}`;
}

/** Whether numbers with their whole path are cited behind their part in this document: A.2.1.2. */
function namesPart(nodes: ReadonlyMap<string, DeskNode>): boolean {
  for (const node of nodes.values())
    if (
      WHOLE_PATH.test(node.number) &&
      node.parent !== null &&
      node.reference === `${rootOf(node, nodes).reference}.${node.number}`
    )
      return true;
  return false;
}

function rootOf(node: DeskNode, nodes: ReadonlyMap<string, DeskNode>): DeskNode {
  let root = node;
  for (let above = node; above.parent !== null; root = above) {
    const next = nodes.get(above.parent);
    if (!next) break;
    above = next;
  }
  return root;
}

function unused(reference: string, taken: ReadonlySet<string>): string {
  const counted = reference.endsWith('#');
  const base = counted ? reference.slice(0, -1) : reference;
  for (let count = 1; ; count += 1) {
    const candidate = counted ? `${base}${count}` : count === 1 ? base : `${base}-${count}`;
    if (!taken.has(candidate)) return candidate;
  }
}
