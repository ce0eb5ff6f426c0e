import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { small } from '../harness.ts';
import { openSeed, type Seed } from '../world/open-world.ts';
import { writeNotes } from '../world/write-everywhere.ts';
import { hunt } from './canaries.ts';
import { rowSecurityAlone, rulesAlone } from './layers.ts';
import { mutate, policies } from './policies.ts';
import { conditionsOf, type Mutant } from './policy-mutants.ts';
import { replay, revocation } from './revocation.ts';

let seed: Seed;
beforeAll(async () => {
  seed = await openSeed({ write: writeNotes });
}, 300_000);
afterAll(() => seed.close());

/** Of finer changes the evidence tells: some are held by a second condition. */
const asksNothing = ({ policy, what }: Mutant): boolean =>
  (policy === 'see' || policy === 'add') && what.endsWith('nothing asked');

describe('row security', () => {
  test('that asks nothing any more is noticed, of reading and of adding', async () => {
    const world = await seed.open();
    const outcome = await mutate(world, small(policies.small, 3), asksNothing).finally(world.close);
    expect(outcome.problems).toEqual([]);
    expect(outcome.done).toBe(policies.small);
  }, 300_000);

  test('a change that changes nothing is not noticed, so noticing means something', async () => {
    const world = await seed.open(async (admin) => {
      // A second policy that lets everybody read makes what the first one says idle.
      await admin.query(
        `create policy idle on followup.note for select to ent_app using (wall = any ((select platform.sees())::uuid[]) or true)`,
      );
    });
    const outcome = await mutate(
      world,
      { ...small(2_000), until: performance.now() + 20_000 },
      (mutant) => mutant.table === 'followup.note' && mutant.policy === 'see',
    ).finally(world.close);
    expect(outcome.problems).not.toEqual([]);
  }, 300_000);

  test('alone holds every word, when no rule of the program does', async () => {
    expect((await rowSecurityAlone(seed, (world) => hunt(world, small(900)))).problems).toEqual([]);
  }, 300_000);

  test('when it is off, the rules of the program do not hold words back by themselves: it is the one layer of reading', async () => {
    expect((await rulesAlone(seed, (world) => hunt(world, small(600)))).problems.length).toBeGreaterThan(10);
  }, 300_000);
});

describe('a right that ended', () => {
  test('opens nothing that it had opened', async () => {
    const world = await seed.open();
    expect((await replay(world, small(revocation.small)).finally(world.close)).problems).toEqual([]);
  }, 300_000);

  test('that did not really end would be noticed', async () => {
    const world = await seed.open();
    const outcome = await replay(world, small(120), { nothing: async () => {} }).finally(world.close);
    expect(outcome.problems.join('\n')).toMatch(/^nothing: GET .* still shows /);
  }, 300_000);
});

test('a policy is taken apart into its conditions', () => {
  expect(
    conditionsOf(`((wall = ANY (x)) AND (owner = ANY (y)) AND (EXISTS ( SELECT FROM a WHERE ((b = 1) AND (c = ' AND ')))))`),
  ).toEqual(['(wall = ANY (x))', '(owner = ANY (y))', `(EXISTS ( SELECT FROM a WHERE ((b = 1) AND (c = ' AND '))))`]);
  expect(conditionsOf('(wall = ANY (x))')).toEqual(['wall = ANY (x)']);
});
