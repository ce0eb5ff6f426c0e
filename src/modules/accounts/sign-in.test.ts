import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Installation, jar, openInstallation, PASSWORD } from './fixtures/installation.ts';
import { suspendLogin } from './suspend-login.ts';

/** A password is tried many times here, and each try is slow on purpose. */
const SLOWLY = 180_000;

let site: Installation;
let login: string;
beforeAll(async () => {
  site = await openInstallation();
  const { person } = await site.person('Ana', { role: 'speaker', party: 'canada' });
  login = await site.login('ana@example.org', [person]);
});
afterAll(() => site.close());

const WRONG = { status: 422, key: 'accounts.wrong' };
const from = (address: string | null) => ({ address });
const signIn = async (email = 'ana@example.org') => jar(await site.accounts.signIn(email, PASSWORD, from(null)));
const count = async (table: string): Promise<number> =>
  (await site.keeper.query<{ count: number }>(`select count(*)::int from ${table}`)).rows[0]?.count ?? -1;

describe('a password', () => {
  test('opens a session for its account, whatever the case of the address', async () => {
    const cookies = jar(await site.accounts.signIn('  ANA@example.org ', PASSWORD, from(null)));
    const session = await site.accounts.whoIs(cookies);
    expect(session?.person.name).toBe('ana');
    expect(session?.hats).toMatchObject([{ label: 'Desk officer, Canada', role: 'speaker', current: true }]);
  });

  test('wrong, unknown, too long and empty are one refusal, and open nothing', async () => {
    const before = await count('auth.session');
    for (const [email, password] of [
      ['ana@example.org', 'wrong horse battery'],
      ['nobody@example.org', PASSWORD],
      ['not an address', PASSWORD],
      ['ana@example.org', 'x'.repeat(500)],
      ['ana@example.org', ''],
    ] as const) {
      await expect(site.accounts.signIn(email, password, from(null))).rejects.toMatchObject(WRONG);
    }
    expect(await count('auth.session')).toBe(before);
  });

  test(
    'unknown and wrong take about the same time',
    async () => {
      const time = async (email: string, attempt: number): Promise<number> => {
        const start = performance.now();
        await site.accounts.signIn(email, `wrong horse ${attempt}`, from(null)).catch(() => {});
        return performance.now() - start;
      };
      const { person } = await site.person('Timed');
      await site.login('timed@example.org', [person]);
      // In turns, and the shortest of each: whatever else this machine does meanwhile only makes them longer.
      let [known, unknown] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
      for (let i = 0; i < 9; i++) {
        known = Math.min(known, await time('timed@example.org', i));
        unknown = Math.min(unknown, await time('untimed@example.org', i));
      }
      // One scrypt is tens of milliseconds: an answer without it would be far below half.
      expect(Math.min(known, unknown) / Math.max(known, unknown)).toBeGreaterThan(0.5);
    },
    SLOWLY,
  );

  test('a suspended login is refused like a wrong password, and its sessions end', async () => {
    const { person } = await site.person('Gone', { role: 'observer' });
    await site.login('gone@example.org', [person]);
    const cookies = await signIn('gone@example.org');
    await suspendLogin(site.keeper, 'Gone@example.org');
    expect(await site.accounts.whoIs(cookies)).toBeNull();
    await expect(signIn('gone@example.org')).rejects.toMatchObject(WRONG);
    const { rows } = await site.keeper.query(
      'select 1 from auth.session s join auth."user" u on u.id = s."userId" where email = $1',
      ['gone@example.org'],
    );
    expect(rows).toEqual([]);
    await expect(suspendLogin(site.keeper, 'nobody@example.org')).rejects.toMatchObject({ status: 404 });
  });
});

describe('attempts', () => {
  const known = async (email: string): Promise<void> => {
    const { person } = await site.person(email);
    await site.login(email, [person]);
  };
  const fail = (email: string, address: string | null) =>
    site.accounts.signIn(email, 'wrong horse battery', from(address)).then(
      () => 'in',
      (error: { key: string }) => error.key,
    );

  test(
    'ten for an account, from wherever, also at the same moment; then not even the right password',
    async () => {
      await known('guessed@example.org');
      const answers = await Promise.all(Array.from({ length: 14 }, (_, i) => fail('guessed@example.org', `192.0.2.${i}`)));
      expect(answers.filter((answer) => answer === 'accounts.wrong')).toHaveLength(10);
      expect(answers.filter((answer) => answer === 'accounts.too-many')).toHaveLength(4);
      await expect(signIn('Guessed@example.org')).rejects.toMatchObject({ status: 429, key: 'accounts.too-many' });
      await site.keeper.query(`update auth."rateLimit" set "lastRequest" = "lastRequest" - 15 * 60 * 1000 - 1`);
      expect((await signIn('guessed@example.org')).size).toBe(1);
    },
    SLOWLY,
  );

  test(
    'unknown accounts are counted alike',
    async () => {
      const answers = [];
      for (let i = 0; i < 11; i++) answers.push(await fail('phantom@example.org', null));
      expect(answers.slice(8)).toEqual(['accounts.wrong', 'accounts.wrong', 'accounts.too-many']);
    },
    SLOWLY,
  );

  test(
    'ten from an address, for whatever accounts; those that succeed are given back',
    async () => {
      await known('neighbour@example.org');
      for (let i = 0; i < 12; i++) await site.accounts.signIn('neighbour@example.org', PASSWORD, from('198.51.100.7'));
      const answers = [];
      for (let i = 0; i < 11; i++) answers.push(await fail(`spray${i}@example.org`, '198.51.100.7'));
      expect(answers.filter((answer) => answer === 'accounts.wrong')).toHaveLength(10);
      await expect(site.accounts.signIn('neighbour@example.org', PASSWORD, from('198.51.100.7'))).rejects.toMatchObject({
        status: 429,
      });
      expect((await site.accounts.signIn('neighbour@example.org', PASSWORD, from('198.51.100.8'))).length).toBe(1);
    },
    SLOWLY,
  );

  test('store no address of mail or network', async () => {
    await fail('traced@example.org', '203.0.113.9');
    const { rows } = await site.keeper.query<{ key: string }>('select key from auth."rateLimit"');
    expect(JSON.stringify(rows)).not.toMatch(/example|203\.0/);
  });
});

describe('a session', () => {
  test('is stored as a hash only', async () => {
    const session = await site.accounts.whoIs(await signIn());
    const { rows } = await site.keeper.query<{ token: string }>('select token from auth.session');
    expect(rows.map((row) => row.token)).toContain(
      createHash('sha256')
        .update(session?.token ?? '')
        .digest('hex'),
    );
    expect(JSON.stringify(rows)).not.toContain(session?.token);
  });

  test('is nobody’s with a forged, cut or foreign signature', async () => {
    const cookie = (await signIn()).get('session') ?? '';
    const [token = '', signature = ''] = decodeURIComponent(cookie).split('.');
    const forged = [
      token,
      `${token}.`,
      `${token}.${signature.slice(0, -2)}`,
      `${token}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
      `${token.split('').reverse().join('')}.${signature}`,
      `.${signature}`,
      '%E0%A4%A',
      '',
    ];
    for (const value of forged) expect(await site.accounts.whoIs(new Map([['session', value]]))).toBeNull();
    expect(await site.accounts.whoIs(new Map([['session', cookie]]))).not.toBeNull();
  });

  test('deleted, it sees nothing from the next read on, and its rights are gone', async () => {
    const cookies = await signIn();
    const session = await site.accounts.whoIs(cookies);
    const secret = `${session?.token}:${session?.hats[0]?.mandate}`;
    const seen = () => site.database.withActor(secret, 'read', (tx) => tx.selectFrom('platform.wall').select('id').execute());
    expect(await seen()).toHaveLength(3);
    await site.keeper.query('delete from auth.session where token = $1', [
      createHash('sha256')
        .update(session?.token ?? '')
        .digest('hex'),
    ]);
    expect(await seen()).toEqual([]);
    expect(await site.accounts.whoIs(cookies)).toBeNull();
    await expect(site.accounts.wear(session?.token ?? '', session?.hats[0]?.mandate ?? '')).rejects.toMatchObject({
      status: 403,
    });
  });

  test('put to an end by its owner, it leaves no row', async () => {
    const cookies = await signIn();
    const session = await site.accounts.whoIs(cookies);
    const removal = await site.accounts.signOut(session?.token);
    expect(removal[0]).toMatch(/^session=; .*Max-Age=0/);
    expect(await site.accounts.whoIs(cookies)).toBeNull();
    const hash = createHash('sha256')
      .update(session?.token ?? '')
      .digest();
    expect((await site.keeper.query('select from platform.acting where session_hash = $1', [hash])).rowCount).toBe(0);
    expect((await site.keeper.query('select from auth.session where token = $1', [hash.toString('hex')])).rowCount).toBe(0);
  });

  test('ends after 12 hours, after 8 without a page, and rests no longer once a page is asked for', async () => {
    const cookies = await signIn();
    const session = await site.accounts.whoIs(cookies);
    const hash = createHash('sha256')
      .update(session?.token ?? '')
      .digest('hex');
    const set = (change: string) => site.keeper.query(`update auth.session set ${change} where token = $1`, [hash]);
    const { rows } = await site.keeper.query<{ hours: number }>(
      `select extract(epoch from "expiresAt" - now())::float / 3600 as hours from auth.session where token = $1`,
      [hash],
    );
    expect(rows[0]?.hours).toBeCloseTo(12, 1);
    await set(`"updatedAt" = now() - interval '7 hours 59 minutes'`);
    expect(await site.accounts.whoIs(cookies)).not.toBeNull();
    const { rows: after } = await site.keeper.query<{ fresh: boolean }>(
      `select "updatedAt" > now() - interval '1 minute' as fresh from auth.session where token = $1`,
      [hash],
    );
    expect(after[0]?.fresh).toBe(true);
    await set(`"updatedAt" = now() - interval '8 hours 1 second'`);
    expect(await site.accounts.whoIs(cookies)).toBeNull();
    await set(`"updatedAt" = now(), "expiresAt" = now() - interval '1 second'`);
    expect(await site.accounts.whoIs(cookies)).toBeNull();
    await signIn();
    expect((await site.keeper.query('select from auth.session where token = $1', [hash])).rowCount).toBe(0);
  });
});

describe('one click', () => {
  test('only for logins of a demonstration, and only in one', async () => {
    const { person } = await site.person('Demo', { role: 'observer' });
    const offered = await site.login('demo@example.org', [person], true);
    await expect(site.accounts.signInToDemonstration(offered)).rejects.toMatchObject({ status: 404 });
    expect(await site.accounts.demonstrationLogins('en')).toEqual([]);
    await site.keeper.query('update platform.installation set demonstration = true');
    try {
      expect(await site.accounts.demonstrationLogins('fr')).toMatchObject([
        { login: offered, name: 'demo', capacity: 'Responsable' },
      ]);
      const session = await site.accounts.whoIs(jar(await site.accounts.signInToDemonstration(offered)));
      expect(session?.person.name).toBe('demo');
      await expect(site.accounts.signInToDemonstration(login)).rejects.toMatchObject({ status: 404 });
    } finally {
      await site.keeper.query('update platform.installation set demonstration = false');
    }
  });
});

describe('the database', () => {
  test('keeps ent_app out of passwords and sessions', async () => {
    await site.keeper.query('reset role');
    await site.keeper.query('set role ent_app');
    try {
      for (const table of ['auth."user"', 'auth.session', 'auth.account', 'accounts.login', 'accounts.worn', 'platform.acting']) {
        await expect(site.keeper.query(`select from ${table}`)).rejects.toMatchObject({ code: '42501' });
      }
      await expect(site.keeper.query(`select accounts.hats_of(gen_random_uuid(), null)`)).rejects.toMatchObject({
        code: '42501',
      });
    } finally {
      await site.keeper.query('reset role');
      await site.keeper.query('set role ent_owner');
    }
  });

  test('refuses a second login for an address or a person, and a short password', async () => {
    const { person } = await site.person('Twice');
    await site.login('twice@example.org', [person]);
    const { person: other } = await site.person('Other');
    await expect(site.login('Twice@Example.org', [other])).rejects.toMatchObject({ status: 409, key: 'accounts.login-exists' });
    const users = await count('auth."user"');
    await expect(site.login('second@example.org', [person])).rejects.toMatchObject({ status: 409 });
    expect(await count('auth."user"')).toBe(users);
  });
});
