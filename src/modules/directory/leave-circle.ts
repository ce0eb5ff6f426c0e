import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { refuseForCircle } from './refuse-for-circle.ts';

/** `member`: the row of the member in the circle. */
export const LeaveCircleInput = z.strictObject({ member: z.uuid() });

/**
 * Takes a member out of a circle: oneself, one's own seat as its speaker, or anybody where one minds the circle. What the member saw through it is
 * closed to him with this transaction.
 *
 * @throws Refusal 404
 */
export async function leaveCircle(tx: Tx, { member }: z.infer<typeof LeaveCircleInput>): Promise<void> {
  await refuseForCircle(() => sql`select directory.leave_circle(${member})`.execute(tx));
}
