import type { Draft, DraftNode, Finding, Furniture, PromiseKind, Span } from '../types.ts';

export const DESK_KINDS = ['part', 'area', 'action', 'subitem', 'objective', 'priority'] as const;
export type DeskKind = (typeof DESK_KINDS)[number];

/** A node while its draft is being mended. `key` stays whatever becomes of number and place; `parent` and `sharpens` are keys. */
export type DeskNode = {
  readonly key: string;
  readonly kind: DeskKind;
  /** The permanent reference of a node of the tree; objectives and priorities are counted when the plan is entered. */
  readonly reference: string;
  readonly number: string;
  readonly parent: string | null;
  /** The reference of a parent that the source lacks. */
  readonly implied: string | null;
  readonly text: string;
  /** The words as they were read and why they were mended, where somebody mended them by hand. */
  readonly byHand: { readonly read: string; readonly reason: string } | null;
  readonly source: Span;
  readonly pieces: readonly Span[];
  readonly confidence: number;
  readonly promise: PromiseKind | null;
  readonly confirmed: boolean;
  readonly qualifiers: readonly string[];
  readonly reasons: readonly string[];
  readonly label: string | null;
  readonly period: string | null;
  readonly sharpens: readonly string[];
};

/** How a doubtful place was settled: looked at and right, or mended; and by which mend. */
export type Settled = { readonly how: 'right' | 'mended'; readonly mend: number };
export type DeskFinding = Omit<Finding, 'node'> & { readonly node: string | null; readonly settled: Settled | null };

/** A draft on somebody’s desk: the reading and all that was mended. Every offset points into `text`. */
export type Desk = Pick<Draft, 'title' | 'period' | 'parties' | 'language' | 'text' | 'pages' | 'columns'> & {
  /** Objectives, then priorities, then the tree, each in the order of the document. */
  readonly nodes: readonly DeskNode[];
  /** What was set aside as furniture, to be taken back. */
  readonly aside: readonly DeskNode[];
  readonly findings: readonly DeskFinding[];
  readonly furniture: readonly Furniture[];
};

export type Family = 'objective' | 'priority' | 'tree';
/** Objectives and priorities are lists of their own; everything else is the tree. */
export const familyOf = (kind: DeskKind): Family => (kind === 'objective' || kind === 'priority' ? kind : 'tree');

/** A reading laid on the desk; `draftOn` gives the same draft back. */
export function deskOf(draft: Draft): Desk {
  const keys = new Map(draft.nodes.map(({ id }, at) => [id, `n${at}`] as const));
  const keyOf = (reference: string | null | undefined) => (reference ? (keys.get(reference) ?? null) : null);
  const bare = { parent: null, implied: null, reference: '', confidence: 1, reasons: [], byHand: null, confirmed: false };
  const front = { ...bare, label: null, period: null, sharpens: [], promise: null, qualifiers: [] };
  const objectives = draft.objectives.map(({ text, source }, at): DeskNode => {
    return { ...front, key: `o${at}`, kind: 'objective', number: '', text, source, pieces: [source] };
  });
  const priorities = draft.priorities.map((each, at): DeskNode => {
    const { text, source, label, period, promise, qualifiers } = each;
    const sharpens = each.lines.flatMap((line) => keyOf(line) ?? []);
    const said = { label, period, promise, qualifiers, sharpens };
    return { ...bare, ...said, key: `p${at}`, kind: 'priority', number: '', text, source, pieces: [source] };
  });
  const tree = draft.nodes.map((node, at): DeskNode => {
    const { id, kind, number, text, source, pieces, confidence, qualifiers, reasons } = node;
    const parent = keyOf(node.parent);
    const place = { reference: id, parent, implied: parent === null ? node.parent : null };
    const read = { text, source, pieces, confidence, qualifiers, reasons, promise: node.promise ?? null };
    return { ...front, ...place, ...read, key: `n${at}`, kind, number };
  });
  const findings = draft.findings.map(({ node, ...finding }): DeskFinding => {
    return { ...finding, node: keyOf(node), settled: null };
  });
  const { title, period, parties, language, text, pages, columns, furniture } = draft;
  const head = { title, period, parties, language, text, pages, columns, furniture };
  return { ...head, nodes: [...objectives, ...priorities, ...tree], aside: [], findings };
}

/** The draft as it is mended: what is entered as a plan. */
export function draftOn(desk: Desk): Draft {
  const references = new Map(desk.nodes.map(({ key, reference }) => [key, reference] as const));
  const referenceOf = (key: string | null) => (key === null ? undefined : references.get(key) || undefined);
  const of = (kind: DeskKind) => desk.nodes.filter((node) => node.kind === kind);
  const { title, period, parties, language, text, pages, columns, furniture } = desk;
  return {
    ...{ title, period, parties, language, text },
    objectives: of('objective').map(({ text: words, source }) => ({ text: words, source })),
    priorities: of('priority').map((node) => ({
      ...{ period: node.period, label: node.label ?? '', text: node.text },
      lines: node.sharpens.flatMap((key) => referenceOf(key) ?? []),
      ...{ promise: node.promise ?? 'standing', qualifiers: node.qualifiers, source: node.source },
    })),
    nodes: desk.nodes.filter(({ kind }) => familyOf(kind) === 'tree').map((node) => treeNode(node, referenceOf(node.parent))),
    findings: desk.findings.map(({ node, settled: _, ...finding }) => {
      const reference = referenceOf(node);
      return reference === undefined ? finding : { ...finding, node: reference };
    }),
    ...{ furniture, pages, columns },
  };
}

function treeNode(node: DeskNode, parent: string | undefined): DraftNode {
  const { reference, number, text, source, pieces, confidence, promise, qualifiers, reasons } = node;
  return {
    ...{ id: reference, number, parent: parent ?? node.implied, kind: node.kind as DraftNode['kind'] },
    ...{ text, source, pieces, confidence, reasons },
    ...(promise === null ? {} : { promise }),
    qualifiers,
  };
}
