import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { fromRoot } from '../root.ts';
import { ensureRoles, type Server } from './server.ts';

const folder = fromRoot('db/migrations/');
/** Two runners at once: the second waits here, then finds nothing left to do. */
const LOCK = 0x656e74;

export type Migration = { readonly number: number; readonly name: string; readonly text: string; readonly sha256: string };

/** The numbered files in `db/migrations`, in order. A gap or a doubled number is an error. */
export async function readMigrations(from: string = folder): Promise<Migration[]> {
  const files = (await readdir(from)).filter((file) => file.endsWith('.sql')).sort();
  return Promise.all(
    files.map(async (file, index) => {
      const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(file)?.[1]);
      if (number !== index + 1) throw new Error(`db/migrations/${file}: expected number ${String(index + 1).padStart(4, '0')}`);
      const text = await readFile(`${from}/${file}`, 'utf8');
      return { number, name: file, text, sha256: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/**
 * Brings the database to the newest schema: forward only, each migration in a transaction of its own, as `ent_owner`.
 * Safe against two runners; refuses to go on when a migration that has run has been changed since, or when the database is newer
 * than this program. Returns the names of those that ran now.
 */
export async function migrate(server: Server, migrations?: readonly Migration[]): Promise<string[]> {
  const wanted = migrations ?? (await readMigrations());
  const client = new pg.Client(server.admin);
  client.on('error', () => {}); // a connection lost between two queries is reported by the next one
  await client.connect();
  try {
    await ensureRoles(client, server);
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query('set role ent_owner');
    await client.query('create schema if not exists platform');
    await client.query(
      'create table if not exists platform.migration (number int primary key, name text not null, sha256 text not null, at timestamptz not null default now())',
    );
    return await runMissing(client, wanted);
  } finally {
    await client.end();
  }
}

/** A migration as the database remembers it. */
export type RanMigration = Pick<Migration, 'number' | 'name' | 'sha256'>;

/**
 * The migrations that this program has and the database has not. Empty: ready.
 *
 * @param ran what stands in `platform.migration`, by number
 * @throws Error when one that ran was changed since, or is not known here
 */
export function missingMigrations(ran: readonly RanMigration[], migrations: readonly Migration[]): readonly Migration[] {
  for (const row of ran) {
    const here = migrations[row.number - 1];
    if (!here)
      throw new Error(`The database is newer than this program (it has ${row.name}): start the newer version of Entente.`);
    if (here.sha256 !== row.sha256)
      throw new Error(`${here.name} was changed after it had run: migrations go forward only, write a new one.`);
  }
  return migrations.slice(ran.length);
}

async function runMissing(client: pg.Client, migrations: readonly Migration[]): Promise<string[]> {
  const ran: string[] = [];
  const { rows } = await client.query<RanMigration>('select number, name, sha256 from platform.migration order by number');
  for (const migration of missingMigrations(rows, migrations)) {
    try {
      await client.query('begin');
      await client.query(migration.text);
      await client.query('insert into platform.migration (number, name, sha256) values ($1, $2, $3)', [
        migration.number,
        migration.name,
        migration.sha256,
      ]);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback').catch(() => {}); // the connection may be what was lost; its transaction is undone then too
      throw new Error(`${migration.name} failed and was undone: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
    ran.push(migration.name);
  }
  return ran;
}
