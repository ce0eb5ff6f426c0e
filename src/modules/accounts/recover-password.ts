import { hashPassword } from 'better-auth/crypto';
import { sql } from 'kysely';
import { type Database, NOBODY } from '../../platform/db/database.ts';
import { Refusal } from '../../platform/refusal.ts';
import { checkPassword } from './check-password.ts';
import './text.ts';

/** Whether the link of a recovery still opens something. */
export async function isRecoveryOpen(database: Database, token: string): Promise<boolean> {
  const { rows } = await database.withActor(NOBODY, 'read', (tx) =>
    sql<{ open: boolean }>`select accounts.recovery_open(${token}) as open`.execute(tx),
  );
  return rows[0]?.open ?? false;
}

/**
 * Sets a new password by the link that was mailed, once. Every session of the login ends with it, and nobody is signed in by it.
 *
 * @throws Refusal 422 at `password`; 409 `accounts.recovery-over` when the link is not, or no longer, one
 */
export async function recoverPassword(database: Database, token: string, password: string): Promise<void> {
  if (!(await isRecoveryOpen(database, token))) throw new Refusal(409, 'accounts.recovery-over');
  await checkPassword(password);
  const hash = await hashPassword(password);
  const { rows } = await database.withActor(NOBODY, 'write', (tx) =>
    sql<{ done: boolean }>`select accounts.recover(${token}, ${hash}) as done`.execute(tx),
  );
  if (!rows[0]?.done) throw new Refusal(409, 'accounts.recovery-over');
}
