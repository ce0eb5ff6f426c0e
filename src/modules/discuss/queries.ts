import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Text } from '../../platform/db/tables.ts';
import { notFound } from '../../platform/refusal.ts';

/** Who reads a wall, for the sentence above what stands on it. */
export type Readers = {
  readonly kind: 'public' | 'partnership' | 'party' | 'member' | 'organisation' | 'group';
  readonly party: Text | null;
  readonly organisation?: Text | null;
  readonly circle?: string | null;
};

export type ThreadRow = {
  readonly id: string;
  readonly record: string;
  readonly record_kind: string;
  readonly record_title: string;
  readonly record_lang: 'en' | 'fr';
  readonly partnership: string;
  readonly wall: string;
  readonly readers: Readers;
  readonly opened_at: Date;
  readonly opened_by: string;
  readonly comments: number;
  readonly newest_at: Date;
  /** How often it was resolved and opened again: the form that does so says how often one had seen. */
  readonly turns: number;
  readonly resolved: boolean;
  readonly reason: string | null;
  readonly turned_at: Date | null;
  readonly turned_by: string | null;
  /** What was said first; null where it was withdrawn. */
  readonly first: string | null;
  readonly first_lang: 'en' | 'fr';
};

export const THREAD = sql`t.id, t.record, t.record_kind, t.record_title, t.record_lang, t.partnership, t.wall, t.opened_at, t.comments, t.newest_at, t.turns,
  t.resolved, t.reason, t.turned_at, (select w.readers from directory.v_wall w where w.id = t.wall) as readers,
  (select m.full_name from directory.v_mandate m where m.id = t.opened_by) as opened_by,
  (select m.full_name from directory.v_mandate m where m.id = t.turned_by) as turned_by,
  f.words as first, f.lang as first_lang`;
export const FROM_THREADS = sql`discuss.v_thread t join discuss.v_comment f on f.thread = t.id and f.number = 1`;

/** The discussion at an address. @throws Refusal 404 where there is none, or it is hidden */
export async function threadById(tx: Tx, partnership: string, id: string): Promise<ThreadRow> {
  if (!isId(id)) throw notFound();
  const { rows } =
    await sql<ThreadRow>`select ${THREAD} from ${FROM_THREADS} where t.id = ${id} and t.partnership = ${partnership}`.execute(tx);
  if (!rows[0]) throw notFound();
  return rows[0];
}

/** What stands in addresses and forms as the id of something. */
export const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** The discussions of a record, those that go on first, then the newest. */
export async function threadsOf(tx: Tx, record: string, most = MOST_THREADS): Promise<ThreadRow[]> {
  const { rows } = await sql<ThreadRow>`select ${THREAD} from ${FROM_THREADS} where t.record = ${record}
    order by t.resolved, t.newest_at desc, t.newest desc, t.id limit ${most}`.execute(tx);
  return rows;
}
const MOST_THREADS = 200;

export type CommentRow = {
  readonly id: string;
  readonly thread: string;
  readonly number: number;
  readonly said_at: Date;
  /** The name of who said it; null where one may not know it. */
  readonly by: string | null;
  readonly title: Text | null;
  readonly party: Text | null;
  /** Whether whoever reads said it, in this capacity. */
  readonly own: boolean;
  readonly lang: 'en' | 'fr';
  readonly version: number;
  readonly words: string | null;
  readonly mended_at: Date | null;
  readonly files: readonly FileRow[];
  readonly mentioned: readonly string[];
};

export type FileRow = {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly version: number;
  readonly newest: boolean;
};

const COMMENT = sql`c.id, c.thread, c.number, c.said_at, m.full_name as by, m.title, y.name as party, coalesce(c.said_by = platform.acting_mandate(), false) as own,
  c.lang, c.version, c.words, c.mended_at,
  coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'size', a.size, 'version', a.version, 'newest', a.newest) order by a.name, a.version)
    from discuss.v_enclosure a where a.thread = c.thread and a.comment = c.id), '[]') as files,
  coalesce((select jsonb_agg(p.full_name order by p.sort_as) from (select distinct r.full_name, r.sort_as from discuss.v_mention n
    join directory.v_mandate r on r.person = n.person where n.comment = c.id) p), '[]') as mentioned`;
const FROM_COMMENTS = sql`discuss.v_comment c left join directory.v_mandate m on m.id = c.said_by left join directory.v_party y on y.id = m.party`;

/** Comments of a discussion in their order, from a number on. */
export async function commentsFrom(tx: Tx, thread: string, from: number, most: number): Promise<CommentRow[]> {
  const { rows } =
    await sql<CommentRow>`select ${COMMENT} from ${FROM_COMMENTS} where c.thread = ${thread} and c.number >= ${from}
    order by c.number limit ${most}`.execute(tx);
  return rows;
}

/** The first and the newest comment of each of these discussions, in their order. */
export async function endsOf(tx: Tx, threads: readonly string[]): Promise<CommentRow[]> {
  if (threads.length === 0) return [];
  const { rows } = await sql<CommentRow>`select ${COMMENT} from ${FROM_COMMENTS} where c.thread = any (${threads}::uuid[])
    and (c.number = 1 or c.number = (select max(o.number) from discuss.comment o where o.thread = c.thread)) order by c.thread, c.number`.execute(
    tx,
  );
  return rows;
}

/** One comment of a discussion. @throws Refusal 404 */
export async function commentOf(tx: Tx, thread: string, id: string): Promise<CommentRow> {
  const { rows } =
    await sql<CommentRow>`select ${COMMENT} from ${FROM_COMMENTS} where c.thread = ${thread} and c.id::text = ${id}`.execute(tx);
  if (!rows[0]) throw notFound();
  return rows[0];
}

export type EditionRow = { readonly comment: string; readonly edition: number; readonly words: string; readonly said_at: Date };

/** What these comments said before they were mended, oldest first. */
export async function editionsOf(tx: Tx, comments: readonly string[]): Promise<EditionRow[]> {
  if (comments.length === 0) return [];
  const { rows } = await sql<EditionRow>`select e.comment, e.edition, e.words, e.said_at from discuss.v_comment_edition e
    where e.comment = any (${comments}::uuid[]) order by e.comment, e.edition limit 1000`.execute(tx);
  return rows;
}

export type TurnRow = {
  readonly number: number;
  readonly resolved: boolean;
  readonly reason: string;
  readonly said_at: Date;
  readonly by: string | null;
};

/** When a discussion was resolved and opened again, by whom and why. */
export async function turnsOf(tx: Tx, thread: string): Promise<TurnRow[]> {
  const { rows } =
    await sql<TurnRow>`select n.number, n.resolved, n.reason, n.said_at, m.full_name as by from discuss.v_resolution n
    left join directory.v_mandate m on m.id = n.said_by where n.thread = ${thread} order by n.number limit 200`.execute(tx);
  return rows;
}

export type WallRow = { readonly id: string; readonly readers: Readers };

/**
 * The walls on which whoever acts may open a discussion of a record: his own, that of his bloc, that of all parties, as far as everybody
 * behind them sees the record. The narrowest first, so that nobody shows more than he meant.
 */
export async function wallsFor(tx: Tx, record: string): Promise<WallRow[]> {
  const { rows } =
    await sql<WallRow>`select w.id, w.readers from directory.v_wall w join platform.record r on r.id = ${record} and r.partnership = w.partnership
    where w.kind <> 'public' and (w.id = any (platform.owns()) or w.id = any (platform.sees()) and w.kind in ('party', 'partnership'))
      and cardinality(platform.owns()) > 0 and platform.is_within(w.id, r.wall)
    order by w.id = (platform.owns())[1] desc, array_position(array['party', 'partnership', 'member', 'organisation', 'group'], w.kind),
      coalesce(array_position(platform.owns(), w.id), 0), w.id limit 50`.execute(tx);
  return rows;
}

/** Whom one may mention behind a wall: who reads it today, of those one sees. */
export type PersonRow = {
  readonly person: string;
  readonly full_name: string;
  readonly title: Text;
  readonly party: Text | null;
};

/** @param like what the name begins with or holds; empty for everybody */
export async function readersOf(tx: Tx, wall: string, like = '', most = 200): Promise<PersonRow[]> {
  if (!isId(wall)) return [];
  const { rows } = await sql<PersonRow>`
    select p.person, p.full_name, p.title, y.name as party from (
      select distinct on (r.person) r.person, r.full_name, r.sort_as, r.title, r.party from discuss.v_reader r
        where r.wall = ${wall} and r.person is distinct from platform.acting_person()
          and (${like} = '' or strpos(lower(public.unaccent(r.full_name)), lower(public.unaccent(${like}))) > 0)
        order by r.person, r.mandate) p
      left join directory.v_party y on y.id = p.party order by p.sort_as collate "und-x-icu", p.person limit ${most}`.execute(tx);
  return rows;
}

/** Whether whoever acts follows a record. */
export async function isFollowed(tx: Tx, record: string): Promise<boolean> {
  const { rows } = await sql<{
    follows: boolean;
  }>`select exists (select from discuss.v_followed f where f.record = ${record}) as follows`.execute(tx);
  return rows[0]?.follows ?? false;
}
