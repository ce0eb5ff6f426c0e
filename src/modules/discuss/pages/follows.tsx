import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { Answer, Visit } from '../../../platform/http/route.ts';
import { dateInWords, type Language } from '../../../platform/i18n/index.ts';
import { notFound } from '../../../platform/refusal.ts';
import { DataTable, EmptyState, PageHead, SafeLink } from '../../../platform/ui/index.ts';
import { type FollowRecordInput, followRecord } from '../follow-record.ts';
import { type Host, type Place, placesOf } from '../hosts.ts';
import { text } from '../text.ts';
import { FollowButton } from './follow-button.tsx';
import { placeOf } from './places.ts';

type FollowRow = {
  readonly record: string;
  readonly record_kind: string;
  readonly title: string;
  readonly lang: Language;
  readonly since: Date;
};

/** What whoever acts follows in a partnership, the newest first, at most 500. */
export async function followed(tx: Tx, partnership: string): Promise<FollowRow[]> {
  const { rows } = await sql<FollowRow>`select f.record, f.kind as record_kind, f.title, f.lang, f.since from discuss.v_followed f
    where f.partnership = ${partnership} order by f.since desc, f.title, f.record limit 500`.execute(tx);
  return rows;
}

/** What whoever acts follows; nobody else sees it. */
export async function followsPage(visit: Visit, hosts: readonly Host[]): Promise<Page> {
  const { lang, partnership } = visit;
  if (!partnership) throw notFound();
  const t = text.in(lang);
  const { rows, places } = await visit.read(async (tx) => {
    const all = await followed(tx, partnership.id);
    return { rows: all, places: await placesOf(tx, hosts, partnership.slug, all) };
  });
  return {
    title: t('discuss.follows'),
    kind: 'wide',
    breadcrumbs: [{ label: t('discuss.follows') }],
    body: (
      <>
        <PageHead title={t('discuss.follows')} />
        <p class="page-lead">{t('discuss.follows-lead')}</p>
        <DataTable
          lang={lang}
          caption={t('discuss.follows')}
          hideCaption
          rows={rows}
          columns={[
            {
              label: t('discuss.follows-what'),
              heads: true,
              width: 'wide',
              cell: (row) => what(lang, partnership.slug, row, places),
            },
            { label: t('discuss.follows-when'), width: 'narrow', cell: (row) => dateInWords(lang, row.since.toISOString()) },
            {
              label: t('discuss.follows-act'),
              width: 'narrow',
              hideLabel: true,
              cell: (row) => <FollowButton visit={visit} partnership={partnership.slug} record={row.record} follows />,
            },
          ]}
          empty={
            <EmptyState title={t('discuss.follows-none')} icon="eye">
              <p>{t('discuss.follows-none-do')}</p>
            </EmptyState>
          }
        />
      </>
    ),
  };
}

function what(lang: Language, partnership: string, row: FollowRow, places: ReadonlyMap<string, Place>) {
  const t = text.in(lang);
  if (row.record_kind === 'discuss.thread')
    return (
      <>
        <SafeLink href={placeOf.thread(partnership, row.record)}>{t('discuss.title')}</SafeLink> ·{' '}
        <span lang={row.lang}>{row.title}</span>
      </>
    );
  const place = places.get(row.record);
  return place ? (
    <>
      <SafeLink href={place.address} lang={place.nameLanguage}>
        {place.name}
      </SafeLink>{' '}
      {row.title !== place.name && <span lang={row.lang}>{row.title.replace(`${place.name} `, '')}</span>}
    </>
  ) : (
    <span lang={row.lang}>{row.title}</span>
  );
}

/** Follows a record or no more, and leads back to its page; where it has none, to the list. */
export async function followAnswer(
  visit: Visit<Record<string, never>, FollowRecordInput>,
  hosts: readonly Host[],
): Promise<Answer> {
  const { partnership, input } = visit;
  if (!partnership) throw notFound();
  await visit.write((tx) => followRecord(tx, visit.acting, input));
  const address = await visit.read(async (tx) => {
    const about = await tx.selectFrom('platform.record').select(['id', 'kind']).where('id', '=', input.record).executeTakeFirst();
    if (about?.kind === 'discuss.thread') return placeOf.thread(partnership.slug, about.id);
    const discussed = about ? [{ record: about.id, record_kind: about.kind }] : [];
    return (await placesOf(tx, hosts, partnership.slug, discussed)).get(input.record)?.address;
  });
  const key = input.follow === 'yes' ? 'discuss.followed-now' : 'discuss.followed-no-more';
  return { seeOther: address ?? placeOf.follows(partnership.slug), flash: { kind: 'done', key } };
}
