import { afterAll, beforeAll, expect, test } from 'vitest';
import { CodeNeeded } from './accounts.ts';
import { dropFactor } from './drop-factor.ts';
import { endLoginSessions } from './end-login-sessions.ts';
import { codeOf } from './fixtures/code-of.ts';
import { type Installation, jar, openInstallation, PASSWORD } from './fixtures/installation.ts';
import { listSessions } from './list-sessions.ts';
import { restoreLogin } from './restore-login.ts';
import { suspendLogin } from './suspend-login.ts';

const from = { address: null, userAgent: 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0' };
const email = 'ana@example.org';
let site: Installation;
let login: string;

beforeAll(async () => {
  site = await openInstallation();
  const { person } = await site.person('Ana', { role: 'speaker', party: 'canada' });
  login = await site.login(email, [person]);
}, 60_000);
afterAll(() => site?.close());

const enter = async () => jar(await site.accounts.signIn(email, PASSWORD, from));
const keyOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { key?: string }) => error.key ?? error,
  );
const acts = async () => {
  const { rows } = await site.keeper.query<{ act: string }>(
    `select act from platform.audit where record = $1 and act like 'accounts.%' order by at, id`,
    [login],
  );
  return rows.map(({ act }) => act);
};

test('a suspended login is nobody’s from the next request on, and a restored one signs in again', async () => {
  const cookies = await enter();
  expect(await site.accounts.whoIs(cookies)).not.toBeNull();
  await suspendLogin(site.keeper, ` ${email.toUpperCase()} `);
  expect(await site.accounts.whoIs(cookies)).toBeNull();
  expect((await site.keeper.query('select from platform.acting where person is not null')).rowCount).toBe(0);
  expect(await keyOf(enter())).toBe('accounts.wrong');
  expect((await listSessions(site.keeper, email)).suspendedAt).toBeInstanceOf(Date);
  await restoreLogin(site.keeper, email);
  expect(await site.accounts.whoIs(cookies)).toBeNull();
  expect(await site.accounts.whoIs(await enter())).not.toBeNull();
  expect((await acts()).slice(-3)).toEqual(['accounts.login-suspended', 'accounts.sessions-listed', 'accounts.login-restored']);
});

test('sessions are listed and ended', async () => {
  await endLoginSessions(site.keeper, email);
  const cookies = await enter();
  const state = await listSessions(site.keeper, email);
  expect(state).toMatchObject({ suspendedAt: null, factor: false, sessions: [{ device: 'Firefox, Windows' }] });
  expect(await endLoginSessions(site.keeper, email)).toBe(1);
  expect(await site.accounts.whoIs(cookies)).toBeNull();
});

test('a lost second factor is taken away, with every session, and the password alone signs in', async () => {
  const cookies = await enter();
  const token = [...cookies.values()][0]?.split('.')[0] ?? '';
  expect(await keyOf(dropFactor(site.keeper, email))).toBe('accounts.factor-not-there');
  await site.accounts.beginFactor(token);
  await site.accounts.addFactor(token, codeOf((await site.accounts.offerFactor(token))?.letters ?? ''));
  expect(await enter().catch((error: unknown) => error)).toBeInstanceOf(CodeNeeded);
  await dropFactor(site.keeper, email);
  expect(await site.accounts.whoIs(cookies)).toBeNull();
  expect((await site.keeper.query('select from auth.paper_code')).rowCount).toBe(0);
  expect(await site.accounts.whoIs(await enter())).not.toBeNull();
  expect((await acts()).at(-1)).toBe('accounts.second-factor-dropped');
});

test('nobody’s login is no login', async () => {
  for (const act of [listSessions, endLoginSessions, suspendLogin, restoreLogin, dropFactor])
    expect(await keyOf(act(site.keeper, 'nobody@example.org'))).toBe('accounts.no-such-login');
});
