import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { withClient } from './embedded/connection.ts';
import { codeOf } from './embedded/trouble.ts';
import { ensureRoles, openEmbedded, openServer, type Server } from './server.ts';

/** A database of one test file, cloned from a migrated template. */
export type TestDatabase = {
  readonly server: Server;
  /**
   * Lets go of the database and of the server; close your pools first. The database itself is dropped at a later set-up, because
   * a drop now would meet connections that are still closing.
   */
  drop(): Promise<void>;
};

const MIGRATIONS = fileURLToPath(new URL('../../../db/migrations/', import.meta.url));
/** One at a time makes templates and sweeps; the number means nothing. */
const LOCK = 20_071_119;
const TEMPLATES_KEPT = 3;

/** Databases that this process no longer needs. */
const finished = new Set<string>();
let count = 0;

/**
 * A fresh database for one test file. All test files of a machine's user share one embedded server, tuned for speed, and one
 * migrated template for each state of `db/migrations`; cloning it takes some 50 ms. With TEST_DATABASE_URL, whose user must be
 * allowed to create databases, the same happens on that server.
 *
 * @param migrate brings the database of a server to the newest schema; run only when there is no template for these migrations yet
 */
export async function testDatabase(migrate: (server: Server) => Promise<unknown>): Promise<TestDatabase> {
  return opened(async (client, base) => {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const template = await makeTemplate(client, base, migrate);
    await sweep(client, template);
    return clone(client, template);
  });
}

/** Another database with the same rows, to the last. Nobody may be connected to the one that is copied. */
export async function copyDatabase({ database }: Server): Promise<TestDatabase> {
  return opened((client) => clone(client, database));
}

async function opened(make: (client: pg.Client, base: Server) => Promise<string>): Promise<TestDatabase> {
  const base = await openBase();
  try {
    const name = await withClient(base.admin, (client) => make(client, base));
    const server = onDatabase(base, name);
    // What a role may do with a database is not cloned with it.
    await withClient(server.admin, (client) => ensureRoles(client, server));
    const drop = async (): Promise<void> => {
      finished.add(name);
      await base.leave();
    };
    return { server, drop };
  } catch (error) {
    await base.leave();
    throw error;
  }
}

async function openBase(): Promise<Server> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return openServer({ DATABASE_URL: given });
  process.env.ENTENTE_EMBEDDED_FAST = '1';
  return openEmbedded(testFolder(), 'postgres');
}

/** The same folder for every run of this user, so that templates last; refused when another user has taken the name. */
function testFolder(): string {
  const user = process.getuid?.() ?? 0;
  const folder = path.join(tmpdir(), `entente-test-${user}`);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== user) throw new Error(`${folder} belongs to somebody else`);
  return folder;
}

function onDatabase(server: Server, database: string): Server {
  return {
    ...server,
    database,
    admin: { ...server.admin, database },
    app: (role) => ({ ...server.app(role), database }),
    leave: async () => {}, // the test database holds the server, not what is tested
  };
}

/** The template is made under another name and renamed when whole: a killed run leaves none that is half migrated. */
async function makeTemplate(client: pg.Client, base: Server, migrate: (server: Server) => Promise<unknown>): Promise<string> {
  const template = `entente_template_${hashOfMigrations()}`;
  const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
  if (rowCount) return template;
  const unfinished = newName();
  await client.query(`create database ${unfinished}`);
  await migrate(onDatabase(base, unfinished));
  await client.query(`alter database ${unfinished} rename to ${template}`);
  return template;
}

function hashOfMigrations(): string {
  const hash = createHash('sha256');
  const files = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql'));
  for (const file of files.sort())
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(MIGRATIONS, file)))
      .update('\0');
  return hash.digest('hex').slice(0, 16);
}

async function clone(client: pg.Client, template: string): Promise<string> {
  const name = newName();
  await client.query(`create database ${name} template ${template} strategy wal_log`);
  return name;
}

function newName(): string {
  count += 1;
  return `entente_test_${process.pid}_${Date.now()}_${count}`;
}

/** Drops what finished test files and ended processes left, and all but the newest templates. */
async function sweep(client: pg.Client, current: string): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    String.raw`select datname from pg_database where datname like 'entente\_te%\_%' order by oid desc`,
  );
  const names = rows.map((row) => row.datname);
  const templates = names.filter((name) => name.startsWith('entente_template_') && name !== current);
  const tests = names.filter((name) => finished.has(name) || isOrphan(name));
  for (const name of [...tests, ...templates.slice(TEMPLATES_KEPT)]) {
    try {
      await client.query(`drop database if exists ${pg.escapeIdentifier(name)}`);
    } catch (error) {
      if (codeOf(error) !== '55006') throw error; // still in use: another time
    }
  }
}

/** Whether the process in the name of a test database has ended. */
function isOrphan(name: string): boolean {
  const pid = /^entente_test_(\d+)_/.exec(name)?.[1];
  if (pid === undefined) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}
