import { sql } from 'kysely';
import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { Refusal } from '../../platform/refusal.ts';
import { placeOfSeat } from './place-of-seat.ts';
import { maySpeak } from './rules.ts';
import './text.ts';

export const SayWeekInput = z.strictObject({
  /** ISO: Monday is 1. */
  free: z.array(z.coerce.number().int().min(1).max(7)).max(7),
});
export type SayWeekInput = z.infer<typeof SayWeekInput>;

/**
 * Says on which days of each week nobody of the seat that one speaks for works. Where nobody has said so, these are Saturday and Sunday.
 *
 * @throws Refusal 403 `concurrence.only-its-speaker`, 422 `concurrence.no-week` at `free`
 */
export async function sayWeek(tx: Tx, acting: Acting, input: SayWeekInput): Promise<void> {
  if (!maySpeak.allows(acting)) throw new Refusal(403, 'concurrence.only-its-speaker');
  const free = [...new Set(input.free)].sort();
  if (free.length === 7) throw new Refusal(422, 'concurrence.no-week', {}, 'free');
  const { party, partnership, wall, owner } = await placeOfSeat(tx, acting);
  await sql`insert into concurrence.week (party, free, wall, owner) values (${party}, ${free}::smallint[], ${wall}, ${owner})
    on conflict (party) do update set free = excluded.free`.execute(tx);
  await audit(tx, acting, 'concurrence.week-said', { partnership, wall, record: null }, { after: { party, free } });
}
