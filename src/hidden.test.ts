import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, type DemonstrationSite, essence, openDemonstrationSite } from './fixtures/demonstration-site.ts';
import { BAIT, CANARY, enterHiddenPlan, HIDDEN_LINE, hideLine } from './fixtures/hidden.ts';
import type { Route } from './platform/http/route.ts';

/**
 * A plan of Canada's own and a line of Canada's own in the plan that everybody reads: for all who do not see them the site must be as if they had
 * never been entered. Asked before and after, of every address, in words that would find them.
 */
const HIDDEN = 'canada-only';
const ABSENT = 'nobody-knew';
const PLAN = '/asean-canada/plans/2007-10';
const API = '/api/v1/partnerships/asean-canada/plans/2007-10';

let site: DemonstrationSite;
let canada: Browser;
let others: Record<string, Browser>;
let before: Map<string, unknown>;

beforeAll(async () => {
  site = await openDemonstrationSite();
  canada = await site.as('catherine.lavoie', 'speaker');
  others = {
    visitor: site.visitor(),
    observer: await site.as('aiko.tanabe', 'observer'),
    'speaker of ASEAN': await site.as('nguyen.minh.ha', 'speaker'),
    'focal point of a member state': await site.as('rafael.villareal', 'focal-point'),
    secretariat: await site.as('sari.wulandari', 'secretariat'),
    administrator: await site.as('helene.marchetti', 'administrator'),
  };
  // What somebody may not open is noted on his own wall the first time, and his own page of what was done says so.
  await readAll();
  await site.application.settled();
  before = await readAll();
  await enterHiddenPlan(site, canada, HIDDEN);
  await hideLine(site, canada, '2007-10');
}, 600_000);
afterAll(() => site?.close());

const filled = (route: Route, other: Record<string, string> = {}) =>
  route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent({ ...route.example, ...other }[name] ?? ''));
const pages = () => site.application.routes.filter((route) => route.method === 'GET');

/** Every address of the site, and the same with questions that the hidden texts would answer. */
const addresses = (): string[] => [
  ...pages().map((route) => filled(route)),
  ...[BAIT, 'haze', HIDDEN_LINE, '2.4.99', 'transboundary'].map((words) => `/asean-canada/search?q=${words}`),
  ...[BAIT, 'haze'].map((words) => `/search?q=${words}`),
  ...[
    `words=${BAIT}`,
    'words=haze',
    'area=A.2.4',
    'promise=recurring',
    'priority=any',
    'area=A.2.4.99',
    'page=2',
    'sort=changed',
    'sort=promise',
  ].map((query) => `${PLAN}?${query}`),
  ...['A.2.4', 'A.2.4.5', 'A.2.4.7', 'A', 'P.2007-08.1', HIDDEN_LINE].map((reference) => `${PLAN}/lines/${reference}`),
  `/asean-canada/organisations?words=${BAIT}`,
  `${PLAN}/lines.csv?words=${BAIT}`,
  `${PLAN}/lines.csv?sort=promise`,
  '/asean-canada/organisations/who',
  '/organisations/who',
  ...[BAIT, 'haze', HIDDEN_LINE, '2.4.99', 'A.2.4.5'].map((words) => `/api/v1/partnerships/asean-canada/search?q=${words}`),
  ...[`words=${BAIT}`, 'words=haze', 'area=A.2.4', 'promise=recurring', 'priority=any', 'sort=promise', 'limit=50'].map(
    (query) => `${API}/lines?${query}`,
  ),
  ...['limit=200', 'kind=action', 'kind=action&limit=20'].map((query) => `${API}/nodes?${query}`),
  ...['A.2.4', 'A', 'A.2.4.7', 'P.2007-08.1', HIDDEN_LINE].map((reference) => `${API}/nodes/${reference}`),
  `${API}/lines?cursor=${Buffer.from(HIDDEN_LINE).toString('base64url')}`,
  `/api/v1/organisations?words=${BAIT}`,
  '/api/v1/organisations/who',
];

async function readAll(): Promise<Map<string, unknown>> {
  const read = new Map<string, unknown>();
  for (const address of addresses())
    for (const [who, browser] of Object.entries(others)) read.set(`${who} ${address}`, await essence(await browser.get(address)));
  return read;
}

test('those who share the wall read it all, so there is something that could leak', async () => {
  expect(await canada.text(`/asean-canada/plans/${HIDDEN}`)).toContain(CANARY);
  expect(await canada.text(`/asean-canada/plans/${HIDDEN}/lines/A.2.4.5`)).toContain(CANARY);
  expect(await canada.text(`/asean-canada/plans/${HIDDEN}/source`)).toContain(CANARY);
  expect(await canada.text(`/asean-canada/plans/${HIDDEN}/remarks`)).toContain(CANARY);
  expect((await canada.get(`/asean-canada/plans/${HIDDEN}/source/file`)).headers.get('content-disposition')).toContain(CANARY);
  expect(await canada.text(`/asean-canada/search?q=${BAIT}`)).toContain(CANARY);
  expect(await canada.text(`${PLAN}?words=${BAIT}`)).toContain(HIDDEN_LINE);
  expect(await canada.text(`${PLAN}/lines/${HIDDEN_LINE}`)).toContain(CANARY);
  expect(await canada.text(`${PLAN}/lines/P.2007-08.1`)).toContain(HIDDEN_LINE);
  expect(await canada.text('/asean-canada/organisations/who')).toContain(HIDDEN_LINE);
  expect(await canada.text(`/api/v1/partnerships/asean-canada/search?q=${BAIT}`)).toContain(CANARY);
  expect(await canada.text(`${API}/lines?words=${BAIT}`)).toContain(CANARY);
  expect(await canada.text(`${API}/nodes/${HIDDEN_LINE}`)).toContain(CANARY);
  expect(await canada.text(`${API}/nodes/P.2007-08.1`)).toContain(HIDDEN_LINE);
  expect(await canada.text(`${API.replace('2007-10', HIDDEN)}/source?limit=200`)).toContain(CANARY);
});

test('for everybody else every page is as it was before, to the byte', async () => {
  const after = await readAll();
  expect([...after.keys()]).toEqual([...before.keys()]);
  for (const [address, answer] of after) expect(answer, address).toEqual(before.get(address));
  expect(JSON.stringify([...after.values()])).not.toContain(CANARY);
}, 600_000);

describe('hidden and absent are the same', () => {
  test('to the byte, at every address of a plan', async () => {
    for (const [who, browser] of Object.entries(others)) {
      for (const route of pages().filter((each) => each.path.includes(':plan'))) {
        const [hidden, absent] = await Promise.all([HIDDEN, ABSENT].map((plan) => browser.get(filled(route, { plan }))));
        const answer = await essence(hidden as Response, HIDDEN);
        expect(answer, `${who} ${route.path}`).toEqual(await essence(absent as Response, ABSENT));
        expect(JSON.stringify(answer)).not.toContain(CANARY);
        expect((answer as { status: number }).status).toBeGreaterThanOrEqual(403);
      }
    }
  });

  test('at the address of a hidden line of a plan that everybody reads', async () => {
    for (const [who, browser] of Object.entries(others)) {
      for (const way of ['', '/mend']) {
        const [hidden, absent] = await Promise.all(
          [HIDDEN_LINE, 'A.2.4.98'].map((reference) => browser.get(`${PLAN}/lines/${reference}${way}`)),
        );
        expect(await essence(hidden as Response, HIDDEN_LINE), who).toEqual(await essence(absent as Response, 'A.2.4.98'));
      }
    }
  });

  test('when one tries to change it', async () => {
    const secretariat = others['secretariat'] as Browser;
    const forms = [
      ['/mend', { version: '1', text: 'Other words', reason: 'a good one' }],
      ['/promise', { version: '1', promise: 'standing' }],
    ] as const;
    for (const [way, fields] of forms) {
      for (const [hidden, absent] of [
        [`${PLAN}/lines/${HIDDEN_LINE}`, `${PLAN}/lines/A.2.4.98`],
        [`/asean-canada/plans/${HIDDEN}/lines/A.2.4.5`, `/asean-canada/plans/${ABSENT}/lines/A.2.4.5`],
      ] as const) {
        const answer = await essence(await secretariat.post(`${hidden}${way}`, fields), HIDDEN_LINE, HIDDEN);
        expect(answer).toEqual(await essence(await secretariat.post(`${absent}${way}`, fields), 'A.2.4.98', ABSENT));
        expect(answer).toMatchObject({ status: 404 });
      }
    }
    for (const [hidden, absent] of [
      [`${API}/nodes/${HIDDEN_LINE}`, `${API}/nodes/A.2.4.98`],
      [`${API.replace('2007-10', HIDDEN)}/nodes/A.2.4.5`, `${API.replace('2007-10', ABSENT)}/nodes/A.2.4.5`],
    ] as const) {
      for (const headers of [{}, { 'if-match': '"any"' }] as Record<string, string>[]) {
        const send = (node: string) =>
          secretariat.send(`${node}/editions`, { text: 'Other words', reason: 'a good one' }, headers);
        const answer = await essence(await send(hidden), HIDDEN_LINE, HIDDEN);
        expect(answer).toEqual(await essence(await send(absent), 'A.2.4.98', ABSENT));
        expect(answer).toMatchObject({ status: 404 });
      }
    }
    expect(
      await site.ask(
        `select count(*)::int as mended from plan.edition e join platform.record r on r.id = e.node where e.edition > 1`,
      ),
    ).toEqual([{ mended: 0 }]);
  });
});

test('what nobody may read is not in the database’s answers either: not one row of it, whoever asks', async () => {
  const tables = await site.ask<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('plan', 'platform') and c.relkind in ('r', 'v') and has_table_privilege('ent_app', c.oid, 'select') order by 1`,
  );
  expect(tables.length).toBeGreaterThan(15);
  const [{ id } = { id: '' }] = await site.ask<{ id: string }>(`select id from directory.partnership`);
  for (const { name } of tables) {
    const { rows } = await site.application.database.withActor(`visitor:${id}`, 'read', (tx) =>
      sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(tx),
    );
    expect(rows.map((row) => row.row).join('\n'), name).not.toContain(CANARY);
  }
});
