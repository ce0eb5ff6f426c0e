import type { Page } from '../../../platform/http/page.ts';
import type { Answer, Visit } from '../../../platform/http/route.ts';
import type { Language } from '../../../platform/i18n/index.ts';
import { Button, EmptyState, Reference, SafeLink } from '../../../platform/ui/index.ts';
import { listPartnerships } from '../../directory/index.ts';
import { planText } from '../../plan/index.ts';
import { text } from '../text.ts';
import { addressOf, inLanguage } from '../words.ts';
import { type FoundNode, type FoundOrganisation, findNodes, findOrganisations, MARK, MOST_RESULTS } from './search-queries.ts';

type SearchVisit = Visit<{ q?: string | undefined }>;

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
        {organisations.length > 0 && results(lang, '', { nodes: [], organisations })}
      </div>
    ),
  };
}

/** The one search: plans in both languages, and organisations. */
export async function searchPage(visit: SearchVisit): Promise<Page> {
  const { lang, partnership } = visit;
  const t = text.in(lang);
  const words = (visit.query.q ?? '').trim();
  const found =
    words === '' || !partnership
      ? undefined
      : await visit.read(async (tx) => ({
          nodes: await findNodes(tx, partnership.id, words),
          organisations: await findOrganisations(tx, words),
        }));
  return {
    title: words === '' ? t('workspace.search.title') : t('workspace.search.for', { words }),
    kind: 'wide',
    body: (
      <div class="search-page">
        <h1>{words === '' ? t('workspace.search.title') : t('workspace.search.for', { words })}</h1>
        {searchForm(lang, addressOf.search(partnership?.slug ?? ''), words)}
        {found
          ? results(lang, partnership?.slug ?? '', found)
          : emptyState(t('workspace.search.empty'), t('workspace.search.empty-do'))}
      </div>
    ),
  };
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

function emptyState(title: string, advice: string) {
  return (
    <EmptyState title={title} icon="list-search">
      <p>{advice}</p>
    </EmptyState>
  );
}

function results(lang: Language, partnership: string, found: { nodes: FoundNode[]; organisations: FoundOrganisation[] }) {
  const t = text.in(lang);
  const { organisations } = found;
  const nodes = found.nodes.slice(0, MOST_RESULTS);
  if (nodes.length + organisations.length === 0) return emptyState(t('workspace.search.none'), t('workspace.search.none-do'));
  return (
    <>
      <p role="status" class="search-count">
        {found.nodes.length > MOST_RESULTS
          ? t('workspace.search.more', { count: MOST_RESULTS })
          : t('workspace.search.count', { count: nodes.length + organisations.length })}
      </p>
      {nodes.length > 0 && (
        <section aria-labelledby="found-lines">
          <h2 id="found-lines">{t('workspace.search.lines')}</h2>
          <ol class="results">{nodes.map((node) => result(lang, partnership, node))}</ol>
        </section>
      )}
      {organisations.length > 0 && (
        <section aria-labelledby="found-organisations">
          <h2 id="found-organisations">{t('workspace.search.organisations')}</h2>
          <ul class="results">
            {organisations.map((organisation) => (
              <li data-row>
                <SafeLink href={addressOf.organisation(partnership, organisation.slug)}>
                  {inLanguage(organisation.name, lang)}
                </SafeLink>
                {organisation.acronym !== null && <span class="quiet-words"> ({organisation.acronym})</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function result(lang: Language, partnership: string, node: FoundNode) {
  const t = text.in(lang);
  return (
    <li data-row>
      <p class="result-head">
        <SafeLink href={addressOf.line(partnership, node.plan, node.reference)}>
          <Reference reference={node.reference} />
        </SafeLink>{' '}
        <span class="quiet-words">
          {planText.in(lang)(`plan.kind.${node.kind}`)} · <span lang={node.plan_lang}>{node.plan_title}</span>
          {node.lang !== node.plan_lang && ` · ${t('workspace.search.in-translation')}`}
        </span>
      </p>
      <p class={node.lang === node.plan_lang ? 'words' : 'translation'} lang={node.lang}>
        {marked(node.headline)}
      </p>
      {node.above !== null && (
        <p class="quiet-words" lang={node.plan_lang}>
          {node.above}
        </p>
      )}
    </li>
  );
}

/** Words with what was found marked; long passages are cut around the first find. */
export function marked(headline: string) {
  const first = headline.indexOf(MARK.open);
  const from = first > 160 ? headline.indexOf(' ', first - 120) + 1 : 0;
  const shown = headline.slice(from, from + 420);
  const cut = from + 420 < headline.length;
  const parts = shown.split(MARK.open);
  return (
    <>
      {from > 0 && '… '}
      {parts.map((part, index) => {
        if (index === 0) return part.replaceAll(MARK.close, '');
        const [found = '', rest = ''] = part.split(MARK.close);
        return (
          <>
            <mark>{found}</mark>
            {rest}
          </>
        );
      })}
      {cut && ' …'}
    </>
  );
}
