import type { Draft } from './importer/index.ts';
import type { NodeKind, Promise_ } from './tables.ts';

/** A node as it will be stored: parts, areas, lines and sub-items of the draft, and its objectives and priorities as nodes of their own. */
export type PlannedNode = {
  readonly reference: string;
  readonly parent: string | null;
  readonly kind: NodeKind;
  readonly number: string;
  readonly position: number;
  readonly label: string | null;
  readonly period: string | null;
  readonly promise: Promise_ | null;
  readonly qualifiers: readonly string[];
  readonly text: string;
  readonly source: { readonly start: number; readonly end: number };
  readonly confidence: number;
};

/** Objectives are cited as `O.1`, priorities as `P.2007-08.1`: neither is a line, both are promises one can link to. */
export const objectiveReference = (index: number): string => `O.${index + 1}`;
export const priorityReference = (period: string | null, index: number): string =>
  period ? `P.${period}.${index + 1}` : `P.${index + 1}`;

/** All nodes of a draft in the order of the document: what stands in front first. */
export function nodesOf(draft: Draft): PlannedNode[] {
  const bare = { parent: null, label: null, period: null, promise: null, qualifiers: [], confidence: 1 };
  const objectives = draft.objectives.map((each, index) => {
    return {
      ...bare,
      reference: objectiveReference(index),
      kind: 'objective' as const,
      number: String(index + 1),
      text: each.text,
      source: each.source,
    };
  });
  const priorities = draft.priorities.map((each, index) => ({
    ...bare,
    reference: priorityReference(each.period, index),
    kind: 'priority' as const,
    number: String(index + 1),
    label: each.label,
    period: each.period,
    promise: each.promise,
    qualifiers: each.qualifiers,
    text: each.text,
    source: each.source,
  }));
  const lines = draft.nodes.map((node) => ({
    ...bare,
    reference: node.id,
    parent: node.parent,
    kind: node.kind,
    number: node.number,
    promise: node.kind === 'action' || node.kind === 'subitem' ? (node.promise ?? 'standing') : null,
    qualifiers: node.qualifiers,
    text: node.text,
    source: node.source,
    confidence: node.confidence,
  }));
  return [...objectives, ...priorities, ...lines].map((node, position) => ({ ...node, position }));
}

/** Rows in lots that one statement can take: PostgreSQL counts its parameters in sixteen bits. */
export function inBatches<T>(rows: readonly T[]): T[][] {
  const batches: T[][] = [];
  for (let at = 0; at < rows.length; at += 500) batches.push(rows.slice(at, at + 500));
  return batches;
}
