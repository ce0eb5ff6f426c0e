import { gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, type DemonstrationSite, openDemonstrationSite } from './fixtures/demonstration-site.ts';

/**
 * What is written on the wall of one organisation, and in a circle of two seats, hunted by everybody else: also by those of the same party, and
 * by whoever was in the circle and has left it, with the session that he had.
 */
const PLAN = '/asean-canada/plans/2007-10';
const [LINE, SHARED] = ['A.2.1.3', 'A.2.2.2'];
const AGENCY = 'zyqagencycanary';
const CIRCLE = 'zyqcirclecanary';
const NAME = 'Zyqname canary';

let site: DemonstrationSite;
let agency: Browser;
let rafael: Browser;
let canada: Browser;
let others: Record<string, Browser>;
beforeAll(async () => {
  site = await openDemonstrationSite();
  agency = await site.as('daniel.okafor', 'focal-point');
  canada = await site.as('catherine.lavoie', 'speaker');
  rafael = await site.as('rafael.villareal', 'focal-point');
  others = {
    visitor: site.visitor(),
    observer: await site.as('aiko.tanabe', 'observer'),
    'another organisation of Canada': await site.as('anne-marie.bouchard', 'contributor'),
    'speaker of ASEAN': await site.as('nguyen.minh.ha', 'speaker'),
    'focal point of Viet Nam': await site.as('nguyen.minh.ha', 'focal-point'),
    secretariat: await site.as('sari.wulandari', 'secretariat'),
    administrator: await site.as('helene.marchetti', 'administrator'),
  };
  await canada.post('/asean-canada/circles', { name: NAME, inside: 'partnership' });
  const [circle] = await site.ask('select id, circle from directory.circle where name = $1', [NAME]);
  const seat = async (slug: string) =>
    `seat:${(await site.ask('select id from directory.party where slug = $1', [slug]))[0]?.id}`;
  const worn = await mandateOf(agency);
  for (const member of [await seat('philippines'), `mandate:${worn}`])
    expect((await canada.post('/asean-canada/circles/members', { circle: circle?.id, member })).status).toBe(303);
  const [own] = await site.ask(
    'select o.circle from directory.organisation_circle o join directory.mandate m on m.party = o.party and m.organisation = o.organisation where m.id = $1',
    [worn],
  );
  await write(agency, LINE, own?.circle, AGENCY);
  await write(rafael, SHARED, circle?.circle, CIRCLE);
}, 600_000);
afterAll(() => site?.close());

async function write(who: Browser, reference: string, wall: string, token: string): Promise<void> {
  const said = { lineToTake: `${token}a`, background: `${token}b`, nextStep: `${token}c`, whose: `${token}d`, due: '2031-12-24' };
  const answer = await who.post(`${PLAN}/lines/${reference}/note`, { ...said, version: '0', wall });
  expect(answer.status, token).toBe(303);
}

async function mandateOf(browser: Browser): Promise<string> {
  const [worn] = await site.ask(
    `select w.mandate from accounts.worn w join auth.session s on s.id = w.session where s.token = encode(sha256(convert_to($1, 'UTF8')), 'hex')`,
    [browser.session()],
  );
  return worn?.mandate;
}

function addresses(): string[] {
  const filled = (path: string, example: Readonly<Record<string, string>>) =>
    path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(example[name] ?? ''));
  return [
    ...site.application.routes.filter((route) => route.method === 'GET').map((route) => filled(route.path, route.example)),
    ...[LINE, SHARED].map((reference) => `${PLAN}/lines/${reference}`),
    `${PLAN}/notes?which=with`,
    `${PLAN}/notes?area=A.2.1`,
    '/asean-canada/search?q=zyq',
  ];
}

/** The first address at which this browser is told one of these words; undefined: none. */
async function leak(browser: Browser, words: readonly string[]): Promise<string | undefined> {
  for (const address of addresses()) {
    const response = await browser.get(address);
    const body = Buffer.from(await response.arrayBuffer());
    const said =
      `${JSON.stringify([...response.headers])}${(body[0] === 0x1f ? gunzipSync(body) : body).toString()}`.toLowerCase();
    if (words.some((word) => said.includes(word.toLowerCase()))) return address;
  }
  return undefined;
}

test('those whose wall it is read it, so there is something that could leak', async () => {
  expect(await agency.text(`${PLAN}/lines/${LINE}`)).toContain(`${AGENCY}a`);
  expect(await agency.text(`${PLAN}/lines/${LINE}`)).toContain('Only Public Health Agency of Canada (Canada) sees this');
  for (const member of [agency, rafael, canada]) {
    expect(await member.text(`${PLAN}/lines/${SHARED}`)).toContain(`${CIRCLE}a`);
    expect(await member.text('/asean-canada/circles')).toContain(NAME);
  }
  expect(await rafael.text(`/asean-canada/search?q=${CIRCLE}a`)).toContain(`Only the circle “${NAME}” sees this`);
});

test('nobody else is told a word of either, nor that they are there', async () => {
  for (const [who, browser] of Object.entries(others))
    expect(await leak(browser, [AGENCY, CIRCLE, NAME, '2031-12-24']), who).toBeUndefined();
  // The speaker of Canada is in the circle, and reads nothing of the agency’s; Rafael neither.
  expect(await leak(canada, [AGENCY])).toBeUndefined();
  expect(await leak(rafael, [AGENCY])).toBeUndefined();
}, 600_000);

test('no note is kept on a wall that is not one’s own, nor found by guessing it', async () => {
  const walls = await site.ask(`select id from platform.wall where kind in ('organisation', 'group', 'party', 'member')`);
  const [own] = await site.ask('select owns from platform.acting where mandate = $1', [await mandateOf(rafael)]);
  const typed = { lineToTake: 'x', background: '', nextStep: '', whose: '', due: '', version: '0' };
  for (const { id } of walls.filter((wall) => !own?.owns.includes(wall.id))) {
    expect((await rafael.post(`${PLAN}/lines/A.2.1.1/note`, { ...typed, wall: id })).status).toBe(404);
    expect((await rafael.get(`${PLAN}/notes?wall=${id}`)).status).toBe(404);
  }
  expect((await rafael.post(`${PLAN}/lines/A.2.1.1/note`, { ...typed, wall: own?.owns[0] })).status).toBe(303);
});

test('a table of notes is of the wall that was chosen, and saves there', async () => {
  const [own] = await site.ask(
    'select o.circle from directory.organisation_circle o join directory.mandate m on m.party = o.party and m.organisation = o.organisation where m.id = $1',
    [await mandateOf(agency)],
  );
  const page = `${PLAN}/notes?wall=${own?.circle}`;
  expect(await agency.text(`${page}&which=with`)).toContain(`${AGENCY}a`);
  expect(await agency.text(`${PLAN}/notes?which=with`)).not.toContain(`${AGENCY}a`);
  const row = {
    reference: 'A.2.1.1',
    version: '0',
    lineToTake: `${AGENCY}grid`,
    background: '',
    nextStep: '',
    whose: '',
    due: '',
  };
  const fields = Object.fromEntries(Object.entries(row).map(([name, value]) => [`${name}[]`, value]));
  expect((await agency.post(page, fields)).status).toBe(303);
  const [saved] = await site.ask('select wall from followup.note_edition where line_to_take = $1', [`${AGENCY}grid`]);
  expect(saved?.wall).toBe(own?.circle);
});

test('who leaves reads nothing more of it, at once, with the session and the acting row that he had', async () => {
  const secret = `${rafael.session()}:${await mandateOf(rafael)}`;
  const rows = () =>
    site.application.database.withActor(secret, 'read', (tx) =>
      sql`select from followup.note_edition where line_to_take = ${`${CIRCLE}a`}`.execute(tx),
    );
  expect((await rows()).rows).toHaveLength(1);
  const [member] = await site.ask(
    `select x.id from directory.circle_member x join directory.circle c on c.id = x.circle join directory.party y on y.id = x.party where c.name = $1`,
    [NAME],
  );
  expect((await canada.post('/asean-canada/circles/departures', { member: member?.id })).status).toBe(303);
  expect((await rows()).rows).toHaveLength(0);
  expect(await leak(rafael, [CIRCLE, NAME])).toBeUndefined();
  expect(await agency.text(`${PLAN}/lines/${SHARED}`)).toContain(`${CIRCLE}a`);
}, 600_000);

test('what a form of a circle cannot do is said, and what was typed stays', async () => {
  const empty = await canada.post('/asean-canada/circles', { name: '   ', inside: 'side' });
  expect(empty.status).toBe(422);
  expect(await empty.text()).toContain('Write what the circle is called, in at most 80 characters.');
  const long = await canada.post('/asean-canada/circles', { name: 'n'.repeat(81), inside: 'side' });
  expect(await long.text()).toContain('n'.repeat(81));
  await canada.post('/asean-canada/circles', { name: 'Ours', inside: 'side' });
  const [ours] = await site.ask(`select id from directory.circle where name = 'Ours'`);
  const [asean] = await site.ask(`select id from directory.party where slug = 'asean'`);
  const [hidden] = await site.ask(
    `select m.id from directory.mandate m join directory.person p on p.id = m.person where p.full_name like 'Anne-Marie%'`,
  );
  const put = (circle: string, member: string) => canada.post('/asean-canada/circles/members', { circle, member });
  expect((await put(ours?.id, `seat:${asean?.id}`)).status).toBe(409);
  const [wide] = await site.ask('select id from directory.circle where name = $1', [NAME]);
  const refused = await put(wide?.id, `mandate:${hidden?.id}`);
  expect(refused.status).toBe(409);
  expect(await refused.text()).toContain('Only one party sees this person’s name');
  await canada.post('/asean-canada/circles/closings', { circle: ours?.id });
  expect((await put(ours?.id, `mandate:${hidden?.id}`)).status).toBe(409);
});
