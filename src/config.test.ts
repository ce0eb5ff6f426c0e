import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readConfig } from './config.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'entente-config-'));
afterAll(() => rmSync(folder, { recursive: true }));
const SECRET = 'Zq8-4rTn_0LmXw2c-9vKb7Hs5dPy1Jf3';
const PRODUCTION = { NODE_ENV: 'production', ENTENTE_SECRET: SECRET, PUBLIC_URL: 'https://entente.example' };

test('without any setting it is a demonstration on this machine alone', () => {
  expect(readConfig({})).toMatchObject({
    ...{ production: false, host: '127.0.0.1', port: 3000, publicUrl: undefined, databaseUrl: undefined, demonstration: true },
    data: path.resolve('data'),
  });
  expect(readConfig({ PORT: '', PUBLIC_URL: '' })).toMatchObject({ port: 3000, publicUrl: undefined });
  expect(readConfig({ ENTENTE_DEMO: 'off' }).demonstration).toBe(false);
});

test('mail goes through the server that is named, or nowhere', () => {
  expect(readConfig({}).mail).toBeUndefined();
  const [smtp, from] = ['smtps://user:word@mail.example:465', 'Entente <entente@ministry.example>'];
  expect(readConfig({ ENTENTE_SMTP_URL: smtp, ENTENTE_MAIL_FROM: from }).mail).toEqual({ smtp, from });
  expect(readConfig({ ENTENTE_SMTP_URL: smtp, ENTENTE_MAIL_FROM: 'a@b.example' }).mail?.from).toBe('a@b.example');
});

test('production needs a secret and an https address, and is never a demonstration', () => {
  expect(readConfig({ ...PRODUCTION, ENTENTE_DEMO: 'auto' })).toMatchObject({ production: true, demonstration: false });
  const refused: readonly (readonly [Record<string, string | undefined>, string])[] = [
    [{ ENTENTE_SECRET: undefined }, 'In production ENTENTE_SECRET must be set'],
    [{ ENTENTE_SECRET: '' }, 'In production ENTENTE_SECRET must be set'],
    [{ ENTENTE_SECRET: 'x'.repeat(64) }, 'In production ENTENTE_SECRET must be set: at least 32 random characters'],
    [{ ENTENTE_SECRET: SECRET.slice(1) }, 'The setting ENTENTE_SECRET cannot be used: must be at least 32 characters'],
    [{ PUBLIC_URL: undefined }, 'In production PUBLIC_URL must be set to the https:// address'],
    [{ PUBLIC_URL: 'http://entente.example' }, 'In production PUBLIC_URL must be set to the https:// address'],
    [{ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, 'NODE_TLS_REJECT_UNAUTHORIZED must not be 0'],
  ];
  for (const [change, sentence] of refused) expect(() => readConfig({ ...PRODUCTION, ...change }), sentence).toThrow(sentence);
});

test.each([
  [{ PORT: 'eighty' }, 'The setting PORT cannot be used'],
  [{ PORT: '70000' }, 'The setting PORT cannot be used'],
  [{ PUBLIC_URL: 'entente.example' }, 'The setting PUBLIC_URL cannot be used'],
  [{ PUBLIC_URL: 'ftp://entente.example' }, 'The setting PUBLIC_URL cannot be used'],
  [{ PUBLIC_URL: 'https://entente.example/under' }, 'The setting PUBLIC_URL cannot be used: must be the address of a host alone'],
  [{ PUBLIC_URL: 'https://user:word@entente.example' }, 'The setting PUBLIC_URL cannot be used'],
  [{ ENTENTE_LOG: 'everything' }, 'The setting ENTENTE_LOG cannot be used'],
  [
    { ENTENTE_SECURITY_CONTACT: 'javascript:alert(1)' },
    'ENTENTE_SECURITY_CONTACT cannot be used: must begin with mailto: or https://',
  ],
  [
    { ENTENTE_SMTP_URL: 'https://mail.example' },
    'The setting ENTENTE_SMTP_URL cannot be used: must begin with smtp:// or smtps://',
  ],
  [{ ENTENTE_SMTP_URL: 'smtp://mail.example' }, 'ENTENTE_SMTP_URL and ENTENTE_MAIL_FROM belong together'],
  [{ ENTENTE_MAIL_FROM: 'Entente <a@b.example>' }, 'ENTENTE_SMTP_URL and ENTENTE_MAIL_FROM belong together'],
  [{ ENTENTE_MAIL_FROM: 'a@b.example, c@d.example' }, 'The setting ENTENTE_MAIL_FROM cannot be used'],
  [{ ENTENTE_TRUSTED_PROXIES: 'proxy.example' }, 'ENTENTE_TRUSTED_PROXIES cannot be used: "proxy.example" is no network'],
  [{ ENTENTE_LIMIT_VISITOR: '-1' }, 'The setting ENTENTE_LIMIT_VISITOR cannot be used'],
  [{ ENTENTE_DEMO: 'always' }, 'The setting ENTENTE_DEMO cannot be used'],
])('%j is refused with a sentence that names it', (environment, sentence) => {
  expect(() => readConfig(environment)).toThrow(sentence);
});

test('outside production it makes a secret of its own, keeps it for itself, and two at once get the same', async () => {
  const data = path.join(folder, 'own');
  const secrets = await Promise.all(Array.from({ length: 20 }, () => readConfig({ ENTENTE_DATA: data }).secret()));
  expect(new Set(secrets).size).toBe(1);
  expect(secrets[0]).toMatch(/^[\w-]{43}$/);
  expect(readdirSync(data)).toEqual(['secret']);
  expect(statSync(path.join(data, 'secret')).mode & 0o777).toBe(0o600);
  expect(await readConfig({ ENTENTE_DATA: data, ENTENTE_SECRET: SECRET }).secret()).toBe(SECRET);
  expect(readFileSync(path.join(data, 'secret'), 'utf8')).toBe(secrets[0]);
  writeFileSync(path.join(data, 'secret'), '');
  await expect(readConfig({ ENTENTE_DATA: data }).secret()).rejects.toThrow('holds no secret any more');
});
