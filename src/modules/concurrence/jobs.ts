import type pg from 'pg';
import type { Log } from '../../platform/log.ts';

const MOST = 200;
const EACH = 1_000;

/** Closes the propositions that are due, at most 200; returns how many. Any number of processes may at once: each closes others. */
export async function closeDue(pool: pg.Pool, most = MOST): Promise<number> {
  const { rows } = await pool.query<{ closed: number }>('select concurrence.close_due($1) as closed', [most]);
  return rows[0]?.closed ?? 0;
}

/** Closes each second what is due, until it is stopped. A database that is away for a while is noted: what is due waits, and closes late but once. */
export function keepClosing(pool: pg.Pool, log: Log): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const once = async (): Promise<void> => {
    const closed = await closeDue(pool).catch((error: { code?: unknown }) => {
      log.warn({ code: error.code }, 'propositions that are due could not be closed');
      return 0;
    });
    if (!stopped) timer = setTimeout(start, closed === MOST ? 0 : EACH).unref();
  };
  const start = (): void => {
    running = once();
  };
  timer = setTimeout(start, EACH).unref();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
