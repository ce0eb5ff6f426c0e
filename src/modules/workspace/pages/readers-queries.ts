import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { Text } from '../../../platform/db/tables.ts';
import type { Language } from '../../../platform/i18n/index.ts';
import { notFound } from '../../../platform/refusal.ts';
import { readersOfWall } from '../../accounts/index.ts';
import type { Readers } from '../../directory/index.ts';
import { type AuditEntry, auditEntries } from './audit-queries.ts';

export type Reader = { readonly name: string; readonly title: Text; readonly party: Text | null };
export type RecordRow = { readonly title: string; readonly lang: Language; readonly wall: string; readonly readers: Readers };
/** Who could see a record on a day, and who is noted to have opened it or asked for it. */
export type Shown = { readonly record: RecordRow; readonly readers: readonly Reader[]; readonly seen: readonly AuditEntry[] };
const SEEN: readonly string[] = ['platform.opened', 'platform.asked-for-hidden'];

/** The readers of a record that whoever acts sees himself. `on`: a day; null: today. @throws Refusal 404 */
export async function readersOf(tx: Tx, partnership: string, id: string, on: string | null): Promise<Shown> {
  const record = await recordOf(tx, partnership, id);
  const entries = await auditEntries(tx, partnership, { record: id }, 500);
  return {
    record,
    readers: await peopleOf(tx, record.wall, on),
    seen: entries.filter((entry) => SEEN.includes(entry.act)),
  };
}

async function recordOf(tx: Tx, partnership: string, id: string): Promise<RecordRow> {
  const { rows } = await sql<RecordRow>`
    select r.title, r.lang, r.wall, w.readers from platform.record r join directory.v_wall w on w.id = r.wall
    where r.id = ${id} and r.partnership = ${partnership}`.execute(tx);
  if (!rows[0]) throw notFound();
  return rows[0];
}

/** The people whose mandates the reader sees, of those that open a wall on a day. */
async function peopleOf(tx: Tx, wall: string, on: string | null): Promise<Reader[]> {
  const mandates = await readersOfWall(tx, wall, on);
  const { rows } = await sql<Reader>`
    select m.full_name as name, m.title, y.name as party from directory.v_mandate m left join directory.v_party y on y.id = m.party
    where m.id = any (${[...mandates]}::uuid[]) order by y.standing_order nulls first, m.sort_as collate "und-x-icu", m.id limit 2000`.execute(
    tx,
  );
  return rows;
}
