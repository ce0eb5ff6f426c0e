import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { type Database, NOBODY } from '../db/database.ts';
import type { Log } from '../log.ts';

/** How often one may ask in a minute, at most; 0: as often as one likes. */
export type Limits = {
  /** A token, or a person in a session, at addresses for programs. */
  readonly person: number;
  /** All visitors of one network address together, at addresses for programs. */
  readonly visitor: number;
  /** A person, or a network address, for answers that cost much: whole lists as files. */
  readonly costly: number;
};

/** How it stands with one's limit after this request. `reset`: seconds until counting begins anew. */
export type Verdict = {
  readonly kind: keyof Limits;
  readonly limit: number;
  readonly left: number;
  readonly reset: number;
  readonly over: boolean;
};

export type RequestCounter = {
  /** Counts one request of `who`; null where there is no limit. What is over the limit is not counted on. */
  take(kind: keyof Limits, who: string, now?: number): Verdict | null;
  /** Tells the other processes what was counted here, and learns what they counted. */
  exchange(): Promise<void>;
  stop(): void;
};

type Count = { minute: number; shared: number; own: number };
const EACH = 1_000;
const MINUTE = 60_000;
/** So many who ask are remembered; beyond that everybody begins anew, which lets through more, not less. */
const MOST = 50_000;

/**
 * Counts requests by the minute: in this process at once, and with the other processes once a second, in one statement however many requests there were. So a request
 * costs no query. A limit holds to within what the other processes let through in one second; while the database is away each process counts for itself.
 * Neither names nor addresses are stored, only hashes under the key of the installation.
 */
export function countRequests(database: Database, log: Log, key: string, limits: Limits): RequestCounter {
  const counts = new Map<string, Count>();
  const exchange = async (): Promise<void> => {
    const now = Math.floor(Date.now() / MINUTE);
    for (const [hash, { minute }] of counts) if (minute < now) counts.delete(hash);
    const sent = [...counts].flatMap(([hash, count]) => (count.own > 0 ? [{ hash, count, own: count.own }] : []));
    if (sent.length === 0) return;
    const { rows } = await database.withActor(NOBODY, 'write', (tx) =>
      sql<{ hash: string; minute: string; count: number }>`
        select encode(key, 'hex') as hash, minute, count from platform.count_requests(${sent.map(({ hash }) => Buffer.from(hash, 'hex'))}::bytea[],
          ${sent.map(({ count }) => count.minute)}::bigint[], ${sent.map(({ own }) => own)}::int[])`.execute(tx),
    );
    const totals = new Map(rows.map((row) => [row.hash, row]));
    for (const { hash, count, own } of sent) {
      const total = totals.get(hash);
      if (total && Number(total.minute) === count.minute) Object.assign(count, { shared: total.count, own: count.own - own });
    }
  };
  let running = false;
  const timer = setInterval(() => {
    if (running) return;
    running = true;
    exchange()
      .catch((error: { code?: unknown }) => log.warn({ code: error.code }, 'requests could not be counted together'))
      .finally(() => {
        running = false;
      });
  }, EACH).unref();
  return {
    take: (kind, who, now = Date.now()) => {
      const limit = limits[kind];
      if (limit === 0) return null;
      const minute = Math.floor(now / MINUTE);
      const hash = createHmac('sha256', key).update(`${kind}\n${who}`).digest('hex').slice(0, 32);
      let count = counts.get(hash);
      if (count?.minute !== minute) {
        if (counts.size >= MOST) counts.clear();
        count = { minute, shared: 0, own: 0 };
        counts.set(hash, count);
      }
      const over = count.shared + count.own >= limit;
      if (!over) count.own += 1;
      const left = Math.max(0, limit - count.shared - count.own);
      return { kind, limit, left, reset: Math.ceil(((minute + 1) * MINUTE - now) / 1000), over };
    },
    exchange,
    stop: () => clearInterval(timer),
  };
}

/** The headers that say how it stands (draft-ietf-httpapi-ratelimit-headers-10). */
export function limitHeaders({ kind, limit, left, reset, over }: Verdict): Record<string, string> {
  return {
    'ratelimit-policy': `"${kind}";q=${limit};w=60`,
    ratelimit: `"${kind}";r=${left};t=${reset}`,
    ...(over ? { 'retry-after': String(reset) } : {}),
  };
}
