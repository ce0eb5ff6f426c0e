import { sql } from 'kysely';
import { z } from 'zod';
import { Day } from '../../../platform/api/index.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Text } from '../../../platform/db/tables.ts';
import type { Readers } from '../../directory/index.ts';

// A form sends a choice of nothing as an empty text.
const orNothing = <Choice extends z.ZodType>(choice: Choice) =>
  z.preprocess((value) => (value === '' ? undefined : value), choice.optional());

/** A place in the list: an instant, and how many entries of that very instant come before it. Never a number of the audit: that would count what others do. */
const PLACE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)~(\d{1,6})$/;

/** Whether a text is a place in the list. */
export const isPlace = (text: string): boolean => {
  const [, instant = ''] = PLACE.exec(text) ?? [];
  // A day that no calendar has would be another to JavaScript, and none to the database.
  return Day.safeParse(instant.slice(0, 10)).success && z.iso.datetime().safeParse(instant).success;
};

/** Which entries are asked for. `from`: those at this place and older. */
export const AuditQuery = z.strictObject({
  who: orNothing(z.string().trim().max(200)),
  act: orNothing(z.string().max(80)),
  since: orNothing(Day),
  until: orNothing(Day),
  wall: orNothing(z.uuid()),
  record: orNothing(z.uuid()),
  from: orNothing(z.string().refine(isPlace)),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export type AuditEntry = {
  /** Where a list begins whose first entry it is. */
  readonly place: string;
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
  const { who, act, since, until, wall, record } = query;
  const [, instant = null, passed = '0'] = PLACE.exec(query.from ?? '') ?? [];
  const named = who === undefined ? sql`true` : sql`m.full_name ilike ${`%${who.replace(/[\\%_]/g, '\\$&')}%`}`;
  const { rows } = await sql<Omit<AuditEntry, 'place'> & { instant: string }>`
    select to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as instant, a.at, a.act, a.record, a.request, a.before, a.after, w.readers,
      m.full_name as name, m.title, a.person is not null as somebody, r.title as record_title, r.lang as record_lang
    from platform.audit a join directory.v_wall w on w.id = a.wall
      left join directory.v_mandate m on m.id = a.mandate left join platform.record r on r.id = a.record
    where a.partnership = ${partnership} and ${named}
      and (${act ?? null}::text is null or a.act = ${act ?? null}) and (${wall ?? null}::uuid is null or a.wall = ${wall ?? null}::uuid)
      and (${record ?? null}::uuid is null or a.record = ${record ?? null}::uuid)
      and (${since ?? null}::date is null or a.at >= (${since ?? null}::date)::timestamp at time zone 'UTC')
      and (${until ?? null}::date is null or a.at < (${until ?? null}::date + 1)::timestamp at time zone 'UTC')
      and (${instant}::timestamptz is null or a.at <= ${instant}::timestamptz)
    order by a.at desc, a.id desc offset ${Number(passed)} limit ${most}`.execute(tx);
  const met = new Map<string, number>(instant === null ? [] : [[instant, Number(passed)]]);
  return rows.map(({ instant: at, ...row }) => {
    const before = met.get(at) ?? 0;
    met.set(at, before + 1);
    return { ...row, place: `${at}~${before}` };
  });
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
