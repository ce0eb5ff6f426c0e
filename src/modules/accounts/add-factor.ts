import { randomBytes } from 'node:crypto';
import { createOTP } from '@better-auth/utils/otp';
import { symmetricDecrypt } from 'better-auth/crypto';
import { type Kysely, sql } from 'kysely';
import { renderSVG } from 'uqr';
import { type Database, NOBODY } from '../../platform/db/database.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Attempts } from './limit-attempts.ts';
import { hashOfPaper, paperCodes, sealSecret, stepOf } from './prove-factor.ts';
import { hashOfLink } from './queries.ts';
import type { AuthTables } from './tables.ts';
import './text.ts';

/** What one puts into the app: a picture, and the same in letters for those who cannot take a picture. */
export type Offer = { readonly picture: string; readonly letters: string };
/** How many codes are left on paper; null: no second factor yet. */
export type FactorState = { readonly paperLeft: number | null };

type Own = { login: string; email: string; secret: string | null; confirmed: boolean; paper_left: number };

/** Whether whoever holds this session has a second factor. @throws Refusal 403 for nobody's */
export async function factorState(db: Kysely<AuthTables>, token: string): Promise<FactorState> {
  const own = await ownFactor(db, token);
  return { paperLeft: own.confirmed ? own.paper_left : null };
}

/** Begins: makes a secret that waits for its first code, if none does. @throws Refusal 409 `accounts.factor-there` */
export async function beginFactor(db: Kysely<AuthTables>, key: string, token: string): Promise<void> {
  const own = await ownFactor(db, token);
  if (own.confirmed) throw new Refusal(409, 'accounts.factor-there');
  const sealed = await sealSecret(key, randomBytes(20));
  // Of two forms that begin at once, both go on with what was stored first.
  await sql`insert into auth.second_factor (login, secret) values (${own.login}, ${sealed}) on conflict (login) do nothing`.execute(
    db,
  );
}

/** Shows the secret that waits for its first code; undefined: none was begun. @throws Refusal 409 `accounts.factor-there` */
export async function offerFactor(db: Kysely<AuthTables>, key: string, token: string): Promise<Offer | undefined> {
  const own = await ownFactor(db, token);
  if (own.confirmed) throw new Refusal(409, 'accounts.factor-there');
  if (own.secret === null) return undefined;
  const secret = Buffer.from(await symmetricDecrypt({ key, data: own.secret }), 'base64url');
  const url = createOTP(secret).url('Entente', own.email);
  const letters = /secret=([A-Z2-7]+)/.exec(url)?.[1] ?? '';
  return {
    picture: renderSVG(url, { border: 2, ecc: 'M', whiteColor: 'none' }),
    letters: letters.replace(/(.{4})(?=.)/g, '$1 '),
  };
}

/**
 * Adds the second factor, once a first code proves that the app has the secret. All other sessions end.
 *
 * @returns the codes for paper, which are never shown again
 * @throws Refusal 422 `accounts.code-wrong` at `code`; 409 `accounts.factor-there`; 429
 */
export async function addFactor(
  database: Database,
  db: Kysely<AuthTables>,
  attempts: Attempts,
  key: string,
  token: string,
  typed: string,
): Promise<readonly string[]> {
  const own = await ownFactor(db, token);
  if (own.confirmed) throw new Refusal(409, 'accounts.factor-there');
  const attempt = { email: own.login, address: null };
  if (!(await attempts.take(attempt))) throw new Refusal(429, 'accounts.too-many');
  const step = own.secret === null ? undefined : await stepOf(key, own.secret, typed.replace(/[\s-]/g, ''));
  if (step === undefined) throw new Refusal(422, 'accounts.code-wrong', {}, 'code');
  await attempts.giveBack(attempt);
  const codes = paperCodes();
  const { rows } = await database.withActor(NOBODY, 'write', (tx) =>
    sql<{ done: boolean }>`
      select accounts.confirm_second_factor(${token}, ${step}, ${codes.map(hashOfPaper)}::bytea[]) as done`.execute(tx),
  );
  if (!rows[0]?.done) throw new Refusal(409, 'accounts.factor-there');
  return codes;
}

/** The login of a session, for whoever checks a code of it. */
export async function ownFactor(db: Kysely<AuthTables>, token: string): Promise<Own> {
  const { rows } = await sql<Own>`
    select u."id" as login, u."email" as email, f.secret, f.confirmed_at is not null as confirmed,
      (select count(*)::int from auth.paper_code p where p.login = f.login and p.used_at is null) as paper_left
    from auth.session s join auth."user" u on u."id" = s."userId" left join auth.second_factor f on f.login = u."id"
    where s."token" = ${hashOfLink(token).toString('hex')}`.execute(db);
  if (!rows[0]) throw new Refusal(403, 'http.sign-in-first');
  return rows[0];
}
