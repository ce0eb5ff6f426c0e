import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, type DemonstrationSite, ORIGIN, openDemonstrationSite, tokenOf } from './fixtures/demonstration-site.ts';
import type { Loose } from './fixtures/openapi.ts';

/** Circles and the audit for programs: what pages show and do, behind the same walls; tokens of Canada hunted by everybody else. */
const HERE = '/api/v1/partnerships/asean-canada';
const CIRCLES = `${HERE}/circles`;
const SECRET = 'zyqcircleapicanary';

let site: DemonstrationSite;
let writes: string;
let reads: string;
let others: Record<string, Browser>;
beforeAll(async () => {
  site = await openDemonstrationSite();
  const canada = await site.as('catherine.lavoie', 'speaker');
  [writes, reads] = [await tokenOf(canada, 'write'), await tokenOf(canada, 'read')];
  others = {
    visitor: site.visitor(),
    observer: await site.as('aiko.tanabe', 'observer'),
    'contributor of Canada': await site.as('anne-marie.bouchard', 'contributor'),
    'speaker of ASEAN': await site.as('nguyen.minh.ha', 'speaker'),
    'focal point of the Philippines': await site.as('rafael.villareal', 'focal-point'),
    secretariat: await site.as('sari.wulandari', 'secretariat'),
    administrator: await site.as('helene.marchetti', 'administrator'),
  };
}, 300_000);
afterAll(() => site?.close());

const ask = (address: string, token = writes, init: RequestInit = {}) =>
  site.application.site.request(`${ORIGIN}${address}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...init.headers },
  });
const read = async (address: string, token = writes): Promise<Loose> => (await ask(address, token)).json();
const tagOf = async (address: string) => (await ask(address)).headers.get('etag') ?? '';
/** Acts on what is seen now at `of`. */
const send = async (address: string, body: unknown, of: string, headers: Record<string, string> = {}) => {
  const sent = { 'if-match': await tagOf(of), ...headers };
  const answer = await ask(address, writes, { method: 'POST', body: JSON.stringify(body), headers: sent });
  return { status: answer.status, headers: answer.headers, json: (await answer.json()) as Loose };
};
const named = async (name: string): Promise<Loose> => (await read(CIRCLES)).items.find((each: Loose) => each.name === name);

test('a program makes a circle, names it, puts somebody in, takes him out and closes it; each only as it was seen', async () => {
  const made = await send(CIRCLES, { name: SECRET, inside: 'side' }, CIRCLES);
  expect([made.status, made.headers.get('location')]).toEqual([201, `${ORIGIN}${CIRCLES}`]);
  const { circle, minded, members } = await named(SECRET);
  expect([minded, members.length, members[0].person]).toEqual([true, 1, 'Catherine Lavoie']);
  const own = `${CIRCLES}/${circle}`;
  const before = await tagOf(own);
  expect((await send(`${own}/name`, { name: `${SECRET}two` }, own)).json).toMatchObject({
    name: `${SECRET}two`,
    earlier_names: [SECRET],
  });
  const late = await ask(`${own}/name`, writes, { method: 'POST', body: '{"name":"x"}', headers: { 'if-match': before } });
  expect([late.status, ((await late.json()) as Loose).current.name]).toEqual([412, `${SECRET}two`]);
  expect((await ask(`${own}/name`, writes, { method: 'POST', body: '{"name":"x"}' })).status).toBe(428);
  expect(
    (await ask(`${own}/name`, reads, { method: 'POST', body: '{"name":"x"}', headers: { 'if-match': await tagOf(own) } })).status,
  ).toBe(403);

  const candidates: Loose[] = (await read(`${HERE}/circle-candidates?limit=200`)).items;
  const colleague = candidates.find((each) => each.person?.startsWith('Anne-Marie'));
  expect((await send(`${own}/members`, { member: colleague?.member }, own)).json.members).toHaveLength(2);
  expect(JSON.stringify(await (await others['contributor of Canada']?.get(CIRCLES))?.json())).toContain(`${SECRET}two`);
  for (const member of ['seat:x', `seat:${'-'.repeat(36)}`, 'person:1'])
    expect((await send(`${own}/members`, { member }, own)).status, member).toBe(422);
  const foreign = candidates.find((each) => each.member.startsWith('seat:') && each.seat.en === 'Philippines');
  expect((await send(`${own}/members`, { member: foreign?.member }, own)).json.code).toBe('directory.circle-one-side');

  const joined = (await read(own)).members.find((each: Loose) => each.person?.startsWith('Anne-Marie'));
  expect((await send(`${own}/departures`, { member: joined.member }, CIRCLES)).status).toBe(200);
  expect(JSON.stringify(await (await others['contributor of Canada']?.get(CIRCLES))?.json())).not.toContain(SECRET);
  expect((await send(`${own}/departures`, { member: joined.member }, CIRCLES)).status).toBe(404);
  expect((await send(`${own}/closing`, {}, own)).json.closed_on).toMatch(/^\d{4}-/);
  expect((await send(`${own}/members`, { member: colleague?.member }, own)).json.code).toBe('directory.circle-is-closed');
});

test('whoever takes himself out is answered with what is left, and minds the circle from outside by its name alone', async () => {
  await send(CIRCLES, { name: 'Left by its maker', inside: 'side' }, CIRCLES);
  const { circle, members } = await named('Left by its maker');
  const left = await send(`${CIRCLES}/${circle}/departures`, { member: members[0].member }, CIRCLES);
  expect(left.status).toBe(200);
  expect(await named('Left by its maker')).toMatchObject({ minded: true, people: 0, wall: null, members: null });
  expect((await send(`${CIRCLES}/${circle}/name`, { name: 'Named from outside' }, `${CIRCLES}/${circle}`)).json.name).toBe(
    'Named from outside',
  );
});

test('sent again with its key, a circle is made once', async () => {
  const key = { 'idempotency-key': 'make-one-circle-01' };
  const tag = await tagOf(CIRCLES);
  const make = () => send(CIRCLES, { name: 'Made once', inside: 'side' }, CIRCLES, { ...key, 'if-match': tag });
  const [first, second] = [await make(), await make()];
  expect([first.status, second.status, second.headers.get('idempotency-replayed')]).toEqual([201, 201, 'true']);
  expect(second.json).toEqual(first.json);
  expect(await site.ask(`select from directory.circle where name = 'Made once'`)).toHaveLength(1);
});

test('the audit is read on its walls, filtered, page by page, with nothing twice and nothing missing', async () => {
  const whole: Loose = await read(`${HERE}/audit?limit=200`);
  expect(whole.items.length).toBeGreaterThan(20);
  const paged: Loose[] = [];
  let next: string | null = `${ORIGIN}${HERE}/audit?limit=7`;
  while (next !== null && paged.length < whole.items.length) {
    const page: Loose = await read(next.replace(ORIGIN, ''));
    paged.push(...page.items);
    next = page.next;
  }
  expect(paged.slice(0, whole.items.length)).toEqual(whole.items);
  const renamed = await read(`${HERE}/audit?act=directory.circle-renamed&who=lavoie`);
  expect(renamed.items.map((each: Loose) => each.after.name)).toContain(`${SECRET}two`);
  expect(renamed.items[0]).toMatchObject({
    by: { en: expect.stringContaining('Catherine Lavoie') },
    request: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  for (const query of [
    'cursor=eA',
    `cursor=${Buffer.from('99').toString('base64url')}`,
    'act=',
    'since=0000-01-01',
    'wall=x',
    'number=1',
  ])
    expect((await ask(`${HERE}/audit?${query}`)).status, query).toBe(400);
});

test('who could see a record, and who did, is what its page says', async () => {
  const [document] = await site.ask(`select id from platform.record where id = '20080620-0000-4000-8000-000000000004'`);
  const shown: Loose = await read(`${HERE}/records/${document?.id}/readers`);
  expect(shown.wall.kind).toBe('party');
  expect(shown.could.map((each: Loose) => each.person)).toContain('Catherine Lavoie');
  expect((await read(`${HERE}/records/${document?.id}/readers?on=1999-01-01`)).could).toEqual([]);
  for (const [who, browser] of Object.entries(others))
    if (who !== 'contributor of Canada')
      expect((await browser.get(`${HERE}/records/${document?.id}/readers`)).status, who).toBe(who === 'visitor' ? 403 : 404);
});

test('what Canada does in its circles is found by nobody else, at any address for programs', async () => {
  const [circle] = await site.ask('select id from directory.circle where name = $1', [`${SECRET}two`]);
  const addresses = [
    ...site.application.routes
      .filter((route) => route.api && route.method === 'GET')
      .map((route) => route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(route.example[name] ?? ''))),
    ...[CIRCLES, `${HERE}/circle-candidates`, `${HERE}/audit?limit=200`, `${HERE}/audit?act=directory.circle-renamed`].map(
      (each) => each,
    ),
    ...[`${CIRCLES}/${circle?.id}`, `${HERE}/audit?record=${circle?.id}`, `${HERE}/records/${circle?.id}/readers`],
  ];
  expect(JSON.stringify(await read(CIRCLES))).toContain(SECRET);
  for (const [who, browser] of Object.entries(others))
    for (const address of addresses) {
      const answer = await browser.get(address);
      expect((await answer.text()).includes(SECRET), `${who} ${address}`).toBe(false);
      if (address.endsWith(`circles/${circle?.id}`)) expect([403, 404], who).toContain(answer.status);
    }
}, 120_000);
