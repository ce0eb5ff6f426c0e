import { gunzipSync, inflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Browser, type DemonstrationSite, essence, openDemonstrationSite } from './fixtures/demonstration-site.ts';
import { linesDown, makePdf } from './modules/knowledge/fixtures/make-pdf.ts';

/**
 * Documents of Canada with a token in title, remark, file name, and on every page inside, hunted by everybody who is not of Canada: for them the site
 * must be, to the byte, as if nothing had been uploaded.
 */
const SHELF = '/asean-canada/documents';
const LINE = '/asean-canada/plans/2007-10/lines/A.2.4.5';
const BAIT = 'quetzal';
const token = (place: string) => `zyq${place}canary`;
const PAGES = 3;
const TOKENS = [
  ...['title', 'remark', 'name', 'second', 'word', 'text', 'withdrawn'].map(token),
  ...Array.from({ length: PAGES }, (_, page) => token(`page${'abc'[page]}`)),
];
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

let site: DemonstrationSite;
let canada: Browser;
let others: Record<string, Browser>;
let before: Map<string, { raw: Buffer; essence: unknown }>;
const ids: string[] = [];

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

const said = (...places: string[]) => `${BAIT} haze ${places.map(token).join(' ')}`;
const about = (title: string, more: Record<string, string> = {}) => ({
  title,
  day: '2031-12-24',
  kind: 'paper',
  language: 'en',
  ...more,
});
const idIn = (answer: Response) => /documents\/([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '')?.[1] ?? '';

const stateOf = async (id: string) => (await site.ask('select state from knowledge.v_document where id = $1', [id]))[0]?.state;

async function uploaded(title: string, name: string, bytes: Uint8Array | string): Promise<string> {
  const answer = await canada.upload(SHELF, about(title), { 'file[]': new File([Buffer.from(bytes)], name) });
  expect(answer.status, name).toBe(303);
  const id = idIn(answer);
  ids.push(id);
  await vi.waitFor(async () => expect(await stateOf(id)).toBe('read'), { timeout: 60_000, interval: 100 });
  return id;
}
const version = async (id: string) =>
  String((await site.ask('select version from platform.record where id = $1', [id]))[0]?.version);

/** By the forms of the pages, read by the job, so that whatever an act leaves behind is there too. */
async function writeCanaries(): Promise<void> {
  const pages = Array.from({ length: PAGES }, (_, page) => linesDown([said(`page${'abc'[page]}`)]));
  const pdf = await uploaded(said('title'), `${token('name')}.pdf`, makePdf(pages));
  const linked = await canada.post(`${SHELF}/${pdf}/passages`, {
    ...{ words: token('pagea'), plan: '2007-10', reference: 'A.2.4.5', remark: said('remark') },
  });
  expect(linked.status).toBe(303);
  const document = `<w:document ${W}><w:body><w:p><w:r><w:t>${said('word')}</w:t></w:r></w:p></w:body></w:document>`;
  const types =
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
  const word = await uploaded(
    '',
    'haze.docx',
    zipSync({ '[Content_Types].xml': strToU8(types), 'word/document.xml': strToU8(document) }),
  );
  const replaced = await canada.upload(
    `${SHELF}/${word}/files`,
    { version: await version(word) },
    { file: new File([said('second')], `${token('second')}.txt`) },
  );
  expect(replaced.status).toBe(303);
  const withdrawn = await uploaded('', 'withdrawn.txt', said('withdrawn'));
  expect((await canada.post(`${SHELF}/${withdrawn}/withdrawal`, { version: await version(withdrawn) })).status).toBe(303);
  await uploaded('', 'haze.txt', said('text'));
}

function addresses(): string[] {
  const filled = (path: string, example: Readonly<Record<string, string>>) =>
    path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(example[name] ?? ''));
  const words = [BAIT, 'haze', token('title'), token('pageb'), token('word'), '2031', 'zyq'];
  return [
    ...site.application.routes.filter((route) => route.method === 'GET').map((route) => filled(route.path, route.example)),
    ...words.flatMap((word) => [
      `/asean-canada/search?q=${word}`,
      `/asean-canada/search?q=${word}&kind=document`,
      `/search?q=${word}`,
      `${SHELF}?words=${word}`,
      `${SHELF}.csv?words=${word}`,
      `/api/v1/partnerships/asean-canada/search?q=${word}`,
    ]),
    ...['year=2031', 'wall=own', 'kind=paper', 'state=withdrawn', 'sort=added', 'sort=title'].map((query) => `${SHELF}?${query}`),
    ...['', '?lang=fr', '?lang=en'].map((query) => `${LINE}${query}`),
  ];
}

async function readAll(): Promise<Map<string, { raw: Buffer; essence: unknown }>> {
  const read = new Map<string, { raw: Buffer; essence: unknown }>();
  for (const address of addresses())
    for (const [who, browser] of Object.entries(others)) {
      const response = await browser.get(address, { 'accept-encoding': 'gzip', 'sec-fetch-site': 'none' });
      const body = Buffer.from(await response.clone().arrayBuffer());
      const headers = [...response.headers].filter(([name]) => name !== 'content-encoding' && name !== 'content-length');
      const plain = new Response(new Uint8Array(inflated(body)), {
        status: response.status,
        headers: headers as [string, string][],
      });
      read.set(`${who} ${address}`, {
        raw: Buffer.concat([Buffer.from(JSON.stringify(headers)), body]),
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

test('Canada reads its documents, finds them page by page and on the line, so there is something that could leak', async () => {
  const [pdf = '', word = '', withdrawn = ''] = ids;
  const page = await canada.text(`${SHELF}/${pdf}`);
  for (const each of ['title', 'remark', 'name', 'pagea', 'pageb', 'pagec']) expect(page, each).toContain(token(each));
  const found = await canada.text(`/asean-canada/search?q=${token('pageb')}&kind=document`);
  expect(found).toContain('page 2');
  expect(found).toContain(`${SHELF}/${pdf}?page=2&amp;words=${token('pageb')}#page-2`);
  expect(await canada.text(`/asean-canada/search?q=${token('second')}`)).toContain('1 result');
  expect(await canada.text(`/asean-canada/search?q=${token('word')}`)).toContain('Nothing was found');
  expect(await canada.text(LINE)).toContain(token('remark'));
  expect(await canada.text(`${SHELF}.csv?words=${BAIT}`)).toContain(token('title'));
  expect(await canada.text(`${SHELF}?state=withdrawn`)).toContain(withdrawn);
  expect(
    Buffer.from(await (await canada.get(`${SHELF}/${word}/files/1`)).arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
});

test('nobody else gets one of its words, in any answer, packed or not', async () => {
  const after = await readAll();
  expect([...after.keys()]).toEqual([...before.keys()]);
  const needles = [...TOKENS, ...ids, '2031-12-24'].flatMap((each) => [each, Buffer.from(each).toString('base64').slice(0, 12)]);
  for (const [address, { raw, essence: now }] of after) {
    expect(now, address).toEqual(before.get(address)?.essence);
    // A search says back what was asked: those are compared with what they said before.
    if (/[?&](q|words)=/.test(address)) continue;
    const bytes = `${raw.toString('latin1')}${JSON.stringify(now)}`.toLowerCase();
    for (const needle of needles) expect(bytes.includes(needle.toLowerCase()), `${address}: ${needle}`).toBe(false);
  }
}, 600_000);

test('nor by its own address: hidden and absent answer alike, whatever is asked of it', async () => {
  const absent = '20080622-0000-4000-8000-999999999999';
  const ends = ['', '/edit', '/files/1', '/files/2'];
  for (const [who, browser] of Object.entries(others))
    for (const id of ids)
      for (const end of ends) {
        const [hidden, missing] = [await browser.get(`${SHELF}/${id}${end}`), await browser.get(`${SHELF}/${absent}${end}`)];
        expect(await essence(hidden, id, absent), `${who} ${end}`).toEqual(await essence(missing, id, absent));
        expect([403, 404], `${who} ${end}`).toContain(hidden.status);
      }
  const asean = others['speaker of ASEAN'] as Browser;
  for (const [end, fields] of [
    ['about', { ...about('x'), version: '1' }],
    ['wall', { version: '1', wall: '' }],
    ['withdrawal', { version: '1' }],
    ['return', { version: '1' }],
    ['passages', { words: 'haze', plan: '2007-10', reference: 'A.2.4.5', remark: '' }],
  ] as const)
    expect((await asean.post(`${SHELF}/${ids[0]}/${end}`, fields)).status, end).toBe(404);
});

test('nor in an answer of the database, whatever table or view is asked', async () => {
  const tables = await site.ask<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('plan', 'platform', 'followup', 'directory', 'knowledge') and c.relkind in ('r', 'v') and has_table_privilege('ent_app', c.oid, 'select') order by 1`,
  );
  expect(tables.map((each) => each.name)).toEqual(
    expect.arrayContaining(['knowledge.page', 'knowledge.file', 'knowledge.passage', 'knowledge.v_document']),
  );
  for (const [who, browser] of Object.entries(others)) {
    const [worn] = await site.ask(
      `select w.mandate from accounts.worn w join auth.session s on s.id = w.session where s.token = encode(sha256(convert_to($1, 'UTF8')), 'hex')`,
      [browser.session()],
    );
    const [partnership] = await site.ask('select id from directory.partnership');
    const secret = worn ? `${browser.session()}:${worn.mandate}` : `visitor:${partnership?.id}`;
    for (const { name } of tables) {
      const { rows } = await site.application.database.withActor(secret, 'read', (tx) =>
        sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(tx),
      );
      const all = rows.map((row) => row.row).join('\n');
      for (const each of [BAIT, ...TOKENS, ...ids]) expect(all.includes(each), `${who} ${name} ${each}`).toBe(false);
    }
  }
}, 120_000);
