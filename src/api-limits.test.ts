import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemonstrationSite, openDemonstrationSite, tokenOf } from './fixtures/demonstration-site.ts';
import type { Loose } from './fixtures/openapi.ts';
import { readProxies } from './platform/http/client-address.ts';
import { type Listening, listen } from './platform/http/serve.ts';

const PLAN = 'partnerships/asean-canada/plans/2007-10';
const LIMITS = { person: 6, visitor: 4, costly: 2 };

let site: DemonstrationSite;
let listening: Listening;
beforeAll(async () => {
  site = await openDemonstrationSite({ limits: LIMITS, trustedProxies: readProxies('127.0.0.1') });
  listening = await listen(site.application.site, { host: '127.0.0.1', port: 0 });
}, 300_000);
afterAll(async () => {
  await listening?.close();
  await site?.close();
});

/** Asks over a connection, through a proxy that says for whom. */
const ask = (address: string, forWhom: string, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${listening.port}${address}`, { headers: { 'x-forwarded-for': forWhom, ...headers } });
/** Waits for the next minute where this one could end in the middle of a test. */
const inOneMinute = async () => {
  const left = 60_000 - (Date.now() % 60_000);
  if (left < 15_000) await new Promise((after) => setTimeout(after, left + 100));
};
const several = async (times: number, once: () => Promise<Response>): Promise<Response[]> => {
  const answers: Response[] = [];
  for (let each = 0; each < times; each += 1) answers.push(await once());
  return answers;
};
const statuses = (answers: readonly Response[]) => answers.map((each) => each.status);

test('visitors of one network are let through so often in a minute, then told when to come again; another network is not', async () => {
  await inOneMinute();
  const answers = await several(6, () => ask(`/api/v1/${PLAN}`, '198.51.100.1'));
  expect(statuses(answers)).toEqual([200, 200, 200, 200, 429, 429]);
  expect(answers[0]?.headers.get('ratelimit-policy')).toBe('"visitor";q=4;w=60');
  expect(answers.slice(0, 5).map((each) => /;r=(\d+);/.exec(each.headers.get('ratelimit') ?? '')?.[1])).toEqual([
    '3',
    '2',
    '1',
    '0',
    '0',
  ]);
  const [refused] = answers.slice(-1);
  const seconds = Number(refused?.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(refused?.headers.get('content-type')).toBe('application/problem+json');
  const problem = (await refused?.json()) as Loose;
  expect(problem).toMatchObject({ status: 429, code: 'http.too-often', detail: expect.stringContaining('Ask again in') });
  // What stands left of the last word of a proxy of ours, anybody could have written.
  expect((await ask(`/api/v1/${PLAN}`, '203.0.113.5, 198.51.100.1')).status).toBe(429);
  expect((await ask(`/api/v1/${PLAN}`, '198.51.100.2')).status).toBe(200);
  const french = (await (await ask(`/api/v1/${PLAN}?lang=fr`, '198.51.100.1')).json()) as Loose;
  expect(french.detail).toContain('trop souvent');
  // Whatever is not there is counted too: nobody tries addresses without end.
  expect((await ask('/api/v1/nothing', '198.51.100.1')).status).toBe(429);
  // Pages for people are not counted.
  expect(statuses(await several(5, () => ask('/about', '198.51.100.1')))).toEqual([200, 200, 200, 200, 200]);
}, 120_000);

test('a token is counted by itself, from wherever it comes, and one that opens nothing as a visitor', async () => {
  const browser = await site.as('sari.wulandari', 'secretariat');
  const [token, other] = [await tokenOf(browser, 'read'), await tokenOf(browser, 'read')];
  await inOneMinute();
  const by = (shown: string) => ({ authorization: `Bearer ${shown}` });
  let host = 10;
  const answers = await several(8, () => ask(`/api/v1/${PLAN}`, `203.0.113.${host++}`, by(token)));
  expect(statuses(answers)).toEqual([200, 200, 200, 200, 200, 200, 429, 429]);
  expect(answers.at(-1)?.headers.get('ratelimit-policy')).toBe('"person";q=6;w=60');
  expect((await ask(`/api/v1/${PLAN}`, '203.0.113.10', by(other))).status).toBe(200);
  const guesses = await several(5, () => ask(`/api/v1/${PLAN}`, '192.0.2.77', by(`ent_${crypto.randomUUID()}`)));
  expect(statuses(guesses)).toEqual([401, 401, 401, 401, 429]);
}, 120_000);

test('what costs much is let through less often, and says so on a page', async () => {
  await inOneMinute();
  const answers = await several(3, () => ask('/asean-canada/plans/2007-10/lines.csv', '192.0.2.9'));
  expect(statuses(answers)).toEqual([200, 200, 429]);
  expect(Number(answers[2]?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(answers[2]?.headers.get('content-type')).toContain('text/html');
  expect(await answers[2]?.text()).toContain('That was too often');
}, 120_000);
