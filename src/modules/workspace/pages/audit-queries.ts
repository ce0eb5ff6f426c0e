import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../../platform/db/database.ts';
import type { Text } from '../../../platform/db/tables.ts';
import type { Readers } from '../../directory/index.ts';

// A form sends a choice of nothing as an empty text.
const orNothing = <Choice extends z.ZodType>(choice: Choice) =>
  z.preprocess((value) => (value === '' ? undefined : value), choice.optional());

/** Which entries are asked for. `before`: those older than the entry of this number. */
export const AuditQuery = z.strictObject({
  who: orNothing(z.string().trim().max(200)),
  act: orNothing(z.string().max(80)),
  since: orNothing(z.iso.date()),
  until: orNothing(z.iso.date()),
  wall: orNothing(z.uuid()),
  record: orNothing(z.uuid()),
  before: orNothing(z.string().regex(/^[1-9]\d{0,17}$/)),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export type AuditEntry = {
  readonly id: string;
  readonly at: Date;
  readonly act: string;
  readonly record: string | null;
  readonly request: string | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly readers: Readers;
  /** Who did it and in which capacity; null where the reader does not see that mandate, or nobody in particular did. */
  readonly name: string | null;
  readonly title: Text | null;
  readonly somebody: boolean;
  readonly record_title: string | null;
  readonly record_lang: 'en' | 'fr' | null;
};

/** Entries on the walls that whoever acts sees, newest first, at most so many. */
export async function auditEntries(tx: Tx, partnership: string, query: AuditQuery, most: number): Promise<AuditEntry[]> {
  const { who, act, since, until, wall, record, before } = query;
  const named = who === undefined ? sql`true` : sql`m.full_name ilike ${`%${who.replace(/[\\%_]/g, '\\$&')}%`}`;
  const { rows } = await sql<AuditEntry>`
    select a.id::text as id, a.at, a.act, a.record, a.request, a.before, a.after, w.readers, m.full_name as name, m.title,
      a.person is not null as somebody, r.title as record_title, r.lang as record_lang
    from platform.audit a join directory.v_wall w on w.id = a.wall
      left join directory.v_mandate m on m.id = a.mandate left join platform.record r on r.id = a.record
    where a.partnership = ${partnership} and ${named}
      and (${act ?? null}::text is null or a.act = ${act ?? null}) and (${wall ?? null}::uuid is null or a.wall = ${wall ?? null}::uuid)
      and (${record ?? null}::uuid is null or a.record = ${record ?? null}::uuid)
      and (${since ?? null}::date is null or a.at >= (${since ?? null}::date)::timestamp at time zone 'UTC')
      and (${until ?? null}::date is null or a.at < (${until ?? null}::date + 1)::timestamp at time zone 'UTC')
      and (${before ?? null}::bigint is null or a.id < ${before ?? null}::bigint)
    order by a.id desc limit ${most}`.execute(tx);
  return rows;
}

/** The walls that whoever acts sees, widest first, for choosing one. */
export async function wallsSeen(tx: Tx, partnership: string): Promise<{ id: string; readers: Readers }[]> {
  const { rows } = await sql<{ id: string; readers: Readers }>`
    select w.id, w.readers from directory.v_wall w where w.partnership = ${partnership}
    order by array_position(array['public', 'partnership', 'party', 'member', 'organisation', 'group'], w.kind), w.id limit 200`.execute(
    tx,
  );
  return rows;
}

/** The seal that may be kept as proof; undefined while no day with a seal is over. */
export async function keptAnchor(tx: Tx): Promise<{ at: Date; hash: string } | undefined> {
  const { rows } = await sql<{ at: Date; hash: string }>`select k.at, k.hash from platform.kept_anchor() k`.execute(tx);
  return rows[0];
}
