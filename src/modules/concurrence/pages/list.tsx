import { z } from 'zod';
import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { dateInWords } from '../../../platform/i18n/index.ts';
import { notFound } from '../../../platform/refusal.ts';
import { Badge, Chips, DataTable, EmptyState, LinkButton, PageHead, Pager, SafeLink } from '../../../platform/ui/index.ts';
import { type ListedProposition, listPropositions, PER_PAGE, SHOWS } from '../queries.ts';
import { text } from '../text.ts';
import { placeOf } from './places.ts';
import { momentOf } from './say.ts';

export const ListQuery = z.strictObject({
  shows: z.enum(SHOWS).optional(),
  page: z.coerce.number().int().min(1).max(10_000).optional(),
});
type ListVisit = Visit<z.infer<typeof ListQuery>>;

/** What is before the seats and what was, as one sees it; first of all what waits for the seat that one speaks for. */
export async function listPage(visit: ListVisit): Promise<Page> {
  const { lang, partnership, acting } = visit;
  if (!partnership) throw notFound();
  const t = text.in(lang);
  const shows = visit.query.shows ?? 'all';
  const offset = ((visit.query.page ?? 1) - 1) * PER_PAGE;
  const party = acting.role === 'speaker' ? acting.party : null;
  const { rows, counts } = await visit.read((tx) => listPropositions(tx, partnership.id, { shows, party, offset }));
  const base = placeOf.list(partnership.slug);
  const offered = SHOWS.filter((each) => each === 'all' || counts[each] > 0 || each === shows);
  const label = (each: (typeof SHOWS)[number]) =>
    each === 'all' || each === 'waiting'
      ? t(`concurrence.list.${each}`)
      : t(`concurrence.state.${each === 'closed' ? 'lapsed' : each}`);
  return {
    title: t('concurrence.list.title'),
    kind: 'wide',
    body: (
      <>
        <PageHead
          title={t('concurrence.list.title')}
          acts={
            <LinkButton href={placeOf.days(partnership.slug)} icon="calendar">
              {t('concurrence.calendar.title')}
            </LinkButton>
          }
        />
        <p class="page-lead">{t('concurrence.list.lead')}</p>
        {counts.all > 0 && (
          <Chips
            lang={lang}
            label={t('concurrence.list.state')}
            items={offered.map((each) => ({
              label: each === 'closed' ? t('concurrence.list.not-carried') : label(each),
              href: each === 'all' ? base : `${base}?shows=${each}`,
              current: each === shows,
              count: counts[each],
            }))}
          />
        )}
        <DataTable
          lang={lang}
          caption={t('concurrence.list.count', { count: counts[shows] })}
          rows={rows}
          columns={columns(visit, partnership.slug)}
          empty={
            counts.all === 0 ? (
              <EmptyState title={t('concurrence.list.empty')}>
                <p>{t('concurrence.list.empty-do')}</p>
              </EmptyState>
            ) : (
              <EmptyState title={t('concurrence.list.none')} />
            )
          }
        />
        {counts[shows] > PER_PAGE && (
          <Pager
            lang={lang}
            from={offset + 1}
            until={offset + rows.length}
            total={counts[shows]}
            previous={offset === 0 ? null : `${base}?shows=${shows}&page=${offset / PER_PAGE}`}
            next={offset + rows.length < counts[shows] ? `${base}?shows=${shows}&page=${offset / PER_PAGE + 2}` : null}
          />
        )}
      </>
    ),
  };
}

function columns({ lang }: Pick<ListVisit, 'lang'>, partnership: string) {
  const t = text.in(lang);
  return [
    {
      label: t('concurrence.list.what'),
      heads: true,
      width: 'wide' as const,
      cell: (row: ListedProposition) => (
        <>
          <span class="reference">{row.reference}</span>{' '}
          <SafeLink href={placeOf.proposition(partnership, row.reference)} lang={row.lang}>
            {row.title}
          </SafeLink>{' '}
          {row.waiting && <Badge kind="attention">{t('concurrence.list.waiting')}</Badge>}
        </>
      ),
    },
    {
      label: t('concurrence.list.act'),
      width: 'narrow' as const,
      cell: (row: ListedProposition) =>
        `${t(`concurrence.act.${row.act}`)}, ${t(`concurrence.procedure-short.${row.procedure}`)}`,
    },
    {
      label: t('concurrence.list.state'),
      width: 'narrow' as const,
      cell: (row: ListedProposition) => t(`concurrence.state.${row.state}`),
    },
    {
      label: t('concurrence.list.spoken'),
      width: 'narrow' as const,
      cell: (row: ListedProposition) => t('concurrence.list.of', { count: row.concurring, all: row.seats }),
    },
    {
      label: t('concurrence.list.until'),
      width: 'narrow' as const,
      cell: (row: ListedProposition) => (row.deadline ? `${momentOf(lang, row.deadline, row.zone)} (${row.zone})` : '–'),
    },
    {
      label: t('concurrence.list.opened'),
      width: 'narrow' as const,
      cell: (row: ListedProposition) => dateInWords(lang, row.opened_at.toISOString()),
    },
  ];
}
