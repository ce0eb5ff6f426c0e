import pg from 'pg';
import { migrate, readMigrations } from '../db/migrate.ts';
import type { Server } from '../db/server.ts';
import type { FileStore } from '../files/store.ts';
import { BackupDamaged, type Piece, readArchive } from './archive.ts';
import { type Head, type Manifest, verifyBackup } from './manifest.ts';
import { fillTable, hashOf, setSequences, type Table, tablesOf, withoutKeys } from './tables.ts';

/** What came back, for people and machines. */
export type Restored = {
  readonly madeAt: string;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  readonly migrated: readonly string[];
};

/**
 * Gives an empty installation what a backup holds: verifies the whole file first, then writes all rows in one transaction and compares each
 * table with its hash, then the stored files. A backup of an older version is brought to this one by the migrations.
 *
 * @param last what to do with what came back, as `ent_owner`: end the sessions, as one closed after the backup must not open again
 * @throws BackupDamaged; Error with one sentence when the installation is not empty, or the backup is newer than this program
 */
export async function restore(
  server: Server,
  files: FileStore,
  file: string,
  identity: string | null,
  last: (client: pg.ClientBase) => Promise<void>,
): Promise<Restored> {
  const { head, manifest } = await verifyBackup(file, identity);
  const migrations = await readMigrations();
  for (const { number, name, sha256 } of head.migrations) {
    if (migrations[number - 1]?.sha256 === sha256) continue;
    throw new Error(
      `${file} was written by another version of Entente (its ${name} is not ours): restore it with that version, or a newer one.`,
    );
  }
  await clearEmpty(server);
  await migrate(server, migrations.slice(0, head.migrations.length));
  await asOwner(server, (client) => fill(client, file, identity, head, manifest));
  for await (const [name, bytes] of filesIn(file, identity)) {
    if ((await files.put(bytes)).toString('hex') !== name)
      throw new BackupDamaged(`${file} is damaged: the stored file ${name} is changed.`);
  }
  const migrated = await migrate(server, migrations);
  await asOwner(server, last);
  const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0);
  return { madeAt: head.madeAt, tables: head.tables.length, rows, files: Object.keys(manifest.files).length, migrated };
}

/** An installation without any row of its own is cleared, so that the schema of the backup can be laid; any other is refused. */
async function clearEmpty(server: Server): Promise<void> {
  await migrate(server);
  await asOwner(server, async (client) => {
    for (const { name } of await tablesOf(client)) {
      // A first start has written these.
      if (name === 'platform.installation' || name.startsWith('boss.')) continue;
      const { rowCount } = await client.query(`select from ${name} limit 1`);
      if (rowCount)
        throw new Error(
          `This installation is not empty (${name} has rows): restore into an empty one. Name another with ENTENTE_DATA or DATABASE_URL.`,
        );
    }
    const { rows } = await client.query<{ name: string }>(
      `select format('%I', nspname) as name from pg_namespace where nspowner = 'ent_owner'::regrole`,
    );
    for (const { name } of rows) await client.query(`drop schema ${name} cascade`);
  });
}

async function fill(client: pg.Client, file: string, identity: string | null, head: Head, manifest: Manifest): Promise<void> {
  const tables = await tablesOf(client);
  if (JSON.stringify(tables) !== JSON.stringify(head.tables))
    throw new BackupDamaged(`${file} does not have the tables of its version.`);
  await withoutKeys(client, tables, async () => {
    for (const { name } of tables) await client.query(`delete from ${name}`);
    const pieces = readArchive(file, identity)[Symbol.asyncIterator]();
    let next = await pieces.next();
    while (!next.done) {
      const table = tableOf(tables, next.value);
      if (!table) next = await pieces.next();
      else {
        // Everything of one table stands together.
        const rest = { next };
        await fillTable(client, table, piecesOf(table, pieces, rest));
        next = rest.next;
      }
    }
    await setSequences(client, manifest.sequences);
    for (const table of tables) {
      if ((await hashOf(client, table)) !== manifest.tables[table.name]?.sha256)
        throw new Error(`The rows of ${table.name} came back changed; nothing was kept.`);
    }
  });
}

type Next = { next: IteratorResult<Piece> };

async function* piecesOf(table: Table, pieces: AsyncIterator<Piece>, rest: Next): AsyncIterable<Buffer> {
  while (!rest.next.done && tableOf([table], rest.next.value)) {
    yield rest.next.value.bytes;
    rest.next = await pieces.next();
  }
}

const tableOf = (tables: readonly Table[], piece: Piece): Table | undefined =>
  tables.find(({ name }) => piece.name.startsWith(`tables/${name}/`));

async function* filesIn(file: string, identity: string | null): AsyncIterable<[string, Buffer]> {
  let open: { name: string; parts: Buffer[] } | undefined;
  for await (const { name, bytes } of readArchive(file, identity)) {
    const [, hash] = /^files\/([0-9a-f]{64})\/\d+$/.exec(name) ?? [];
    if (open && open.name !== hash) yield [open.name, Buffer.concat(open.parts)];
    if (open?.name !== hash) open = hash === undefined ? undefined : { name: hash, parts: [] };
    open?.parts.push(bytes);
  }
  if (open) yield [open.name, Buffer.concat(open.parts)];
}

async function asOwner<T>(server: Server, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(server.admin);
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('begin; set local role ent_owner');
    const result = await work(client);
    await client.query('commit');
    return result;
  } finally {
    await client.end();
  }
}
