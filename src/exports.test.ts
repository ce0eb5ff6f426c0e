import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, type DemonstrationSite, essence, openDemonstrationSite, SECRET } from './fixtures/demonstration-site.ts';
import { tendExports } from './platform/exports/index.ts';
import {
  type Asker,
  askExport,
  beginExport,
  dropExport,
  failExport,
  finishExport,
  goOn,
  ownExports,
  secretOf,
} from './platform/exports/queries.ts';

/** Files that are written while one goes on: the same as whoever asks would get by waiting, for him alone, and no longer than he may read what is in them. */
const LIST = '/asean-canada/exports';
const MATRIX = '/asean-canada/plans/2007-10/matrix?columns=lineToTake,nextStep';
const TOKEN = 'zyqexportcanary';
let site: DemonstrationSite;
let canada: Browser;

beforeAll(async () => {
  site = await openDemonstrationSite();
  canada = await site.as('catherine.lavoie', 'speaker');
  const [note] = await site.ask(
    `select r.version from followup.note f join platform.record r using (id) join plan.node n on n.id = f.node join directory.party y on y.circle = f.owner
      where n.reference = 'A.2.4.5' and y.slug = 'canada'`,
  );
  const said = { lineToTake: TOKEN, background: '', nextStep: '', whose: '', due: '', version: String(note?.version ?? 0) };
  expect((await canada.post('/asean-canada/plans/2007-10/lines/A.2.4.5/note', said)).status).toBe(303);
}, 300_000);
afterAll(() => site?.close());

const idsOf = (page: string) => [...page.matchAll(/name="export" value="([^"]+)"/g)].map(([, id]) => id ?? '');

async function untilReady(browser: Browser): Promise<{ id: string; page: string }> {
  for (let tries = 0; tries < 40; tries += 1) {
    const page = await browser.text(LIST);
    const [, id] = /href="\/asean-canada\/exports\/([0-9a-f-]{36})"/.exec(page) ?? [];
    if (id !== undefined) return { id, page };
    await new Promise((done) => setTimeout(done, 250));
  }
  throw new Error(
    `not written within a minute: ${JSON.stringify(await site.ask('select address, state, reason, tries from platform.export'))}`,
  );
}

const actingOf = async (browser: Browser) => {
  const [worn] = await site.ask(
    `select w.mandate from accounts.worn w join auth.session s on s.id = w.session where s.token = encode(sha256(convert_to($1, 'UTF8')), 'hex')`,
    [browser.session()],
  );
  return { secret: `${browser.session()}:${worn?.mandate}`, mandate: String(worn?.mandate) };
};

/** An export of which no process knows the secret, so that only this test works on it. */
async function askedAside(browser: Browser): Promise<{ id: string; secret: string; mine: string }> {
  const { secret: mine, mandate } = await actingOf(browser);
  const id = randomUUID();
  const secret = `aside:${id}:${randomBytes(16).toString('hex')}`;
  const asker: Asker = { role: 'speaker', person: null, mandate, party: null };
  const taken = await site.application.database.withActor(mine, 'write', (tx) =>
    askExport(tx, { id, address: '/asean-canada/x.csv', lang: 'en', asker, secret }),
  );
  expect(taken).toBe(true);
  return { id, secret, mine };
}
const by =
  (secret: string) =>
  <T>(work: Parameters<typeof site.application.database.withActor<T>>[2]) =>
    site.application.database.withActor(secret, 'write', work);
const stateOf = async (mine: string, id: string) =>
  (await site.application.database.withActor(mine, 'read', ownExports)).find((row) => row.id === id)?.state;

test('a file that is asked for is byte for byte what waiting for it gives, and is its asker’s alone', async () => {
  const asked = await canada.post(LIST, { of: MATRIX, format: 'csv' });
  expect([asked.status, asked.headers.get('location')]).toEqual([303, LIST]);
  const { id, page } = await untilReady(canada);
  expect(page).toContain('Only you see this');
  const file = await canada.get(`${LIST}/${id}`);
  const waited = await canada.get(MATRIX.replace('matrix', 'matrix.csv'));
  expect(file.headers.get('content-disposition')).toBe(waited.headers.get('content-disposition'));
  expect(file.headers.get('content-disposition')).toContain('canada-only.csv');
  const bytes = Buffer.from(await file.arrayBuffer());
  expect(bytes.equals(Buffer.from(await waited.arrayBuffer()))).toBe(true);
  expect(bytes.toString()).toContain(TOKEN);
  // Nothing acts for it any more.
  expect(await site.ask('select from platform.acting where made_by is not null')).toHaveLength(0);

  const others = [
    site.visitor(),
    await site.as('anne-marie.bouchard', 'contributor'),
    await site.as('daniel.okafor', 'focal-point'),
    await site.as('nguyen.minh.ha', 'speaker'),
    await site.as('aiko.tanabe', 'observer'),
    await site.as('sari.wulandari', 'secretariat'),
    await site.as('helene.marchetti', 'administrator'),
  ];
  for (const [at, other] of others.entries()) {
    const [taken, missing] = [await other.get(`${LIST}/${id}`), await other.get(`${LIST}/${randomUUID()}`)];
    expect([taken.status, missing.status]).toEqual(at === 0 ? [403, 403] : [404, 404]);
    const strip = (said: unknown) => JSON.stringify(said).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '');
    expect(strip(await essence(taken))).toBe(strip(await essence(missing)));
    if (at > 0) expect(await other.text(LIST)).toContain('No file was asked for');
    expect((await other.post(`${LIST}/removals`, { export: id })).status).toBe(at === 0 ? 403 : 404);
  }
  // Looking as another shows none of one's own.
  expect(await canada.text(`${LIST}?as=party:asean`)).not.toContain(id);
  // No table or view of the database gives anything of it.
  const open = await site.ask<{ name: string }>(
    `select 1 from pg_class c where c.oid = 'platform.export'::regclass and has_table_privilege('ent_app', c.oid, 'select')`,
  );
  expect(open).toEqual([]);
  expect((await canada.post(`${LIST}/removals`, { export: id })).status).toBe(303);
  expect((await canada.get(`${LIST}/${id}`)).status).toBe(404);
}, 120_000);

test('others get what they read, and what cannot be asked for is refused at once', async () => {
  const asean = await site.as('nguyen.minh.ha', 'speaker');
  expect((await asean.post(LIST, { of: MATRIX, format: 'csv' })).status).toBe(303);
  const { id } = await untilReady(asean);
  expect(await asean.text(`${LIST}/${id}`)).not.toContain(TOKEN);
  for (const of of [
    '/asean-canada/plans/none',
    '/elsewhere/organisations',
    '//evil/x',
    '/asean-canada/exports',
    '/organisations',
    `${MATRIX}&as=party:asean`,
  ])
    expect([of, (await asean.post(LIST, { of, format: 'csv' })).status < 500]).toEqual([of, true]);
  expect((await asean.post(LIST, { of: '/asean-canada/nowhere', format: 'csv' })).status).toBe(404);
  expect((await asean.post(LIST, { of: '/asean-canada/organisations?nonsense=1', format: 'csv' })).status).toBe(400);
  expect((await asean.post(LIST, { of: '/asean-canada/organisations', format: 'exe' })).status).toBe(422);
  expect((await asean.post(LIST, { of: '/asean-canada/plans/hidden/lines', format: 'csv' })).status).toBe(303);
  const page = await new Promise<string>((done) => setTimeout(async () => done(await asean.text(LIST)), 4_000));
  expect(page).toContain('can no longer be asked for so');
}, 120_000);

test('the job reads what its asker reads and writes nothing, also after circles changed', async () => {
  const { id, secret, mine } = await askedAside(canada);
  await site.ask('update directory.circle_member set joined_at = joined_at');
  const [acts] = await site.ask(
    `select a.owns <@ o.owns and a.sees <@ o.sees as within, o.owns from platform.acting a join platform.acting o on o.token_hash = a.made_by`,
  );
  expect(acts?.within).toBe(true);
  const owned = (mode: 'read' | 'write') =>
    site.application.database.withActor(
      secret,
      mode,
      async (tx) => (await sql<{ owns: string[] }>`select platform.owns() as owns`.execute(tx)).rows[0]?.owns,
    );
  // It knows on which walls its asker writes, and can write on none.
  expect([await owned('read'), await owned('write')]).toEqual([acts?.owns, []]);
  await expect(
    by(secret)((tx) =>
      sql`insert into platform.record (partnership, kind, wall, owner, title, lang) select partnership, 'x', id, id, 'x', 'en' from platform.wall`.execute(
        tx,
      ),
    ),
  ).rejects.toMatchObject({ code: '42501' });
  // It asks for no other file, and sees none.
  await expect(
    by(secret)((tx) =>
      askExport(tx, {
        id: randomUUID(),
        address: '/x/y',
        lang: 'en',
        asker: { role: 'speaker', person: null, mandate: null, party: null },
        secret: 'x',
      }),
    ),
  ).rejects.toMatchObject({ code: '42501' });
  expect(await by(secret)(ownExports)).toEqual([]);
  expect(await by(mine)((tx) => dropExport(tx, id))).toBe(true);
  expect([await stateOf(mine, id), await by(secret)(beginExport), await by(secret)((tx) => goOn(tx, 'writing'))]).toEqual([
    'cancelled',
    undefined,
    false,
  ]);
});

test('it ends with the session of its asker, is taken back when a wall closes to him, and goes with his mandate', async () => {
  const browser = await site.as('catherine.lavoie', 'speaker');
  const { id, secret, mine } = await askedAside(browser);
  expect(await by(secret)(beginExport)).toMatchObject({ tries: 1 });
  await browser.post('/sign-out', {});
  await by(secret)((tx) => finishExport(tx, { name: 'x.csv', type: 'text/csv', bytes: Buffer.from(TOKEN) }));
  const own = (await actingOf(canada)).secret;
  expect([await stateOf(mine, id), await stateOf(own, id)]).toEqual([undefined, 'ended']);
  expect(await canada.text(LIST)).toContain('Not written: you signed out');

  const ready = await askedAside(canada);
  await by(ready.secret)(beginExport);
  await by(ready.secret)((tx) => finishExport(tx, { name: 'x.csv', type: 'text/csv', bytes: Buffer.from(TOKEN) }));
  expect((await canada.get(`${LIST}/${ready.id}`)).status).toBe(200);
  await site.ask('update platform.export set opened = opened || gen_random_uuid() where id = $1', [ready.id]);
  expect([await stateOf(own, ready.id), (await canada.get(`${LIST}/${ready.id}`)).status]).toEqual(['narrowed', 404]);

  const officer = await site.as('daniel.okafor', 'focal-point');
  const gone = await askedAside(officer);
  await by(gone.secret)(beginExport);
  await by(gone.secret)((tx) => finishExport(tx, { name: 'x.csv', type: 'text/csv', bytes: Buffer.from(TOKEN) }));
  const { mandate } = await actingOf(officer);
  await site.ask(`update directory.mandate set valid = daterange(lower(valid), platform.today()) where id = $1`, [mandate]);
  expect((await officer.get(`${LIST}/${gone.id}`)).status).toBe(403);
  expect(await site.ask('select from platform.export where id = $1', [gone.id])).toEqual([]);
});

test('what was interrupted is begun again by itself, three times, and then says so; what is a day old is gone', async () => {
  const { id, secret, mine } = await askedAside(canada);
  const interrupted = () => site.ask(`update platform.export set seen_at = seen_at - interval '40 seconds' where id = $1`, [id]);
  const asked = async () => (await site.ask(`select from platform.outbox where payload ->> 'export' = $1`, [id])).length;
  for (const tries of [1, 2, 3]) {
    expect(await by(secret)(beginExport)).toMatchObject({ tries });
    const before = await asked();
    await tendExports(site.application.database);
    expect(await asked()).toBe(before); // somebody is at work
    await interrupted();
    await tendExports(site.application.database);
    expect(await asked()).toBe(tries < 3 ? before + 1 : before);
  }
  expect([await stateOf(mine, id), await by(secret)(beginExport)]).toEqual(['failed', undefined]);
  expect(await canada.text(LIST)).toContain('It was interrupted three times');
  await by(secret)((tx) => failExport(tx, 'exports.broken'));
  await site.ask(`update platform.export set expires_at = clock_timestamp() - interval '1 second' where id = $1`, [id]);
  expect(await stateOf(mine, id)).toBeUndefined();
  await tendExports(site.application.database);
  expect(await site.ask('select from platform.export where id = $1', [id])).toEqual([]);
});

test('a job whose process was killed in the middle is finished by another', async () => {
  await site.ask('delete from platform.export');
  expect((await canada.post(LIST, { of: MATRIX, format: 'csv' })).status).toBe(303);
  const { id } = await untilReady(canada);
  // As a killed process leaves it.
  const { secret } = await actingOf(canada);
  await site.ask(
    `with left_so as (update platform.export set state = 'writing', bytes = null, name = null, type = null, opened = null, tries = 1, seen_at = seen_at - interval '1 hour' where id = $1 returning token_hash)
      insert into platform.acting (token_hash, made_by, person, mandate, partnership, sees, owns, expires)
        select l.token_hash, a.token_hash, a.person, a.mandate, a.partnership, a.sees, a.owns, a.expires from left_so l, platform.acting a where a.token_hash = sha256(convert_to($2, 'UTF8'))`,
    [id, secret],
  );
  expect((await canada.get(`${LIST}/${id}`)).status).toBe(404);
  await tendExports(site.application.database);
  expect((await untilReady(canada)).id).toBe(id);
  expect(await canada.text(`${LIST}/${id}`)).toContain(TOKEN);
  expect(secretOf(SECRET, id)).not.toBe(secretOf('t'.repeat(40), id));
  expect(idsOf(await canada.text(LIST))).toEqual([id]);
}, 120_000);

test('nobody has more than five written at once', async () => {
  await site.ask('delete from platform.export');
  for (let at = 0; at < 5; at += 1) await askedAside(canada);
  const sixth = await canada.post(LIST, { of: MATRIX, format: 'csv' });
  expect(sixth.status).toBe(409);
  expect(await sixth.text()).toContain('Five of your files');
});
