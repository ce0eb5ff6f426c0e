import type { Language } from '../../platform/i18n/index.ts';
import { sayReaders } from '../directory/index.ts';
import { type PlanRow, pageOfLine, planText } from '../plan/index.ts';

type Said = { readonly lang: 'en' | 'fr'; readonly text: string; readonly translation: string | null };

/** A heading in the reader's language: the translation where there is one, otherwise the authentic words, each with its language. */
export function inReadersWords(node: Said, reader: Language): { text: string; lang: Language } {
  return node.lang !== reader && node.translation !== null
    ? { text: node.translation, lang: reader }
    : { text: node.text, lang: node.lang };
}

/** A text of several languages in the reader's, or in the one it has. */
export function inLanguage(text: { readonly en?: string; readonly fr?: string }, reader: Language): string {
  return text[reader] ?? text.en ?? text.fr ?? '';
}

/** The kind of a promise in words, and what that means for closing it. */
export function promiseInWords(
  lang: Language,
  promise: 'one-off' | 'recurring' | 'enabling' | 'standing',
): { name: string; meaning: string } {
  const t = planText.in(lang);
  return { name: t(`plan.promise.${promise}`), meaning: t(`plan.promise-means.${promise}`) };
}

/** The permanent address of a node, and of the other pages of a plan. */
export const addressOf = {
  partnership: (partnership: string) => `/${partnership}`,
  register: (partnership: string, plan: string) => `/${partnership}/plans/${plan}`,
  line: (partnership: string, plan: string, reference: string) =>
    `/${partnership}/plans/${plan}/lines/${encodeURIComponent(reference)}`,
  document: (partnership: string, plan: string) => `/${partnership}/plans/${plan}/document`,
  priorities: (partnership: string, plan: string) => `/${partnership}/plans/${plan}/priorities`,
  source: (partnership: string, plan: string) => `/${partnership}/plans/${plan}/source`,
  /** A line of the source, on the page on which it stands. */
  sourceLine: (partnership: string, plan: string, line: number) => {
    const page = pageOfLine(line);
    return `/${partnership}/plans/${plan}/source${page === 1 ? '' : `?from=${page}`}#line-${line}`;
  },
  certification: (partnership: string, plan: string) => `/${partnership}/plans/${plan}/certification`,
  remarks: (partnership: string, plan: string) => `/${partnership}/plans/${plan}/remarks`,
  matrix: (partnership: string, plan: string) => `/${partnership}/plans/${plan}/matrix`,
  notes: (partnership: string, plan: string) => `/${partnership}/plans/${plan}/notes`,
  search: (partnership: string) => `/${partnership}/search`,
  /** Inside a partnership its page also says where the plans name it. */
  organisation: (partnership: string, slug: string) => `${partnership === '' ? '' : `/${partnership}`}/organisations/${slug}`,
};

/** How far the words of a plan have come, in words: "Entered, not yet certified by ASEAN or Canada". */
export function stageInWords(lang: Language, plan: Pick<PlanRow, 'stage' | 'uncertified'>): string {
  const t = planText.in(lang);
  const names = plan.uncertified.map((name) => inLanguage(name, lang));
  if (plan.stage === 'adopted') return t('plan.stage.adopted');
  const parties = lang === 'en' ? new Intl.ListFormat('en-CA', { type: 'disjunction' }).format(names) : names.join(', ');
  return names.length === 0 ? t('plan.stage.entered') : t('plan.stage.entered-by', { parties });
}

/** Who reads something, in the words that pages and exports say of its wall: "Only Canada sees this". */
export const readersInWords = sayReaders;
