import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, type DemonstrationSite, ORIGIN, openDemonstrationSite } from './fixtures/demonstration-site.ts';

/** The matrix of a ministry is explained once: its columns are recognised or said by a person, kept for that side, and used for the next. */
const DRAFTS = '/asean-canada/plans/drafts';
let site: DemonstrationSite;
let canada: Browser;
beforeAll(async () => {
  site = await openDemonstrationSite();
  canada = await site.as('catherine.lavoie', 'speaker');
}, 300_000);
afterAll(() => site?.close());

const upload = async (by: Browser, name: string, rows: readonly (readonly string[])[]): Promise<string> => {
  const answer = await by.upload(DRAFTS, {}, { file: new File([`${rows.map((row) => row.join(',')).join('\n')}\n`], name) });
  expect(answer.status).toBe(303);
  return answer.headers.get('location') ?? '';
};
const idIn = (address: string) => /drafts\/([0-9a-f-]{36})/.exec(address)?.[1] ?? '';
const version = async (id: string) =>
  String((await site.ask('select version from platform.record where id = $1', [id]))[0]?.version);

/** Sends the form of the columns as a browser does: the same name once for each. */
async function choose(by: Browser, id: string, head: string, roles: readonly string[]): Promise<Response> {
  const csrf = /name="_csrf" value="([^"]+)"/.exec(await by.text(`${DRAFTS}/${id}/columns?row=0`))?.[1] ?? '';
  const body = new URLSearchParams([
    ['_csrf', csrf],
    ['version', await version(id)],
    ['head', head],
  ]);
  for (const role of roles) body.append('roles[]', role);
  return site.application.site.request(`${ORIGIN}${DRAFTS}/${id}/columns`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: ORIGIN, cookie: by.cookies() },
    body,
  });
}

test('a head that is recognised is shown once, and the next table of its shape goes straight to its draft', async () => {
  const table = [
    ['Domaine', 'Action', 'Responsable'],
    ['Brume', '1.1 Tenir un dialogue annuel', 'X'],
    ['Brume', '1.2 Partager des avis', 'Y'],
  ];
  const first = await upload(canada, 'brume.csv', table);
  expect(first).toMatch(/\/columns$/);
  const id = idIn(first);
  const page = await canada.text(first);
  for (const [column, role] of [
    ['Domaine', 'area'],
    ['Action', 'action'],
    ['Responsable', 'other'],
  ])
    expect(page, column).toMatch(new RegExp(`Column ${column}[\\s\\S]*?<option value="${role}" selected`));
  expect((await choose(canada, id, 'domaine | action | responsable', ['area', 'other', 'other'])).status).toBe(422);
  const chosen = await choose(canada, id, 'domaine | action | responsable', ['area', 'action', 'subitem']);
  expect(chosen.headers.get('location')).toBe(`${DRAFTS}/${id}`);
  expect(await upload(canada, 'encore.csv', table)).not.toMatch(/\/columns$/);
  // The other side never hears of it.
  expect(await upload(await site.as('nguyen.minh.ha', 'speaker'), 'brume.csv', table)).toMatch(/\/columns$/);
});

test('a head that nobody knows is chosen among the first rows, and explained', async () => {
  const table = [
    ['Feld', 'Vorhaben'],
    ['Haze', '1.1 Hold an annual dialogue'],
    ['Haze', '1.2 Share news'],
  ];
  const address = await upload(canada, 'matrix.csv', table);
  const id = idIn(address);
  expect((await canada.get(`${DRAFTS}/${id}`)).headers.get('location')).toBe(address);
  expect(await canada.text(address)).toContain('Feld · Vorhaben');
  expect(await canada.text(`${address}?row=0`)).toContain('Column Vorhaben');
  expect((await choose(canada, id, 'feld | vorhaben', ['area', 'action'])).status).toBe(303);
  const page = await canada.text(`${DRAFTS}/${id}`);
  expect(page).toContain('Hold an annual dialogue');
  expect(await upload(canada, 'matrix-2.csv', table)).not.toMatch(/\/columns$/);
});
