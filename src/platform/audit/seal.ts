import { sql } from 'kysely';
import { type Database, NOBODY } from '../db/database.ts';
import type { Log } from '../log.ts';

const MOST = 5_000;
const EACH = 1_000;

/** Seals the entries of the audit that wait, at most 5,000 of each partnership; returns how many. Safe against several processes at once. */
export async function sealAudit(database: Database): Promise<number> {
  const { rows } = await database.withActor(NOBODY, 'write', (tx) =>
    sql<{ sealed: number }>`select platform.seal_audit(${MOST}) as sealed`.execute(tx),
  );
  return rows[0]?.sealed ?? 0;
}

/**
 * Seals each second, until it is stopped; what waits is sealed once more then. A database that is away for a while is only noted:
 * what was not sealed waits.
 */
export function keepSealing(database: Database, log: Log): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const once = async (): Promise<void> => {
    await sealAudit(database).catch((error: { code?: unknown }) =>
      log.warn({ code: error.code }, 'the audit could not be sealed'),
    );
    if (!stopped) timer = setTimeout(start, EACH).unref();
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
      await sealAudit(database).catch(() => 0);
    },
  };
}
