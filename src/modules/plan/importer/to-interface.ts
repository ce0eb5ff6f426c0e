import type { Draft, Finding, NodeKind, Span } from './types.ts';

/** What `entente import FILE --dry-run --json` writes: an interface that others rely on, kept stable. */
export type ImportInterface = {
  readonly title: string | null;
  readonly period: { readonly start: string | null; readonly end: string | null };
  readonly parties: readonly string[];
  readonly objectives: readonly string[];
  readonly priorities: readonly { readonly period: string | null; readonly text: string; readonly lines: readonly string[] }[];
  readonly lines: readonly {
    readonly id: string;
    readonly number: string;
    readonly parent: string | null;
    readonly kind: NodeKind;
    readonly text: string;
    readonly source: Span;
    readonly confidence: number;
  }[];
  readonly findings: readonly Omit<Finding, 'node'>[];
};

/** The draft in the published shape, in the order of the document. */
export function toInterface(draft: Draft): ImportInterface {
  return {
    title: draft.title,
    period: draft.period,
    parties: draft.parties,
    objectives: draft.objectives.map((each) => each.text),
    priorities: draft.priorities.map(({ period, text, lines }) => ({ period, text, lines })),
    lines: draft.nodes.map(({ id, number, parent, kind, text, source, confidence }) => {
      return { id, number, parent, kind, text, source, confidence };
    }),
    findings: draft.findings.map(({ severity, code, message, source }) => ({ severity, code, message, source })),
  };
}
