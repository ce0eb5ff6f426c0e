import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { existingTests } from './existing-tests.ts';
import { runExisting } from './kit/existing.ts';
import { seeded } from './seeded-faults.ts';

test('every seeded fault stands at one place, and the tests that should notice it are there', () => {
  for (const { file, from, what, tests } of seeded) {
    expect(readFileSync(file, 'utf8').split(from), what).toHaveLength(2);
    for (const each of tests.files) expect(existsSync(each), each).toBe(true);
  }
});

test('a fault is noticed by the tests of its goal', async () => {
  const [fault] = seeded.filter(({ what }) => what === 'sessions come back with a backup');
  if (!fault) throw new Error('no such fault');
  expect((await runExisting(fault.tests, fault)).failed.join('\n')).toMatch(/ends the sessions/);
}, 120_000);

test('a goal whose tests cannot be run is not held', async () => {
  const [harness] = existingTests.filter(({ name }) => name === 'backup');
  const late = { count: 1, seed: 1, until: performance.now() + 200, say: () => {} };
  const outcome = await harness?.run(late);
  expect(outcome).toMatchObject({ held: false, done: 0, problems: [expect.stringMatching(/^not ended/)] });
}, 60_000);
