import type { Right } from '../../src/platform/http/acting.ts';
import type { Route } from '../../src/platform/http/route.ts';
import { type Harness, type Outcome, outcomeOf } from '../harness.ts';
import { openSeed, type Seed, type World } from '../world/open-world.ts';
import { writeNotes } from '../world/write-everywhere.ts';
import { hunt } from './canaries.ts';

/** S3: each of the two layers with the other one off. */
export const layers: Harness = {
  name: 'layers',
  goal: 'S3',
  promises:
    'row security alone, with every rule of the program off, and the rules alone, with row security off: neither shows a private word',
  counts: 'probes',
  small: 1_500,
  large: 40_000,
  run: async (options) => {
    const seed = await openSeed({ write: writeNotes });
    try {
      const half = { ...options, count: Math.ceil(options.count / 2), until: (performance.now() + options.until) / 2 };
      const database = await rowSecurityAlone(seed, (world) => hunt(world, half));
      const program = await rulesAlone(seed, (world) => hunt(world, { ...options, count: half.count }));
      return outcomeOf(
        database.done + program.done,
        `row security alone: ${database.figure}. Rules alone: ${program.figure}`,
        [
          ...database.problems.map((each) => `row security alone: ${each}`),
          ...program.problems.slice(0, 6).map((each) => `rules alone: ${each}`),
        ],
        [
          'the program has no second layer for reading: loading is authorisation, and its rules say who may come and who may act, not who reads what',
        ],
      );
    } finally {
      await seed.close();
    }
  },
};

/** A hunt in a world whose pages let everybody in and whose rules allow everything. */
export async function rowSecurityAlone(seed: Seed, work: (world: World) => Promise<Outcome>): Promise<Outcome> {
  const world = await seed.open();
  const back: (() => void)[] = [];
  try {
    for (const route of world.site.application.routes as unknown as { can: Route['can'] }[]) {
      const { can } = route;
      if (typeof can === 'object') back.push(everybody(can));
      route.can = 'public';
    }
    return await work(world);
  } finally {
    for (const each of back) each();
    await world.close();
  }
}

/** The rule itself, wherever it is asked. @returns what puts it back */
function everybody(right: Right): () => void {
  const { allows } = right;
  const open = right as { allows: Right['allows'] };
  open.allows = () => true;
  return () => {
    open.allows = allows;
  };
}

/** A hunt in a world whose tables show every row to everybody; the start-up self-test still finds what it looks for. */
export async function rulesAlone(seed: Seed, work: (world: World) => Promise<Outcome>): Promise<Outcome> {
  const world = await seed.open(async (admin) => {
    const { rows } = await admin.query<{ sql: string }>(
      `select format('alter policy %I on %I.%I using ((%s) or true)', policyname, schemaname, tablename, qual) as sql from pg_policies
        where roles && array['ent_app']::name[] and cmd = 'SELECT' and qual <> 'true'`,
    );
    for (const { sql } of rows) await admin.query(sql);
  });
  return work(world).finally(world.close);
}
