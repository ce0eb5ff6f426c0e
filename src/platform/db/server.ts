import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { pgTypes, retryingRaces, scramVerifier, withClient } from './embedded/connection.ts';
import { codeOf, ServerTrouble, wordsOf } from './embedded/trouble.ts';
import { startEmbedded } from './embedded.ts';

export { pgTypes } from './embedded/connection.ts';
export { ServerTrouble } from './embedded/trouble.ts';

/** A PostgreSQL server with one database of ours on it. */
export type Server = {
  /** `embedded`: started by us in the data folder; `given`: named by DATABASE_URL. */
  readonly kind: 'embedded' | 'given';
  readonly database: string;
  /** Connects to the database as the superuser (embedded) or as the user of DATABASE_URL; `set role ent_owner` from there. */
  readonly admin: pg.ClientConfig;
  /** Connects to the database as one of our roles that may log in: `ent_app`, `ent_auth` or `ent_job`. Every pool needs an `error` listener. */
  app(role: string): pg.ClientConfig;
  /** Says that this process needs the server no longer; the last one to leave an embedded server stops it. */
  leave(): Promise<void>;
};

export type ServerEnvironment = { readonly DATABASE_URL?: string | undefined; readonly ENTENTE_DATA?: string | undefined };

const OLDEST = 15;
/** The server is starting or recovering; a machine that boots starts both of us. */
const STARTING = '57P03';
/** The roles that log in; `ent_owner` owns all schemas and `ent_search` the search functions. */
const LOGINS = ['ent_app', 'ent_auth', 'ent_job'];

/**
 * Finds the server that the environment asks for: the one of DATABASE_URL, or an embedded one in ENTENTE_DATA (`./data`) with
 * a database `entente`. The database answers when this returns; roles and tables are for `migrate`.
 *
 * @throws ServerTrouble with one sentence that says what is wrong: address, user, password, database, version
 */
export async function openServer(env: ServerEnvironment): Promise<Server> {
  return env.DATABASE_URL ? openGiven(env.DATABASE_URL) : openEmbedded(env.ENTENTE_DATA || './data', 'entente');
}

/** An embedded server with the database of that name, made if it is missing. @throws ServerTrouble */
export async function openEmbedded(dataFolder: string, database: string): Promise<Server> {
  const running = await startEmbedded(dataFolder);
  const config = (user: string, name = database): pg.ClientConfig => ({
    host: running.socketDir,
    port: 5432,
    user,
    database: name,
    ssl: false, // whatever PGSSLMODE says
    types: pgTypes(),
  });
  try {
    await withClient(config(running.superuser, 'postgres'), (client) => makeDatabase(client, database));
  } catch (error) {
    await running.leave();
    throw error;
  }
  return { kind: 'embedded', database, admin: config(running.superuser), app: config, leave: running.leave };
}

async function makeDatabase(client: pg.Client, database: string): Promise<void> {
  await retryingRaces(async () => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(database)}`);
  });
}

/**
 * Makes sure that the four roles exist, have what they need on this database, and that those which log in can. Does nothing
 * when all is well; may be run by several processes at once, also on other databases of the server (roles are shared by all of
 * them, so a lock, which is per database, would not help). Not within a transaction. Two installations on one given server need
 * the same password in DATABASE_URL, from which those of the roles are derived, or each would take the roles from the other.
 *
 * @param admin a connection made with `server.admin`
 * @throws ServerTrouble when the user of DATABASE_URL may not do it, or when a role is so strong that walls would not bind it
 */
export async function ensureRoles(admin: pg.ClientBase, server: Server): Promise<void> {
  for (const step of roleSteps(server)) {
    await retryingRaces(async () => {
      const { rows } = await admin.query<{ done: boolean }>(`select ${step.done} as done`);
      if (!rows[0]?.done) await askAdministrator(server, admin.query(step.sql));
    });
  }
  const { rows } = await admin.query<{ rolname: string }>(
    "select rolname from pg_roles where rolname in ('ent_owner', 'ent_app', 'ent_auth', 'ent_job', 'ent_search') and (rolsuper or rolbypassrls)",
  );
  if (rows[0])
    throw new ServerTrouble(
      `The role ${rows[0].rolname} is a superuser or may bypass row security, which would open every wall: run "alter role ${rows[0].rolname} nosuperuser nobypassrls".`,
    );
  if (server.kind === 'given') for (const role of LOGINS) await ensureLogin(admin, server, role);
}

/**
 * What a database administrator has to run where the user of DATABASE_URL may not create roles; statements for what is there
 * already may fail. It holds no password, only what verifies one.
 */
export function rolesSql(server: Server): string {
  const statements = roleSteps(server).map((step) => step.sql);
  for (const role of LOGINS) {
    const sql = passwordSql(server, role);
    if (sql) statements.push(sql);
  }
  return `${statements.join(';\n')};\n`;
}

/** One thing to do about the roles, and the SQL expression that says whether it is done. */
type RoleStep = { done: string; sql: string };

function roleSteps(server: Server): RoleStep[] {
  const database = pg.escapeIdentifier(server.database);
  const named = pg.escapeLiteral(server.database);
  const exists = (role: string): string => `exists (select from pg_roles where rolname = '${role}')`;
  // PostgreSQL 16 made "is a member" and "may become" two things.
  const become = "case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end";
  return [
    { done: exists('ent_owner'), sql: 'create role ent_owner nologin' },
    { done: exists('ent_search'), sql: 'create role ent_search nologin' },
    { done: exists('ent_app'), sql: 'create role ent_app login' },
    { done: exists('ent_auth'), sql: 'create role ent_auth login' },
    { done: exists('ent_job'), sql: 'create role ent_job login' },
    { done: `pg_has_role('ent_owner', 'ent_search', ${become})`, sql: 'grant ent_search to ent_owner' },
    {
      done: `pg_has_role(current_user, 'ent_owner', ${become})`,
      sql: `grant ent_owner to ${pg.escapeIdentifier(String(server.admin.user))}`,
    },
    {
      done: `has_database_privilege('ent_owner', ${named}, 'create') and has_database_privilege('ent_owner', ${named}, 'connect')`,
      sql: `grant create, connect on database ${database} to ent_owner`,
    },
    {
      done: `has_database_privilege('ent_app', ${named}, 'connect') and has_database_privilege('ent_auth', ${named}, 'connect') and has_database_privilege('ent_job', ${named}, 'connect')`,
      sql: `grant connect on database ${database} to ent_app, ent_auth, ent_job`,
    },
  ];
}

function passwordSql(server: Server, role: string): string | undefined {
  const { password } = server.app(role);
  return typeof password === 'string'
    ? `alter role ${role} login password ${pg.escapeLiteral(scramVerifier(password))}`
    : undefined;
}

async function ensureLogin(admin: pg.ClientBase, server: Server, role: string): Promise<void> {
  try {
    return await withClient(server.app(role), async () => {});
  } catch (error) {
    if (!codeOf(error).startsWith('28') && !wantsPassword(error)) throw error;
  }
  const sql = passwordSql(server, role);
  if (!sql)
    throw new ServerTrouble(
      `DATABASE_URL names no password, so none can be derived for the role ${role}: let ${role} in without one in pg_hba.conf, or give the user of DATABASE_URL a password.`,
    );
  await retryingRaces(() => askAdministrator(server, admin.query(sql)));
  try {
    await withClient(server.app(role), async () => {});
  } catch (error) {
    throw new ServerTrouble(`The role ${role} cannot log in to the database ${server.database}: ${wordsOf(error)}.`, {
      cause: error,
    });
  }
}

/** The words of `pg` when a password is asked for and there is none; the error has no code. */
function wantsPassword(error: unknown): boolean {
  return wordsOf(error).includes('password must be a string');
}

async function openGiven(url: string): Promise<Server> {
  if (!/^postgres(ql)?:\/\//.test(url))
    throw new ServerTrouble('DATABASE_URL must begin with postgres:// or postgresql://: Entente works with PostgreSQL only.');
  const { host, port, user, password, database, ssl } = readUrl(url);
  const shared = { host, port, database, ssl, connectionTimeoutMillis: 10_000, types: pgTypes() };
  const admin: pg.ClientConfig = { ...shared, user, ...(password && { password }) };
  // The roles belong to the whole server, so their passwords must not depend on the database; without a secret to derive from there is none.
  const derived = (role: string): string =>
    createHmac('sha256', password ?? '')
      .update(`entente:${role}`)
      .digest('hex');
  const app = (role: string): pg.ClientConfig => ({ ...shared, user: role, ...(password && { password: derived(role) }) });
  await checkVersion(admin);
  return { kind: 'given', database: database ?? '', admin, app, leave: async () => {} };
}

function readUrl(url: string): pg.Client {
  try {
    return new pg.Client({ connectionString: url });
  } catch (error) {
    throw new ServerTrouble(
      `DATABASE_URL cannot be read (${wordsOf(error)}): it should look like postgres://user:password@host:5432/database, special letters in the password written as %40 and so on.`,
      { cause: error },
    );
  }
}

async function checkVersion(admin: pg.ClientConfig, patience = 60): Promise<void> {
  try {
    await withClient(admin, async (client) => {
      const { rows } = await client.query<{ whole: string; short: string; number: number }>(
        "select version() as whole, split_part(current_setting('server_version'), ' ', 1) as short, current_setting('server_version_num')::int as number",
      );
      const found = rows[0];
      if (!found?.whole.startsWith('PostgreSQL '))
        throw new ServerTrouble(`DATABASE_URL leads to ${found?.whole ?? 'a server'}, which is not PostgreSQL.`);
      if (found.number < OLDEST * 10_000)
        throw new ServerTrouble(`PostgreSQL ${found.short} is too old: Entente needs ${OLDEST} or newer.`);
    });
  } catch (error) {
    if (codeOf(error) === STARTING && patience > 0) {
      await pause(500);
      return checkVersion(admin, patience - 1);
    }
    throw error instanceof ServerTrouble ? error : new ServerTrouble(whyNoConnection(error, admin), { cause: error });
  }
}

function whyNoConnection(error: unknown, { host, port, user, database }: pg.ClientConfig): string {
  const code = codeOf(error);
  const words = wordsOf(error).replace(/\.$/, '');
  if (
    ['ECONNREFUSED', 'ENOENT', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'ECONNRESET'].includes(code) ||
    /timeout expired|terminated/.test(words)
  )
    return `No PostgreSQL server answers at ${host}:${port} (${code || words}): check the host and port in DATABASE_URL.`;
  if (['ENOTFOUND', 'EAI_AGAIN'].includes(code)) return `There is no host called ${host}: check DATABASE_URL.`;
  if (code === '28P01') return `The server at ${host}:${port} refuses the password of user ${user}: check DATABASE_URL.`;
  if (wantsPassword(error)) return `The server at ${host}:${port} wants a password for user ${user}, and DATABASE_URL has none.`;
  if (code === '3D000')
    return `The server at ${host}:${port} has no database called ${database}: create it, or check DATABASE_URL.`;
  return `The server at ${host}:${port} does not let user ${user} into the database ${database}: ${words}.`;
}

async function askAdministrator(server: Server, work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (codeOf(error) !== '42501') throw error;
    throw new ServerTrouble(
      `The user ${server.admin.user} of DATABASE_URL may not set up the roles of Entente (${wordsOf(error)}): have a database administrator run the SQL that "entente migrate --print-roles" prints.`,
      { cause: error },
    );
  }
}
