import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { Refusal } from '../../platform/refusal.ts';
import { placeOfSeat } from './place-of-seat.ts';
import { maySpeak } from './rules.ts';
import './text.ts';

export const MarkFreeDayInput = z.strictObject({ day: z.string().trim().max(20), name: z.string().trim().max(120) });
export type MarkFreeDayInput = z.infer<typeof MarkFreeDayInput>;

/**
 * Marks a day on which nobody of the seat that one speaks for works; of a day that is marked the name is replaced. Deadlines that were set
 * already stay.
 *
 * @throws Refusal 403 `concurrence.only-its-speaker`, 422 at `day` or `name`
 */
export async function markFreeDay(tx: Tx, acting: Acting, input: MarkFreeDayInput): Promise<void> {
  if (!maySpeak.allows(acting)) throw new Refusal(403, 'concurrence.only-its-speaker');
  if (!z.iso.date().safeParse(input.day).success) throw new Refusal(422, 'concurrence.no-day', {}, 'day');
  if (input.name === '') throw new Refusal(422, 'concurrence.no-name', {}, 'name');
  const { party, partnership, wall, owner } = await placeOfSeat(tx, acting);
  await tx.deleteFrom('concurrence.free_day').where('party', '=', party).where('day', '=', input.day).execute();
  await tx.insertInto('concurrence.free_day').values({ party, day: input.day, name: input.name, wall, owner }).execute();
  await audit(tx, acting, 'concurrence.free-day-marked', { partnership, wall, record: null }, { after: { party, ...input } });
}

/** Takes a day out of the calendar of the seat that one speaks for. @throws Refusal 403 `concurrence.only-its-speaker` */
export async function unmarkFreeDay(tx: Tx, acting: Acting, day: string): Promise<void> {
  if (!maySpeak.allows(acting)) throw new Refusal(403, 'concurrence.only-its-speaker');
  if (!z.iso.date().safeParse(day).success) throw new Refusal(422, 'concurrence.no-day', {}, 'day');
  const { party, partnership, wall } = await placeOfSeat(tx, acting);
  const gone = await tx.deleteFrom('concurrence.free_day').where('party', '=', party).where('day', '=', day).executeTakeFirst();
  if (gone.numDeletedRows > 0n)
    await audit(tx, acting, 'concurrence.free-day-unmarked', { partnership, wall, record: null }, { before: { party, day } });
}
