import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, openApplication } from './app.ts';
import { readConfig } from './config.ts';
import { type Browser, openBrowser } from './fixtures/demonstration-site.ts';
import { codeOf } from './modules/accounts/fixtures/code-of.ts';
import { createLogin } from './modules/accounts/index.ts';
import { appointFounder, foundPartnership } from './modules/directory/index.ts';
import { migrate } from './platform/db/migrate.ts';
import { testDatabase } from './platform/db/test-database.ts';

/** A real installation, no demonstration, with a mail server on this machine: from the founder's form to the invited person's first page. */
const ORIGIN = 'http://localhost:3000';
const taken: { to: string; message: string }[] = [];
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, session, done) {
    const parts: Buffer[] = [];
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('end', () => {
      taken.push({ to: session.envelope.rcptTo[0]?.address ?? '', message: Buffer.concat(parts).toString('utf8') });
      done();
    });
  },
});
let application: Application;
let keeper: pg.Client;
let close: () => Promise<void>;
let founder: Browser;

beforeAll(async () => {
  await new Promise<void>((ready) => smtp.listen(0, '127.0.0.1', ready));
  const { server, drop } = await testDatabase(migrate);
  const data = await mkdtemp(path.join(tmpdir(), 'entente-mail-'));
  const config = readConfig({
    ...{ ENTENTE_DATA: data, ENTENTE_DEMO: 'off', ENTENTE_LOG: 'silent', PUBLIC_URL: ORIGIN },
    ENTENTE_SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    ENTENTE_MAIL_FROM: 'Entente <entente@ministry.example>',
  });
  keeper = new pg.Client(server.admin);
  await keeper.connect();
  await keeper.query('set role ent_owner');
  const { person } = await found();
  await createLogin(keeper, {
    email: 'founder@ministry.example',
    password: 'correct horse battery',
    name: 'Founder',
    persons: [person],
  });
  application = await openApplication(server, config);
  founder = openBrowser(application);
  await founder.post('/sign-in', { email: 'founder@ministry.example', password: 'correct horse battery' });
  close = async () => {
    await application.close();
    await keeper.end();
    await drop();
    await rm(data, { recursive: true, force: true });
    await new Promise<void>((closed) => smtp.close(() => closed()));
  };
}, 60_000);
afterAll(() => close?.());

/** A partnership with nobody in it but its first administrator. */
async function found(): Promise<{ person: string }> {
  const words = { en: 'Two sides', fr: 'Deux parties' };
  const partnership = await foundPartnership(keeper, { slug: 'two-sides', name: words, description: words });
  const title = { en: 'Administrator', fr: 'Administratrice' };
  return appointFounder(keeper, {
    ...{ partnership, fullName: 'Founder', sortAs: 'Founder' },
    mandates: [
      { role: 'administrator', party: null, organisation: null, title, since: '2020-01-01', until: null, reach: 'partnership' },
    ],
  });
}

/** Adds a second factor, as one who needs it is led to. @returns what the page with the codes on paper says */
async function addFactor(browser: Browser): Promise<string> {
  await browser.post('/account/second-factor/offer', {});
  const page = await browser.text('/account/second-factor');
  const letters = /<code>([A-Z2-7 ]{39})<\/code>/.exec(page)?.[1] ?? '';
  return (await browser.post('/account/second-factor', { code: codeOf(letters) })).text();
}

/** The link in the only letter to an address. Quoted-printable folds long lines. */
async function linkTo(email: string): Promise<string> {
  await expect.poll(() => taken.filter((each) => each.to === email).length, { timeout: 30_000 }).toBe(1);
  const message =
    taken
      .find((each) => each.to === email)
      ?.message.replace(/=\r\n/g, '')
      .replaceAll('=3D', '=') ?? '';
  return /http:\/\/localhost:3000(\/[\w/]+\?token=[\w-]{43})/.exec(message)?.[1] ?? '';
}

test('an administrator invites the secretariat: one letter, a password, a session; then nothing of the link is left', async () => {
  const email = 'secretary@ministry.example';
  expect((await founder.get('/mailbox')).status).toBe(404);
  // Whoever administers acts only with a second factor.
  expect((await founder.get('/two-sides/invitations')).status).toBe(403);
  expect(await addFactor(founder)).toContain('Codes on paper');
  const form = await founder.text('/two-sides/invitations');
  expect(form).toContain('value="secretariat"');
  expect(form).not.toContain('value="speaker"');
  const since = /name="since"[^>]* value="([^"]+)"/.exec(form)?.[1] ?? '';
  const typed = {
    name: 'Zoé Secretary',
    email,
    language: 'fr',
    role: 'secretariat',
    titleEn: 'CANARY desk',
    titleFr: 'Bureau',
    since,
    until: '',
  };
  expect((await founder.post('/two-sides/invitations', { ...typed, reach: 'partnership' })).status).toBe(303);
  // Whose it is not to give is refused, and nothing of it happens.
  expect((await founder.post('/two-sides/invitations', { ...typed, role: 'speaker', reach: 'partnership' })).status).toBe(403);
  const link = await linkTo(email);
  const { message } = taken[0] ?? { message: '' };
  expect(message).toContain('From: Entente <entente@ministry.example>');
  expect(message).toMatch(/^Content-Language: fr/m);
  expect(message).not.toMatch(/CANARY|Founder/);
  const token = link.split('=')[1] ?? '';
  const left = async () => (await keeper.query('select from platform.mail m where strpos(m::text, $1) > 0', [token])).rowCount;
  await expect.poll(left, { timeout: 10_000 }).toBe(0);

  const guest = openBrowser(application);
  expect(await guest.text(link)).toContain('Zoé Secretary');
  const answer = await guest.post('/invitation', { token, password: 'nineteen green herons' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/account']);
  expect(await guest.text('/two-sides')).toContain('no capacity here');
  const paper = /<code>(\w{5}-\w{5})<\/code>/.exec(await addFactor(guest))?.[1] ?? '';
  expect(await guest.text('/two-sides')).not.toContain('no capacity here');
  expect((await openBrowser(application).post('/invitation', { token, password: 'nineteen green herons' })).status).toBe(409);

  const recovered = 'recovered@ministry.example';
  await keeper.query('update auth."user" set email = $1 where email = $2', [recovered, email]);
  const [known, unknown] = await Promise.all(
    [recovered, 'nobody@ministry.example'].map(async (each) => {
      const response = await openBrowser(application).post('/password', { email: each });
      return [response.status, (await response.text()).replace(/name="_csrf" value="[^"]+"/g, '')];
    }),
  );
  expect(known).toEqual(unknown);
  const reset = await linkTo(recovered);
  expect(reset).toMatch(/^\/password\/new/);
  expect((await guest.get('/account')).status).toBe(200);
  const set = await openBrowser(application).post('/password/new', {
    token: reset.split('=')[1] ?? '',
    password: 'twenty green herons',
  });
  expect(set.status).toBe(303);
  const back = openBrowser(application);
  const asked = await (await back.post('/sign-in', { email: recovered, password: 'twenty green herons' })).text();
  const half = /name="half" value="([^"]+)"/.exec(asked)?.[1] ?? '';
  expect((await back.get('/account')).status).toBe(403);
  const right = await back.post('/sign-in/code', { half, code: paper, next: '/two-sides' });
  expect([right.status, right.headers.get('location')]).toEqual([303, '/two-sides']);
  expect(await back.text('/two-sides')).not.toContain('no capacity here');
  expect((await guest.get('/account')).status).toBe(403);
  expect(taken.map((each) => each.to).sort()).toEqual([recovered, email].sort());
  expect(await (await openBrowser(application).get('/readyz')).text()).toBe('ready\n');
}, 90_000);
