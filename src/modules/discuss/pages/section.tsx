import type { Tx } from '../../../platform/db/database.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { dateInWords, type Language } from '../../../platform/i18n/index.ts';
import { Badge, LinkButton, SafeLink, WallBand } from '../../../platform/ui/index.ts';
import { type Host, referencesIn } from '../hosts.ts';
import { type CommentRow, endsOf, isFollowed, type ThreadRow, threadsOf, type WallRow, wallsFor } from '../queries.ts';
import { mayDiscuss, mayFollow, mayReadDiscussions } from '../rules.ts';
import { text } from '../text.ts';
import { CommentArticle, type CommentPlace } from './comment.tsx';
import { OpenForm } from './forms.tsx';
import { placeOf } from './places.ts';
import { readersInWords } from './readers.ts';

/** So many discussions stand on the page of a record; the list has all. */
const SHOWN = 5;

/** What the page of a record shows of its discussions. */
export type Discussion = {
  readonly record: string;
  readonly threads: readonly ThreadRow[];
  /** The first and the newest comment of those that are shown, by discussion. */
  readonly ends: ReadonlyMap<string, readonly CommentRow[]>;
  readonly references: ReadonlyMap<string, string>;
  /** Where whoever reads may open one; null where he may not take part. */
  readonly walls: readonly WallRow[] | null;
};

type Reader = Pick<Visit, 'acting' | 'partnership'>;

/** Reads the discussions of a record for its page; null for those who read none. */
export async function discussionOf(
  tx: Tx,
  visit: Reader,
  host: Host,
  about: { readonly record: string; readonly record_kind: string },
): Promise<Discussion | null> {
  if (!mayReadDiscussions.allows(visit.acting)) return null;
  const threads = await threadsOf(tx, about.record);
  const shown = threads.slice(0, SHOWN);
  const ends = await endsOf(
    tx,
    shown.map((thread) => thread.id),
  );
  const words = ends.map((comment) => comment.words);
  return {
    record: about.record,
    threads,
    ends: Map.groupBy(ends, (comment) => comment.thread),
    references: await referencesIn(tx, [host], visit.partnership?.slug ?? '', about, words),
    walls: mayDiscuss.allows(visit.acting) ? await wallsFor(tx, about.record) : null,
  };
}

/** Whether whoever reads follows a record; null for those who follow nothing. */
export const followsOf = async (tx: Tx, visit: Reader, record: string): Promise<boolean | null> =>
  mayFollow.allows(visit.acting) ? isFollowed(tx, record) : null;

/** The discussions of a record as a part of its page: each under the sentence that says who sees it, and the form that opens another. */
export function DiscussionSection(props: {
  readonly visit: Pick<Visit, 'lang' | 'csrf' | 'partnership'>;
  readonly name: string;
  readonly discussion: Discussion;
}) {
  const { visit, discussion, name } = props;
  const { lang } = visit;
  const partnership = visit.partnership?.slug ?? '';
  const t = text.in(lang);
  const { threads, walls } = discussion;
  const place = { lang, partnership, references: discussion.references };
  return (
    <section class="discussion" aria-labelledby="discussion">
      <h2 id="discussion">{t('discuss.title')}</h2>
      {threads.length === 0 && (
        <p>
          {t('discuss.none-here')} {walls !== null && walls.length > 0 && t('discuss.none-here-do')}
        </p>
      )}
      {threads.slice(0, SHOWN).map((thread) => threadInShort(place, thread, discussion.ends.get(thread.id) ?? []))}
      {threads.length > SHOWN && (
        <p class="section-foot">
          <SafeLink href={`${placeOf.list(partnership)}?state=all&record=${discussion.record}`}>
            {t('discuss.more-threads', { count: threads.length - SHOWN, name })}
          </SafeLink>
        </p>
      )}
      {walls !== null && walls.length > 0 && (
        <details class="note-fold">
          <summary>{t('discuss.open')}</summary>
          <OpenForm visit={visit} partnership={partnership} record={discussion.record} walls={walls} />
        </details>
      )}
    </section>
  );
}

function threadInShort(place: CommentPlace, thread: ThreadRow, ends: readonly CommentRow[]) {
  const { lang, partnership } = place;
  const t = text.in(lang);
  const [first, last] = ends;
  const between = thread.comments - ends.length;
  return (
    <WallBand sentence={readersInWords(lang, thread.readers)}>
      {first && <CommentArticle place={place} comment={first} />}
      {between > 0 && <p class="help">{t('discuss.between', { count: between })}</p>}
      {last && <CommentArticle place={place} comment={last} />}
      {thread.resolved && <p>{resolvedInWords(lang, thread)}</p>}
      <p class="section-foot">
        <LinkButton href={placeOf.thread(partnership, thread.id)} icon="message-circle">
          {t('discuss.answer')}
        </LinkButton>
      </p>
    </WallBand>
  );
}

/** That a discussion is resolved, by whom and why. */
export function resolvedInWords(lang: Language, thread: Pick<ThreadRow, 'turned_by' | 'turned_at' | 'reason'>) {
  const t = text.in(lang);
  const day = thread.turned_at === null ? '' : dateInWords(lang, thread.turned_at.toISOString());
  return (
    <>
      <Badge>{t('discuss.state.resolved')}</Badge>{' '}
      {t('discuss.turn.resolved', { name: thread.turned_by ?? t('discuss.somebody'), day })}
      {/* In which language somebody gave a reason nobody knows. */}
      {thread.reason && <span lang=""> · {thread.reason}</span>}
    </>
  );
}
