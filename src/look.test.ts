import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, type DemonstrationSite, openDemonstrationSite } from './fixtures/demonstration-site.ts';
import { enterHiddenPlan } from './fixtures/hidden.ts';

/** “What the other side can see”: a preview is to the byte what that reader gets, apart from the band above it and the line that says who acts. */
const PLAN = '/asean-canada/plans/2007-10';
const SECRET = 'zyqlookcanary';

let site: DemonstrationSite;
let canada: Browser;
let readers: Record<string, Browser>;
beforeAll(async () => {
  site = await openDemonstrationSite();
  canada = await site.as('catherine.lavoie', 'speaker');
  await enterHiddenPlan(site, canada, 'canada-only');
  const typed = { lineToTake: SECRET, background: SECRET, nextStep: '', whose: '', due: '', version: '0' };
  for (const reference of ['A.2.1.1', 'A.2', 'P.2007-08.1'])
    expect((await canada.post(`${PLAN}/lines/${reference}/note`, typed)).status).toBe(303);
  readers = {
    'party:asean': await newSpeaker('asean'),
    'party:philippines': await newSpeaker('philippines'),
    secretariat: await site.as('sari.wulandari', 'secretariat'),
    observer: await site.as('aiko.tanabe', 'observer'),
    public: site.visitor(),
  };
}, 600_000);
afterAll(() => site?.close());

/** Somebody who speaks for a seat out of no organisation, and has written nothing: the reader whom a preview means. */
async function newSpeaker(slug: string): Promise<Browser> {
  const browser = await site.as('rafael.villareal', 'focal-point');
  const [mandate] = await site.ask(
    `insert into directory.mandate (person, partnership, role, party, title, valid, wall, owner)
      select l.person, y.partnership, 'speaker', y.id, '{"en": "Speaker"}', daterange('2008-01-01', null), w.id, y.circle
      from directory.party y join platform.wall w on w.partnership = y.partnership and w.kind = 'partnership', accounts.login_person l join auth."user" u on u.id = l.login where y.slug = $1 and u.email like 'rafael%' returning id`,
    [slug],
  );
  await browser.post('/capacity', { mandate: mandate?.id });
  await browser.get('/about');
  return browser;
}

/** An answer without what belongs to whoever looks: the band, the line of the capacity, tokens, and the mark in each link. */
async function said(response: Response): Promise<{ status: number; headers: unknown; body: string }> {
  const body = (await response.text())
    .replace(/<section class="looking".*?<\/section>/s, '')
    .replace(/<(div|p) class="capacity">.*?<\/\1>(?=<\/div><\/div><\/header>)/s, '')
    .replace(/<a href="\/sign-in" class="button secondary sign-in">.*?<\/a>/s, '')
    .replace(/<p class="capacity">.*?<\/p>/s, '')
    .replace(/\?as=[\w:%-]+&amp;/g, '?')
    .replace(/(\?|&amp;)as=[\w:%-]+/g, '')
    .replace(/<input type="hidden" name="as" value="[^"]+"\/>/g, '')
    .replace(/name="_csrf" value="[^"]*"/g, '')
    .replace(/data-autosave="[^"]*"/g, '')
    .replace(/^Expires: .*$/gm, '');
  const headers = [...response.headers].filter(([name]) => !['date', 'set-cookie', 'content-length'].includes(name));
  return { status: response.status, headers, body };
}

/** Without the walls to choose from: a member state also writes on that of its bloc, which whoever looks does not see. */
const withoutChoice = (answer: Awaited<ReturnType<typeof said>>) => ({
  ...answer,
  body: answer.body.replace(/<fieldset[^>]*>(?:(?!<\/fieldset>).)*? name="wall".*?<\/fieldset>/gs, ''),
});

/** The first place at which two answers differ, with what stands around it; empty: nowhere. */
function differing(mine: unknown, theirs: unknown): string {
  const [a, b] = [JSON.stringify(mine), JSON.stringify(theirs)];
  const at = [...a].findIndex((letter, place) => letter !== b[place]);
  if (a === b) return '';
  return `${a.slice(Math.max(0, at - 80), at + 200)}\n${b.slice(Math.max(0, at - 80), at + 200)}`;
}

const NODES = ['A', 'A.1', 'A.2.1.1', 'A.2', 'A.2.1.2', 'A.2.2.12', 'A.2.7.8', 'B.5.2', 'P.2007-08.1'];

/** Every address of the partnership that is read, and some that ask for something. */
function addresses(): string[] {
  const filled = (path: string, example: Readonly<Record<string, string>>) =>
    path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(example[name] ?? ''));
  const ofPartnership = site.application.routes.filter(
    (route) => route.method === 'GET' && route.path.startsWith('/:partnership') && !route.api,
  );
  return [
    ...ofPartnership.map((route) => filled(route.path, route.example)),
    ...NODES.map((reference) => `${PLAN}/lines/${reference}`),
    ...['haze', SECRET, 'A.2.1.2'].map((words) => `/asean-canada/search?q=${words}`),
    `${PLAN}?sort=promise`,
    `${PLAN}/lines.csv?words=health`,
    '/asean-canada/plans/canada-only',
    '/asean-canada/plans/no-such-plan',
    '/asean-canada/parties/canada',
    '/asean-canada/parties/asean',
  ];
}
/** Where a page tells a reader of what that one keeps for himself, or of himself: a preview has none of it. */
const OF_ONESELF: readonly RegExp[] = [
  /\/preview$/,
  /\/circles$/,
  /\/audit(\.csv)?$/,
  /\/discussions\/.+$/,
  /\/mentions$/,
  /\/documents(\.csv)?$/,
  /\/documents\/[^?]+$/,
];
/** Readers who act, and so have something of their own. */
const ACTING = ['party:asean', 'party:philippines', 'secretariat'];
const withAs = (address: string, key: string) => `${address}${address.includes('?') ? '&' : '?'}as=${key}`;

describe.each(['party:asean', 'party:philippines', 'secretariat', 'observer', 'public'])('as %s', (key) => {
  test('every page and file is to the byte what that reader gets', async () => {
    const reader = readers[key] as Browser;
    const noted = await site.ask<{ reference: string }>(
      `select n.reference from followup.note f join plan.node n on n.id = f.node join directory.party y on y.circle = f.owner where y.slug = any ($1)`,
      [key === 'party:asean' ? ['asean'] : key === 'party:philippines' ? ['asean', 'philippines'] : []],
    );
    let compared = 0;
    for (const address of addresses()) {
      if (ACTING.includes(key) && OF_ONESELF.some((each) => each.test(address))) continue;
      if (/\/(notes|matrix(\.\w+)?)$/.test(address) && noted.length > 0) continue;
      if (/q=haze/.test(address) && noted.length > 0) continue;
      if (noted.some(({ reference }) => address.endsWith(`/lines/${reference}`))) continue;
      const [mine, theirs] = [await canada.get(withAs(address, key)), await reader.get(address)];
      const [shown, real] = [await said(mine), await said(theirs)];
      expect(
        key === 'party:philippines' ? differing(withoutChoice(shown), withoutChoice(real)) : differing(shown, real),
        address,
      ).toBe('');
      compared += 1;
    }
    expect(compared).toBeGreaterThan(25);
  }, 120_000);

  test('it says so above, and nothing of one’s own walls is on it', async () => {
    for (const address of addresses()) {
      const response = await canada.get(withAs(address, key));
      const body = await response.text();
      if (!address.includes(SECRET)) expect(body.includes(SECRET), address).toBe(false);
      if (response.headers.get('content-type')?.startsWith('text/html') && !response.headers.has('content-disposition'))
        expect(body, address).toContain('class="looking"');
    }
  }, 120_000);
});

test('it never opens more than one may read oneself: what the other side wrote is not there', async () => {
  const theirs = await (await site.as('nguyen.minh.ha', 'speaker')).text(`${PLAN}/lines/A.2.4.5`);
  expect(theirs).toContain('ASEAN would welcome a first joint activity');
  const preview = await canada.text(`${PLAN}/lines/A.2.4.5?as=party:asean`);
  expect(preview).not.toContain('ASEAN would welcome');
  expect(preview).toContain('Only ASEAN sees this');
  expect(await canada.text(`/asean-canada/search?q=welcome&as=party:asean`)).not.toContain('would welcome');
});

test('through any wall at all the database opens at most what the secret opens, and writes nothing', async () => {
  const [worn] = await site.ask(
    `select w.mandate from accounts.worn w join auth.session s on s.id = w.session where s.token = encode(sha256(convert_to($1, 'UTF8')), 'hex')`,
    [canada.session()],
  );
  const secret = `${canada.session()}:${worn?.mandate}`;
  const seen = async (shown: string) =>
    (
      await site.application.database.withActor(shown, 'read', (tx) =>
        sql<{ id: string }>`select id from platform.record union all select id from followup.v_note`.execute(tx),
      )
    ).rows.map((row) => row.id);
  const own = new Set(await seen(secret));
  const walls = await site.ask<{ id: string }>('select id from platform.wall');
  for (const { id } of [...walls, { id: crypto.randomUUID() }]) {
    const through = await seen(`${secret}~${id}`);
    expect(through.filter((each) => !own.has(each))).toEqual([]);
    const { rows } = await site.application.database.withActor(`${secret}~${id}`, 'read', (tx) =>
      sql<{ people: number; mandate: string | null }>`
        select (select count(*)::int from accounts.own_readers()) as people, platform.acting_mandate() as mandate`.execute(tx),
    );
    expect(rows).toEqual([{ people: 0, mandate: null }]);
  }
  const writing = site.application.database.withActor(`${secret}~${walls[0]?.id}`, 'write', async () => {});
  await expect(writing).rejects.toThrow('changes nothing');
});

test('links and forms stay in the view, and a form that would change something is refused', async () => {
  const page = await canada.text(`${PLAN}/lines/A.2.1.1?as=party:asean`);
  const links = [...page.matchAll(/<a [^>]*href="(\/asean-canada[^"]*)"[^>]*>/g)].filter(([tag]) => !tag.includes('data-own'));
  expect(links.length).toBeGreaterThan(10);
  for (const [tag, href] of links) expect(href, tag).toContain('as=party:asean');
  const typed = { lineToTake: 'x', background: '', nextStep: '', whose: '', due: '', version: '0' };
  const answer = await canada.post(`${PLAN}/lines/A.2.1.3/note?as=party:asean`, typed);
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain('You are looking at this as somebody else would get it');
  expect(await site.ask(`select from followup.note_edition where line_to_take = 'x'`)).toEqual([]);
  const back = await canada.get(`${PLAN}?sort=promise&as=self`);
  expect([back.status, back.headers.get('location')]).toEqual([303, `${PLAN}?sort=promise`]);
});

test('nobody looks who sees no more than the public, and nobody as a reader that is not there', async () => {
  expect((await readers.public?.get(`${PLAN}?as=party:asean`))?.status).toBe(403);
  expect((await readers.observer?.get(`${PLAN}?as=public`))?.status).toBe(403);
  expect((await canada.get(`${PLAN}?as=party:nowhere`)).status).toBe(400);
  expect((await canada.get(`${PLAN}?as=public&as=observer`)).status).toBe(400);
  expect((await canada.get('/about?as=public')).status).toBe(400);
  for (const path of ['//elsewhere.example', 'https://elsewhere.example', '/other', '/asean-canada//x', '/asean-canada/preview'])
    expect((await canada.get(`/asean-canada/preview?of=${encodeURIComponent(path)}`)).status, path).toBe(400);
});

test('the page that offers the readers says what of one’s own is not there for each', async () => {
  const page = await canada.text(`/asean-canada/preview?of=${encodeURIComponent(`${PLAN}/lines/A.2.1.1`)}`);
  expect(page).toContain(`href="${PLAN}/lines/A.2.1.1?as=party:asean"`);
  expect(page).toMatch(/Not there for that reader: [^<]*\d+ notes/);
});
