import { gunzipSync, inflateRawSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, type DemonstrationSite, essence, openDemonstrationSite } from './fixtures/demonstration-site.ts';

/**
 * Discussions of Canada alone on lines that everybody reads, with a token of its own in every field and in the bytes of a file, hunted by everybody
 * who is not of Canada: for them the site must be, to the byte, as if nothing had been said.
 */
const PLAN = '/asean-canada/plans/2007-10';
const LIST = '/asean-canada/discussions';
const LINES = ['A.2.4.5', 'A.2.1.2', 'B.1.2'];
const BAIT = 'quetzal';
const FIELDS = ['first', 'second', 'mended', 'withdrawn', 'reason', 'name', 'bytes'] as const;
/** Letters only, so that a search would find it. */
const token = (line: number, field: (typeof FIELDS)[number]) =>
  `zyq${String.fromCharCode(97 + line)}${String.fromCharCode(97 + FIELDS.indexOf(field))}canary`;
const TOKENS = LINES.flatMap((_, line) => FIELDS.map((field) => token(line, field)));

let site: DemonstrationSite;
let canada: Browser;
let others: Record<string, Browser>;
let before: Map<string, { raw: Buffer; essence: unknown }>;
const made: { thread: string; file: string; comment: string }[] = [];

beforeAll(async () => {
  site = await openDemonstrationSite();
  canada = await site.as('catherine.lavoie', 'speaker');
  others = {
    visitor: site.visitor(),
    observer: await site.as('aiko.tanabe', 'observer'),
    'speaker of ASEAN': await site.as('nguyen.minh.ha', 'speaker'),
    'focal point of Viet Nam': await site.as('nguyen.minh.ha', 'focal-point'),
    'focal point of the Philippines': await site.as('rafael.villareal', 'focal-point'),
    secretariat: await site.as('sari.wulandari', 'secretariat'),
    administrator: await site.as('helene.marchetti', 'administrator'),
  };
  // What somebody may not open is noted on his own wall the first time, and his own page of what was done says so.
  await readAll();
  await site.application.settled();
  before = await readAll();
  for (const line of LINES.keys()) made.push(await writeCanaries(line));
}, 600_000);
afterAll(() => site?.close());

/** By the forms of the pages, so that whatever an act leaves behind is there too. */
async function writeCanaries(line: number): Promise<{ thread: string; file: string; comment: string }> {
  const reference = LINES[line] ?? '';
  const [node] = await site.ask(
    `select n.id from plan.node n join plan.plan p on p.id = n.plan where p.slug = '2007-10' and n.reference = $1`,
    [reference],
  );
  const [party] = await site.ask(`select circle from directory.party where slug = 'canada'`);
  const fields = { record: node?.id, wall: party?.circle, words: `${BAIT} ${token(line, 'first')} for @Anne-Marie Bouchard` };
  const opened = await canada.upload(LIST, fields, {
    'files[]': new File([`${BAIT} ${token(line, 'bytes')}`], `${token(line, 'name')}.txt`),
  });
  expect(opened.status, reference).toBe(303);
  const thread = opened.headers.get('location')?.split('/').at(-1) ?? '';
  const at = `${LIST}/${thread}`;
  const comment = async (words: string) => {
    expect((await canada.post(`${at}/comments`, { words: `${BAIT} ${words}` })).status).toBe(303);
    const [row] = await site.ask('select id from discuss.comment where thread = $1 order by number desc limit 1', [thread]);
    return row?.id as string;
  };
  const second = await comment(token(line, 'second'));
  await canada.post(`${at}/comments/${second}/mend`, { words: `${BAIT} ${token(line, 'mended')}`, version: '1' });
  const third = await comment(token(line, 'withdrawn'));
  await canada.post(`${at}/comments/${third}/withdrawal`, { version: '1' });
  expect((await canada.post(`${at}/resolution`, { turns: '0', resolved: 'yes', reason: token(line, 'reason') })).status).toBe(
    303,
  );
  await canada.post('/asean-canada/follows', { record: node?.id, follow: 'yes' });
  const [file] = await site.ask('select attachment from discuss.enclosure where thread = $1', [thread]);
  return { thread, comment: second, file: file?.attachment };
}

function addresses(): string[] {
  const filled = (path: string, example: Readonly<Record<string, string>>) =>
    path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(example[name] ?? ''));
  const words = [BAIT, token(0, 'first'), token(1, 'name'), token(2, 'mended'), 'zyq'];
  return [
    ...site.application.routes.filter((route) => route.method === 'GET').map((route) => filled(route.path, route.example)),
    ...words.flatMap((word) => [
      `/asean-canada/search?q=${word}`,
      `/api/v1/partnerships/asean-canada/search?q=${word}`,
      `/api/v1/partnerships/asean-canada/search?q=${word}&kind=comment`,
      `/api/v1/partnerships/asean-canada/discussions?words=${word}`,
      `${PLAN}?words=${word}`,
      `${PLAN}/lines.csv?words=${word}`,
      `${LIST}?state=all&words=${word}`,
      `${LIST}.csv?state=all&words=${word}`,
    ]),
    '/asean-canada/search?q=contact&kind=comment',
    `${LIST}?state=all&sort=comments`,
    `${LIST}?state=all&who=following`,
    `${LIST}.csv?state=all`,
    `${LIST}?state=resolved`,
    `${PLAN}?sort=changed`,
    ...LINES.flatMap((reference) => [
      `${PLAN}/lines/${reference}`,
      `${PLAN}/lines/${reference}?lang=fr`,
      `${PLAN}/lines/${reference}?lang=en`,
    ]),
  ];
}

async function readAll(): Promise<Map<string, { raw: Buffer; essence: unknown }>> {
  const read = new Map<string, { raw: Buffer; essence: unknown }>();
  for (const address of addresses())
    for (const [who, browser] of Object.entries(others)) {
      const response = await browser.get(address, { 'accept-encoding': 'gzip', 'sec-fetch-site': 'none' });
      const body = Buffer.from(await response.clone().arrayBuffer());
      const plain = new Response(new Uint8Array(inflated(body)), {
        status: response.status,
        headers: withoutPacking(response.headers),
      });
      read.set(`${who} ${address}`, {
        raw: Buffer.concat([Buffer.from(JSON.stringify([...response.headers])), inflated(body)]),
        essence: await essence(plain),
      });
    }
  return read;
}

function inflated(body: Buffer): Buffer {
  if (body[0] === 0x1f && body[1] === 0x8b) return gunzipSync(body);
  if (body.subarray(0, 2).toString() !== 'PK') return body;
  const parts: Buffer[] = [body];
  for (let at = body.indexOf('PK\u0003\u0004'); at >= 0; at = body.indexOf('PK\u0003\u0004', at + 4)) {
    const start = at + 30 + body.readUInt16LE(at + 26) + body.readUInt16LE(at + 28);
    if (body.readUInt16LE(at + 8) === 8) parts.push(inflateRawSync(body.subarray(start), { finishFlush: 2 }));
  }
  return Buffer.concat(parts);
}

const withoutPacking = (headers: Headers) =>
  [...headers].filter(([name]) => name !== 'content-encoding' && name !== 'content-length') as [string, string][];

test('to programs of others such a discussion, its comments, and who follows it are as if they never were', async () => {
  const HERE = '/api/v1/partnerships/asean-canada/discussions';
  const never = crypto.randomUUID();
  for (const { thread } of made)
    for (const [who, browser] of Object.entries(others))
      for (const rest of ['', '/comments', '/comments/1', '/comments/2', '/follow']) {
        const [hidden, absent] = [await browser.get(`${HERE}/${thread}${rest}`), await browser.get(`${HERE}/${never}${rest}`)];
        expect([403, 404], who).toContain(hidden.status);
        expect(await essence(hidden, thread), `${who} ${rest}`).toEqual(await essence(absent, never));
      }
  const [thread] = made.map((each) => each.thread);
  const read = await canada.text(`${HERE}/${thread}/comments`);
  for (const field of ['first', 'mended', 'name'] as const) expect(read).toContain(token(0, field));
  for (const field of ['second', 'withdrawn'] as const) expect(read).not.toContain(token(0, field));
});

test('Canada reads all of it, so there is something that could leak', async () => {
  for (const [line, reference] of LINES.entries()) {
    const { thread, file } = made[line] ?? { thread: '', file: '' };
    const page = await canada.text(`${LIST}/${thread}`);
    for (const field of ['first', 'mended', 'reason', 'name'] as const) expect(page, reference).toContain(token(line, field));
    for (const field of ['second', 'withdrawn'] as const) expect(page, reference).not.toContain(token(line, field));
    expect(await canada.text(`${LIST}/${thread}/files/${file}`)).toContain(token(line, 'bytes'));
    expect(await canada.text(`${PLAN}/lines/${reference}`)).toContain(token(line, 'first'));
    for (const field of ['first', 'mended', 'name'] as const)
      expect(await canada.text(`/asean-canada/search?q=${token(line, field)}`), field).toContain('1 result');
    expect(await canada.text(`${LIST}.csv?state=all&words=${token(line, 'mended')}`)).toContain(token(line, 'first'));
  }
  expect(await (await site.as('anne-marie.bouchard', 'contributor')).text('/asean-canada/mentions')).toContain(token(0, 'first'));
  expect(await canada.text('/asean-canada/follows')).toContain('B.1.2');
}, 120_000);

test('nobody else gets one of its words, in any answer, packed or not', async () => {
  const after = await readAll();
  expect([...after.keys()]).toEqual([...before.keys()]);
  const needles = [...TOKENS, ...TOKENS.map((each) => each.slice(0, 6)), ...made.map((each) => each.thread)].flatMap((each) => [
    each,
    Buffer.from(each).toString('base64').slice(0, 8),
  ]);
  for (const [address, { raw, essence: said }] of after) {
    expect(said, address).toEqual(before.get(address)?.essence);
    // A search says back what was asked: those are compared with what they said before.
    if (/[?&](q|words)=/.test(address)) continue;
    const bytes = `${raw.toString('latin1')}${JSON.stringify(said)}`.toLowerCase();
    for (const needle of needles) expect(bytes.includes(needle.toLowerCase()), `${address}: ${needle}`).toBe(false);
  }
}, 600_000);

test('nor in an answer of the database, whatever table or view is asked', async () => {
  const tables = await site.ask<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('plan', 'platform', 'followup', 'directory', 'discuss') and c.relkind in ('r', 'v') and has_table_privilege('ent_app', c.oid, 'select') order by 1`,
  );
  expect(tables.map((each) => each.name)).toEqual(
    expect.arrayContaining([
      'discuss.thread',
      'discuss.comment_edition',
      'discuss.v_own_mention',
      'discuss.v_followed',
      'discuss.resolution',
      'platform.attachment',
    ]),
  );
  for (const [who, browser] of Object.entries(others)) {
    const secret = await secretOf(browser);
    for (const { name } of tables) {
      const { rows } = await site.application.database.withActor(secret, 'read', (tx) =>
        sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(tx),
      );
      const all = rows.map((row) => row.row).join('\n');
      for (const each of [BAIT, ...TOKENS, ...made.map((one) => one.thread)])
        expect(all.includes(each), `${who} ${name} ${each}`).toBe(false);
    }
  }
}, 120_000);

async function secretOf(browser: Browser): Promise<`visitor:${string}` | `${string}:${string}`> {
  const [worn] = await site.ask(
    `select w.mandate from accounts.worn w join auth.session s on s.id = w.session where s.token = encode(sha256(convert_to($1, 'UTF8')), 'hex')`,
    [browser.session()],
  );
  const [partnership] = await site.ask('select id from directory.partnership');
  return worn ? `${browser.session()}:${worn.mandate}` : `visitor:${partnership?.id}`;
}

test('nobody reaches it by guessing: each address and form answers as where there is nothing', async () => {
  const there = made[0] ?? { thread: '', file: '', comment: '' };
  const nowhere = { thread: crypto.randomUUID(), file: crypto.randomUUID(), comment: crypto.randomUUID() };
  const joint = '2f6b1c0e-51d4-4d0b-9a57-0c1d5e8a7b01';
  const forms = ({ thread, comment }: typeof there): [string, Record<string, string>][] => [
    [`${LIST}/${thread}/comments`, { words: 'Mine' }],
    [`${LIST}/${thread}/resolution`, { turns: '1', resolved: 'no', reason: '' }],
    [`${LIST}/${thread}/comments/${comment}/mend`, { words: 'Mine', version: '2' }],
    [`${LIST}/${thread}/comments/${comment}/withdrawal`, { version: '2' }],
    [`${LIST}/${joint}/comments/${comment}/mend`, { words: 'Mine', version: '2' }],
    [`${LIST}/${joint}/comments/${comment}/withdrawal`, { version: '2' }],
    ['/asean-canada/mentions', { comment }],
    ['/asean-canada/follows', { record: thread, follow: 'yes' }],
    ['/asean-canada/follows', { record: comment, follow: 'yes' }],
  ];
  const pages = ({ thread, file, comment }: typeof there) => [
    `${LIST}/${thread}`,
    `${LIST}/${thread}/files/${file}`,
    `${LIST}/${joint}/files/${file}`,
    `${LIST}/${thread}/comments/${comment}/mend`,
    `${LIST}?state=all&record=${thread}`,
  ];
  const names = [...Object.values(there), ...Object.values(nowhere)];
  for (const [who, browser] of Object.entries(others)) {
    const ask = async (of: typeof there) => {
      const answers = [];
      for (const address of pages(of)) answers.push(await essence(await browser.get(address), ...names));
      for (const [address, fields] of forms(of)) answers.push(await essence(await browser.post(address, fields), ...names));
      return answers;
    };
    expect(await ask(there), who).toEqual(await ask(nowhere));
  }
}, 120_000);

test('the names behind an @ are those that one may know, whatever one asks', async () => {
  const walls = Object.fromEntries(
    (
      await site.ask(
        `select coalesce(y.slug, w.kind) as name, w.id from platform.wall w left join directory.party y on y.circle = w.id where w.kind <> 'organisation'`,
      )
    ).map((row) => [row.name, row.id]),
  );
  const names = async (browser: Browser, wall: string | undefined, q = '') =>
    (
      (await (await browser.get(`/asean-canada/mentions/people?wall=${wall}&q=${encodeURIComponent(q)}`)).json()) as {
        name: string;
      }[]
    ).map((each) => each.name);
  // Anne-Marie Bouchard's mandate is known to Canada alone.
  expect(await names(canada, walls.partnership, 'bouch')).toEqual(['Anne-Marie Bouchard']);
  expect(await names(canada, walls.canada)).toEqual(expect.arrayContaining(['Anne-Marie Bouchard', 'Daniel Okafor']));
  for (const who of ['speaker of ASEAN', 'focal point of Viet Nam', 'focal point of the Philippines', 'secretariat']) {
    const browser = others[who] as Browser;
    for (const wall of [walls.partnership, walls.canada, walls.public, crypto.randomUUID(), 'nonsense'])
      for (const q of ['', 'bouch', 'anne', 'a', '%', '_'])
        expect(await names(browser, wall, q), `${who} ${q}`).not.toContain('Anne-Marie Bouchard');
    for (const q of ['', 'o'])
      expect(await names(browser, walls.canada, q)).toEqual(await names(browser, crypto.randomUUID(), q));
    const thread = '2f6b1c0e-51d4-4d0b-9a57-0c1d5e8a7b01';
    const [hidden] = await site.ask(`select id from directory.person where full_name = 'Anne-Marie Bouchard'`);
    const choose = async (mention: string) => {
      const answer = await browser.post(`${LIST}/${thread}/comments`, { words: 'You', mention });
      return [answer.status, (await answer.text()).replaceAll(mention, 'WHO').replace(/name="_csrf" value="[^"]+"/g, '')];
    };
    expect(await choose(hidden?.id)).toEqual(await choose(crypto.randomUUID()));
    const called = async (name: string) => (await browser.post(`${LIST}/${thread}/comments`, { words: `Hello @${name}` })).status;
    expect([await called('Anne-Marie Bouchard'), await called('Anne-Marie Nobody')]).toEqual([303, 303]);
  }
  expect(
    await site.ask(`select m.comment from discuss.v_mention m join directory.person p on p.id = m.person join discuss.comment c on c.id = m.comment
    join platform.wall w on w.id = c.wall where p.full_name = 'Anne-Marie Bouchard' and w.kind = 'partnership'`),
  ).toEqual([]);
}, 120_000);
