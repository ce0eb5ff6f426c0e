import { verifyPassword } from 'better-auth/crypto';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../../platform/db/database.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Attempts } from './limit-attempts.ts';
import { proveFactor } from './prove-factor.ts';
import { demonstrationRows, hashOfLink } from './queries.ts';
import type { AuthTables } from './tables.ts';
import './text.ts';

/**
 * How somebody proves once more who he is: by a code, if he has a second factor; by the password, if he has one; in a demonstration, for whom it offers,
 * by one more click; by signing in anew with his party, if that is all he has.
 */
export type ProofWay = 'code' | 'password' | 'click' | 'issuer';

type Means = {
  readonly database: Database;
  readonly db: Kysely<AuthTables>;
  readonly key: string;
  readonly attempts: Attempts;
  readonly codes: Attempts;
};

type Own = { session: string; login: string; email: string; hash: string | null; factor: boolean };

/** @throws Refusal 403 for a session that is nobody's */
export async function proofWay(database: Database, db: Kysely<AuthTables>, token: string): Promise<ProofWay> {
  return wayOf(database, await ownProof(db, token));
}

/**
 * Takes the proof of whoever holds this session; guesses count as at sign-in. From then on, for ten minutes, the session has proved itself lately.
 *
 * @throws Refusal 422 `accounts.password-wrong`, `accounts.code-wrong` or `accounts.issuer-first`; 429 `accounts.too-many`
 */
export async function proveAgain(
  { database, db, key, attempts, codes }: Means,
  token: string,
  typed: string,
  address: string | null,
): Promise<void> {
  const own = await ownProof(db, token);
  const way = await wayOf(database, own);
  if (way === 'issuer') throw new Refusal(422, 'accounts.issuer-first');
  if (way === 'code') await proveFactor(db, codes, key, own.login, typed);
  if (way === 'password') await provePassword(attempts, own, typed, address);
  await sql`insert into auth.proof (session, factor) values (${own.session}, ${way === 'code'})
    on conflict (session) do update set proved_at = clock_timestamp(), factor = auth.proof.factor or excluded.factor`.execute(db);
}

async function provePassword(attempts: Attempts, own: Own, typed: string, address: string | null): Promise<void> {
  const attempt = { email: own.email, address };
  if (!(await attempts.take(attempt))) throw new Refusal(429, 'accounts.too-many');
  if (own.hash === null || !(await verifyPassword({ hash: own.hash, password: typed })))
    throw new Refusal(422, 'accounts.password-wrong');
  await attempts.giveBack(attempt);
}

async function wayOf(database: Database, own: Own): Promise<ProofWay> {
  if (own.factor) return 'code';
  if ((await demonstrationRows(database)).some((offered) => offered.login === own.login)) return 'click';
  return own.hash === null ? 'issuer' : 'password';
}

async function ownProof(db: Kysely<AuthTables>, token: string): Promise<Own> {
  const { rows } = await sql<Own>`
    select s."id" as session, u."id" as login, u."email" as email, a."password" as hash,
      exists (select from auth.second_factor f where f.login = u."id" and f.confirmed_at is not null) as factor
    from auth.session s join auth."user" u on u."id" = s."userId"
      left join auth.account a on a."userId" = u."id" and a."providerId" = 'credential'
    where s."token" = ${hashOfLink(token).toString('hex')}`.execute(db);
  if (!rows[0]) throw new Refusal(403, 'http.sign-in-first');
  return rows[0];
}
