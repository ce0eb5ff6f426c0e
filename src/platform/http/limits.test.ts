import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { openLog } from '../log.ts';
import { countRequests, limitHeaders } from './limits.ts';
import { networkOf } from './network.ts';

const LIMITS = { person: 100, visitor: 10, costly: 0 };
let own: TestDatabase;
let database: Database;
beforeAll(async () => {
  own = await testDatabase(migrate);
  database = openDatabase(own.server);
}, 60_000);
afterAll(async () => {
  await database?.close();
  await own?.drop();
});
const open = () => countRequests(database, openLog('silent'), 'k'.repeat(40), LIMITS);
const NOW = Math.floor(Date.now() / 60_000) * 60_000 + 60_000 * 3;

describe('a limit', () => {
  test('lets through exactly so many in a minute, each of whom by itself, and begins anew with the next', () => {
    const counter = open();
    const taken = Array.from({ length: 15 }, () => counter.take('visitor', '192.0.2.1', NOW + 20_000));
    expect(taken.map((each) => each?.over)).toEqual([...Array(10).fill(false), ...Array(5).fill(true)]);
    expect(taken[0]).toEqual({ kind: 'visitor', limit: 10, left: 9, reset: 40, over: false });
    expect(counter.take('visitor', '192.0.2.2', NOW)?.over).toBe(false);
    expect(counter.take('person', '192.0.2.1', NOW)?.left).toBe(99);
    expect(counter.take('visitor', '192.0.2.1', NOW + 60_000)?.left).toBe(9);
    expect(counter.take('costly', '192.0.2.1', NOW)).toBeNull();
    counter.stop();
  });

  test('is counted together by several processes', async () => {
    const [one, two] = [open(), open()];
    for (let each = 0; each < 6; each += 1) one.take('visitor', 'shared', NOW);
    await one.exchange();
    expect(two.take('visitor', 'shared', NOW)?.left).toBe(9);
    await two.exchange();
    expect([...Array(5)].map(() => two.take('visitor', 'shared', NOW)?.over)).toEqual([false, false, false, true, true]);
    await Promise.all([one, two].map((each) => each.exchange()));
    one.take('visitor', 'shared', NOW);
    await one.exchange();
    expect(one.take('visitor', 'shared', NOW)?.over).toBe(true);
    for (const each of [one, two]) each.stop();
  });

  test('costs no query for a request', () => {
    const counter = countRequests(
      { withActor: () => Promise.reject(new Error('asked')), close: async () => {} },
      openLog('silent'),
      'k',
      LIMITS,
    );
    const started = performance.now();
    for (let each = 0; each < 20_000; each += 1) counter.take('person', `p${each % 1_000}`, NOW);
    expect((performance.now() - started) / 20_000).toBeLessThan(0.1);
    counter.stop();
  });

  test('says how it stands in headers', () => {
    const verdict = { kind: 'visitor', limit: 10, left: 0, reset: 42, over: true } as const;
    expect(limitHeaders(verdict)).toEqual({
      'ratelimit-policy': '"visitor";q=10;w=60',
      ratelimit: '"visitor";r=0;t=42',
      'retry-after': '42',
    });
    expect(limitHeaders({ ...verdict, over: false })).not.toHaveProperty('retry-after');
  });
});

test('an address stands for a household in IPv6, however it is written', () => {
  expect(new Set(['2001:db8:1:2::7', '2001:0DB8:0001:2:9:9:9:9', '2001:db8:1:2:0::'].map(networkOf))).toEqual(
    new Set(['2001:db8:1:2::/64']),
  );
  expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0::/64');
  expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1');
});
