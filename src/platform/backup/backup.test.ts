import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '../db/migrate.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { type FileStore, openFileStore } from '../files/store.ts';
import { BackupDamaged } from './archive.ts';
import { backUp } from './back-up.ts';
import { verifyBackup } from './manifest.ts';
import { restore } from './restore.ts';
import { hashOf, tablesOf } from './tables.ts';

let from: TestDatabase;
let store: FileStore;
let folder: string;
const kept: string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'entente-backup-'));
  store = await openFileStore(path.join(folder, 'files'));
  from = await testDatabase(migrate);
  await owner(from, async (client) => {
    await client.query(`select directory.found_partnership('asean-canada', '{"en": "ASEAN–Canada"}', '{"en": "x"}', 'listed')`);
    await client.query(
      `insert into platform.record (partnership, kind, wall, owner, title, lang)
        select w.partnership, 'plan.node', w.id, w.id, e'tab\\t back\\\\slash \\n line, é, 😀 ' || n, 'en'
        from platform.wall w, generate_series(1, 12000) n where w.kind = 'public'`,
    );
    await client.query(`insert into auth."user" ("name", "email", "emailVerified") values ('Ana', 'ana@example.org', true)`);
    await client.query(
      `insert into auth.session ("token", "expiresAt", "updatedAt", "userId") select repeat('a', 64), now() + '1 hour', now(), "id" from auth."user"`,
    );
  });
  for (const size of [1, 5_000, 2_500_000]) kept.push((await store.put(randomBytes(size))).toString('hex'));
}, 60_000);
afterAll(async () => {
  await from.drop();
  await rm(folder, { recursive: true, force: true });
});

async function owner<T>(database: TestDatabase, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(database.server.admin);
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('set role ent_owner');
    return await work(client);
  } finally {
    await client.end();
  }
}

const hashes = (database: TestDatabase, without: readonly string[] = []) =>
  owner(database, async (client) => {
    const found: Record<string, string> = {};
    for (const table of await tablesOf(client))
      if (!without.includes(table.name)) found[table.name] = await hashOf(client, table);
    return found;
  });

const endSessions = async (client: pg.ClientBase): Promise<void> => {
  await client.query('delete from auth.session');
};
const target = (name: string): string => path.join(folder, name);

async function elsewhere(work: (into: TestDatabase, files: FileStore) => Promise<void>): Promise<void> {
  const into = await testDatabase(migrate);
  try {
    await work(into, await openFileStore(await mkdtemp(path.join(folder, 'into-'))));
  } finally {
    await into.drop();
  }
}

describe('a backup', () => {
  test('gives an empty installation the same rows and files, and ends the sessions', async () => {
    const written = await backUp(from.server, store, target('whole'), null);
    expect(written).toMatchObject({ files: 3, encrypted: false });
    expect((await stat(target('whole'))).mode & 0o777).toBe(0o600);
    await elsewhere(async (into, files) => {
      const back = await restore(into.server, files, target('whole'), null, endSessions);
      expect([back.rows, back.files, back.migrated]).toEqual([written.rows, 3, []]);
      expect(await hashes(into, ['auth.session'])).toEqual(await hashes(from, ['auth.session']));
      await owner(into, async (client) => {
        expect((await client.query('select from auth.session')).rowCount).toBe(0);
        // Keys, triggers and sequences are in place again.
        await expect(client.query('delete from platform.audit')).rejects.toThrow(/appended, never changed/);
        await expect(client.query(`update platform.record set wall = gen_random_uuid()`)).rejects.toThrow(/foreign key/);
        const { rows } = await client.query(
          `insert into platform.audit (act) values ('x') returning id = (select max(id) from platform.audit) + 1 as next`,
        );
        expect(rows).toEqual([{ next: true }]);
      });
      for await (const sha256 of files.list()) expect(kept).toContain(sha256.toString('hex'));
      await expect(restore(into.server, files, target('whole'), null, endSessions)).rejects.toThrow(/not empty/);
    });
  }, 60_000);

  test('is one snapshot while others write', async () => {
    let writing = true;
    const writer = owner(from, async (client) => {
      while (writing)
        await client.query(`with w as (select * from platform.wall where kind = 'public'), r as (insert into platform.record (partnership, kind, wall, owner, title, lang)
          select partnership, 'plan.node', id, id, 'new', 'en' from w returning id, wall) insert into platform.link (source, target, role, wall, owner) select id, id, 'x', wall, wall from r`);
    });
    await backUp(from.server, store, target('snapshot'), null);
    writing = false;
    await writer;
    await elsewhere(async (into, files) => {
      await restore(into.server, files, target('snapshot'), null, endSessions);
      await owner(into, async (client) => {
        const { rows } = await client.query(
          `select count(*) = (select count(*) from platform.link) as whole from platform.record where title = 'new'`,
        );
        expect(rows).toEqual([{ whole: true }]);
      });
    });
  }, 60_000);

  test('for a key is read with that key only', async () => {
    const identity = await generateX25519Identity();
    await backUp(from.server, store, target('sealed'), await identityToRecipient(identity));
    expect((await readFile(target('sealed'))).includes('backup.json')).toBe(false);
    await expect(verifyBackup(target('sealed'), null)).rejects.toThrow(/encrypted/);
    await expect(verifyBackup(target('sealed'), await generateX25519Identity())).rejects.toThrow(BackupDamaged);
    expect(Object.keys((await verifyBackup(target('sealed'), identity)).manifest.files).sort()).toEqual([...kept].sort());
  }, 60_000);

  test('that is damaged anywhere is refused before anything is written', async () => {
    await backUp(from.server, store, target('sound'), null);
    const sound = await readFile(target('sound'));
    let refused = 0;
    const places = Array.from({ length: 12 }, (_, each) => Math.floor(((each + 0.5) / 12) * sound.length));
    for (const at of places) {
      const bytes = Buffer.from(sound);
      bytes[at] = (bytes[at] ?? 0) ^ 0x10;
      await writeFile(target('damaged'), bytes);
      await verifyBackup(target('damaged'), null).catch((error: unknown) => {
        expect(error).toBeInstanceOf(BackupDamaged);
        refused += 1;
      });
    }
    expect(refused).toBe(places.length);
    await writeFile(target('cut'), sound.subarray(0, sound.length / 2));
    await expect(verifyBackup(target('cut'), null)).rejects.toThrow(BackupDamaged);
    await writeFile(target('text'), 'no backup at all');
    await expect(verifyBackup(target('text'), null)).rejects.toThrow(BackupDamaged);
    await elsewhere(async (into, files) => {
      const before = await hashes(into);
      await expect(restore(into.server, files, target('cut'), null, endSessions)).rejects.toThrow(BackupDamaged);
      expect(await hashes(into)).toEqual(before);
    });
  }, 60_000);

  test('leaves nothing behind when it fails, and never writes over a file', async () => {
    const broken = { ...store, read: () => Promise.reject(new Error('the disk is gone')) };
    await expect(backUp(from.server, broken, target('broken'), null)).rejects.toThrow('the disk is gone');
    await expect(stat(target('broken.partial'))).rejects.toThrow();
    await expect(stat(target('broken'))).rejects.toThrow();
    await expect(backUp(from.server, store, target('whole'), null)).rejects.toThrow(/exists/);
  }, 60_000);
});
