import { type Harness, type Options, type Outcome, outcomeOf, pacing } from '../harness.ts';
import { randomFrom } from '../kit/random.ts';
import type { Actor } from '../world/actors.ts';
import { openSeed, type World } from '../world/open-world.ts';
import { has, type Table, tablesIn } from '../world/tables.ts';
import { writeNotes } from '../world/write-everywhere.ts';
import { type Mutant, policyMutants } from './policy-mutants.ts';
import { reachOf } from './reach.ts';

/** S3: row security with one thing changed in it is noticed by who reads and writes past the pages. */
export const policies: Harness = {
  name: 'policies',
  goal: 'S3',
  promises: 'each condition of each policy is needed: whoever reads or writes notices when it is gone',
  counts: 'mutants',
  small: 12,
  large: 1_000,
  run: async (options) => {
    const seed = await openSeed({ write: writeNotes });
    const world = await seed.open();
    try {
      return await mutate(world, options);
    } finally {
      await world.close();
      await seed.close();
    }
  },
};

const WHO = ['visitor', 'secretariat', 'speaker of Canada', 'speaker of ASEAN', 'focal point of Viet Nam'];

/** Changes policies in transactions that are rolled back, as many as are asked for, drawn by chance. */
export async function mutate(world: World, options: Options, which: (mutant: Mutant) => boolean = () => true): Promise<Outcome> {
  const { admin } = world;
  const actors = world.actors.filter(({ name }) => WHO.includes(name));
  const tables = new Map((await tablesIn(admin)).map((table) => [table.name, table]));
  const all = (await policyMutants(admin)).filter(which);
  const random = randomFrom(options.seed);
  const drawn =
    options.count >= all.length
      ? all
      : Array.from({ length: options.count }, () => all.splice(random.below(all.length), 1)[0] as Mutant);
  const known = new Map<string, string>();
  const survivors: string[] = [];
  const masked: string[] = [];
  const unused: string[] = [];
  const more = pacing({ ...options, count: drawn.length });
  let done = 0;
  for (; more(done); done += 1) {
    const mutant = drawn[done] as Mutant;
    const table = tables.get(mutant.table);
    if (!table) throw new Error(`${mutant.table} is no table`);
    const name = `${mutant.table} ${mutant.policy}, ${mutant.what}`;
    if (await isNoticed(admin, table, actors, known, [], mutant)) continue;
    if (!(await hasRight(admin, mutant))) unused.push(name);
    else if (
      await isHeldElsewhere(mutant, await hasSee(admin, mutant.table), (before) =>
        isNoticed(admin, table, actors, known, before, mutant),
      )
    )
      masked.push(name);
    else survivors.push(name);
  }
  const caught = done - survivors.length - masked.length - unused.length;
  return outcomeOf(
    done,
    `${caught} of ${done} mutants noticed, ${masked.length} held by a second condition, ${unused.length} of policies whose right nobody has, ${survivors.length} survived`,
    survivors,
    [...masked.map((name) => `a second condition holds: ${name}`), ...unused.map((name) => `nobody has the right: ${name}`)],
  );
}

/** Whether it is noticed once what may hold the same is open: reading, which is asked for before changing, or the other half of the policy. */
async function isHeldElsewhere(
  mutant: Mutant,
  reading: boolean,
  noticed: (before: readonly string[]) => Promise<boolean>,
): Promise<boolean> {
  const see =
    reading && mutant.policy !== 'see'
      ? [`alter policy see on ${mutant.table} using (wall = any ((select platform.sees())::uuid[]) or true)`]
      : [];
  for (const before of [see, mutant.others, [...see, ...mutant.others]])
    if (before.length > 0 && (await noticed(before))) return true;
  return false;
}

async function hasRight(admin: World['admin'], { table, right }: Mutant): Promise<boolean> {
  const { rows } = await admin.query<{ has: boolean }>(
    right === 'delete'
      ? `select has_table_privilege('ent_app', $1, 'delete') as has`
      : `select has_any_column_privilege('ent_app', $1, '${right}') as has`,
    [table],
  );
  return rows[0]?.has ?? false;
}

async function isNoticed(
  admin: World['admin'],
  table: Table,
  actors: readonly Actor[],
  known: Map<string, string>,
  before: readonly string[],
  mutant: Mutant,
) {
  const key = [table.name, ...before].join();
  const sound = known.get(key) ?? (await reachWith(admin, table, actors, before));
  known.set(key, sound);
  return (await reachWith(admin, table, actors, [...before, mutant.sql])) !== sound;
}

async function reachWith(
  admin: World['admin'],
  table: Table,
  actors: readonly Actor[],
  changes: readonly string[],
): Promise<string> {
  await admin.query('begin');
  try {
    for (const change of changes) await admin.query(change);
    if (has(table, 'wall') && has(table, 'owner')) await mixWalls(admin, table);
    return await reachOf(admin, table, actors);
  } finally {
    await admin.query('rollback');
  }
}

/** Lets some rows stand behind a wall that their owner does not see: no action makes such rows, and each condition must hold by itself. */
async function mixWalls(admin: World['admin'], { name }: Table): Promise<void> {
  await admin.query('savepoint mixed; set local session_replication_role = replica');
  try {
    await admin.query(
      `update ${name} t set wall = b.circle from directory.party a, directory.party b where (a.slug, b.slug) in (('canada', 'asean'), ('asean', 'canada'))
        and t.ctid = (select s.ctid from ${name} s where s.owner = a.circle order by s.ctid limit 1)`,
    );
    await admin.query('set local session_replication_role = default');
  } catch {
    // Its checks allow no such row.
    await admin.query('rollback to savepoint mixed');
  }
}

async function hasSee(admin: World['admin'], table: string): Promise<boolean> {
  const { rowCount } = await admin.query(
    `select from pg_policies where format('%I.%I', schemaname, tablename) = $1 and policyname = 'see' and qual like '%wall%'`,
    [table],
  );
  return (rowCount ?? 0) > 0;
}
