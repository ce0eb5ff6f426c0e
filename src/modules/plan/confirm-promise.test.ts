import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Acting, ROLES } from '../../platform/http/acting.ts';
import { type Installation, openInstallation } from '../accounts/fixtures/installation.ts';
import { confirmPromise } from './confirm-promise.ts';
import { draft } from './fixtures/draft.ts';
import { enter, enterBehind, somebody } from './fixtures/entered.ts';
import type { Promise_ } from './tables.ts';

let site: Installation;
let secretary: Acting;
let plan: string;
let line: string;
let count = 0;
beforeAll(async () => {
  site = await openInstallation();
  secretary = (await somebody(site, { role: 'secretariat' })).acting;
});
afterAll(() => site.close());
beforeEach(async () => {
  count += 1;
  plan = await enter(site, secretary, { slug: `plan-${count}` });
  line = await nodeOf(plan, 'A.1.2');
});

const ask = async (text: string, values: unknown[] = []) => (await site.keeper.query(text, values)).rows;
const nodeOf = async (of: string, reference: string): Promise<string> =>
  (await ask('select id from plan.node where plan = $1 and reference = $2', [of, reference]))[0]?.id;
const confirm = (acting: Acting, node: string, promise: Promise_ = 'one-off', version = 1) =>
  site.database.withActor(acting.secret, 'write', (tx) => confirmPromise(tx, acting, node, { version, promise }));
const state = (of = line) =>
  ask(
    'select n.promise, n.promise_confirmed_by, n.qualifiers, r.version from plan.node n join platform.record r using (id) where n.id = $1',
    [of],
  );

test.each(['enabling', 'one-off'] as const)('confirms what grammar proposed, or corrects it: %s', async (promise) => {
  await confirm(secretary, line, promise);
  expect(await state()).toEqual([{ promise, promise_confirmed_by: secretary.mandate, qualifiers: [], version: 2 }]);
  expect(
    await ask('select act, partnership, wall, mandate, before, after from platform.audit where record = $1', [line]),
  ).toEqual([
    {
      ...{ act: 'plan.promise-confirmed', partnership: site.partnership, wall: site.walls['public'], mandate: secretary.mandate },
      ...{ before: { promise: 'enabling' }, after: { promise } },
    },
  ]);
  expect(await ask(`select event, payload from platform.outbox where payload->>'node' = $1`, [line])).toEqual([
    { event: 'plan.promise-confirmed', payload: { plan, node: line } },
  ]);
});

test('the other lines keep theirs', async () => {
  const others = () =>
    ask('select reference, promise, promise_confirmed_by from plan.node where plan = $1 and id <> $2 order by position', [
      plan,
      line,
    ]);
  const before = await others();
  await confirm(secretary, line);
  expect(await others()).toEqual(before);
});

test.each([...ROLES.filter((role) => role !== 'secretariat'), 'visitor' as const])(
  'the role of %s confirms nothing',
  async (role) => {
    await expect(confirm({ ...secretary, role }, line)).rejects.toMatchObject({ status: 403, key: 'plan.only-secretariat' });
    expect(await state()).toEqual([{ promise: 'enabling', promise_confirmed_by: null, qualifiers: [], version: 1 }]);
  },
);

test('a line that somebody changed meanwhile is not overwritten', async () => {
  await confirm(secretary, line, 'recurring');
  await expect(confirm(secretary, line, 'standing')).rejects.toMatchObject({
    status: 409,
    key: 'plan.promise-changed-meanwhile',
  });
  expect((await state())[0]).toMatchObject({ promise: 'recurring', version: 2 });
});

test('of two at once, on two connections, one', async () => {
  const other = (await somebody(site, { role: 'secretariat' })).acting;
  const both = await Promise.allSettled([confirm(secretary, line, 'recurring'), confirm(other, line, 'standing')]);
  expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await state())[0]).toMatchObject({ promise: both[0]?.status === 'fulfilled' ? 'recurring' : 'standing', version: 2 });
});

test('an area promises nothing; absent and hidden are the same', async () => {
  const hidden = await nodeOf(await enterBehind(site, 'asean', `hidden-${count}`, draft()), 'A.1.2');
  const errors = await Promise.all(
    [await nodeOf(plan, 'A.1'), crypto.randomUUID(), hidden].map((id) => confirm(secretary, id).catch((error: unknown) => error)),
  );
  expect(errors[0]).toMatchObject({ status: 404, key: 'http.not-found' });
  expect(errors[2]).toEqual(errors[1]);
  expect((await state(hidden))[0]).toMatchObject({ promise: 'enabling', version: 1 });
});
