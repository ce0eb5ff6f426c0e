import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTwoParties, type TwoParties } from './fixtures/two-parties.ts';

let site: TwoParties;
beforeAll(async () => {
  site = await openTwoParties();
});
afterAll(() => site.close());

const standAt = (demonstration: boolean, day: string | null) =>
  site.keeper.query('update platform.installation set demonstration = $1, fixed_day = $2', [demonstration, day]);
const clock = async () => {
  const { rows } = await site.database.withActor(site.secrets.canada, 'read', (tx) =>
    sql<{ now: Date; today: string; apart: number }>`select platform.now() as now, platform.today() as today,
      abs(extract(epoch from now() - platform.now()))::float as apart`.execute(tx),
  );
  return rows[0];
};

test('business time is the real time, unless the installation is a demonstration that stands at a day', async () => {
  await standAt(false, null);
  expect((await clock())?.apart).toBe(0);
  await standAt(true, null);
  expect((await clock())?.apart).toBe(0);
  await standAt(true, '2008-06-30');
  expect(await clock()).toMatchObject({ now: new Date('2008-06-30T09:00:00Z'), today: '2008-06-30' });
});

test('a real installation has no fixed day, and no page sets one', async () => {
  await expect(standAt(false, '2008-06-30')).rejects.toMatchObject({ code: '23514' });
  const set = site.database.withActor(site.secrets.secretariat, 'write', (tx) =>
    sql`update platform.installation set fixed_day = '2030-01-01'`.execute(tx),
  );
  await expect(set).rejects.toMatchObject({ code: '42501' });
  const second = site.keeper.query('insert into platform.installation default values');
  await expect(second).rejects.toMatchObject({ code: '23505' });
});

test('sessions and the audit go by the real clock while the day stands still', async () => {
  await standAt(true, '2008-06-30');
  const wall = site.walls.public;
  await site.keeper.query(`insert into platform.audit (partnership, wall, act) values ($1, $2, 'test.clock')`, [
    site.partnership,
    wall,
  ]);
  const { rows } = await site.keeper.query(
    `select extract(year from at) > 2020 as real from platform.audit where act = 'test.clock'`,
  );
  expect(rows).toEqual([{ real: true }]);
  // The rights of the reader ran for an hour of real time; on the fixed day they would never end.
  await site.keeper.query(`update platform.acting set expires = clock_timestamp() - interval '1 second' where mandate = $1`, [
    site.mandates.laos,
  ]);
  const seen = await site.database.withActor(site.secrets.laos, 'read', (tx) =>
    tx.selectFrom('platform.wall').select('id').execute(),
  );
  expect(seen).toEqual([]);
});
