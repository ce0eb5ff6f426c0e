import type { AsyncLocalStorage } from 'node:async_hooks';
import { betterAuth } from 'better-auth';
import type { Kysely } from 'kysely';
import pg from 'pg';
import type { Server } from '../../platform/db/server.ts';
import { PASSWORD } from './rules.ts';
import { SESSION_HOURS } from './session-cookie.ts';
import type { AuthTables } from './tables.ts';

/** A session that is about to be made: the hash of its token, and the device. */
export type Opening = { readonly hash: string; readonly device: string | null };

/** Connections as `ent_auth`, which enters the schema of passwords and nothing else. */
export function openPool(server: Server): pg.Pool {
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

/** better-auth as we use it: for passwords and the rows of sessions. A session is made only where `opening` says which. */
export function openBetterAuth(
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
