import { createHash } from 'node:crypto';
import { type Harness, type Options, type Outcome, outcomeOf, pacing } from '../harness.ts';
import { someAtOnce } from '../kit/at-once.ts';
import { randomFrom } from '../kit/random.ts';
import { ask, named } from '../probes/ask.ts';
import { EXCEPTIONS, isException } from '../probes/exceptions.ts';
import { bytesOf, findTokens } from '../probes/find.ts';
import { type Asked, type Generator, generatorFor } from '../probes/requests.ts';
import { type Actor, again } from '../world/actors.ts';
import { openSeed, type World } from '../world/open-world.ts';
import { BAIT } from '../world/plant.ts';
import { readableIn } from '../world/tables.ts';
import type { Cell } from '../world/token.ts';
import { writeNotes } from '../world/write-everywhere.ts';

/** S1: words behind a wall, hunted by everybody who must not read them, at every address, by every method, in every form. */
export const canaries: Harness = {
  name: 'canaries',
  goal: 'S1',
  promises: 'no word behind a wall reaches anybody outside it, in any bytes, in the log or in a letter',
  counts: 'probes',
  small: 2_000,
  large: 100_000,
  run: async (options) => {
    const seed = await openSeed({ write: writeNotes });
    const world = await seed.open();
    try {
      return await hunt(world, options);
    } finally {
      await world.close();
      await seed.close();
    }
  },
};

/** From so many probes on, every method is asked at every address as everybody; below, each of the others as one. */
const WHOLE = 20_000;

function sweepOf({ actors }: World, generator: Generator, whole: boolean): { actor: Actor; asked: Asked }[] {
  const roles = [...Map.groupBy(actors, ({ role }) => role).values()].flatMap(([first]) => first ?? []);
  return [
    ...generator.own().flatMap((asked) => actors.map((actor) => ({ actor, asked }))),
    ...generator
      .others()
      .flatMap((asked, at) => (whole ? roles : [roles[at % roles.length] as Actor]).map((actor) => ({ actor, asked }))),
  ];
}

/** Hunts in a world that is already there: first every address as everybody and every table, then whatever chance makes of them. */
export async function hunt(world: World, options: Options): Promise<Outcome> {
  const search = [
    BAIT,
    'haze',
    'cooperation',
    '2.4.99',
    'A.2.4.99',
    'A.2.4.5',
    'A.2.4',
    'P.2007-08.1',
    'WHO',
    '2031',
    'qz',
    ...world.planted.tokens.behind(),
  ];
  const generator = await generatorFor(world.site, search);
  const random = randomFrom(options.seed);
  const hunters = new Hunters(world);
  const problems: string[] = [];
  const shown = new Set<string>();
  const reached = new Map<string, Set<string>>();

  const probe = async (actor: Actor, asked: Asked): Promise<void> => {
    const bytes = await bytesOf(await ask(world.site.application.site, actor, asked));
    const found = findTokens(world, actor, bytes, `${asked.address} ${JSON.stringify(asked.fields)}`);
    for (const column of found.shown) shown.add(column);
    for (const { table, column } of await hiddenStill(world, actor, found.leaked))
      if (!isException(asked, `${table}.${column}`)) problems.push(`${named(actor, asked)} shows ${table}.${column}`);
    const key = `${asked.method} ${asked.route.path}`;
    reached.set(key, (reached.get(key) ?? new Set()).add(actor.role));
    if (asked.route.method === 'POST') await hunters.renew(actor);
  };

  let probes = await inTheDatabase(world, problems, shown);
  const sweep = sweepOf(world, generator, options.count >= WHOLE);
  const more = pacing(options);
  probes += await someAtOnce(
    4,
    (begun) => more(probes + begun),
    async (number) => {
      const { actor, asked } = sweep[number] ?? { actor: random.pick(world.actors), asked: generator.any(random) };
      await probe(hunters.today(actor), asked);
    },
  );
  problems.push(...(await saidAside(world)));
  const asked = [...reached.values()];
  const wanted = generator.own().length + generator.others().length;
  const hits = [...new Set(problems)];
  const coverage = `${asked.length} of ${wanted} methods at addresses, ${asked.filter((roles) => roles.size >= 8).length} of them as all 8 roles`;
  return outcomeOf(probes, `${hits.length} hits in ${probes} probes; ${coverage}`, hits, [
    ...EXCEPTIONS.map(({ path, column, why }) => `not counted: ${column} at ${path}, as ${why}`),
    `${world.planted.tokens.size} cells hold a token; of their columns ${shown.size} were read by those who may`,
    `columns behind walls that hold no free words: ${world.planted.closed.join(', ') || 'none'}`,
  ]);
}

/**
 * Of what was found, what stands behind walls that the finder does not see now. Hunters sign in anew, and change by its pages who is in a
 * circle: the walls of circles and organisations are asked of the database again. For those of seats the paper alone counts.
 */
async function hiddenStill({ site }: World, actor: Actor, leaked: readonly Cell[]): Promise<readonly Cell[]> {
  if (leaked.length === 0) return leaked;
  const rows = await site.ask<{ id: string }>(
    `select w.id from platform.acting a join platform.wall w on w.id = any (a.sees) where w.kind in ('group', 'organisation') and a.token_hash = $1`,
    [createHash('sha256').update(actor.secret).digest()],
  );
  return leaked.filter((cell) => !rows.some(({ id }) => id === cell.wall));
}

/** Reads every table and view as everybody, past all pages. @returns how many were read */
async function inTheDatabase(world: World, problems: string[], shown: Set<string>): Promise<number> {
  const relations = await readableIn(world.admin);
  for (const actor of world.actors)
    for (const relation of relations) {
      const rows = await asReader(world, actor, `select t::text as row from ${relation} t`);
      const found = findTokens(world, actor, Buffer.from(rows.join('\n')), '');
      for (const column of found.shown) shown.add(column);
      for (const { table, column } of found.leaked)
        problems.push(`${actor.name}: select from ${relation} shows ${table}.${column}`);
    }
  return relations.length * world.actors.length;
}

/** Asks as the role of the pages does, in somebody’s name, on a connection of its own. */
async function asReader(world: World, actor: Actor, text: string): Promise<string[]> {
  await world.admin.query('begin read only; set local role ent_app');
  try {
    await world.admin.query(`select set_config('ent.act', $1, true)`, [actor.secret]);
    return (await world.admin.query<{ row: string }>(text)).rows.map(({ row }) => row);
  } finally {
    await world.admin.query('rollback');
  }
}

/** Tokens in what was said aside: the log and the letters, which nobody’s wall stands around. */
async function saidAside(world: World): Promise<string[]> {
  const nobody: Actor = { ...(world.actors[0] as Actor), name: 'the log' };
  const inLog = findTokens(world, nobody, Buffer.from(world.logged()), '').leaked.map(
    ({ table, column }) => `the log shows ${table}.${column}`,
  );
  const { rows } = await world.admin.query<{ letter: string }>('select m::text as letter from platform.mail m');
  const inMail = findTokens(world, nobody, Buffer.from(rows.map(({ letter }) => letter).join('\n')), '').leaked;
  return [...inLog, ...inMail.map(({ table, column }) => `a letter shows ${table}.${column}`)];
}

/** Everybody with the session that he has now: a form may have ended it, or changed the hat. */
class Hunters {
  readonly #world: World;
  readonly #now = new Map<string, Actor>();
  #renewing: Promise<void> = Promise.resolve();
  constructor(world: World) {
    this.#world = world;
  }

  today(actor: Actor): Actor {
    return this.#now.get(actor.name) ?? actor;
  }

  /** One after the other: they share a connection. */
  renew(actor: Actor): Promise<void> {
    this.#renewing = this.#renewing.then(() => this.#renew(actor));
    return this.#renewing;
  }

  async #renew(actor: Actor): Promise<void> {
    if (actor.role === 'visitor') return;
    const [worn] = await this.#world.site.ask(
      `select w.mandate from accounts.worn w join auth.session s on s.id = w.session where s.token = encode(sha256(convert_to($1, 'UTF8')), 'hex')`,
      [actor.session],
    );
    if (worn?.mandate !== actor.secret.split(':')[1]) this.#now.set(actor.name, await again(this.#world.site, actor));
  }
}
