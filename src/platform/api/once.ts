import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type Database, NOBODY, type Tx } from '../db/database.ts';
import type { Json, Visit } from '../http/route.ts';
import type { Log } from '../log.ts';
import { Refusal } from '../refusal.ts';

/** A request that names itself, so that it is done once however often it comes. */
export type Once = { readonly key: string; readonly sent: Buffer };

/** Of a kept answer: as much as a second reply needs to be the first one. */
export type Kept = { readonly status: 200 | 201; readonly body: string; readonly location: string | null };

/** The header by which a program sees that its request had been done before. */
export const REPLAYED = 'idempotency-replayed';

/** Letters, figures and `-_.:`, of such a length that nobody meets one of them by chance; in quotation marks (a structured string) or without. */
const KEY = /^(?:"([\w.:-]{16,64})"|([\w.:-]{16,64}))$/;

/**
 * What a request calls itself (`Idempotency-Key`), on this address; undefined where it does not.
 *
 * @throws Refusal 400 where it is no key
 */
export function onceOf(visit: Pick<Visit, 'idempotencyKey' | 'url'>, input: unknown): Once | undefined {
  const { idempotencyKey: said } = visit;
  if (said === null) return undefined;
  const found = KEY.exec(said.trim());
  if (!found) throw new Refusal(400, 'http.key-broken');
  const sent = createHash('sha256')
    .update(JSON.stringify(input ?? null))
    .digest();
  return { key: `${visit.url.pathname} ${found[1] ?? found[2]}`, sent };
}

/**
 * Asks, inside the transaction that would make the change, whether the request was done before; if not, nobody else does it until this transaction ends.
 *
 * @returns what was answered then; undefined: it is new
 * @throws Refusal 409 while it is being done, 422 where the key was used for something else
 */
export async function recallAnswer(tx: Tx, { key, sent }: Once): Promise<Kept | undefined> {
  const { rows } = await sql<{ found: { state: 'new' | 'busy' | 'other' | 'done' } & Kept }>`
    select platform.recall_answer(${key}, ${sent}) as found`.execute(tx);
  const found = rows[0]?.found;
  if (found?.state === 'busy') throw new Refusal(409, 'http.key-busy');
  if (found?.state === 'other') throw new Refusal(422, 'http.key-other');
  return found?.state === 'done' ? found : undefined;
}

/** Keeps the answer for a day, in the transaction of the change: both are there, or neither. */
export async function keepAnswer(tx: Tx, { key, sent }: Once, { status, body, location }: Kept): Promise<void> {
  await sql`select platform.keep_answer(${key}, ${sent}, ${status}, ${body}, ${location})`.execute(tx);
}

/** The same reply once more. */
export const replay = ({ status, body, location }: Kept): Json => ({
  ...{ json: body, status, tagged: true, headers: { [REPLAYED]: 'true' } },
  ...(location === null ? {} : { location }),
});

const EACH = 3_600_000;

/** Removes, each hour until it is stopped, what was kept for more than a day. Any number of processes may. */
export function keepSweeping(database: Database, log: Log): { stop(): void } {
  const once = (): void => {
    database
      .withActor(NOBODY, 'write', (tx) => sql`select platform.sweep_answers()`.execute(tx))
      .catch((error: { code?: unknown }) => log.warn({ code: error.code }, 'kept answers could not be removed'));
  };
  const timer = setInterval(once, EACH).unref();
  return { stop: () => clearInterval(timer) };
}
