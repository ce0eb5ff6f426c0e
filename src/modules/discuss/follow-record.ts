import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { mayFollow } from './rules.ts';

export const FollowRecordInput = z.strictObject({ record: z.uuid(), follow: z.enum(['yes', 'no']) });
export type FollowRecordInput = z.infer<typeof FollowRecordInput>;

/**
 * Follows a record, or no longer. Who follows what is nobody else's business: it stands on no wall, leaves no entry in the audit that others read
 * and no event.
 *
 * @throws Refusal 403, 404 where there is no such record, or it is hidden
 */
export async function followRecord(tx: Tx, acting: Acting, { record, follow }: FollowRecordInput): Promise<void> {
  if (!mayFollow.allows(acting)) throw new Refusal(403, 'http.not-in-this-capacity');
  const found = await tx.selectFrom('platform.record').select('id').where('id', '=', record).executeTakeFirst();
  if (!found) throw notFound();
  await sql`select discuss.follow(${record}, ${follow === 'yes'})`.execute(tx);
}
