import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTwoParties, type TwoParties } from '../db/fixtures/two-parties.ts';
import { form, openSmallSite, PRIVATE, type SmallSite, tokenIn, withoutToken } from './fixtures/small-site.tsx';
import { writeFlash } from './flash.ts';

let parties: TwoParties;
let site: SmallSite;
beforeAll(async () => {
  parties = await openTwoParties();
});
afterAll(() => parties.close());
beforeEach(() => {
  site = openSmallSite(parties.database, parties.partnership);
});
const freshToken = async (): Promise<string> => tokenIn(await (await site.fetch('/page')).text());

describe('what goes wrong', () => {
  test.each(['/bug', '/bug/of-the-database'])(
    '%s: a page with a number, a line in the log with the same, and no private words',
    async (path) => {
      const response = await site.fetch(path);
      const text = await response.text();
      expect(response.status).toBe(500);
      const number = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(text)?.[0] ?? 'none';
      expect(site.logged.filter((line) => line.includes(number)).length).toBe(2);
      expect(text + site.logged.join('')).not.toContain(PRIVATE);
      expect(site.logged.join('')).toMatch(/"kind":"(Error|error)"/);
    },
  );

  test('what a person can mend is said, with its status', async () => {
    const response = await site.fetch('/conflict', form({ _csrf: await freshToken() }));
    expect(response.status).toBe(409);
    expect(await response.text()).toContain('Somebody changed this while you were writing');
  });

  const failing = (error: unknown) => site.set({ database: { ...parties.database, withActor: () => Promise.reject(error) } });
  const because = (code: string, message = PRIVATE, syscall?: string) => Object.assign(new Error(message), { code, syscall });
  test.each([
    because('ECONNREFUSED'),
    because('ECONNRESET'),
    because('ENOENT', 'no socket', 'connect'),
    because('08006'),
    because('53300'),
    because('57P01'),
    because('57P03'),
    because('57014'),
    because('55P03'),
    because('40P01'),
    new Error('Connection terminated unexpectedly'),
    new Error('Query read timeout'),
    new Error('timeout exceeded when trying to connect'),
  ])('a database that is away or too busy: 503, and when to come back (%s)', async (error) => {
    failing(error);
    const response = await site.fetch('/bug/of-the-database');
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await response.text()).not.toContain(PRIVATE);
  });

  test.each([because('ENOENT', PRIVATE, 'open'), because('23505'), because('42501'), new TypeError(PRIVATE)])(
    'a bug is not mistaken for that (%s)',
    async (error) => {
      failing(error);
      const response = await site.fetch('/bug/of-the-database');
      expect(response.status).toBe(500);
      expect((await response.text()) + site.logged.join('')).not.toContain(PRIVATE);
    },
  );

  test('who comes cannot be known without the database; machines are answered all the same', async () => {
    site.set({
      whoIs: () => Promise.reject(because('ECONNREFUSED')),
      demonstrationDay: () => Promise.reject(because('ECONNREFUSED')),
    });
    expect((await site.fetch('/page')).status).toBe(503);
    expect((await site.fetch('/alive')).status).toBe(200);
  });

  test('when not even the page of the error can be made, the headers stand and nothing is told', async () => {
    site.set({
      renderFrame: () => {
        throw new Error(PRIVATE);
      },
    });
    const response = await site.fetch('/page');
    expect([response.status, await response.text()]).toEqual([500, '']);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(site.logged.join('')).not.toContain(PRIVATE);
  });
});

describe('small things', () => {
  test('the log knows the pattern of an address, never the address', async () => {
    await site.fetch(`/two-sides/records/${PRIVATE}?lang=fr`, {
      headers: { cookie: `session=${PRIVATE}`, 'user-agent': PRIVATE },
    });
    await site.fetch(`/page?q=${PRIVATE}`);
    await site.fetch(`/${PRIVATE}`);
    expect(site.logged.join('')).not.toContain(PRIVATE);
    expect(site.logged.map((line) => (JSON.parse(line) as [{ route: string; status: number }])[0])).toMatchObject([
      { route: '/:partnership/records/:record', status: 404 },
      { route: '/page', status: 200 },
      { route: 'none', status: 404 },
    ]);
  });

  test('a message waits for a page, is shown once, and is one of ours', async () => {
    const sent = await site.fetch('/away');
    const cookie = sent.headers.getSetCookie()[0] ?? '';
    expect(cookie).toMatch(/^flash=[\w-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=864; Secure$/);
    const headers = { cookie: cookie.split(';')[0] ?? '' };
    expect((await site.fetch('/plain', { headers })).headers.getSetCookie()).toEqual([]);
    const shown = await site.fetch('/page', { headers });
    expect(await shown.text()).toContain('>Home<');
    expect(shown.headers.getSetCookie()).toEqual([expect.stringMatching(/^flash=; .*Max-Age=0/)]);
    const made = [
      writeFlash({ kind: 'done', key: PRIVATE }),
      Buffer.from(JSON.stringify(['done', 'toString', {}])).toString('base64url'),
      'x',
      '%00',
    ];
    for (const flash of made) {
      const text = await (await site.fetch('/page', { headers: { cookie: `flash=${flash}` } })).text();
      expect(text).toContain('</title><i>');
    }
  });

  test('the language: asked for, then kept, then accepted, then English', async () => {
    const language = async (path: string, headers: Record<string, string> = {}) =>
      (await site.fetch(path, { headers })).headers.get('content-language');
    expect(await language('/page')).toBe('en');
    expect(await language('/page', { 'accept-language': 'de, fr-CA;q=0.8, en;q=0.5' })).toBe('fr');
    expect(await language('/page', { 'accept-language': 'fr;q=0, en;q=0.1' })).toBe('en');
    expect(await language('/page', { 'accept-language': 'fr', cookie: 'lang=en' })).toBe('en');
    expect(await language('/page?lang=fr', { cookie: 'lang=en' })).toBe('fr');
    expect(await language('/page?lang=xx', { cookie: 'lang=fr' })).toBe('fr');
    expect((await site.fetch('/page?lang=fr')).headers.getSetCookie()).toEqual([
      expect.stringMatching(/^lang=fr; Path=\/; HttpOnly/),
    ]);
  });

  test('a long page is compressed for who asks, with the same words', async () => {
    const plain = withoutToken(await (await site.fetch('/long')).text());
    const packed = await site.fetch('/long', { headers: { 'accept-encoding': 'gzip, br' } });
    expect([packed.headers.get('content-encoding'), packed.headers.get('vary')]).toEqual([
      'gzip',
      'Cookie, Accept-Language, Accept-Encoding',
    ]);
    expect(withoutToken(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString())).toBe(plain);
  });

  test.each([
    ['cross-site', 'a visitor', 'gzip'],
    ['same-origin', 'somebody signed in', 'gzip'],
    ['none', 'somebody signed in', 'gzip'],
    ['same-site', 'somebody signed in', null],
    ['cross-site', 'somebody signed in', null],
  ])('asked for from %s, the long page of %s is compressed: %s', async (from, who, encoding) => {
    site.sessions.set('canada', { token: 'canada', person: { id: 'canada', name: 'canada' }, provedLately: true, hats: [] });
    const cookie = who === 'a visitor' ? '' : 'session=canada';
    const { headers } = await site.fetch('/long', { headers: { 'accept-encoding': 'gzip', 'sec-fetch-site': from, cookie } });
    expect(headers.get('content-encoding')).toBe(encoding);
  });

  test('a file is handed over under its name, and never runs here', async () => {
    const { headers } = await site.fetch('/file');
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="Plan _ete_ 2007.docx"; filename*=UTF-8''Plan%20%E2%80%9C%C3%A9t%C3%A9%E2%80%9D%202007.docx`,
    );
    expect([
      headers.get('content-security-policy'),
      headers.get('x-content-type-options'),
      headers.get('content-length'),
    ]).toEqual(["sandbox; default-src 'none'", 'nosniff', '8']);
  });
});
