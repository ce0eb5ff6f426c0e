import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTwoParties, type TwoParties } from '../../src/platform/db/fixtures/two-parties.ts';
import { small } from '../harness.ts';
import { leakyDatabase, mix, poolBleed } from './pool-bleed.ts';

let site: TwoParties;
beforeAll(async () => {
  site = await openTwoParties(2);
});
afterAll(() => site.close());

test('nobody reads in somebody else’s name', async () => {
  const outcome = await mix(site, site.database, small(poolBleed.small));
  expect(outcome.problems).toEqual([]);
  expect(outcome.notes.join()).toMatch(/[1-9]\d* cancelled, [1-9]\d* lost their connection/);
}, 120_000);

test('a pool that mixes people up would be noticed', async () => {
  const leaky = leakyDatabase(site);
  const outcome = await mix(site, leaky, small(1_500)).finally(leaky.close);
  expect(outcome.problems.join('\n')).toMatch(/rows of others/);
}, 120_000);
