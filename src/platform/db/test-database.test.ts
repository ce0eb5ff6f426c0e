import { chmodSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { withClient } from './embedded/connection.ts';
import type { Server } from './server.ts';
import { testDatabase } from './test-database.ts';

// A temporary folder of its own: the template made here is not what `db/migrations` says, and nobody else may get it.
const folder = mkdtempSync(path.join(tmpdir(), 'entente-template-'));
beforeAll(() => {
  chmodSync(folder, 0o755);
  vi.stubEnv('TMPDIR', folder);
  vi.stubEnv('TEST_DATABASE_URL', '');
});
afterAll(() => {
  const home = path.join(folder, `entente-test-${process.getuid?.()}`, 'postgres');
  if (existsSync(home)) rmSync(realpathSync(home), { recursive: true });
  rmSync(folder, { recursive: true });
});

test('the template is migrated once; each clone is fresh, and dropped at a later set-up', async () => {
  let migrations = 0;
  const migrate = async (server: Server): Promise<void> => {
    migrations += 1;
    await withClient(server.admin, (client) => client.query('create table kept as select 1 as n'));
  };
  const one = await testDatabase(migrate);
  const two = await testDatabase(migrate);
  expect(migrations).toBe(1);
  await query(one.server, 'delete from kept');
  expect(await query(two.server, 'select n from kept')).toEqual([{ n: 1 }]);
  expect(await query(two.server, "select current_setting('fsync') as fsync")).toEqual([{ fsync: 'off' }]);
  await one.drop();
  const three = await testDatabase(migrate);
  const left = (await query(three.server, "select datname from pg_database where datname like 'entente_test%'")) as {
    datname: string;
  }[];
  expect(left.map((row) => row.datname).sort()).toEqual([two.server.database, three.server.database].sort());
  await two.drop();
  await three.drop();
});

test('the owner may add schemas to a clone, and the pool of the pages may log in to it', async () => {
  const { server, drop } = await testDatabase(async () => {});
  await withClient(server.admin, async (client) => {
    await client.query('set role ent_owner');
    await client.query('create schema mine');
  });
  const pool = new pg.Pool(server.app('ent_app'));
  pool.on('error', () => {});
  expect((await pool.query('select current_user as me')).rows).toEqual([{ me: 'ent_app' }]);
  await pool.end();
  await drop();
});

function query(server: Server, sql: string): Promise<unknown[]> {
  return withClient(server.admin, async (client) => (await client.query(sql)).rows);
}
