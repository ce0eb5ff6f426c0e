import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { Refusal } from '../../platform/refusal.ts';
import { sayingWhy } from './refusals.ts';
import { STANCES, type State } from './tables.ts';
import './text.ts';

export const TakePositionInput = z.strictObject({
  /** One item; null: all that are open. */
  item: z.number().int().positive().nullable(),
  stance: z.enum(STANCES),
  reason: z.string().trim().max(4_000),
  /** The words that one proposes instead; for `counter` alone. */
  counter: z.string().trim().max(20_000),
  /** The hash of the words that were shown, 64 hexadecimal digits: nobody concurs with words that he has not seen. */
  seen: z.string().regex(/^[0-9a-f]{64}$/),
});
export type TakePositionInput = z.infer<typeof TakePositionInput>;

/**
 * Takes a position for the seat that one speaks for. The newest counts until the proposition closes. With the last seat that concurs an express
 * procedure closes and the subject becomes joint; an objection or a counter-text breaks silence at once.
 *
 * @returns the state of the proposition afterwards
 * @throws Refusal 403 `concurrence.only-its-speaker`; 404; 409 `concurrence.closed`, `concurrence.other-words`; 422 at `reason` or `counter`
 */
export async function takePosition(tx: Tx, proposition: string, input: TakePositionInput): Promise<State> {
  const { item, stance, reason, counter, seen } = input;
  const concurs = stance === 'concur' || stance === 'concur-ad-referendum';
  if (!concurs && reason.length < 3) throw new Refusal(422, 'concurrence.reason-missing', {}, 'reason');
  if (stance === 'counter' && counter === '') throw new Refusal(422, 'concurrence.counter-missing', {}, 'counter');
  const { rows } = await sayingWhy(
    sql<{
      state: State;
    }>`select concurrence.take(${proposition}, ${item}, ${stance}, ${reason}, ${stance === 'counter' ? counter : null},
      decode(${seen}, 'hex')) as state`.execute(tx),
  );
  return rows[0]?.state ?? 'open';
}
