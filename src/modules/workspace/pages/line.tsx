import type { Crumb, Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { dateInWords, type Language } from '../../../platform/i18n/index.ts';
import {
  Icon,
  InlineWords,
  RecordLayout,
  Reference,
  SafeLink,
  SourcePassage,
  StageBadge,
  WallBand,
  Words,
} from '../../../platform/ui/index.ts';
import { DiscussionSection } from '../../discuss/index.ts';
import { NoteBand } from '../../followup/index.ts';
import { DocumentsOnLine } from '../../knowledge/index.ts';
import { planText, type RemarkRow, unitAt } from '../../plan/index.ts';
import { type EditionRow, type LinkRow, MOST_BELOW, type NodePage, type Relative } from '../queries.ts';
import { text } from '../text.ts';
import { addressOf, inReadersWords, readersInWords, stageInWords } from '../words.ts';
import type { LineData } from './line-data.ts';
import { lineRail } from './line-rail.tsx';
import { remarkWords } from './remark-words.tsx';

/** The page of one node: its words verbatim, where it stands, what kind of promise it is, and the passage it was read from. */
export function linePage(visit: Visit, data: LineData, publicUrl: URL): Page {
  const { lang } = visit;
  const { node, plan } = data;
  const partnership = visit.partnership?.slug ?? '';
  const below = data.relatives.filter((each) => each.relation === 'below');
  const current = data.editions.find((edition) => edition.lang === lang && edition.lang !== node.lang);
  return {
    title: `${node.reference} · ${node.text.slice(0, 80)}`,
    titleLanguage: node.lang,
    kind: 'wide',
    description: node.text.slice(0, 300),
    breadcrumbs: crumbs(visit, data),
    body: (
      <RecordLayout
        railLabel={text.in(lang)('workspace.line.facts')}
        rail={lineRail(visit, data, publicUrl)}
        main={
          <>
            {node.readers.kind !== 'public' && <WallBand sentence={readersInWords(lang, node.readers)} />}
            <header class="line-head">
              <h1>
                <Reference reference={node.reference} />{' '}
                {isHeading(node) && (
                  <>
                    <InlineWords text={node.text} wordsLanguage={node.lang} />{' '}
                  </>
                )}
                <span class="line-kind">
                  {planText.in(lang)(`plan.kind.${node.kind}`)}
                  {node.period !== null && ` ${node.period}`}
                  {node.label !== null && (
                    <>
                      {' · '}
                      <span lang={current?.label ? lang : node.lang}>{current?.label ?? node.label}</span>
                    </>
                  )}
                </span>
              </h1>
              <StageBadge stage={plan.stage}>{stageInWords(lang, plan)}</StageBadge>
            </header>
            {node.kind === 'subitem' && within(partnership, plan.slug, data.relatives)}
            {!isHeading(node) && <Words text={node.text} wordsLanguage={node.lang} size="large" />}
            {node.kind === 'action' && subitems(lang, partnership, plan.slug, below)}
            {translation(lang, data, current)}
            {data.notes && (
              <NoteBand visit={visit} place={{ partnership, plan: plan.slug, reference: node.reference }} notes={data.notes} />
            )}
            {data.discussion && <DiscussionSection visit={visit} name={node.reference} discussion={data.discussion} />}
            {node.kind !== 'action' && below.length > 0 && listBelow(lang, partnership, plan.slug, node, below)}
            {links(lang, partnership, plan.slug, data.links)}
            {neighbours(lang, partnership, plan.slug, data)}
            <DocumentsOnLine visit={visit} partnership={partnership} passages={data.passages} />
            {passage(lang, partnership, data)}
            {history(lang, data)}
            {data.remarks.length > 0 && remarks(lang, data.remarks)}
          </>
        }
      />
    ),
  };
}

// The words of a part or area are its name: they are the title of its page.
const isHeading = (node: NodePage): boolean => node.kind === 'part' || node.kind === 'area';

/** The sentence that a sub-item continues: alone it is half a promise. */
function within(partnership: string, plan: string, relatives: readonly Relative[]) {
  const line = relatives.findLast((each) => each.relation === 'above' && each.kind === 'action');
  if (!line) return null;
  return (
    <div class="within">
      <SafeLink href={addressOf.line(partnership, plan, line.reference)}>
        <Reference reference={line.reference} />
      </SafeLink>
      <Words text={line.text} wordsLanguage={line.lang} size="row" />
    </div>
  );
}

function crumbs(visit: Visit, { plan, node, relatives }: LineData): Crumb[] {
  const { lang } = visit;
  const partnership = visit.partnership?.slug ?? '';
  const above = relatives.filter((each) => each.relation === 'above');
  return [
    { label: text.in(lang)('workspace.nav.register'), href: addressOf.register(partnership, plan.slug) },
    ...above.map((each) => {
      const label = `${each.reference} ${inReadersWords(each, lang).text}`;
      return {
        label: label.length > 60 ? `${label.slice(0, 57)}…` : label,
        href: addressOf.line(partnership, plan.slug, each.reference),
      };
    }),
    { label: node.reference },
  ];
}

function subitems(lang: Language, partnership: string, plan: string, below: readonly Relative[]) {
  const items = below.filter((each) => each.kind === 'subitem');
  if (items.length === 0) return null;
  const t = text.in(lang);
  return (
    <section class="subitems" aria-labelledby="subitems">
      <h2 id="subitems" class="unseen">
        {t('workspace.line.subitems')}
      </h2>
      <ol>
        {items.map((item) => (
          <li data-row id={item.reference}>
            <SafeLink class="number" href={addressOf.line(partnership, plan, item.reference)} label={item.reference}>
              {item.number}
            </SafeLink>
            <div>
              <Words text={item.text} wordsLanguage={item.lang} size="reading" />
              {item.translation !== null && (
                <p class="translation" lang={lang}>
                  {item.translation}
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function translation(lang: Language, { node }: LineData, current: EditionRow | undefined) {
  if (node.lang === lang) return null;
  const t = text.in(lang);
  return (
    <section class="translated" aria-labelledby="translation">
      <h2 id="translation">{t('workspace.line.translation')}</h2>
      {current ? (
        <>
          <p class="translation" lang={current.lang}>
            {current.text}
          </p>
          <p class="provenance">{current.provenance}</p>
        </>
      ) : (
        <p>{t('workspace.line.translation-none')}</p>
      )}
    </section>
  );
}

function listBelow(lang: Language, partnership: string, plan: string, node: NodePage, below: readonly Relative[]) {
  const t = text.in(lang);
  const areas = below.some((each) => each.kind === 'area');
  return (
    <section aria-labelledby="below">
      <h2 id="below">{t(areas && node.kind === 'part' ? 'workspace.line.areas-below' : 'workspace.line.below')}</h2>
      <ul class="node-list">{below.slice(0, MOST_BELOW).map((each) => nodeItem(lang, partnership, plan, each))}</ul>
      <p class="section-foot">
        <SafeLink href={`${addressOf.register(partnership, plan)}?area=${encodeURIComponent(node.reference)}`}>
          {t('workspace.line.below-in-register')}
        </SafeLink>
      </p>
    </section>
  );
}

type Item = { reference: string; lang: Language; text: string; translation: string | null; label: string | null };

function nodeItem(lang: Language, partnership: string, plan: string, item: Item) {
  const words = inReadersWords(item, lang);
  return (
    <li data-row>
      <SafeLink href={addressOf.line(partnership, plan, item.reference)}>
        <Reference reference={item.reference} />
      </SafeLink>
      <span class={words.lang === item.lang ? 'words' : 'translation'} lang={words.lang}>
        {words.text}
      </span>
    </li>
  );
}

function links(lang: Language, partnership: string, plan: string, rows: readonly LinkRow[]) {
  const t = text.in(lang);
  return [...Map.groupBy(rows, (row) => row.role)].map(([role, some]) => (
    <section aria-labelledby={role}>
      <h2 id={role}>{t(`workspace.line.${role}`)}</h2>
      <ul class="node-list">{some.map((row) => nodeItem(lang, partnership, plan, row))}</ul>
    </section>
  ));
}

function neighbours(lang: Language, partnership: string, plan: string, { relatives }: LineData) {
  const [previous, next] = (['before', 'after'] as const).map((way) => relatives.find((each) => each.relation === way));
  if (!previous && !next) return null;
  const t = text.in(lang);
  const card = (item: Relative, label: string, rel: 'prev' | 'next') => (
    <SafeLink class={`neighbour ${rel}`} rel={rel} href={addressOf.line(partnership, plan, item.reference)}>
      <span class="neighbour-label">
        <Icon name={rel === 'prev' ? 'chevron-left' : 'chevron-right'} size={14} />
        <span>
          {label} · <Reference reference={item.reference} />
        </span>
      </span>
      <span
        class={inReadersWords(item, lang).lang === item.lang ? 'words' : 'translation'}
        lang={inReadersWords(item, lang).lang}
      >
        {shortened(inReadersWords(item, lang).text)}
      </span>
    </SafeLink>
  );
  return (
    <nav class="neighbours" aria-label={t('workspace.line.neighbours')}>
      {previous && card(previous, t('workspace.line.previous'), 'prev')}
      {next && card(next, t('workspace.line.next'), 'next')}
    </nav>
  );
}

function passage(lang: Language, partnership: string, data: LineData) {
  const { node, plan } = data;
  const t = text.in(lang);
  const shown = wholeWords(node);
  const line = shown.firstLine + (shown.text.slice(0, shown.from).match(/\n/g)?.length ?? 0);
  return (
    <section aria-labelledby="source">
      <h2 id="source">{t('workspace.line.source')}</h2>
      <SourcePassage
        lang={lang}
        text={shown.text}
        wordsLanguage={node.lang}
        firstLine={shown.firstLine}
        from={shown.from}
        until={shown.until}
        source={t('workspace.line.source-from', { name: data.sourceName, line })}
      />
      <p class="section-foot">
        {t('workspace.line.source-confidence', { percent: Math.round(node.confidence * 100) })}{' '}
        <SafeLink href={addressOf.sourceLine(partnership, plan.slug, line)}>{t('workspace.line.source-see')}</SafeLink>
      </p>
    </section>
  );
}

/** The passage with what stands around it, cut where a line begins and ends, or else between two words. */
function wholeWords(node: NodePage): { text: string; from: number; until: number; firstLine: number } {
  const unit = unitAt(node.passage);
  const from = unit(node.from_character - node.passage_from);
  const until = unit(node.until_character - node.passage_from);
  const before = node.passage.slice(0, from);
  const after = node.passage.slice(until);
  const start =
    node.passage_from === 0 ? 0 : Math.max(0, before.includes('\n') ? before.indexOf('\n') + 1 : before.indexOf(' ') + 1);
  const end = after.includes('\n') ? after.lastIndexOf('\n') : after.lastIndexOf(' ');
  return {
    text: node.passage.slice(start, until + (end < 0 ? after.length : end)),
    from: from - start,
    until: until - start,
    firstLine: node.passage_line + (node.passage.slice(0, start).match(/\n/g)?.length ?? 0),
  };
}

function history(lang: Language, { editions }: LineData) {
  const t = text.in(lang);
  if (editions.length < 2) return null;
  return (
    <section aria-labelledby="history">
      <h2 id="history">{t('workspace.line.history')}</h2>
      <ol class="editions">
        {editions.map((edition) => (
          <li>
            <p class="edition-head">
              <strong>
                {t('workspace.line.edition', { edition: edition.edition })} ({edition.lang.toUpperCase()})
              </strong>{' '}
              · {dateInWords(lang, edition.entered_at.toISOString())} ·{' '}
              {edition.reason ??
                (edition.provenance === null ? (
                  t('workspace.line.edition-first')
                ) : (
                  <span lang={edition.lang}>{edition.provenance}</span>
                ))}
            </p>
            {edition.provenance === null ? (
              <Words text={edition.text} wordsLanguage={edition.lang} size="row" />
            ) : (
              <p class="translation" lang={edition.lang}>
                {edition.text}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function remarks(lang: Language, rows: readonly RemarkRow[]) {
  const t = text.in(lang);
  return (
    <WallBand sentence={t('workspace.line.parties-see')}>
      <h2>{t('workspace.line.remarks')}</h2>
      <ul>
        {rows.map((row) => (
          <li>
            <strong>{planText.in(lang)(`plan.remark.${row.severity}`)}</strong> {remarkWords(lang, row)}
          </li>
        ))}
      </ul>
    </WallBand>
  );
}

function shortened(words: string): string {
  return words.length > 140 ? `${words.slice(0, words.lastIndexOf(' ', 137))}…` : words;
}
