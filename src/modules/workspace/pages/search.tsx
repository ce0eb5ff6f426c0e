import type { Tx } from '../../../platform/db/database.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { Answer, Visit } from '../../../platform/http/route.ts';
import type { Language } from '../../../platform/i18n/index.ts';
import { Button, SafeLink } from '../../../platform/ui/index.ts';
import { listPartnerships } from '../../directory/index.ts';
import { showDocuments } from '../../knowledge/index.ts';
import { text } from '../text.ts';
import { addressOf, inLanguage } from '../words.ts';
import { findInPlans, findOrganisations, findParties, type Hit, showHits } from './search-queries.ts';
import type { SearchQuery } from './search-query.ts';
import { emptyState, type Found, type FoundThing, nameList, PER_PAGE, searchResults } from './search-results.tsx';

type SearchVisit = Visit<SearchQuery>;

/** The search from a page of no partnership: straight on to the only one there is; otherwise organisations, and the way into each partnership. */
export async function globalSearch(visit: SearchVisit): Promise<Answer> {
  const { lang } = visit;
  const t = text.in(lang);
  const words = (visit.query.q ?? '').trim();
  const partnerships = await visit.read(listPartnerships);
  const inside = (slug: string) => `${addressOf.search(slug)}${words === '' ? '' : `?q=${encodeURIComponent(words)}`}`;
  const only = partnerships[0];
  if (only && partnerships.length === 1) return { seeOther: inside(only.slug) };
  const organisations = words === '' ? [] : await visit.read((tx) => findOrganisations(tx, words));
  return {
    title: words === '' ? t('workspace.search.title') : t('workspace.search.for', { words }),
    kind: 'wide',
    body: (
      <div class="search-page">
        <h1>{words === '' ? t('workspace.search.title') : t('workspace.search.for', { words })}</h1>
        {searchForm(lang, '/search', words)}
        <section aria-labelledby="inside">
          <h2 id="inside">{t('workspace.search.inside')}</h2>
          <ul class="results">
            {partnerships.map((each) => (
              <li data-row>
                <SafeLink href={inside(each.slug)}>{inLanguage(each.name, lang)}</SafeLink>
              </li>
            ))}
          </ul>
        </section>
        {organisations.length > 0 &&
          nameList(t('workspace.search.kind.organisation'), 'organisation', organisations, lang, (slug) =>
            addressOf.organisation('', slug),
          )}
      </div>
    ),
  };
}

/** The one search: plans and their lines in both languages, documents page by page, parties, organisations. */
export async function searchPage(visit: SearchVisit): Promise<Page> {
  const { lang, partnership } = visit;
  const t = text.in(lang);
  const words = (visit.query.q ?? '').trim();
  const found = words === '' || !partnership ? undefined : await find(visit, partnership.id, words);
  const base = addressOf.search(partnership?.slug ?? '');
  return {
    title: words === '' ? t('workspace.search.title') : t('workspace.search.for', { words }),
    kind: 'wide',
    body: (
      <div class="search-page">
        <h1>{words === '' ? t('workspace.search.title') : t('workspace.search.for', { words })}</h1>
        {searchForm(lang, base, words)}
        {found
          ? searchResults({ lang, partnership: partnership?.slug ?? '', base, query: visit.query }, found)
          : emptyState(t('workspace.search.empty'), t('workspace.search.empty-do'))}
      </div>
    ),
  };
}

function find({ read, lang, query }: SearchVisit, partnership: string, words: string): Promise<Found> {
  return read(async (tx) => {
    const hits = await findInPlans(tx, partnership, words, lang);
    const parties = await findParties(tx, partnership, words);
    const organisations = await findOrganisations(tx, words);
    const wanted = hits.filter((hit) => query.kind === undefined || hit.kind === query.kind);
    const from = ((query.page ?? 1) - 1) * PER_PAGE;
    const nodes = await showThings(tx, words, wanted.slice(from, from + PER_PAGE));
    return { hits, nodes, from, total: wanted.length, parties, organisations };
  });
}

/** What a page shows of some finds, in their order. */
async function showThings(tx: Tx, words: string, hits: readonly Hit[]): Promise<FoundThing[]> {
  const documents = hits.filter((hit) => hit.kind === 'document');
  const nodes = await showHits(
    tx,
    words,
    hits.filter((hit) => hit.kind !== 'document'),
  );
  const shown = new Map<string, FoundThing>([
    ...nodes.map((node) => [node.id, { node }] as const),
    ...(await showDocuments(tx, words, documents)).map((document) => [document.id, { document }] as const),
  ]);
  return hits.flatMap((hit) => shown.get(hit.id) ?? []);
}

function searchForm(lang: Language, action: string, words: string) {
  const t = text.in(lang);
  return (
    <search>
      <form class="search-form" method="get" action={action}>
        <label for="search-words">{t('workspace.search.label')}</label>
        <div class="search-row">
          <input id="search-words" class="form-control" type="search" name="q" value={words} maxlength={200} />
          <Button kind="primary" icon="search">
            {t('workspace.search.button')}
          </Button>
        </div>
      </form>
    </search>
  );
}
