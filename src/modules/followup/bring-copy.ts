import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { Refusal } from '../../platform/refusal.ts';
import { isSigned, readStamp } from './copies/mark.ts';
import { markKey } from './copies/queries.ts';
import type { ReadCopy } from './copies/types.ts';
import { mayKeepNotes } from './rules.ts';
import './text.ts';

/** So many files may wait in one circle. */
const MOST_WAITING = 50;

/** A file that came back: how it is called, the hash of its bytes, and what was read in it. The id is given where it is known beforehand. */
export type Brought = { readonly id?: string; readonly name: string; readonly sha256: Buffer; readonly read: ReadCopy };

/**
 * Puts a file of one's own matrix of a plan where its circle compares and accepts it. No note is changed. The same file again leads to the
 * comparison that there is. Of a file of somebody else nothing is told, not even that it is one.
 *
 * @returns the id under which it waits
 * @throws Refusal 403 `followup.only-a-side`; 422 at the field `file`: `followup.copy.no-stamp`, `not-ours`, `other-plan`, `column-twice`, `too-many`
 */
export async function bringCopy(
  tx: Tx,
  acting: Acting,
  plan: { readonly id: string; readonly partnership: string },
  { id: given, name, sha256, read }: Brought,
): Promise<string> {
  if (!mayKeepNotes.allows(acting)) throw new Refusal(403, 'followup.only-a-side');
  const stamp = readStamp(read.stamp);
  if (!stamp) throw new Refusal(422, 'followup.copy.no-stamp', {}, 'file');
  const key = await markKey(tx, stamp.circle);
  if (!key || !isSigned(key, stamp.whole)) throw new Refusal(422, 'followup.copy.not-ours', {}, 'file');
  if (stamp.plan !== plan.id) {
    const other = await tx.selectFrom('plan.v_plan').select('title').where('id', '=', stamp.plan).executeTakeFirst();
    throw other
      ? new Refusal(422, 'followup.copy.other-plan', { plan: other.title }, 'file')
      : new Refusal(422, 'followup.copy.not-ours', {}, 'file');
  }
  const [twice] = read.twice;
  if (twice !== undefined) throw new Refusal(422, 'followup.copy.column-twice', { column: twice.slice(0, 80) }, 'file');
  await sql`select followup.sweep_copies()`.execute(tx);
  const { rows } = await sql<{ waiting: number; known: string | null }>`
    select count(*)::int as waiting, (min(c.id::text) filter (where c.sha256 = ${sha256} and c.plan = ${plan.id})) as known
    from followup.returned_copy c where c.owner = ${stamp.circle}`.execute(tx);
  const { waiting = 0, known = null } = rows[0] ?? {};
  if (known !== null) return known;
  if (waiting >= MOST_WAITING) throw new Refusal(422, 'followup.copy.too-many', { most: MOST_WAITING }, 'file');
  const place = { wall: stamp.circle, owner: stamp.circle };
  const shown =
    name
      .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
      .trim()
      .slice(0, 200) || '—';
  const { id } = await tx
    .insertInto('followup.returned_copy')
    .values({
      ...(given === undefined ? {} : { id: given }),
      plan: plan.id,
      ...place,
      name: shown,
      sha256,
      sent_on: stamp.day,
      sent: stamp.sent,
      content: JSON.stringify(read),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const of = { partnership: plan.partnership, wall: stamp.circle, record: null };
  await audit(tx, acting, 'followup.copy-brought', of, { after: { copy: id, name: shown, rows: read.rows.length } });
  return id;
}
