import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { type Database, NOBODY } from '../../platform/db/database.ts';
import type { Server } from '../../platform/db/server.ts';
import type { Session } from '../../platform/http/acting.ts';
import type { Language } from '../../platform/i18n/index.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { capacityOf, hatOf } from './hat-of.ts';
import { limitAttempts } from './limit-attempts.ts';
import { demonstrationRows, findWho } from './queries.ts';
import { PASSWORD } from './rules.ts';
import { SESSION_HOURS, sessionCookie } from './session-cookie.ts';
import type { AuthTables, HatRow } from './tables.ts';
import './text.ts';
import { wearHat } from './wear-hat.ts';

export type AccountsSettings = {
  readonly server: Server;
  readonly database: Database;
  /** The secret of the installation; what signs cookies is derived from it. */
  readonly secret: string;
  readonly publicUrl: URL;
  readonly https: boolean;
};

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
   * @throws Refusal 422 `accounts.wrong`; 429 `accounts.too-many`
   */
  signIn(email: string, password: string, from: { readonly address: string | null }): Promise<readonly string[]>;
  /** The same without a password, for the logins that a demonstration offers. @throws Refusal 404 for any other */
  signInToDemonstration(login: string): Promise<readonly string[]>;
  /** Ends a session at once, with all that it could do. @returns the cookies to set */
  signOut(token: string | undefined): Promise<readonly string[]>;
  /** Changes the hat. @throws Refusal 403 `accounts.not-your-capacity` */
  wear(token: string, mandate: string): Promise<void>;
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
export async function openAccounts({ server, database, secret, publicUrl, https }: AccountsSettings): Promise<Accounts> {
  const pool = openPool(server);
  const db = new Kysely<AuthTables>({ dialect: new PostgresDialect({ pool }) });
  const key = createHmac('sha256', secret).update('accounts').digest('base64url');
  const opening = new AsyncLocalStorage<string>();
  const auth = openBetterAuth(db, key, publicUrl, https, opening);
  const { internalAdapter } = await auth.$context;
  const attempts = limitAttempts(db, key);
  const cookies = sessionCookie(key, https);

  /** Runs what opens a session, and dresses it. Undefined: nothing was opened. */
  async function open(work: () => Promise<unknown>): Promise<readonly string[] | undefined> {
    const token = randomBytes(32).toString('base64url');
    await opening.run(hashOf(token), work);
    const who = await findWho(database, token);
    if (!who) {
      await internalAdapter.deleteSession(hashOf(token));
      return undefined;
    }
    const first = who.hats[0];
    if (first) await wearHat(database, token, first.mandate);
    return [cookies.give(token)];
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
      const worn = who.hats.find((hat) => hat.worn);
      return {
        token,
        person: { id: worn?.person ?? who.person, name: who.name },
        hats: who.hats.map((hat) => hatOf(hat, inLanguage)),
      };
    },
    signIn: async (typed, password, { address }) => {
      const attempt = { email: typed.trim().toLowerCase(), address };
      if (!(await attempts.take(attempt))) throw new Refusal(429, 'accounts.too-many');
      const opened = await open(() =>
        auth.api.signInEmail({ body: { email: attempt.email, password } }).catch((error: unknown) => {
          if (!(error instanceof APIError) || error.statusCode >= 500) throw error;
        }),
      );
      if (!opened) throw new Refusal(422, 'accounts.wrong');
      await attempts.giveBack(attempt);
      await sweep();
      return opened;
    },
    signInToDemonstration: async (login) => {
      const offered = (await demonstrationRows(database)).some((row) => row.login === login);
      const opened = offered && (await open(() => internalAdapter.createSession(login)));
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
  opening: AsyncLocalStorage<string>,
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
            const hash = opening.getStore();
            return hash === undefined ? false : { data: { ...session, token: hash } };
          },
        },
      },
    },
    // It would write "User not found" and "Invalid password" apart, and to the console.
    logger: { disabled: true },
    telemetry: { enabled: false },
  });
}
