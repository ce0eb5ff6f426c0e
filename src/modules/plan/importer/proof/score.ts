import type { Draft, DraftNode } from '../index.ts';
import type { Gold, GoldLine } from './gold.ts';

export type Rate = { readonly recall: number; readonly precision: number };

export type Score = {
  readonly name: string;
  readonly expected: number;
  readonly found: number;
  /** Reference, kind, parent and text all agree. */
  readonly strict: Rate;
  /** The text agrees, whatever else was made of it. */
  readonly lenient: Rate;
  readonly problems: readonly string[];
};

type Pair = { readonly gold: GoldLine; readonly node: DraftNode };

/** Compares what was read with what stands in the document: strictly, and by text alone. Optional entries count neither way. */
export function score(name: string, gold: Gold, draft: Pick<Draft, 'nodes'>): Score {
  const pairs = pairByText(gold.lines, draft.nodes);
  const goldOf = new Map(pairs.map(({ gold: line, node }) => [node.id, line.id]));
  const problems: string[] = [];
  let strict = 0;
  let lenient = 0;
  for (const pair of pairs) {
    const wrong = disagreements(pair, goldOf);
    if (wrong.length > 0) problems.push(`${pair.gold.id}: ${wrong.join(', ')}`);
    if (pair.gold.optional) continue;
    lenient += 1;
    if (wrong.length === 0) strict += 1;
  }
  const paired = new Set(pairs.map(({ gold: line }) => line));
  const used = new Set(pairs.map(({ node }) => node));
  const required = gold.lines.filter((line) => !line.optional);
  for (const line of required) if (!paired.has(line)) problems.push(`${line.id}: not read: ${beginning(line)}`);
  for (const node of draft.nodes)
    if (!used.has(node)) problems.push(`${node.id}: not in the document: ${node.text.slice(0, 90)}`);
  const counted = draft.nodes.length - pairs.filter((pair) => pair.gold.optional).length;
  const rate = (hits: number): Rate => ({ recall: share(hits, required.length), precision: share(hits, counted) });
  return { name, expected: required.length, found: counted, strict: rate(strict), lenient: rate(lenient), problems };
}

/** One line for each score, for a person to read; with `details`, what went wrong below it. */
export function report(scores: readonly Score[], details = false): string {
  const cell = (value: number): string => value.toFixed(3);
  const rows = scores.map(({ name, expected, found, strict, lenient, problems }) => {
    const figures = `strict ${cell(strict.recall)} / ${cell(strict.precision)}  text ${cell(lenient.recall)} / ${cell(lenient.precision)}`;
    const head = `${name.padEnd(46)} ${String(expected).padStart(4)} in the document ${String(found).padStart(4)} read  ${figures}`;
    return details ? [head, ...problems.map((problem) => `    ${problem}`)].join('\n') : head;
  });
  return ['recall / precision', ...rows].join('\n');
}

/** Says whether the text of a node is the one the gold states, whole or by its beginning, end and length. */
export function sameText(line: GoldLine, text: string): boolean {
  if (line.text !== undefined) return text === line.text;
  if (!text.startsWith(line.text_starts ?? '')) return false;
  if (line.note?.startsWith('cut')) return true;
  return text.endsWith(line.text_ends ?? '') && text.length === line.chars;
}

function pairByText(lines: readonly GoldLine[], nodes: readonly DraftNode[]): Pair[] {
  const free = new Set(nodes);
  const pairs = new Map<GoldLine, DraftNode>();
  const take = (agrees: (line: GoldLine, node: DraftNode) => boolean): void => {
    for (const line of lines) {
      if (pairs.has(line)) continue;
      const node = [...free].find((each) => sameText(line, each.text) && agrees(line, each));
      if (!node) continue;
      free.delete(node);
      pairs.set(line, node);
    }
  };
  take((line, node) => node.id === line.id);
  take((line, node) => node.number === line.number && node.kind === line.kind);
  take(() => true);
  return lines.flatMap((gold) => {
    const node = pairs.get(gold);
    return node ? [{ gold, node }] : [];
  });
}

function disagreements({ gold, node }: Pair, goldOf: Map<string, string>): string[] {
  const wrong: string[] = [];
  const parent = node.parent === null ? null : (goldOf.get(node.parent) ?? node.parent);
  const accepted = [gold.id, ...(gold.also ?? [])];
  if (!accepted.includes(node.id) && !accepted.includes('*')) wrong.push(`read as ${node.id}`);
  if (node.kind !== gold.kind) wrong.push(`${node.kind} instead of ${gold.kind}`);
  if (parent !== gold.parent) wrong.push(`below ${parent ?? 'nothing'} instead of ${gold.parent ?? 'nothing'}`);
  return wrong;
}

function share(hits: number, of: number): number {
  return of === 0 ? (hits === 0 ? 1 : 0) : hits / of;
}

function beginning(line: GoldLine): string {
  return (line.text ?? line.text_starts ?? '').slice(0, 90);
}
