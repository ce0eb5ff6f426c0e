import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endSessions } from './end-sessions.ts';
import { type Installation, jar, openInstallation, PASSWORD } from './fixtures/installation.ts';
import { suspendLogin } from './suspend-login.ts';

let site: Installation;
let number = 0;
beforeAll(async () => {
  site = await openInstallation();
}, 60_000);
afterAll(() => site?.close());

const row = async (text: string, values: unknown[] = []) => (await site.keeper.query(text, values)).rows[0];

/** Somebody of Canada with a session. */
async function someone(role: 'speaker' | 'focal-point' | 'observer' = 'focal-point') {
  number += 1;
  const email = `holder${number}@canada.example`;
  const { person, mandates } = await site.person(email, { role, ...(role === 'observer' ? {} : { party: 'canada' }) });
  await site.login(email, [person]);
  const session = [...jar(await site.accounts.signIn(email, PASSWORD, { address: null })).values()][0]?.split('.')[0] ?? '';
  return { email, session, mandate: mandates[0] ?? '' };
}
const asked = (mandate: string, more: object = {}) => ({ name: 'A program', mandate, writes: true, days: 30 as const, ...more });
const tokens = () => site.accounts.tokens;
/** What a token sees and owns, as the database finds it. */
const opened = async (token: string, mandate: string) => {
  const { rows } = await site.database.withActor(`${token}:${mandate}`, 'read', (tx) =>
    sql<{ sees: string[]; owns: string[] }>`select platform.sees() as sees, platform.owns() as owns`.execute(tx),
  );
  return rows[0];
};
const idOf = async (session: string) => (await tokens().list(session))[0]?.id ?? '';
const keyOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { key?: string }) => error.key ?? error,
  );

describe('a token', () => {
  test('is shown once, kept as a hash, and acts in one capacity with what its mandate opens', async () => {
    const { session, mandate } = await someone();
    const token = await tokens().make(session, asked(mandate));
    expect(token).toMatch(/^ent_[\w-]{43}$/);
    const stored = await row(
      `select t::text as text, token_hash = sha256(convert_to($1, 'UTF8')) as hashed from accounts.token t where mandate = $2`,
      [token, mandate],
    );
    expect(stored.hashed).toBe(true);
    expect(stored.text).not.toContain(token.slice(4));
    expect(await opened(token, mandate)).toEqual({ sees: [], owns: [] });
    const who = await tokens().whose(token, 'en');
    expect(who).toMatchObject({ hats: [{ mandate, current: true }], program: { writes: true } });
    const { public: everybody, partnership, canada } = site.walls;
    expect(await opened(token, mandate)).toEqual({ sees: [everybody, partnership, canada], owns: [canada] });
  });

  test('that only reads owns nothing, also where a circle is joined', async () => {
    const { session, mandate } = await someone();
    const reads = await tokens().make(session, asked(mandate, { writes: false }));
    const writes = await tokens().make(session, asked(mandate));
    for (const each of [reads, writes]) await tokens().whose(each, 'en');
    expect((await opened(reads, mandate))?.owns).toEqual([]);
    const circle = await row(
      `with w as (insert into platform.wall (partnership, kind, parent) values ($1, 'group', $2) returning id),
        c as (insert into directory.circle (partnership, circle, name, made_by, wall, owner) select $1, w.id, 'Drafting', $3, w.id, $2 from w returning id, circle)
        select id, circle from c`,
      [site.partnership, site.walls.canada, mandate],
    );
    await site.keeper.query('insert into directory.circle_member (circle, mandate, joined_by, wall) values ($1, $2, $2, $3)', [
      circle.id,
      mandate,
      circle.circle,
    ]);
    expect((await opened(reads, mandate))?.sees).toContain(circle.circle);
    expect((await opened(reads, mandate))?.owns).toEqual([]);
    expect((await opened(writes, mandate))?.owns).toContain(circle.circle);
    await site.keeper.query('update directory.circle_member set left_at = now(), left_by = $2 where circle = $1', [
      circle.id,
      mandate,
    ]);
    for (const each of [reads, writes]) expect((await opened(each, mandate))?.sees).not.toContain(circle.circle);
  });

  test.each([
    ['revoked', async ({ session }: Held) => expect(await tokens().revoke(session, await idOf(session))).toBe(true)],
    [
      'its mandate ended',
      ({ mandate }: Held) =>
        row(`update directory.mandate set valid = daterange(lower(valid), platform.today()) where id = $1`, [mandate]),
    ],
    ['the login suspended', ({ email }: Held) => suspendLogin(site.keeper, email)],
    ['the password changed', ({ session }: Held) => site.accounts.changePassword(session, PASSWORD, 'nineteen green herons')],
    ['everybody’s sessions ended', () => endSessions(site.keeper)],
    [
      'its time over',
      ({ mandate }: Held) =>
        row(
          `update accounts.token set made_at = now() - interval '2 days', expires_at = now() - interval '1 second' where mandate = $1`,
          [mandate],
        ),
    ],
    [
      'the person no longer of the login',
      ({ mandate }: Held) =>
        row(`delete from accounts.login_person l using directory.mandate m where m.id = $1 and l.person = m.person`, [mandate]),
    ],
  ])('opens nothing from the moment it is over: %s', async (why, end) => {
    const held = await someone();
    const token = await tokens().make(held.session, asked(held.mandate));
    expect(await tokens().whose(token, 'en')).not.toBeNull();
    await end(held);
    expect(await tokens().whose(token, 'en')).toBeNull();
    // And what it opened is shut for a request that was let in a moment before.
    if (!why.startsWith('the person')) expect(await opened(token, held.mandate)).toEqual({ sees: [], owns: [] });
  });

  test('of a role that needs a second factor is made by nobody without one', async () => {
    const { session, mandate } = await someone('speaker');
    const before = await tokens().make(session, asked(mandate));
    await site.secondFactor('required');
    try {
      expect(await keyOf(tokens().make(session, asked(mandate)))).toBe('accounts.factor-first');
      expect(await tokens().whose(before, 'en')).toBeNull();
    } finally {
      await site.secondFactor('offered');
    }
  });

  test('is one’s own alone: of no other’s mandate, seen and revoked by nobody else, twenty at most, a year at most', async () => {
    const [mine, theirs] = [await someone(), await someone()];
    expect(await keyOf(tokens().make(mine.session, asked(theirs.mandate)))).toBe('accounts.token-not-made');
    expect(await keyOf(tokens().make('of-nobody', asked(mine.mandate)))).toBe('accounts.token-not-made');
    expect(await keyOf(tokens().make(mine.session, asked(mine.mandate, { name: '  ' })))).toBe('accounts.token-name-missing');
    await tokens().make(mine.session, asked(mine.mandate));
    expect(await tokens().list(theirs.session)).toEqual([]);
    expect(await tokens().revoke(theirs.session, await idOf(mine.session))).toBe(false);
    // At once, on connections of their own.
    const made = await Promise.all(Array.from({ length: 25 }, () => keyOf(tokens().make(mine.session, asked(mine.mandate)))));
    expect(made.filter((each) => each === 'done')).toHaveLength(19);
    await expect(
      site.keeper.query(`update accounts.token set expires_at = made_at + interval '367 days' where mandate = $1`, [
        mine.mandate,
      ]),
    ).rejects.toThrow('check constraint');
  });

  test('does not do what needs a person, whatever the program forgot: mandates and invitations', async () => {
    const { person, mandates } = await site.person('chief', { role: 'speaker', party: 'canada' });
    await site.login('chief@canada.example', [person]);
    const cookies = jar(await site.accounts.signIn('chief@canada.example', PASSWORD, { address: null }));
    const session = [...cookies.values()][0]?.split('.')[0] ?? '';
    const mandate = mandates[0] ?? '';
    const token = await tokens().make(session, asked(mandate));
    await tokens().whose(token, 'en');
    const give = (secret: string) =>
      site.database
        .withActor(`${secret}:${mandate}`, 'write', (tx) =>
          sql`insert into directory.mandate (partnership, wall, owner, person, role, party, title, valid)
            values (${site.partnership}, ${site.walls.canada}, ${site.walls.canada}, ${person}, 'contributor', ${site.parties.canada}, '{"en": "Desk"}', daterange(platform.today(), null))`.execute(
            tx,
          ),
        )
        .then(
          () => 'given',
          (error: { code?: string }) => error.code,
        );
    expect(await give(session)).toBe('given');
    expect(await give(token)).toBe('42501');
    const invite = async (secret: string) => {
      const { rows } = await site.database.withActor(`${secret}:${mandate}`, 'read', (tx) =>
        sql<{ state: string }>`select state from (select count(*)::text as state from accounts.invitations()) s`.execute(tx),
      );
      return rows[0]?.state;
    };
    await site.keeper.query(
      `insert into accounts.invitation (person, mandate, email, lang, token_hash) select p.id, $1, 'guest@canada.example', 'en', sha256('x') from directory.person p where p.id = $2`,
      [mandate, person],
    );
    await site.keeper.query('update directory.person set owner = $1 where id = $2', [site.walls.canada, person]);
    expect(await invite(session)).toBe('1');
    expect(await invite(token)).toBe('0');
  });

  test('leaves its number in every entry of the audit that it causes, sealed, and cannot write another', async () => {
    const { session, mandate } = await someone();
    const token = await tokens().make(session, asked(mandate));
    const id = await idOf(session);
    await tokens().whose(token, 'en');
    const entry = (secret: string) =>
      site.database.withActor(`${secret}:${mandate}`, 'write', (tx) =>
        sql`insert into platform.audit (partnership, wall, person, mandate, act)
          select platform.acting_partnership(), ${site.walls.canada}, platform.acting_person(), platform.acting_mandate(), 'test.done'`.execute(
          tx,
        ),
      );
    const forged = site.database.withActor(`${session}:${mandate}`, 'write', (tx) =>
      sql`insert into platform.audit (partnership, wall, person, mandate, act, token)
        select platform.acting_partnership(), ${site.walls.canada}, platform.acting_person(), platform.acting_mandate(), 'test.done', ${id}::uuid`.execute(
        tx,
      ),
    );
    await expect(forged).rejects.toThrow('permission denied');
    await entry(token);
    await entry(session);
    const { rows } = await site.keeper.query(
      `select token, digest = sha256(salt || convert_to(platform.audit_body(a), 'UTF8')) as whole, platform.audit_body(a) as body from platform.audit a
        where mandate = $1 and act = 'test.done' order by id`,
      [mandate],
    );
    expect(rows.map((each) => [each.token, each.whole])).toEqual([
      [id, true],
      [null, true],
    ]);
    expect([JSON.parse(rows[0].body).token, 'token' in JSON.parse(rows[1].body)]).toEqual([id, false]);
    const made = await row(`select act, after from platform.audit where act = 'accounts.token-made' and record = $1`, [id]);
    expect(made.after).toMatchObject({ name: 'A program', writes: true });
    await tokens().revoke(session, id);
    expect(
      (await row(`select count(*)::int as n from platform.audit where act = 'accounts.token-revoked' and record = $1`, [id])).n,
    ).toBe(1);
  });

  test('that is revoked while it opens is shut in the end', async () => {
    const { session, mandate } = await someone();
    for (let round = 0; round < 20; round += 1) {
      const token = await tokens().make(session, asked(mandate));
      const id = await idOf(session);
      await Promise.all([tokens().whose(token, 'en'), tokens().revoke(session, id), tokens().whose(token, 'en')]);
      expect(await opened(token, mandate)).toEqual({ sees: [], owns: [] });
    }
  });

  test('is noted as used, to within five minutes', async () => {
    const { session, mandate } = await someone();
    const token = await tokens().make(session, asked(mandate));
    expect((await tokens().list(session))[0]).toMatchObject({ used_at: null, state: 'holds' });
    await tokens().whose(token, 'en');
    const first = (await tokens().list(session))[0]?.used_at;
    expect(first).toBeInstanceOf(Date);
    await tokens().whose(token, 'en');
    expect((await tokens().list(session))[0]?.used_at).toEqual(first);
  });
});

type Held = { email: string; session: string; mandate: string };
