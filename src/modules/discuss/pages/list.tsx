import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { dateInWords, type Language } from '../../../platform/i18n/index.ts';
import { notFound } from '../../../platform/refusal.ts';
import {
  Badge,
  Button,
  DataTable,
  EmptyState,
  Field,
  FilterForm,
  LinkButton,
  PageHead,
  Pager,
  SafeLink,
} from '../../../platform/ui/index.ts';
import { type Host, type Place, placesOf } from '../hosts.ts';
import type { ThreadRow, WallRow } from '../queries.ts';
import { text } from '../text.ts';
import { countThreads, type ListQuery, listThreads, SORTS, WHO, wallsOfThreads } from './list-query.ts';
import { placeOf } from './places.ts';
import { readersInWords, wallInWords } from './readers.ts';

const PER_LIST = 25;

/** The discussions that one sees, filtered and sorted, a page at a time. */
export async function listPage(visit: Visit<ListQuery>, hosts: readonly Host[]): Promise<Page> {
  const { lang, query, partnership } = visit;
  if (!partnership) throw notFound();
  const t = text.in(lang);
  const number = query.page ?? 1;
  const { rows, total, places, walls } = await visit.read(async (tx) => {
    const found = await listThreads(tx, partnership.id, query, { offset: (number - 1) * PER_LIST, limit: PER_LIST });
    return {
      rows: found,
      total: await countThreads(tx, partnership.id, query),
      places: await placesOf(tx, hosts, partnership.slug, found),
      walls: await wallsOfThreads(tx, partnership.id),
    };
  });
  const base = placeOf.list(partnership.slug);
  const { page: _, ...kept } = query;
  const filtered = Object.values(kept).some((each) => each !== undefined && each !== '');
  return {
    title: t('discuss.nav'),
    kind: 'wide',
    breadcrumbs: [{ label: t('discuss.nav') }],
    body: (
      <>
        <PageHead
          title={t('discuss.nav')}
          acts={
            total > 0 ? (
              <LinkButton icon="download" href={hrefOf(placeOf.csv(partnership.slug), kept)} download>
                {t('discuss.list.csv')}
              </LinkButton>
            ) : undefined
          }
        />
        <p class="page-lead">{t('discuss.list.lead')}</p>
        {filters(lang, base, query, walls)}
        <p role="status">{t('discuss.list.count', { count: total })}</p>
        {rows.length === 0 ? (
          <EmptyState title={t(filtered ? 'discuss.list.none' : 'discuss.list.empty')} icon="message-circle">
            <p>{t(filtered ? 'discuss.list.none-do' : 'discuss.list.empty-do')}</p>
          </EmptyState>
        ) : (
          table(lang, partnership.slug, rows, places)
        )}
        {total > PER_LIST && (
          <Pager
            lang={lang}
            from={Math.min(total, (number - 1) * PER_LIST + 1)}
            until={Math.min(total, number * PER_LIST)}
            total={total}
            previous={number > 1 ? hrefOf(base, { ...kept, page: number - 1 }) : null}
            next={number * PER_LIST < total ? hrefOf(base, { ...kept, page: number + 1 }) : null}
          />
        )}
      </>
    ),
  };
}

/** The address of a list with what is asked of it, in its shortest form. */
export function hrefOf(base: string, query: ListQuery): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    if (value !== undefined && value !== '' && !(key === 'page' && value === 1)) search.set(key, String(value));
  return search.size === 0 ? base : `${base}?${search}`;
}

function filters(lang: Language, action: string, query: ListQuery, walls: readonly WallRow[]) {
  const t = text.in(lang);
  return (
    <FilterForm
      action={action}
      label={t('discuss.list.filters')}
      keep={query.record === undefined ? {} : { record: query.record }}
    >
      <Field
        kind="select"
        lang={lang}
        name="state"
        label={t('discuss.list.state')}
        value={query.state ?? ''}
        required={false}
        options={[
          { value: '', label: t('discuss.state.open') },
          { value: 'resolved', label: t('discuss.state.resolved') },
          { value: 'all', label: t('discuss.list.state-all') },
        ]}
      />
      <Field
        kind="select"
        lang={lang}
        name="who"
        label={t('discuss.list.who')}
        value={query.who ?? ''}
        required={false}
        options={[
          { value: '', label: t('discuss.list.who-all') },
          ...WHO.map((value) => ({ value, label: t(`discuss.list.who-${value}`) })),
        ]}
      />
      <Field
        kind="select"
        lang={lang}
        name="wall"
        label={t('discuss.list.wall')}
        value={query.wall ?? ''}
        required={false}
        options={[
          { value: '', label: t('discuss.list.wall-all') },
          ...walls.map((wall) => ({ value: wall.id, label: wallInWords(lang, wall.readers) })),
        ]}
      />
      <Field
        kind="search"
        lang={lang}
        name="words"
        label={t('discuss.list.words')}
        value={query.words}
        required={false}
        maxlength={200}
      />
      <Field
        kind="select"
        lang={lang}
        name="sort"
        label={t('discuss.list.sort')}
        value={query.sort ?? 'newest'}
        options={SORTS.map((value) => ({ value, label: t(`discuss.list.sort-${value}`) }))}
      />
      <Button icon="filter">{t('discuss.list.filter')}</Button>
    </FilterForm>
  );
}

function table(lang: Language, partnership: string, rows: readonly ThreadRow[], places: ReadonlyMap<string, Place>) {
  const t = text.in(lang);
  const day = (date: Date) => dateInWords(lang, date.toISOString());
  return (
    <DataTable
      lang={lang}
      caption={t('discuss.nav')}
      hideCaption
      rows={rows}
      columns={[
        {
          label: t('discuss.list.first'),
          heads: true,
          width: 'wide',
          cell: (row) => (
            <SafeLink href={placeOf.thread(partnership, row.id)} lang={row.first === null ? lang : row.first_lang}>
              {row.first === null ? t('discuss.withdrawn') : inShort(row.first)}
            </SafeLink>
          ),
        },
        {
          label: t('discuss.list.about'),
          width: 'narrow',
          cell: (row) => {
            const place = places.get(row.record);
            return place ? (
              <SafeLink href={place.address} lang={place.nameLanguage}>
                {place.name}
              </SafeLink>
            ) : (
              <span lang={row.record_lang}>{inShort(row.record_title)}</span>
            );
          },
        },
        { label: t('discuss.list.readers'), cell: (row) => readersInWords(lang, row.readers) },
        {
          label: t('discuss.list.state'),
          width: 'narrow',
          cell: (row) => <Badge>{t(row.resolved ? 'discuss.state.resolved' : 'discuss.state.open')}</Badge>,
        },
        { label: t('discuss.list.comments'), numeric: true, width: 'narrow', cell: (row) => String(row.comments) },
        { label: t('discuss.list.newest'), width: 'narrow', cell: (row) => day(row.newest_at) },
      ]}
    />
  );
}

/** The beginning of words, cut between two of them. */
export function inShort(words: string, most = 160): string {
  const flat = words.replace(/\s+/g, ' ');
  return flat.length <= most ? flat : `${flat.slice(0, Math.max(flat.lastIndexOf(' ', most), most / 2))}…`;
}
