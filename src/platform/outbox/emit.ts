import type { Tx } from '../db/database.ts';

/**
 * Puts an event into the outbox, in the transaction of the change. Subscribers load what they need by the ids, in their own
 * capacity: an event carries no rights and no words.
 */
export async function emit(
  tx: Tx,
  event: `${string}.${string}`,
  partnership: string,
  ids: Record<string, string>,
): Promise<void> {
  await tx
    .insertInto('platform.outbox')
    .values({ event, partnership, payload: JSON.stringify(ids) })
    .execute();
}
