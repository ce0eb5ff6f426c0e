import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Route } from '../../src/platform/http/route.ts';
import { small } from '../harness.ts';
import { goAway, openUnderProxy, outages, type UnderProxy } from './outages.ts';

let under: UnderProxy;
beforeAll(async () => {
  under = await openUnderProxy();
}, 120_000);
afterAll(() => under?.close());

test('a database that goes away and comes back costs nobody his words', async () => {
  const outcome = await goAway(under, small(outages.small), 1_000);
  expect(outcome.problems).toEqual([]);
  expect(outcome.notes.join()).toMatch(/2 × refused, 2 × cut, 2 × silent/);
}, 180_000);

test('a program that says of what failed that it was taken would be noticed', async () => {
  const route = under.application.routes.find(
    ({ path, method }) => path.endsWith('/lines/:reference/note') && method === 'POST',
  ) as {
    handle: Route['handle'];
  };
  const { handle } = route;
  route.handle = (visit) => handle(visit).catch(() => ({ seeOther: '/' }));
  const outcome = await goAway(under, small(2, 5), 1_000).finally(() => {
    route.handle = handle;
  });
  expect(outcome.problems.join('\n')).toMatch(/outage-5-\d-\d+-\d+ was taken and is there 0 times/);
}, 120_000);
