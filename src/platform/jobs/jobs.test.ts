import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { selfTest } from '../db/self-test.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { openLog } from '../log.ts';
import type { Job } from './job.ts';
import { type Jobs, rowsOf, startJobs } from './jobs.ts';

let site: TestDatabase;
let database: Database;
let root: pg.Client;
const log = openLog('silent');
const running: Jobs[] = [];
beforeAll(async () => {
  site = await testDatabase(migrate);
  database = openDatabase(site.server, 2);
  root = new pg.Client(site.server.admin);
  root.on('error', () => {});
  await root.connect();
}, 60_000);
afterAll(async () => {
  for (const each of running) await each.stop(1_000);
  await root.end();
  await database.close();
  await site.drop();
}, 60_000);

async function start(...jobs: Job[]): Promise<void> {
  running.push(await startJobs(site.server, database, log, jobs));
}

const happens = (event: string, ids: object) =>
  root.query('insert into platform.outbox (event, payload) values ($1, $2)', [event, JSON.stringify(ids)]);

test('several statements at once, as pg-boss looks after its queues with, are answered with the rows of all', async () => {
  const pool = new pg.Pool(site.server.app('ent_job'));
  pool.on('error', () => {});
  expect(await rowsOf(pool, 'select 1 as a; select 2 as a')).toEqual({ rows: [{ a: 1 }, { a: 2 }] });
  expect(await rowsOf(pool, 'select $1::int as a', [3])).toEqual({ rows: [{ a: 3 }] });
  await pool.end();
});

describe('jobs', () => {
  test('follow an event once, however many processes work', async () => {
    const seen: string[] = [];
    const job = (name: Job['name']): Job => ({
      name,
      on: 'test.happened',
      run: async ({ id }) => void seen.push(`${name} ${id}`),
    });
    await start(job('test.one'), job('test.two'));
    await start(job('test.one'), job('test.two'));
    for (let id = 1; id <= 20; id += 1) await happens('test.happened', { id: String(id) });
    await happens('test.nobody-follows', { id: '1' });
    await expect.poll(() => seen.length, { timeout: 45_000 }).toBe(40);
    expect(new Set(seen).size).toBe(40);
    const { rows } = await root.query('select event from platform.outbox where taken_at is null');
    expect(rows).toEqual([{ event: 'test.nobody-follows' }]);
    expect(running.map((each) => each.healthy())).toEqual([true, true]);
  }, 60_000);

  test('of an event that was undone do not run', async () => {
    const seen: string[] = [];
    await start({ name: 'test.undone', on: 'test.undone', run: async ({ id }) => void seen.push(id ?? '') });
    await root.query('begin');
    await happens('test.undone', { id: 'never' });
    await root.query('rollback');
    await happens('test.undone', { id: 'done' });
    await expect.poll(() => seen, { timeout: 20_000 }).toEqual(['done']);
  }, 30_000);

  test('are tried again when they fail', async () => {
    let tries = 0;
    const run = async (): Promise<void> => {
      tries += 1;
      if (tries < 3) throw new Error('not yet');
    };
    await start({ name: 'test.failing', on: 'test.failing', tries: { again: 3, seconds: 1 }, run });
    await happens('test.failing', { id: 'x' });
    await expect.poll(() => tries, { timeout: 40_000 }).toBe(3);
  }, 60_000);

  test('that fail for good stay to be seen, without the private words of the error', async () => {
    const run = () => Promise.reject(new Error('CANARY: a private sentence'));
    await start({ name: 'test.hopeless', on: 'test.hopeless', tries: { again: 0, seconds: 1 }, run });
    await happens('test.hopeless', { id: 'x' });
    const kept = async () =>
      (
        await root.query<{ job: string }>(
          `select to_jsonb(j)::text as job from boss.job j where name = 'test.hopeless' and state = 'failed'`,
        )
      ).rows[0]?.job ?? '';
    await expect.poll(kept, { timeout: 30_000 }).toContain('test.hopeless failed');
    expect(await kept()).not.toContain('CANARY');
  }, 60_000);

  test('lose a connection between two statements without ending the process', async () => {
    const jobs = await startJobs(site.server, database, log, []);
    running.push(jobs);
    const client = await jobs.pool.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const ended = new Promise<void>((resolve) => client.once('end', () => resolve()));
    await root.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await ended;
    await expect(client.query('select 1')).rejects.toThrow(/not queryable|terminated/);
    client.release(true);
    expect((await jobs.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  }, 30_000);

  test('work under a role that reaches nothing but the queue, the outbox and the mail', async () => {
    await selfTest(root);
    const client = new pg.Client(site.server.app('ent_job'));
    await client.connect();
    try {
      for (const attempt of [
        'select from platform.record',
        'select from platform.acting',
        'select from auth.session',
        'select platform.sees()',
      ])
        await expect(client.query(attempt)).rejects.toMatchObject({ code: '42501' });
    } finally {
      await client.end();
    }
  });
});
