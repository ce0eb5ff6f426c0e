import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openLog } from '../../platform/log.ts';
import { checkPassword } from './check-password.ts';
import { type Installation, jar, openInstallation, PASSWORD } from './fixtures/installation.ts';
import { invitePerson } from './invite-person.ts';
import { accountsJobs } from './jobs.ts';
import { nameDevice } from './name-device.ts';
import { openInvitations } from './queries.ts';
import { withdrawInvitation } from './withdraw-invitation.ts';

const URL_OF = new URL('http://localhost:3000');
const NEW = 'nineteen green herons';
const from = { address: null, userAgent: 'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0' };

let site: Installation;
let admin: pg.Client;
/** Transactions of Canada's speaker, of ASEAN's, and of the administrator. */
let secrets: { canada: string; asean: string; administrator: string };
let number = 0;

beforeAll(async () => {
  site = await openInstallation();
  admin = new pg.Client(site.keeperConfig);
  await admin.connect();
  const secretOf = async (email: string, role: 'speaker' | 'administrator', party?: string) => {
    const { person, mandates } = await site.person(email, { role, ...(party === undefined ? {} : { party }) });
    await site.login(email, [person]);
    const token = (await site.accounts.whoIs(jar(await site.accounts.signIn(email, PASSWORD, { address: null }))))?.token;
    return `${token}:${mandates[0]}`;
  };
  secrets = {
    canada: await secretOf('speaker@canada.example', 'speaker', 'canada'),
    asean: await secretOf('speaker@asean.example', 'speaker', 'asean'),
    administrator: await secretOf('admin@entente.example', 'administrator'),
  };
}, 60_000);
afterAll(async () => {
  await admin?.end();
  await site?.close();
});
beforeEach(() => {
  number += 1;
});

/** A person of Canada's own with a mandate, as its speaker enters one. */
async function officer(): Promise<{ person: string; mandate: string; email: string }> {
  const { person, mandates } = await site.person(`Officer ${number}`, { role: 'contributor', party: 'canada' });
  await site.keeper.query('update directory.person set owner = $2, wall = $2 where id = $1', [person, site.walls['canada']]);
  await site.keeper.query('update directory.mandate set owner = $2, wall = $2 where person = $1', [person, site.walls['canada']]);
  return { person, mandate: mandates[0] ?? '', email: `officer${number}@canada.example` };
}

const invite = (who: { person: string; mandate: string; email: string }, as = secrets.canada) =>
  site.database.withActor(as, 'write', (tx) => invitePerson(tx, { ...who, lang: 'en' }, URL_OF));

/** The letters that wait for an address, oldest first; and the token in the link of one. */
const letters = async (email: string) =>
  (await admin.query('select plain, html, subject from platform.mail where recipient = $1 order by queued_at', [email])).rows;
const tokenIn = (letter: { plain: string } | undefined) => /token=([\w-]+)/.exec(letter?.plain ?? '')?.[1] ?? '';
const newest = async (email: string) => tokenIn((await letters(email)).at(-1));
const over = (email: string) =>
  site.keeper.query(`update accounts.invitation set expires_at = clock_timestamp() - interval '1 second' where email = $1`, [
    email,
  ]);
const keyOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { key?: string }) => error.key ?? error,
  );

describe('an invitation', () => {
  test('goes out by mail, opens for whoever holds the link, and signs in with its capacity', async () => {
    const who = await officer();
    await invite(who);
    const [letter] = await letters(who.email);
    expect(letter.subject).toBe('Invitation to Entente: ASEAN and Canada');
    expect(letter.plain).not.toContain('Desk officer');
    const token = tokenIn(letter);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await site.accounts.invitation(token)).toMatchObject({ state: 'open', name: `Officer ${number}`, known: false });
    const session = await site.accounts.whoIs(jar(await site.accounts.accept(token, NEW, from)));
    expect(session?.hats.filter((hat) => hat.current).map((hat) => hat.mandate)).toEqual([who.mandate]);
    await expect(site.accounts.signIn(who.email, NEW, from)).resolves.toHaveLength(1);
    expect(await site.accounts.invitation(token)).toMatchObject({ state: 'used' });
  });

  test('of which the database keeps the hash alone, once the letter is gone', async () => {
    const who = await officer();
    await invite(who);
    const token = await newest(who.email);
    await admin.query(
      `update platform.mail set state = 'sent', done_at = now(), plain = null, html = null where recipient = $1`,
      [who.email],
    );
    await site.accounts.accept(token, NEW, from);
    const tables = await admin.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname in ('accounts', 'auth', 'platform', 'boss', 'directory')`,
    );
    expect(tables.rows.length).toBeGreaterThan(20);
    const holding = async (secret: string) => {
      const found = [];
      for (const { name } of tables.rows) {
        const { rows } = await admin.query(`select from ${name} t where strpos(t::text, $1) > 0`, [secret]);
        if (rows.length > 0) found.push(name);
      }
      return found;
    };
    expect(await holding(token)).toEqual([]);
    expect(await holding(NEW)).toEqual([]);
    expect(await holding(createHash('sha256').update(token).digest('hex'))).toEqual(['accounts.invitation']);
  });

  test('is accepted once, of twenty at the same moment', async () => {
    const who = await officer();
    await invite(who);
    const token = await newest(who.email);
    const answers = await Promise.all(Array.from({ length: 20 }, () => keyOf(site.accounts.accept(token, NEW, from))));
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    expect(new Set(answers)).toEqual(new Set(['done', 'accounts.invitation-over']));
    const { rows } = await site.keeper.query('select from accounts.login_person where person = $1', [who.person]);
    expect(rows).toHaveLength(1);
  });

  test('opens nothing after 72 hours, and is renewed by the invited person, once however often it is asked', async () => {
    const who = await officer();
    await invite(who);
    const { rows } = await site.keeper.query(
      'select extract(epoch from expires_at - invited_at)::int / 3600 as hours from accounts.invitation where email = $1',
      [who.email],
    );
    expect(rows[0].hours).toBe(72);
    const first = await newest(who.email);
    expect(await keyOf(site.accounts.renew(first))).toBe('accounts.invitation-over');
    await over(who.email);
    expect(await site.accounts.invitation(first)).toMatchObject({ state: 'expired' });
    expect(await keyOf(site.accounts.accept(first, NEW, from))).toBe('accounts.invitation-over');
    const asked = await Promise.all(Array.from({ length: 10 }, () => keyOf(site.accounts.renew(first))));
    expect(asked.filter((answer) => answer === 'done')).toHaveLength(1);
    expect(await letters(who.email)).toHaveLength(2);
    const second = await newest(who.email);
    expect(await site.accounts.invitation(first)).toMatchObject({ state: 'replaced' });
    expect(await keyOf(site.accounts.accept(first, NEW, from))).toBe('accounts.invitation-over');
    await over(who.email);
    // Also the oldest letter helps, when the newest is over too.
    expect(await keyOf(site.accounts.renew(first))).toBe('done');
    expect(await keyOf(site.accounts.accept(second, NEW, from))).toBe('accounts.invitation-over');
    expect(await keyOf(site.accounts.accept(await newest(who.email), NEW, from))).toBe('done');
  });

  test('is not renewed for ever, nor past its mandate, nor once it was taken back', async () => {
    const who = await officer();
    await invite(who);
    const token = await newest(who.email);
    await over(who.email);
    await site.keeper.query(`update accounts.invitation set invited_at = now() - interval '31 days' where email = $1`, [
      who.email,
    ]);
    expect(await site.accounts.invitation(token)).toBeUndefined();
    expect(await keyOf(site.accounts.renew(token))).toBe('accounts.invitation-over');
    await site.keeper.query(`update accounts.invitation set invited_at = now() where email = $1`, [who.email]);
    expect(await site.accounts.invitation(token)).toMatchObject({ state: 'expired' });
    await site.keeper.query('update directory.mandate set valid = daterange(lower(valid), platform.today()) where id = $1', [
      who.mandate,
    ]);
    expect(await keyOf(site.accounts.renew(token))).toBe('accounts.invitation-over');
  });

  test('is given by the own side alone, and seen and taken back by it alone', async () => {
    const who = await officer();
    for (const secret of [secrets.asean, secrets.administrator, ''])
      expect(await keyOf(invite(who, secret))).toBe('http.not-found');
    await invite(who);
    const names = (secret: string) =>
      site.database.withActor(secret, 'read', async (tx) => (await openInvitations(tx)).map((each) => each.email));
    expect(await names(secrets.canada)).toContain(who.email);
    expect(await names(secrets.asean)).toEqual([]);
    expect(await names(secrets.administrator)).not.toContain(who.email);
    expect(await names('')).toEqual([]);
    const { rows } = await site.keeper.query('select id from accounts.invitation where email = $1', [who.email]);
    const withdraw = (secret: string) =>
      keyOf(site.database.withActor(secret, 'write', (tx) => withdrawInvitation(tx, rows[0].id)));
    expect(await withdraw(secrets.asean)).toBe('http.not-found');
    expect(await site.accounts.invitation(await newest(who.email))).toMatchObject({ state: 'open' });
    expect(await withdraw(secrets.canada)).toBe('done');
    expect(await withdraw(secrets.canada)).toBe('http.not-found');
    expect(await site.accounts.invitation(await newest(who.email))).toBeUndefined();
    expect(await keyOf(site.accounts.accept(await newest(who.email), NEW, from))).toBe('accounts.invitation-over');
  });

  test('to an address with an account needs its password, and adds the capacity to it', async () => {
    const first = await officer();
    await invite(first);
    await site.accounts.accept(await newest(first.email), NEW, from);
    number += 1;
    const second = { ...(await officer()), email: first.email };
    await invite(second);
    const token = await newest(first.email);
    expect(await site.accounts.invitation(token)).toMatchObject({ known: true, state: 'open' });
    expect(await keyOf(site.accounts.accept(token, 'another long password', from))).toBe('accounts.password-wrong');
    const session = await site.accounts.whoIs(jar(await site.accounts.accept(token, NEW, from)));
    expect(session?.hats.map((hat) => [hat.mandate, hat.current]).sort()).toEqual(
      [
        [first.mandate, false],
        [second.mandate, true],
      ].sort(),
    );
    expect(await keyOf(invite(second))).toBe('accounts.person-has-login');
  });

  test('of a suspended account opens nothing', async () => {
    const first = await officer();
    await invite(first);
    await site.accounts.accept(await newest(first.email), NEW, from);
    number += 1;
    await invite({ ...(await officer()), email: first.email });
    await site.keeper.query(
      'update accounts.login g set suspended_at = now() from auth."user" u where u.id = g.auth_user and u.email = $1',
      [first.email],
    );
    expect(await keyOf(site.accounts.accept(await newest(first.email), NEW, from))).toBe('accounts.invitation-over');
  });
});

describe('a password', () => {
  test.each([
    ['short one', 'accounts.password-length'],
    ['x'.repeat(129), 'accounts.password-length'],
    ['1qaz2wsx3edc', 'accounts.password-common'],
    ['Password2024!', 'accounts.password-common'],
    ['MonkeyMonkey', 'accounts.password-common'],
    ['aaaaaaaaaaaaab', 'accounts.password-common'],
    ['Officer@Canada.Example', 'accounts.password-common'],
    [NEW, 'done'],
    ['Le héron vert lit le journal', 'done'],
    [`herons ${'and '.repeat(30)}`, 'done'],
  ])('%s: %s', async (password, said) => {
    expect(await keyOf(checkPassword(password, ['officer@canada.example']))).toBe(said);
  });
});

describe('a lost password', () => {
  const [job] = accountsJobs(URL_OF);
  const ask = async (email: string) => {
    await site.accounts.askRecovery(email, 'fr');
    const { rows } = await admin.query(
      `select payload from platform.outbox where event = 'accounts.recovery-asked' order by id desc limit 1`,
    );
    const run = () => job?.run(rows[0].payload, { database: site.database, pool: null as never, log: openLog('silent') });
    await run();
    await run();
  };
  const someone = async () => {
    const { person } = await site.person(`Owner ${number}`, { role: 'observer' });
    const email = `owner${number}@canada.example`;
    await site.login(email, [person]);
    return email;
  };

  test('comes back by one link, that ends every session and opens once', async () => {
    const email = await someone();
    const cookies = jar(await site.accounts.signIn(email, PASSWORD, from));
    await ask(email.toUpperCase());
    expect(await letters(email)).toHaveLength(1);
    const token = await newest(email);
    expect((await letters(email))[0].subject).toBe('Un nouveau mot de passe pour Entente');
    expect(await keyOf(site.accounts.recover(token, 'password1234'))).toBe('accounts.password-common');
    expect(await site.accounts.whoIs(cookies)).not.toBeNull();
    const answers = await Promise.all(Array.from({ length: 10 }, () => keyOf(site.accounts.recover(token, NEW))));
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    expect(await site.accounts.whoIs(cookies)).toBeNull();
    expect(await keyOf(site.accounts.signIn(email, PASSWORD, from))).toBe('accounts.wrong');
    expect(await keyOf(site.accounts.signIn(email, NEW, from))).toBe('done');
    expect(await site.accounts.isRecoveryOpen(token)).toBe(false);
  });

  test('leaves no trace for an address without account, and says and costs the same', async () => {
    const email = await someone();
    const known: number[] = [];
    const unknown: number[] = [];
    // Each address four times at most: so many letters a quarter of an hour.
    for (let i = 0; i < 4; i++)
      for (const [address, times] of [
        [email, known],
        [`nobody${number}@canada.example`, unknown],
      ] as const) {
        const before = performance.now();
        await site.accounts.askRecovery(address, 'en');
        times.push(performance.now() - before);
      }
    for (const address of [email, `nobody${number}@canada.example`])
      expect(await keyOf(site.accounts.askRecovery(address, 'en'))).toBe('accounts.too-many');
    const median = (times: number[]) => times.sort((a, b) => a - b)[1] ?? 0;
    expect(Math.abs(median(known) - median(unknown))).toBeLessThan(50);
    const { rows: before } = await admin.query('select count(*)::int as n from accounts.recovery where email like $1', [
      `nobody${number}@%`,
    ]);
    expect(before).toEqual([{ n: 4 }]);
    await ask(`nobody${number}b@canada.example`);
    const { rows } = await admin.query('select from accounts.recovery where email = $1', [`nobody${number}b@canada.example`]);
    expect(rows).toEqual([]);
    expect(await letters(`nobody${number}b@canada.example`)).toEqual([]);
  });

  test('opens nothing after an hour, nor for a suspended account, nor once another link was used', async () => {
    const email = await someone();
    await ask(email);
    const first = await newest(email);
    await ask(email);
    const second = await newest(email);
    expect(second).not.toBe(first);
    await admin.query(`update accounts.recovery set expires_at = now() where token_hash = sha256($1)`, [first]);
    expect(await keyOf(site.accounts.recover(first, NEW))).toBe('accounts.recovery-over');
    await ask(email);
    expect(await keyOf(site.accounts.recover(await newest(email), NEW))).toBe('done');
    expect(await keyOf(site.accounts.recover(second, NEW))).toBe('accounts.recovery-over');
  });
});

describe('one’s own sessions', () => {
  test('are listed with device, ended one by one or all others, at once, and nobody else’s', async () => {
    const { person } = await site.person('Many', { role: 'observer' });
    await site.login('many@canada.example', [person]);
    const open = async () => jar(await site.accounts.signIn('many@canada.example', PASSWORD, from));
    const [here, there, elsewhere] = [await open(), await open(), await open()];
    const token = async (cookies: Map<string, string>) => (await site.accounts.whoIs(cookies))?.token ?? '';
    const mine = await token(here);
    const list = await site.accounts.sessions(mine);
    expect(list.map((row) => [row.device, row.mine]).sort()).toEqual([
      ['Firefox, Windows', false],
      ['Firefox, Windows', false],
      ['Firefox, Windows', true],
    ]);
    const other = (await site.accounts.sessions(await token(there))).find((row) => row.mine)?.id ?? '';
    const stranger = secrets.canada.split(':')[0] ?? '';
    expect(await site.accounts.endSessions(stranger, other)).toBe(0);
    expect(await site.accounts.endSessions('no token', null)).toBe(0);
    expect(await site.accounts.endSessions(mine, other)).toBe(1);
    expect([await site.accounts.whoIs(there), (await site.accounts.whoIs(elsewhere)) === null]).toEqual([null, false]);
    expect(await site.accounts.endSessions(mine, null)).toBe(1);
    expect([await site.accounts.whoIs(elsewhere), (await site.accounts.whoIs(here)) === null]).toEqual([null, false]);
    expect(await site.accounts.sessions(mine)).toHaveLength(1);
  });

  test('a changed password needs the present one, and ends the others', async () => {
    const { person } = await site.person('Changer', { role: 'observer' });
    await site.login('changer@canada.example', [person]);
    const open = async () => jar(await site.accounts.signIn('changer@canada.example', PASSWORD, from));
    const [here, there] = [await open(), await open()];
    const token = (await site.accounts.whoIs(here))?.token ?? '';
    expect(await keyOf(site.accounts.changePassword(token, 'not the present one', NEW))).toBe('accounts.password-wrong');
    expect(await keyOf(site.accounts.changePassword(token, PASSWORD, 'short'))).toBe('accounts.password-length');
    expect(await site.accounts.whoIs(there)).not.toBeNull();
    expect(await keyOf(site.accounts.changePassword(token, PASSWORD, NEW))).toBe('done');
    expect([await site.accounts.whoIs(there), (await site.accounts.whoIs(here)) === null]).toEqual([null, false]);
    expect(await keyOf(site.accounts.signIn('changer@canada.example', PASSWORD, from))).toBe('accounts.wrong');
  });
});

test.each([
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
    'Safari, macOS',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36 EdgA/140.0',
    'Edge, Android',
  ],
  ['curl/8.9', null],
  [null, null],
])('%s is %s', (said, named) => expect(nameDevice(said)).toBe(named));
