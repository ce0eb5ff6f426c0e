import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Session } from '../../platform/http/acting.ts';
import { type Capacity, type Installation, jar, openInstallation, PASSWORD } from './fixtures/installation.ts';

let site: Installation;
beforeAll(async () => {
  site = await openInstallation();
});
afterAll(() => site.close());

let count = 0;
/** A person with these capacities, signed in. */
async function signedIn(
  ...capacities: Capacity[]
): Promise<{ session: Session; mandates: string[]; cookies: Map<string, string> }> {
  count += 1;
  const { person, mandates } = await site.person(`Person ${count}`, ...capacities);
  await site.login(`person${count}@example.org`, [person]);
  const cookies = jar(await site.accounts.signIn(`person${count}@example.org`, PASSWORD, { address: null }));
  return { session: await who(cookies), mandates, cookies };
}

async function who(cookies: Map<string, string>): Promise<Session> {
  const session = await site.accounts.whoIs(cookies);
  if (!session) throw new Error('nobody');
  return session;
}

/** Whether a connection waits for a lock that another holds. */
async function isWaiting(pid: number): Promise<boolean> {
  const { rows } = await site.keeper.query<{ waits: boolean }>('select cardinality(pg_blocking_pids($1)) > 0 as waits', [pid]);
  return rows[0]?.waits ?? false;
}

/** What the database lets a secret see and own, as names of walls. */
async function rights(session: Session, mandate: string): Promise<{ sees: string[]; owns: string[] }> {
  const { rows } = await site.keeper.query<{ sees: string[]; owns: string[] }>(
    `select sees::text[], owns::text[] from platform.acting where expires > now() and token_hash = sha256(convert_to($1, 'UTF8'))`,
    [`${session.token}:${mandate}`],
  );
  const named = (ids: string[] = []) => ids.map((id) => Object.entries(site.walls).find(([, wall]) => wall === id)?.[0] ?? id);
  return { sees: named(rows[0]?.sees).sort(), owns: named(rows[0]?.owns).sort() };
}

describe('what a capacity opens', () => {
  const table: [Capacity, string[], string[]][] = [
    [{ role: 'administrator' }, ['partnership', 'public'], ['partnership']],
    [{ role: 'secretariat' }, ['partnership', 'public'], ['partnership']],
    [{ role: 'speaker', party: 'canada' }, ['canada', 'partnership', 'public'], ['canada']],
    [{ role: 'focal-point', party: 'canada' }, ['canada', 'partnership', 'public'], ['canada']],
    [{ role: 'contributor', party: 'asean' }, ['asean', 'partnership', 'public'], ['asean']],
    [{ role: 'speaker', party: 'laos' }, ['asean', 'laos', 'partnership', 'public'], ['laos']],
    [{ role: 'focal-point', party: 'laos' }, ['asean', 'laos', 'partnership', 'public'], ['laos']],
    [{ role: 'contributor', party: 'laos' }, ['asean', 'laos', 'partnership', 'public'], ['laos']],
    [{ role: 'observer' }, ['public'], []],
  ];
  test.each(table)('%o', async (capacity, sees, owns) => {
    const { session, mandates } = await signedIn(capacity);
    expect(await rights(session, mandates[0] ?? '')).toEqual({ sees, owns });
    const seen = await site.database.withActor(`${session.token}:${mandates[0]}`, 'read', (tx) =>
      tx.selectFrom('platform.wall').select('id').execute(),
    );
    expect(seen.map(({ id }) => id).sort()).toEqual(sees.map((name) => site.walls[name]).sort());
  });
});

describe('hats', () => {
  test('one at a time, changed by its owner, with label and place in the language of the page', async () => {
    const { session, mandates, cookies } = await signedIn({ role: 'observer' }, { role: 'speaker', party: 'canada' });
    expect(session.hats).toHaveLength(2);
    expect(session.hats.filter((hat) => hat.current)).toHaveLength(1);
    for (const mandate of mandates) {
      await site.accounts.wear(session.token, mandate);
      expect((await who(cookies)).hats.filter((hat) => hat.current).map((hat) => hat.mandate)).toEqual([mandate]);
    }
    const french = await site.accounts.whoIs(cookies, 'fr');
    expect(french?.hats.map((hat) => hat.label).sort()).toEqual(['Responsable', 'Responsable, CANADA']);
    expect(french?.hats.map((hat) => hat.partnershipId)).toEqual([site.partnership, site.partnership]);
  });

  test('not those of somebody else', async () => {
    const mine = await signedIn({ role: 'observer' });
    const other = await signedIn({ role: 'speaker', party: 'canada' });
    await expect(site.accounts.wear(mine.session.token, other.mandates[0] ?? '')).rejects.toMatchObject({ status: 403 });
    expect(await rights(mine.session, other.mandates[0] ?? '')).toEqual({ sees: [], owns: [] });
    expect((await who(mine.cookies)).hats.map((hat) => hat.mandate)).toEqual(mine.mandates);
  });

  test('not those that are over or not yet begun', async () => {
    const { session, mandates, cookies } = await signedIn(
      { role: 'observer' },
      { role: 'speaker', party: 'canada', valid: '[2001-01-01,2005-01-01)' },
      { role: 'secretariat', valid: '[2099-01-01,)' },
    );
    expect((await who(cookies)).hats.map((hat) => hat.mandate)).toEqual([mandates[0]]);
    for (const mandate of mandates.slice(1)) {
      await expect(site.accounts.wear(session.token, mandate)).rejects.toMatchObject({ key: 'accounts.not-your-capacity' });
    }
  });

  test('gone from the next page on when the mandate ends while it is worn', async () => {
    const { mandates, cookies } = await signedIn({ role: 'speaker', party: 'canada' });
    await site.keeper.query(
      'update directory.mandate set valid = daterange(lower(valid), platform.today()) where id = $1',
      mandates,
    );
    expect((await who(cookies)).hats).toEqual([]);
  });

  test('no right outlives the mandate or the session', async () => {
    const { rows: days } = await site.keeper.query<{ valid: string }>(
      'select daterange(platform.today(), platform.today() + 1)::text as valid',
    );
    const short = await signedIn({ role: 'observer', valid: days[0]?.valid ?? '' });
    const long = await signedIn({ role: 'observer', valid: '[2001-01-01,infinity]' });
    const { rows } = await site.keeper.query<{ mandate: string; within: boolean; hours: number }>(
      `select mandate, expires <= (platform.today() + 1)::timestamp at time zone 'UTC' as within, extract(epoch from expires - now())::float / 3600 as hours
        from platform.acting where mandate = any ($1)`,
      [[...short.mandates, ...long.mandates]],
    );
    expect(rows.find((row) => row.mandate === short.mandates[0])?.within).toBe(true);
    expect(rows.find((row) => row.mandate === long.mandates[0])?.hours).toBeCloseTo(12, 1);
  });

  test('a session that is revoked while its hat changes takes the new rights with it', async () => {
    const { session, mandates } = await signedIn({ role: 'observer' }, { role: 'speaker', party: 'canada' });
    const other = new pg.Client(site.keeperConfig);
    await other.connect();
    const { rows } = await other.query<{ pid: number }>('select pg_backend_pid() as pid');
    try {
      await site.keeper.query('begin');
      await site.keeper.query('select accounts.wear($1, $2)', [session.token, mandates[1]]);
      const revoked = other.query(`delete from auth.session where token = encode(sha256(convert_to($1, 'UTF8')), 'hex')`, [
        session.token,
      ]);
      await expect.poll(() => isWaiting(rows[0]?.pid ?? 0)).toBe(true);
      await site.keeper.query('commit');
      expect((await revoked).rowCount).toBe(1);
      expect(await rights(session, mandates[1] ?? '')).toEqual({ sees: [], owns: [] });
    } finally {
      await other.end();
    }
  });

  test('each change is in the audit, for the keeper alone', async () => {
    const { session, mandates } = await signedIn({ role: 'secretariat' });
    await site.accounts.wear(session.token, mandates[0] ?? '');
    const { rows } = await site.keeper.query(`select act, person, partnership from platform.audit where mandate = $1`, mandates);
    const entry = { act: 'accounts.capacity-worn', person: session.person.id, partnership: site.partnership };
    expect(rows).toEqual([entry, entry]);
    const seen = await site.database.withActor(`${session.token}:${mandates[0]}`, 'read', (tx) =>
      tx.selectFrom('platform.audit').select('id').where('act', '=', 'accounts.capacity-worn').execute(),
    );
    expect(seen).toEqual([]);
  });

  test('a person without a mandate of today is signed in, and acts in no capacity', async () => {
    const { session } = await signedIn();
    expect(session.hats).toEqual([]);
    expect(session.person.name).toBe(`person${count}`);
  });

  test('a login serves persons of two partnerships', async () => {
    const { rows } = await site.keeper.query<{ id: string }>(
      `select directory.found_partnership('other', '{"en": "Other"}', '{"en": "Other"}', 'listed') as id`,
    );
    const { rows: made } = await site.keeper.query<{ person: string; mandate: string }>(
      `with w as (select id from platform.wall where partnership = $1 and kind = 'public'),
        p as (insert into directory.person (partnership, wall, owner, full_name, sort_as) select $1, id, id, 'Both', 'Both' from w returning id, wall)
        insert into directory.mandate (partnership, wall, owner, person, role, title, valid)
          select $1, wall, wall, id, 'observer', '{"en": "Guest"}', '[2001-01-01,)' from p returning person, id as mandate`,
      [rows[0]?.id],
    );
    const here = await site.person('Both', { role: 'speaker', party: 'canada' });
    await site.login('both@example.org', [here.person, made[0]?.person ?? '']);
    const cookies = jar(await site.accounts.signIn('both@example.org', PASSWORD, { address: null }));
    const session = await who(cookies);
    expect(session.hats.map((hat) => [hat.partnershipId, hat.label, hat.personId])).toEqual([
      [site.partnership, 'Desk officer, Canada', here.person],
      [rows[0]?.id, 'Guest', made[0]?.person],
    ]);
    await site.accounts.wear(session.token, made[0]?.mandate ?? '');
    expect((await who(cookies)).person.id).toBe(made[0]?.person);
  });
});
