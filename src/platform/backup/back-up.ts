import { link, rm } from 'node:fs/promises';
import pg from 'pg';
import type { Server } from '../db/server.ts';
import type { FileStore } from '../files/store.ts';
import { LARGEST_PIECE, type Piece, Tally, writeArchive } from './archive.ts';
import { FORMAT, type Head, type Manifest, verifyBackup } from './manifest.ts';
import { rowsOf, sequencesOf, type Table, tablesOf } from './tables.ts';

/** What was written, for people and machines. */
export type BackedUp = {
  readonly file: string;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  readonly encrypted: boolean;
};

/**
 * Writes the whole installation, database and stored files, into one file while the program runs: one snapshot, so that nothing is half in
 * it. The file is read again and compared before it takes its name; on any error nothing is left behind. It holds everybody's private words.
 *
 * @param recipient the public key `age1…` to encrypt it for; null: readable by whoever has the file
 */
export async function backUp(server: Server, files: FileStore, file: string, recipient: string | null): Promise<BackedUp> {
  const aside = `${file}.partial`;
  const client = new pg.Client(server.admin);
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only; set local role ent_owner; set local row_security = on');
    const made: { manifest?: Manifest } = {};
    await writeArchive(aside, piecesOf(client, files, made), recipient);
    await client.query('commit');
    if (!made.manifest) throw new Error('a backup without a manifest');
    // Without the secret key nobody can read it here; then its maker's own hashes were taken while it was written.
    if (recipient === null) await verifyBackup(aside, null);
    // Unlike a rename, this never writes over a backup that is there.
    await link(aside, file);
    const tables = Object.values(made.manifest.tables);
    return {
      file,
      tables: tables.length,
      rows: tables.reduce((sum, table) => sum + table.rows, 0),
      files: Object.keys(made.manifest.files).length,
      encrypted: recipient !== null,
    };
  } finally {
    await rm(aside, { force: true });
    await client.end();
  }
}

async function* piecesOf(client: pg.Client, store: FileStore, made: { manifest?: Manifest }): AsyncIterable<Piece> {
  const tables = await tablesOf(client);
  const { rows: migrations } = await client.query<Head['migrations'][number]>(
    'select number, name, sha256 from platform.migration order by number',
  );
  const { rows: at } = await client.query<{ now: string }>('select pg_catalog.now()::text as now');
  const head: Head = { format: FORMAT, madeAt: at[0]?.now ?? '', migrations, tables };
  yield { name: 'backup.json', bytes: Buffer.from(JSON.stringify(head, null, 1)) };
  const manifest: Manifest = { tables: {}, files: {}, sequences: await sequencesOf(client) };
  for (const table of tables) yield* piecesOfTable(client, table, manifest);
  for await (const sha256 of store.list()) {
    const bytes = await store.read(sha256);
    const name = sha256.toString('hex');
    manifest.files[name] = { bytes: bytes.length };
    yield* cut(`files/${name}`, bytes);
  }
  made.manifest = manifest;
  yield { name: 'manifest.json', bytes: Buffer.from(JSON.stringify(manifest, null, 1)) };
}

async function* piecesOfTable(client: pg.Client, table: Table, manifest: Manifest): AsyncIterable<Piece> {
  const tally = new Tally();
  let part = 0;
  let rows = 0;
  for await (const bytes of rowsOf(client, table)) {
    tally.add(bytes);
    for (const byte of bytes) if (byte === 10) rows += 1;
    yield { name: `tables/${table.name}/${String(part).padStart(6, '0')}`, bytes };
    part += 1;
  }
  manifest.tables[table.name] = { rows, bytes: tally.bytes, sha256: tally.hex() };
}

function* cut(name: string, bytes: Buffer): Iterable<Piece> {
  for (let at = 0, part = 0; at === 0 || at < bytes.length; at += LARGEST_PIECE, part += 1)
    yield { name: `${name}/${String(part).padStart(6, '0')}`, bytes: bytes.subarray(at, at + LARGEST_PIECE) };
}
