import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { dateInWords, sayPhrase } from '../../../platform/i18n/index.ts';
import { notFound, type Refusal } from '../../../platform/refusal.ts';
import {
  Badge,
  Button,
  ErrorSummary,
  Field,
  Form,
  LinkButton,
  PageHead,
  Pager,
  SafeLink,
  SubmitBar,
  WallBand,
} from '../../../platform/ui/index.ts';
import { type Host, type Place, placesOf, referencesIn } from '../hosts.ts';
import {
  type CommentRow,
  commentsFrom,
  type EditionRow,
  editionsOf,
  isFollowed,
  type PersonRow,
  readersOf,
  type ThreadRow,
  type TurnRow,
  threadById,
  turnsOf,
} from '../queries.ts';
import { mayDiscuss } from '../rules.ts';
import { LONGEST } from '../said.ts';
import { text } from '../text.ts';
import { CommentArticle } from './comment.tsx';
import { FollowButton } from './follow-button.tsx';
import { AnswerForm, said } from './forms.tsx';
import { PER_PAGE, pageOfComment, placeOf } from './places.ts';
import { readersInWords } from './readers.ts';

export type ThreadQuery = { readonly page?: number | undefined };
/** What was typed into a form of this page that was refused, and why. */
export type Refused = {
  readonly refusal: Refusal;
  readonly words?: string;
  readonly mention?: string | undefined;
  readonly reason?: string;
};

type Data = {
  readonly thread: ThreadRow;
  readonly place: Place | undefined;
  readonly comments: readonly CommentRow[];
  readonly editions: readonly EditionRow[];
  readonly turns: readonly TurnRow[];
  readonly references: ReadonlyMap<string, string>;
  readonly people: readonly PersonRow[];
  readonly follows: boolean;
  readonly page: number;
};

/** A discussion, a page of its comments at a time, with what one may do in it. */
export async function threadPage(visit: Visit<ThreadQuery, unknown>, hosts: readonly Host[], refused?: Refused): Promise<Page> {
  const data = await readThread(visit, hosts);
  const { lang } = visit;
  const { thread, place } = data;
  const t = text.in(lang);
  const partnership = visit.partnership?.slug ?? '';
  const name = place?.name ?? t('discuss.hidden-place');
  const takesPart = mayDiscuss.allows(visit.acting);
  return {
    title: t('discuss.title-on', { name }),
    status: refused?.refusal.status ?? 200,
    kind: 'document',
    breadcrumbs: [
      { label: t('discuss.nav'), href: placeOf.list(partnership) },
      ...(place ? [{ label: name, href: place.address }] : []),
      { label: t('discuss.title') },
    ],
    body: (
      <>
        <PageHead
          title={t('discuss.title-on', { name })}
          below={
            <>
              <Badge>{t(thread.resolved ? 'discuss.state.resolved' : 'discuss.state.open')}</Badge>{' '}
              {t('discuss.comments', { count: thread.comments })}
            </>
          }
          acts={<FollowButton visit={visit} partnership={partnership} record={thread.id} follows={data.follows} />}
        />
        {refused && <ErrorSummary lang={lang} errors={[summaryOf(visit, refused)]} />}
        <p>
          {place ? (
            <SafeLink href={place.address} lang={thread.record_lang}>
              {thread.record_title}
            </SafeLink>
          ) : (
            <span lang={thread.record_lang}>{thread.record_title}</span>
          )}
        </p>
        <WallBand sentence={readersInWords(lang, thread.readers)}>
          {pager(visit, data)}
          {data.comments.map((comment) => (
            <CommentArticle
              anchored
              place={{ lang, partnership, references: data.references }}
              comment={comment}
              editions={data.editions.filter((edition) => edition.comment === comment.id)}
              acts={comment.own && comment.words !== null && takesPart ? ownActs(visit, comment) : undefined}
            />
          ))}
          {pager(visit, data)}
          {data.turns.length > 0 && turnList(visit, data.turns)}
          {takesPart && (
            <>
              <AnswerForm
                visit={visit}
                partnership={partnership}
                thread={thread}
                people={data.people}
                typed={refused ?? {}}
                refusal={refused?.refusal}
              />
              {turnForm(visit, thread, refused)}
            </>
          )}
        </WallBand>
      </>
    ),
  };
}

function readThread(visit: Visit<ThreadQuery, unknown>, hosts: readonly Host[]): Promise<Data> {
  const { partnership, params } = visit;
  if (!partnership) throw notFound();
  return visit.read(async (tx) => {
    const thread = await threadById(tx, partnership.id, params.thread ?? '');
    const page = Math.min(visit.query.page ?? 1, pageOfComment(thread.comments));
    const comments = await commentsFrom(tx, thread.id, (page - 1) * PER_PAGE + 1, PER_PAGE);
    const editions = await editionsOf(
      tx,
      comments.filter((each) => each.mended_at !== null).map((each) => each.id),
    );
    const words = [...comments, ...editions].map((each) => each.words);
    return {
      ...{ thread, comments, editions, page },
      place: (await placesOf(tx, hosts, partnership.slug, [thread])).get(thread.record),
      turns: await turnsOf(tx, thread.id),
      references: await referencesIn(tx, hosts, partnership.slug, thread, words),
      people: mayDiscuss.allows(visit.acting) ? await readersOf(tx, thread.wall) : [],
      follows: await isFollowed(tx, thread.id),
    };
  });
}

function summaryOf({ lang }: Pick<Visit, 'lang'>, { refusal }: Refused) {
  const message = sayPhrase(lang, refusal.key, refusal.values);
  return refusal.field === undefined ? { message } : { message, field: refusal.field === 'files' ? 'files[]' : refusal.field };
}

function pager(visit: Pick<Visit, 'lang' | 'partnership'>, { thread, page }: Data) {
  if (thread.comments <= PER_PAGE) return null;
  const at = (number: number) =>
    `${placeOf.thread(visit.partnership?.slug ?? '', thread.id)}${number === 1 ? '' : `?page=${number}`}`;
  const pages = pageOfComment(thread.comments);
  return (
    <Pager
      lang={visit.lang}
      from={(page - 1) * PER_PAGE + 1}
      until={Math.min(page * PER_PAGE, thread.comments)}
      total={thread.comments}
      previous={page > 1 ? at(page - 1) : null}
      next={page < pages ? at(page + 1) : null}
    />
  );
}

function ownActs(visit: Pick<Visit, 'lang' | 'csrf' | 'partnership'>, comment: CommentRow) {
  const t = text.in(visit.lang);
  const partnership = visit.partnership?.slug ?? '';
  return (
    <div class="comment-acts">
      <LinkButton kind="quiet" icon="pencil" href={placeOf.mend(partnership, comment.thread, comment.id)}>
        {t('discuss.mend')}
      </LinkButton>
      <details class="note-fold">
        <summary>{t('discuss.withdraw')}</summary>
        <Form action={placeOf.withdrawal(partnership, comment.thread, comment.id)} csrf={visit.csrf} version={comment.version}>
          <p class="help">{t('discuss.withdraw-help')}</p>
          <SubmitBar>
            <Button kind="danger">{t('discuss.withdraw-button')}</Button>
          </SubmitBar>
        </Form>
      </details>
    </div>
  );
}

function turnList({ lang }: Pick<Visit, 'lang'>, turns: readonly TurnRow[]) {
  const t = text.in(lang);
  return (
    <ol class="plain-list turns">
      {turns.map((turn) => (
        <li>
          <strong>
            {t(turn.resolved ? 'discuss.turn.resolved' : 'discuss.turn.reopened', {
              name: turn.by ?? t('discuss.somebody'),
              day: dateInWords(lang, turn.said_at.toISOString()),
            })}
          </strong>
          {turn.reason !== '' && (
            <span class="note-words" lang="">
              {' '}
              · {turn.reason}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

function turnForm(visit: Pick<Visit, 'lang' | 'csrf' | 'partnership'>, thread: ThreadRow, refused: Refused | undefined) {
  const { lang } = visit;
  const t = text.in(lang);
  const label = t(thread.resolved ? 'discuss.reopen' : 'discuss.resolve');
  return (
    <details class="note-fold turn-form" open={refused?.reason !== undefined}>
      <summary>{label}</summary>
      <Form action={placeOf.resolution(visit.partnership?.slug ?? '', thread.id)} csrf={visit.csrf}>
        {!thread.resolved && <p class="help">{t('discuss.resolve-help')}</p>}
        <input type="hidden" name="turns" value={String(thread.turns)} />
        <input type="hidden" name="resolved" value={thread.resolved ? 'no' : 'yes'} />
        <Field
          kind="textarea"
          lang={lang}
          name="reason"
          label={t('discuss.field.reason')}
          rows={2}
          maxlength={LONGEST.reason}
          required={false}
          value={refused?.reason}
          error={said(lang, refused?.refusal, 'reason')}
        />
        <SubmitBar seenBy={readersInWords(lang, thread.readers)}>
          <Button icon={thread.resolved ? 'history' : 'circle-check'}>{label}</Button>
        </SubmitBar>
      </Form>
    </details>
  );
}
