import { wordsOf } from '../words.ts';
import { type Desk, type DeskNode, familyOf } from './desk.ts';
import { inOrder } from './divide.ts';
import { type MendOf, MendTrouble } from './mend.ts';
import { below, changeNode, insertNode, nodeOn, promised } from './nodes.ts';
import { numberAt } from './pieces.ts';
import { withReferences } from './references.ts';

/** Puts a node under another, or under none. The other stands before it in the document, and not below it. */
export function move(desk: Desk, { node: key, under }: MendOf<'move'>): Desk {
  const node = nodeOn(desk, key);
  if (familyOf(node.kind) !== 'tree') throw new MendTrouble('no-tree');
  if (node.parent === under && node.implied === null) throw new MendTrouble('same', 'under');
  if (under !== null) {
    const above = nodeOn(desk, under);
    if (familyOf(above.kind) !== 'tree') throw new MendTrouble('no-tree', 'under');
    if (under === key || below(desk, key).has(under)) throw new MendTrouble('move-inside', 'under');
    if (desk.nodes.indexOf(above) > desk.nodes.indexOf(node)) throw new MendTrouble('move-after', 'under');
  }
  const moved = changeNode(desk, { ...node, parent: under, implied: null });
  return withReferences(changeNode(moved, promised(moved, { ...node, parent: under, implied: null })), new Set([key]));
}

/** Gives a node the number that is printed before it. */
export function renumber(desk: Desk, { node: key, number }: MendOf<'renumber'>): Desk {
  const node = nodeOn(desk, key);
  const printed = number.replace(/\s+/gu, ' ').trim();
  if (familyOf(node.kind) !== 'tree') throw new MendTrouble('no-tree');
  if (printed === '') throw new MendTrouble('number-missing', 'number');
  if (printed === node.number) throw new MendTrouble('same', 'number');
  return withReferences(changeNode(desk, { ...node, number: printed }), new Set([key]));
}

/** Says what a node is. One that becomes an objective or a priority leaves the tree, and what stood below it goes up. */
export function setKind(desk: Desk, { node: key, kind }: MendOf<'kind'>): Desk {
  const node = nodeOn(desk, key);
  if (node.kind === kind) throw new MendTrouble('same', 'kind');
  const [from, to] = [familyOf(node.kind), familyOf(kind)];
  if (from === to)
    return withReferences(changeNode(desk, promised(desk, { ...node, kind })), new Set(from === 'tree' ? [key] : []));
  const without = removed(desk, node);
  const front = { ...node, kind, reference: '', parent: null, implied: null, sharpens: [], label: null, period: null };
  const priority = desk.nodes.findLast((each) => each.kind === 'priority' && each.source.start < node.source.start);
  if (to !== 'tree') {
    const said = kind === 'priority' ? { label: '', period: priority?.period ?? null } : {};
    return insertNode(without, promised(desk, { ...front, ...said, number: '' }));
  }
  const placed = { ...front, parent: parentFor(without, node.source.start, kind) };
  return withReferences(insertNode(without, promised(without, placed)), new Set([key]));
}

/** Sets a node aside as furniture of the page; what stood below it goes up. */
export function drop(desk: Desk, { node: key }: MendOf<'drop'>): Desk {
  const node = nodeOn(desk, key);
  const pieces = node.pieces.map((source) => ({ kind: 'set-aside', source }));
  const without = removed(desk, node);
  return { ...without, aside: [...desk.aside, node], furniture: inOrder([...desk.furniture, ...pieces]) };
}

/** Takes a node back that was set aside, to where it stood. */
export function takeBack(desk: Desk, { node: key }: MendOf<'take-back'>): Desk {
  const node = desk.aside.find((each) => each.key === key);
  if (!node) throw new MendTrouble('no-such-node');
  const own = (start: number, end: number) => node.pieces.some((piece) => piece.start === start && piece.end === end);
  const furniture = desk.furniture.filter(({ kind, source }) => kind !== 'set-aside' || !own(source.start, source.end));
  const parent = desk.nodes.some((each) => each.key === node.parent) ? node.parent : null;
  const back = insertNode({ ...desk, furniture, aside: desk.aside.filter((each) => each.key !== key) }, { ...node, parent });
  return withReferences(back, new Set(familyOf(node.kind) === 'tree' ? [key] : []));
}

/** Makes a line of furniture, or of words that belong to no line. */
export function lift(desk: Desk, { start, end }: MendOf<'lift'>): Desk {
  const isIt = ({ source }: { source: { start: number; end: number } }) => source.start === start && source.end === end;
  const known = desk.furniture.some((each) => isIt(each) && each.kind !== 'set-aside') || desk.findings.some(isIt);
  const taken = [...desk.nodes, ...desk.aside].some(({ pieces }) =>
    pieces.some((piece) => piece.start < end && piece.end > start),
  );
  const span = { start, end };
  if (!known || taken || wordsOf(desk.text, [span]) === '') throw new MendTrouble('no-such-place');
  const printed = numberAt(desk.text, [span]);
  const pieces = printed?.pieces ?? [span];
  const node: DeskNode = {
    ...{ key: `l${start}`, kind: 'action', reference: '', number: printed?.number ?? '' },
    ...{ parent: parentFor(desk, start, 'action'), implied: null, text: wordsOf(desk.text, pieces), byHand: null },
    ...{ source: span, pieces, confidence: 1, promise: null, confirmed: false, qualifiers: [], reasons: [] },
    ...{ label: null, period: null, sharpens: [] },
  };
  const rest = desk.furniture.filter((each) => !isIt(each));
  const furniture = inOrder([...rest, ...(printed ? [printed.marker] : [])]);
  return withReferences(insertNode({ ...desk, furniture }, promised(desk, node)), new Set([node.key]));
}

/** The desk without a node: what stood below it stands below its parent, and nothing names it any more. */
function removed(desk: Desk, node: DeskNode): Desk {
  const orphans = new Set(desk.nodes.filter(({ parent }) => parent === node.key).map(({ key }) => key));
  const nodes = desk.nodes
    .filter(({ key }) => key !== node.key)
    .map((each) => (orphans.has(each.key) ? { ...each, parent: node.parent, implied: node.implied } : each))
    .map((each) =>
      each.sharpens.includes(node.key) ? { ...each, sharpens: each.sharpens.filter((key) => key !== node.key) } : each,
    );
  return withReferences({ ...desk, nodes }, orphans);
}

/** Under what a line would stand that begins here: the heading before it, or what the line before it stands under. */
function parentFor(desk: Desk, start: number, kind: DeskNode['kind']): string | null {
  const before = desk.nodes.findLast((each) => familyOf(each.kind) === 'tree' && each.source.start < start);
  if (!before || kind === 'part') return null;
  if (before.kind === 'part' || before.kind === 'area')
    return kind === 'area' && before.kind === 'area' ? before.parent : before.key;
  const above = desk.nodes.find(({ key }) => key === before.parent);
  return before.kind === 'subitem' && kind === 'action' ? (above?.parent ?? null) : before.parent;
}
