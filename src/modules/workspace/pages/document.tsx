import { z } from 'zod';
import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import type { Language } from '../../../platform/i18n/index.ts';
import { notFound } from '../../../platform/refusal.ts';
import { Pager, SafeLink, Words } from '../../../platform/ui/index.ts';
import { type NodeRow, planBySlug, type Stretch, stretchOfPlan } from '../../plan/index.ts';
import { text } from '../text.ts';
import { addressOf, inReadersWords } from '../words.ts';
import { planHead } from './plan-head.tsx';

/** The reference that the page begins with. */
export const DocumentQuery = z.strictObject({ from: z.string().max(60).optional() });

/** The plan as one reads a document: every word in its order, each node with its own address, ready to print; a very long one a page at a time. */
export async function documentPage(
  visit: Visit<z.infer<typeof DocumentQuery>>,
  partnership: string,
  slug: string,
): Promise<Page> {
  const { lang } = visit;
  const { plan, stretch } = await visit.read(async (tx) => {
    const found = await planBySlug(tx, partnership, slug);
    return { plan: found, stretch: await stretchOfPlan(tx, found.id, lang, visit.query.from) };
  });
  const { nodes } = stretch;
  if (nodes.length === 0 && visit.query.from !== undefined) throw notFound();
  const t = text.in(lang);
  const base = addressOf.register(visit.partnership?.slug ?? '', plan.slug);
  const objectives = nodes.filter((node) => node.kind === 'objective');
  const priorities = nodes.filter((node) => node.kind === 'priority');
  const prioritiesTitle = t('workspace.document.priorities', { period: priorities[0]?.period ?? '' });
  const shown = new Set(nodes.map((node) => node.id));
  // Also what stands below something that is on another page, or that this reader does not see.
  const roots = nodes.filter(
    (node) => (node.parent === null || !shown.has(node.parent)) && node.kind !== 'objective' && node.kind !== 'priority',
  );
  const below = Map.groupBy(nodes, (node) => node.parent ?? '');
  return {
    title: `${text.in(lang)('workspace.document.title')} · ${plan.title}`,
    titleLanguage: plan.lang,
    kind: 'wide',
    description: plan.title,
    body: (
      <>
        {planHead(visit, plan, 'document')}
        <div class="with-contents">
          <nav class="contents" aria-label={t('workspace.document.contents')}>
            <h2>{t('workspace.document.contents')}</h2>
            <ol>
              {objectives.length > 0 && inFront('objectives', t('workspace.document.objectives'))}
              {priorities.length > 0 && inFront('priorities', prioritiesTitle)}
              {roots.map((node) => contentsItem(lang, node, below))}
            </ol>
          </nav>
          <article class="document">
            {objectives.length > 0 && (
              <section aria-labelledby="objectives">
                <h2 id="objectives">{t('workspace.document.objectives')}</h2>
                {objectives.map((node) => passage(lang, base, node))}
              </section>
            )}
            {priorities.length > 0 && (
              <section aria-labelledby="priorities">
                <h2 id="priorities">{prioritiesTitle}</h2>
                {priorities.map((node) => passage(lang, base, node))}
              </section>
            )}
            {roots.map((node) => branch(lang, base, node, below, 2))}
            {pager(lang, `${base}/document`, stretch)}
          </article>
        </div>
      </>
    ),
  };
}

function pager(lang: Language, base: string, { nodes, previous, next }: Stretch) {
  const [first, last] = [nodes.at(0), nodes.at(-1)];
  if (!first || !last || (previous === null && next === null)) return null;
  const at = (reference: string | null) =>
    reference === null ? null : reference === '' ? base : `${base}?from=${encodeURIComponent(reference)}`;
  return <Pager lang={lang} from={first.reference} until={last.reference} total={null} previous={at(previous)} next={at(next)} />;
}

type Below = ReadonlyMap<string, readonly NodeRow[]>;

function inFront(id: string, title: string) {
  return (
    <li>
      <a href={`#${id}`}>{title}</a>
    </li>
  );
}

function contentsItem(lang: Language, node: NodeRow, below: Below) {
  const words = inReadersWords(node, lang);
  const headings = (below.get(node.id) ?? []).filter((each) => each.kind === 'area' || each.kind === 'part');
  if (node.kind !== 'part' && node.kind !== 'area') return null;
  return (
    <li>
      <a href={`#${node.reference}`}>
        <span class="number">{node.number}</span> <span lang={words.lang}>{words.text}</span>
      </a>
      {headings.length > 0 && <ol>{headings.map((each) => contentsItem(lang, each, below))}</ol>}
    </li>
  );
}

function branch(lang: Language, base: string, node: NodeRow, below: Below, level: 2 | 3 | 4 | 5) {
  const children = below.get(node.id) ?? [];
  if (node.kind !== 'part' && node.kind !== 'area') {
    return (
      <>
        {passage(lang, base, node)}
        {children.length > 0 && <div class="sub">{children.map((child) => branch(lang, base, child, below, level))}</div>}
      </>
    );
  }
  const Heading = `h${level}` as 'h2' | 'h3' | 'h4' | 'h5';
  return (
    <section aria-labelledby={node.reference}>
      <Heading id={node.reference} class="words">
        <SafeLink class="number" href={`${base}/lines/${encodeURIComponent(node.reference)}`}>
          {node.number || node.reference}
        </SafeLink>{' '}
        <span lang={node.lang}>{node.text}</span>
      </Heading>
      {node.translation !== null && (
        <p class="translation" lang={lang}>
          {node.translation}
        </p>
      )}
      {children.map((child) => branch(lang, base, child, below, level === 5 ? 5 : ((level + 1) as 3 | 4 | 5)))}
    </section>
  );
}

function passage(lang: Language, base: string, node: NodeRow) {
  return (
    <div class="clause" id={node.reference} data-row>
      <SafeLink class="number" href={`${base}/lines/${encodeURIComponent(node.reference)}`} label={node.reference}>
        {node.number || '•'}
      </SafeLink>
      <div>
        {node.label !== null && (
          <p class="label" lang={node.lang}>
            {node.label}
          </p>
        )}
        <Words text={node.text} wordsLanguage={node.lang} size="reading" />
        {node.translation !== null && (
          <p class="translation" lang={lang}>
            {node.translation_label !== null && <strong>{node.translation_label}. </strong>}
            {node.translation}
          </p>
        )}
      </div>
    </div>
  );
}
