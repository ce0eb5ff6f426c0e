import { hashPassword } from 'better-auth/crypto';
import { sql } from 'kysely';
import { type Database, NOBODY } from '../../platform/db/database.ts';
import { Refusal } from '../../platform/refusal.ts';
import { checkPassword } from './check-password.ts';
import { invitationByToken } from './queries.ts';
import './text.ts';

const TAKEN = '23505';

/**
 * Accepts an invitation, once: makes a login with the chosen password, or gives the person to the login that the address has already, whose
 * password it then must be.
 *
 * @param verify whether a password is the one of an address, with the limits on guessing; returns the login
 * @returns the login, and the mandate to wear first
 * @throws Refusal 409 `accounts.invitation-over`; 422 at `password`; what `verify` throws
 */
export async function acceptInvitation(
  database: Database,
  verify: (email: string, password: string) => Promise<string>,
  token: string,
  password: string,
): Promise<{ readonly login: string; readonly mandate: string }> {
  const invitation = await database.withActor(NOBODY, 'read', (tx) => invitationByToken(tx, token));
  if (invitation?.state !== 'open') throw new Refusal(409, 'accounts.invitation-over');
  const { email, known, mandate, name } = invitation;
  if (!known) await checkPassword(password, [email, name]);
  const forLogin = known ? await verify(email, password) : null;
  const hash = known ? null : await hashPassword(password);
  const login = await database.withActor(NOBODY, 'write', async (tx) => {
    const { rows } = await sql<{ login: string | null }>`
      select accounts.accept_invitation(${token}, ${hash}, ${forLogin}) as login`
      .execute(tx)
      .catch((error: unknown) => {
        // The same address was invited twice, and both links were used at this moment: this one is still there.
        const { code } = error as { code?: unknown };
        throw code === TAKEN || code === '42501' ? new Refusal(409, 'accounts.invitation-again') : error;
      });
    return rows[0]?.login ?? null;
  });
  if (login === null) throw new Refusal(409, 'accounts.invitation-over');
  return { login, mandate };
}
