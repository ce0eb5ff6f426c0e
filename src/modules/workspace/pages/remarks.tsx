import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { dateInWords, type Language } from '../../../platform/i18n/index.ts';
import { DataTable, EmptyState, Reference, SafeLink, WallBand } from '../../../platform/ui/index.ts';
import {
  draftText,
  MendsTable,
  mendsOfPlan,
  planBySlug,
  planText,
  type RemarkRow,
  remarksOfPlan,
  remarkWords,
} from '../../plan/index.ts';
import { text } from '../text.ts';
import { addressOf } from '../words.ts';
import { planHead } from './plan-head.tsx';

/** What the importer doubted, for the parties to compare with the signed text before they certify. */
export async function remarksPage(visit: Visit, partnership: string, slug: string): Promise<Page> {
  const { lang } = visit;
  const { plan, remarks, mends } = await visit.read(async (tx) => {
    const found = await planBySlug(tx, partnership, slug);
    return { plan: found, remarks: await remarksOfPlan(tx, found.id), mends: await mendsOfPlan(tx, found.id) };
  });
  const t = text.in(lang);
  const say = planText.in(lang);
  const here = visit.partnership?.slug ?? '';
  return {
    title: `${t('workspace.remarks.title')} · ${plan.title}`,
    kind: 'wide',
    body: (
      <>
        {planHead(visit, plan, 'remarks')}
        <WallBand sentence={t('workspace.line.parties-see')}>
          <p>{t('workspace.remarks.lead')}</p>
          {remarks.length === 0 ? (
            <EmptyState title={t('workspace.remarks.none')} icon="circle-check">
              <p>{t('workspace.remarks.none-do')}</p>
            </EmptyState>
          ) : (
            <DataTable
              lang={lang}
              caption={t('workspace.remarks.count', { count: remarks.length })}
              rows={remarks}
              columns={[
                {
                  label: t('workspace.remarks.severity'),
                  width: 'narrow',
                  heads: true,
                  cell: (row) => say(`plan.remark.${row.severity}`),
                },
                { label: t('workspace.remarks.what'), width: 'wide', cell: (row) => remarkWords(lang, row) },
                { label: draftText.in(lang)('plan.mends.settled'), cell: (row) => settledInWords(lang, row) },
                {
                  label: t('workspace.remarks.where'),
                  width: 'narrow',
                  cell: (row) => (
                    <span class="places">
                      {row.reference !== null && (
                        <SafeLink href={addressOf.line(here, plan.slug, row.reference)}>
                          <Reference reference={row.reference} />
                        </SafeLink>
                      )}
                      <SafeLink href={addressOf.sourceLine(here, plan.slug, row.line)}>
                        {t('workspace.source.line', { line: row.line })}
                      </SafeLink>
                    </span>
                  ),
                },
              ]}
            />
          )}
          {mends.length > 0 && (
            <>
              <h2>{draftText.in(lang)('plan.mends.of-plan')}</h2>
              <MendsTable lang={lang} wordsLanguage={plan.lang} mends={mends} />
            </>
          )}
        </WallBand>
      </>
    ),
  };
}

/** How a remark was settled before the plan was entered, by whom and when. */
function settledInWords(lang: Language, { settled, settled_by, settled_at }: RemarkRow): string {
  if (settled === null || settled_at === null) return '–';
  const how = draftText.in(lang)(`plan.desk.settled-${settled}`);
  const day = dateInWords(lang, settled_at.toISOString());
  return `${how} (${settled_by === null ? day : draftText.in(lang)('plan.mends.by', { name: settled_by, day })})`;
}
