import type { Child } from '../measure/child.ts';
import { databaseCpu, postmasterOf, usedBetween } from '../measure/database-cpu.ts';
import type { Credentials } from '../measure/officials.ts';
import { type Client, openClient } from '../measure/requests.ts';
import { medianOf, type Spread, spreadOf } from '../measure/statistics.ts';

/** A page to be measured, the processes of the installation that it belongs to, and what shows who asks: nothing for a visitor. */
export type Subject = {
  readonly name: string;
  readonly path: string;
  readonly site: Child;
  readonly sql: Child;
  readonly by?: Credentials;
};

/** One thing measured over all rounds: milliseconds of processor time for one answer, and how long one answer takes. */
export type Cost = { readonly cpu: Spread; readonly databaseCpu: Spread | null; readonly latency: Spread };

export type PageFigures = {
  readonly name: string;
  readonly path: string;
  /** As it goes over the wire, and unpacked. */
  readonly bytes: number;
  readonly unpacked: number;
  readonly statements: number;
  readonly page: Cost;
  readonly sql: Cost;
  readonly constant: Cost;
  /** Processor time of the page as a share of what it may use: 4 times its bare SQL and the constant bytes once. 1 or less is the goal. */
  readonly ofGoal: {
    /** Node alone on all sides: the server, the process that only speaks SQL, and the constant server. */
    readonly node: number;
    /** With the processor time of PostgreSQL added to page and SQL. */
    readonly whole: number | null;
  };
};

export type Rounds = { readonly rounds: number; readonly secondsOfBatch: number };

const BROWSER = { 'accept-encoding': 'gzip, deflate, br, zstd', 'accept-language': 'en', accept: 'text/html' };

/**
 * Measures pages against their two yardsticks. In every round each page has its turn, and within it the constant server, the bare SQL and the
 * page follow each other at once, so that a neighbour's load falls on all three alike. The first round is for warming up and is thrown away.
 */
export async function measurePages(
  subjects: readonly Subject[],
  constant: Child,
  how: Rounds,
  say: (line: string) => void,
): Promise<PageFigures[]> {
  const trials = [];
  for (const subject of subjects) trials.push(await prepare(subject, constant, how));
  for (let round = 0; round <= how.rounds; round += 1) {
    say(round === 0 ? 'warming up' : `round ${round} of ${how.rounds}`);
    for (const trial of trials) {
      for (const runner of trial.runners) {
        const batch = await measureBatch(runner);
        if (round > 0) runner.batches.push(batch);
      }
    }
  }
  for (const trial of trials) trial.close();
  return trials.map(figuresOf);
}

type Batch = { readonly cpu: number; readonly databaseCpu: number | undefined; readonly latency: number };
type Runner = {
  readonly child: Child;
  readonly postmaster: number | undefined;
  readonly times: number;
  readonly run: (times: number) => Promise<readonly number[]>;
  readonly batches: Batch[];
};
type Trial = {
  readonly subject: Subject;
  readonly bytes: number;
  readonly unpacked: number;
  readonly statements: number;
  readonly runners: readonly [Runner, Runner, Runner];
  close(): void;
};

async function prepare(subject: Subject, constant: Child, how: Rounds): Promise<Trial> {
  const address = new URL(subject.path, subject.site.url);
  const client = openClient({ ...BROWSER, ...subject.by });
  const plain = openClient({ ...BROWSER, ...subject.by, 'accept-encoding': 'identity' });
  const first = await client.ask(address);
  if (first.status !== 200) throw new Error(`${subject.path} answers ${first.status}`);
  const unpacked = (await plain.ask(address)).bytes;
  plain.close();
  const known = await subject.sql.ask<{ statements: number; backend: number; failed?: string }>({
    record: subject.path,
    by: subject.by ?? {},
  });
  if (known.failed !== undefined) throw new Error(known.failed);
  const postmaster = postmasterOf(known.backend);
  const runner = async (child: Child, of: number | undefined, run: Runner['run']): Promise<Runner> => {
    await run(5);
    const one = medianOf(await run(5));
    return { child, postmaster: of, run, times: Math.max(3, Math.round((how.secondsOfBatch * 1_000) / one)), batches: [] };
  };
  const constantBytes = new URL(`/${first.bytes}`, constant.url);
  return {
    subject,
    bytes: first.bytes,
    unpacked,
    statements: known.statements,
    runners: [
      await runner(constant, undefined, (times) => asking(client, constantBytes, times)),
      await runner(subject.sql, postmaster, async (times) => {
        const said = await subject.sql.ask<{ milliseconds?: number[]; failed?: string }>({
          replay: subject.path,
          by: subject.by ?? {},
          times,
        });
        if (!said.milliseconds) throw new Error(`the SQL of ${subject.path}, said again: ${said.failed}`);
        return said.milliseconds;
      }),
      await runner(subject.site, postmaster, (times) => asking(client, address, times)),
    ],
    close: () => client.close(),
  };
}

async function asking(client: Client, address: URL, times: number): Promise<number[]> {
  const milliseconds: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const answered = await client.ask(address);
    if (answered.status !== 200) throw new Error(`${address} answers ${answered.status}`);
    milliseconds.push(answered.milliseconds);
  }
  return milliseconds;
}

async function measureBatch({ child, postmaster, times, run }: Runner): Promise<Batch> {
  const before = await child.cpu();
  const databaseBefore = databaseCpu(postmaster);
  const milliseconds = await run(times);
  const databaseAfter = databaseCpu(postmaster);
  const each = (microseconds: number) => microseconds / 1_000 / times;
  return {
    cpu: each((await child.cpu()) - before),
    databaseCpu:
      databaseBefore === undefined || databaseAfter === undefined ? undefined : each(usedBetween(databaseBefore, databaseAfter)),
    latency: medianOf(milliseconds),
  };
}

function costOf({ batches }: Runner): Cost {
  const database = batches.map((batch) => batch.databaseCpu).filter((cpu) => cpu !== undefined);
  return {
    cpu: spreadOf(batches.map((batch) => batch.cpu)),
    databaseCpu: database.length === 0 ? null : spreadOf(database),
    latency: spreadOf(batches.map((batch) => batch.latency)),
  };
}

function figuresOf({ subject, bytes, unpacked, statements, runners }: Trial): PageFigures {
  const [constant, sql, page] = [costOf(runners[0]), costOf(runners[1]), costOf(runners[2])];
  const whole = (cost: Cost) => cost.cpu.median + (cost.databaseCpu?.median ?? 0);
  return {
    name: subject.name,
    path: subject.path,
    ...{ bytes, unpacked, statements, page, sql, constant },
    ofGoal: {
      node: page.cpu.median / (4 * sql.cpu.median + constant.cpu.median),
      whole: page.databaseCpu === null ? null : whole(page) / (4 * whole(sql) + constant.cpu.median),
    },
  };
}
