import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tx } from '../../platform/db/database.ts';
import { openTwoParties, type ReaderName, type TwoParties } from '../../platform/db/fixtures/two-parties.ts';
import type { Acting, Role } from '../../platform/http/acting.ts';
import { endMandate } from './end-mandate.ts';
import { enterPerson } from './enter-person.ts';
import { type GiveMandateInput, giveMandate } from './give-mandate.ts';
import { nameCoordinator } from './name-coordinator.ts';
import './tables.ts';

// Two parties with real seats; the readers hold real mandates, so that the database can ask for their role itself.
let site: TwoParties;
const seats = {} as Record<'canada' | 'asean' | 'laos', string>;
const held: Record<ReaderName, { role: Role; party: keyof typeof seats | null }> = {
  canada: { role: 'speaker', party: 'canada' },
  asean: { role: 'speaker', party: 'asean' },
  laos: { role: 'focal-point', party: 'laos' },
  secretariat: { role: 'administrator', party: null },
  observer: { role: 'observer', party: null },
};
beforeAll(async () => {
  site = await openTwoParties(4);
  const one = async (text: string, values: unknown[]) =>
    (await site.keeper.query<{ id: string }>(text, values)).rows[0]?.id ?? '';
  for (const [slug, kind, parent] of [
    ['asean', 'bloc', null],
    ['canada', 'state', null],
    ['laos', 'state', 'asean'],
  ] as const)
    seats[slug] = await one(
      `insert into directory.party (partnership, parent, kind, circle, wall, owner, protocol_order, slug, name)
        values ($1, $2, $3, $4, $5, $4, 1, $6, jsonb_build_object('en', $6::text)) returning id`,
      [site.partnership, parent && seats[parent], kind, site.walls[slug], site.walls.public, slug],
    );
  for (const [name, { role, party }] of Object.entries(held)) {
    const [wall, owner] = [site.walls.partnership, party ? site.walls[party] : site.walls.partnership];
    const person = await one(
      'insert into directory.person (partnership, wall, owner, full_name, sort_as) values ($1, $2, $2, $3, $3) returning id',
      [site.partnership, wall, name],
    );
    await site.keeper.query(
      `insert into directory.mandate (id, person, partnership, role, party, title, valid, wall, owner) values ($1, $2, $3, $4, $5, '{"en": "x"}', '[2001-01-01,)', $6, $7)`,
      [site.mandates[name as ReaderName], person, site.partnership, role, party && seats[party], wall, owner],
    );
    await site.keeper.query('update platform.acting set person = $1 where mandate = $2', [
      person,
      site.mandates[name as ReaderName],
    ]);
  }
});
afterAll(() => site.close());

async function acting(name: ReaderName): Promise<Acting> {
  const { role, party } = held[name];
  const { rows } = await site.keeper.query<{ person: string }>('select person from platform.acting where mandate = $1', [
    site.mandates[name],
  ]);
  const person = { id: rows[0]?.person ?? '', name };
  return { secret: site.secrets[name], role, party: party && seats[party], mandate: site.mandates[name], person };
}
const as = async <T>(name: ReaderName, work: (tx: Tx, who: Acting) => Promise<T>): Promise<T> => {
  const who = await acting(name);
  return site.database.withActor(who.secret, 'write', (tx) => work(tx, who));
};
const person = (name: ReaderName, reach: 'party' | 'partnership', fullName = 'Ana') =>
  as(name, (tx, who) => enterPerson(tx, who, { fullName, reach }));
const mandate = (name: ReaderName, id: string, change: Partial<GiveMandateInput> = {}) =>
  as(name, (tx, who) =>
    giveMandate(tx, who, {
      ...{ person: id, role: 'focal-point', party: seats.canada, organisation: null, title: { en: 'Officer', fr: 'Agent' } },
      ...{ since: '2007-01-01', until: null, reach: 'partnership', ...change },
    }),
  );
const sees = async (name: ReaderName, id: string) =>
  (await as(name, (tx) => tx.selectFrom('directory.person').select('full_name').where('id', '=', id).execute())).length === 1;

describe('a person', () => {
  test('is entered by whoever may give a mandate, behind the wall that was chosen, and never before the public', async () => {
    const inside = await person('canada', 'party', 'Inside');
    const joint = await person('canada', 'partnership', 'Joint');
    expect(
      await Promise.all((['canada', 'asean', 'secretariat', 'observer'] as const).map((name) => sees(name, inside))),
    ).toEqual([true, false, false, false]);
    expect(await Promise.all((['canada', 'asean', 'secretariat', 'observer'] as const).map((name) => sees(name, joint)))).toEqual(
      [true, true, true, false],
    );
    for (const name of ['laos', 'observer'] as const)
      await expect(person(name, 'partnership')).rejects.toMatchObject({ status: 403, key: 'directory.may-not-enter-person' });
    await expect(person('secretariat', 'party')).rejects.toMatchObject({ status: 422, field: 'reach' });
  });

  test('stands in the audit and the outbox by its id, without the name', async () => {
    const id = await person('canada', 'party', 'Nameless');
    const { rows } = await site.keeper.query<{ all: string }>(
      `select (select string_agg(a::text, ' ') from platform.audit a where record = $1) || (select string_agg(o::text, ' ') from platform.outbox o) as all`,
      [id],
    );
    expect(rows[0]?.all).toContain('directory.person-entered');
    expect(rows[0]?.all).not.toContain('Nameless');
  });
});

describe('a mandate', () => {
  test('is given by an administrator for all, by a speaker for his own party, and by nobody else', async () => {
    const id = await person('canada', 'partnership');
    await expect(mandate('canada', id)).resolves.toMatch(/^[0-9a-f-]{36}$/);
    const refused: readonly (readonly [ReaderName, Partial<GiveMandateInput>])[] = [
      ['canada', { party: seats.asean }],
      ['canada', { role: 'secretariat', party: null }],
      ['asean', {}],
      ['laos', { party: seats.laos }],
      ['secretariat', {}],
      ['secretariat', { role: 'speaker', party: seats.canada }],
      ['observer', { role: 'observer', party: null }],
    ];
    for (const [name, change] of refused)
      await expect(mandate(name, id, change), name).rejects.toMatchObject({ status: 403, key: 'directory.not-yours-to-give' });
    await expect(mandate('secretariat', id, { role: 'observer', party: null })).resolves.toBeTruthy();
  });

  test('the database holds the same rule by itself', async () => {
    const id = await person('canada', 'partnership');
    const bare = (name: ReaderName, role: Role, party: string | null, owner: string, who = id) =>
      as(name, (tx) =>
        sql`insert into directory.mandate (person, partnership, role, party, title, valid, wall, owner)
          values (${who}, ${site.partnership}, ${role}, ${party}::uuid, '{"en": "x"}', '[2020-01-01,)', ${site.walls.partnership}, ${owner})`.execute(
          tx,
        ),
      );
    await expect(bare('canada', 'administrator', null, site.walls.canada)).rejects.toMatchObject({ code: '42501' });
    await expect(bare('canada', 'speaker', seats.asean, site.walls.canada)).rejects.toMatchObject({ code: '42501' });
    await expect(bare('laos', 'speaker', seats.laos, site.walls.laos)).rejects.toMatchObject({ code: '42501' });
    await expect(bare('secretariat', 'speaker', seats.canada, site.walls.partnership)).rejects.toMatchObject({ code: '42501' });
    const hidden = await person('asean', 'party', 'Hidden');
    for (const unseen of [hidden, randomUUID()])
      await expect(bare('canada', 'contributor', seats.canada, site.walls.canada, unseen)).rejects.toMatchObject({
        code: '42501',
      });
    await expect(bare('canada', 'contributor', seats.canada, site.walls.canada)).resolves.toBeTruthy();
  });

  test('of a person whom one does not see is one of nobody', async () => {
    const hidden = await person('asean', 'party', 'Hidden');
    for (const id of [hidden, randomUUID()]) await expect(mandate('canada', id)).rejects.toMatchObject({ status: 404 });
  });

  test('does not reach further than the name, and is not held twice at a time', async () => {
    const inside = await person('canada', 'party');
    await expect(mandate('canada', inside)).rejects.toMatchObject({ status: 409, key: 'directory.person-is-inside' });
    await mandate('canada', inside, { reach: 'party' });
    await expect(mandate('canada', inside, { reach: 'party', since: '2008-01-01' })).rejects.toMatchObject({
      status: 409,
      key: 'directory.mandate-held',
    });
    await expect(mandate('secretariat', inside, { role: 'observer', party: null })).rejects.toMatchObject({ status: 404 });
  });

  test('ends once, for whoever may give it, and takes the rights of sessions that wear it along', async () => {
    const id = await mandate('canada', await person('canada', 'partnership'), { since: '2007-01-01', until: '2030-01-01' });
    await site.keeper.query(
      `insert into platform.acting (token_hash, mandate, partnership, sees, owns, expires) values (sha256('worn'), $1, $2, $3, '{}', now() + interval '1 hour')`,
      [id, site.partnership, [site.walls.canada]],
    );
    const end = (name: ReaderName, until: string) => as(name, (tx, who) => endMandate(tx, who, id, { until }));
    await expect(end('asean', '2009-01-01')).rejects.toMatchObject({ status: 403 });
    await expect(end('observer', '2009-01-01')).rejects.toMatchObject({ status: 404 });
    await expect(end('canada', '2006-01-01')).rejects.toMatchObject({ status: 422, field: 'until' });
    const seen = () => site.database.withActor('worn', 'read', (tx) => tx.selectFrom('platform.wall').select('id').execute());
    expect(await seen()).toHaveLength(1);
    await end('canada', '2009-01-01');
    expect(await seen()).toEqual([]);
    await expect(end('canada', '2010-01-01')).rejects.toMatchObject({ status: 409, key: 'directory.mandate-ended' });
    const { rows } = await site.keeper.query('select before, after, mandate from platform.audit where record = $1 and act = $2', [
      id,
      'directory.mandate-ended',
    ]);
    expect(rows).toEqual([{ before: { until: '2030-01-01' }, after: { until: '2009-01-01' }, mandate: site.mandates.canada }]);
  });
});

describe('the country coordinator of a bloc', () => {
  const name = (who: ReaderName, since: string, until: string | null, member = seats.laos) =>
    as(who, (tx, me) => nameCoordinator(tx, me, seats.asean, { member, since, until, source: 'a statement' }));

  test('is a member state, named by the speaker of the bloc alone', async () => {
    for (const who of ['canada', 'laos', 'secretariat'] as const)
      await expect(name(who, '2007-01-01', '2008-01-01'), who).rejects.toMatchObject({ status: 403 });
    await expect(name('asean', '2007-01-01', '2008-01-01', seats.canada)).rejects.toMatchObject({ status: 422, field: 'member' });
    await expect(name('asean', '2007-01-01', '2008-01-01')).resolves.toBeTruthy();
    const bare = as('canada', (tx) =>
      sql`insert into directory.coordinator (bloc, member, valid, source, wall, owner)
        values (${seats.asean}, ${seats.laos}, '[2010-01-01,2011-01-01)', 'x', ${site.walls.public}, ${site.walls.canada})`.execute(
        tx,
      ),
    );
    await expect(bare).rejects.toMatchObject({ code: '42501' });
  });

  test('has terms that never overlap; an open one ends when the next begins', async () => {
    await expect(name('asean', '2007-06-01', '2009-01-01')).rejects.toMatchObject({
      status: 409,
      key: 'directory.term-overlaps',
      values: { member: 'laos' },
    });
    await name('asean', '2012-01-01', null);
    await name('asean', '2014-01-01', null);
    const { rows } = await site.keeper.query<{ valid: string }>(
      'select valid::text from directory.coordinator where lower(valid) >= $1 order by valid',
      ['2012-01-01'],
    );
    expect(rows.map((row) => row.valid)).toEqual(['[2012-01-01,2014-01-01)', '[2014-01-01,)']);
  });

  test('two who name one at the same moment: one succeeds, the other is told', async () => {
    const both = await Promise.allSettled([name('asean', '2000-01-01', '2001-01-01'), name('asean', '2000-06-01', '2001-06-01')]);
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = both.find((each) => each.status === 'rejected');
    expect(refused?.reason).toMatchObject({ status: 409, field: 'since' });
    const { rows } = await site.keeper.query('select from directory.coordinator where lower(valid) < $1', ['2002-01-01']);
    expect(rows).toHaveLength(1);
  });

  test('the second waits for the first on its own connection, and is refused when that one is done', async () => {
    const values = [seats.asean, seats.laos, site.walls.public, site.walls.asean];
    await site.keeper.query('begin');
    await site.keeper.query(
      `insert into directory.coordinator (bloc, member, valid, source, wall, owner) values ($1, $2, '[1990-01-01,1991-01-01)', 'x', $3, $4)`,
      values,
    );
    const second = name('asean', '1990-06-01', '1992-01-01');
    const refused = expect(second).rejects.toMatchObject({ status: 409, key: 'directory.term-taken-meanwhile' });
    await expect
      .poll(
        async () =>
          (
            await site.keeper.query(
              `select from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`,
            )
          ).rowCount,
      )
      .toBe(1);
    await site.keeper.query('commit');
    await refused;
  });
});
