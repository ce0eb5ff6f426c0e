import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DemonstrationSite } from '../../src/fixtures/demonstration-site.ts';
import { openMatrixSite, routeOf } from '../../src/fixtures/matrix-asks.ts';
import type { Can } from '../../src/platform/http/acting.ts';
import type { Route } from '../../src/platform/http/route.ts';
import { Refusal } from '../../src/platform/refusal.ts';
import { small } from '../harness.ts';
import { askAll } from './matrix.ts';
import { everyRight, whileAllowing } from './rights.ts';
import { rules, turnAround } from './rules.ts';

let site: DemonstrationSite;
beforeAll(async () => {
  site = await openMatrixSite();
}, 120_000);
afterAll(() => site?.close());

const AUDIT = { method: 'GET', path: '/:partnership/audit' } as const;

describe('the written table', () => {
  // All of it is asked by src/permissions.test.ts.
  test('notices an address that lets in whom it should not, and one that nobody wrote down', async () => {
    const route = routeOf(AUDIT) as { can: Can };
    const { can } = route;
    route.can = 'public';
    const faults = await askAll(site, small(200)).finally(() => {
      route.can = can;
    });
    expect(faults.problems.join('\n')).toMatch(/^visitor: GET \/:partnership\/audit, own: 200 instead of 403/m);
  }, 120_000);

  test('notices rules that are turned around, at the address and in the action', async () => {
    const about = /\/(mend|notes|promise)$/;
    const outcome = await turnAround(small(rules.small), ({ line }) => about.test(line.path));
    // Others are asked by these pages too, and shown by other addresses.
    expect(outcome.problems.filter((each) => /^(can of|plan\.|followup\.|before)/.test(each))).toEqual([]);
    expect(outcome.figure).toMatch(/[1-9]\d* of addresses, [1-9]\d* of exported rules/);
  }, 300_000);

  test('does not notice a rule behind which another one says the same: such survivors are named', async () => {
    const route = routeOf(AUDIT) as { can: Can; handle: Route['handle'] };
    const { can, handle } = route;
    route.can = 'public';
    route.handle = () => Promise.reject(new Refusal(403, 'http.sign-in-first'));
    const outcome = await turnAround(
      small(rules.small),
      ({ line, who }) => line.path === AUDIT.path && line.method === 'GET' && who === 'visitor',
    ).finally(() => Object.assign(route, { can, handle }));
    expect(outcome.problems).toContain('can of GET /:partnership/audit, turned around for visitor');
  }, 120_000);
});

test('every rule is found by its shape, and says again what it said once it is put back', async () => {
  const rights = await everyRight();
  expect([...rights.keys()]).toEqual(expect.arrayContaining(['followup.keep-notes', 'plan.mend', 'workspace.put-plan']));
  const right = rights.get('plan.mend');
  if (!right) throw new Error('plan.mend');
  const nobody = { secret: '', role: 'visitor', person: null, mandate: null, party: null } as unknown as Parameters<
    typeof right.allows
  >[0];
  expect(
    await whileAllowing(
      right,
      (_, said) => !said,
      async () => right.allows(nobody),
    ),
  ).toBe(true);
  expect(right.allows(nobody)).toBe(false);
});
