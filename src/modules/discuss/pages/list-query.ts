import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../../platform/db/database.ts';
import { FROM_THREADS, THREAD, type ThreadRow, type WallRow } from '../queries.ts';

export const STATES = ['open', 'resolved', 'all'] as const;
export const WHO = ['mine', 'following'] as const;
export const SORTS = ['newest', 'opened', 'comments'] as const;

const nothing = z.literal('').transform(() => undefined);
/** Which discussions one asks for, in which order, which page of them. An empty choice of the form is none. */
export const ListQuery = z.strictObject({
  state: z.union([z.enum(STATES), nothing]).optional(),
  who: z.union([z.enum(WHO), nothing]).optional(),
  wall: z.union([z.uuid(), nothing]).optional(),
  words: z.string().max(200).optional(),
  record: z.uuid().optional(),
  sort: z.union([z.enum(SORTS), nothing]).optional(),
  page: z.coerce.number().int().min(1).max(10_000).optional(),
});
export type ListQuery = z.infer<typeof ListQuery>;

const ORDER: Readonly<Record<(typeof SORTS)[number], RawBuilder<unknown>>> = {
  newest: sql`t.newest_at desc, t.newest desc, t.id`,
  opened: sql`t.opened_at desc, t.newest desc, t.id`,
  comments: sql`t.comments desc, t.newest desc, t.id`,
};

/** The discussions that answer, a part of them, and how many there are. */
export async function listThreads(tx: Tx, partnership: string, query: ListQuery, part: { offset: number; limit: number }) {
  const filter = filterOf(partnership, query);
  const { rows } =
    await sql<ThreadRow>`select ${THREAD} from ${FROM_THREADS} where ${filter} order by ${ORDER[query.sort ?? 'newest']}
    offset ${part.offset} limit ${part.limit}`.execute(tx);
  return rows;
}

export async function countThreads(tx: Tx, partnership: string, query: ListQuery): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from discuss.v_thread t where ${filterOf(partnership, query)}`.execute(tx);
  return rows[0]?.count ?? 0;
}

function filterOf(partnership: string, query: ListQuery): RawBuilder<unknown> {
  const { state = 'open', who, wall, record } = query;
  const words = query.words?.trim() ?? '';
  const asked = [
    sql`t.partnership = ${partnership}`,
    ...(state === 'all' ? [] : [sql`t.resolved = ${state === 'resolved'}`]),
    ...(wall === undefined ? [] : [sql`t.wall = ${wall}`]),
    ...(record === undefined ? [] : [sql`t.record = ${record}`]),
    ...(who === 'mine'
      ? [sql`exists (select from discuss.comment o where o.thread = t.id and o.said_by = platform.acting_mandate())`]
      : who === 'following'
        ? [sql`exists (select from discuss.v_followed w where w.record in (t.id, t.record))`]
        : []),
    ...(words === ''
      ? []
      : [
          sql`t.id in (select o.thread from platform.records_found(${words}, ${partnership}, ${partnership}) h join discuss.v_comment o on o.id = h.record)`,
        ]),
  ];
  return sql.join(asked, sql` and `);
}

/** The walls on which discussions that one sees stand, for the filter. */
export async function wallsOfThreads(tx: Tx, partnership: string): Promise<WallRow[]> {
  const { rows } = await sql<WallRow>`select w.id, w.readers from directory.v_wall w where w.partnership = ${partnership}
    and exists (select from discuss.thread t where t.wall = w.id) order by w.kind = 'partnership' desc, w.id limit 100`.execute(
    tx,
  );
  return rows;
}
