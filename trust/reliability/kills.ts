import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { browse, dataFolder, type Serving, serve } from '../../src/commands/fixtures/serving.ts';
import { livingPostmaster } from '../../src/platform/db/embedded/postmaster.ts';
import { openServer } from '../../src/platform/db/server.ts';
import { type Harness, type Options, type Outcome, outcomeOf, pacing } from '../harness.ts';
import { randomFrom } from '../kit/random.ts';
import { faultsIn, linesOf, versionOfNote, type Written } from './history.ts';

/** R1: the program, and its database with it, killed while many write. */
export const kills: Harness = {
  name: 'kills',
  goal: 'R1',
  promises:
    'what was said to be taken is there after the program, or program and database, are killed under 16 writers, and nothing is there by half',
  counts: 'kills',
  small: 2,
  large: 500,
  run: async (options) => {
    const home = openHome();
    try {
      return await killOften(home, options);
    } finally {
      await home.remove();
    }
  },
};

const SIDE = 'canada';
const NAMES = ['Catherine Lavoie', 'Daniel Okafor', 'Anne-Marie Bouchard'];
const WRITERS = 16;
const LONGEST = 2_000;

/** A data folder with the program on it, and with what ends all of it. */
export type Home = { readonly data: string; readonly cluster: () => string; readonly remove: () => Promise<void> };

export function openHome(): Home {
  const { data, remove } = dataFolder();
  const cluster = () => path.join(realpathSync(path.join(data, 'postgres')), 'cluster');
  return {
    data,
    cluster,
    remove: async () => {
      await killDatabase(cluster());
      remove();
    },
  };
}

const UNLIMITED = { ENTENTE_LIMIT_PERSON: '0', ENTENTE_LIMIT_VISITOR: '0', ENTENTE_LIMIT_COSTLY: '0' };

/** @param before what is done to the database before anybody writes */
export async function killOften({ data, cluster }: Home, options: Options, before: readonly string[] = []): Promise<Outcome> {
  const random = randomFrom(options.seed);
  const problems: string[] = [];
  const jars: (readonly [string, string][])[] = [];
  const counts = { taken: 0, refused: 0, unknown: 0 };
  const killed = { program: 0, both: 0 };
  let slowest = 0;
  const more = pacing(options);
  let done = 0;
  for (; more(done); done += 1) {
    const begun = performance.now();
    const site = await serve({ ENTENTE_DATA: data, ENTENTE_LOG: 'error', ...UNLIMITED });
    if (site.url === '') throw new Error(`it did not start after kill ${done}: ${site.said().err.slice(-500)}`);
    if (done > 0) slowest = Math.max(slowest, performance.now() - begun);
    if (jars.length === 0) for (const name of NAMES) jars.push(await signIn(site, name));
    const lines = await onDatabase(data, async (admin) => {
      if (done === 0) for (const each of before) await admin.query(each);
      const references = await linesOf(admin, WRITERS);
      const found: { reference: string; version: number }[] = [];
      for (const reference of references) found.push({ reference, version: await versionOfNote(admin, SIDE, reference) });
      return found;
    });
    const history: Written[] = [];
    const stop = { killed: false };
    // What a first request costs is paid before the time begins to run.
    const writers = await Promise.all(lines.map((line, at) => openWriter(site.url, jars[at % jars.length] ?? [], line)));
    const writing = writers.map((write, at) => write(`kill-${options.seed}-${done}-${at}`, history, stop));
    await pause(20 + random.below(LONGEST - 20));
    stop.killed = true;
    site.child.kill('SIGKILL');
    // Of a program that is killed alone the database goes on, and ends what it was asked last.
    const both = done % 2 === 1;
    killed[both ? 'both' : 'program'] += 1;
    if (both) await killDatabase(cluster());
    await Promise.all([...writing, site.ended]);
    for (const { outcome } of history) counts[outcome] += 1;
    const faults = await onDatabase(data, (admin) => faultsIn(admin, history));
    problems.push(...faults.map((fault) => `kill ${done + 1} (${both ? 'program and database' : 'program'}): ${fault}`));
  }
  if (counts.taken < done * 5) problems.push(`only ${counts.taken} writes were taken in ${done} rounds, so little is proved`);
  return outcomeOf(
    done,
    `${problems.length} lost, half or wrong of ${counts.taken} writes that were taken, in ${done} kills under ${WRITERS} writers`,
    problems,
    [
      `killed: ${killed.program} times the program, ${killed.both} times program and database; after 20 ms to 2 s`,
      `${counts.unknown} writes of which nobody said what became of them, ${counts.refused} refused`,
      `ready again after ${(slowest / 1000).toFixed(1)} s at the most`,
      'a kill of processes, not a loss of power: what the operating system had been given is still written',
    ],
  );
}

type Write = (name: string, history: Written[], stop: { readonly killed: boolean }) => Promise<void>;

/** Opens the form of one line; what is returned writes there, one thing after the other, until there is nobody to answer. */
async function openWriter(
  url: string,
  jar: readonly (readonly [string, string])[],
  line: { reference: string; version: number },
): Promise<Write> {
  const browser = browse(url);
  for (const [key, value] of jar) browser.jar.set(key, value);
  const address = `/asean-canada/plans/2007-10/lines/${line.reference}`;
  const _csrf = /name="_csrf" value="([^"]+)"/.exec(await (await browser.send(address)).text())?.[1] ?? '';
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return async (name, history, stop) => {
    for (let number = 0; !stop.killed; number += 1) {
      const written: { -readonly [Key in keyof Written]: Written[Key] } = { words: `${name}-${number}`, outcome: 'unknown' };
      history.push(written);
      const fields = {
        _csrf,
        version: String(line.version + number),
        lineToTake: written.words,
        background: '',
        nextStep: '',
        whose: '',
        due: '',
      };
      try {
        const { status } = await browser.send(`${address}/note`, { method: 'POST', headers, body: new URLSearchParams(fields) });
        if (status === 303) written.outcome = 'taken';
        else if (status < 500) written.outcome = 'refused';
        if (status !== 303) return;
      } catch {
        return; // nobody answers any more
      }
    }
  };
}

async function signIn(site: Serving, name: string): Promise<[string, string][]> {
  const browser = browse(site.url);
  const button = (await (await browser.send('/sign-in')).text()).split('<button').find((each) => each.includes(`as ${name}<`));
  const login = /name="login" value="([^"]+)"/.exec(button ?? '')?.[1] ?? '';
  const { status } = await browser.post('/sign-in/demonstration', { login });
  if (status !== 303) throw new Error(`${name} is not offered`);
  return [...browser.jar];
}

/** Joins the database of a data folder, starting it if it lies there dead. */
async function onDatabase<T>(data: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const server = await openServer({ ENTENTE_DATA: data });
  const admin = new pg.Client(server.admin);
  admin.on('error', () => {});
  try {
    await admin.connect();
    return await work(admin);
  } finally {
    await admin.end();
    await server.leave();
  }
}

/** Kills the server of a cluster and all its children, at once. */
async function killDatabase(cluster: string): Promise<void> {
  const found = livingPostmaster(cluster);
  if (!found) return;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === found.pid);
  for (const pid of [found.pid, ...children])
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
  while (livingPostmaster(cluster)) await pause(5);
}

function parentOf(pid: number): number {
  try {
    return Number(/\) \S (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
  } catch {
    return 0;
  }
}
