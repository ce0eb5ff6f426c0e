import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Application, openApplication } from './app.ts';
import { found } from './commands/found.ts';
import { EXAMPLE, readFoundingFile } from './commands/founding-file.ts';
import { readConfig } from './config.ts';
import { openBrowser } from './fixtures/demonstration-site.ts';
import { dangerouslyAsKeeper } from './platform/db/keeper.ts';
import { migrate } from './platform/db/migrate.ts';
import { type TestDatabase, testDatabase } from './platform/db/test-database.ts';

/** An empty installation, as production begins: founded from a file, and from then on run by those whom it invited. */
const ORIGIN = 'http://localhost:3000';
const PASSWORD = 'nineteen quiet herons';
const publicUrl = new URL(ORIGIN);
let base: TestDatabase;
let data: string;
let application: Application;
let invited: Awaited<ReturnType<typeof found>>;

const founding = (file: object) =>
  dangerouslyAsKeeper(base.server, 'founding', (keeper) =>
    found(keeper, readFoundingFile(JSON.stringify(file), 'a file'), { publicUrl, byMail: false }),
  );

beforeAll(async () => {
  base = await testDatabase(migrate);
  data = await mkdtemp(path.join(tmpdir(), 'entente-found-'));
  invited = await founding(EXAMPLE);
  const config = readConfig({ ENTENTE_DATA: data, ENTENTE_DEMO: 'off', ENTENTE_LOG: 'silent', PUBLIC_URL: ORIGIN });
  application = await openApplication(base.server, config);
}, 120_000);
afterAll(async () => {
  await application?.close();
  await base?.drop();
  await rm(data, { recursive: true, force: true });
});

test('gives each party its seat and each member state its own, for visitors to read', async () => {
  const page = await openBrowser(application).text('/asean-canada/parties');
  for (const name of ['ASEAN', 'Canada', 'Viet Nam', 'Lao People’s Democratic Republic', 'Brunei Darussalam'])
    expect(page).toContain(name);
});

test('invites the administrator and the first speaker of each party, who come in by their links', async () => {
  expect(invited.map((each) => each.email)).toEqual([
    'administrator@secretariat.example',
    'coordinator@mfa.example',
    'director@international.example',
  ]);
  for (const { url } of invited) {
    const browser = openBrowser(application);
    const token = url.searchParams.get('token') ?? '';
    expect(url.href.startsWith(`${ORIGIN}/invitation?token=`)).toBe(true);
    expect(await browser.text(`/invitation?token=${token}`)).toContain('Full Name');
    const answer = await browser.post('/invitation', { token, password: PASSWORD });
    expect(answer.status).toBe(303);
    expect(await browser.text('/account')).toContain('Full Name');
    const twice = await openBrowser(application).post('/invitation', { token, password: PASSWORD });
    expect(twice.status).not.toBe(303);
  }
});

test('founds nothing when something of it fails', async () => {
  const once = { ...EXAMPLE, slug: 'second' };
  const doubled = { ...once, parties: once.parties.map((party) => (party.members ? { ...party, slug: 'viet-nam' } : party)) };
  await expect(founding(doubled)).rejects.toThrow();
  expect((await openBrowser(application).get('/second')).status).toBe(404);
  await expect(founding(EXAMPLE)).rejects.toMatchObject({ key: 'directory.partnership-exists' });
});

describe('a file that cannot be used is refused in one line that says where and how', () => {
  const { administrator, parties, ...rest } = EXAMPLE;
  const [bloc, state] = parties;
  const cases: [string, object, RegExp][] = [
    ['an unknown key', { ...EXAMPLE, colour: 'red' }, /colour/],
    ['one party', { ...EXAMPLE, parties: [bloc] }, /parties: must name the parties, two or more/],
    ['a state with members', { ...EXAMPLE, parties: [bloc, { ...state, members: ['SN'] }] }, /parties\.1\.members: only a bloc/],
    ['a code of no state', { ...EXAMPLE, parties: [{ ...bloc, members: ['QQ'] }, state] }, /members\.0: is the code of no state/],
    [
      'one person on two sides',
      { ...EXAMPLE, administrator: { ...administrator, email: 'director@international.example' } },
      /different people/,
    ],
    ['no administrator', { ...rest, parties }, /administrator/],
    [
      'no address',
      { ...EXAMPLE, administrator: { ...administrator, email: 'nobody' } },
      /administrator\.email: must be an address/,
    ],
  ];
  test.each(cases)('%s', (_, file, words) => {
    expect(() => readFoundingFile(JSON.stringify(file), 'a file')).toThrow(words);
  });
  test('no JSON', () => expect(() => readFoundingFile('{', 'a file')).toThrow(/a file is no JSON/));
});
