import { z } from 'zod';
import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { dateInWords } from '../../../platform/i18n/index.ts';
import { notFound } from '../../../platform/refusal.ts';
import { Chips, DataTable, EmptyState, LinkButton, PageHead, SafeLink } from '../../../platform/ui/index.ts';
import { sayReaders } from '../../directory/index.ts';
import { type DraftRow, draftsOf } from '../drafts.ts';
import { placeOf } from './places.ts';
import { text } from './text.ts';
import { stateInWords } from './words.ts';

export const DraftsQuery = z.strictObject({ show: z.enum(['dropped']).optional() });

/** The drafts that one may see: those at work and entered, or those that were dropped. */
export async function draftsPage(visit: Visit<z.infer<typeof DraftsQuery>>): Promise<Page> {
  const { lang, partnership } = visit;
  if (!partnership) throw notFound();
  const t = text.in(lang);
  const dropped = visit.query.show === 'dropped';
  const drafts = await visit.read((tx) => draftsOf(tx, partnership.id, { dropped }));
  const add = (
    <LinkButton kind="primary" icon="upload" href={placeOf.add(partnership.slug)}>
      {t('plan.drafts.add')}
    </LinkButton>
  );
  return {
    title: t('plan.drafts.title'),
    kind: 'wide',
    breadcrumbs: [],
    body: (
      <>
        <PageHead title={t('plan.drafts.title')} below={t('plan.drafts.lead')} acts={add} />
        <Chips
          lang={lang}
          label={t('plan.drafts.title')}
          items={[
            { label: t('plan.drafts.at-work'), href: placeOf.list(partnership.slug), current: !dropped },
            { label: t('plan.drafts.dropped'), href: placeOf.dropped(partnership.slug), current: dropped },
          ]}
        />
        <DataTable
          lang={lang}
          caption={t('plan.drafts.title')}
          hideCaption
          rows={drafts}
          empty={
            <EmptyState title={t(dropped ? 'plan.drafts.none-dropped' : 'plan.drafts.none')} icon="file-import">
              {!dropped && <p>{t('plan.drafts.none-do')}</p>}
            </EmptyState>
          }
          columns={[
            {
              label: t('plan.drafts.draft'),
              heads: true,
              width: 'wide',
              cell: (row: DraftRow) => (
                <>
                  <SafeLink href={placeOf.draft(partnership.slug, row.id)} lang={row.lang}>
                    {row.title}
                  </SafeLink>
                  <br />
                  <span class="quiet-words break-anywhere">
                    {t(`plan.format.${row.format}`)} · {row.file_name}
                  </span>
                </>
              ),
            },
            {
              label: t('plan.drafts.state'),
              cell: (row: DraftRow) => (
                <>
                  {!row.waits_for_columns && `${t('plan.drafts.lines', { count: row.lines })} · `}
                  {row.plan === null ? (
                    stateInWords(lang, row)
                  ) : (
                    <SafeLink href={placeOf.plan(partnership.slug, row.plan)}>{stateInWords(lang, row)}</SafeLink>
                  )}
                </>
              ),
            },
            {
              label: t('plan.drafts.begun'),
              cell: (row: DraftRow) => {
                const day = dateInWords(lang, row.begun_at.toISOString());
                return row.begun_by === null ? day : t('plan.drafts.begun-by', { day, name: row.begun_by });
              },
            },
            { label: t('plan.drafts.readers'), cell: (row: DraftRow) => sayReaders(lang, row.readers) },
          ]}
        />
      </>
    ),
  };
}
