import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Migration, migrate, missingMigrations, readMigrations } from './migrate.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';

let database: TestDatabase;
let admin: pg.Client;
let ours: Migration[];
beforeAll(async () => {
  database = await testDatabase(migrate);
  admin = new pg.Client(database.server.admin);
  await admin.connect();
  ours = await readMigrations();
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});
beforeEach(async () => {
  await admin.query('delete from platform.migration where number > $1', [ours.length]);
  await admin.query('drop schema if exists trial cascade');
});

const next = (text: string, sha256 = 'new', after = 0): Migration => {
  const number = ours.length + 1 + after;
  return { number, name: `${String(number).padStart(4, '0')}-trial.sql`, text, sha256 };
};
const run = (...more: Migration[]): Promise<string[]> => migrate(database.server, [...ours, ...more]);
const exists = async (name: string): Promise<boolean> =>
  (await admin.query<{ found: boolean }>('select to_regclass($1) is not null as found', [name])).rows[0]?.found ?? false;

test('runs what is missing, in order, as the owner of the schema, and nothing a second time', async () => {
  const one = next('create schema trial; create table trial.one as select current_user::text as me');
  const two = next('create table trial.two as select me from trial.one', 'two', 1);
  expect(await run(one, two)).toEqual([one.name, two.name]);
  expect((await admin.query('select me from trial.two')).rows).toEqual([{ me: 'ent_owner' }]);
  expect(await run(one, two)).toEqual([]);
});

test('two runners at once: one does the work, the other finds nothing left to do', async () => {
  const slow = next('select pg_sleep(0.3); create schema trial; create table trial.once as select 1 as n');
  const ran = await Promise.all([run(slow), run(slow), run(slow)]);
  expect(ran.flat()).toEqual([slow.name]);
});

test('one that fails is undone and named; those before it stay', async () => {
  const good = next('create schema trial; create table trial.good (n int)');
  const bad = next('create table trial.bad (n int); insert into trial.bad values (1 / 0)', 'bad', 1);
  await expect(run(good, bad)).rejects.toThrow(`${bad.name} failed and was undone: division by zero`);
  expect([await exists('trial.good'), await exists('trial.bad')]).toEqual([true, false]);
  expect(await run(good, { ...bad, text: 'create table trial.bad (n int)' })).toEqual([bad.name]);
});

test('one whose connection is killed in the middle leaves nothing behind, and runs the next time', async () => {
  const killed = next('create schema trial; create table trial.half (n int); select pg_terminate_backend(pg_backend_pid())');
  await expect(run(killed)).rejects.toThrow(/failed and was undone/);
  expect(await exists('trial.half')).toBe(false);
  expect(await run({ ...killed, text: 'create schema trial; create table trial.half (n int)' })).toEqual([killed.name]);
});

test('one that was changed after it had run is refused, and so is a database that is newer than the program', async () => {
  const first = next('create schema trial');
  await run(first);
  await expect(run({ ...first, sha256: 'changed' })).rejects.toThrow(`${first.name} was changed after it had run`);
  await expect(run()).rejects.toThrow(`The database is newer than this program (it has ${first.name})`);
});

test('what is missing is what comes after the last that ran', () => {
  expect(missingMigrations([], ours)).toEqual(ours);
  expect(missingMigrations(ours.slice(0, 2), ours)).toEqual(ours.slice(2));
  expect(missingMigrations(ours, ours)).toEqual([]);
});

test('a gap, a doubled number or an odd name among the files is refused', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'entente-migrations-'));
  try {
    writeFileSync(path.join(folder, '0001-first.sql'), '');
    writeFileSync(path.join(folder, 'notes.md'), '');
    expect((await readMigrations(folder)).map((each) => each.name)).toEqual(['0001-first.sql']);
    for (const odd of ['0003-gap.sql', '0001-second.sql', '0002_underscore.sql', 'later.sql']) {
      writeFileSync(path.join(folder, odd), '');
      await expect(readMigrations(folder), odd).rejects.toThrow(/expected number 000/);
      rmSync(path.join(folder, odd));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
