import {
  type CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import pg from 'pg';
import type { Server } from './server.ts';
import type { Tables } from './tables.ts';

/** A unit of work: one transaction, in one capacity. Everything that reads or writes takes one. */
export type Tx = Kysely<Tables>;

/** The secret that a transaction shows to the database. It says who acts; what that one sees is looked up by its hash. */
export type Secret = string;
export const NOBODY: Secret = '';

/**
 * The same secret, for reading only, narrowed to what somebody behind `wall` sees as well: to look at what another would get. It never opens
 * more than the secret does.
 */
export const lookingFrom = (secret: Secret, wall: string): Secret => `${secret}~${wall}`;

/** Shown by anybody who is not signed in, within one partnership: it opens public things only, so it is no secret at all. */
export const visitorTo = (partnership: string): Secret => `visitor:${partnership}`;

export type Database = {
  /**
   * Runs work in one transaction as `acting`. `read` transactions are read only: a page that is asked for cannot change anything.
   * What `acting` may not see does not exist in it. `request`: the number that entries of the audit carry.
   */
  withActor<T>(acting: Secret, mode: 'read' | 'write', work: (tx: Tx) => Promise<T>, request?: string): Promise<T>;
  close(): Promise<void>;
};

/**
 * Opens the pool of the pages and actions: the role `ent_app`, which owns nothing and bypasses nothing.
 *
 * @param silence after so many milliseconds without an answer the server counts as away. One that works ends a statement itself before that
 */
export function openDatabase(server: Server, size = 10, silence = 8_000): Database {
  const pool = new pg.Pool({
    ...server.app('ent_app'),
    max: size,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    query_timeout: silence,
    options:
      '-c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=15000 -c search_path=platform',
  });
  // A connection that the server ends must not end the process: idle ones speak through the pool, those in use for themselves, and what
  // was being asked on them fails anyway.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return {
    withActor: (acting, mode, work, request) => inTransaction(pool, acting, mode, work, request),
    close: () => pool.end(),
  };
}

async function inTransaction<T>(
  pool: pg.Pool,
  acting: Secret,
  mode: 'read' | 'write',
  work: (tx: Tx) => Promise<T>,
  request = '',
): Promise<T> {
  // The secret is our own making (ids and random letters); anything else is refused before it comes near a statement.
  const [, secret, lens = ''] = /^([\w:.-]{0,200})(?:~([0-9a-f-]{36}))?$/.exec(acting) ?? [];
  if (secret === undefined) throw new Error('not a secret of ours');
  if (!/^[\w-]{0,60}$/.test(request)) throw new Error('not a request of ours');
  if (lens !== '' && mode === 'write') throw new Error('whoever looks as another changes nothing');
  const client = await pool.connect();
  let broken: Error | undefined;
  const unit = { open: true };
  try {
    // One round trip for both: a transaction without an actor sees nothing. The secret is set by a query and not by `set`, because a
    // transaction that has asked something can no longer be turned from read only to read write.
    await client.query(
      `begin ${mode === 'read' ? 'read only' : ''}; select set_config('ent.act', '${secret}', true), set_config('ent.lens', '${lens}', true), set_config('ent.request', '${request}', true)`,
    );
    const result = await work(overClient(client, unit));
    unit.open = false;
    await client.query('commit');
    return result;
  } catch (error) {
    unit.open = false;
    if (isSilence(error)) broken = error;
    else
      await client.query('rollback').catch((lost: Error) => {
        broken = lost;
      });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** The server did not answer in time: whatever is said on this connection now would meet the answer that is still to come. */
function isSilence(error: unknown): error is Error {
  return error instanceof Error && error.message === 'Query read timeout';
}

// Made anew for each transaction (20 µs), so that whoever keeps one beyond its end cannot speak in the next one's name.
function overClient(client: pg.PoolClient, unit: { readonly open: boolean }): Tx {
  const connection: DatabaseConnection = {
    executeQuery: async (query) => {
      if (!unit.open) throw new Error('this transaction is over: whoever asked did not wait for its queries');
      return runQuery(client, query);
    },
    streamQuery: () => {
      throw new Error('a page never streams rows; exports page through them');
    },
  };
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createDriver: () => ({
        init: async () => {},
        acquireConnection: async () => connection,
        beginTransaction: refuseNesting,
        commitTransaction: refuseNesting,
        rollbackTransaction: refuseNesting,
        releaseConnection: async () => {},
        destroy: async () => {},
      }),
    },
  });
}

async function refuseNesting(): Promise<void> {
  throw new Error('the transaction belongs to withActor: one action, one transaction');
}

// Statements are prepared once per connection: planning a register costs more than running it.
const names = new Map<string, string>();
const MOST_NAMES = 500;

function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST_NAMES) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}

async function runQuery<Row>(client: pg.PoolClient, query: CompiledQuery): Promise<QueryResult<Row>> {
  const name = statementName(query.sql);
  const result = await client.query<Row & pg.QueryResultRow>({
    text: query.sql,
    values: [...query.parameters],
    ...(name === undefined ? {} : { name }),
  });
  const numAffectedRows = result.rowCount === null ? undefined : BigInt(result.rowCount);
  return { rows: result.rows, ...(numAffectedRows === undefined ? {} : { numAffectedRows }) };
}
