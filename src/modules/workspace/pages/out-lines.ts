import { z } from 'zod';
import type { Tx } from '../../../platform/db/database.ts';
import type { OutList } from '../../../platform/documents/index.ts';
import { today } from '../../../platform/documents/index.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { dateInWords, type Language, periodInWords } from '../../../platform/i18n/index.ts';
import { notFound } from '../../../platform/refusal.ts';
import { lookOf } from '../../directory/index.ts';
import { followupText } from '../../followup/index.ts';
import { type PlanRow, planBySlug } from '../../plan/index.ts';
import { text } from '../text.ts';
import { addressOf, promiseInWords, stageInWords } from '../words.ts';
import { type Choice, headingsOver, lineColumns } from './out-lines-columns.ts';
import { type OutLine, outLines } from './out-lines-query.ts';
import { wallOf } from './out-wall.ts';
import { filterOf } from './register-data.ts';
import { RegisterQuery, registerHref } from './register-query.ts';

/** What the register can be asked on its way out: the same, and for which sheet of paper. */
export const RegisterOutQuery = RegisterQuery.extend({ paper: z.enum(['a4', 'letter']).optional() });
export type RegisterOutQuery = z.infer<typeof RegisterOutQuery>;

const REGISTER: readonly Choice[] = ['translation', 'promise', 'qualifiers', 'priority', 'stage', 'readers'];

/**
 * The register as one sees it now, all pages of it: the same filters and the same order, a row for each action line with its sub-items, who may
 * read it, how far its words have come, and its permanent address.
 */
export async function registerOut(visit: Visit<RegisterOutQuery>, slug: string, publicUrl: URL): Promise<OutList<OutLine>> {
  const { partnership, lang } = visit;
  if (!partnership) throw notFound();
  const { paper, text: _, from: __, ...query } = visit.query;
  return visit.read(async (tx) => {
    const plan = await planBySlug(tx, partnership.id, slug);
    const day = await today(tx);
    const filter = await filterOf(tx, plan.id, query);
    const items = await outLines(tx, plan, { lang, filter, order: query.sort ?? 'document', day, circle: null });
    const about = { lang, plan, partnership: partnership.slug, publicUrl };
    const onPaper = REGISTER.filter(
      (each) => !['stage', 'readers', ...(lang === plan.lang ? ['translation'] : [])].includes(each),
    );
    const t = text.in(lang);
    return {
      ...(await aboutPlan(tx, visit, plan, { lang, day, items, query })),
      name: `${partnership.slug}-${slug}-${t('workspace.export.file')}`,
      above: t('workspace.register.title'),
      wall: wallOf(lang, [plan.readers, ...items.map((item) => item.readers)]),
      address: new URL(registerHref(addressOf.register(partnership.slug, slug), query), publicUrl).href,
      columns: lineColumns(about, REGISTER, onPaper),
      items,
      paper: { size: paper ?? 'a4', landscape: true },
    };
  });
}

type Asked = {
  readonly lang: Language;
  readonly day: string;
  readonly items: readonly OutLine[];
  readonly query: Pick<RegisterQuery, 'area' | 'promise' | 'priority' | 'words' | 'sort'> & {
    readonly notes?: 'with' | 'without' | undefined;
  };
};

/** What every document of a plan's lines says of the plan, of the filter, and of how many lines there are. */
export async function aboutPlan(
  tx: Tx,
  { partnership }: Pick<Visit, 'partnership'>,
  plan: PlanRow,
  { lang, day, items, query }: Asked,
): Promise<Pick<OutList<OutLine>, 'lang' | 'title' | 'asOf' | 'facts' | 'figures' | 'look' | 'caption' | 'empty' | 'headings'>> {
  const t = text.in(lang);
  const plain = (term: string, value: string) => ({ term, value: [{ text: value }] });
  const filter = filterInWords(lang, query);
  return {
    lang,
    title: { text: plan.title, lang: plan.lang, signed: true },
    asOf: day,
    facts: [
      plain(t('workspace.out.period'), periodInWords(lang, plan.period_start, plan.period_end)),
      plain(t('workspace.out.stage'), stageInWords(lang, plan)),
      plain(t('workspace.out.lines'), filter.length === 0 ? t('workspace.register.all') : filter.join('; ')),
      plain(t('workspace.out.as-of'), dateInWords(lang, day)),
    ].filter(({ value }) => value.some((run) => run.text !== '')),
    figures: [
      {
        value: items.length,
        label: t(items.length === 1 ? 'workspace.out.line-one' : 'workspace.out.line-many'),
        rule: t(filter.length === 0 ? 'workspace.out.rule-all' : 'workspace.out.rule-filter'),
      },
    ],
    look: await lookOf(tx, partnership, lang),
    caption: t('workspace.register.title'),
    empty: t('workspace.register.empty'),
    ...(query.sort === undefined ? { headings: (item: OutLine) => headingsOver(lang, item) } : {}),
  };
}

/** What a list of lines was narrowed to, as a reader would say it; nothing where it is whole. */
export function filterInWords(lang: Language, query: Asked['query']): string[] {
  const t = text.in(lang);
  return [
    ...(query.area === undefined ? [] : [`${t('workspace.register.area')}: ${query.area}`]),
    ...(query.promise === undefined ? [] : [promiseInWords(lang, query.promise).name]),
    ...(query.priority === undefined
      ? []
      : [query.priority === 'any' ? t('workspace.register.priority-any') : query.priority.replace(/^P\./, '')]),
    ...(query.words === undefined ? [] : [`“${query.words}”`]),
    ...(query.notes === undefined ? [] : [followupText.in(lang)(`followup.grid.which-${query.notes}`)]),
  ];
}
