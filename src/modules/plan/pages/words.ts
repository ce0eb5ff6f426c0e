import type { Language } from '../../../platform/i18n/index.ts';
import type { DraftRow } from '../drafts.ts';
import type { DeskNode } from '../importer/index.ts';
import type { KeptMend, Shown } from '../tables.ts';
import { text as planText } from '../text.ts';
import { text } from './text.ts';

/** What a node is called on a desk: its reference; or what it is, where it has none. */
export function nameOfNode(lang: Language, node: Pick<DeskNode, 'kind' | 'reference' | 'number' | 'period'>): string {
  if (node.reference !== '') return node.reference;
  const kind = planText.in(lang)(`plan.kind.${node.kind}`);
  return node.period ? `${kind} ${node.period}` : kind;
}

/** The beginning of some words, for choices and lists. */
export function beginningOf(words: string, most = 60): string {
  return words.length <= most ? words : `${words.slice(0, most).replace(/\s+\S*$/u, '')}…`;
}

/** What was mended, in a few words: “Split: A.2.1.2”. */
export function mendInWords(
  lang: Language,
  { mend, before, after }: { readonly mend: KeptMend; readonly before: Shown | null; readonly after: Shown | null },
): string {
  const t = text.in(lang);
  if (mend.do === 'undo') return t('plan.mend.undo', { number: mend.of });
  const name = t(`plan.mend.${mend.do}`);
  if (mend.do === 'promises') return `${name} (${planText.in(lang)(`plan.promise.${mend.promise}`)})`;
  if (mend.do === 'accept') return name;
  const key = mend.do === 'lift' ? `l${mend.start}` : mend.node;
  const said = saidOf(before, key) ?? saidOf(after, key);
  const reference = said?.reference;
  return typeof reference === 'string' && reference !== '' ? `${name} · ${reference}` : name;
}

/** What is kept of one node beside a mend. */
export type SaidNode = {
  readonly kind?: string;
  readonly reference?: string;
  readonly number?: string;
  readonly text?: string;
  readonly under?: string | null;
  readonly promise?: string;
  readonly aside?: boolean;
};

const saidOf = (shown: Shown | null, key: string): SaidNode | undefined => shown?.[key] as SaidNode | undefined;

/** The nodes that a mend speaks of, and how many more there were. */
export function saidNodes(shown: Shown | null): { nodes: readonly (SaidNode & { key: string })[]; more: number } {
  if (shown === null) return { nodes: [], more: 0 };
  const nodes = Object.entries(shown).flatMap(([key, node]) =>
    typeof node === 'object' && node !== null ? [{ key, ...(node as SaidNode) }] : [],
  );
  return { nodes, more: typeof shown.more === 'number' ? shown.more : 0 };
}

/** How far a draft is, for lists and heads. */
export function stateInWords(lang: Language, draft: DraftRow): string {
  const t = text.in(lang);
  if (draft.waits_for_columns) return t('plan.drafts.state-columns');
  if (draft.plan !== null) return t('plan.drafts.state-entered', { plan: draft.plan });
  if (draft.doubts === 0) return t('plan.drafts.state-clear');
  return t('plan.drafts.state-doubts', { count: draft.doubts, settled: draft.settled });
}
