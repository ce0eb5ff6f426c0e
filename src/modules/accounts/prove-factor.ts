import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import { createOTP } from '@better-auth/utils/otp';
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { type Kysely, sql } from 'kysely';
import { Refusal } from '../../platform/refusal.ts';
import type { Attempts } from './limit-attempts.ts';
import type { AuthTables } from './tables.ts';
import './text.ts';

const PERIOD = 30;
const PAPER_CODES = 10;
// Letters that nobody takes for another when he copies them from paper.
const PAPER_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/**
 * Takes a code of the app or one from paper, for a login whose factor is confirmed. Each code is taken once, of several requests by one; a clock may
 * be half a minute off. Guesses are limited for each login.
 *
 * @throws Refusal 422 `accounts.code-wrong` at `code`; 429 `accounts.too-many`
 */
export async function proveFactor(
  db: Kysely<AuthTables>,
  attempts: Attempts,
  key: string,
  login: string,
  typed: string,
): Promise<void> {
  const attempt = { email: login, address: null };
  if (!(await attempts.take(attempt))) throw new Refusal(429, 'accounts.too-many');
  const code = typed.toLowerCase().replace(/[\s-]/g, '');
  const taken = /^\d{6}$/.test(code) ? await takeStep(db, key, login, code) : await takePaper(db, login, code);
  if (!taken) throw new Refusal(422, 'accounts.code-wrong', {}, 'code');
  await attempts.giveBack(attempt);
}

/** The half minute whose code this is: now, or the one before or after. Undefined: none of them. */
export async function stepOf(key: string, encrypted: string, code: string): Promise<number | undefined> {
  const otp = createOTP(Buffer.from(await symmetricDecrypt({ key, data: encrypted }), 'base64url'));
  const now = Math.floor(Date.now() / 1000 / PERIOD);
  let found: number | undefined;
  for (const step of [now - 1, now, now + 1]) {
    const right = Buffer.from(await otp.hotp(step));
    const given = Buffer.from(code);
    if (given.length === right.length && timingSafeEqual(given, right)) found = step;
  }
  return found;
}

/** A secret as it is stored. */
export const sealSecret = (key: string, secret: Buffer): Promise<string> =>
  symmetricEncrypt({ key, data: secret.toString('base64url') });

/** Codes for paper: shown once, stored as hashes. 50 bits each, more than anybody guesses in ten attempts. */
export function paperCodes(): string[] {
  const letter = () => PAPER_LETTERS[randomInt(PAPER_LETTERS.length)];
  const five = () => Array.from({ length: 5 }, letter).join('');
  return Array.from({ length: PAPER_CODES }, () => `${five()}-${five()}`);
}

/** What is stored of a code from paper. */
export const hashOfPaper = (code: string): Buffer =>
  createHash('sha256').update(code.toLowerCase().replace(/[\s-]/g, '')).digest();

async function takeStep(db: Kysely<AuthTables>, key: string, login: string, code: string): Promise<boolean> {
  const factor = await db
    .selectFrom('auth.second_factor')
    .select('secret')
    .where('login', '=', login)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst();
  const step = factor && (await stepOf(key, factor.secret, code));
  if (step === undefined) return false;
  const { rows } = await sql`update auth.second_factor set last_step = ${step}
    where login = ${login} and confirmed_at is not null and last_step < ${step} returning login`.execute(db);
  return rows.length === 1;
}

async function takePaper(db: Kysely<AuthTables>, login: string, code: string): Promise<boolean> {
  const { rows } = await sql`update auth.paper_code set used_at = clock_timestamp()
    where login = ${login} and hash = ${hashOfPaper(code)} and used_at is null returning login`.execute(db);
  return rows.length === 1;
}
