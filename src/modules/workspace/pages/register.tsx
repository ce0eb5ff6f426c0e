import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import type { Language } from '../../../platform/i18n/index.ts';
import { EmptyState, LinkButton, ListLayout, Outline, type OutlineItem, Pager } from '../../../platform/ui/index.ts';
import { FollowButton } from '../../discuss/index.ts';
import type { OutlineNode } from '../outline.ts';
import { text } from '../text.ts';
import { addressOf, inReadersWords } from '../words.ts';
import { planHead } from './plan-head.tsx';
import type { RegisterData } from './register-data.ts';
import { registerFilters } from './register-filters.tsx';
import { linesByArea, linesInOrder } from './register-lines.tsx';
import { type RegisterQuery, registerHref } from './register-query.ts';

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
        {planHead(
          visit,
          data.plan,
          'register',
          data.follows !== null && (
            <FollowButton
              visit={visit}
              partnership={visit.partnership?.slug ?? ''}
              record={data.plan.id}
              follows={data.follows}
            />
          ),
        )}
        <ListLayout
          lang={lang}
          besideLabel={t('workspace.register.outline')}
          beside={
            <Outline lang={lang} label={t('workspace.register.outline')} items={outlineItems(lang, base, query, data.tree)} />
          }
        >
          <div class={showsWhole(query) ? 'register-list whole' : 'register-list'}>
            {registerFilters(lang, base, query, data)}
            {data.lines.length === 0 ? (
              nothing(lang, base, query)
            ) : (
              <div class="areas">
                {query.sort === undefined ? linesByArea(lang, partnership, data) : linesInOrder(lang, partnership, data)}
              </div>
            )}
            {pager(lang, base, query, data)}
            <p class="keys-hint">{t('workspace.register.keys')}</p>
          </div>
        </ListLayout>
      </>
    ),
  };
}

function nothing(lang: Language, base: string, query: RegisterQuery) {
  const t = text.in(lang);
  const { sort: _, text: __, from, ...filters } = query;
  // A list that begins at a line that does not pass has not been narrowed to nothing.
  const lost = from !== undefined && Object.values(filters).every((each) => each === undefined);
  return (
    <EmptyState
      title={t('workspace.register.empty')}
      icon="list-search"
      acts={<LinkButton href={base}>{t('workspace.register.clear')}</LinkButton>}
    >
      <p>{t(lost ? 'workspace.register.page-empty-do' : 'workspace.register.empty-do')}</p>
    </EmptyState>
  );
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
