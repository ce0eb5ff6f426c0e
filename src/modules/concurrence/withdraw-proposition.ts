import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { Refusal } from '../../platform/refusal.ts';
import { sayingWhy } from './refusals.ts';
import './text.ts';

export const WithdrawPropositionInput = z.strictObject({ reason: z.string().trim().max(4_000) });
export type WithdrawPropositionInput = z.infer<typeof WithdrawPropositionInput>;

/**
 * Takes back what one has put to the seats, while it is open. What was said of it stays.
 *
 * @throws Refusal 403 `concurrence.only-who-proposed`; 404; 409 `concurrence.closed`; 422 at `reason`
 */
export async function withdrawProposition(tx: Tx, proposition: string, { reason }: WithdrawPropositionInput): Promise<void> {
  if (reason.length < 3) throw new Refusal(422, 'concurrence.reason-missing', {}, 'reason');
  await sayingWhy(sql`select concurrence.withdraw(${proposition}, ${reason})`.execute(tx));
}
