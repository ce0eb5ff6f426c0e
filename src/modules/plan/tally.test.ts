import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Acting } from '../../platform/http/acting.ts';
import { type Installation, openInstallation } from '../accounts/fixtures/installation.ts';
import { confirmPromise } from './confirm-promise.ts';
import { draft } from './fixtures/draft.ts';
import { enter, enterBehind, somebody } from './fixtures/entered.ts';

// The database keeps how many nodes stand below each node, so that no page counts them. Here they are counted.
const COUNTED = `
  with recursive up as (
    select n.parent as above, n.wall, n.kind, n.promise from plan.node n where n.plan = $1
    union all select p.parent, u.wall, u.kind, u.promise from up u join plan.node p on p.id = u.above)
  select above, wall, kind, promise, count(*)::int as count from up group by 1, 2, 3, 4 order by 1, 2, 3, 4`;
const KEPT = 'select above, wall, kind, promise, count from plan.tally where plan = $1 and count <> 0 order by 1, 2, 3, 4';

let site: Installation;
let secretary: Acting;
let plan: string;
let count = 0;
beforeAll(async () => {
  site = await openInstallation();
  secretary = (await somebody(site, { role: 'secretariat' })).acting;
});
afterAll(() => site.close());
beforeEach(async () => {
  count += 1;
  plan = await enter(site, secretary, { slug: `plan-${count}` });
});

const ask = async (text: string, values: unknown[] = []) => (await site.keeper.query(text, values)).rows;
const nodeOf = async (reference: string): Promise<string> =>
  (await ask('select id from plan.node where plan = $1 and reference = $2', [plan, reference]))[0]?.id;
const read = (acting: Acting['secret'], of = plan) =>
  site.database.withActor(acting, 'read', (tx) =>
    tx
      .selectFrom('plan.tally')
      .select(({ fn }) => fn.sum<string>('count').as('lines'))
      .where('plan', '=', of)
      .where('above', 'is', null)
      .where('kind', '=', 'action')
      .executeTakeFirst()
      .then((row) => Number(row?.lines ?? 0)),
  );

test('an entered plan is tallied as it stands, at every depth', async () => {
  const counted = await ask(COUNTED, [plan]);
  expect(counted.length).toBeGreaterThan(8);
  expect(await ask(KEPT, [plan])).toEqual(counted);
  expect(await read(secretary.secret)).toBe(3);
});

test('a promise that is corrected is tallied anew', async () => {
  const line = await nodeOf('A.1.2');
  await site.database.withActor(secretary.secret, 'write', (tx) =>
    confirmPromise(tx, secretary, line, { version: 1, promise: 'one-off' }),
  );
  const kept = await ask(KEPT, [plan]);
  expect(kept).toEqual(await ask(COUNTED, [plan]));
  expect(kept.filter((row) => row.kind === 'action' && row.promise === 'one-off' && row.above === null)).toHaveLength(1);
});

test('a line that goes behind a wall is tallied there, and only those who see it count it', async () => {
  const line = await nodeOf('A.1.1');
  await ask('update platform.record set wall = $2 where id = $1', [line, site.walls['canada']]);
  expect(await ask(KEPT, [plan])).toEqual(await ask(COUNTED, [plan]));
  const inside = (await somebody(site, { role: 'speaker', party: 'canada' })).acting;
  const outside = (await somebody(site, { role: 'speaker', party: 'asean' })).acting;
  expect([await read(inside.secret), await read(outside.secret), await read(`visitor:${site.partnership}`)]).toEqual([3, 2, 2]);
});

test('a plan behind a wall leaves no tally in front of it', async () => {
  const hidden = await enterBehind(site, 'canada', `hidden-${count}`, draft());
  const outside = (await somebody(site, { role: 'speaker', party: 'asean' })).acting;
  expect(await ask(KEPT, [hidden])).toEqual(await ask(COUNTED, [hidden]));
  expect([await read(outside.secret, hidden), await read(`visitor:${site.partnership}`, hidden)]).toEqual([0, 0]);
});

test('a node that is taken out is no longer tallied', async () => {
  const node = await nodeOf('A.1.2.a');
  await ask('delete from plan.edition where node = $1', [node]);
  await ask('delete from plan.evidence where node = $1', [node]);
  await ask('delete from plan.node where id = $1', [node]);
  expect(await ask(KEPT, [plan])).toEqual(await ask(COUNTED, [plan]));
});

test('nobody but the database writes a tally', async () => {
  const write = (text: 'insert' | 'update'): Promise<unknown> =>
    site.database.withActor(secretary.secret, 'write', async (tx): Promise<void> => {
      if (text === 'update') await tx.updateTable('plan.tally').set({ count: 99 }).execute();
      const wall = site.walls['public'] ?? '';
      await tx.insertInto('plan.tally').values({ plan, above: null, wall, kind: 'area', promise: null, count: 99 }).execute();
    });
  for (const how of ['insert', 'update'] as const) await expect(write(how)).rejects.toThrow('permission denied');
});

test('the source is kept line by line as well, each where its characters begin', async () => {
  const [source] = await ask('select text from plan.source where plan = $1', [plan]);
  const lines = await ask('select line, from_character, text from plan.source_line where plan = $1 order by line', [plan]);
  expect(lines.map((row) => row.text).join('\n')).toBe(source.text);
  const characters = [...source.text];
  for (const row of lines)
    expect(characters.slice(row.from_character, row.from_character + [...row.text].length).join('')).toBe(row.text);
  expect(lines.map((row) => row.line)).toEqual(lines.map((_, index) => index + 1));
});
