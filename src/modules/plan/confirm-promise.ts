import { sql } from 'kysely';
import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { emit } from '../../platform/outbox/emit.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { mayConfirmPromise } from './rules.ts';
import { PROMISES } from './tables.ts';
import './text.ts';

export const ConfirmPromiseInput = z.strictObject({ version: z.coerce.number().int().positive(), promise: z.enum(PROMISES) });
export type ConfirmPromiseInput = z.infer<typeof ConfirmPromiseInput>;

/**
 * Confirms, or corrects, the kind of promise that grammar proposed for a line.
 *
 * @throws Refusal 403 `plan.only-secretariat`, 404, 409 `plan.promise-changed-meanwhile`
 * @see product.md rule 5: the verb decides, a person confirms
 */
export async function confirmPromise(tx: Tx, acting: Acting, nodeId: string, input: ConfirmPromiseInput): Promise<void> {
  if (!mayConfirmPromise.allows(acting)) throw new Refusal(403, 'plan.only-secretariat');
  const locked = await sql<{ version: number; partnership: string }>`
    select version, partnership from platform.record where id = ${nodeId} for update`.execute(tx);
  const node = await tx.selectFrom('plan.v_node').selectAll().where('id', '=', nodeId).executeTakeFirst();
  const record = locked.rows[0];
  if (!node || !record || node.promise === null) throw notFound();
  if (record.version !== input.version) throw new Refusal(409, 'plan.promise-changed-meanwhile');
  await tx
    .updateTable('plan.node')
    .set({ promise: input.promise, promise_confirmed_by: acting.mandate })
    .where('id', '=', nodeId)
    .execute();
  await tx
    .updateTable('platform.record')
    .set({ version: record.version + 1, changed_at: sql`platform.now()` })
    .where('id', '=', nodeId)
    .execute();
  const of = { partnership: record.partnership, wall: node.wall, record: nodeId };
  await audit(tx, acting, 'plan.promise-confirmed', of, { before: { promise: node.promise }, after: { promise: input.promise } });
  await emit(tx, 'plan.promise-confirmed', record.partnership, { plan: node.plan, node: nodeId });
}
