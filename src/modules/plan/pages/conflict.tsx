import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { sayPhrase } from '../../../platform/i18n/index.ts';
import { Button, ErrorSummary, Form, LinkButton, PageHead, Panel, SubmitBar, WallBand } from '../../../platform/ui/index.ts';
import { sayReaders } from '../../directory/index.ts';
import { deskOfDraft, draftById, mendsOf } from '../drafts.ts';
import { shownNode } from '../importer/index.ts';
import { MendsTable, SaidLine } from './mends.tsx';
import { placeOf } from './places.ts';
import { text } from './text.ts';

type Typed = Readonly<Record<string, string>>;

/**
 * What somebody was about to do to a draft that was changed meanwhile, what was done meanwhile, and the line as it is now: all typed is kept, and
 * can be done on the draft as it is.
 */
export async function conflictPage(
  visit: Pick<Visit, 'lang' | 'partnership' | 'params' | 'csrf' | 'read'>,
  typed: Typed,
): Promise<Page> {
  const { lang, partnership } = visit;
  const t = text.in(lang);
  const slug = partnership?.slug ?? '';
  const { draft, desk, mends } = await visit.read(async (tx) => {
    const found = await draftById(tx, partnership?.id ?? '', visit.params.draft ?? '');
    return { draft: found, desk: await deskOfDraft(tx, found.id), mends: await mendsOf(tx, found.id) };
  });
  const meanwhile = mends.slice(-Math.max(1, draft.version - Number(typed.version)));
  const node = typed.node ? shownNode(desk, typed.node) : null;
  const gone = typed.node !== undefined && node === null;
  const said = Object.entries(typed).filter(
    ([name, value]) => ['words', 'reason', 'begins', 'number'].includes(name) && value !== '',
  );
  const what = typed.do === undefined ? '' : sayPhrase(lang, `plan.mend.${typed.do}`);
  return {
    title: t('plan.desk.conflict'),
    status: 409,
    kind: 'document',
    breadcrumbs: [
      { label: t('plan.drafts.title'), href: placeOf.list(slug) },
      { label: draft.title, href: placeOf.draft(slug, draft.id) },
      { label: t('plan.desk.conflict') },
    ],
    body: (
      <>
        <WallBand sentence={sayReaders(lang, draft.readers)} />
        <PageHead title={t('plan.desk.conflict')} below={<span lang={draft.lang}>{draft.title}</span>} />
        <ErrorSummary lang={lang} errors={[{ message: sayPhrase(lang, 'plan.draft.changed-meanwhile') }]} />
        <p class="page-lead">{t('plan.desk.conflict-lead')}</p>
        <Panel heading={t('plan.desk.conflict-yours')}>
          <p>
            <strong>{what}</strong>
          </p>
          {said.map(([, value]) => (
            <p class="words reading" lang={draft.lang}>
              {value}
            </p>
          ))}
        </Panel>
        <Panel heading={t('plan.desk.conflict-now')}>
          {gone ? (
            <p>{t('plan.desk.conflict-gone')}</p>
          ) : (
            node && (
              <p>
                <SaidLine lang={lang} wordsLanguage={draft.lang} node={node} />
              </p>
            )
          )}
        </Panel>
        <Panel heading={t('plan.desk.conflict-theirs')} flush>
          <MendsTable lang={lang} wordsLanguage={draft.lang} mends={meanwhile.toReversed()} />
        </Panel>
        <Form action={placeOf.under(slug, draft.id, 'mends')} csrf={visit.csrf} version={draft.version}>
          {Object.entries(typed)
            .filter(([name]) => name !== 'version')
            .map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
          <SubmitBar>
            {!gone && <Button kind="primary">{t('plan.desk.conflict-button')}</Button>}
            <LinkButton href={placeOf.at(slug, draft.id, { node: gone ? null : (typed.node ?? null) })}>
              {t('plan.desk.conflict-back')}
            </LinkButton>
          </SubmitBar>
        </Form>
      </>
    ),
  };
}
