import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type Application, openApplication } from '../../src/app.ts';
import { loadDemonstration } from '../../src/demonstration.ts';
import { configFor, ORIGIN, openSiteOn, SECRET } from '../../src/fixtures/demonstration-site.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { testDatabase } from '../../src/platform/db/test-database.ts';
import { formToken } from '../../src/platform/http/csrf.ts';
import { type Harness, type Options, type Outcome, outcomeOf, pacing } from '../harness.ts';
import { randomFrom } from '../kit/random.ts';
import { faultsIn, linesOf, versionOfNote, type Written } from './history.ts';
import { AWAY, type Away, type DatabaseProxy, openProxy } from './proxy.ts';

/** R4: the database goes away under load, in three ways, and comes back. */
export const outages: Harness = {
  name: 'outages',
  goal: 'R4',
  promises:
    'while the database is away nobody is told that something was taken which was not, everybody is told to come again, and all is well five seconds after it is back',
  counts: 'outages',
  small: 6,
  large: 100,
  run: async (options) => {
    const under = await openUnderProxy();
    try {
      return await goAway(under, options, options.count >= 100 ? 60_000 : 4_000);
    } finally {
      await under.close();
    }
  },
};

/** A program that reaches its database through a proxy, and somebody who is signed in. */
export type UnderProxy = {
  readonly application: Application;
  readonly proxy: DatabaseProxy;
  readonly admin: pg.Client;
  readonly person: { readonly cookie: string; readonly session: string };
  readonly close: () => Promise<void>;
};

export async function openUnderProxy(): Promise<UnderProxy> {
  const { server, drop } = await testDatabase(migrate);
  const data = await mkdtemp(path.join(tmpdir(), 'entente-outages-'));
  await loadDemonstration(server, configFor(data));
  const direct = await openSiteOn(server, configFor(data));
  const canada = await direct.as('catherine.lavoie', 'speaker');
  const person = { cookie: canada.cookie(), session: canada.session() };
  await direct.close();
  const proxy = await openProxy(server);
  const application = await openApplication(proxy.server, configFor(data));
  const admin = new pg.Client(server.admin);
  await admin.connect();
  return {
    ...{ application, proxy, admin, person },
    close: async () => {
      await application.close();
      await admin.end();
      await proxy.close();
      await drop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

const SIDE = 'canada';
const WRITERS = 6;
const READERS = 3;
const PLAN = '/asean-canada/plans/2007-10';
/** A request that nobody answers for so long hangs: the longest wait for the database is eight seconds, for a connection five. */
const PATIENCE = 20_000;
const READY_WITHIN = 5_000;

/** @param longest how long the database is away at the most, in milliseconds */
export async function goAway(under: UnderProxy, options: Options, longest: number): Promise<Outcome> {
  const { application, proxy, admin, person } = under;
  const random = randomFrom(options.seed);
  const lines = await linesOf(admin, WRITERS);
  const problems: string[] = [];
  const statuses = new Map<number, number>();
  const ways = new Map<Away, number>();
  const back: number[] = [];
  let taken = 0;
  const send = async (address: string, init: RequestInit = {}): Promise<number> => {
    const late = pause(PATIENCE, undefined, { ref: false }).then(() => null);
    const headers = { cookie: `session=${person.cookie}`, ...init.headers };
    const answer = await Promise.race([application.site.request(`${ORIGIN}${address}`, { ...init, headers }), late]);
    if (answer === null) {
      problems.push(`${address} was not answered within ${PATIENCE / 1000} s`);
      return 0;
    }
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    if (answer.status >= 500 && answer.status !== 503) problems.push(`${address} answered ${answer.status}`);
    if (answer.status === 503 && !/^\d+$/.test(answer.headers.get('retry-after') ?? '') && address !== '/readyz')
      problems.push(`${address} did not say when to come again`);
    await answer.arrayBuffer();
    return answer.status;
  };
  // One after the other: they share a connection.
  let turn: Promise<unknown> = Promise.resolve();
  const versionNow = (reference: string): Promise<number> => {
    const mine = turn.then(() => versionOfNote(admin, SIDE, reference));
    turn = mine.catch(() => undefined);
    return mine;
  };
  const more = pacing(options);
  let done = 0;
  for (; more(done); done += 1) {
    const how = AWAY[done % AWAY.length] as Away;
    ways.set(how, (ways.get(how) ?? 0) + 1);
    const history: Written[] = [];
    const stop = { over: false };
    const write = async (reference: string, writer: number): Promise<void> => {
      for (let number = 0; !stop.over; number += 1) {
        const words = `outage-${options.seed}-${done}-${writer}-${number}`;
        const fields = {
          version: String(await versionNow(reference)),
          lineToTake: words,
          background: '',
          nextStep: '',
          whose: '',
          due: '',
        };
        const status = await send(`${PLAN}/lines/${reference}/note`, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded', origin: ORIGIN },
          body: new URLSearchParams({ _csrf: formToken(SECRET, person.session), ...fields }),
        });
        history.push({ words, outcome: status === 303 ? 'taken' : status === 409 ? 'refused' : 'unknown' });
        if (status !== 303) await pause(50);
      }
    };
    const read = async (): Promise<void> => {
      while (!stop.over) {
        const status = await send(PLAN);
        if (status !== 200 && status !== 503) problems.push(`${PLAN} answered ${status}`);
        if (status !== 200) await pause(50);
      }
    };
    const load = [...lines.map(write), ...Array.from({ length: READERS }, read)];
    await pause(200);
    await proxy.leave(how);
    await pause(random.below(longest));
    await proxy.comeBack();
    const returned = performance.now();
    while ((await send('/readyz')) !== 200 && performance.now() - returned < 30_000) await pause(50);
    const took = performance.now() - returned;
    back.push(took);
    if (took > READY_WITHIN) problems.push(`outage ${done + 1} (${how}): ready after ${Math.round(took)} ms`);
    await pause(200);
    stop.over = true;
    await Promise.all(load);
    taken += history.filter(({ outcome }) => outcome === 'taken').length;
    problems.push(...(await faultsIn(admin, history)).map((fault) => `outage ${done + 1} (${how}): ${fault}`));
  }
  if ((statuses.get(503) ?? 0) < done)
    problems.push(`only ${statuses.get(503) ?? 0} answers said that the database is away, so little is proved`);
  return outcomeOf(
    done,
    `${problems.length} faults in ${done} outages of up to ${longest / 1000} s: ${taken} writes taken, ready again after ${Math.round(Math.max(0, ...back))} ms at the most`,
    problems,
    [
      `ways: ${[...ways].map(([how, count]) => `${count} × ${how}`).join(', ')}; under ${WRITERS} writers and ${READERS} readers`,
      `answers: ${[...statuses]
        .sort(([a], [b]) => a - b)
        .map(([status, count]) => `${count} × ${status}`)
        .join(', ')}`,
    ],
  );
}
