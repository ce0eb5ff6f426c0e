import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, type DemonstrationSite, essence, openDemonstrationSite } from './fixtures/demonstration-site.ts';
import { enterHiddenPlan } from './fixtures/hidden.ts';
import { verifyAudit } from './platform/audit/verify.ts';

/** What was done, read by those whose wall it is: a token in what stood before and after, hunted by everybody else. */
const PLAN = '/asean-canada/plans/2007-10';
const AUDIT = '/asean-canada/audit';
const TOKEN = 'zyqauditcanary';

let site: DemonstrationSite;
let canada: Browser;
let agency: Browser;
let others: Record<string, Browser>;
beforeAll(async () => {
  site = await openDemonstrationSite();
  canada = await site.as('catherine.lavoie', 'speaker');
  agency = await site.as('daniel.okafor', 'focal-point');
  others = {
    'speaker of ASEAN': await site.as('nguyen.minh.ha', 'speaker'),
    'focal point of the Philippines': await site.as('rafael.villareal', 'focal-point'),
    secretariat: await site.as('sari.wulandari', 'secretariat'),
    administrator: await site.as('helene.marchetti', 'administrator'),
    observer: await site.as('aiko.tanabe', 'observer'),
  };
  await enterHiddenPlan(site, canada, 'canada-only');
  const typed = { background: '', nextStep: '', whose: '', due: '' };
  const note = `${PLAN}/lines/A.2.1.1/note`;
  expect((await canada.post(note, { ...typed, lineToTake: `${TOKEN}one`, version: '0' })).status).toBe(303);
  expect((await canada.post(note, { ...typed, lineToTake: `${TOKEN}two`, version: '1' })).status).toBe(303);
}, 600_000);
afterAll(() => site?.close());

/** Sent, and all that follows the answer done. */
async function ask(browser: Browser, address: string): Promise<Response> {
  const response = await browser.get(address);
  await site.application.settled();
  return response;
}
const entries = (act: string) =>
  site.ask<{
    wall: string;
    kind: string;
    slug: string | null;
    record: string;
    mandate: string | null;
    request: string;
    after: unknown;
  }>(
    `select a.wall, w.kind, y.slug, a.record, a.mandate, a.request, a.after from platform.audit a join platform.wall w on w.id = a.wall
      left join directory.party y on y.circle = a.wall where a.act = $1 order by a.id`,
    [act],
  );

test('the side that wrote reads who did what, with before, after and the number of the request; nobody else does', async () => {
  const page = await canada.text(AUDIT);
  for (const part of [`${TOKEN}one`, `${TOKEN}two`, 'Recorded a note', 'Catherine Lavoie', 'Only Canada sees this'])
    expect(page).toContain(part);
  const file = await canada.text(`${AUDIT}.csv`);
  expect(file).toContain(`${TOKEN}one`);
  const [entry] = await site.ask(
    `select request from platform.audit where after ->> 'line_to_take' = $1 or after ->> 'lineToTake' = $1`,
    [`${TOKEN}two`],
  );
  expect(entry?.request).toMatch(/^[0-9a-f-]{36}$/);
  expect(file).toContain(entry?.request);
  const [note] = await site.ask(`select f.id from followup.note f join platform.record r using (id) where r.title like $1`, [
    `%${TOKEN}%`,
  ]);
  const addresses = [
    AUDIT,
    `${AUDIT}.csv`,
    `${AUDIT}?act=followup.note-recorded`,
    `${AUDIT}.csv?who=Lavoie`,
    `${AUDIT}?record=${note?.id}`,
    `${AUDIT}.csv?record=${note?.id}`,
    `${AUDIT}?before=999999999`,
    ...(await site.ask('select id from platform.wall')).map(({ id }) => `${AUDIT}.csv?wall=${id}`),
  ];
  for (const [who, browser] of Object.entries(others))
    for (const address of addresses) expect((await browser.text(address)).includes(TOKEN), `${who} ${address}`).toBe(false);
}, 300_000);

test('neither page nor file tells by a count or by another page that something was done behind a wall', async () => {
  const read = () => Promise.all(Object.values(others).map((browser) => browser.text(`${AUDIT}.csv?act=followup.note-recorded`)));
  const before = await read();
  await canada.post(`${PLAN}/lines/A.2.1.3/note`, {
    lineToTake: 'x',
    background: '',
    nextStep: '',
    whose: '',
    due: '',
    version: '0',
  });
  expect(await read()).toEqual(before);
});

test('what is asked for and hidden is noted for its owner, once an hour, with the capacity; the answer is that of what is absent', async () => {
  const asean = others['speaker of ASEAN'] as Browser;
  const [hidden, absent] = [
    await ask(asean, '/asean-canada/plans/canada-only'),
    await ask(asean, '/asean-canada/plans/no-such-plan'),
  ];
  expect(await essence(hidden, 'canada-only')).toEqual(await essence(absent, 'no-such-plan'));
  await ask(asean, '/asean-canada/plans/canada-only/document');
  await ask(site.visitor(), '/asean-canada/plans/canada-only');
  const noted = await entries('platform.asked-for-hidden');
  expect(noted.map(({ slug, after }) => ({ slug, after }))).toEqual([
    { slug: 'canada', after: { role: 'speaker', party: { en: 'ASEAN', fr: 'ANASE' }, route: 'GET /:partnership/plans/:plan' } },
    { slug: 'canada', after: { role: 'visitor', route: 'GET /:partnership/plans/:plan' } },
  ]);
  expect(await canada.text(AUDIT)).toContain('Asked for this and was told that there is nothing');
  expect(await canada.text(AUDIT)).toContain('A visitor who was not signed in');
  for (const [who, browser] of Object.entries(others))
    expect((await browser.text(`${AUDIT}.csv`)).includes('platform.asked-for-hidden'), who).toBe(false);
});

test('what a capacity may not do is noted for the side of whoever asked, and for nobody else', async () => {
  const anneMarie = await site.as('anne-marie.bouchard', 'contributor');
  expect((await ask(anneMarie, '/asean-canada/invitations')).status).toBe(403);
  const noted = (await entries('platform.refused')).filter(({ after }) => JSON.stringify(after).includes('/invitations'));
  expect(noted.map((row) => row.slug)).toEqual(['canada']);
  expect(await canada.text(`${AUDIT}?act=platform.refused`)).toContain('Anne-Marie Bouchard');
  for (const [who, browser] of Object.entries(others))
    expect((await browser.text(`${AUDIT}.csv`)).includes('Anne-Marie'), who).toBe(false);
});

test('who opens what an organisation wrote is noted once a day; what a whole party reads is not; looking as another notes nothing', async () => {
  await ask(agency, `${PLAN}/lines/A.2.1.2`);
  await ask(agency, `${PLAN}/lines/A.2.1.2`);
  await ask(agency, `${PLAN}/lines/A.2.1.2?as=party:asean`);
  await ask(canada, `${PLAN}/lines/A.2.1.1`);
  const noted = await entries('platform.opened');
  expect(noted.map((row) => row.kind)).toEqual(['organisation']);
  const page = await agency.text(`/asean-canada/readers?record=${noted[0]?.record}`);
  for (const part of ['Only Public Health Agency of Canada (Canada) sees this', 'Today 1 person', 'Daniel Okafor', 'Opened it'])
    expect(page).toContain(part);
  for (const browser of [canada, ...Object.values(others)])
    expect((await browser.get(`/asean-canada/readers?record=${noted[0]?.record}`)).status).toBe(404);
  const earlier = await agency.text(`/asean-canada/readers?record=${noted[0]?.record}&on=2007-05-01`);
  expect(earlier).toContain('On 1 May 2007 0 people');
});

test('of what all parties read the page names those whom the reader sees, and says that there are others', async () => {
  const [line] = await site.ask(`select id from plan.node where reference = 'A.2.1.1' limit 1`);
  const page = await (others['secretariat'] as Browser).text(`/asean-canada/readers?record=${line?.id}`);
  expect(page).toContain('Catherine Lavoie');
  expect(page).not.toContain('Anne-Marie');
  expect(await canada.text(`/asean-canada/readers?record=${line?.id}`)).toContain('Anne-Marie');
});

test('the list is read on by its number, and asked by who, act, day and record', async () => {
  const [note] = await site.ask(`select f.id from followup.note f join platform.record r using (id) where r.title like $1`, [
    `%${TOKEN}%`,
  ]);
  const count = async (query: string) => (await canada.text(`${AUDIT}.csv?${query}`)).split('\r\n').length - 2;
  expect(await count(`record=${note?.id}`)).toBe(2);
  expect(await count(`record=${note?.id}&who=lavoie`)).toBe(2);
  expect(await count(`record=${note?.id}&who=100%25`)).toBe(0);
  expect(await count(`record=${note?.id}&act=plan.words-mended`)).toBe(0);
  expect(await count(`record=${note?.id}&until=2007-01-01`)).toBe(0);
  expect(await count(`record=${note?.id}&since=2007-01-01`)).toBe(2);
  const numbers = (await site.ask('select id::text from platform.audit where record = $1 order by id', [note?.id])).map(
    (row) => row.id,
  );
  expect(await count(`record=${note?.id}&before=${numbers[1]}`)).toBe(1);
  expect((await canada.get(`${AUDIT}?before=x`)).status).toBe(400);
});

test('an anchor of a day that is over proves the chain; one of today is not given away', async () => {
  await site.ask('select platform.seal_audit(5000)');
  expect(JSON.parse(await canada.text(`${AUDIT}/anchor.json`))).toEqual([]);
  await site.keeper.query('reset role; alter table platform.audit_seal disable trigger append_only');
  await site.keeper.query(`update platform.audit_seal set at = at - interval '1 day'`);
  await site.keeper.query('alter table platform.audit_seal enable trigger append_only; set role ent_owner');
  const anchors = JSON.parse(await canada.text(`${AUDIT}/anchor.json`)) as { partnership: string; hash: string }[];
  expect(anchors).toHaveLength(1);
  expect((await verifyAudit(site.keeper, anchors)).troubles).toEqual([]);
  const forged = anchors.map((anchor) => ({ ...anchor, hash: '0'.repeat(64) }));
  expect((await verifyAudit(site.keeper, forged)).troubles).toEqual([expect.stringContaining('no seal has the anchored hash')]);
});

test('notes after an answer say nothing back, and nobody forges one', async () => {
  const { rows } = await site.application.database.withActor('', 'write', (tx) =>
    sql<{ answer: unknown }>`select platform.note_refusal('GET /x', 'x', '{}') as answer`.execute(tx),
  );
  expect(rows).toEqual([{ answer: '' }]);
  expect((await entries('platform.refused')).some(({ after }) => JSON.stringify(after).includes('GET /x'))).toBe(false);
});
