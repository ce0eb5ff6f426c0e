import { randomBytes } from 'node:crypto';
import { verifyPassword } from 'better-auth/crypto';
import { type Kysely, sql } from 'kysely';
import { PASSWORD } from './rules.ts';
import type { AuthTables } from './tables.ts';

/**
 * The login that has this address and this password; undefined: there is none, it has no password, it is suspended, or the password is another. Which
 * of these it is shows neither in the answer nor in the work: each time one statement, and one stretching of what was typed, against the hash of
 * nobody’s password where there is no other.
 */
export async function checkCredential(db: Kysely<AuthTables>, email: string, password: string): Promise<string | undefined> {
  if (password.length > PASSWORD.most) return undefined;
  const { rows } = await sql<{ login: string | null; hash: string | null }>`
    select c.login, c.hash from accounts.credential_of(${email}) c`.execute(db);
  const { login, hash } = rows[0] ?? { login: null, hash: null };
  const right = await verifyPassword({ hash: hash ?? NOBODYS, password });
  return right && hash !== null && login !== null ? login : undefined;
}

/** As better-auth writes one: salt and key, 16 and 64 bytes. Nobody knows a password whose key that would be. */
const NOBODYS = `${randomBytes(16).toString('hex')}:${randomBytes(64).toString('hex')}`;
