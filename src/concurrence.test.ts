import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, type DemonstrationSite, essence, openDemonstrationSite } from './fixtures/demonstration-site.ts';

/** ASEAN asks its member states behind its own wall: Canada, the secretariat and everybody else must not learn that it did, by any address. */
const TOKEN = 'cnry7qzx';
const API = '/api/v1/partnerships/asean-canada';
let site: DemonstrationSite;
let others: Record<string, Browser>;
let before: Map<string, unknown>;

beforeAll(async () => {
  site = await openDemonstrationSite();
  others = {
    visitor: site.visitor(),
    observer: await site.as('aiko.tanabe', 'observer'),
    'speaker of Canada': await site.as('catherine.lavoie', 'speaker'),
    'focal point of Canada': await site.as('daniel.okafor', 'focal-point'),
    secretariat: await site.as('sari.wulandari', 'secretariat'),
    administrator: await site.as('helene.marchetti', 'administrator'),
  };
  // What somebody may not open is noted on his own wall the first time, and his own page of what was done says so.
  await readAll();
  await site.application.settled();
  before = await readAll();
  // As its functions write it, in every field that holds words.
  await site.ask(
    `with bloc as (select id, partnership, circle from directory.party where slug = 'asean'),
      paper as (insert into platform.record (partnership, kind, wall, owner, title, lang) select partnership, 'plan.plan', circle, circle, $1, 'en' from bloc returning id),
      asked as (insert into platform.record (partnership, kind, wall, owner, title, lang) select partnership, 'concurrence.proposition', circle, circle, $1, 'en' from bloc returning id),
      put as (insert into concurrence.proposition (id, partnership, wall, owner, reference, bloc, act, procedure, reason, zone, deadline, opened_by)
        select a.id, b.partnership, b.circle, b.circle, 'asean-2008-1', b.id, 'approved', 'silence', $1, 'UTC', '2008-07-10', gen_random_uuid() from asked a, bloc b returning id, wall),
      item as (insert into concurrence.item (proposition, position, subject, version, shown, wall) select p.id, 1, x.id, 1, $1, p.wall from put p, paper x returning proposition),
      seat as (insert into concurrence.seat (proposition, party, position, wall) select p.id, y.id, 1, p.wall from put p, directory.party y where y.slug = 'viet-nam' returning proposition),
      said as (insert into concurrence.position (proposition, item, party, stance, reason, counter, seen, taken_by, spoke, wall)
        select p.id, 1, y.id, 'counter', $1, $1, sha256(''), m.id, jsonb_build_object('name', $1::text, 'title', '{}'::jsonb), p.wall
        from put p, directory.party y, lateral (select id from directory.mandate limit 1) m where y.slug = 'viet-nam' returning proposition),
      more as (insert into concurrence.extension (proposition, number, before, after, reason, by_mandate, wall)
        select p.id, 1, '2008-07-09', '2008-07-10', $1, m.id, p.wall from put p, lateral (select id from directory.mandate limit 1) m returning proposition)
      insert into concurrence.closing (proposition, event, wall) select p.id, $1, p.wall from put p`,
    [TOKEN],
  );
}, 600_000);
afterAll(() => site?.close());

const addresses = (): string[] => [
  ...site.application.routes
    .filter((route) => route.method === 'GET')
    .map((route) => route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(route.example[name] ?? ''))),
  ...['', '/record', '/items/1/words'].map((rest) => `/asean-canada/propositions/asean-2008-1${rest}`),
  ...['all', 'open', 'waiting', 'carried', 'closed'].map((shows) => `/asean-canada/propositions?shows=${shows}`),
  ...['asean-2008-1', 'asean-2008-1/items/1'].map((rest) => `${API}/propositions/${rest}`),
  ...['all', 'open', 'waiting', 'carried', 'closed'].map((shows) => `${API}/propositions?shows=${shows}`),
  // A cursor that leads to it leads nowhere.
  `${API}/propositions?cursor=${Buffer.from('asean-2008-1').toString('base64url')}`,
  `${API}/search?q=${TOKEN}`,
  `/asean-canada/search?q=${TOKEN}`,
];

async function readAll(): Promise<Map<string, unknown>> {
  const read = new Map<string, unknown>();
  for (const address of addresses())
    for (const [who, browser] of Object.entries(others)) read.set(`${who} ${address}`, await essence(await browser.get(address)));
  return read;
}

test('for everybody outside the bloc nothing has changed, byte for byte', async () => {
  const after = await readAll();
  for (const [asked, answer] of after) {
    expect(answer, asked).toEqual(before.get(asked));
    if (!asked.endsWith(TOKEN)) expect(JSON.stringify(answer).toLowerCase(), asked).not.toContain(TOKEN);
  }
});

test('a member state reads it, so that the hunt is for something that is there', async () => {
  const member = await site.as('nguyen.minh.ha', 'speaker');
  expect(await member.text('/asean-canada/propositions/asean-2008-1')).toContain(TOKEN);
  const read = async (address: string) => JSON.parse(await member.text(`${API}/propositions${address}`));
  expect(await read('/asean-2008-1')).toMatchObject({
    ...{ title: TOKEN, reason: TOKEN, bloc: 'asean', closing: { record: TOKEN }, extensions: [{ reason: TOKEN }] },
    ...{ positions: [{ party: 'viet-nam', reason: TOKEN, counter: TOKEN }], items: [{ title: TOKEN }] },
    wall: { kind: 'party', readers: { en: 'Only ASEAN and its member states see this' } },
  });
  expect((await read('/asean-2008-1/items/1')).words).toBe(TOKEN);
  expect((await read('')).items.map((each: { proposition: string }) => each.proposition)).toContain('asean-2008-1');
});

test('a hidden proposition answers as one that never was', async () => {
  for (const [who, browser] of Object.entries(others)) {
    const [hidden, absent] = [
      await browser.get('/asean-canada/propositions/asean-2008-1'),
      await browser.get('/asean-canada/propositions/asean-2008-9'),
    ];
    expect(hidden.status, who).toBe(absent.status);
  }
});
