import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Database, openDatabase } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { form, openSmallSite, type SmallSite, tokenIn } from './fixtures/small-site.tsx';
import { route } from './route.ts';

let home: TestDatabase;
let database: Database;
let site: SmallSite;
const done: unknown[] = [];
const input = z.strictObject({ word: z.string().max(10), choice: z.array(z.string()).optional() });
const handle = async ({ input }: { input: unknown }) => {
  done.push(input);
  return { title: 'Done', body: 'done' };
};

beforeAll(async () => {
  home = await testDatabase(migrate);
  database = openDatabase(home.server, 2);
  site = openSmallSite(database, randomUUID(), [
    route({ method: 'GET', path: '/form', can: 'public', handle: async () => ({ title: 'Form', body: 'form' }) }),
    route({ method: 'POST', path: '/act', can: 'signed-in', stepUp: true, input, handle }),
    route({ method: 'POST', path: '/other', can: 'signed-in', input, handle }),
  ]);
  for (const provedLately of [true, false])
    site.sessions.set(provedLately ? 'fresh' : 'stale', {
      ...{ token: 't'.repeat(30), person: { id: randomUUID(), name: 'Ana' }, provedLately, hats: [] },
    });
});
afterAll(async () => {
  await database?.close();
  await home?.drop();
});

async function send(who: string, path: string, fields: string): Promise<{ status: number; body: string }> {
  const cookie = `session=${who}`;
  const _csrf = tokenIn(await (await site.fetch('/form', { headers: { cookie } })).text());
  const origin = 'https://entente.example';
  const answer = await site.fetch(path, form(`_csrf=${encodeURIComponent(_csrf)}&${fields}`, { cookie, origin }));
  return { status: answer.status, body: await answer.text() };
}

test('who proved lately acts at once', async () => {
  expect(await send('fresh', '/act', 'word=a')).toMatchObject({ status: 200 });
  expect(done.splice(0)).toEqual([{ word: 'a' }]);
});

test('who did not is asked first, with all that was typed, and then goes on', async () => {
  const asked = await send('stale', '/act?lang=fr', 'word=a&choice[]=one&choice[]=two');
  expect(asked.status).toBe(403);
  expect(asked.body).toContain('{"action":"/act?lang=fr","fields":{"word":"a","choice":["one","two"]}}');
  expect((await send('stale', '/act', 'word=a&_proof=wrong')).body).toContain('"problem":"http.bad-request"');
  expect(done).toEqual([]);
  expect((await send('stale', '/act', 'word=a&_proof=right')).status).toBe(200);
  expect(done.splice(0)).toEqual([{ word: 'a' }]);
});

test('what could not be done anyway is refused before anybody is asked', async () => {
  expect((await send('stale', '/act', 'word=far-too-long-a-word')).status).toBe(422);
  expect((await send('nobody', '/act', 'word=a')).status).toBe(403);
  expect((await send('nobody', '/act', 'word=a')).body).not.toContain('"action"');
});

test('other acts ask nobody, and know no such field', async () => {
  expect((await send('stale', '/other', 'word=a')).status).toBe(200);
  expect((await send('stale', '/other', 'word=a&_proof=right')).status).toBe(422);
});

test('a page that is looked at is no act', () => {
  const look = () => route({ method: 'GET', path: '/look', can: 'public', stepUp: true, handle });
  expect(look).toThrow('/look');
});
