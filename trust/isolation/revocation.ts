import { type Harness, type Options, type Outcome, outcomeOf, pacing } from '../harness.ts';
import { randomFrom } from '../kit/random.ts';
import { ask } from '../probes/ask.ts';
import { isException } from '../probes/exceptions.ts';
import { bytesOf, findTokens } from '../probes/find.ts';
import { type Asked, generatorFor } from '../probes/requests.ts';
import { type Actor, again } from '../world/actors.ts';
import { openSeed, type World } from '../world/open-world.ts';
import { BAIT } from '../world/plant.ts';
import { writeNotes } from '../world/write-everywhere.ts';

/** S1: what once was opened by a session opens nothing from the moment at which the right ends. */
export const revocation: Harness = {
  name: 'revocation',
  goal: 'S1',
  promises: 'what a session could read before it ended, its mandate ended or its login was suspended, is not served to it again',
  counts: 'replays',
  small: 150,
  large: 20_000,
  run: async (options) => {
    const seed = await openSeed({ write: writeNotes });
    const world = await seed.open();
    try {
      return await replay(world, options);
    } finally {
      await world.close();
      await seed.close();
    }
  },
};

/** The ways in which a right ends, each done to a session of its own. */
const ENDS: Readonly<Record<string, (world: World, actor: Actor) => Promise<unknown>>> = {
  'signed out': (world, actor) => post(world, actor, '/sign-out', {}),
  'ended the session from another one': async (world, actor) => {
    const other = await again(world.site, actor);
    const { rows } = await world.admin.query<{ id: string }>(
      `select id from auth.session where token = encode(sha256(convert_to($1, 'UTF8')), 'hex')`,
      [actor.session],
    );
    await post(world, other, '/account/sessions', { session: rows[0]?.id ?? '' });
  },
  'mandate ended': (world, actor) =>
    world.admin.query(`update directory.mandate set valid = daterange(lower(valid), platform.today()) where id = $1`, [
      actor.secret.split(':')[1],
    ]),
  'login suspended': (world, actor) =>
    world.admin.query(
      `update accounts.login set suspended_at = now() where auth_user = (select "userId" from auth.session where token = encode(sha256(convert_to($1, 'UTF8')), 'hex'))`,
      [actor.session],
    ),
  'took off the hat': (world, actor) => world.admin.query('select accounts.take_off($1)', [actor.session]),
};

async function post(world: World, actor: Actor, path: string, fields: Record<string, string>): Promise<void> {
  const route = world.site.application.routes.find((each) => each.path === path && each.method === 'POST');
  if (!route) throw new Error(`there is no ${path}`);
  const answer = await ask(world.site.application.site, actor, { method: 'POST', address: path, headers: {}, fields, route });
  if (answer.status !== 303) throw new Error(`${path} answered ${answer.status}`);
}

/** Reads as people of Canada, ends their rights one way after the other, and asks for the same again with the same cookies. */
export async function replay(world: World, options: Options, ends = ENDS): Promise<Outcome> {
  const generator = await generatorFor(world.site, [
    BAIT,
    'haze',
    'A.2.4.99',
    'A.2.4.5',
    ...world.planted.tokens.behind().slice(0, 200),
  ]);
  const random = randomFrom(options.seed);
  const problems: string[] = [];
  const more = pacing(options);
  const ways = Object.entries(ends);
  let done = 0;
  let opened = 0;
  for (const [way, end] of ways) {
    const owner = world.actors.find(({ name }) => name === 'speaker of Canada') as Actor;
    const actor = await again(world.site, owner);
    const asked: Asked[] = [
      ...generator.own().filter(({ method }) => method === 'GET'),
      ...Array.from({ length: Math.ceil(options.count / ways.length) }, () => generator.any(random)).filter(
        ({ method }) => method === 'GET',
      ),
    ].slice(0, Math.ceil(options.count / ways.length));
    const worked: Asked[] = [];
    for (const each of asked) {
      const found = findTokens(world, actor, await bytesOf(await ask(world.site.application.site, actor, each)), each.address);
      if (found.shown.length > 0) worked.push(each);
    }
    opened += worked.length;
    await end(world, actor);
    const nobody: Actor = { ...actor, name: `speaker of Canada, ${way}`, party: null, secret: '' };
    for (const each of [...worked, ...asked]) {
      if (!more(done)) break;
      done += 1;
      const found = findTokens(world, nobody, await bytesOf(await ask(world.site.application.site, actor, each)), each.address);
      for (const { table, column } of found.leaked)
        if (!isException(each, `${table}.${column}`))
          problems.push(`${way}: ${each.method} ${each.address} still shows ${table}.${column}`);
    }
    // For the next way he is again who he was.
    await world.admin.query(`update directory.mandate set valid = daterange(lower(valid), null) where id = $1`, [
      owner.secret.split(':')[1],
    ]);
    await world.admin.query('update accounts.login set suspended_at = null where suspended_at is not null');
  }
  if (opened < 10) problems.push(`only ${opened} addresses showed private words before, so nothing is proved`);
  return outcomeOf(
    done,
    `${problems.length} served in ${done} replays after ${ways.length} ways to end a right; ${opened} had shown private words before`,
    problems,
    [`ways: ${ways.map(([way]) => way).join(', ')}`],
  );
}
