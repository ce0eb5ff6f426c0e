import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf } from './fixtures/code-of.ts';
import { type Installation, jar, openInstallation, PASSWORD } from './fixtures/installation.ts';
import { type Accounts, CodeNeeded } from './open-accounts.ts';

const from = { address: null };
let site: Installation;
let strict: Accounts;
let admin: pg.Client;
let number = 0;

beforeAll(async () => {
  site = await openInstallation();
  strict = await site.open('required');
  admin = new pg.Client(site.keeperConfig);
  await admin.connect();
}, 60_000);
afterAll(async () => {
  await strict?.close();
  await admin?.end();
  await site?.close();
});

/** Somebody with a session: in this role, by these rules. */
async function someone(role: 'speaker' | 'observer' = 'observer', accounts = site.accounts) {
  number += 1;
  const email = `factor${number}@canada.example`;
  const { person, mandates } = await site.person(email, { role, ...(role === 'speaker' ? { party: 'canada' } : {}) });
  await site.login(email, [person]);
  const cookies = jar(await accounts.signIn(email, PASSWORD, from));
  const token = [...cookies.values()][0]?.split('.')[0] ?? '';
  return { email, cookies, token, mandate: mandates[0] ?? '' };
}

const halfOf = (email: string, accounts = site.accounts) =>
  accounts.signIn(email, PASSWORD, from).then(
    () => 'signed in',
    (error: unknown) => (error instanceof CodeNeeded ? error.half : Promise.reject(error)),
  );
const keyOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { key?: string }) => error.key ?? error,
  );

/** With a factor, added by the code of the half minute before, so that the present one is still to be used. */
async function withFactor(accounts = site.accounts, role: 'speaker' | 'observer' = 'observer') {
  const who = await someone(role, accounts);
  const { letters } = await accounts.offerFactor(who.token);
  const paper = await accounts.addFactor(who.token, codeOf(letters, -1));
  return { ...who, letters, paper };
}

describe('a second factor', () => {
  test('is offered as a picture and in letters, and holds once a first code proves it', async () => {
    const { email, token } = await someone();
    const offer = await site.accounts.offerFactor(token);
    expect(offer.picture).toMatch(/^<svg .*<\/svg>$/s);
    expect(offer.picture).not.toMatch(/style=|<script|href/);
    expect(offer.letters).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
    expect(await site.accounts.offerFactor(token)).toEqual(offer);
    // Not proved: sign-in asks for nothing.
    expect(await halfOf(email)).toBe('signed in');
    expect(await keyOf(site.accounts.addFactor(token, '000000'))).toBe('accounts.code-wrong');
    const paper = await site.accounts.addFactor(token, codeOf(offer.letters));
    expect(new Set(paper).size).toBe(10);
    expect(await site.accounts.factor(token)).toEqual({ paperLeft: 10 });
    expect(await keyOf(site.accounts.offerFactor(token))).toBe('accounts.factor-there');
  });

  test('is asked for after the password, opens no session before, and ends the sessions of before', async () => {
    const { email, token, letters, cookies } = await withFactor();
    expect(await site.accounts.whoIs(cookies)).not.toBeNull();
    const count = async () =>
      (await admin.query('select from auth.session s join auth."user" u on u.id = s."userId" where u.email = $1', [email]))
        .rowCount;
    const before = await count();
    const half = await halfOf(email);
    expect(half).not.toBe('signed in');
    expect(await count()).toBe(before);
    expect(await keyOf(site.accounts.enterCode(half, '000000', from))).toBe('accounts.code-wrong');
    const session = await site.accounts.whoIs(jar(await site.accounts.enterCode(half, codeOf(letters), from)));
    expect(session?.hats.map((hat) => hat.current)).toEqual([true]);
    expect(await site.accounts.sessions(token)).toHaveLength(2);
  });

  test('takes each code once, of ten at the same moment, and none of before', async () => {
    const { email, letters } = await withFactor();
    const half = await halfOf(email);
    const answers = await Promise.all(
      Array.from({ length: 9 }, () => keyOf(site.accounts.enterCode(half, codeOf(letters), from))),
    );
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    expect(await keyOf(site.accounts.enterCode(half, codeOf(letters, -1), from))).toBe('accounts.code-wrong');
  });

  test('takes each code on paper once, however it is typed', async () => {
    const { email, token, paper } = await withFactor();
    const half = await halfOf(email);
    const typed = (paper[0] ?? '').toUpperCase().replace('-', ' ');
    const answers = await Promise.all(Array.from({ length: 5 }, () => keyOf(site.accounts.enterCode(half, typed, from))));
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    expect(await site.accounts.factor(token)).toEqual({ paperLeft: 9 });
  });

  test('lets nobody guess for long', async () => {
    const { email, letters } = await withFactor();
    const half = await halfOf(email);
    const answers = [];
    for (let i = 0; i < 11; i++) answers.push(await keyOf(site.accounts.enterCode(half, '000000', from)));
    expect(answers.slice(9)).toEqual(['accounts.code-wrong', 'accounts.too-many']);
    expect(await keyOf(site.accounts.enterCode(half, codeOf(letters), from))).toBe('accounts.too-many');
  });

  test('is not opened by a half of another, forged or old', async () => {
    const { email, letters } = await withFactor();
    const half = await halfOf(email);
    const [login, until, signature] = half.split('.');
    for (const forged of [
      '',
      'x.y.z',
      `${login}.${Number(until) + 1}.${signature}`,
      `${crypto.randomUUID()}.${until}.${signature}`,
    ])
      expect(await keyOf(site.accounts.enterCode(forged, codeOf(letters), from))).toBe('accounts.half-over');
  });

  test('is stored encrypted, its codes on paper as hashes', async () => {
    const { letters, paper } = await withFactor();
    const { rows } = await admin.query<{ row: string }>(
      'select t::text as row from auth.second_factor t union all select p::text from auth.paper_code p',
    );
    const stored = rows
      .map(({ row }) => row)
      .join('\n')
      .toUpperCase();
    for (const secret of [letters.replaceAll(' ', ''), ...paper, ...paper.map((code) => code.replace('-', ''))])
      expect(stored).not.toContain(secret.toUpperCase());
  });

  test('is taken away against one more code', async () => {
    const { email, token, letters } = await withFactor();
    expect(await keyOf(site.accounts.removeFactor(token, '000000'))).toBe('accounts.code-wrong');
    expect(await keyOf(site.accounts.removeFactor(token, codeOf(letters)))).toBe('done');
    expect(await halfOf(email)).toBe('signed in');
  });
});

describe('where it is required', () => {
  test('a speaker acts in no capacity before he has one, and in his own from then on', async () => {
    const { cookies, token, mandate } = await someone('speaker', strict);
    const worn = async () => (await strict.whoIs(cookies))?.hats.filter((hat) => hat.current).map((hat) => hat.mandate);
    expect(await worn()).toEqual([]);
    expect(await strict.lacksFactor(token)).toBe(true);
    expect(await keyOf(strict.wear(token, mandate))).toBe('accounts.factor-first');
    expect(await worn()).toEqual([]);
    const { letters } = await strict.offerFactor(token);
    await strict.addFactor(token, codeOf(letters));
    expect([await worn(), await strict.lacksFactor(token)]).toEqual([[mandate], false]);
  });

  test('who binds nobody needs none', async () => {
    const { cookies, token } = await someone('observer', strict);
    expect((await strict.whoIs(cookies))?.hats.map((hat) => hat.current)).toEqual([true]);
    expect(await strict.lacksFactor(token)).toBe(false);
  });
});
