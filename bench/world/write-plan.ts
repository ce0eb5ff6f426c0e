import { createHash } from 'node:crypto';
import { FIELDS, FRENCH, PLACES, RARE, randomFrom, SUBJECTS, VERBS, WAYS } from './words.ts';

/** One node of an invented plan. Its parent stands before it. */
export type WrittenNode = {
  readonly id: string;
  readonly parent: string | null;
  readonly kind: 'part' | 'area' | 'action' | 'subitem' | 'priority';
  readonly reference: string;
  readonly number: string;
  readonly text: string;
  /** A working translation into French, which one line in five has. */
  readonly french: string | null;
  readonly promise: string | null;
  readonly qualifiers: readonly string[];
  /** The passage of the source that it stands in. */
  readonly from: number;
  readonly until: number;
};

export type WrittenPlan = {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly source: string;
  readonly nodes: readonly WrittenNode[];
  /** Which priority sharpens which line, as ids. */
  readonly sharpens: readonly { readonly priority: string; readonly line: string }[];
};

const PROMISES = ['one-off', 'recurring', 'enabling', 'standing'];
const LINES_OF_AN_AREA = 25;
const MOST_PARTS = 40;

/**
 * Writes a plan of exactly `lines` action lines that looks like a real one: parts and areas, a sub-item for every sixth line, five
 * priorities, and the document that it would have been read from. The same seed gives the same plan, also the same ids.
 */
export function writePlan(seed: number, lines: number): WrittenPlan {
  const random = randomFrom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const title = `Plan of Action ${seed} for Cooperation in ${capitalised(pick(FIELDS))} and ${capitalised(pick(FIELDS))}`;
  const nodes: WrittenNode[] = [];
  const pieces: string[] = [`${title}\n\n`];
  let at = pieces[0]?.length ?? 0;
  const add = (
    node: Pick<WrittenNode, 'kind' | 'parent' | 'reference' | 'number' | 'text'> & { french?: string | null },
  ): string => {
    const id = idOf(`${seed}/${node.reference}`);
    const heading = `${node.number} `;
    const isPromise = node.kind !== 'part' && node.kind !== 'area';
    nodes.push({
      french: null,
      ...node,
      id,
      promise: isPromise ? pick(PROMISES) : null,
      qualifiers: isPromise && random() < 0.2 ? ['where appropriate'] : [],
      from: at + heading.length,
      until: at + heading.length + node.text.length,
    });
    pieces.push(heading, node.text, '\n');
    at += heading.length + node.text.length + 1;
    return id;
  };
  const sentence = (): string => {
    const about = random() < 0.0025 ? `${pick(FIELDS)}, in particular ${pick(RARE)},` : pick(FIELDS);
    const first = `${pick(VERBS)} ${pick(SUBJECTS)} in the field of ${about} in ${pick(PLACES)}`;
    return random() < 0.6
      ? `${first}, including ${pick(SUBJECTS)} and ${pick(SUBJECTS)} on ${pick(FIELDS)}, ${pick(WAYS)}.`
      : `${first}, ${pick(WAYS)}.`;
  };
  const translated = (): string | null =>
    random() < 0.2 ? `${pick(FRENCH.verbs)} ${pick(FRENCH.subjects)} dans le domaine suivant : ${pick(FRENCH.fields)}.` : null;

  const priorities = [1, 2, 3, 4, 5].map((number) =>
    add({ kind: 'priority', parent: null, reference: `P.${number}`, number: String(number), text: sentence() }),
  );
  const areasOfAPart = Math.max(5, Math.ceil(lines / LINES_OF_AN_AREA / MOST_PARTS));
  let part = '';
  let area = '';
  const sharpens: { priority: string; line: string }[] = [];
  for (let line = 0; line < lines; line += 1) {
    const areaNumber = Math.floor(line / LINES_OF_AN_AREA);
    const [inPart, partNumber] = [areaNumber % areasOfAPart, Math.floor(areaNumber / areasOfAPart) + 1];
    if (line % (LINES_OF_AN_AREA * areasOfAPart) === 0)
      part = add({
        kind: 'part',
        parent: null,
        reference: `${partNumber}`,
        number: `${partNumber}`,
        text: capitalised(pick(FIELDS)),
      });
    const prefix = `${partNumber}.${inPart + 1}`;
    if (line % LINES_OF_AN_AREA === 0)
      area = add({
        kind: 'area',
        parent: part,
        reference: prefix,
        number: prefix,
        text: `${capitalised(pick(FIELDS))} and ${pick(FIELDS)}`,
      });
    const reference = `${prefix}.${(line % LINES_OF_AN_AREA) + 1}`;
    const id = add({ kind: 'action', parent: area, reference, number: reference, text: sentence(), french: translated() });
    if (line % 6 === 5) add({ kind: 'subitem', parent: id, reference: `${reference}.a`, number: 'a)', text: sentence() });
    const priority = priorities[line];
    if (priority !== undefined) sharpens.push({ priority, line: id });
  }
  return { id: idOf(`${seed}`), slug: `plan-${seed}`, title, source: pieces.join(''), nodes, sharpens };
}

/** A UUID that depends on a name alone. */
export function idOf(name: string): string {
  const hex = createHash('sha256').update(`entente-bench/${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
