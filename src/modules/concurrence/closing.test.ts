import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Acting } from '../../platform/http/acting.ts';
import { somebody } from '../accounts/fixtures/somebody.ts';
import { acknowledgeReceipt } from './acknowledge-receipt.ts';
import { extendDeadline } from './extend-deadline.ts';
import { closeDueBy, MONDAY, openSeats, reword, type Seats } from './fixtures/seats.ts';
import { STANCES, type Stance } from './tables.ts';
import { withdrawProposition } from './withdraw-proposition.ts';

/** Closing happens once, whatever crashes and whoever comes at the same moment; and no sequence of acts makes anything joint without every seat. */
let seats: Seats;
let canada: Acting;
let asean: Acting;
let secretariat: Acting;
const workers: pg.Client[] = [];
beforeAll(async () => {
  seats = await openSeats();
  const speak = async (party: string) => (await somebody(seats.site, { role: 'speaker', party })).acting;
  [canada, asean] = [await speak('canada'), await speak('asean')];
  secretariat = (await somebody(seats.site, { role: 'secretariat' })).acting;
}, 120_000);
afterAll(async () => {
  for (const worker of workers) await worker.end().catch(() => {});
  await seats?.site.close();
});
beforeEach(() => seats.standAt(MONDAY));

const DUE = '2008-01-09';
const SILENCE = { procedure: 'silence', deadline: `${DUE}T09:00` } as const;
const write = <T>(acting: Acting, work: Parameters<typeof seats.site.database.withActor<T>>[2]) =>
  seats.site.database.withActor(acting.secret, 'write', work);

async function silentOnes(count: number): Promise<{ paper: string; put: string }[]> {
  const made = [];
  for (let number = 0; number < count; number += 1) {
    const paper = await seats.subject(`Silent ${number}`);
    const put = await seats.put(secretariat, [paper], SILENCE);
    for (const acting of [canada, asean]) await write(acting, (tx) => acknowledgeReceipt(tx, put));
    made.push({ paper, put });
  }
  return made;
}

async function worker(): Promise<pg.Client> {
  const client = new pg.Client(seats.site.keeperConfig);
  client.on('error', () => {});
  await client.connect();
  await client.query('set role ent_owner');
  workers.push(client);
  return client;
}

test('three workers that are killed again and again close each proposition once', async () => {
  const all = await silentOnes(60);
  await seats.standAt(DUE);
  let killed = 0;
  const killer = new pg.Client(seats.site.keeperConfig);
  await killer.connect();
  for (let round = 0; round < 80; round += 1) {
    const clients = await Promise.all([worker(), worker(), worker()]);
    const victims = await Promise.all(
      clients.map(async (client) => (await client.query('select pg_backend_pid() as pid')).rows[0].pid as number),
    );
    const closing = clients.map((client) => client.query('select concurrence.close_due(5)').catch(() => (killed += 1)));
    const [left] = await Promise.all([
      seats.ask(`select count(*)::int as open from concurrence.proposition where state = 'open'`),
      killer.query('select pg_terminate_backend($1)', [victims[round % 3]]),
    ]);
    await Promise.all(closing);
    await Promise.all(clients.map((client) => client.end().catch(() => {})));
    if (left[0].open === 0) break;
  }
  await killer.end();
  while ((await closeDueBy(seats.site)) > 0);
  expect(killed).toBeGreaterThan(0);
  const ids = all.map(({ put }) => put);
  expect(
    await seats.ask('select state, count(*)::int from concurrence.proposition where id = any ($1) group by state', [ids]),
  ).toEqual([{ state: 'carried', count: 60 }]);
  expect(await seats.ask('select count(*)::int from concurrence.closing where proposition = any ($1)', [ids])).toEqual([
    { count: 60 },
  ]);
  expect(
    await seats.ask(
      `select count(*)::int from platform.outbox where event = 'concurrence.closed' and payload->>'proposition' = any ($1)`,
      [ids],
    ),
  ).toEqual([{ count: 60 }]);
  expect(await seats.ask('select count(*)::int from concurrence.paper where carried = any ($1)', [ids])).toEqual([{ count: 60 }]);
}, 120_000);

test('an objection, an extension, a withdrawal or other words that come with the closing come before it or not at all', async () => {
  for (let round = 0; round < 12; round += 1) {
    await seats.standAt(MONDAY);
    const [one] = await silentOnes(1);
    if (!one) throw new Error('none');
    const rivals: (() => Promise<unknown>)[] = [
      () => seats.take(canada, one.put, 'object'),
      () => write(secretariat, (tx) => extendDeadline(tx, one.put, { deadline: '2008-01-11T09:00', reason: 'more time' })),
      () => write(secretariat, (tx) => withdrawProposition(tx, one.put, { reason: 'not now' })),
      () => reword(seats, one.paper, `Other words ${round}`),
    ];
    // The clock of business strikes while they are on their way.
    const striking = new pg.Client(seats.site.keeperConfig);
    await striking.connect();
    const strike = striking
      .query(`set role ent_owner`)
      .then(() => striking.query('update platform.installation set fixed_day = $1', [DUE]))
      .then(() => striking.query('select concurrence.close_due(10)'));
    await Promise.allSettled([strike, rivals[round % rivals.length]?.()]);
    await striking.end();
    await closeDueBy(seats.site);
    const [{ state, deadline }] = await seats.ask('select state, deadline from concurrence.proposition where id = $1', [one.put]);
    const [{ carried }] = await seats.ask('select carried from concurrence.paper where id = $1', [one.paper]);
    const closings = await seats.ask('select event from concurrence.closing where proposition = $1', [one.put]);
    expect(carried === null, state).toBe(state !== 'carried');
    expect(closings).toHaveLength(state === 'open' ? 0 : 1);
    if (state === 'open') expect(deadline.toISOString()).toBe('2008-01-11T09:00:00.000Z');
  }
}, 120_000);

type Act = { by: 'canada' | 'asean' | 'secretariat'; does: Stance | 'receive' | 'withdraw' | 'reword' | 'strike' };

test('no sequence of acts makes anything joint without every seat', async () => {
  const act = fc.record<Act>({
    by: fc.constantFrom('canada', 'asean', 'secretariat'),
    does: fc.constantFrom(...STANCES, 'receive', 'withdraw', 'reword', 'strike'),
  });
  const plays = fc.asyncProperty(
    fc.constantFrom('express', 'silence'),
    fc.array(act, { maxLength: 9 }),
    async (procedure, acts) => {
      await seats.standAt(MONDAY);
      const paper = await seats.subject('Words');
      const put = await seats.put(secretariat, [paper], procedure === 'silence' ? SILENCE : {});
      // What has been said, told by this test alone.
      const said: Record<string, string> = {};
      const received = new Set<string>();
      let over = false;
      for (const { by, does } of acts) {
        const acting = { canada, asean, secretariat }[by];
        const done = await play(put, paper, acting, does).then(
          () => true,
          () => false,
        );
        if (does === 'strike') over = true;
        if (!done || by === 'secretariat') continue;
        if (does === 'receive') received.add(by);
        if ((STANCES as readonly string[]).includes(does)) {
          said[by] = does;
          received.add(by);
        }
      }
      const [{ carried }] = await seats.ask('select carried from concurrence.paper where id = $1', [paper]);
      const expressly = said.canada === 'concur' && said.asean === 'concur';
      const silently =
        over && received.size === 2 && ['canada', 'asean'].every((seat) => said[seat] === undefined || said[seat] === 'concur');
      if (carried !== null) expect(procedure === 'express' ? expressly : silently).toBe(true);
      expect(carried === null || carried === put).toBe(true);
      const [{ state }] = await seats.ask('select state from concurrence.proposition where id = $1', [put]);
      expect(state === 'carried').toBe(carried !== null);
    },
  );
  await fc.assert(plays, { numRuns: 60 });
}, 180_000);

async function play(put: string, paper: string, acting: Acting, does: Act['does']): Promise<unknown> {
  if (does === 'receive') return write(acting, (tx) => acknowledgeReceipt(tx, put));
  if (does === 'withdraw') return write(acting, (tx) => withdrawProposition(tx, put, { reason: 'for a reason' }));
  if (does === 'reword') return reword(seats, paper, `Words ${crypto.randomUUID()}`);
  if (does === 'strike') {
    await seats.standAt(DUE);
    return closeDueBy(seats.site);
  }
  return seats.take(acting, put, does, does === 'counter' ? { counter: 'Other words' } : {});
}
