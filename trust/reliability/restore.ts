import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { BackupDamaged, type Piece, readArchive, writeArchive } from '../../src/platform/backup/archive.ts';
import { backUp } from '../../src/platform/backup/back-up.ts';
import { verifyBackup } from '../../src/platform/backup/manifest.ts';
import { restore } from '../../src/platform/backup/restore.ts';
import { hashOf, type Table, tablesOf } from '../../src/platform/backup/tables.ts';
import { type Migration, migrate, readMigrations } from '../../src/platform/db/migrate.ts';
import type { Server } from '../../src/platform/db/server.ts';
import { testDatabase } from '../../src/platform/db/test-database.ts';
import { openFileStore } from '../../src/platform/files/store.ts';
import { type Harness, type Options, type Outcome, outcomeOf, pacing } from '../harness.ts';
import { type Random, randomFrom } from '../kit/random.ts';
import { asAdmin } from '../world/open-world.ts';

/** R8: backups of earlier versions of the tables come back into this one, and no damage goes unseen. */
export const restoring: Harness = {
  name: 'restore',
  goal: 'R8',
  promises:
    'a backup of an earlier version of the tables comes back into this one with every row, and a backup in which anything was changed is refused',
  counts: 'damaged backups',
  small: 60,
  large: 1_000,
  run: async (options) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'entente-restore-'));
    try {
      const versions = await fromEarlierVersions(folder, options.count >= 500 ? 6 : 1);
      const damaged = await damage(folder, options);
      const problems = [...versions.problems, ...damaged.problems];
      return outcomeOf(damaged.done, `${versions.figure}; ${damaged.figure}`, problems, [...versions.notes, ...damaged.notes]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** Backups of so many earlier versions, the newest first, each restored into an empty installation of this one. */
export async function fromEarlierVersions(folder: string, most: number): Promise<Outcome> {
  const migrations = await readMigrations();
  const problems: string[] = [];
  const notes: string[] = [];
  let rows = 0;
  let done = 0;
  for (; done < Math.min(most, migrations.length - OLDEST); done += 1) {
    const earlier = migrations.slice(0, migrations.length - 1 - done);
    const name = earlier.at(-1)?.name ?? '';
    const found = await oneVersion(path.join(folder, `version-${done}`), earlier);
    rows += found.rows;
    problems.push(...found.problems.map((each) => `from ${name}: ${each}`));
    if (found.changed.length > 0)
      notes.push(`from ${name}: rewritten by later migrations, so not compared: ${found.changed.join(', ')}`);
  }
  return outcomeOf(
    done,
    `${rows} rows of ${done} earlier versions of the tables came back and were migrated, ${problems.length} tables differ`,
    problems,
    [
      ...notes,
      'earlier versions are the tables as their migrations left them, filled by SQL and backed up by the program of today',
    ],
  );
}

/** Before this migration there were no plans to keep. */
const OLDEST = 4;
const PEOPLE = 40;
const RECORDS = 500;

async function oneVersion(
  file: string,
  earlier: readonly Migration[],
): Promise<{ rows: number; problems: string[]; changed: string[] }> {
  const from = await testDatabase(migrate);
  const into = await testDatabase(migrate);
  try {
    const store = await openFileStore(`${file}-files`);
    await store.put(randomBytes(5_000));
    await asOwner(from.server, async (client) => {
      const { rows } = await client.query<{ name: string }>(
        `select format('%I', nspname) as name from pg_namespace where nspowner = 'ent_owner'::regrole`,
      );
      for (const { name } of rows) await client.query(`drop schema ${name} cascade`);
    });
    await migrate(from.server, earlier);
    await asOwner(from.server, fillEarlier);
    const before = await asOwner(from.server, tablesAndHashes);
    const written = await backUp(from.server, store, file, null);
    const back = await restore(into.server, await openFileStore(`${file}-back`), file, null, async () => {});
    const problems: string[] = [];
    if (back.rows !== written.rows || back.files !== 1)
      problems.push(`${back.rows} of ${written.rows} rows, ${back.files} of 1 files`);
    if (back.migrated.length === 0) problems.push('no migration ran');
    const after = await asOwner(into.server, (client) =>
      hashesOf(
        client,
        before.map(({ table }) => table),
      ),
    );
    const changed: string[] = [];
    for (const { table, hash, rows } of before) {
      const now = after.get(table.name);
      if (now?.hash === hash) continue;
      // A migration may rewrite what stands there; it never loses a row.
      if (now !== undefined && now.rows >= rows) changed.push(table.name);
      else problems.push(`${table.name} had ${rows} rows and has ${now?.rows ?? 'no place'}`);
    }
    for (const name of ['platform.record', 'directory.person', 'auth."user"', 'platform.audit'])
      if (changed.includes(name) || !before.some(({ table, rows }) => table.name === name && rows > 0))
        problems.push(`${name} does not say what it said`);
    return { rows: written.rows, problems, changed };
  } finally {
    await into.drop();
    await from.drop();
  }
}

/** What any version of the tables can hold. */
async function fillEarlier(client: pg.Client): Promise<void> {
  await client.query(
    `select directory.found_partnership('asean-canada', '{"en": "ASEAN and Canada"}', '{"en": "Two sides"}', 'listed')`,
  );
  await client.query(
    `insert into platform.record (partnership, kind, wall, owner, title, lang) select w.partnership, 'plan.node', w.id, w.id, e'tab\\t back\\\\slash é 😀 ' || n, 'en'
      from platform.wall w, generate_series(1, ${RECORDS}) n where w.kind in ('public', 'partnership')`,
  );
  await client.query(
    `insert into directory.person (partnership, wall, owner, full_name, sort_as) select w.partnership, w.id, w.id, 'Person ' || n, 'Person ' || n
      from platform.wall w, generate_series(1, ${PEOPLE}) n where w.kind = 'partnership'`,
  );
  await client.query(
    `insert into auth."user" ("name", "email", "emailVerified") select 'Ana ' || n, 'ana' || n || '@example.org', true from generate_series(1, ${PEOPLE}) n`,
  );
  await client.query(`insert into platform.audit (act) select 'test.' || n from generate_series(1, ${PEOPLE}) n`);
}

type Kept = { readonly table: Table; readonly hash: string; readonly rows: number };

async function tablesAndHashes(client: pg.Client): Promise<Kept[]> {
  const tables = await tablesOf(client);
  const hashes = await hashesOf(client, tables);
  return tables.map((table) => ({ table, hash: hashes.get(table.name)?.hash ?? '', rows: hashes.get(table.name)?.rows ?? 0 }));
}

/** Of the columns that a table had then; nothing where it, or one of them, is gone. */
async function hashesOf(client: pg.Client, tables: readonly Table[]): Promise<Map<string, { hash: string; rows: number }>> {
  const found = new Map<string, { hash: string; rows: number }>();
  const now = new Map((await tablesOf(client)).map((table) => [table.name, table]));
  for (const table of tables) {
    const columns = now.get(table.name)?.columns ?? [];
    if (!table.columns.every((column) => columns.includes(column))) continue;
    const { rows } = await client.query<{ rows: number }>(`select count(*)::int as rows from ${table.name}`);
    found.set(table.name, { hash: await hashOf(client, table), rows: rows[0]?.rows ?? 0 });
  }
  return found;
}

const asOwner = <T>(server: Server, work: (client: pg.Client) => Promise<T>): Promise<T> =>
  asAdmin(server, async (client) => {
    await client.query('set role ent_owner');
    return work(client);
  });

type Verify = (file: string) => Promise<unknown>;

/**
 * Changes a backup in one place: a bit of its bytes; or, in a file that is written anew and whole, a piece that is missing, doubled, cut, exchanged or has
 * another byte, as somebody would who knows how it is written.
 */
export async function damage(
  folder: string,
  options: Options,
  verify: Verify = (file) => verifyBackup(file, null),
): Promise<Outcome> {
  const random = randomFrom(options.seed);
  const from = await testDatabase(migrate);
  const [whole, changed] = [path.join(folder, 'whole'), path.join(folder, 'changed')];
  try {
    await asOwner(from.server, fillEarlier);
    const store = await openFileStore(path.join(folder, 'files'));
    for (const size of [10, 40_000]) await store.put(randomBytes(size));
    await backUp(from.server, store, whole, null);
  } finally {
    await from.drop();
  }
  const bytes = await readFile(whole);
  const pieces: Piece[] = [];
  for await (const piece of readArchive(whole, null)) pieces.push(piece);
  const problems: string[] = [];
  const kinds = new Map<string, number>();
  const more = pacing(options);
  let done = 0;
  for (; more(done); done += 1) {
    await rm(changed, { force: true });
    const kind = random.once(2) ? 'a bit' : random.pick(FORGED);
    const what = kind === 'a bit' ? await flip(bytes, changed, random) : await forge(pieces, changed, kind, random);
    const refused = await verify(changed).then(
      () => false,
      (error: unknown) => error instanceof BackupDamaged || error,
    );
    if (refused === false) problems.push(`${kind} (${what}) was not noticed`);
    else if (refused !== true) problems.push(`${kind} (${what}) failed by ${String(refused)}`);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  return outcomeOf(done, `${done - problems.length} of ${done} damaged backups refused`, problems, [
    `changed: ${[...kinds].map(([kind, count]) => `${count} × ${kind}`).join(', ')}`,
  ]);
}

async function flip(bytes: Buffer, file: string, random: Random): Promise<string> {
  const changed = Buffer.from(bytes);
  const at = random.below(bytes.length);
  changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
  await writeFile(file, changed);
  return `at ${at} of ${bytes.length}`;
}

const FORGED = ['a piece missing', 'a piece twice', 'a piece cut', 'another byte in a piece', 'two pieces exchanged'] as const;

async function forge(pieces: readonly Piece[], file: string, kind: (typeof FORGED)[number], random: Random): Promise<string> {
  // The first and the last say what the others must be; a piece without bytes says nothing.
  const inner = pieces
    .map((_, at) => at)
    .filter((at) => /^(tables|files)\//.test(pieces[at]?.name ?? '') && (pieces[at]?.bytes.length ?? 0) > 1);
  const at = random.pick(inner);
  const piece = pieces[at] as Piece;
  const forged = [...pieces];
  if (kind === 'a piece missing') forged.splice(at, 1);
  if (kind === 'a piece twice') forged.splice(at, 0, piece);
  if (kind === 'a piece cut') forged[at] = { ...piece, bytes: piece.bytes.subarray(0, -1) };
  if (kind === 'another byte in a piece') {
    const bytes = Buffer.from(piece.bytes);
    const place = random.below(bytes.length);
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    forged[at] = { ...piece, bytes };
  }
  if (kind === 'two pieces exchanged') {
    const other = random.pick(inner.filter((each) => !pieces[each]?.bytes.equals(piece.bytes)));
    forged[at] = { ...piece, bytes: (pieces[other] as Piece).bytes };
    forged[other] = { ...(pieces[other] as Piece), bytes: piece.bytes };
  }
  await writeArchive(
    file,
    (async function* () {
      yield* forged;
    })(),
    null,
  );
  return piece.name;
}
