import type { Tx } from '../../../platform/db/database.ts';
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
import { flat, type OutlineNode, outlineTree } from '../outline.ts';
import {
  countIn,
  countLines,
  countsOf,
  headingsOf,
  type LineRow,
  linesOf,
  outlineOf,
  type PriorityRow,
  pageBefore,
  placesUnder,
  prioritiesOf,
  type RegisterFilter,
} from '../queries.ts';
import { text } from '../text.ts';
import { addressOf, inReadersWords, promiseInWords } from '../words.ts';
import { planHead } from './plan-head.tsx';
import { type RegisterQuery, registerHref } from './register-query.ts';

const PER_PAGE = 100;

export type RegisterData = {
  readonly plan: PlanRow;
  readonly tree: readonly OutlineNode[];
  /** The parts and areas under which the lines stand, by id. */
  readonly headings: ReadonlyMap<string, Heading>;
  readonly priorities: readonly PriorityRow[];
  readonly lines: readonly LineRow[];
  /** Lines of the plan, and those that pass the filter. */
  readonly all: number;
  readonly count: number;
  /** The references that the pages before and after begin with; null where there is none, '' for the first page. */
  readonly previous: string | null;
  readonly next: string | null;
};

type Heading = Pick<OutlineNode, 'id' | 'reference' | 'lang' | 'text' | 'translation'>;

/** Everything the register page shows, read in one transaction: the outline, the priorities, one page of lines, and their count. */
export function readRegister(visit: Visit<RegisterQuery>, partnership: string, slug: string): Promise<RegisterData> {
  const { query, lang } = visit;
  return visit.read(async (tx) => {
    const plan = await planBySlug(tx, partnership, slug);
    const counts = await countsOf(tx, plan.id);
    const tree = outlineTree(await outlineOf(tx, plan.id, lang, counts, query.area));
    const priorities = await prioritiesOf(tx, plan.id, lang);
    const filter = await filterOf(tx, plan.id, query);
    const rows = await linesOf(tx, plan, lang, filter, { limit: PER_PAGE + 1, from: query.from });
    const lines = rows.slice(0, PER_PAGE);
    const before = query.from === undefined ? undefined : await pageBefore(tx, plan, filter, query.from, PER_PAGE);
    const all = countIn(counts, 'action');
    const whole = query.from === undefined && rows.length <= PER_PAGE;
    const narrowed = Object.keys(filter).length > 0;
    const count = whole ? rows.length : narrowed ? await countLines(tx, plan, filter) : all;
    const headings = await headingsAbove(tx, lang, tree, lines);
    return {
      ...{ plan, tree, headings, priorities, lines, all, count },
      previous: before === undefined ? null : before.first ? '' : before.reference,
      next: rows[PER_PAGE]?.reference ?? null,
    };
  });
}

async function headingsAbove(
  tx: Tx,
  lang: Language,
  tree: readonly OutlineNode[],
  lines: readonly LineRow[],
): Promise<Map<string, Heading>> {
  const known = new Map<string, Heading>(flat(tree).map((node) => [node.id, node]));
  const missing = new Set(lines.flatMap((line) => (line.parent !== null && !known.has(line.parent) ? [line.parent] : [])));
  if (missing.size > 0) for (const each of await headingsOf(tx, [...missing], lang)) known.set(each.id, each);
  return known;
}

async function filterOf(tx: Tx, plan: string, query: RegisterQuery): Promise<RegisterFilter> {
  return {
    // An area that does not exist has no lines: the filter stays visible and the list says that it is empty.
    ...(query.area === undefined ? {} : { under: await placesUnder(tx, plan, query.area) }),
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
      href: registerHref(base, { ...query, area: node.reference, from: undefined }),
      count: node.lines,
      current: query.area === node.reference,
      children: outlineItems(lang, base, query, node.children),
    };
  });
}

function filters(lang: Language, base: string, query: RegisterQuery, data: RegisterData) {
  const t = text.in(lang);
  const { all } = data;
  const without = (key: keyof RegisterQuery) => registerHref(base, { ...query, [key]: undefined, from: undefined });
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
            href: registerHref(base, { ...query, priority: 'any', from: undefined }),
          },
        ]
      : []),
    ...(query.promise === undefined
      ? PROMISES.map((promise) => ({
          label: promiseInWords(lang, promise).name,
          href: registerHref(base, { ...query, promise, from: undefined }),
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
  return [...Map.groupBy(data.lines, (line) => line.parent ?? '')].map(([parent, lines]) => {
    const area = data.headings.get(parent);
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
  const [first, last] = [data.lines.at(0), data.lines.at(-1)];
  if (!first || !last || (data.previous === null && data.next === null)) return null;
  const pageFrom = (reference: string | null) =>
    reference === null ? null : registerHref(base, { ...query, from: reference === '' ? undefined : reference });
  return (
    <Pager
      lang={lang}
      from={first.reference}
      until={last.reference}
      total={null}
      previous={pageFrom(data.previous)}
      next={pageFrom(data.next)}
    />
  );
}
