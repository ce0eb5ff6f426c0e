import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import type { Language } from '../../../platform/i18n/index.ts';
import {
  Button,
  Chips,
  EmptyState,
  Icon,
  LinkButton,
  ListLayout,
  Outline,
  type OutlineItem,
  Pager,
  Reference,
  SafeLink,
  Words,
} from '../../../platform/ui/index.ts';
import { type PlanRow, PROMISES, planBySlug, planText } from '../../plan/index.ts';
import { flat, idsUnder, type OutlineNode, outlineTree } from '../outline.ts';
import { countLines, type LineRow, linesOf, outlineOf, type PriorityRow, prioritiesOf, type RegisterFilter } from '../queries.ts';
import { text } from '../text.ts';
import { addressOf, inReadersWords, promiseInWords } from '../words.ts';
import { planHead } from './plan-head.tsx';
import { type RegisterQuery, registerHref } from './register-query.ts';

const PER_PAGE = 100;

export type RegisterData = {
  readonly plan: PlanRow;
  readonly tree: readonly OutlineNode[];
  readonly priorities: readonly PriorityRow[];
  readonly lines: readonly LineRow[];
  readonly count: number;
  readonly more: boolean;
};

/** Everything the register page shows, read in one transaction: the outline, the priorities, one page of lines, and their count. */
export function readRegister(visit: Visit<RegisterQuery>, partnership: string, slug: string): Promise<RegisterData> {
  const { query, lang } = visit;
  return visit.read(async (tx) => {
    const plan = await planBySlug(tx, partnership, slug);
    const tree = outlineTree(await outlineOf(tx, plan.id, lang));
    const priorities = await prioritiesOf(tx, plan.id, lang);
    const filter = filterOf(query, tree);
    const page = query.page ?? 1;
    const rows = await linesOf(tx, plan, lang, filter, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE });
    const all = tree.reduce((sum, node) => sum + node.lines, 0);
    const narrowed = Object.keys(filter).length > 0;
    const count = narrowed ? (page === 1 && rows.length <= PER_PAGE ? rows.length : await countLines(tx, plan, filter)) : all;
    return { plan, tree, priorities, lines: rows.slice(0, PER_PAGE), count, more: rows.length > PER_PAGE };
  });
}

function filterOf(query: RegisterQuery, tree: readonly OutlineNode[]): RegisterFilter {
  return {
    // An area that does not exist has no lines: the filter stays visible and the list says that it is empty.
    ...(query.area === undefined ? {} : { under: idsUnder(tree, query.area) ?? [] }),
    ...(query.promise === undefined ? {} : { promise: query.promise }),
    ...(query.priority === undefined ? {} : { priority: query.priority }),
    ...(query.words === undefined ? {} : { words: query.words }),
  };
}

/** The register: what was promised, line by line, under its areas, filtered as asked. */
export function registerPage(visit: Visit<RegisterQuery>, data: RegisterData): Page {
  const { lang, query } = visit;
  const partnership = visit.partnership?.slug ?? '';
  const t = text.in(lang);
  const base = addressOf.register(partnership, data.plan.slug);
  return {
    title: data.plan.title,
    titleLanguage: data.plan.lang,
    kind: 'wide',
    breadcrumbs: [],
    description: data.plan.title,
    body: (
      <>
        {planHead(visit, data.plan, 'register')}
        <ListLayout
          lang={lang}
          besideLabel={t('workspace.register.outline')}
          beside={
            <Outline lang={lang} label={t('workspace.register.outline')} items={outlineItems(lang, base, query, data.tree)} />
          }
        >
          <div class={showsWhole(query) ? 'register-list whole' : 'register-list'}>
            {filters(lang, base, query, data)}
            {data.lines.length === 0 ? (
              <EmptyState
                title={t('workspace.register.empty')}
                icon="list-search"
                acts={<LinkButton href={base}>{t('workspace.register.clear')}</LinkButton>}
              >
                <p>{t('workspace.register.empty-do')}</p>
              </EmptyState>
            ) : (
              <div class="areas">{grouped(lang, partnership, data)}</div>
            )}
            {pager(lang, base, query, data)}
            <p class="keys-hint">{t('workspace.register.keys')}</p>
          </div>
        </ListLayout>
      </>
    ),
  };
}

// Who looks for words wants to see them, however far on in a line they stand.
const showsWhole = (query: RegisterQuery): boolean => query.text === 'whole' || query.words !== undefined;

function outlineItems(lang: Language, base: string, query: RegisterQuery, tree: readonly OutlineNode[]): OutlineItem[] {
  return tree.map((node) => {
    const words = inReadersWords(node, lang);
    return {
      number: node.number,
      label: words.text,
      wordsLanguage: words.lang,
      href: registerHref(base, { ...query, area: node.reference, page: undefined }),
      count: node.lines,
      current: query.area === node.reference,
      children: outlineItems(lang, base, query, node.children),
    };
  });
}

function filters(lang: Language, base: string, query: RegisterQuery, data: RegisterData) {
  const t = text.in(lang);
  const all = data.tree.reduce((sum, node) => sum + node.lines, 0);
  const without = (key: keyof RegisterQuery) => registerHref(base, { ...query, [key]: undefined, page: undefined });
  const area = query.area === undefined ? undefined : flat(data.tree).find((node) => node.reference === query.area);
  const active = [
    ...(query.area === undefined
      ? []
      : [{ label: area ? `${area.reference} ${inReadersWords(area, lang).text}` : query.area, href: without('area') }]),
    ...(query.promise === undefined ? [] : [{ label: promiseInWords(lang, query.promise).name, href: without('promise') }]),
    ...(query.priority === undefined
      ? []
      : [{ label: query.priority === 'any' ? t('workspace.register.priority-any') : query.priority, href: without('priority') }]),
    ...(query.words === undefined ? [] : [{ label: `“${query.words}”`, href: without('words') }]),
  ].map((each) => ({ ...each, current: true, removable: true }));
  const period = data.priorities[0]?.period ?? '';
  const usual = [
    {
      label: t('workspace.register.all'),
      href: registerHref(base, { text: query.text }),
      current: active.length === 0,
      count: all,
    },
    ...(query.priority === undefined && data.priorities.length > 0
      ? [
          {
            label: t('workspace.overview.priorities', { period }),
            href: registerHref(base, { ...query, priority: 'any', page: undefined }),
          },
        ]
      : []),
    ...(query.promise === undefined
      ? PROMISES.map((promise) => ({
          label: promiseInWords(lang, promise).name,
          href: registerHref(base, { ...query, promise, page: undefined }),
        }))
      : []),
  ];
  return (
    <div class="filters">
      <Chips lang={lang} label={t('workspace.register.filter')} items={[...active, ...usual]} />
      <search>
        <form class="filter-form" method="get" action={base}>
          {query.area !== undefined && <input type="hidden" name="area" value={query.area} />}
          {query.promise !== undefined && <input type="hidden" name="promise" value={query.promise} />}
          {query.priority !== undefined && <input type="hidden" name="priority" value={query.priority} />}
          {query.text !== undefined && <input type="hidden" name="text" value={query.text} />}
          <label class="unseen" for="register-words">
            {t('workspace.register.words')}
          </label>
          <input
            id="register-words"
            class="form-control"
            type="search"
            name="words"
            value={query.words ?? ''}
            placeholder={t('workspace.register.words')}
            maxlength={200}
          />
          <Button icon="filter">{t('workspace.register.apply')}</Button>
          {query.words === undefined && (
            <SafeLink class="text-switch" href={registerHref(base, { ...query, text: query.text ? undefined : 'whole' })}>
              {t(query.text ? 'workspace.register.text-short' : 'workspace.register.text-whole')}
            </SafeLink>
          )}
          <p class="filter-count" role="status">
            {data.count === all
              ? t('workspace.register.count', { count: data.count })
              : t('workspace.register.count-of', { shown: data.count, all })}
          </p>
        </form>
      </search>
    </div>
  );
}

function grouped(lang: Language, partnership: string, data: RegisterData) {
  const t = text.in(lang);
  const areas = new Map(flat(data.tree).map((node) => [node.id, node] as const));
  return [...Map.groupBy(data.lines, (line) => line.parent ?? '')].map(([parent, lines]) => {
    const area = areas.get(parent);
    const heading = area ? inReadersWords(area, lang) : undefined;
    return (
      <details class="area" open data-area>
        <summary>
          <h2>
            {area && <span class="number">{area.reference}</span>}{' '}
            <span class={area && heading?.lang === area.lang ? 'words' : undefined} lang={heading?.lang}>
              {heading?.text ?? t('workspace.register.no-area')}
            </span>
          </h2>
          <span class="area-count">{t('workspace.register.count', { count: lines.length })}</span>
        </summary>
        <table class="data lines">
          <caption class="unseen">{heading?.text ?? t('workspace.register.no-area')}</caption>
          <thead class="unseen-head">
            <tr>
              <th scope="col">{t('workspace.register.number')}</th>
              <th scope="col">{t('workspace.register.text')}</th>
              <th scope="col">{t('workspace.register.kind')}</th>
            </tr>
          </thead>
          <tbody>{lines.map((line) => lineRow(lang, partnership, data.plan.slug, line))}</tbody>
        </table>
      </details>
    );
  });
}

function lineRow(lang: Language, partnership: string, plan: string, line: LineRow) {
  const t = text.in(lang);
  const promise = line.promise === null ? undefined : promiseInWords(lang, line.promise);
  const href = addressOf.line(partnership, plan, line.reference);
  return (
    <tr data-row id={line.reference}>
      <th scope="row" class="heads narrow">
        <SafeLink href={href}>
          <Reference reference={line.reference} />
        </SafeLink>
      </th>
      <td class="wide">
        <Words text={line.text} wordsLanguage={line.lang} size="row" />
        {line.translation !== null && (
          <p class="translation" lang={lang}>
            {line.translation}
          </p>
        )}
      </td>
      <td class="line-facts" data-label={t('workspace.register.kind')}>
        {promise && (
          <span class="promise" title={promise.meaning}>
            {promise.name}
          </span>
        )}
        {line.qualifiers.length > 0 && (
          <span class="qualifier" lang={line.lang}>
            {line.qualifiers.join(' · ')}
          </span>
        )}
        {line.subitems > 0 && (
          <SafeLink class="row-note" href={href}>
            {t('workspace.register.subitems', { count: line.subitems })}
          </SafeLink>
        )}
        {line.priorities.map((reference) => (
          <SafeLink class="priority-mark" href={addressOf.line(partnership, plan, reference)}>
            <Icon name="flag" size={14} /> {planText.in(lang)('plan.kind.priority')} {reference.replace(/^P\./, '')}
          </SafeLink>
        ))}
      </td>
    </tr>
  );
}

function pager(lang: Language, base: string, query: RegisterQuery, data: RegisterData) {
  const page = query.page ?? 1;
  if (page === 1 && !data.more) return null;
  const from = (page - 1) * PER_PAGE + 1;
  return (
    <Pager
      lang={lang}
      from={from}
      until={from + data.lines.length - 1}
      total={data.count}
      previous={page > 1 ? registerHref(base, { ...query, page: page - 1 === 1 ? undefined : page - 1 }) : null}
      next={data.more ? registerHref(base, { ...query, page: page + 1 }) : null}
    />
  );
}
