import type { Tx } from '../db/database.ts';
import type { Acting } from '../http/acting.ts';

/** Of what an entry speaks: the record, and the wall of those who may read that it happened. */
export type Audited = { readonly partnership: string; readonly wall: string; readonly record: string | null };

/**
 * Appends one entry to the audit, in the transaction of the change: if the change is undone, so is the entry, and a change without
 * an entry does not happen. `before` and `after` hold the fields that changed. Nobody can change or remove an entry.
 */
export async function audit(
  tx: Tx,
  acting: Acting,
  act: `${string}.${string}`,
  of: Audited,
  change: { before?: Record<string, unknown>; after?: Record<string, unknown>; request?: string } = {},
): Promise<void> {
  await tx
    .insertInto('platform.audit')
    .values({
      partnership: of.partnership,
      wall: of.wall,
      person: acting.person?.id ?? null,
      mandate: acting.mandate,
      act,
      record: of.record,
      // Otherwise the database takes the number of the request that the transaction belongs to.
      ...(change.request === undefined ? {} : { request: change.request }),
      before: change.before ? JSON.stringify(change.before) : null,
      after: change.after ? JSON.stringify(change.after) : null,
    })
    .execute();
}
