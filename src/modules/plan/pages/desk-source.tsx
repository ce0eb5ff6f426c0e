import type { Visit } from '../../../platform/http/route.ts';
import { SafeLink, SourcePassage } from '../../../platform/ui/index.ts';
import type { DraftRow } from '../drafts.ts';
import type { Desk } from '../importer/index.ts';
import { type Desking, MendForm } from './desk-forms.tsx';
import type { View } from './desk-view.ts';
import { placeOf } from './places.ts';
import { text } from './text.ts';
import { beginningOf } from './words.ts';

type Props = {
  readonly visit: Pick<Visit, 'lang' | 'partnership'>;
  readonly draft: DraftRow;
  readonly desk: Desk;
  readonly view: View;
  readonly desking: Desking | null;
};

/** What stands between the words of a line and is never one. */
const SIGNS = new Set(['marker', 'separator', 'mark', 'rule', 'set-aside', 'contents']);
const MOST_FURNITURE = 8;

/** The lines of the source around what is in view, which is marked; and what was set aside there. */
export function DeskSource({ visit, draft, desk, view, desking }: Props) {
  const { lang } = visit;
  const t = text.in(lang);
  const partnership = visit.partnership?.slug ?? '';
  const { from, until, line, next, previous, page } = view.source;
  const words = desk.text.slice(from, until).replace(/\n$/, '');
  const marked = view.marked && { from: view.marked.start - from, until: view.marked.end - from };
  const source = [draft.file_name, ...(page === undefined ? [] : [t('plan.desk.page', { page })]), t('plan.desk.line', { line })];
  const inView = ({ start, end }: { start: number; end: number }) => start < until && end > from;
  const furniture = desk.furniture.filter(({ kind, source: span }) => !SIGNS.has(kind) && inView(span)).slice(0, MOST_FURNITURE);
  const aside = desk.aside.filter((node) => inView(node.source));
  return (
    <section class="desk-source" id="source" aria-labelledby="source-title">
      <div class="desk-side-head">
        <h2 id="source-title">{t('plan.desk.source')}</h2>
      </div>
      {previous !== undefined && (
        <SafeLink class="desk-more" href={placeOf.at(partnership, draft.id, { node: view.node?.key ?? null, line: previous })}>
          {t('plan.desk.earlier')}
        </SafeLink>
      )}
      <div data-source data-source-field="begins">
        <SourcePassage
          lang={lang}
          text={words}
          wordsLanguage={desk.language}
          from={marked?.from ?? 0}
          until={marked?.until ?? 0}
          firstLine={line}
          source={source.join(' · ')}
        />
      </div>
      {next !== undefined && (
        <SafeLink class="desk-more" href={placeOf.at(partnership, draft.id, { node: view.node?.key ?? null, line: next })}>
          {t('plan.desk.later')}
        </SafeLink>
      )}
      {(furniture.length > 0 || aside.length > 0) && (
        <details class="fold desk-furniture">
          <summary>{t('plan.desk.furniture')}</summary>
          <ul class="plain-list">
            {furniture.map(({ source: { start, end } }) => (
              <li>
                <span lang={desk.language}>{beginningOf(desk.text.slice(start, end).replace(/\s+/gu, ' ').trim(), 90)}</span>
                {desking && (
                  <MendForm desking={desking} hidden={{ do: 'lift', start: String(start), end: String(end) }}>
                    <button type="submit" class="button quiet">
                      {t('plan.desk.lift')}
                    </button>
                  </MendForm>
                )}
              </li>
            ))}
            {aside.map((node) => (
              <li>
                <span lang={desk.language}>{beginningOf(node.text, 90)}</span>{' '}
                <span class="quiet-words">({t('plan.desk.aside')})</span>
                {desking && (
                  <MendForm desking={desking} hidden={{ do: 'take-back', node: node.key }}>
                    <button type="submit" class="button quiet">
                      {t('plan.desk.take-back')}
                    </button>
                  </MendForm>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
