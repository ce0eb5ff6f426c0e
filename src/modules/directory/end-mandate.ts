import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { emit } from '../../platform/outbox/emit.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { lockMandate } from './queries.ts';
import { daysOf, mayGiveMandate } from './rules.ts';
import './text.ts';

export const EndMandateInput = z.strictObject({
  /** The first day it no longer holds: today ends it at once; the day it began takes it back, as if never given. */
  until: z.iso.date(),
});
export type EndMandateInput = z.infer<typeof EndMandateInput>;

/**
 * Ends a mandate as of a day, by whoever may give it. What was done under it stays attributed to it. A session that wears it loses it on
 * that day with its next page. A mandate is only ever shortened: a longer one is given anew.
 *
 * @throws Refusal 404 when it is hidden or absent; 403 `directory.not-yours-to-give`; 422 `directory.end-before-start` at `until`;
 *   409 `directory.mandate-ended` when it ends no later anyway
 */
export async function endMandate(tx: Tx, acting: Acting, id: string, input: EndMandateInput): Promise<void> {
  const seen = await tx.selectFrom('directory.v_mandate').select(['role', 'party']).where('id', '=', id).executeTakeFirst();
  if (!seen) throw notFound();
  if (!mayGiveMandate(acting, seen.role, seen.party)) throw new Refusal(403, 'directory.not-yours-to-give');
  const mandate = await lockMandate(tx, id);
  if (!mandate) throw notFound();
  if (mandate.since !== null && input.until < mandate.since) throw new Refusal(422, 'directory.end-before-start', {}, 'until');
  if (mandate.until !== null && mandate.until <= input.until)
    throw new Refusal(409, 'directory.mandate-ended', { day: mandate.until });
  await tx
    .updateTable('directory.mandate')
    .set({ valid: daysOf(mandate.since, input.until) })
    .where('id', '=', id)
    .execute();
  const change = { before: { until: mandate.until }, after: { until: input.until } };
  await audit(
    tx,
    acting,
    'directory.mandate-ended',
    { partnership: mandate.partnership, wall: mandate.wall, record: id },
    change,
  );
  await emit(tx, 'directory.mandate-ended', mandate.partnership, { mandate: id });
}
