import type { Language } from '../../../platform/i18n/index.ts';
import { Chips, EmptyState, Pager, Reference, SafeLink, WallBand } from '../../../platform/ui/index.ts';
import { discussPlaces, discussText } from '../../discuss/index.ts';
import { followupText } from '../../followup/index.ts';
import { documentPlaces, documentReaders, type FoundDocument, kindAndDay, Marked, placeInWords } from '../../knowledge/index.ts';
import { planText } from '../../plan/index.ts';
import { text } from '../text.ts';
import { addressOf, inLanguage, readersInWords } from '../words.ts';
import { FOUND_KINDS, type FoundKind, type FoundName, type FoundNode, type Hit, MARK, MOST_FOUND } from './search-queries.ts';
import type { SearchQuery } from './search-query.ts';

export const PER_PAGE = 20;

export type Found = {
  readonly hits: readonly Hit[];
  /** Those of this page. */
  readonly nodes: readonly FoundThing[];
  readonly from: number;
  /** Hits in plans of the kind that is asked for. */
  readonly total: number;
  readonly parties: readonly FoundName[];
  readonly organisations: readonly FoundName[];
};
/** One of the plans, of what stands in them, or of the documents on the shelf. */
export type FoundThing = { readonly node: FoundNode } | { readonly document: FoundDocument };
type Place = { readonly lang: Language; readonly partnership: string; readonly base: string; readonly query: SearchQuery };

/** What was found, by kind, best first, a page at a time. */
export function searchResults(place: Place, found: Found) {
  const { lang, partnership, query } = place;
  const t = text.in(lang);
  const all = found.hits.length + found.parties.length + found.organisations.length;
  if (all === 0) return emptyState(t('workspace.search.none'), t('workspace.search.none-do'));
  const shows = (kind: FoundKind) => (query.kind === undefined ? (query.page ?? 1) === 1 : query.kind === kind);
  return (
    <>
      <p role="status" class="search-count">
        {found.hits.length >= MOST_FOUND
          ? t('workspace.search.more', { count: MOST_FOUND })
          : t('workspace.search.count', { count: all })}
      </p>
      <Chips lang={lang} label={t('workspace.search.kinds')} items={kindChips(place, found, all)} />
      {shows('party') &&
        found.parties.length > 0 &&
        nameList(t('workspace.search.kind.party'), 'party', found.parties, lang, (slug) => `/${partnership}/parties/${slug}`)}
      {found.nodes.length > 0 && (
        <section aria-labelledby="found-plan">
          <h2 id="found-plan">{t('workspace.search.lines')}</h2>
          <ol class="results" start={found.from + 1}>
            {found.nodes.map((thing) =>
              'node' in thing
                ? result(lang, partnership, thing.node)
                : documentResult(lang, partnership, thing.document, query.q ?? ''),
            )}
          </ol>
          {pager(place, found)}
        </section>
      )}
      {shows('organisation') &&
        found.organisations.length > 0 &&
        nameList(t('workspace.search.kind.organisation'), 'organisation', found.organisations, lang, (slug) =>
          addressOf.organisation(partnership, slug),
        )}
    </>
  );
}

function kindChips({ lang, base, query }: Place, found: Found, all: number) {
  const t = text.in(lang);
  const counts = new Map<FoundKind, number>([
    ...[...Map.groupBy(found.hits, (hit) => hit.kind)].map(([kind, hits]) => [kind, hits.length] as const),
    ['party', found.parties.length],
    ['organisation', found.organisations.length],
  ]);
  const kinds = FOUND_KINDS.filter((kind) => (counts.get(kind) ?? 0) > 0 || query.kind === kind);
  return [
    {
      label: t('workspace.search.kind.all'),
      href: searchHref(base, { q: query.q }),
      count: all,
      current: query.kind === undefined,
    },
    ...kinds.map((kind) => ({
      label: t(`workspace.search.kind.${kind}`),
      href: searchHref(base, { q: query.q, kind }),
      count: counts.get(kind) ?? 0,
      current: query.kind === kind,
    })),
  ];
}

function pager({ lang, base, query }: Place, { from, total, nodes }: Found) {
  if (total <= PER_PAGE) return null;
  const page = query.page ?? 1;
  return (
    <Pager
      lang={lang}
      from={from + 1}
      until={from + nodes.length}
      total={total}
      previous={page > 1 ? searchHref(base, { ...query, page: page === 2 ? undefined : page - 1 }) : null}
      next={from + nodes.length < total ? searchHref(base, { ...query, page: page + 1 }) : null}
    />
  );
}

function searchHref(base: string, query: SearchQuery): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value));
  return `${base}?${search}`;
}

/** Where nothing stands yet, or nothing was found: what to do. */
export function emptyState(title: string, advice: string) {
  return (
    <EmptyState title={title} icon="list-search">
      <p>{advice}</p>
    </EmptyState>
  );
}

/** Found names, each leading to its page. */
export function nameList(
  heading: string,
  id: 'party' | 'organisation',
  names: readonly FoundName[],
  lang: Language,
  address: (slug: string) => string,
) {
  return (
    <section aria-labelledby={`found-${id}`}>
      <h2 id={`found-${id}`}>{heading}</h2>
      <ul class="results">
        {names.map((each) => (
          <li data-row>
            <SafeLink href={address(each.slug)}>{inLanguage(each.name, lang)}</SafeLink>
            {each.acronym !== null && <span class="quiet-words"> ({each.acronym})</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function result(lang: Language, partnership: string, node: FoundNode) {
  const t = text.in(lang);
  const words = node.lang === node.plan_lang ? 'words' : 'translation';
  if (node.comment !== null) return commentFound(lang, partnership, node, node.comment);
  if (node.reference === null || node.kind === null)
    return (
      <li data-row>
        <p class="result-head">
          <SafeLink href={addressOf.register(partnership, node.plan)} lang={node.plan_lang}>
            {marked(node.headline)}
          </SafeLink>{' '}
          <span class="quiet-words">{t('workspace.line.plan')}</span>
        </p>
      </li>
    );
  if (node.readers !== null)
    return (
      <li data-row>
        <WallBand sentence={readersInWords(lang, node.readers)}>
          <p class="result-head">
            <SafeLink href={`${addressOf.line(partnership, node.plan, node.reference)}#note`}>
              {followupText.in(lang)('followup.note.title-of', { reference: node.reference })}
            </SafeLink>
          </p>
          <p lang={node.lang}>{marked(node.headline)}</p>
          <p class="quiet-words" lang={node.plan_lang}>
            {node.above}
          </p>
        </WallBand>
      </li>
    );
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
      <p class={words} lang={node.lang}>
        {node.label !== null && <strong>{marked(node.label)}: </strong>}
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

function commentFound(
  lang: Language,
  partnership: string,
  node: FoundNode,
  { thread, number }: NonNullable<FoundNode['comment']>,
) {
  const say = discussText.in(lang);
  return (
    <li data-row>
      <WallBand sentence={node.readers === null ? '' : readersInWords(lang, node.readers)}>
        <p class="result-head">
          <SafeLink href={discussPlaces.comment(partnership, thread, number)}>
            {say('discuss.title-on', { name: node.reference ?? node.plan_title })}
          </SafeLink>{' '}
          <span class="quiet-words">{say('discuss.number', { number })}</span>
        </p>
        <p lang={node.lang}>{marked(node.headline)}</p>
        <p class="quiet-words" lang={node.plan_lang}>
          {node.above}
        </p>
      </WallBand>
    </li>
  );
}

/** A document, with the page on which the words stand and some of what stands around them. */
function documentResult(lang: Language, partnership: string, found: FoundDocument, words: string) {
  const { page, unit } = found;
  const address =
    page === null
      ? documentPlaces.document(partnership, found.id)
      : documentPlaces.page(partnership, found.id, page, unit ?? 'page', words);
  const shown = (
    <>
      <p class="result-head">
        <SafeLink href={address} lang={found.lang}>
          {found.title}
        </SafeLink>{' '}
        <span class="quiet-words">
          {page !== null && `${placeInWords(lang, unit, { number: page, last: found.last ?? page })} · `}
          {kindAndDay(lang, found)}
        </span>
      </p>
      {found.passage !== '' && (
        <p lang={found.lang}>
          <Marked text={found.passage} />
        </p>
      )}
    </>
  );
  return (
    <li data-row>
      {found.readers.kind === 'public' ? shown : <WallBand sentence={documentReaders(lang, found.readers)}>{shown}</WallBand>}
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
