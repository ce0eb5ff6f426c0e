import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, type DemonstrationSite, openDemonstrationSite } from './fixtures/demonstration-site.ts';
import { canonical, verifyRecord } from './modules/concurrence/index.ts';

/** The story of certification as people walk it over HTTP: a slip is found, mended, put anew, and both parties certify. */
const PLAN = '/asean-canada/plans/2007-10';
const CERTIFICATION = `${PLAN}/certification`;
const PROPOSITIONS = '/asean-canada/propositions';
let site: DemonstrationSite;
let canada: Browser;
let asean: Browser;
let secretariat: Browser;
beforeAll(async () => {
  site = await openDemonstrationSite();
  canada = await site.as('catherine.lavoie', 'speaker');
  asean = await site.as('nguyen.minh.ha', 'speaker');
  secretariat = await site.as('sari.wulandari', 'secretariat');
}, 600_000);
afterAll(() => site?.close());

const seenOn = (page: string) => /name="seen" value="([0-9a-f]{64})"/.exec(page)?.[1] ?? '';
const certify = async (browser: Browser, reference: string) => {
  const address = `${PROPOSITIONS}/${reference}`;
  const seen = seenOn(await browser.text(address));
  return browser.post(`${address}/position`, { stance: 'concur', reason: '', seen });
};

test('the plan is before the parties: ASEAN has certified it, and it waits for Canada', async () => {
  const page = await canada.text(`${PROPOSITIONS}/2008-1`);
  expect(page).toContain('This waits for you.');
  expect(page).toContain('Take the position of Canada');
  expect(await asean.text(`${PROPOSITIONS}/2008-1`)).not.toContain('This waits for you.');
  expect(await canada.text(PLAN)).toContain('Entered, not yet certified by Canada');
  expect(await site.visitor().text(PLAN)).toContain('Entered, not yet certified by ASEAN or Canada');
  expect(await canada.text(`${PROPOSITIONS}?shows=waiting`)).toContain('2008-1');
});

test('an objection needs a reason, and what was typed is kept', async () => {
  const address = `${PROPOSITIONS}/2008-1`;
  const seen = seenOn(await canada.text(address));
  const answer = await canada.post(`${address}/position`, { stance: 'object', reason: 'a', seen });
  expect(answer.status).toBe(422);
  const page = await answer.text();
  expect(page).toContain('Give a reason: it stays in the history.');
  expect(page).toMatch(/value="object"[^>]* checked/);
});

test('Canada finds a slip; it is mended, and the proposition ends, because its words changed', async () => {
  const seen = seenOn(await canada.text(`${PROPOSITIONS}/2008-1`));
  await canada.post(`${PROPOSITIONS}/2008-1/position`, { stance: 'object', reason: 'A slip in A.2.4.1', seen });
  const line = await secretariat.text(`${PLAN}/lines/A.2.4.1/mend`);
  const version = /name="version" value="(\d+)"/.exec(line)?.[1] ?? '';
  const text = /<textarea[^>]*name="text"[^>]*>\n?([^<]+)</.exec(line)?.[1] ?? '';
  const mended = { version, text: `${text.trim().replace(/&#39;/g, '’')} (mended)`, reason: 'a slip that Canada found' };
  expect((await secretariat.post(`${PLAN}/lines/A.2.4.1/mend`, mended)).status).toBe(303);
  expect(await canada.text(`${PROPOSITIONS}/2008-1`)).toContain('Superseded: the text changed');
  expect((await canada.post(`${PROPOSITIONS}/2008-1/position`, { stance: 'concur', reason: '', seen })).status).toBe(409);
  expect(await secretariat.text(`${CERTIFICATION}?show=mended`)).toContain('a slip that Canada found');
});

test('the secretariat puts it anew; nobody else does', async () => {
  const input = { procedure: 'silence', deadline: '2008-07-01T09:00', zone: 'Asia/Nowhere', reason: 'With the slip mended' };
  expect((await canada.post(CERTIFICATION, input)).status).toBe(403);
  const refused = await secretariat.post(CERTIFICATION, input);
  expect(refused.status).toBe(422);
  const page = await refused.text();
  expect(page).toContain('Name a time zone');
  expect(page).toContain('With the slip mended');
  const early = await secretariat.post(CERTIFICATION, { ...input, deadline: '2008-06-30T20:00', zone: 'UTC' });
  expect(await early.text()).toContain('less than 24 hours');
  const answer = await secretariat.post(CERTIFICATION, { ...input, procedure: 'express', deadline: '', zone: 'UTC' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${PROPOSITIONS}/2008-2`]);
  expect((await secretariat.post(CERTIFICATION, { ...input, procedure: 'express', deadline: '', zone: 'UTC' })).status).toBe(409);
});

test('both certify, and the plan is adopted: frozen, for everybody to see', async () => {
  expect((await certify(canada, '2008-2')).status).toBe(303);
  expect(await site.visitor().text(PLAN)).toContain('not yet certified');
  expect((await certify(asean, '2008-2')).status).toBe(303);
  expect(await site.visitor().text(PLAN)).not.toContain('not yet certified');
  expect(await canada.text(CERTIFICATION)).toContain('All parties have certified this plan');
  const line = await secretariat.get(`${PLAN}/lines/A.2.4.1/mend`);
  const form = await line.text();
  const version = /name="version" value="(\d+)"/.exec(form)?.[1] ?? '2';
  const mend = await secretariat.post(`${PLAN}/lines/A.2.4.1/mend`, { version, text: 'Other words', reason: 'for nothing' });
  expect(mend.status).toBe(409);
  await expect(
    site.ask(
      `insert into plan.edition (node, lang, edition, text, wall, owner, reason) select node, lang, 99, 'x', wall, owner, 'past' from plan.edition limit 1`,
    ),
  ).rejects.toThrow(/amendment/);
});

test('either side takes the record away and verifies it against the words that were shown', async () => {
  const record = await (await asean.get(`${PROPOSITIONS}/2008-2/record`)).text();
  const words = await (await canada.get(`${PROPOSITIONS}/2008-2/items/1/words`)).text();
  const hash = /SHA-256 of the record: <code[^>]*>([0-9a-f]{64})</.exec(await canada.text(`${PROPOSITIONS}/2008-2`))?.[1];
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(verifyRecord(record, hash, new Map([[1, words]]))).toEqual([]);
  expect(canonical(JSON.parse(record))).toBe(record);
  expect(words).toContain('A.2.4.1');
});

test('nobody but the parties and the secretariat sees what is before them', async () => {
  for (const browser of [site.visitor(), await site.as('aiko.tanabe', 'observer')])
    for (const address of [
      PROPOSITIONS,
      `${PROPOSITIONS}/2008-2`,
      `${PROPOSITIONS}/2008-2/record`,
      `${PROPOSITIONS}/2008-2/items/1/words`,
      CERTIFICATION,
    ])
      expect((await browser.get(address)).status, address).toBe(403);
});
