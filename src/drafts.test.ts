import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, type DemonstrationSite, essence, openDemonstrationSite } from './fixtures/demonstration-site.ts';

/**
 * Drafts of Canada with a token in text, title, file name and each field of a mend, hunted by everybody who is not of Canada: for them the site must
 * be, to the byte, as if nothing had been read.
 */
const DRAFTS = '/asean-canada/plans/drafts';
const BAIT = 'quetzal';
const token = (place: string) => `zyq${place}canary`;
const TOKENS = ['title', 'name', 'line', 'words', 'reason', 'number', 'column', 'cell', 'dropped'].map(token);

let site: DemonstrationSite;
let canada: Browser;
let others: Record<string, Browser>;
let before: Map<string, unknown>;
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

const idIn = (answer: Response) => /drafts\/([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '')?.[1] ?? '';
const version = async (id: string) =>
  String((await site.ask('select version from platform.record where id = $1', [id]))[0]?.version);

async function uploaded(name: string, text: string): Promise<string> {
  const answer = await canada.upload(DRAFTS, {}, { file: new File([text], name) });
  expect(
    answer.status,
    await answer
      .clone()
      .text()
      .then((page) => /error-summary[\s\S]{0,400}/.exec(page)?.[0]),
  ).toBe(303);
  ids.push(idIn(answer));
  return idIn(answer);
}

const mend = async (id: string, fields: Record<string, string>) =>
  canada.post(`${DRAFTS}/${id}/mends`, { version: await version(id), ...fields });

/** By the forms of the pages, so that whatever an act leaves behind is there too. */
async function writeCanaries(): Promise<void> {
  const text = `${BAIT.toUpperCase()} WORK PLAN ${token('title')} 2031-2033\n\n1. Area\n\n1.1 Hold ${token('line')} talks.\n1.2 Hold other talks.\n1.4 Share news.\n`;
  const draft = await uploaded(`${token('name')}.txt`, text);
  const words = { do: 'words', node: 'n1', words: `${BAIT} ${token('words')}`, reason: `because ${token('reason')}` };
  expect((await mend(draft, words)).status).toBe(303);
  expect((await mend(draft, { do: 'renumber', node: 'n2', number: token('number') })).status).toBe(303);
  expect((await mend(draft, { do: 'accept', finding: '0' })).status).toBe(303);
  const table = await uploaded(
    'haze.csv',
    `Domaine,Action,${token('column')}\nHaze,Hold ${token('cell')} talks,x\nHaze,1.2 Share news,y\n`,
  );
  expect(await canada.text(`${DRAFTS}/${table}/columns`)).toContain(token('column'));
  const dropped = await uploaded('dropped.txt', `PLAN\n\n1. Hold ${token('dropped')} talks.\n2. Share news.\n`);
  expect((await canada.post(`${DRAFTS}/${dropped}/removal`, { version: await version(dropped) })).status).toBe(303);
}

function addresses(): string[] {
  const filled = (path: string, example: Readonly<Record<string, string>>) =>
    path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(example[name] ?? ''));
  return [
    ...site.application.routes.filter((route) => route.method === 'GET').map((route) => filled(route.path, route.example)),
    ...[BAIT, token('line'), token('words'), 'zyq'].flatMap((word) => [
      `/asean-canada/search?q=${word}`,
      `/search?q=${word}`,
      `/api/v1/partnerships/asean-canada/search?q=${word}`,
    ]),
    `${DRAFTS}?show=dropped`,
  ];
}

async function readAll(): Promise<Map<string, unknown>> {
  const read = new Map<string, unknown>();
  for (const address of addresses())
    for (const [who, browser] of Object.entries(others))
      read.set(`${who} ${address}`, await essence(await browser.get(address, { 'sec-fetch-site': 'none' })));
  return read;
}

test('Canada reads its drafts, so there is something that could leak', async () => {
  const [draft = '', table = '', dropped = ''] = ids;
  const page = await canada.text(`${DRAFTS}/${draft}`);
  for (const each of ['title', 'line', 'words', 'reason', 'number']) expect(page, each).toContain(token(each));
  expect(page).toContain('Only Canada sees this');
  expect(await canada.text(`${DRAFTS}/${draft}/mends`)).toContain(token('reason'));
  expect(await canada.text(`${DRAFTS}`)).toContain(token('name'));
  expect(await canada.text(`${DRAFTS}/${table}`)).toContain(token('cell'));
  expect(await canada.text(`${DRAFTS}?show=dropped`)).toContain(dropped);
  const bytes = Buffer.from(await (await canada.get(`${DRAFTS}/${draft}/file`)).arrayBuffer());
  expect(bytes.toString()).toContain(token('line'));
});

test('nobody else gets one of its words, in any answer', async () => {
  const after = await readAll();
  expect([...after.keys()]).toEqual([...before.keys()]);
  const needles = [...TOKENS, ...ids];
  for (const [address, said] of after) {
    // A search says back what was asked: those are compared with what they said before.
    expect(said, address).toEqual(before.get(address));
    if (/[?&](q|words)=/.test(address)) continue;
    const bytes = JSON.stringify(said).toLowerCase();
    for (const needle of needles) expect(bytes.includes(needle.toLowerCase()), `${address}: ${needle}`).toBe(false);
  }
}, 600_000);

test('nor by its own address, nor by any act: hidden and absent answer alike', async () => {
  const absent = '20080616-0000-4000-8000-999999999999';
  for (const [who, browser] of Object.entries(others))
    for (const id of ids)
      for (const end of ['', '/file', '/mends', '/columns', '/entry', '/removal', '/release']) {
        const [hidden, missing] = [await browser.get(`${DRAFTS}/${id}${end}`), await browser.get(`${DRAFTS}/${absent}${end}`)];
        expect(await essence(hidden, id, absent), `${who} ${end}`).toEqual(await essence(missing, id, absent));
        expect([403, 404], `${who} ${end}`).toContain(hidden.status);
      }
  const [id] = ids;
  const entry = { version: '1', slug: 'x', title: 'x', start: '', end: '', adoption: 'none' };
  for (const who of ['speaker of ASEAN', 'secretariat'])
    for (const [end, fields] of [
      ['mends', { version: '1', do: 'drop', node: 'n1' }],
      ['mends/undo', { version: '1' }],
      ['removal', { version: '1' }],
      ['return', { version: '1' }],
      ['release', { version: '1' }],
      ['entry', entry],
    ] as const)
      expect((await others[who]?.post(`${DRAFTS}/${id}/${end}`, fields))?.status, `${who} ${end}`).toBe(
        end === 'entry' && who !== 'secretariat' ? 403 : 404,
      );
});

test('nor in an answer of the database, whatever table or view is asked', async () => {
  const tables = await site.ask<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('plan', 'platform', 'directory') and c.relkind in ('r', 'v') and has_table_privilege('ent_app', c.oid, 'select') order by 1`,
  );
  expect(tables.map((each) => each.name)).toEqual(
    expect.arrayContaining(['plan.draft', 'plan.draft_mend', 'plan.column_choice', 'plan.v_draft', 'plan.mend']),
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

test('handing a draft over shows it to all parties, with who mended what; what is not handed over stays hidden', async () => {
  const [draft = '', table = ''] = ids;
  expect((await canada.post(`${DRAFTS}/${draft}/release`, { version: await version(draft) })).status).toBe(303);
  for (const who of ['secretariat', 'speaker of ASEAN', 'focal point of Viet Nam']) {
    const page = await others[who]?.text(`${DRAFTS}/${draft}`);
    for (const each of ['title', 'line', 'words', 'reason']) expect(page, `${who} ${each}`).toContain(token(each));
    expect(await others[who]?.text(`${DRAFTS}/${draft}/mends`), who).toContain('Catherine Lavoie');
    expect((await others[who]?.get(`${DRAFTS}/${draft}/file`))?.status, who).toBe(200);
    expect((await others[who]?.get(`${DRAFTS}/${table}`))?.status, who).toBe(404);
  }
  for (const who of ['visitor', 'observer', 'administrator'])
    expect((await others[who]?.get(`${DRAFTS}/${draft}`))?.status, who).toBe(403);
  // Canada reads it, and the secretariat minds it from now on.
  expect((await mend(draft, { do: 'drop', node: 'n2' })).status).toBe(403);
  const secretariat = others.secretariat as Browser;
  const fields = {
    slug: 'quetzal',
    title: 'Quetzal plan',
    start: '2031',
    end: '2033',
    adoption: 'by-parties',
    lineage: 'after:2007-10',
  };
  const entered = await secretariat.post(`${DRAFTS}/${draft}/entry`, { version: await version(draft), ...fields });
  expect(entered.headers.get('location')).toBe('/asean-canada/plans/quetzal');
  const remarks = await secretariat.text('/asean-canada/plans/quetzal/remarks');
  expect(remarks).toContain('looked at: read right (Catherine Lavoie');
  expect(remarks).toContain(token('reason'));
  // The public reads the plan, and not how it came about.
  const line = await others.visitor?.text('/asean-canada/plans/quetzal/lines/1.1');
  expect(line).toContain(token('words'));
  expect((await others.visitor?.get('/asean-canada/plans/quetzal/remarks'))?.status).toBe(403);
});
