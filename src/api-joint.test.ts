import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, type DemonstrationSite, ORIGIN, openDemonstrationSite, tokenOf } from './fixtures/demonstration-site.ts';
import type { Loose } from './fixtures/openapi.ts';
import { verifyRecord } from './modules/concurrence/index.ts';

const HERE = '/api/v1/partnerships/asean-canada';

let site: DemonstrationSite;
let canada: Browser;
let secretariat: Browser;
let token: string;
beforeAll(async () => {
  site = await openDemonstrationSite();
  canada = await site.as('catherine.lavoie', 'speaker');
  secretariat = await site.as('sari.wulandari', 'secretariat');
  token = await tokenOf(canada, 'write');
}, 300_000);
afterAll(() => site?.close());

const ask = (address: string, by = token, init: RequestInit = {}) =>
  site.application.site.request(`${ORIGIN}${address}`, { ...init, headers: { authorization: `Bearer ${by}`, ...init.headers } });
const read = async (address: string, by = token): Promise<Loose> => (await ask(`${HERE}${address}`, by)).json();

test('a proposition: its seats, and its words, whose hash is what positions are on', async () => {
  const found = await read('/propositions/2008-1');
  expect(found).toMatchObject({ proposition: '2008-1', state: 'open', bloc: null, closing: null, wall: { kind: 'partnership' } });
  expect(found.seats.map((seat: Loose) => seat.party).sort()).toEqual(['asean', 'canada']);
  for (const item of found.items) {
    const whole: Loose = await read(item.words.replace(ORIGIN + HERE, ''));
    expect([[...whole.words].length, whole.sha256]).toEqual([item.characters, item.sha256]);
    expect(createHash('sha256').update(whole.words, 'utf8').digest('hex')).toBe(item.sha256);
  }
  expect((await ask(`${HERE}/propositions/2008-1/items/99`)).status).toBe(404);
});

test('the record of a closing comes as it was written, and its hash is right', async () => {
  for (const [person, role] of [
    ['nguyen.minh.ha', 'speaker'],
    ['catherine.lavoie', 'speaker'],
  ] as const) {
    const browser = await site.as(person, role);
    const [shown] = await site.ask(
      `select encode(concurrence.shown_together(id, null), 'hex') as seen from concurrence.proposition where reference = '2008-1'`,
    );
    const said = { stance: 'concur', reason: '', seen: shown?.seen };
    const answer = await browser.post('/asean-canada/propositions/2008-1/position', said);
    expect(answer.status).toBe(303);
  }
  const { state, closing, positions } = await read('/propositions/2008-1');
  expect([state, positions.map((each: Loose) => [each.party, each.stance])]).toEqual([
    'carried',
    expect.arrayContaining([
      ['asean', 'concur'],
      ['canada', 'concur'],
    ]),
  ]);
  expect(createHash('sha256').update(closing.record, 'utf8').digest('hex')).toBe(closing.sha256);
  const words = (await read('/propositions/2008-1/items/1')).words;
  expect(verifyRecord(closing.record, closing.sha256, new Map([[1, words]]))).toEqual([]);
});

test('the list is read on without gaps, from what one sees', async () => {
  await site.ask(
    `with w as (select id, partnership from platform.wall where kind = 'partnership' and partnership = (select id from directory.partnership where slug = 'asean-canada')),
      paper as (insert into platform.record (partnership, kind, wall, owner, title, lang) select w.partnership, 'concurrence.proposition', w.id, w.id, 'Paper ' || n, 'en'
        from w, generate_series(2, 6) n returning id, partnership, wall, title)
      insert into concurrence.proposition (id, partnership, wall, owner, reference, act, procedure, reason, zone, state, closed_at, opened_by)
        select id, partnership, wall, wall, '2008-' || right(title, 1), 'noted', 'express', '', 'UTC', 'withdrawn', now(), gen_random_uuid() from paper`,
  );
  const walked: string[] = [];
  let next: string | null = `${HERE}/propositions?limit=2`;
  while (next !== null) {
    const page: Loose = await (await ask(next)).json();
    walked.push(...page.items.map((each: Loose) => each.proposition));
    next = page.next?.replace(ORIGIN, '') ?? null;
  }
  expect(walked).toEqual((await read('/propositions')).items.map((each: Loose) => each.proposition));
  expect([...walked].sort()).toEqual(['2008-1', '2008-2', '2008-3', '2008-4', '2008-5', '2008-6']);
  expect((await read('/propositions?shows=carried')).items.map((each: Loose) => each.proposition)).toEqual(['2008-1']);
});

test('calendars, mandates and remarks are those of the pages, for each who asks', async () => {
  const days = (await read('/working-days')).items;
  expect(days.map((each: Loose) => each.party)).toEqual(expect.arrayContaining(['asean', 'canada']));
  await canada.post('/asean-canada/working-days', { day: '2008-12-26', name: 'Boxing Day' });
  expect((await read('/working-days')).items.find((each: Loose) => each.party === 'canada').free_days).toContainEqual({
    day: '2008-12-26',
    name: 'Boxing Day',
  });
  const mandates = (await read('/mandates')).items;
  const own = mandates.filter((each: Loose) => each.wall.kind === 'party');
  expect(own.length).toBeGreaterThan(0);
  for (const each of own) expect([each.party, each.wall.readers.en]).toEqual(['canada', 'Only Canada sees this']);
  const serving = (await read('/mandates', await tokenOf(secretariat, 'read'))).items;
  const joint = (all: Loose[]) => all.filter((each) => each.wall.kind === 'partnership');
  expect(serving).toEqual(joint(mandates));
  const remarks = (await read('/plans/2007-10/remarks?limit=200')).items;
  const [{ count } = { count: -1 }] = await site.ask(
    `select count(*)::int from plan.remark r join plan.plan p on p.id = r.plan where p.slug = '2007-10'`,
  );
  expect(remarks).toHaveLength(count);
});

test('no token concurs for a seat, puts anything to the seats, or does what else needs the person: no address offers it', async () => {
  const personal = site.application.routes.filter((route) => route.byPersonOnly);
  expect(personal.map((route) => route.path)).toContain('/:partnership/propositions/:proposition/position');
  expect(personal.filter((route) => route.api !== null)).toEqual([]);
  expect(
    site.application.routes.filter(
      (route) => route.api && route.method === 'POST' && /propositions|working-days|mandates/.test(route.path),
    ),
  ).toEqual([]);
  // Pages do not look at a token; and the database asks by itself.
  for (const route of personal) {
    const address = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(route.example[name] ?? ''));
    const answer = await ask(address, token, { method: 'POST', body: new URLSearchParams(), headers: { origin: ORIGIN } });
    expect(answer.status, route.path).toBe(403);
  }
});
