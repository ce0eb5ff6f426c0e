import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { momentOf } from './open-proposition.ts';
import { sayingWhy } from './refusals.ts';
import './text.ts';

export const ExtendDeadlineInput = z.strictObject({
  /** In the zone of the proposition: `2008-07-04T17:00`. */
  deadline: z.string().trim().max(40),
  reason: z.string().trim().max(2_000),
});
export type ExtendDeadlineInput = z.infer<typeof ExtendDeadlineInput>;

/**
 * Gives all seats more time, by whoever proposed, before the deadline has passed.
 *
 * @throws Refusal 403 `concurrence.only-who-proposed`; 404; 409 `concurrence.closed`; 422 at `deadline` or `reason`
 */
export async function extendDeadline(tx: Tx, proposition: string, input: ExtendDeadlineInput): Promise<void> {
  if (input.reason.length < 3) throw new Refusal(422, 'concurrence.reason-missing', {}, 'reason');
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(input.deadline)) throw new Refusal(422, 'concurrence.no-time', {}, 'deadline');
  const found = await tx.selectFrom('concurrence.v_proposition').select('zone').where('id', '=', proposition).executeTakeFirst();
  if (!found) throw notFound();
  const moment = momentOf({ deadline: input.deadline, zone: found.zone });
  await sayingWhy(sql`select concurrence.extend(${proposition}, ${moment}, ${input.reason})`.execute(tx));
}
