import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { DataTable, EmptyState, Reference, SafeLink, WallBand } from '../../../platform/ui/index.ts';
import { planBySlug, planText, remarksOfPlan } from '../../plan/index.ts';
import { text } from '../text.ts';
import { addressOf } from '../words.ts';
import { planHead } from './plan-head.tsx';
import { remarkWords } from './remark-words.tsx';

/** What the importer doubted, for the parties to compare with the signed text before they certify. */
export async function remarksPage(visit: Visit, partnership: string, slug: string): Promise<Page> {
  const { lang } = visit;
  const { plan, remarks } = await visit.read(async (tx) => {
    const found = await planBySlug(tx, partnership, slug);
    return { plan: found, remarks: await remarksOfPlan(tx, found.id) };
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
        </WallBand>
      </>
    ),
  };
}
