import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { openTwoParties, type TwoParties } from '../db/fixtures/two-parties.ts';
import { openSmallSite, PRIVATE, ROUTES, type SmallSite, tokenIn } from '../http/fixtures/small-site.tsx';
import { notFound, Refusal } from '../refusal.ts';
import { changing, reading } from './declare.ts';

const Thing = z.object({ word: z.string() });
let word: string;
let there: boolean;
/** What the action does when it is called. */
let act: () => void;

const shared = { can: 'public', summary: 'api.session', output: Thing } as const;
const extra = { more: PRIVATE } as object;
const routes = [
  ...ROUTES,
  reading({ ...shared, path: '/api/v1/thing', operation: 'readThing', handle: async () => ({ word, ...extra }) }),
  reading({ ...shared, path: '/api/v1/bug', operation: 'readBug', handle: async () => Promise.reject(new Error(PRIVATE)) }),
  changing({
    ...{ ...shared, path: '/api/v1/thing/word', operation: 'changeThing', status: 200, input: Thing.strict() },
    current: async () => {
      if (!there) throw notFound();
      return { shown: { word, ...extra }, known: undefined };
    },
    act: async (_tx, visit) => {
      act();
      word = visit.input.word;
    },
  }),
];

let parties: TwoParties;
let site: SmallSite;
beforeAll(async () => {
  parties = await openTwoParties();
});
afterAll(() => parties.close());
beforeEach(() => {
  [word, there, act] = ['first', true, () => undefined];
  site = openSmallSite(parties.database, parties.partnership, routes);
});

const problemOf = async (answer: Response) => ({
  media: answer.headers.get('content-type'),
  ...((await answer.json()) as { status: number; code: string; detail: string; current?: unknown }),
});
const tag = async () => (await site.fetch('/api/v1/thing')).headers.get('etag') ?? '';
const change = async (to: string, headers: Record<string, string>) => {
  const token = tokenIn(await (await site.fetch('/page')).text());
  const sent = { 'content-type': 'application/json', 'x-form-token': token, ...headers };
  return site.fetch('/api/v1/thing/word', { method: 'POST', headers: sent, body: JSON.stringify({ word: to }) });
};

test('a field that the schema does not name never leaves', async () => {
  expect(await (await site.fetch('/api/v1/thing')).text()).toBe('{"word":"first"}');
  expect(await (await change('second', { 'if-match': await tag() })).text()).toBe('{"word":"second"}');
  expect(await (await change('third', { 'if-match': '"old"' })).text()).not.toContain(PRIVATE);
});

test('a bug of ours is a problem with a number, without private words', async () => {
  const problem = await problemOf(await site.fetch('/api/v1/bug'));
  expect(problem).toMatchObject({ media: 'application/problem+json', status: 500, code: 'http.failed' });
  expect(problem.detail).toMatch(/[0-9a-f]{8}-[0-9a-f-]{27}/);
  expect(JSON.stringify(problem) + site.logged.join('')).not.toContain(PRIVATE);
});

test('a database that is away is a problem too, with when to come back', async () => {
  site.set({ whoIs: () => Promise.reject(Object.assign(new Error(PRIVATE), { code: 'ECONNREFUSED' })) });
  const answer = await site.fetch('/api/v1/thing');
  expect(answer.headers.get('retry-after')).toBe('5');
  expect(await problemOf(answer)).toMatchObject({ media: 'application/problem+json', status: 503, code: 'http.busy' });
});

test('HEAD says what GET says, without the words', async () => {
  const [head, get] = [await site.fetch('/api/v1/thing', { method: 'HEAD' }), await site.fetch('/api/v1/thing')];
  expect([head.status, await head.text(), head.headers.get('etag')]).toEqual([200, '', get.headers.get('etag')]);
});

test('whoever was faster than the action’s lock makes it 412; any other conflict stays what it is', async () => {
  const conflict = (key: string) => () => {
    throw new Refusal(409, key);
  };
  act = conflict('http.changed-meanwhile');
  expect(await problemOf(await change('second', { 'if-match': await tag() }))).toMatchObject({
    ...{ status: 412, code: 'http.if-match-stale', current: { word: 'first' } },
  });
  act = conflict('http.busy');
  expect(await problemOf(await change('second', { 'if-match': await tag() }))).toMatchObject({ status: 409, code: 'http.busy' });
  expect(word).toBe('first');
});

test('what is not there is not there, with or without a version', async () => {
  there = false;
  for (const headers of [{}, { 'if-match': '*' }, { 'if-match': '"any"' }] as Record<string, string>[])
    expect(await problemOf(await change('second', headers))).toMatchObject({ status: 404, code: 'http.not-found' });
});

test('a form is not JSON, and JSON is no form', async () => {
  const token = tokenIn(await (await site.fetch('/page')).text());
  const form = { method: 'POST', body: new URLSearchParams({ _csrf: token, word: 'second' }) };
  expect(await problemOf(await site.fetch('/api/v1/thing/word', { ...form, headers: { 'x-form-token': token } }))).toMatchObject({
    ...{ status: 415, code: 'http.json-type' },
  });
  expect((await site.fetch('/api/v1/thing/word', form)).status).toBe(403);
});
