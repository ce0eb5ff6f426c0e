import { z } from 'zod';
import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import type { Language } from '../../../platform/i18n/index.ts';
import { Refusal } from '../../../platform/refusal.ts';
import {
  Button,
  Chips,
  DataTable,
  EmptyState,
  ExportMenu,
  Field,
  FilterForm,
  LinkButton,
  type ListState,
  listState,
  PageHead,
  Pager,
  SafeLink,
} from '../../../platform/ui/index.ts';
import { nameCountry, nameIn, ORGANISATION_CLASSES, directoryText as text } from '../../directory/index.ts';
import { acronymIn, organisationAddress, sideIn } from './organisation-names.ts';
import {
  listOrganisations,
  type OrganisationChoices,
  type OrganisationRow,
  organisationChoices,
} from './organisation-queries.ts';

/** What the list can be filtered and sorted by. */
export const SPEC = {
  filters: { words: /^.{1,100}$/u, class: ORGANISATION_CLASSES, country: /^[A-Z]{2}$/, side: /^.{1,60}$/u },
  sorts: ['name', 'acronym'],
  sizes: [50, 100, 25],
} as const;
type State = ListState<keyof typeof SPEC.filters, (typeof SPEC.sorts)[number]>;

const said = z.string().max(200).optional();
/** What the address of the list may say; `listState` reads it further. */
export const OrganisationsQuery = z.strictObject({
  words: said,
  class: said,
  country: said,
  side: said,
  sort: said,
  page: said,
  size: said,
});

/** The organisations of the installation: the same list everywhere, with the lines that name each where one is inside a partnership. */
export async function organisationsPage(visit: Visit<z.infer<typeof OrganisationsQuery>>): Promise<Page> {
  const { lang, partnership } = visit;
  const state: State = listState(visit.url, SPEC);
  const [problem] = state.problems;
  if (problem) throw new Refusal(400, 'http.bad-request', { key: problem.key.slice(0, 60) });
  const { rows, choices } = await visit.read(async (tx) => ({
    rows: await listOrganisations(tx, lang, partnership?.id ?? null, state.filters, state.sort, {
      limit: state.size,
      offset: state.offset,
    }),
    choices: await organisationChoices(tx, state.filters),
  }));
  const t = text.in(lang);
  const pages = state.pages(choices.passing);
  return {
    title: t('directory.organisations'),
    kind: 'wide',
    breadcrumbs: [],
    description: t('directory.organisations-lead'),
    body: (
      <>
        <PageHead title={t('directory.organisations')} below={t('directory.organisations-lead')} />
        {filterForm(lang, visit.url.pathname, state, choices)}
        {activeFilters(lang, state, choices)}
        <div class="list-bar">
          <p role="status" class="list-count">
            {choices.passing === choices.all
              ? t('directory.count', { count: choices.all })
              : t('directory.count-of', { shown: choices.passing, all: choices.all })}
          </p>
          <ExportMenu lang={lang} href={(format) => state.href.replace(visit.url.pathname, `${visit.url.pathname}.${format}`)} />
        </div>
        {table(visit, state, rows)}
        {(pages.previous !== null || pages.next !== null) && <Pager lang={lang} {...pages} />}
        {partnership && rows.length > 0 && <p class="quiet-words">{t('directory.lines-rule')}</p>}
      </>
    ),
  };
}

function filterForm(lang: Language, action: string, state: State, choices: OrganisationChoices) {
  const t = text.in(lang);
  const any = { value: '', label: t('directory.any') };
  const { filters } = state;
  const sort = `${state.sort.descending ? '-' : ''}${state.sort.by}`;
  const countries = choices.countries.map((code) => ({ value: code, label: nameCountry(lang, code) }));
  return (
    <FilterForm action={action} label={t('directory.filter')} keep={sort === 'name' ? {} : { sort }}>
      <Field
        lang={lang}
        kind="search"
        name="words"
        label={t('directory.search')}
        value={filters.words}
        maxlength={100}
        required={false}
      />
      <Field
        lang={lang}
        kind="select"
        name="class"
        label={t('directory.class')}
        value={filters.class ?? ''}
        required={false}
        options={[
          any,
          ...ORGANISATION_CLASSES.filter((each) => choices.classes.includes(each)).map((each) => ({
            value: each,
            label: t(`directory.class.${each}`),
          })),
        ]}
      />
      <Field
        lang={lang}
        kind="select"
        name="country"
        label={t('directory.country')}
        value={filters.country ?? ''}
        required={false}
        options={[any, ...countries.sort((a, b) => a.label.localeCompare(b.label, lang))]}
      />
      <Field
        lang={lang}
        kind="select"
        name="side"
        label={t('directory.side')}
        value={filters.side ?? ''}
        required={false}
        options={[
          any,
          ...choices.sides.map((each) => ({ value: each.side, label: sideIn(lang, each) })),
          { value: 'none', label: t('directory.no-side') },
        ]}
      />
      <Button icon="filter">{t('directory.apply')}</Button>
    </FilterForm>
  );
}

function activeFilters(lang: Language, state: State, choices: OrganisationChoices) {
  const t = text.in(lang);
  const { filters } = state;
  const side = choices.sides.find((each) => each.side === filters.side);
  const klass = ORGANISATION_CLASSES.find((each) => each === filters.class);
  const items = [
    ...(filters.words === undefined ? [] : [{ label: `“${filters.words}”`, href: state.without('words') }]),
    ...(klass === undefined ? [] : [{ label: t(`directory.class.${klass}`), href: state.without('class') }]),
    ...(filters.country === undefined ? [] : [{ label: nameCountry(lang, filters.country), href: state.without('country') }]),
    ...(filters.side === undefined
      ? []
      : [{ label: side ? sideIn(lang, side) : t('directory.no-side'), href: state.without('side') }]),
  ].map((each) => ({ ...each, current: true, removable: true }));
  return items.length > 0 && <Chips lang={lang} label={t('directory.active')} items={items} />;
}

function table(visit: Visit<z.infer<typeof OrganisationsQuery>>, state: State, rows: readonly OrganisationRow[]) {
  const { lang, partnership } = visit;
  const t = text.in(lang);
  const address = organisationAddress(partnership?.slug);
  return (
    <DataTable
      lang={lang}
      caption={t('directory.organisations')}
      hideCaption
      rows={rows}
      empty={
        <EmptyState
          title={t('directory.empty')}
          icon="building"
          acts={<LinkButton href={state.without()}>{t('directory.clear')}</LinkButton>}
        >
          <p>{t('directory.empty-do')}</p>
        </EmptyState>
      }
      columns={[
        {
          label: t('directory.name'),
          heads: true,
          width: 'wide',
          sorting: state.sorting('name'),
          cell: (row) => {
            const name = nameIn(lang, row.name);
            return (
              <SafeLink href={address(row.slug)} lang={name.lang}>
                {name.words}
              </SafeLink>
            );
          },
        },
        {
          label: t('directory.acronym'),
          width: 'narrow',
          sorting: state.sorting('acronym'),
          cell: (row) => acronymIn(lang, row),
        },
        { label: t('directory.class'), width: 'narrow', cell: (row) => t(`directory.class.${row.class}`) },
        { label: t('directory.country'), width: 'narrow', cell: (row) => row.country && nameCountry(lang, row.country) },
        {
          label: t('directory.side'),
          width: 'narrow',
          cell: (row) => row.side && sideIn(lang, { side: row.side, side_fr: row.side_fr }),
        },
        ...(partnership
          ? [{ label: t('directory.lines'), numeric: true, width: 'narrow' as const, cell: (row: OrganisationRow) => row.lines }]
          : []),
      ]}
    />
  );
}
