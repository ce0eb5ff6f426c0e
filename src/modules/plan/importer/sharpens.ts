import type { DraftNode } from './types.ts';
import { nounClass, verbClass } from './verbs.ts';

/** Lines that a priority seems to sharpen are never more than these. */
const MOST = 3;
/** How near the best a further line must come, and how much of the priority's own words the best must hold. */
const NEARLY = 0.85;
const LEAST = 0.2;
const STEM = 6;
const SATURATION = 1.2;
const LENGTH = 0.35;
/** What the heading above a line says about it counts less than its words. */
const HEADING = 0.6;
/** The label of a priority names an area: its words tell the area, not the line. */
const LABEL = 0.5;

const SMALL = new Set(
  'the and for with among amongst between through including from into such other than that this these their its which are was will may can well via upon les des une dans pour par avec sur aux entre parmi leur leurs ses que qui est sont ainsi notamment'.split(
    ' ',
  ),
);

type Indexed = {
  readonly id: string;
  readonly counts: ReadonlyMap<string, number>;
  readonly heading: ReadonlySet<string>;
  readonly length: number;
};

/**
 * Proposes, for the words of a priority, the lines that they sharpen, best first: those that share its rare words, their headings
 * considered. Built once for a plan; a word that stands in every line says nothing.
 */
export function sharpener(nodes: readonly DraftNode[]): (label: string, text: string) => string[] {
  const byId = new Map(nodes.map((node) => [node.id, node] as const));
  const lines = nodes.filter(({ kind }) => kind === 'action').map((node) => indexed(node, byId));
  const spread = new Map<string, number>();
  for (const { counts, heading } of lines)
    for (const word of new Set([...counts.keys(), ...heading])) spread.set(word, (spread.get(word) ?? 0) + 1);
  const weight = (word: string) => Math.log(1 + lines.length / (1 + (spread.get(word) ?? 0)));
  const mean = lines.reduce((sum, { length }) => sum + length, 0) / Math.max(1, lines.length);
  return (label, text) => {
    const own = new Map<string, number>([...stems(label)].map((word) => [word, LABEL]));
    for (const word of stems(text)) own.set(word, 1);
    const most = [...own].reduce((sum, [word, part]) => sum + part * weight(word), 0);
    const scored = lines.map((line) => ({ id: line.id, score: scoreOf(line, own, weight, mean) / Math.max(most, 1) }));
    scored.sort((a, b) => b.score - a.score);
    const best = scored[0]?.score ?? 0;
    if (best < LEAST) return [];
    return scored
      .filter(({ score }) => score >= best * NEARLY)
      .slice(0, MOST)
      .map(({ id }) => id);
  };
}

function scoreOf(line: Indexed, own: ReadonlyMap<string, number>, weight: (word: string) => number, mean: number): number {
  const norm = SATURATION * (1 - LENGTH + (LENGTH * line.length) / mean);
  let score = 0;
  for (const [word, part] of own) {
    const count = line.counts.get(word) ?? 0;
    const said = count > 0 ? (count * (SATURATION + 1)) / (count + norm) : 0;
    const headed = line.heading.has(word);
    score += weight(word) * (part === LABEL ? (said > 0 || headed ? LABEL : 0) : Math.max(said, headed ? HEADING : 0));
  }
  return score;
}

function indexed(node: DraftNode, byId: ReadonlyMap<string, DraftNode>): Indexed {
  const counts = new Map<string, number>();
  const words = stems(node.text);
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const heading = new Set<string>();
  for (let above = byId.get(node.parent ?? ''); above; above = byId.get(above.parent ?? '')) {
    if (above.kind !== 'part') for (const word of stems(above.text)) heading.add(word);
  }
  return { id: node.id, counts, heading, length: words.length };
}

/** Words cut to their beginning, accents folded; a compound counts as one word and as its halves. */
function stems(text: string): string[] {
  const folded = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return [...folded.matchAll(/[\p{L}\d]+(?:[-‐–][ ]?[\p{L}\d]+)*/gu)].flatMap(([compound]) => {
    const halves = compound.split(/[-‐–] ?/);
    return (halves.length > 1 ? [halves.join(''), ...halves] : halves)
      .filter((word) => word.length > 2 && !SMALL.has(word) && !isVerbOfPromises(word))
      .map((word) => word.replace(/s$/, '').slice(0, STEM));
  });
}

/** "Implement", "promouvoir", "cooperation": they say how something is done, not what. */
const isVerbOfPromises = (word: string): boolean =>
  verbClass(word, 'en') !== undefined || verbClass(word, 'fr') !== undefined || nounClass(word) !== undefined;
