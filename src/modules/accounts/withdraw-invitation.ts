import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { notFound } from '../../platform/refusal.ts';

/**
 * Takes an open invitation back: its link opens nothing from now on.
 *
 * @returns the mandate to which it invited, for whoever takes that back too
 * @throws Refusal 404 when it is hidden, absent, accepted, or withdrawn already
 */
export async function withdrawInvitation(tx: Tx, invitation: string): Promise<string> {
  const { rows } = await sql<{ mandate: string | null }>`select accounts.withdraw_invitation(${invitation}) as mandate`.execute(
    tx,
  );
  const mandate = rows[0]?.mandate;
  if (!mandate) throw notFound();
  return mandate;
}
