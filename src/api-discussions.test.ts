import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, type DemonstrationSite, ORIGIN, openDemonstrationSite, tokenOf } from './fixtures/demonstration-site.ts';
import type { Loose } from './fixtures/openapi.ts';

const HERE = '/api/v1/partnerships/asean-canada';
const JOINT = `${HERE}/discussions/2f6b1c0e-51d4-4d0b-9a57-0c1d5e8a7b01`;
const NODE = `${HERE}/plans/2007-10/nodes/B.1.2`;

let site: DemonstrationSite;
let canada: Browser;
let writes: string;
let reads: string;
let asean: string;
beforeAll(async () => {
  site = await openDemonstrationSite();
  canada = await site.as('catherine.lavoie', 'speaker');
  writes = await tokenOf(canada, 'write');
  reads = await tokenOf(canada, 'read');
  asean = await tokenOf(await site.as('nguyen.minh.ha', 'speaker'), 'write');
}, 300_000);
afterAll(() => site?.close());

const ask = (address: string, by = writes, init: RequestInit & { headers?: Record<string, string> } = {}) =>
  site.application.site.request(`${ORIGIN}${address}`, { ...init, headers: { authorization: `Bearer ${by}`, ...init.headers } });
const read = async (address: string, by = writes): Promise<Loose> => (await ask(address, by)).json();
const tagOf = async (address: string, by = writes) => (await ask(address, by)).headers.get('etag') ?? '';
const send = async (
  address: string,
  body: unknown,
  tag: string,
  by = writes,
): Promise<{ status: number; json: Loose; location: string | null }> => {
  const headers = { 'content-type': 'application/json', 'if-match': tag };
  const answer = await ask(address, by, { method: 'POST', body: JSON.stringify(body), headers });
  return { status: answer.status, json: await answer.json(), location: answer.headers.get('location') };
};
/** Says something and gives the address of the comment. */
async function comment(words: string, by = writes): Promise<string> {
  const said = await send(`${JOINT}/comments`, { words }, await tagOf(JOINT, by), by);
  expect(said.status).toBe(201);
  return `${JOINT}/comments/${said.json.comments}`;
}

test('a comment is mended and withdrawn by its author alone, in the version that was seen', async () => {
  const address = await comment('Canada asks when.');
  const first = await tagOf(address);
  const mended = await send(`${address}/editions`, { words: 'Canada asks when, and where.' }, first);
  expect([mended.status, mended.location]).toEqual([201, ORIGIN + address]);
  expect(mended.json).toMatchObject({ words: 'Canada asks when, and where.', by: 'Catherine Lavoie', api: ORIGIN + address });
  expect(await send(`${address}/editions`, { words: 'Once more' }, first)).toMatchObject({
    status: 412,
    json: { current: mended.json },
  });
  for (const [rest, body] of [
    ['editions', { words: 'Not yours' }],
    ['withdrawal', {}],
  ] as const)
    expect(await send(`${address}/${rest}`, body, await tagOf(address, asean), asean)).toMatchObject({
      ...{ status: 403, json: { code: 'discuss.only-its-author' } },
    });
  const withdrawn = await send(`${address}/withdrawal`, {}, await tagOf(address));
  expect(withdrawn).toMatchObject({ status: 200, json: { words: null, files: [], mentioned: [] } });
  expect(await send(`${address}/editions`, { words: 'Back' }, await tagOf(address))).toMatchObject({
    ...{ status: 409, json: { code: 'discuss.is-withdrawn' } },
  });
  expect(await canada.text('/asean-canada/discussions/2f6b1c0e-51d4-4d0b-9a57-0c1d5e8a7b01')).not.toContain('Canada asks when');
  for (const number of ['0', '999', 'x', '1e0', '-1', '01', '99999999999'])
    expect((await ask(`${JOINT}/comments/${number}`)).status, number).toBe(404);
});

test('two who mend the same version: one does', async () => {
  const address = await comment('Who is first?');
  const tag = await tagOf(address);
  const both = await Promise.all(['One', 'Two'].map((words) => send(`${address}/editions`, { words }, tag)));
  expect(both.map((each) => each.status).sort()).toEqual([201, 412]);
});

test('one follows a plan, a node and a discussion, and nobody else learns of it', async () => {
  const things = [`${HERE}/plans/2007-10`, NODE, JOINT];
  const listed = async (by: string) => (await read(`${HERE}/follows`, by)).items.map((each: Loose) => each.address);
  const [before, theirs] = [await listed(writes), await listed(asean)];
  for (const thing of things) {
    const address = `${thing}/follow`;
    const tag = await tagOf(address);
    const { follows } = await read(address);
    expect(await send(address, { follows: !follows }, tag)).toMatchObject({ status: 200, json: { follows: !follows } });
    // It is the same again, and changes nothing.
    expect(await send(address, { follows: !follows }, await tagOf(address))).toMatchObject({
      status: 200,
      json: { follows: !follows },
    });
    expect((await send(address, { follows }, tag)).status).toBe(412);
    expect((await send(address, { follows }, await tagOf(address, reads), reads)).json.code).toBe('http.token-reads-only');
  }
  const after = await listed(reads);
  const changed = [
    ...before.filter((each: string) => !after.includes(each)),
    ...after.filter((each: string) => !before.includes(each)),
  ];
  expect(changed).toHaveLength(things.length);
  expect(await listed(asean)).toEqual(theirs);
  const [row] = await site.ask(`select count(*)::int as n from platform.audit where act like 'discuss.follow%'`);
  expect(row?.n).toBe(0);
});

test('who is mentioned finds it under mentions, with the comment; others do not', async () => {
  const address = await comment('For @Nguyễn Thị Minh Hà: a token of Canada says so.');
  const found = (await read(`${HERE}/mentions`, asean)).items.find((each: Loose) => each.api === ORIGIN + address);
  expect(found).toMatchObject({ seen: false, by: 'Catherine Lavoie', wall: { kind: 'partnership' } });
  expect((await read(address, asean)).words).toBe(found.words);
  expect((await read(`${HERE}/mentions`)).items.map((each: Loose) => each.api)).not.toContain(ORIGIN + address);
});
