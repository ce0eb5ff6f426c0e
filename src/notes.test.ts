import { gunzipSync, inflateRawSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, type DemonstrationSite, essence, openDemonstrationSite } from './fixtures/demonstration-site.ts';

/**
 * Notes of Canada, every field with a token of its own, hunted by everybody who is not of Canada: for them the site must be, to the byte, as if
 * nothing had been written.
 */
const PLAN = '/asean-canada/plans/2007-10';
const API = '/api/v1/partnerships/asean-canada';
const LINES = ['A.2.4.5', 'A.2.4', 'A', 'P.2007-08.1', 'B.1.2', 'A.2.4.5.a'];
const FIELDS = ['lineToTake', 'background', 'nextStep', 'whose'] as const;
const BAIT = 'quetzal';
/** Letters only, so that a search would find it, and one for each field of each line. */
const token = (line: number, field: number) => `zyq${String.fromCharCode(97 + line)}${String.fromCharCode(97 + field)}canary`;
const TOKENS = LINES.flatMap((_, line) => FIELDS.map((_, field) => token(line, field)));

let site: DemonstrationSite;
let canada: Browser;
let others: Record<string, Browser>;
let before: Map<string, { raw: Buffer; essence: unknown }>;

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
  await writeCanaries();
}, 600_000);
afterAll(() => site?.close());

/** Notes by the form of the page, so that whatever an act leaves behind is there too. */
async function writeCanaries(): Promise<void> {
  for (const [line, reference] of LINES.entries()) {
    const said = Object.fromEntries(FIELDS.map((field, at) => [field, `${BAIT} haze ${token(line, at)}`]));
    const { version } = (await versionOf(reference)) ?? { version: 0 };
    const answer = await canada.post(`${PLAN}/lines/${reference}/note`, { ...said, due: '2031-12-24', version: String(version) });
    expect(answer.status, reference).toBe(303);
  }
}

const versionOf = async (reference: string) =>
  (
    await site.ask<{ version: number }>(
      `select r.version from followup.note f join platform.record r using (id) join plan.node n on n.id = f.node join directory.party y on y.circle = f.owner
        where n.reference = $1 and y.slug = 'canada'`,
      [reference],
    )
  )[0];

function addresses(): string[] {
  const filled = (path: string, example: Readonly<Record<string, string>>) =>
    path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(example[name] ?? ''));
  const words = [BAIT, 'haze', token(0, 0), token(0, 2), '2031', 'zyq'];
  return [
    ...site.application.routes.filter((route) => route.method === 'GET').map((route) => filled(route.path, route.example)),
    ...words.flatMap((word) => [
      `/asean-canada/search?q=${word}`,
      `/search?q=${word}`,
      `${PLAN}?words=${word}`,
      `${PLAN}/lines.csv?words=${word}`,
      `/asean-canada/organisations?words=${word}`,
    ]),
    '/asean-canada/search?q=haze&kind=note',
    ...words.flatMap((word) => [
      `${API}/search?q=${word}`,
      `${API}/search?q=${word}&kind=note`,
      `${API}/plans/2007-10/lines?words=${word}`,
    ]),
    ...['notes', 'next-steps', 'next-steps?until=2031-12-31', 'next-steps?whose=zyq'].map(
      (list) => `${API}/plans/2007-10/${list}`,
    ),
    `${PLAN}?sort=changed`,
    ...['with', 'without'].map((which) => `${PLAN}/notes?which=${which}`),
    `${PLAN}/notes?area=A.2.4`,
    ...LINES.flatMap((reference) => [
      `${PLAN}/lines/${reference}`,
      `${PLAN}/lines/${reference}?lang=fr`,
      `${PLAN}/lines/${reference}?lang=en`,
      `${PLAN}/lines/${reference}/note`,
      `${API}/plans/2007-10/nodes/${reference}/note`,
      `${API}/plans/2007-10/nodes/${reference}`,
    ]),
  ];
}

async function readAll(): Promise<Map<string, { raw: Buffer; essence: unknown }>> {
  const read = new Map<string, { raw: Buffer; essence: unknown }>();
  for (const address of addresses())
    for (const [who, browser] of Object.entries(others)) {
      const response = await browser.get(address, { 'accept-encoding': 'gzip', 'sec-fetch-site': 'none' });
      const body = Buffer.from(await response.clone().arrayBuffer());
      const headers = JSON.stringify([...response.headers]);
      // Compared as read, since a form token makes other compressed bytes each time.
      const plain = new Response(new Uint8Array(inflated(body)), {
        status: response.status,
        headers: withoutPacking(response.headers),
      });
      read.set(`${who} ${address}`, { raw: Buffer.concat([Buffer.from(headers), body]), essence: await essence(plain) });
    }
  return read;
}

function inflated(body: Buffer): Buffer {
  if (body[0] === 0x1f && body[1] === 0x8b) return gunzipSync(body);
  // The entries of a packed document, each of its local headers followed by what it packs.
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

test('Canada reads its notes, so there is something that could leak', async () => {
  for (const [line, reference] of LINES.entries()) {
    const page = await canada.text(`${PLAN}/lines/${reference}`);
    for (const field of FIELDS.keys()) expect(page, reference).toContain(token(line, field));
  }
  const found = await canada.text(`/asean-canada/search?q=${BAIT}`);
  expect(found).toContain('Only Canada sees this');
  expect([...found.matchAll(/Note on/g)]).toHaveLength(LINES.length);
  expect(await canada.text(`${PLAN}/notes?which=with`)).toContain(token(0, 0));
  expect(await canada.text(`/asean-canada/search?q=${token(0, 2)}`)).toContain('1 result');
  const read = async (address: string) => JSON.parse(await canada.text(`${API}${address}`));
  const all = JSON.stringify([await read('/plans/2007-10/notes'), await read('/plans/2007-10/next-steps?whose=zyq')]);
  for (const each of TOKENS) expect(all).toContain(each);
  const { items } = await read(`/search?q=${BAIT}&kind=note`);
  expect(items).toHaveLength(LINES.length);
  for (const [line, reference] of LINES.entries())
    expect((await read(`/plans/2007-10/nodes/${reference}/note`)).own.line_to_take).toContain(token(line, 0));
});

test('nobody else gets one of its words, in any answer, packed or not', async () => {
  const after = await readAll();
  expect([...after.keys()]).toEqual([...before.keys()]);
  const needles = [...TOKENS, ...TOKENS.map((each) => each.slice(0, 6)), '2031-12-24'].flatMap((each) => [
    each,
    Buffer.from(each).toString('base64').slice(0, 8),
  ]);
  const asked = new Set(addresses());
  for (const [address, { raw, essence: said }] of after) {
    // A search says back what was asked: those are compared with what they said before.
    expect(said, address).toEqual(before.get(address)?.essence);
    if ([...asked].some((each) => address.endsWith(each) && /[?&](q|words)=/.test(each))) continue;
    const bytes = `${raw.toString('latin1')}${JSON.stringify(said)}`.toLowerCase();
    for (const needle of needles) expect(bytes.includes(needle.toLowerCase()), `${address}: ${needle}`).toBe(false);
  }
}, 600_000);

test('nor in an answer of the database, whatever table or view is asked', async () => {
  const tables = await site.ask<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('plan', 'platform', 'followup', 'directory') and c.relkind in ('r', 'v') and has_table_privilege('ent_app', c.oid, 'select') order by 1`,
  );
  expect(tables.map((each) => each.name)).toEqual(
    expect.arrayContaining(['followup.note', 'followup.note_edition', 'followup.v_note', 'platform.audit', 'platform.record']),
  );
  for (const [who, browser] of Object.entries(others)) {
    const secret = await secretOf(browser);
    for (const { name } of tables) {
      const { rows } = await site.application.database.withActor(secret, 'read', (tx) =>
        sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(tx),
      );
      const all = rows.map((row) => row.row).join('\n');
      for (const each of [BAIT, ...TOKENS]) expect(all.includes(each), `${who} ${name} ${each}`).toBe(false);
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

test('nobody changes them by guessing: the forms of notes answer as where there is none', async () => {
  const typed = { lineToTake: 'x', background: '', nextStep: '', whose: '', due: '', version: '1' };
  for (const who of ['visitor', 'observer', 'secretariat', 'administrator']) {
    const answers = await Promise.all(
      LINES.map(async (reference) => (await others[who]?.post(`${PLAN}/lines/${reference}/note`, typed))?.status),
    );
    expect(answers, who).toEqual(LINES.map(() => 403));
  }
  for (const who of ['visitor', 'observer', 'secretariat', 'administrator']) {
    const sent = await Promise.all(
      LINES.map(
        async (reference) =>
          (await others[who]?.send(`${API}/plans/2007-10/nodes/${reference}/note`, { line_to_take: 'x' }, { 'if-match': '"x"' }))
            ?.status,
      ),
    );
    expect(sent, who).toEqual(LINES.map(() => 403));
  }
  // Another side writes its own note: that Canada has one makes no difference to it.
  const viet = others['focal point of Viet Nam'] as Browser;
  const own = await viet.post(`${PLAN}/lines/A.2.4.5.a/note`, { ...typed, version: '0' });
  const free = await viet.post(`${PLAN}/lines/A.2.4.5.b/note`, { ...typed, version: '0' });
  expect([own.status, free.status]).toEqual([303, 303]);
  const [batch] = await site.ask(`select gen_random_uuid() as id`);
  expect((await viet.post(`${PLAN}/notes/undo`, { batch: batch?.id })).status).toBe(404);
});
