import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Capacity, type Installation, jar, openInstallation, PASSWORD } from './fixtures/installation.ts';

/** The walls narrower than a party, and what opens them: by the form that a page would send, and by what the database then lets through. */
let site: Installation;
beforeAll(async () => {
  site = await openInstallation();
});
afterAll(() => site.close());

type Officer = { readonly secret: string; readonly mandate: string; readonly login: string };
let made = 0;

/** Somebody signed in who wears this capacity. */
async function officer(capacity: Capacity): Promise<Officer> {
  const name = `officer${made++}`;
  const { person, mandates } = await site.person(name, capacity);
  const login = await site.login(`${name}@example.org`, [person]);
  const cookies = jar(await site.accounts.signIn(`${name}@example.org`, PASSWORD, { address: null }));
  const session = await site.accounts.whoIs(cookies);
  const mandate = mandates[0] ?? '';
  return { secret: `${session?.token}:${mandate}`, mandate, login };
}

const call = async <T>(who: Officer, text: ReturnType<typeof sql<T>>): Promise<T[]> =>
  (await site.database.withActor(who.secret, 'write', (tx) => text.execute(tx))).rows;
const make = async (who: Officer, name: string, inside = 'partnership'): Promise<string> =>
  (await call(who, sql<{ id: string }>`select directory.make_circle(${name}, ${inside}) as id`))[0]?.id ?? '';
const joinMandate = (who: Officer, circle: string, member: Officer) =>
  call(who, sql`select directory.join_circle(${circle}, ${member.mandate}, null)`);
const joinSeat = (who: Officer, circle: string, seat: string) =>
  call(who, sql`select directory.join_circle(${circle}, null, ${site.parties[seat]})`);
const leave = async (who: Officer, circle: string, member: Officer) => {
  const [row] = (
    await site.keeper.query('select id from directory.circle_member where circle = $1 and mandate = $2 and left_at is null', [
      circle,
      member.mandate,
    ])
  ).rows;
  return call(who, sql`select directory.leave_circle(${row?.id}::uuid)`);
};
const wallOf = async (circle: string): Promise<string> =>
  (await site.keeper.query('select circle from directory.circle where id = $1', [circle])).rows[0]?.circle;
const organisationWall = async (party: string, organisation: string): Promise<string> =>
  (
    await site.keeper.query(
      'select o.circle from directory.organisation_circle o join directory.organisation g on g.id = o.organisation where o.party = $1 and g.slug = $2',
      [site.parties[party], organisation],
    )
  ).rows[0]?.circle;

/** A record of whoever writes, on a wall that he owns. */
async function write(who: Officer, wall: string): Promise<string> {
  const [row] = await call(
    who,
    sql<{ id: string }>`insert into platform.record (id, partnership, kind, wall, owner, title, lang)
      values (gen_random_uuid(), ${site.partnership}, 'test', ${wall}, ${wall}, 'a secret', 'en') returning id`,
  );
  return row?.id ?? '';
}
const reads = async (who: Officer, record: string): Promise<boolean> =>
  (
    await site.database.withActor(who.secret, 'read', (tx) =>
      tx.selectFrom('platform.record').select('id').where('id', '=', record).execute(),
    )
  ).length === 1;

describe('the wall of an organisation', () => {
  test('is made with the first mandate, inside its seat, and opens to those of that organisation and seat alone', async () => {
    const one = await officer({ role: 'contributor', party: 'canada', organisation: 'health' });
    const two = await officer({ role: 'focal-point', party: 'canada', organisation: 'health' });
    const others: Officer[] = [];
    for (const capacity of [
      { role: 'speaker', party: 'canada', organisation: 'trade' },
      { role: 'speaker', party: 'canada' },
      { role: 'speaker', party: 'asean', organisation: 'health' },
      { role: 'focal-point', party: 'laos', organisation: 'health' },
      { role: 'secretariat', organisation: 'health' },
      { role: 'administrator' },
      { role: 'observer', organisation: 'health' },
    ] as const)
      others.push(await officer(capacity));
    const wall = await organisationWall('canada', 'health');
    const { rows } = await site.keeper.query('select kind, parent from platform.wall where id = $1', [wall]);
    expect(rows).toEqual([{ kind: 'organisation', parent: site.walls['canada'] }]);
    const record = await write(one, wall);
    expect(await reads(two, record)).toBe(true);
    for (const [at, other] of others.entries()) {
      expect(await reads(other, record), String(at)).toBe(false);
      await expect(write(other, wall), String(at)).rejects.toMatchObject({ code: '42501' });
    }
    expect(wall).not.toBe(await organisationWall('laos', 'health'));
  });

  test('first mandates given at once make one', async () => {
    const keepers = await Promise.all(
      [1, 2, 3].map(async () => {
        const client = new pg.Client(site.keeperConfig);
        await client.connect();
        await client.query('set role ent_owner');
        return client;
      }),
    );
    try {
      await site.person('nobody', { role: 'observer', organisation: 'forests' });
      const { rows } = await site.keeper.query(`select id from directory.organisation where slug = 'forests'`);
      const people = [await site.person('x'), await site.person('y'), await site.person('z')];
      await Promise.all(
        keepers.map((keeper, at) =>
          keeper.query(
            `insert into directory.mandate (partnership, wall, owner, person, role, party, organisation, title, valid)
              values ($1, $2, $2, $3, 'contributor', $4, $5, '{"en": "x"}', daterange(null, null))`,
            [site.partnership, site.walls['partnership'], people[at]?.person, site.parties['canada'], rows[0]?.id],
          ),
        ),
      );
      const walls = await site.keeper.query('select from directory.organisation_circle where organisation = $1', [rows[0]?.id]);
      expect(walls.rowCount).toBe(1);
    } finally {
      await Promise.all(keepers.map((each) => each.end()));
    }
  });
});

describe('a circle', () => {
  test('opens to who joins, at once, and closes to who leaves, at once, in the session that runs', async () => {
    const canada = await officer({ role: 'focal-point', party: 'canada' });
    const laos = await officer({ role: 'contributor', party: 'laos' });
    const circle = await make(canada, 'Reviewers');
    const wall = await wallOf(circle);
    const record = await write(canada, wall);
    expect(await reads(laos, record)).toBe(false);
    await joinMandate(canada, circle, laos);
    expect(await reads(laos, record)).toBe(true);
    const theirs = await write(laos, wall);
    expect(await reads(canada, theirs)).toBe(true);
    await leave(laos, circle, laos);
    expect([await reads(laos, record), await reads(laos, theirs)]).toEqual([false, false]);
    await expect(write(laos, wall)).rejects.toMatchObject({ code: '42501' });
    await expect(leave(canada, circle, laos)).rejects.toMatchObject({ code: 'P0002' });
  });

  test('of two seats opens to everybody who acts for them, now and later, and to nobody around them', async () => {
    const canada = await officer({ role: 'speaker', party: 'canada' });
    const laos = await officer({ role: 'focal-point', party: 'laos' });
    const asean = await officer({ role: 'speaker', party: 'asean' });
    const secretariat = await officer({ role: 'secretariat' });
    const circle = await make(canada, 'Canada and Laos');
    await joinSeat(canada, circle, 'canada');
    await joinSeat(canada, circle, 'laos');
    const record = await write(canada, await wallOf(circle));
    const newcomer = await officer({ role: 'contributor', party: 'canada' });
    expect(await Promise.all([laos, newcomer, asean, secretariat].map((who) => reads(who, record)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    const within = await site.keeper.query(
      'select platform.is_within($1, $2) as joint, platform.is_within($1, $3) as canada, platform.is_within($3, $1) as inside',
      [await wallOf(circle), site.walls['partnership'], site.walls['canada']],
    );
    expect(within.rows[0]).toEqual({ joint: true, canada: false, inside: false });
  });

  test('of one side takes nobody of another, nor one who serves all, and stands inside that side', async () => {
    const canada = await officer({ role: 'speaker', party: 'canada' });
    const circle = await make(canada, 'Our team', 'side');
    for (const capacity of [
      { role: 'speaker', party: 'asean' },
      { role: 'secretariat' },
      { role: 'administrator' },
      { role: 'observer' },
    ] as const) {
      const other = await officer(capacity);
      await expect(joinMandate(canada, circle, other), capacity.role).rejects.toMatchObject({
        code: expect.stringMatching(/23514|P0002/),
      });
    }
    await expect(joinSeat(canada, circle, 'laos')).rejects.toMatchObject({ code: '23514' });
    const { rows } = await site.keeper.query('select platform.is_within($1, $2) as inside', [
      await wallOf(circle),
      site.walls['canada'],
    ]);
    expect(rows[0]).toEqual({ inside: true });
  });

  test('is minded by its seat alone: the speaker always, a focal point who is in it', async () => {
    const maker = await officer({ role: 'focal-point', party: 'canada' });
    const colleague = await officer({ role: 'focal-point', party: 'canada' });
    const speaker = await officer({ role: 'speaker', party: 'canada' });
    const laos = await officer({ role: 'speaker', party: 'laos' });
    const circle = await make(maker, 'Team');
    await joinMandate(maker, circle, laos);
    for (const other of [colleague, laos, await officer({ role: 'secretariat' }), await officer({ role: 'administrator' })]) {
      await expect(call(other, sql`select directory.rename_circle(${circle}, 'Mine')`)).rejects.toMatchObject({ code: 'P0002' });
      await expect(call(other, sql`select directory.close_circle(${circle})`)).rejects.toMatchObject({ code: 'P0002' });
      await expect(joinMandate(other, circle, other)).rejects.toMatchObject({ code: 'P0002' });
      await expect(leave(other, circle, maker)).rejects.toMatchObject({ code: 'P0002' });
    }
    await expect(make(await officer({ role: 'secretariat' }), 'Ours')).rejects.toMatchObject({ code: '42501' });
    await expect(make(await officer({ role: 'contributor', party: 'canada' }), 'Ours')).rejects.toMatchObject({ code: '42501' });
    const names = (who: Officer) => call(who, sql<{ name: string }>`select name from directory.circles_to_mind()`);
    expect(await names(speaker)).toContainEqual({ name: 'Team' });
    for (const other of [colleague, laos]) expect(await names(other)).not.toContainEqual({ name: 'Team' });
    const record = await write(maker, await wallOf(circle));
    expect(await reads(speaker, record)).toBe(false);
    await joinMandate(speaker, circle, speaker);
    expect(await reads(speaker, record)).toBe(true);
  });

  test('that is closed is read on, and nobody writes there or joins', async () => {
    const canada = await officer({ role: 'speaker', party: 'canada' });
    const circle = await make(canada, 'Done');
    const wall = await wallOf(circle);
    const record = await write(canada, wall);
    await call(canada, sql`select directory.close_circle(${circle})`);
    expect(await reads(canada, record)).toBe(true);
    await expect(write(canada, wall)).rejects.toMatchObject({ code: '42501' });
    await expect(joinSeat(canada, circle, 'laos')).rejects.toMatchObject({ code: '55000' });
  });

  test('what acts under a mandate with less than it opens never gains by joining, and loses by leaving', async () => {
    const canada = await officer({ role: 'speaker', party: 'canada' });
    const laos = await officer({ role: 'speaker', party: 'laos' });
    const circle = await make(canada, 'Narrow');
    const wall = await wallOf(circle);
    const token = async (hash: string, owns: string[]) =>
      site.keeper.query(
        `insert into platform.acting (token_hash, mandate, partnership, sees, owns, expires) values ($1, $2, $3, $4, $5, 'infinity')`,
        [Buffer.from(hash.padEnd(32)), laos.mandate, site.partnership, [site.walls['public'], ...owns], owns],
      );
    await token(`poor ${made}`, []);
    await joinMandate(canada, circle, laos);
    await token(`rich ${made}`, [wall]);
    const rights = async () =>
      (
        await site.keeper.query(
          `select sees, owns from platform.acting where mandate = $1 and session_hash is null order by cardinality(sees)`,
          [laos.mandate],
        )
      ).rows;
    expect(await rights()).toEqual([
      { sees: [site.walls['public']], owns: [] },
      { sees: [site.walls['public'], wall], owns: [wall] },
    ]);
    await leave(canada, circle, laos);
    expect(await rights()).toEqual([
      { sees: [site.walls['public']], owns: [] },
      { sees: [site.walls['public']], owns: [] },
    ]);
  });

  test('whoever puts on a hat while somebody takes him out waits, and gets what holds afterwards', async () => {
    const canada = await officer({ role: 'speaker', party: 'canada' });
    const laos = await officer({ role: 'speaker', party: 'laos' });
    const circle = await make(canada, 'Race');
    await joinMandate(canada, circle, laos);
    const record = await write(canada, await wallOf(circle));
    const token = laos.secret.split(':')[0] ?? '';
    const other = new pg.Client(site.keeperConfig);
    await other.connect();
    try {
      await other.query('set role ent_owner');
      await other.query('begin');
      await other.query(
        'update directory.circle_member set left_at = now(), left_by = joined_by where circle = $1 and mandate = $2',
        [circle, laos.mandate],
      );
      let worn = false;
      const wearing = site.accounts.wear(token, laos.mandate).then(() => {
        worn = true;
      });
      await new Promise((done) => setTimeout(done, 200));
      expect(worn).toBe(false);
      await other.query('commit');
      await wearing;
      expect(await reads(laos, record)).toBe(false);
    } finally {
      await other.end();
    }
  });

  test('leaves entries in the audit that its members read, and nobody else', async () => {
    const canada = await officer({ role: 'speaker', party: 'canada' });
    const laos = await officer({ role: 'speaker', party: 'laos' });
    const asean = await officer({ role: 'speaker', party: 'asean' });
    const circle = await make(canada, 'Noted');
    await joinMandate(canada, circle, laos);
    await call(canada, sql`select directory.rename_circle(${circle}, 'Noted well')`);
    const acts = (who: Officer) =>
      call(who, sql<{ act: string }>`select act from platform.audit where record = ${circle} order by id`);
    const all = ['directory.circle-made', 'directory.circle-joined', 'directory.circle-renamed'].map((act) => ({ act }));
    expect(await acts(laos)).toEqual(all);
    expect(await acts(asean)).toEqual([]);
    await leave(canada, circle, laos);
    expect(await acts(laos)).toEqual([]);
    expect(await acts(canada)).toEqual([...all, { act: 'directory.circle-left' }]);
  });
});

test('who reads a wall is what each mandate opens, also on an earlier day', async () => {
  const canada = await officer({ role: 'speaker', party: 'canada', organisation: 'readers' });
  const colleague = await officer({ role: 'contributor', party: 'canada', organisation: 'readers' });
  const over = await site.person('gone', {
    role: 'contributor',
    party: 'canada',
    organisation: 'readers',
    valid: '[2001-01-01,2002-01-01)',
  });
  const wall = await organisationWall('canada', 'readers');
  const readers = async (who: Officer, day: string | null) =>
    (await call(who, sql<{ mandate: string }>`select mandate from accounts.readers_of(${wall}, ${day}::date)`)).map(
      (row) => row.mandate,
    );
  expect((await readers(canada, null)).sort()).toEqual([canada.mandate, colleague.mandate].sort());
  expect(await readers(canada, '2001-06-01')).toEqual(over.mandates);
  expect(await readers(await officer({ role: 'speaker', party: 'asean' }), null)).toEqual([]);
  const counts = await call(canada, sql<{ wall: string; people: number }>`select wall, people from accounts.own_readers()`);
  expect(counts.find((row) => row.wall === wall)?.people).toBe(2);
});
