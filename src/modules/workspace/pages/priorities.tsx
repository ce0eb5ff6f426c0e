import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { EmptyState, Reference, SafeLink, Words } from '../../../platform/ui/index.ts';
import { planBySlug } from '../../plan/index.ts';
import { prioritiesOf } from '../queries.ts';
import { text } from '../text.ts';
import { addressOf, promiseInWords } from '../words.ts';
import { planHead } from './plan-head.tsx';

/** The priorities of a plan, each with the lines that it sharpens. */
export async function prioritiesPage(visit: Visit, partnership: string, slug: string): Promise<Page> {
  const { lang } = visit;
  const { plan, priorities } = await visit.read(async (tx) => {
    const found = await planBySlug(tx, partnership, slug);
    return { plan: found, priorities: await prioritiesOf(tx, found.id, lang) };
  });
  const t = text.in(lang);
  const here = visit.partnership?.slug ?? '';
  return {
    title: `${t('workspace.priorities.title')} · ${plan.title}`,
    kind: 'wide',
    body: (
      <>
        {planHead(visit, plan, 'priorities')}
        {priorities.length === 0 ? (
          <EmptyState title={t('workspace.priorities.none')} icon="flag">
            <p>{t('workspace.priorities.none-do')}</p>
          </EmptyState>
        ) : (
          <>
            <p class="page-lead">{t('workspace.priorities.lead')}</p>
            <ol class="priorities">
              {priorities.map((priority) => (
                <li data-row id={priority.reference} class="priority">
                  <div>
                    <h2>
                      <SafeLink href={addressOf.line(here, plan.slug, priority.reference)}>
                        <Reference reference={priority.reference} />
                      </SafeLink>{' '}
                      <span lang={priority.translation_label ? lang : priority.lang}>
                        {priority.translation_label ?? priority.label}
                      </span>
                    </h2>
                    <Words text={priority.text} wordsLanguage={priority.lang} size="reading" />
                    {priority.translation !== null && (
                      <p class="translation" lang={lang}>
                        {priority.translation}
                      </p>
                    )}
                  </div>
                  <div class="priority-facts">
                    {priority.promise && <p class="promise">{promiseInWords(lang, priority.promise).name}</p>}
                    {priority.lines.length > 0 && (
                      <>
                        <h3>{t('workspace.priorities.lines')}</h3>
                        <ul class="plain-list">
                          {priority.lines.map((reference) => (
                            <li>
                              <SafeLink href={addressOf.line(here, plan.slug, reference)}>
                                <Reference reference={reference} />
                              </SafeLink>
                            </li>
                          ))}
                        </ul>
                      </>
                    )}
                  </div>
                </li>
              ))}
            </ol>
          </>
        )}
      </>
    ),
  };
}
