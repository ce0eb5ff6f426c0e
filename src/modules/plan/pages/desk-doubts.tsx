import type { Visit } from '../../../platform/http/route.ts';
import { Badge, EmptyState, LinkButton, SafeLink } from '../../../platform/ui/index.ts';
import type { DraftRow } from '../drafts.ts';
import type { Desk } from '../importer/index.ts';
import { text as planText } from '../text.ts';
import { type Desking, MendForm, Stroke } from './desk-forms.tsx';
import { findingBeside, nodeOfFinding, type View } from './desk-view.ts';
import { placeOf } from './places.ts';
import { remarkWords } from './remark-words.tsx';
import { text } from './text.ts';
import { nameOfNode } from './words.ts';

type Props = {
  readonly visit: Pick<Visit, 'lang' | 'partnership'>;
  readonly draft: DraftRow;
  readonly desk: Desk;
  readonly view: View;
  /** Null for those who only read. */
  readonly desking: Desking | null;
};

const MOST_LISTED = 150;

/** The doubtful places between source and register: one in view, the ways to those before and after, and the list of all. */
export function Doubts({ visit, draft, desk, view, desking }: Props) {
  const { lang } = visit;
  const t = text.in(lang);
  const partnership = visit.partnership?.slug ?? '';
  const count = desk.findings.length;
  const left = desk.findings.filter(({ settled }) => settled === null).length;
  if (count === 0)
    return (
      <section class="desk-doubts" aria-label={t('plan.desk.doubts-all')}>
        <EmptyState title={t('plan.desk.doubts-none')} icon="circle-check" />
      </section>
    );
  const current = view.finding;
  const [next, previous] = [findingBeside(desk, current?.index, 1), findingBeside(desk, current?.index, -1)];
  const at = (finding: number) => placeOf.at(partnership, draft.id, { finding });
  return (
    <section class="desk-doubts" aria-label={t('plan.desk.doubts-all')}>
      <div class="desk-doubt-head">
        <h2>
          {current
            ? t('plan.desk.doubtful', { number: current.index + 1, count })
            : left > 0
              ? t('plan.desk.doubts-left', { count: left })
              : t('plan.desk.doubts-settled')}
        </h2>
        <p class="acts">
          {previous !== undefined && (
            <SafeLink class="button quiet" href={at(previous)} data-stroke="p">
              {t('plan.desk.previous')}
            </SafeLink>
          )}
          {next !== undefined && (
            <SafeLink class="button secondary" href={at(next)} data-stroke="n">
              {t('plan.desk.next')}
            </SafeLink>
          )}
        </p>
      </div>
      {current && (
        <div class={current.finding.settled ? 'desk-doubt settled' : 'desk-doubt'}>
          <p>
            <Badge kind={current.finding.severity === 'info' ? 'plain' : 'attention'}>
              {planText.in(lang)(`plan.remark.${current.finding.severity}`)}
            </Badge>{' '}
            {remarkWords(lang, current.finding)}{' '}
            {current.finding.settled && (
              <span class="quiet-words">({t(`plan.desk.settled-${current.finding.settled.how}`)})</span>
            )}
          </p>
          {desking && !current.finding.settled && (
            <div class="desk-buttons">
              <MendForm desking={{ ...desking, finding: undefined }} hidden={{ do: 'accept', finding: String(current.index) }}>
                <Stroke stroke="a" icon="check">
                  {t('plan.desk.right')}
                </Stroke>
              </MendForm>
              {!view.node && current.finding.source.end > current.finding.source.start && (
                <MendForm
                  desking={desking}
                  hidden={{ do: 'lift', start: String(current.finding.source.start), end: String(current.finding.source.end) }}
                >
                  <button type="submit" class="button secondary">
                    {t('plan.desk.lift')}
                  </button>
                </MendForm>
              )}
            </div>
          )}
        </div>
      )}
      <details class="fold">
        <summary>
          {t('plan.desk.doubts-all')} ({count})
        </summary>
        <ol class="desk-doubt-list">
          {desk.findings.slice(0, MOST_LISTED).map((finding, index) => {
            const node = nodeOfFinding(desk, finding);
            return (
              <li>
                <SafeLink href={at(index)} current={index === current?.index ? 'true' : undefined}>
                  {node ? `${nameOfNode(lang, node)}: ` : ''}
                  {planText.in(lang)(`plan.remark-means.${finding.code}`)}
                </SafeLink>{' '}
                <span class="quiet-words">
                  {t(finding.settled ? `plan.desk.settled-${finding.settled.how}` : 'plan.desk.settled-not')}
                </span>
              </li>
            );
          })}
        </ol>
      </details>
    </section>
  );
}

/** The way back to a draft, for pages beside it. */
export const BackToDraft = (props: { lang: 'en' | 'fr'; href: string }) => (
  <LinkButton kind="quiet" icon="arrow-left" href={props.href}>
    {text.in(props.lang)('plan.ask.cancel')}
  </LinkButton>
);
