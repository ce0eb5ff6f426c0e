import pg from 'pg';
import { PgBoss } from 'pg-boss';
import type { Database } from '../db/database.ts';
import type { Server } from '../db/server.ts';
import { describeError, type Log } from '../log.ts';
import type { Job, JobTools } from './job.ts';
import { relay } from './relay.ts';

export type Jobs = {
  /** Connections of the role of jobs, for work that follows the clock instead of an event. */
  readonly pool: pg.Pool;
  /** Whether events move and jobs are worked on: for readiness. */
  healthy(): boolean;
  /** Lets running jobs end, at most so many milliseconds, and takes no more. */
  stop(milliseconds?: number): Promise<void>;
};

const TRIES = { again: 8, seconds: 20 };
const LATEST = 6 * 3600;

/** Starts the workers of this process: events move from the outbox to pg-boss, in one transaction, and jobs run. Any number of processes may. */
export async function startJobs(server: Server, database: Database, log: Log, jobs: readonly Job[]): Promise<Jobs> {
  const config = { ...server.app('ent_job'), options: '-c search_path=platform -c statement_timeout=30000' };
  const pool = new pg.Pool({ ...config, max: 4, connectionTimeoutMillis: 5_000 });
  // A connection that the server ends must not end the process, also not between two statements of one transaction.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const boss = new PgBoss({
    db: { executeSql: (text, values) => rowsOf(pool, text, values) },
    schema: 'boss',
    migrate: false,
    createSchema: false,
    reindex: false,
    schedule: false,
    monitorVacuum: false,
  });
  boss.on('error', (error) => log.warn({ error: describeError(error) }, 'the queue of jobs had a trouble'));
  await boss.start();
  const tools = { database, pool, log };
  for (const job of jobs) await open(boss, job, tools);
  const moving = relay(pool, boss, jobs, log);
  return {
    pool,
    healthy: moving.healthy,
    stop: async (milliseconds = 10_000) => {
      await moving.stop();
      await boss.stop({ graceful: true, timeout: milliseconds });
      await pool.end();
    },
  };
}

/** What pg-boss asks, some of it several statements at once: the rows of all of them together. */
export async function rowsOf(pool: pg.Pool, text: string, values?: unknown[]): Promise<{ rows: unknown[] }> {
  const answer: pg.QueryResult | pg.QueryResult[] = await pool.query(text, values);
  return { rows: Array.isArray(answer) ? answer.flatMap((each) => each.rows) : answer.rows };
}

async function open(boss: PgBoss, job: Job, tools: JobTools): Promise<void> {
  const { again, seconds } = job.tries ?? TRIES;
  await boss.createQueue(job.name, {
    retryLimit: again,
    retryDelay: seconds,
    retryBackoff: true,
    retryDelayMax: LATEST,
    expireInSeconds: 600,
  });
  await boss.work<Record<string, string>>(job.name, { pollingIntervalSeconds: 1, batchSize: 1 }, async ([one]) => {
    if (!one) return;
    try {
      await job.run(one.data, tools);
    } catch (error) {
      const { name, code } = error as { name?: string; code?: unknown };
      tools.log.warn({ job: job.name, id: one.id, kind: name, code }, 'a job failed and will be tried again');
      // What pg-boss keeps of an error must not hold words of a row.
      throw new Error(`${job.name} failed`);
    }
  });
}
