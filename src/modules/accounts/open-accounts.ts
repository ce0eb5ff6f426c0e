import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { verifyPassword } from 'better-auth/crypto';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { type Database, NOBODY } from '../../platform/db/database.ts';
import type { Server } from '../../platform/db/server.ts';
import type { Role, Session } from '../../platform/http/acting.ts';
import { readCookies } from '../../platform/http/cookies.ts';
import type { Language } from '../../platform/i18n/index.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { addFactor, type FactorState, factorState, type Offer, offerFactor, ownFactor } from './add-factor.ts';
import { askRecovery } from './ask-recovery.ts';
import { changePassword } from './change-password.ts';
import { capacityOf, hatOf } from './hat-of.ts';
import { keepTokens, type Tokens } from './keep-tokens.ts';
import { limitAttempts } from './limit-attempts.ts';
import { nameDevice } from './name-device.ts';
import { proveFactor } from './prove-factor.ts';
import { demonstrationRows, findWho, invitationByToken, sessionsOf } from './queries.ts';
import { isRecoveryOpen, recoverPassword } from './recover-password.ts';
import { renewInvitation } from './renew-invitation.ts';
import { needsFactor, PASSWORD } from './rules.ts';
import { halfSessions, SESSION_HOURS, sessionCookie } from './session-cookie.ts';
import type { AuthTables, HatRow, InvitationRow, SessionRow, WhoRow } from './tables.ts';
import './text.ts';
import { wearHat } from './wear-hat.ts';

export type AccountsSettings = {
  readonly server: Server;
  readonly database: Database;
  /** The secret of the installation; what signs cookies is derived from it. */
  readonly secret: string;
  readonly publicUrl: URL;
  readonly https: boolean;
  /** Whether letters go anywhere: without mail nobody is invited, and no lost password comes back, by the site. */
  readonly mail?: boolean;
  /** Whether who speaks for a party, serves all, or administers must have a second factor before he acts so. Offered to everybody in any case. */
  readonly secondFactor: 'required' | 'offered';
};

/** The password was right; now a code is needed. `half` says so for five minutes, and opens nothing by itself. */
export class CodeNeeded extends Refusal {
  readonly half: string;
  constructor(half: string) {
    super(403, 'accounts.code-needed');
    this.half = half;
  }
}

/** From where somebody comes: the network address, as far as the program knows it, and what the browser calls itself. */
export type From = { readonly address: string | null; readonly userAgent?: string | null };

/** A person whom the demonstration offers for one click. `capacity`: title and party, in words. */
export type DemonstrationLogin = {
  readonly login: string;
  readonly name: string;
  readonly capacity: string;
  readonly hats: readonly HatRow[];
};

export type Accounts = {
  /** Who comes with these cookies, and in which capacity; null for a visitor. Asked by every page. `lang` is for the names of hats. */
  whoIs(cookies: ReadonlyMap<string, string>, lang?: Language): Promise<Session | null>;
  /**
   * Opens a session and puts on the first hat of the login. Unknown address, wrong password and suspended login are one refusal, after the
   * same time.
   *
   * @returns the cookies to set
   * @throws Refusal 422 `accounts.wrong`; 429 `accounts.too-many`; CodeNeeded where the login has a second factor
   */
  signIn(email: string, password: string, from: From): Promise<readonly string[]>;
  /** The same without a password, for the logins that a demonstration offers. @throws Refusal 404 for any other */
  signInToDemonstration(login: string, from?: From): Promise<readonly string[]>;
  /** Ends a session at once, with all that it could do. @returns the cookies to set */
  signOut(token: string | undefined): Promise<readonly string[]>;
  /** Changes the hat. @throws Refusal 403 `accounts.not-your-capacity` */
  wear(token: string, mandate: string): Promise<void>;
  /** Whether letters go out. */
  readonly mail: boolean;
  /** What the link of an invitation opens; undefined: nothing, or no longer. */
  invitation(token: string): Promise<InvitationRow | undefined>;
  /** Accepts it once and signs in, in the capacity of the invitation. @throws as `acceptInvitation` @returns the cookies to set */
  accept(token: string, password: string, from: From): Promise<readonly string[]>;
  /** @throws as `renewInvitation` */
  renew(token: string): Promise<void>;
  /** Sends a link for a new password, if the address has an account; says the same if it has none. @throws Refusal 429 */
  askRecovery(email: string, lang: Language): Promise<void>;
  isRecoveryOpen(token: string): Promise<boolean>;
  /** @throws as `recoverPassword` */
  recover(token: string, password: string): Promise<void>;
  sessions(token: string): Promise<readonly SessionRow[]>;
  /** Ends one session of one's own at once; null: all but the one that asks. @returns how many */
  endSessions(token: string, one: string | null): Promise<number>;
  /** @throws as `changePassword` */
  changePassword(token: string, present: string, password: string): Promise<void>;
  /** The second half of signing in. @throws as `proveFactor`; Refusal 403 `accounts.half-over` when the first is too long ago */
  enterCode(half: string, code: string, from: From): Promise<readonly string[]>;
  factor(token: string): Promise<FactorState>;
  /** @throws as `offerFactor` */
  offerFactor(token: string): Promise<Offer>;
  /** @throws as `addFactor` @returns the codes for paper */
  addFactor(token: string, code: string): Promise<readonly string[]>;
  /** Takes the second factor away, against one more code. @throws as `proveFactor` */
  removeFactor(token: string, code: string): Promise<void>;
  /** What people give their programs. */
  readonly tokens: Tokens;
  /** Whether a session, by its token or by the cookies that were just set, has hats that it may not wear before it has a second factor. */
  lacksFactor(session: string | readonly string[]): Promise<boolean>;
  /** Whom a demonstration offers; nobody in a real installation. */
  demonstrationLogins(lang: Language): Promise<readonly DemonstrationLogin[]>;
  close(): Promise<void>;
};

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
  secondFactor,
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
  const lacks = (who: Pick<WhoRow, 'factor'>, role: Role): boolean =>
    secondFactor === 'required' && !who.factor && needsFactor(role);

  /** Runs what opens a session, and dresses it: in this mandate, or else in the first. Undefined: nothing was opened. */
  async function open(
    from: From,
    work: () => Promise<unknown>,
    { mandate, proved = false }: { readonly mandate?: string; readonly proved?: boolean } = {},
  ): Promise<readonly string[] | undefined> {
    const token = randomBytes(32).toString('base64url');
    await opening.run({ hash: hashOf(token), device: nameDevice(from.userAgent ?? null) }, work);
    const who = await findWho(database, token);
    if (!who) {
      await internalAdapter.deleteSession(hashOf(token));
      return undefined;
    }
    if (who.factor && !proved) {
      await internalAdapter.deleteSession(hashOf(token));
      throw new CodeNeeded(halves.give(who.login));
    }
    const first = who.hats.find((hat) => hat.mandate === mandate) ?? who.hats[0];
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
      // What needs a second factor is not worn without one, whatever the database remembers of it.
      const hats = who.hats.map((hat) => (lacks(who, hat.role) ? { ...hat, worn: false } : hat));
      const worn = hats.find((hat) => hat.worn);
      return {
        token,
        person: { id: worn?.person ?? who.person, name: who.name },
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
      const opened = offered && (await open(from, () => internalAdapter.createSession(login), { proved: true }));
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
    wear: async (token, mandate) => {
      const who = await findWho(database, token);
      if (who?.hats.some((hat) => hat.mandate === mandate && lacks(who, hat.role)))
        throw new Refusal(403, 'accounts.factor-first');
      await wearHat(database, token, mandate);
    },
    enterCode: async (half, code, from) => {
      const login = halves.read(half);
      if (login === undefined) throw new Refusal(403, 'accounts.half-over');
      await proveFactor(db, codes, key, login, code);
      const opened = await open(from, () => internalAdapter.createSession(login), { proved: true });
      if (!opened) throw new Refusal(403, 'accounts.half-over');
      return opened;
    },
    factor: (token) => factorState(db, token),
    offerFactor: (token) => offerFactor(db, key, token),
    addFactor: (token, code) => addFactor(database, db, codes, key, token, code),
    removeFactor: async (token, code) => {
      await proveFactor(db, codes, key, (await ownFactor(db, token)).login, code);
      await database.withActor(NOBODY, 'write', (tx) => sql`select accounts.remove_second_factor(${token})`.execute(tx));
    },
    tokens: keepTokens(database, lacks),
    lacksFactor: async (session) => {
      const token = typeof session === 'string' ? session : cookies.read(brought(session));
      const who = token && (await findWho(database, token));
      return who ? who.hats.some((hat) => lacks(who, hat.role)) : false;
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

type Opening = { readonly hash: string; readonly device: string | null };
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

function openPool(server: Server): pg.Pool {
  const pool = new pg.Pool({
    ...server.app('ent_auth'),
    max: 5,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    options: '-c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=15000 -c search_path=auth',
  });
  // A connection that the server ends must not end the process: idle ones speak through the pool, those in use for themselves, and what
  // was being asked on them fails anyway.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

function openBetterAuth(
  db: Kysely<AuthTables>,
  secret: string,
  publicUrl: URL,
  https: boolean,
  opening: AsyncLocalStorage<Opening>,
) {
  return betterAuth({
    database: { db, type: 'postgres', schemaName: 'auth', transaction: true },
    secret,
    baseURL: publicUrl.origin,
    trustedOrigins: [publicUrl.origin],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD.least,
      maxPasswordLength: PASSWORD.most,
      revokeSessionsOnPasswordReset: true,
    },
    account: { accountLinking: { enabled: false } },
    session: {
      expiresIn: SESSION_HOURS * 60 * 60,
      disableSessionRefresh: true,
      freshAge: 10 * 60,
      cookieCache: { enabled: false },
    },
    rateLimit: { enabled: true, storage: 'database' },
    advanced: { useSecureCookies: https, database: { generateId: 'uuid' } },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const opened = opening.getStore();
            if (opened === undefined) return false;
            return { data: { ...session, token: opened.hash, userAgent: opened.device } };
          },
        },
      },
    },
    // It would write "User not found" and "Invalid password" apart, and to the console.
    logger: { disabled: true },
    telemetry: { enabled: false },
  });
}
