import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

/**
 * Says that the words of a record have changed, in the transaction of the change: what is put to the seats in other words is superseded, and can
 * be put anew. The caller holds the row of the record.
 *
 * @returns how many items that were
 */
export async function subjectChanged(tx: Tx, subject: string): Promise<number> {
  const { rows } = await sql<{ ended: number }>`select concurrence.subject_changed(${subject}) as ended`.execute(tx);
  return rows[0]?.ended ?? 0;
}
