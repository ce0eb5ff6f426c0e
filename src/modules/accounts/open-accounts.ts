import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { APIError } from 'better-auth/api';
import { verifyPassword } from 'better-auth/crypto';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { type Database, NOBODY } from '../../platform/db/database.ts';
import { readCookies } from '../../platform/http/cookies.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { type Accounts, type AccountsSettings, CodeNeeded, type From } from './accounts.ts';
import { addFactor, beginFactor, factorState, offerFactor, ownFactor } from './add-factor.ts';
import { askRecovery } from './ask-recovery.ts';
import { changePassword } from './change-password.ts';
import { capacityOf, hatOf } from './hat-of.ts';
import { keepTokens } from './keep-tokens.ts';
import { limitAttempts } from './limit-attempts.ts';
import { nameDevice } from './name-device.ts';
import { type Opening, openBetterAuth, openPool } from './open-better-auth.ts';
import { proofWay, proveAgain } from './prove-again.ts';
import { proveFactor } from './prove-factor.ts';
import { demonstrationRows, findWho, invitationByToken, sessionsOf, stampOf } from './queries.ts';
import { isRecoveryOpen, recoverPassword } from './recover-password.ts';
import { renewInvitation } from './renew-invitation.ts';
import { halfSessions, sessionCookie } from './session-cookie.ts';
import type { AuthTables } from './tables.ts';
import './text.ts';
import { wearHat } from './wear-hat.ts';

/**
 * Opens sign-in and sessions: better-auth for passwords and sessions, on a pool of its own as `ent_auth`, and our database functions for
 * what a session may do. better-auth's HTTP handler is not mounted; our own routes call it.
 *
 * A browser holds a random token, the database only its hash. For better-auth the hash is the token: so it is made here, and handed to
 * the hook below through the one call that may open a session.
 */
export async function openAccounts({
  server,
  database,
  secret,
  publicUrl,
  https,
  mail = false,
}: AccountsSettings): Promise<Accounts> {
  const pool = openPool(server);
  const db = new Kysely<AuthTables>({ dialect: new PostgresDialect({ pool }) });
  const key = createHmac('sha256', secret).update('accounts').digest('base64url');
  const opening = new AsyncLocalStorage<Opening>();
  const auth = openBetterAuth(db, key, publicUrl, https, opening);
  const { internalAdapter } = await auth.$context;
  const attempts = limitAttempts(db, key);
  const recoveries = limitAttempts(db, key, 'recovery', MOST_RECOVERIES);
  const codes = limitAttempts(db, key, 'code');
  const cookies = sessionCookie(key, https);
  const halves = halfSessions(key);

  /** Runs what opens a session, and dresses it: in this mandate, or else in the first. Undefined: nothing was opened. */
  async function open(
    from: From,
    work: () => Promise<unknown>,
    { mandate, proved = 'first' }: { readonly mandate?: string; readonly proved?: 'first' | 'both' | 'click' } = {},
  ): Promise<readonly string[] | undefined> {
    const token = randomBytes(32).toString('base64url');
    await opening.run({ hash: hashOf(token), device: nameDevice(from.userAgent ?? null) }, work);
    await sql`insert into auth.proof (session, factor) select s."id", ${proved === 'both'} from auth.session s
      where s."token" = ${hashOf(token)}`.execute(db);
    const who = await findWho(database, token);
    if (!who) {
      await internalAdapter.deleteSession(hashOf(token));
      return undefined;
    }
    if (who.factor && proved === 'first') {
      await internalAdapter.deleteSession(hashOf(token));
      throw new CodeNeeded(halves.give(who.login, await stampOf(db, who.login)));
    }
    const open = who.hats.filter((hat) => !who.locked.includes(hat.role));
    const first = open.find((hat) => hat.mandate === mandate) ?? open[0];
    if (first) await wearHat(database, token, first.mandate);
    return [cookies.give(token)];
  }

  /** The login of an address whose password this is. Guesses count as at sign-in. */
  async function verify(email: string, password: string, { address }: From): Promise<string> {
    if (!(await attempts.take({ email, address }))) throw new Refusal(429, 'accounts.too-many');
    const row = await db
      .selectFrom('auth.user as u')
      .innerJoin('auth.account as a', 'a.userId', 'u.id')
      .select(['u.id', 'a.password'])
      .where('u.email', '=', email)
      .where('a.providerId', '=', 'credential')
      .executeTakeFirst();
    if (!row?.password || !(await verifyPassword({ hash: row.password, password })))
      throw new Refusal(422, 'accounts.password-wrong', {}, 'password');
    await attempts.giveBack({ email, address });
    return row.id;
  }

  async function sweep(): Promise<void> {
    await attempts.sweep();
    await sql`delete from auth.session where "expiresAt" < now() or "updatedAt" < now() - interval '8 hours'`.execute(db);
  }

  return {
    whoIs: async (brought, lang) => {
      const token = cookies.read(brought);
      const who = token && (await findWho(database, token));
      if (!token || !who) return null;
      if (who.rested) await internalAdapter.updateSession(hashOf(token), { updatedAt: new Date() });
      const inLanguage = lang ?? (brought.get('lang') === 'fr' ? 'fr' : 'en');
      const { hats } = who;
      const worn = hats.find((hat) => hat.worn);
      return {
        token,
        person: { id: worn?.person ?? who.person, name: who.name },
        provedLately: who.proved_lately,
        hats: hats.map((hat) => hatOf(hat, inLanguage)),
      };
    },
    signIn: async (typed, password, from) => {
      const attempt = { email: typed.trim().toLowerCase(), address: from.address };
      if (!(await attempts.take(attempt))) throw new Refusal(429, 'accounts.too-many');
      const opened = await open(from, () =>
        auth.api.signInEmail({ body: { email: attempt.email, password } }).catch((error: unknown) => {
          if (!(error instanceof APIError) || error.statusCode >= 500) throw error;
        }),
      );
      if (!opened) throw new Refusal(422, 'accounts.wrong');
      await attempts.giveBack(attempt);
      await sweep();
      return opened;
    },
    signInToDemonstration: async (login, from = { address: null }) => {
      const offered = (await demonstrationRows(database)).some((row) => row.login === login);
      const opened = offered && (await open(from, () => internalAdapter.createSession(login), { proved: 'click' }));
      if (!opened) throw notFound();
      await sweep();
      return opened;
    },
    signOut: async (token) => {
      if (token !== undefined) {
        await database.withActor(NOBODY, 'write', (tx) => sql`select accounts.take_off(${token})`.execute(tx));
        await internalAdapter.deleteSession(hashOf(token));
      }
      return [cookies.remove()];
    },
    wear: (token, mandate) => wearHat(database, token, mandate),
    enterCode: async (half, code, from) => {
      const login = halves.loginOf(half);
      if (login === undefined || !halves.isWhole(half, await stampOf(db, login))) throw new Refusal(403, 'accounts.half-over');
      await proveFactor(db, codes, key, login, code);
      // Once more, as the password may have changed while the code was looked at.
      if (!halves.isWhole(half, await stampOf(db, login))) throw new Refusal(403, 'accounts.half-over');
      const opened = await open(from, () => internalAdapter.createSession(login), { proved: 'both' });
      if (!opened) throw new Refusal(403, 'accounts.half-over');
      return opened;
    },
    factor: (token) => factorState(db, token),
    beginFactor: (token) => beginFactor(db, key, token),
    offerFactor: (token) => offerFactor(db, key, token),
    addFactor: async (token, code) => {
      const paper = await addFactor(database, db, codes, key, token, code);
      // Who was in no capacity for the want of it now acts in his first, as if he had signed in with it.
      const who = await findWho(database, token);
      const [first] = who?.hats ?? [];
      if (first && !who?.hats.some((hat) => hat.worn)) await wearHat(database, token, first.mandate);
      return paper;
    },
    removeFactor: async (token, code) => {
      await proveFactor(db, codes, key, (await ownFactor(db, token)).login, code);
      await database.withActor(NOBODY, 'write', (tx) => sql`select accounts.remove_second_factor(${token})`.execute(tx));
    },
    tokens: keepTokens(database),
    proofWay: (token) => proofWay(database, db, token),
    proveAgain: (token, typed, from) => proveAgain({ database, db, key, attempts, codes }, token, typed, from.address),
    lacksFactor: async (session) => {
      const token = typeof session === 'string' ? session : cookies.read(brought(session));
      const who = token && (await findWho(database, token));
      return who ? who.hats.some((hat) => who.locked.includes(hat.role)) : false;
    },
    mail,
    invitation: (token) => database.withActor(NOBODY, 'read', (tx) => invitationByToken(tx, token)),
    accept: async (token, password, from) => {
      const check = (email: string, typed: string) => verify(email, typed, from);
      const { login, mandate } = await acceptInvitation(database, check, token, password);
      const opened = await open(from, () => internalAdapter.createSession(login), { mandate });
      if (!opened) throw new Refusal(409, 'accounts.invitation-over');
      return opened;
    },
    renew: (token) => renewInvitation(database, publicUrl, token),
    askRecovery: (typed, lang) => askRecovery(database, recoveries, { email: typed.trim().toLowerCase(), address: null }, lang),
    isRecoveryOpen: (token) => isRecoveryOpen(database, token),
    recover: (token, password) => recoverPassword(database, token, password),
    sessions: (token) => sessionsOf(database, token),
    endSessions: (token, one) => endOwnSessions(database, token, one),
    changePassword: (token, present, password) => changePassword(database, db, attempts, token, present, password),
    demonstrationLogins: async (lang) =>
      (await demonstrationRows(database)).map(({ login, name, hats }) => ({
        login,
        name,
        hats,
        capacity: hats.map((hat) => capacityOf(hat, lang)).join('; '),
      })),
    close: () => db.destroy(),
  };
}

/** The cookies that a browser will bring after `Set-Cookie`. */
function brought(set: readonly string[]): ReadonlyMap<string, string> {
  return readCookies(new Headers({ cookie: set.map((each) => each.split(';')[0] ?? '').join('; ') }));
}

/** So many letters with a link for a new password, at most, in a quarter of an hour, to one mailbox. */
const MOST_RECOVERIES = 4;

async function endOwnSessions(database: Database, token: string, one: string | null): Promise<number> {
  const { rows } = await database.withActor(NOBODY, 'write', (tx) =>
    sql<{ ended: number }>`select accounts.end_sessions(${token}, ${one}::uuid) as ended`.execute(tx),
  );
  return rows[0]?.ended ?? 0;
}

/** What is stored of a token. The database computes the same in `accounts.who_is`. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
