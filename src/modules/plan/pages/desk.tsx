import { z } from 'zod';
import type { Page } from '../../../platform/http/page.ts';
import type { Answer, Visit } from '../../../platform/http/route.ts';
import { dateInWords, type Language } from '../../../platform/i18n/index.ts';
import { notFound } from '../../../platform/refusal.ts';
import {
  Button,
  ErrorSummary,
  Form,
  LinkButton,
  Menu,
  MenuLink,
  Notice,
  PageHead,
  WallBand,
} from '../../../platform/ui/index.ts';
import { sayReaders } from '../../directory/index.ts';
import { type DraftRow, deskOfDraft, draftById, type MendRow, mendsOf } from '../drafts.ts';
import type { Desk } from '../importer/index.ts';
import { PROMISES } from '../tables.ts';
import { text as planText } from '../text.ts';
import { Doubts } from './desk-doubts.tsx';
import { type Desking, MendForm, Stroke } from './desk-forms.tsx';
import { DeskKeys } from './desk-keys.tsx';
import { DeskRegister } from './desk-register.tsx';
import { DeskSource } from './desk-source.tsx';
import { type Asked, viewOf } from './desk-view.ts';
import { placeOf } from './places.ts';
import { text } from './text.ts';
import { mendInWords } from './words.ts';

export const DeskQuery = z.strictObject({
  node: z.string().max(70).optional(),
  finding: z.coerce.number().int().nonnegative().max(1_000_000).optional(),
  line: z.coerce.number().int().min(1).max(10_000_000).optional(),
});

/** What was refused on a desk, to be shown again with what was typed. */
export type Again = NonNullable<Desking['again']> & { readonly status: number };
type DeskVisit = Pick<Visit, 'lang' | 'partnership' | 'params' | 'csrf' | 'read'>;

/** A draft on its desk: the source, the register it would become, and the doubtful places between. */
export async function deskPage(visit: DeskVisit, asked: Asked, again?: Again): Promise<Answer> {
  const { lang, partnership } = visit;
  if (!partnership) throw notFound();
  const read = await visit.read(async (tx) => {
    const draft = await draftById(tx, partnership.id, visit.params.draft ?? '');
    if (draft.waits_for_columns) return { draft, desk: undefined, mends: [] };
    return { draft, desk: await deskOfDraft(tx, draft.id), mends: await mendsOf(tx, draft.id) };
  });
  const { draft, desk, mends } = read;
  if (!desk) return { seeOther: placeOf.under(partnership.slug, draft.id, 'columns') };
  return whole(visit, draft, desk, mends, asked, again, text.in(lang));
}

function whole(
  visit: DeskVisit,
  draft: DraftRow,
  desk: Desk,
  mends: readonly MendRow[],
  asked: Asked,
  again: Again | undefined,
  t: ReturnType<typeof text.in>,
): Page {
  const { lang } = visit;
  const partnership = visit.partnership?.slug ?? '';
  const view = viewOf(desk, asked);
  const works = draft.mine && draft.entered_at === null && draft.dropped_at === null;
  const finding = view.finding && view.finding.finding.settled === null ? view.finding.index : undefined;
  const action = placeOf.under(partnership, draft.id, 'mends');
  const desking: Desking | null = works ? { lang, csrf: visit.csrf, action, version: draft.version, desk, finding, again } : null;
  const shared = { visit, draft, desk, view, desking };
  return {
    title: draft.title,
    titleLanguage: draft.lang,
    ...(again === undefined ? {} : { status: again.status }),
    kind: 'wide',
    breadcrumbs: [{ label: t('plan.drafts.title'), href: placeOf.list(partnership) }, { label: draft.title }],
    body: (
      <div class="desk">
        <WallBand sentence={sayReaders(lang, draft.readers)} />
        {head(visit, draft, desk, mends, works)}
        {again && (
          <ErrorSummary
            lang={lang}
            errors={[{ message: again.message, ...(again.field === undefined ? {} : { field: fieldOn(again) }) }]}
          />
        )}
        <Doubts {...shared} />
        <div class="desk-sides">
          <DeskSource {...shared} />
          <DeskRegister {...shared} />
        </div>
        {desking && promises(lang, desking)}
        {desking && <DeskKeys lang={lang} />}
      </div>
    ),
  };
}

/** Both forms that ask for a number have an input of their own. */
const fieldOn = ({ field = '', typed }: Again): string => (field === 'number' && typed.do === 'split' ? 'number-split' : field);

function head(visit: DeskVisit, draft: DraftRow, desk: Desk, mends: readonly MendRow[], works: boolean) {
  const { lang, csrf } = visit;
  const t = text.in(lang);
  const partnership = visit.partnership?.slug ?? '';
  const count = (kind: string) => desk.nodes.filter((node) => node.kind === kind).length;
  const standing = mends.filter(({ mend, undone }) => mend.do !== 'undo' && !undone);
  const last = standing.at(-1);
  const counts = [
    t('plan.desk.areas', { count: count('area') }),
    t('plan.desk.counts', { count: count('action') }),
    ...(count('subitem') > 0 ? [t('plan.desk.subitems', { count: count('subitem') })] : []),
    ...(count('objective') > 0 ? [t('plan.desk.objectives', { count: count('objective') })] : []),
    ...(count('priority') > 0 ? [t('plan.desk.priorities', { count: count('priority') })] : []),
    t('plan.desk.mends', { count: standing.length }),
  ];
  const under = (page: Parameters<typeof placeOf.under>[2]) => placeOf.under(partnership, draft.id, page);
  return (
    <>
      <PageHead
        title={<span lang={draft.lang}>{draft.title}</span>}
        below={
          <>
            <span class="stage entered">{t('plan.desk.not-entered')}</span> {counts.join(' · ')}
          </>
        }
        acts={
          <>
            {works && last && (
              <Form action={under('mends/undo')} csrf={csrf} version={draft.version} layout="line">
                <Stroke stroke="z" icon="history">
                  {t('plan.desk.undo', { what: mendInWords(lang, last) })}
                </Stroke>
              </Form>
            )}
            {works && (
              <LinkButton kind="primary" icon="check" href={under('entry')}>
                {t('plan.desk.enter')}
              </LinkButton>
            )}
            <Menu label={t('plan.desk.more')} align="end">
              <MenuLink href={under('mends')}>{t('plan.desk.history')}</MenuLink>
              <MenuLink href={under('file')} download>
                {t('plan.desk.download')}
              </MenuLink>
              {works && desk.columns.length > 0 && <MenuLink href={under('columns')}>{t('plan.desk.columns')}</MenuLink>}
              {works && draft.readers.kind !== 'partnership' && (
                <MenuLink href={under('release')}>{t('plan.desk.hand-over')}</MenuLink>
              )}
              {works && <MenuLink href={under('removal')}>{t('plan.desk.drop')}</MenuLink>}
            </Menu>
          </>
        }
      />
      {draft.entered_at !== null && (
        <Notice>
          <p>{t('plan.desk.entered', { day: dateInWords(lang, draft.entered_at.toISOString()) })}</p>
          {draft.plan !== null && <LinkButton href={placeOf.plan(partnership, draft.plan)}>{t('plan.desk.to-plan')}</LinkButton>}
        </Notice>
      )}
      {draft.dropped_at !== null && (
        <Notice kind="attention">
          <p>{t('plan.desk.dropped', { day: dateInWords(lang, draft.dropped_at.toISOString()) })}</p>
          {draft.mine && (
            <Form action={under('return')} csrf={csrf} version={draft.version}>
              <Button>{t('plan.desk.restore')}</Button>
            </Form>
          )}
        </Notice>
      )}
      {!draft.mine && draft.entered_at === null && (
        <Notice>
          <p>{t('plan.desk.only-read')}</p>
        </Notice>
      )}
    </>
  );
}

/** What grammar proposes, to be confirmed by kinds. */
function promises(lang: Language, desking: Desking) {
  const t = text.in(lang);
  const say = planText.in(lang);
  const proposed = PROMISES.map((promise) => {
    const count = desking.desk.nodes.filter((node) => node.promise === promise && !node.confirmed).length;
    return { promise, count };
  }).filter(({ count }) => count > 0);
  if (proposed.length === 0) return null;
  return (
    <section class="desk-promises" aria-labelledby="promises-title">
      <h2 id="promises-title">{t('plan.desk.promises')}</h2>
      <p class="help">{t('plan.desk.promises-lead')}</p>
      <ul class="plain-list">
        {proposed.map(({ promise, count }) => (
          <li>
            <MendForm desking={{ ...desking, finding: undefined }} hidden={{ do: 'promises', promise }}>
              <button type="submit" class="button secondary">
                {t('plan.desk.promises-button', { promise: say(`plan.promise.${promise}`) })}
              </button>
              <span class="quiet-words">{t('plan.desk.promises-count', { count })}</span>
            </MendForm>
          </li>
        ))}
      </ul>
    </section>
  );
}
