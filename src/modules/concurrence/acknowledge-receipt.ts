import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { sayingWhy } from './refusals.ts';
import './text.ts';

/**
 * Says, for the seat that one speaks for, that it has received what is put: from now on its silence counts.
 *
 * @returns false where that was said before
 * @throws Refusal 403 `concurrence.only-its-speaker`, 404, 409 `concurrence.closed`
 */
export async function acknowledgeReceipt(tx: Tx, proposition: string): Promise<boolean> {
  const { rows } = await sayingWhy(sql<{ done: boolean }>`select concurrence.acknowledge(${proposition}) as done`.execute(tx));
  return rows[0]?.done ?? false;
}
