import { wordsOf } from '../words.ts';
import { type Desk, type DeskNode, familyOf } from './desk.ts';
import { type MendOf, MendTrouble } from './mend.ts';
import { changeNode, nodeOn, promised } from './nodes.ts';

/** Other words than were read, marked as such; empty words are those that were read. The passage of the source stays the evidence. */
export function setWords(desk: Desk, { node: key, words, reason }: MendOf<'words'>): Desk {
  const node = nodeOn(desk, key);
  const typed = words.replace(/\s+/gu, ' ').trim();
  const read = node.byHand?.read ?? node.text;
  if (typed === '' && !node.byHand) throw new MendTrouble('words-missing', 'words');
  if (typed === '' || typed === read) {
    if (!node.byHand) throw new MendTrouble('same', 'words');
    return changeNode(desk, promised(desk, { ...node, text: read, byHand: null }));
  }
  if (typed === node.text) throw new MendTrouble('same', 'words');
  if (reason.trim().length < 3) throw new MendTrouble('reason-missing', 'reason');
  return changeNode(desk, promised(desk, { ...node, text: typed, byHand: { read, reason: reason.trim() } }));
}

/** A person says what kind of promise a node is. */
export function setPromise(desk: Desk, { node: key, promise }: MendOf<'promise'>): Desk {
  const node = nodeOn(desk, key);
  if (node.promise === null) throw new MendTrouble('no-promise');
  if (node.promise === promise && node.confirmed) throw new MendTrouble('same', 'promise');
  return changeNode(desk, { ...node, promise, confirmed: true });
}

/** A person confirms all that grammar proposes to be of one kind. */
export function setPromises(desk: Desk, { promise }: MendOf<'promises'>): Desk {
  const proposed = (node: DeskNode) => node.promise === promise && !node.confirmed;
  if (!desk.nodes.some(proposed)) throw new MendTrouble('none-proposed');
  return { ...desk, nodes: desk.nodes.map((node) => (proposed(node) ? { ...node, confirmed: true } : node)) };
}

/** A doubtful place is settled: it was read right, or something was mended there. */
export function settle(desk: Desk, index: number, how: 'right' | 'mended', mend: number): Desk {
  const finding = desk.findings[index];
  if (!finding) throw new MendTrouble('no-such-place');
  if (how === 'right' && finding.settled) throw new MendTrouble('settled');
  return { ...desk, findings: desk.findings.map((each, at) => (at === index ? { ...each, settled: { how, mend } } : each)) };
}

/** The words of the source that a node was read from, as they stand there. */
export const readWords = (desk: Desk, node: DeskNode): string => wordsOf(desk.text, node.pieces);

/** What a node says of itself, for the list of what was mended. */
export function shownNode(desk: Desk, key: string): Record<string, unknown> | null {
  const node = desk.nodes.find((each) => each.key === key) ?? desk.aside.find((each) => each.key === key);
  if (!node) return null;
  const parent = desk.nodes.find((each) => each.key === node.parent);
  const tree = familyOf(node.kind) === 'tree';
  return {
    ...{ kind: node.kind, reference: node.reference, number: node.number, text: node.text },
    ...(tree ? { under: parent?.reference ?? node.implied } : {}),
    ...(node.promise === null ? {} : { promise: node.promise, confirmed: node.confirmed }),
    ...(desk.aside.includes(node) ? { aside: true } : {}),
  };
}
