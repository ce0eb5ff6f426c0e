import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NOBODY } from '../../platform/db/database.ts';
import { CodeNeeded } from './accounts.ts';
import { codeOf } from './fixtures/code-of.ts';
import { type Installation, jar, openInstallation, PASSWORD } from './fixtures/installation.ts';

const from = { address: null };
let site: Installation;
let admin: pg.Client;
let number = 0;

beforeAll(async () => {
  site = await openInstallation();
  admin = new pg.Client(site.keeperConfig);
  await admin.connect();
}, 60_000);
afterAll(async () => {
  await admin?.end();
  await site?.close();
});

/** Somebody with a session: in this role, by these rules. */
async function someone(role: 'speaker' | 'observer' = 'observer') {
  number += 1;
  const email = `factor${number}@canada.example`;
  const { person, mandates } = await site.person(email, { role, ...(role === 'speaker' ? { party: 'canada' } : {}) });
  await site.login(email, [person]);
  const cookies = jar(await site.accounts.signIn(email, PASSWORD, from));
  const token = [...cookies.values()][0]?.split('.')[0] ?? '';
  return { email, cookies, token, mandate: mandates[0] ?? '' };
}

const halfOf = (email: string) =>
  site.accounts.signIn(email, PASSWORD, from).then(
    () => 'signed in',
    (error: unknown) => (error instanceof CodeNeeded ? error.half : Promise.reject(error)),
  );
const keyOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { key?: string }) => error.key ?? error,
  );

/** What waits for its first code, once it was begun. */
async function begun(token: string) {
  await site.accounts.beginFactor(token);
  const offer = await site.accounts.offerFactor(token);
  if (!offer) throw new Error('nothing was begun');
  return offer;
}

/** With a factor, added by the code of the half minute before, so that the present one is still to be used. */
async function withFactor(role: 'speaker' | 'observer' = 'observer') {
  const who = await someone(role);
  const { letters } = await begun(who.token);
  const paper = await site.accounts.addFactor(who.token, codeOf(letters, -1));
  return { ...who, letters, paper };
}

describe('a second factor', () => {
  test('is offered as a picture and in letters, and holds once a first code proves it', async () => {
    const { email, token } = await someone();
    expect(await site.accounts.offerFactor(token)).toBeUndefined();
    const offer = await begun(token);
    expect(offer.picture).toMatch(/^<svg .*<\/svg>$/s);
    expect(offer.picture).not.toMatch(/style=|<script|href/);
    expect(offer.letters).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
    expect(await begun(token)).toEqual(offer);
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

  test('is not opened by a half whose password was changed meanwhile', async () => {
    const { email, token, letters } = await withFactor();
    const half = await halfOf(email);
    await site.accounts.changePassword(token, PASSWORD, 'nineteen green herons');
    expect(await keyOf(site.accounts.enterCode(half, codeOf(letters), from))).toBe('accounts.half-over');
    // The code was not used up by that.
    const next = await site.accounts.signIn(email, 'nineteen green herons', from).catch((error: CodeNeeded) => error.half);
    expect(await keyOf(site.accounts.enterCode(String(next), codeOf(letters), from))).toBe('done');
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
  beforeAll(() => site.secondFactor('required'));
  afterAll(() => site.secondFactor('offered'));
  const wornWith = async (cookies: Map<string, string>) =>
    (await site.accounts.whoIs(cookies))?.hats.filter((hat) => hat.current).map((hat) => hat.mandate);
  const actingAs = async (mandate: string) =>
    (await admin.query('select from platform.acting where mandate = $1', [mandate])).rowCount;

  test('a speaker acts in no capacity before he has one, and in his own from then on', async () => {
    const { cookies, token, mandate } = await someone('speaker');
    expect(await wornWith(cookies)).toEqual([]);
    expect(await site.accounts.lacksFactor(token)).toBe(true);
    expect(await keyOf(site.accounts.wear(token, mandate))).toBe('accounts.factor-first');
    expect([await wornWith(cookies), await actingAs(mandate)]).toEqual([[], 0]);
    const { letters } = await begun(token);
    await site.accounts.addFactor(token, codeOf(letters, -1));
    expect(await site.accounts.lacksFactor(token)).toBe(false);
    await site.accounts.wear(token, mandate);
    expect([await wornWith(cookies), await actingAs(mandate)]).toEqual([[mandate], 1]);
    // Without it he acts so no more, at once.
    await site.accounts.removeFactor(token, codeOf(letters));
    expect([await wornWith(cookies), await actingAs(mandate)]).toEqual([[], 0]);
  });

  test('the database itself refuses the hat to a session without it, whoever asks', async () => {
    const { token, mandate } = await someone('speaker');
    const wear = site.database.withActor(NOBODY, 'write', (tx) => sql`select accounts.wear(${token}, ${mandate})`.execute(tx));
    await expect(wear).rejects.toMatchObject({ code: '42501' });
    const past = admin.query(
      `insert into accounts.worn (session, mandate) select s.id, $2 from auth.session s where s.token = encode(sha256(convert_to($1, 'UTF8')), 'hex')`,
      [token, mandate],
    );
    await expect(past).rejects.toMatchObject({ code: '42501' });
  });

  test('another session of the same person, opened with the password alone, does not borrow its strength', async () => {
    const { email, mandate, letters } = await withFactor('speaker');
    const cookies = jar(await site.accounts.enterCode(await halfOf(email), codeOf(letters), from));
    expect(await wornWith(cookies)).toEqual([mandate]);
    const strong = [...cookies.values()][0]?.split('.')[0] ?? '';
    await admin.query(
      `update auth.proof set factor = false where session = (select id from auth.session s where s.token = encode(sha256(convert_to($1, 'UTF8')), 'hex'))`,
      [strong],
    );
    expect(await keyOf(site.accounts.wear(strong, mandate))).toBe('accounts.factor-first');
  });

  test('who binds nobody needs none', async () => {
    const { cookies, token, mandate } = await someone('observer');
    expect(await wornWith(cookies)).toEqual([mandate]);
    expect(await site.accounts.lacksFactor(token)).toBe(false);
  });
});
