import type { Draft } from './importer/index.ts';
import { type PlannedNode, priorityReference } from './plan-nodes.ts';

export type NodeLink = {
  readonly source: string;
  readonly target: string;
  readonly role: 'plan.sharpens' | 'plan.refers-to';
  readonly position: number;
};

// "paragraph 2.1.2", "see line A.1.1", "ligne 3.4": a word that announces a number, then the number as printed.
const CROSS_REFERENCE =
  /\b(?:paragraphs?|paragraphes?|sections?|items?|lines?|lignes?|points?|actions?|alin[ée]as?|areas?|domaines?|see|voir)\s+((?:[A-Z]\.)?\d+(?:\.\d+)+(?:\s*\([a-z]\)|\.[a-z]\b)?)/giu;

/** The links between nodes of one draft: which lines each priority sharpens, and which node the words of another refer to. */
export function linksOf(draft: Draft, nodes: readonly PlannedNode[]): NodeLink[] {
  const sharpened = draft.priorities.flatMap((priority, index) =>
    priority.lines.map((target, position): NodeLink => {
      return { source: priorityReference(priority.period, index), target, role: 'plan.sharpens', position };
    }),
  );
  const seen = new Set<string>();
  const referred = nodes.flatMap((node) =>
    [...node.text.matchAll(CROSS_REFERENCE)].flatMap((match, position): NodeLink[] => {
      const target = findByNumber(nodes, node, (match[1] ?? '').replace(/\s*\(([a-z])\)$/i, '.$1'));
      const key = `${node.reference} ${target}`;
      if (target === undefined || target === node.reference || seen.has(key)) return [];
      seen.add(key);
      return [{ source: node.reference, target, role: 'plan.refers-to', position }];
    }),
  );
  return [...sharpened, ...referred];
}

// A printed number is not a key: the one in the same part is meant, or the only one there is.
function findByNumber(nodes: readonly PlannedNode[], from: PlannedNode, cited: string): string | undefined {
  const exact = nodes.find((node) => node.reference === cited);
  if (exact) return exact.reference;
  const candidates = nodes.filter((node) => node.number === cited || node.reference.endsWith(`.${cited}`));
  const part = from.reference.split('.')[0];
  const near = candidates.filter((node) => node.reference.split('.')[0] === part);
  return (near.length === 1 ? near : candidates.length === 1 ? candidates : [])[0]?.reference;
}
