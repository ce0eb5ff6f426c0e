import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Browser,
  type DemonstrationSite,
  essence,
  ORIGIN,
  openDemonstrationSite,
  tokenOf,
} from './fixtures/demonstration-site.ts';
import type { Loose } from './fixtures/openapi.ts';

const PLAN = '/api/v1/partnerships/asean-canada/plans/2007-10';
const NODE = `${PLAN}/nodes/A.2.4.5`;

let site: DemonstrationSite;
let secretariat: Browser;
let reads: string;
let writes: string;
beforeAll(async () => {
  site = await openDemonstrationSite();
  secretariat = await site.as('sari.wulandari', 'secretariat');
  reads = await tokenOf(secretariat, 'read');
  writes = await tokenOf(secretariat, 'write');
}, 300_000);
afterAll(() => site?.close());

/** A program: no cookies but those that are given here, no form token, no origin. */
const ask = async (address: string, token: string | undefined, init: RequestInit & { headers?: Record<string, string> } = {}) =>
  site.application.site.request(`${ORIGIN}${address}`, {
    ...init,
    headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...init.headers },
  });
const whoIs = async (token: string | undefined, headers: Record<string, string> = {}): Promise<Loose> =>
  (await ask('/api/v1/session', token, { headers })).json();
const mend = async (token: string, headers: Record<string, string> = {}) => {
  const tag = (await ask(NODE, token)).headers.get('etag') ?? '';
  const body = JSON.stringify({ text: `Mended by a program, ${crypto.randomUUID()}`, reason: 'the scan was misread' });
  return ask(`${NODE}/editions`, token, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'if-match': tag, ...headers },
  });
};

test('a program acts with a token as the person does in that capacity', async () => {
  expect(await whoIs(undefined)).toMatchObject({ person: null, role: 'visitor' });
  expect(await whoIs(reads)).toMatchObject({ person: 'Sari Wulandari', role: 'secretariat' });
  const answer = await mend(writes);
  expect(answer.status).toBe(201);
  const [entry] = await site.ask(
    `select a.token, k.name, a.person is not null as person from platform.audit a join accounts.token k on k.id = a.token where a.act = 'plan.words-mended' order by a.id desc limit 1`,
  );
  expect(entry).toMatchObject({ name: 'A program', person: true });
});

test('a token that only reads changes nothing', async () => {
  const answer = await mend(reads);
  expect([answer.status, ((await answer.json()) as Loose).code]).toEqual([403, 'http.token-reads-only']);
});

test('a token that opens nothing is refused with the same bytes, whatever is wrong with it', async () => {
  const revoked = await tokenOf(secretariat, 'read');
  const [row] = await site.ask(`select id from accounts.token where token_hash = sha256(convert_to($1, 'UTF8'))`, [revoked]);
  await secretariat.post('/account/tokens/revocations', { token: row?.id });
  const expired = await tokenOf(secretariat, 'read');
  await site.ask(
    `update accounts.token set made_at = now() - interval '9 days', expires_at = now() - interval '1 day' where token_hash = sha256(convert_to($1, 'UTF8'))`,
    [expired],
  );
  const unknown = `ent_${'A'.repeat(43)}`;
  const bad = [
    revoked,
    expired,
    unknown,
    '',
    'x',
    'ent_',
    `${reads}x`,
    reads.slice(0, -1),
    reads.toUpperCase(),
    `${reads} ${reads}`,
    'é'.repeat(40),
    'x'.repeat(9_000),
  ];
  const answers = [];
  for (const token of bad)
    for (const address of [NODE, '/api/v1/session', '/api/v1/nothing']) answers.push(await ask(address, token));
  const said = await Promise.all(answers.map((each) => essence(each)));
  for (const each of said) expect(each).toEqual(said[0]);
  expect(answers[0]?.status).toBe(401);
  expect(answers[0]?.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  expect(JSON.stringify(said[0])).toContain('http.token-refused');
});

test('who shows a token is that and nobody else: cookies beside it say nothing, and pages for people do not look at it', async () => {
  const cookie = `session=${secretariat.cookie()}; lang=fr`;
  expect((await ask(NODE, 'wrong', { headers: { cookie } })).status).toBe(401);
  const speaker = await site.as('catherine.lavoie', 'speaker');
  expect(await whoIs(reads, { cookie: `session=${speaker.cookie()}; lang=fr` })).toMatchObject({
    person: 'Sari Wulandari',
    lang: 'en',
  });
  const page = await ask('/account', reads);
  expect(page.status).toBe(403);
  expect(await (await ask('/account', reads, { headers: { cookie } })).text()).toContain('Sari Wulandari');
  // What a proxy asks for its own is none of ours.
  expect((await ask('/api/v1/session', undefined, { headers: { authorization: 'Basic eDp5', cookie } })).status).toBe(200);
});

test('a token is made and ended on the page of one’s own, shown once, and asks for a name', async () => {
  const daniel = await site.as('daniel.okafor', 'focal-point');
  const token = await tokenOf(daniel, 'write');
  expect(token).toMatch(/^ent_/);
  const page = await daniel.text('/account/tokens');
  expect(page).toContain('A program');
  expect(page).not.toContain(token);
  expect(await whoIs(token)).toMatchObject({ role: 'focal-point' });
  expect(await daniel.text('/account/tokens')).toContain('(UTC)');
  const [, mandate = ''] = /<option value="([^"]+)" selected/.exec(page) ?? [];
  const refused = await daniel.post('/account/tokens', { name: ' ', mandate, scope: 'write', days: '365' });
  const again = await refused.text();
  expect([
    refused.status,
    /value="write" checked|checked[^>]* value="write"/.test(again),
    /<option value="365" selected/.test(again),
  ]).toEqual([422, true, true]);
  const [, id = ''] = /name="token" value="([^"]+)"/.exec(page) ?? [];
  await daniel.post('/account/tokens/revocations', { token: id });
  expect((await ask(NODE, token)).status).toBe(401);
  expect(await daniel.text('/account/tokens')).toContain('revoked');
  // Whoever wears another hat changes nothing for a program.
  expect((await ask(NODE, reads)).status).toBe(200);
});
