import type { z } from 'zod';
import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { dateInWords, type Language } from '../../../platform/i18n/index.ts';
import { notFound } from '../../../platform/refusal.ts';
import {
  Button,
  DataTable,
  EmptyState,
  Field,
  FilterForm,
  Icon,
  LinkButton,
  PageHead,
  Pager,
  SafeLink,
  type Sorting,
} from '../../../platform/ui/index.ts';
import { type DocumentRow, documentsOnShelf, shelfCounts } from '../queries.ts';
import { mayKeepDocuments } from '../rules.ts';
import { DOCUMENT_KINDS } from '../tables.ts';
import { text } from '../text.ts';
import { placeOf } from './places.ts';
import { filterOf, type ShelfQuery, type ShelfState, shelfState } from './shelf-query.ts';
import { extentInWords, wallInWords } from './words.ts';

type Counts = Awaited<ReturnType<typeof shelfCounts>>;

/** The document shelf: what one may read of it, filtered and sorted as asked. */
export async function shelfPage(visit: Visit<z.infer<typeof ShelfQuery>>): Promise<Page> {
  const { lang, partnership } = visit;
  if (!partnership) throw notFound();
  const state = shelfState(visit.url);
  const { rows, counts } = await visit.read(async (tx) => ({
    rows: await documentsOnShelf(tx, partnership.id, filterOf(state), state.sort, { limit: state.size, offset: state.offset }),
    counts: await shelfCounts(tx, partnership.id, filterOf(state)),
  }));
  const t = text.in(lang);
  const pages = state.pages(counts.passing);
  return {
    title: t('knowledge.shelf.title'),
    kind: 'wide',
    breadcrumbs: [],
    description: t('knowledge.shelf.lead'),
    body: (
      <>
        <PageHead
          title={t('knowledge.shelf.title')}
          below={t('knowledge.shelf.lead')}
          acts={
            mayKeepDocuments.allows(visit.acting) && (
              <LinkButton kind="primary" icon="upload" href={placeOf.add(partnership.slug)}>
                {t('knowledge.shelf.add')}
              </LinkButton>
            )
          }
        />
        {filters(lang, visit.url.pathname, state, counts)}
        {bar(lang, partnership.slug, visit.url, state, counts)}
        <DataTable
          lang={lang}
          caption={t('knowledge.shelf.title')}
          hideCaption
          columns={columns(lang, partnership.slug, state)}
          rows={rows}
          empty={nothing(lang, state, counts)}
        />
        {(pages.previous !== null || pages.next !== null) && <Pager lang={lang} {...pages} />}
      </>
    ),
  };
}

function filters(lang: Language, action: string, state: ShelfState, counts: Counts) {
  const t = text.in(lang);
  const any = { value: '', label: t('knowledge.shelf.any') };
  const sort = `${state.sort.descending ? '-' : ''}${state.sort.by}`;
  const withdrawn = state.filters.state;
  const select = (name: 'kind' | 'language' | 'year' | 'wall', options: { value: string; label: string }[]) => (
    <Field
      lang={lang}
      kind="select"
      name={name}
      label={t(`knowledge.shelf.${name}`)}
      value={state.filters[name] ?? ''}
      required={false}
      options={[any, ...options]}
    />
  );
  return (
    <FilterForm
      action={action}
      label={t('knowledge.shelf.filter')}
      keep={{ ...(sort === 'day' ? {} : { sort }), ...(withdrawn ? { state: withdrawn } : {}) }}
    >
      <Field
        lang={lang}
        kind="search"
        name="words"
        label={t('knowledge.shelf.words')}
        value={state.filters.words}
        maxlength={200}
        required={false}
      />
      {select(
        'kind',
        DOCUMENT_KINDS.map((value) => ({ value, label: t(`knowledge.kind.${value}`) })),
      )}
      {select('year', [
        ...counts.years.map((year) => ({ value: String(year), label: String(year) })),
        ...(counts.undated ? [{ value: 'none', label: t('knowledge.shelf.year-none') }] : []),
      ])}
      {select(
        'language',
        (['en', 'fr'] as const).map((value) => ({ value, label: t(`knowledge.language.${value}`) })),
      )}
      {select(
        'wall',
        (['public', 'partnership', 'own'] as const).map((value) => ({ value, label: t(`knowledge.shelf.wall-${value}`) })),
      )}
      <Button icon="filter">{t('knowledge.shelf.apply')}</Button>
    </FilterForm>
  );
}

function bar(lang: Language, partnership: string, url: URL, state: ShelfState, counts: Counts) {
  const t = text.in(lang);
  const { words, state: withdrawn } = state.filters;
  const narrowed = Object.keys(state.filters).length > 0;
  return (
    <div class="list-bar">
      <p class="filter-count" role="status">
        {narrowed
          ? t('knowledge.shelf.count-of', { shown: counts.passing, all: withdrawn ? counts.withdrawn : counts.all })
          : t('knowledge.shelf.count', { count: counts.all })}
      </p>
      {narrowed && !withdrawn && (
        <SafeLink class="text-switch" href={state.without()}>
          {t('knowledge.shelf.all')}
        </SafeLink>
      )}
      {counts.withdrawn > 0 && (
        <SafeLink class="text-switch" href={withdrawn ? state.without() : state.with({ state: 'withdrawn' })}>
          {withdrawn ? t('knowledge.shelf.not-withdrawn') : t('knowledge.shelf.withdrawn', { count: counts.withdrawn })}
        </SafeLink>
      )}
      {words !== undefined && (
        <SafeLink class="text-switch" href={`/${partnership}/search?q=${encodeURIComponent(words)}&kind=document`}>
          {t('knowledge.shelf.search', { words })}
        </SafeLink>
      )}
      <SafeLink class="text-switch" href={`${placeOf.export(partnership)}${withoutPage(url)}`} download>
        {t('knowledge.shelf.export')}
      </SafeLink>
    </div>
  );
}

function withoutPage(url: URL): string {
  const query = new URLSearchParams(url.search);
  for (const key of ['page', 'size', 'lang']) query.delete(key);
  return query.size === 0 ? '' : `?${query}`;
}

function columns(lang: Language, partnership: string, state: ShelfState) {
  const t = text.in(lang);
  return [
    {
      label: t('knowledge.shelf.document'),
      heads: true,
      width: 'wide' as const,
      sorting: state.sorting('title'),
      cell: (row: DocumentRow) => (
        <SafeLink
          href={`${placeOf.document(partnership, row.id)}${state.filters.words === undefined ? '' : `?words=${encodeURIComponent(state.filters.words)}`}`}
          lang={row.lang}
        >
          {row.title}
        </SafeLink>
      ),
    },
    { label: t('knowledge.shelf.kind'), cell: (row: DocumentRow) => t(`knowledge.kind.${row.kind}`) },
    {
      label: t('knowledge.shelf.day'),
      width: 'narrow' as const,
      sorting: newestFirst(state.sorting('day')),
      cell: (row: DocumentRow) => (row.day === null ? '–' : dateInWords(lang, row.day)),
    },
    {
      label: t('knowledge.shelf.language'),
      width: 'narrow' as const,
      cell: (row: DocumentRow) => t(`knowledge.language.${row.lang}`),
    },
    { label: t('knowledge.shelf.inside'), width: 'narrow' as const, cell: (row: DocumentRow) => extentInWords(lang, row) },
    {
      label: t('knowledge.shelf.readers'),
      cell: (row: DocumentRow) =>
        row.readers.kind === 'public' ? (
          wallInWords(lang, row.readers)
        ) : (
          <span class="wall-mark">
            <Icon name="lock" size={14} /> {wallInWords(lang, row.readers)}
          </span>
        ),
    },
    {
      label: t('knowledge.shelf.sort-added'),
      width: 'narrow' as const,
      sorting: newestFirst(state.sorting('added')),
      cell: (row: DocumentRow) => dateInWords(lang, row.created_at.toISOString()),
    },
  ];
}

/** A list of days stands with the newest first unless it is turned round. */
function newestFirst(sorting: Sorting): Sorting {
  const turned = { ascending: 'descending', descending: 'ascending' } as const;
  return { ...sorting, direction: sorting.direction && turned[sorting.direction] };
}

function nothing(lang: Language, state: ShelfState, counts: Counts) {
  const t = text.in(lang);
  const empty = counts.all === 0 && Object.keys(state.filters).length === 0;
  return (
    <EmptyState title={t(empty ? 'knowledge.shelf.empty' : 'knowledge.shelf.none')} icon="books">
      <p>{t(empty ? 'knowledge.shelf.empty-do' : 'knowledge.shelf.none-do')}</p>
    </EmptyState>
  );
}
