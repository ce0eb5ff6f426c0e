import type pg from 'pg';
import type { PgBoss } from 'pg-boss';
import type { Log } from '../log.ts';
import type { Job } from './job.ts';

const AT_ONCE = 100;
const EACH = 500;
const TROUBLED_AFTER = 30_000;

type Event = { id: string; event: string; payload: Record<string, string> };

/** Moves events from the outbox to the queues of the jobs that follow them, until it is stopped. */
export function relay(
  pool: pg.Pool,
  boss: PgBoss,
  jobs: readonly Job[],
  log: Log,
): { healthy(): boolean; stop(): Promise<void> } {
  const followers = Map.groupBy(jobs, (job) => job.on);
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  let last = Date.now();
  const once = async (): Promise<void> => {
    try {
      while ((await moveSome(pool, boss, followers)) === AT_ONCE && !stopped);
      last = Date.now();
    } catch (error) {
      log.warn({ code: (error as { code?: unknown }).code }, 'events wait: the outbox could not be read');
    }
    if (!stopped) timer = setTimeout(start, EACH).unref();
  };
  const start = (): void => {
    running = once();
  };
  start();
  return {
    healthy: () => Date.now() - last < TROUBLED_AFTER,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/**
 * One transaction: the event leaves the outbox and its jobs are queued, or neither. Events that another process holds are passed over;
 * those that nobody follows here are left for an hour, as a newer version may be starting beside this one.
 */
async function moveSome(pool: pg.Pool, boss: PgBoss, followers: ReadonlyMap<string, Job[]>): Promise<number> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const { rows } = await client.query<Event>(
      `select id::text, event, payload from platform.outbox
        where taken_at is null and (event = any ($1) or at < clock_timestamp() - interval '1 hour') order by id limit ${AT_ONCE} for update skip locked`,
      [[...followers.keys()]],
    );
    const db = {
      executeSql: async (text: string, values?: unknown[]) => ({ rows: (await client.query(text, values)).rows }),
    };
    for (const { event, payload } of rows)
      for (const job of followers.get(event) ?? []) await boss.send(job.name, payload, { db });
    if (rows.length > 0)
      await client.query('update platform.outbox set taken_at = clock_timestamp() where id = any ($1::bigint[])', [
        rows.map((row) => row.id),
      ]);
    await client.query('commit');
    return rows.length;
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => {
      broken = lost;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
