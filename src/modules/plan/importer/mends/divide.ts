import type { Furniture, Span } from '../types.ts';
import { wordsOf } from '../words.ts';
import { type Desk, type DeskNode, familyOf } from './desk.ts';
import { type MendOf, MendTrouble } from './mend.ts';
import { changeNode, insertNode, nodeOn, promised } from './nodes.ts';
import { joined, numberAt, trimmed, withoutSeparator } from './pieces.ts';
import { withReferences } from './references.ts';

/** Splits a node in two at a place inside its words. What stands below it from there on goes to the second. */
export function split(desk: Desk, { node: key, at, number: given }: MendOf<'split'>): Desk {
  const node = nodeOn(desk, key);
  if (node.byHand) throw new MendTrouble('by-hand');
  const { text } = desk;
  if (!node.pieces.some(({ start, end }) => at >= start && at < end)) throw new MendTrouble('split-outside', 'at');
  const side = (first: boolean): Span[] =>
    node.pieces.flatMap(({ start, end }) => {
      const cut = first ? { start, end: Math.min(end, at) } : { start: Math.max(start, at), end };
      return (cut.start < cut.end && trimmed(text, cut)) || [];
    });
  const before = withoutSeparator(text, side(true));
  const printed = numberAt(text, side(false));
  const uses = printed && (given === null || given === '' || bare(given) === bare(printed.number)) ? printed : undefined;
  const after = uses?.pieces ?? side(false);
  if (wordsOf(text, before.pieces) === '' || wordsOf(text, after) === '') throw new MendTrouble('split-empty', 'at');
  const separator: Furniture[] = before.separator ? [{ kind: 'separator', source: before.separator }] : [];
  const furniture = [...desk.furniture, ...separator, ...(uses ? [uses.marker] : [])];
  const below = uses?.listed === true && node.kind === 'action' && !/^\(?[a-z]{1,4}\)?$/.test(node.number);
  const first = promised(desk, {
    ...node,
    ...{ text: wordsOf(text, before.pieces), pieces: before.pieces },
    source: { start: node.source.start, end: before.pieces.at(-1)?.end ?? at },
  });
  const second: DeskNode = {
    ...node,
    ...{ key: newKey(desk, node.key), text: wordsOf(text, after), pieces: after },
    ...{
      kind: below ? ('subitem' as const) : node.kind,
      parent: below ? node.key : node.parent,
      implied: below ? null : node.implied,
    },
    number: familyOf(node.kind) === 'tree' ? (uses?.number ?? given?.trim() ?? '') : '',
    source: { start: at, end: after.at(-1)?.end ?? at },
    ...{ confidence: 1, reasons: [], confirmed: false, sharpens: node.sharpens },
  };
  const inPlace = changeNode({ ...desk, furniture: inOrder(furniture) }, first);
  const moved = inPlace.nodes.map((each) =>
    each.parent === key && each.source.start >= at ? { ...each, parent: second.key } : each,
  );
  const adopted = new Set(moved.filter(({ parent }) => parent === second.key).map((each) => each.key));
  const findings = desk.findings.map((each) =>
    each.node === key && each.source.start >= at ? { ...each, node: second.key } : each,
  );
  return withReferences(
    insertNode({ ...inPlace, nodes: moved, findings }, promised(desk, second)),
    new Set([second.key, ...adopted]),
  );
}

/** Joins a node to the one before it, with the number that was printed between them; what stands below it goes to that one. */
export function merge(desk: Desk, { node: key }: MendOf<'merge'>): Desk {
  const node = nodeOn(desk, key);
  const list = desk.nodes.filter(({ kind }) => familyOf(kind) === familyOf(node.kind));
  const before = list[list.findIndex((each) => each.key === key) - 1];
  if (!before) throw new MendTrouble('nothing-before');
  if (node.byHand || before.byHand) throw new MendTrouble('by-hand');
  const from = before.pieces.at(-1)?.end ?? before.source.end;
  const until = node.pieces[0]?.start ?? node.source.start;
  const between = desk.furniture.filter(
    ({ kind, source }) => ['marker', 'separator', 'mark'].includes(kind) && source.start >= from && source.end <= until,
  );
  const pieces = joined(desk.text, [...before.pieces, ...between.map(({ source }) => source), ...node.pieces]);
  const text = wordsOf(desk.text, pieces);
  const source = { start: before.source.start, end: Math.max(before.source.end, node.source.end) };
  const whole = promised(desk, { ...before, text, pieces, source });
  const orphans = new Set(desk.nodes.filter(({ parent }) => parent === key).map((each) => each.key));
  const nodes = desk.nodes
    .filter((each) => each.key !== key)
    .map((each) => (each.key === whole.key ? whole : orphans.has(each.key) ? { ...each, parent: whole.key } : each))
    .map((each) => ({ ...each, sharpens: redirected(each.sharpens, key, whole.key) }));
  const findings = desk.findings.map((each) => (each.node === key ? { ...each, node: whole.key } : each));
  const furniture = desk.furniture.filter((each) => !between.includes(each));
  return withReferences({ ...desk, nodes, findings, furniture }, orphans);
}

const bare = (number: string): string => number.replace(/[().\s]+$|^[(\s]+/g, '');
const redirected = (keys: readonly string[], from: string, to: string): string[] => [
  ...new Set(keys.map((each) => (each === from ? to : each))),
];

/** Furniture in the order of the document. */
export const inOrder = (furniture: readonly Furniture[]): Furniture[] =>
  [...furniture].sort((a, b) => a.source.start - b.source.start || a.source.end - b.source.end);

function newKey(desk: Desk, base: string): string {
  const taken = new Set([...desk.nodes, ...desk.aside].map(({ key }) => key));
  for (let count = 2; ; count += 1) if (!taken.has(`${base}.${count}`)) return `${base}.${count}`;
}
