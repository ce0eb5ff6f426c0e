import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { type Kysely, sql } from 'kysely';
import { type Database, NOBODY } from '../../platform/db/database.ts';
import { Refusal } from '../../platform/refusal.ts';
import { checkPassword } from './check-password.ts';
import type { Attempts } from './limit-attempts.ts';
import { hashOfLink } from './queries.ts';
import type { AuthTables } from './tables.ts';
import './text.ts';

/**
 * Changes the password of whoever holds this session, who must know the present one; guesses count as at sign-in. All other sessions of the login
 * end, and links for a new password that were mailed open nothing more.
 *
 * @throws Refusal 422 `accounts.password-wrong` at `present`, 422 at `password`; 429 `accounts.too-many`
 */
export async function changePassword(
  database: Database,
  auth: Kysely<AuthTables>,
  attempts: Attempts,
  token: string,
  present: string,
  password: string,
): Promise<void> {
  const { rows } = await sql<{ email: string; hash: string }>`
    select u."email" as email, a."password" as hash from auth.session s join auth."user" u on u."id" = s."userId"
      join auth.account a on a."userId" = u."id" and a."providerId" = 'credential'
    where s."token" = ${hashOfLink(token).toString('hex')}`.execute(auth);
  const [mine] = rows;
  if (!mine) throw new Refusal(403, 'http.sign-in-first');
  const attempt = { email: mine.email, address: null };
  if (!(await attempts.take(attempt))) throw new Refusal(429, 'accounts.too-many');
  if (!(await verifyPassword({ hash: mine.hash, password: present })))
    throw new Refusal(422, 'accounts.password-wrong', {}, 'present');
  await attempts.giveBack(attempt);
  await checkPassword(password, [mine.email]);
  const next = await hashPassword(password);
  const changed = await database.withActor(NOBODY, 'write', (tx) =>
    sql<{ done: boolean }>`select accounts.change_password(${token}, ${mine.hash}, ${next}) as done`.execute(tx),
  );
  if (!changed.rows[0]?.done) throw new Refusal(422, 'accounts.password-wrong', {}, 'present');
}
