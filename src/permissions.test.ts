import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, DemonstrationSite } from './fixtures/demonstration-site.ts';
import { faultsOf, OPEN, openMatrixSite } from './fixtures/matrix-asks.ts';
import { readMatrix, undeclaredIn, WHO } from './fixtures/permission-matrix.ts';

const matrix = readMatrix();
let site: DemonstrationSite;
beforeAll(async () => {
  site = await openMatrixSite();
});
afterAll(() => site?.close());

test('every address is in the table, nothing else is, and no other is answered', () => {
  expect(undeclaredIn(site.application, matrix)).toEqual([]);
  // A table that lists what nobody answers, and lacks what somebody does.
  expect(
    undeclaredIn(site.application, [...matrix.filter((line) => line.path !== '/healthz'), { method: 'GET', path: '/nowhere' }]),
  ).toHaveLength(3);
});

describe.each([...WHO])('%s', (who) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await OPEN[who]();
  });
  test.each(matrix.map((line) => [`${line.method} ${line.path}`, line] as const))('%s', async (_, line) => {
    expect(await faultsOf(line, who, browser)).toEqual([]);
  });
});
