import { z } from 'zod';
import type { Page } from '../../../platform/http/page.ts';
import type { Answer, Visit } from '../../../platform/http/route.ts';
import { dateInWords, sayPhrase } from '../../../platform/i18n/index.ts';
import { notFound, Refusal } from '../../../platform/refusal.ts';
import {
  Chips,
  DataTable,
  ErrorSummary,
  LinkButton,
  Notice,
  Pager,
  Reference,
  SafeLink,
  Words,
} from '../../../platform/ui/index.ts';
import {
  concurrencePlaces,
  concurrenceText,
  type OpenOn,
  openOn,
  openProposition,
  referenceOf,
} from '../../concurrence/index.ts';
import { mayEnterPlan, type PlanRow, planBySlug, planText } from '../../plan/index.ts';
import { text } from '../text.ts';
import { addressOf } from '../words.ts';
import { type ComparedNode, comparedNodes, PLACES, PLACES_ON_A_PAGE, type WhichPlaces } from './certification-data.ts';
import { type PutForm, putForm } from './certification-form.tsx';
import { planHead } from './plan-head.tsx';
import { remarkWords } from './remark-words.tsx';

/** Who puts a plan to the parties to be certified: the secretariat, as it serves all of them. */
export const mayPutPlan = { ...mayEnterPlan, name: 'workspace.put-plan' };

export const CertificationQuery = z.strictObject({
  show: z.enum(PLACES).optional(),
  page: z.coerce.number().int().min(1).max(10_000).optional(),
});
type PageVisit = Visit<z.infer<typeof CertificationQuery>>;

/** The register beside the passages it was read from, with what was doubted and mended, and how far its certification has come. */
export async function certificationPage(visit: PageVisit, form?: PutForm): Promise<Page> {
  const { lang, partnership } = visit;
  if (!partnership) throw notFound();
  const t = text.in(lang);
  const show: WhichPlaces = visit.query?.show ?? 'all';
  const offset = ((visit.query?.page ?? 1) - 1) * PLACES_ON_A_PAGE;
  const { plan, open, adopted, compared } = await visit.read(async (tx) => {
    const found = await planBySlug(tx, partnership.id, visit.params.plan ?? '');
    return {
      plan: found,
      open: await openOn(tx, found.id),
      adopted: found.adopted_by && (await referenceOf(tx, found.adopted_by)),
      compared: await comparedNodes(tx, found.id, show, offset),
    };
  });
  const base = addressOf.certification(partnership.slug, plan.slug);
  const at = (page: number) => `${base}?${new URLSearchParams({ ...(show === 'all' ? {} : { show }), page: String(page) })}`;
  return {
    title: `${t('workspace.certify.title')} · ${plan.title}`,
    status: form?.refusal.status ?? 200,
    kind: 'wide',
    body: (
      <>
        {planHead(visit, plan, 'certification')}
        <p class="page-lead">{t('workspace.certify.lead')}</p>
        {form && <ErrorSummary lang={lang} errors={[problemOf(visit, form)]} />}
        {standing(visit, plan, open, adopted)}
        {plan.stage === 'entered' && !open && mayPutPlan.allows(visit.acting) && putForm(visit, base, form)}
        <Chips
          lang={lang}
          label={t('workspace.certify.title')}
          items={PLACES.map((each) => ({
            label: t(`workspace.certify.show.${each}`),
            href: each === 'all' ? base : `${base}?show=${each}`,
            current: each === show,
            count: compared.counts[each],
          }))}
        />
        <DataTable
          lang={lang}
          caption={t('workspace.certify.count', { count: compared.counts[show] })}
          rows={compared.nodes}
          rowId={(node) => node.reference}
          columns={columns(visit, partnership.slug, plan)}
          empty={<p>{t('workspace.certify.none')}</p>}
        />
        <Pager
          lang={lang}
          from={offset + 1}
          until={offset + compared.nodes.length}
          total={compared.counts[show]}
          previous={offset === 0 ? null : at(offset / PLACES_ON_A_PAGE)}
          next={offset + PLACES_ON_A_PAGE < compared.counts[show] ? at(offset / PLACES_ON_A_PAGE + 2) : null}
        />
      </>
    ),
  };
}

const problemOf = ({ lang }: Pick<Visit, 'lang'>, { refusal }: PutForm) => ({
  message: sayPhrase(lang, refusal.key, refusal.values),
  ...(refusal.field === undefined ? {} : { field: refusal.field }),
});

function standing(
  { lang, partnership }: Pick<PageVisit, 'lang' | 'partnership'>,
  plan: PlanRow,
  open: OpenOn | undefined,
  adopted: string | null | undefined,
) {
  const t = text.in(lang);
  const slug = partnership?.slug ?? '';
  if (plan.adopted_by !== null)
    return (
      <Notice>
        <p>{t('workspace.certify.adopted')}</p>
        {adopted && (
          <p>
            <SafeLink href={concurrencePlaces.proposition(slug, adopted)}>{t('workspace.certify.see')}</SafeLink>
          </p>
        )}
      </Notice>
    );
  if (!open) return <Notice>{t('workspace.certify.not-put')}</Notice>;
  const procedure = concurrenceText.in(lang)(`concurrence.procedure-short.${open.procedure}`);
  return (
    <Notice kind="attention">
      <p>{t('workspace.certify.open', { day: dateInWords(lang, open.opened_at.toISOString()), procedure })}</p>
      <p class="acts">
        <LinkButton kind="primary" href={concurrencePlaces.proposition(slug, open.reference)}>
          {t('workspace.certify.take')}
        </LinkButton>
      </p>
    </Notice>
  );
}

function columns({ lang }: Pick<PageVisit, 'lang'>, partnership: string, plan: PlanRow) {
  const t = text.in(lang);
  return [
    {
      label: t('workspace.certify.reference'),
      width: 'narrow' as const,
      heads: true,
      cell: (node: ComparedNode) => (
        <SafeLink href={addressOf.line(partnership, plan.slug, node.reference)}>
          <Reference reference={node.reference} />
        </SafeLink>
      ),
    },
    {
      label: t('workspace.certify.source'),
      width: 'wide' as const,
      cell: (node: ComparedNode) => (
        <>
          <p class="source-passage" lang={plan.lang}>
            {node.passage}
          </p>
          <p class="meta">
            <SafeLink href={addressOf.sourceLine(partnership, plan.slug, node.line)}>
              {t('workspace.certify.line', { line: node.line })}
            </SafeLink>
          </p>
        </>
      ),
    },
    {
      label: t('workspace.certify.register'),
      width: 'wide' as const,
      cell: (node: ComparedNode) => (
        <>
          <Words text={node.text} wordsLanguage={node.lang} size="row" />
          {node.doubts.map((doubt) => (
            <p class="doubt">
              <strong>{planText.in(lang)(`plan.remark.${doubt.severity}` as never)}</strong> {remarkWords(lang, doubt as never)}
            </p>
          ))}
          {node.mends.map((mend) => (
            <p class="meta">{t('workspace.certify.mended', { day: dateInWords(lang, mend.day), reason: mend.reason })}</p>
          ))}
        </>
      ),
    },
  ];
}

type PutInput = { procedure: 'express' | 'silence'; deadline: string; zone: string; reason: string };

/** Puts the plan to the parties and goes to its proposition; or shows the form again with what to mend. */
export async function certificationAnswer(visit: Visit<Record<string, never>, PutInput>): Promise<Answer> {
  const { partnership, lang, input } = visit;
  if (!partnership) throw notFound();
  try {
    const reference = await visit.write(async (tx) => {
      const plan = await planBySlug(tx, partnership.id, visit.params.plan ?? '');
      const title = text.in(plan.lang)('workspace.certify.put-title', { plan: plan.title }).slice(0, 200);
      const put = { bloc: null, act: 'certified' as const, title, lang: plan.lang, subjects: [plan.id] };
      const opened = await openProposition(tx, { ...put, ...input, zone: input.zone.trim() });
      return (await referenceOf(tx, opened)) ?? '';
    });
    return {
      seeOther: concurrencePlaces.proposition(partnership.slug, reference),
      flash: { kind: 'done', key: 'concurrence.opened' },
    };
  } catch (error) {
    if (!(error instanceof Refusal) || (error.status !== 409 && error.status !== 422)) throw error;
    return certificationPage({ ...visit, lang, query: {}, input: undefined } as PageVisit, { typed: input, refusal: error });
  }
}
