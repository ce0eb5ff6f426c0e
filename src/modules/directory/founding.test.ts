import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, NOBODY, openDatabase, visitorTo } from '../../platform/db/database.ts';
import { dangerouslyAsKeeper } from '../../platform/db/keeper.ts';
import { migrate } from '../../platform/db/migrate.ts';
import { type TestDatabase, testDatabase } from '../../platform/db/test-database.ts';
import { RESERVED } from '../../platform/http/route.ts';
import { appointFounder } from './appoint-founder.ts';
import { enterOrganisation } from './enter-organisation.ts';
import { foundPartnership } from './found-partnership.ts';
import { loadDirectory } from './load-directory.ts';
import { listPartnerships, mandatesOf, membersIn, partiesIn, partyBySlug, seatsOf } from './queries.ts';
import { seatParty } from './seat-party.ts';

let base: TestDatabase;
let database: Database;
let admin: pg.Client;
let partnership: string;
beforeAll(async () => {
  base = await testDatabase(migrate);
  database = openDatabase(base.server, 2);
  admin = new pg.Client(base.server.admin);
  await admin.connect();
  partnership = (await loadDirectory(base.server)).partnership;
});
afterAll(async () => {
  await admin.end();
  await database.close();
  await base.drop();
});
const keeping = <T>(work: Parameters<typeof dangerouslyAsKeeper<T>>[2]) => dangerouslyAsKeeper(base.server, 'founding', work);
const words = { en: 'Name', fr: 'Nom' };

test('the demonstration has its parties in protocol order, ten member states, and the coordinator of its day', async () => {
  await keeping((keeper) => keeper.query(`update platform.installation set demonstration = true, fixed_day = '2008-06-30'`));
  const seats = await database.withActor(visitorTo(partnership), 'read', (tx) => seatsOf(tx, partnership));
  const parties = partiesIn(seats);
  expect(parties.map((party) => party.slug)).toEqual(['asean', 'canada']);
  const members = membersIn(seats, parties[0]?.id ?? '');
  expect(members).toHaveLength(10);
  expect(members.map((each) => each.slug)).toEqual([...members.map((each) => each.slug)].sort());
  expect(members.filter((each) => each.coordinates).map((each) => each.slug)).toEqual(['viet-nam']);
  const walls = await admin.query('select kind, count(*)::int as n from platform.wall group by kind order by kind');
  expect(walls.rows).toEqual([
    { kind: 'member', n: 10 },
    { kind: 'organisation', n: 6 },
    { kind: 'partnership', n: 1 },
    { kind: 'party', n: 2 },
    { kind: 'public', n: 1 },
  ]);
  const around = await admin.query(
    `select count(*)::int as n from platform.wall m join platform.wall p on p.id = m.parent where m.kind = 'member' and p.kind = 'party'`,
  );
  expect(around.rows).toEqual([{ n: 10 }]);
});

test('its people are not before the public', async () => {
  expect((await admin.query('select from directory.person')).rowCount).toBeGreaterThan(5);
  for (const secret of [visitorTo(partnership), NOBODY])
    expect(await database.withActor(secret, 'read', (tx) => mandatesOf(tx, partnership))).toEqual([]);
});

test('nothing of it is loaded when something of it fails', async () => {
  const before = await admin.query('select count(*)::int as n from platform.audit');
  await expect(loadDirectory(base.server)).rejects.toMatchObject({ status: 409 });
  expect((await admin.query('select count(*)::int as n from platform.audit')).rows).toEqual(before.rows);
});

test('a partnership has an address of its own, which is no fixed word and not taken', async () => {
  const found = (slug: string) => keeping((keeper) => foundPartnership(keeper, { slug, name: words, description: words }));
  for (const slug of RESERVED.filter((each) => /^[a-z-]+$/.test(each)))
    await expect(found(slug), slug).rejects.toMatchObject({ status: 422, field: 'slug' });
  for (const slug of ['Upper', 'a b', '', '-a', 'a--b', 'é', '../a']) await expect(found(slug), slug).rejects.toThrow();
  await expect(found('asean-canada')).rejects.toMatchObject({ status: 409, key: 'directory.partnership-exists' });
  const id = await found('canada-senegal');
  expect((await database.withActor(NOBODY, 'read', listPartnerships)).map((each) => each.slug)).toEqual([
    'asean-canada',
    'canada-senegal',
  ]);
  const seen = await database.withActor(visitorTo(id), 'read', (tx) => tx.selectFrom('platform.wall').select('kind').execute());
  expect(seen).toEqual([{ kind: 'public' }]);
});

test('a seat is given by the keeper or an administrator of that partnership, and by nobody who is signed in nowhere', async () => {
  const seat = {
    ...{ partnership, bloc: null, kind: 'state' as const, slug: 'atlantis', name: words, formalName: null, iso2: null },
    ...{ protocolOrder: 3, colour: 5, source: null },
  } as const;
  const client = new pg.Client(base.server.app('ent_app'));
  await client.connect();
  try {
    await expect(seatParty(client, seat)).rejects.toMatchObject({ code: '42501' });
  } finally {
    await client.end();
  }
  const id = await keeping((keeper) => seatParty(keeper, seat));
  const found = await database.withActor(visitorTo(partnership), 'read', (tx) => partyBySlug(tx, partnership, 'atlantis'));
  expect(found).toMatchObject({ id, parent: null, kind: 'state' });
  await expect(keeping((keeper) => seatParty(keeper, { ...seat, slug: 'lost', bloc: id }))).rejects.toMatchObject({
    code: 'P0002',
  });
  await expect(database.withActor(NOBODY, 'read', (tx) => partyBySlug(tx, partnership, 'atlantis'))).rejects.toMatchObject({
    status: 404,
  });
});

test('the first administrator and the first speaker are named by the keeper, with mandates of their own circle', async () => {
  const party = (await database.withActor(visitorTo(partnership), 'read', (tx) => partyBySlug(tx, partnership, 'canada'))).id;
  const title = words;
  const given = await keeping((keeper) =>
    appointFounder(keeper, {
      ...{ partnership, fullName: 'First', sortAs: 'First' },
      mandates: [
        { role: 'administrator', party: null, organisation: null, title, since: '2007-01-01', until: null, reach: 'partnership' },
        { role: 'speaker', party, organisation: null, title, since: '2007-01-01', until: null, reach: 'party' },
      ],
    }),
  );
  const { rows } = await admin.query(
    `select w.kind as wall, o.kind as owner from directory.mandate m join platform.wall w on w.id = m.wall join platform.wall o on o.id = m.owner
      where m.id = any ($1) order by m.role`,
    [given.mandates],
  );
  expect(rows).toEqual([
    { wall: 'partnership', owner: 'partnership' },
    { wall: 'party', owner: 'party' },
  ]);
});

test('an organisation is entered once, with its sources', async () => {
  const entry = {
    ...{
      slug: 'agency',
      name: { en: 'Agency' },
      acronym: null,
      acronymFr: null,
      frenchStatus: null,
      frenchSource: null,
      class: 'government' as const,
    },
    ...{
      iatiType: null,
      iatiReference: null,
      iatiSource: null,
      country: 'CA',
      side: null,
      note: null,
      source: 'a page',
      names: [],
    },
  } as const;
  await keeping((keeper) => enterOrganisation(keeper, { ...entry, names: [] }));
  await expect(keeping((keeper) => enterOrganisation(keeper, { ...entry, names: [] }))).rejects.toMatchObject({
    status: 409,
    field: 'slug',
  });
});
