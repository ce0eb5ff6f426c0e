import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTwoParties, type TwoParties } from '../db/fixtures/two-parties.ts';
import type { Session } from './acting.ts';
import { form, openSmallSite, PRIVATE, type SmallSite, tokenIn, withoutToken } from './fixtures/small-site.tsx';
import { securityHeaders } from './headers.ts';

let parties: TwoParties;
let site: SmallSite;
beforeAll(async () => {
  parties = await openTwoParties();
});
afterAll(() => parties.close());
beforeEach(() => {
  site = openSmallSite(parties.database, parties.partnership);
  site.sessions.set('canada', session('canada', 'speaker'));
  site.sessions.set('observer', session('observer', 'observer'));
});

function session(name: 'canada' | 'observer', role: 'speaker' | 'observer'): Session {
  const hat = {
    mandate: parties.mandates[name],
    label: name,
    partnership: 'Two sides',
    current: true,
    role,
    party: null,
    personId: randomUUID(),
  };
  return {
    token: `token-of-${name}`,
    person: { id: hat.personId, name },
    provedLately: true,
    hats: [{ ...hat, partnershipId: parties.partnership }],
  };
}
const freshToken = async (cookie = ''): Promise<string> =>
  tokenIn(await (await site.fetch('/page', { headers: { cookie } })).text());

describe('every answer carries the headers', () => {
  const POST = form({ _csrf: 'x' });
  const answers: readonly (readonly [string, number, RequestInit?])[] = [
    ['/page', 200],
    ['/page', 200, { method: 'HEAD' }],
    ['/plain', 200],
    ['/alive', 200],
    ['/file', 200],
    ['/away', 303],
    ['/page/', 308],
    ['/static/a.css', 200],
    ['/static/none.css', 404],
    ['/nowhere', 404],
    ['/try', 404],
    ['/page?none=1', 400],
    ['/members', 403],
    ['/page', 403, POST],
    ['/page', 405, { method: 'DELETE' }],
    ['/page', 405, { method: 'OPTIONS' }],
    ['/page', 415, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }],
    ['/page', 413, form(`word=${'x'.repeat(1_100_000)}`)],
    ['/bug', 500],
  ];
  test.each(answers.map(([path, status, init]) => ({ path, status, init })))('$path: $status', async ({ path, status, init }) => {
    const response = await site.fetch(path, init);
    expect(response.status).toBe(status);
    const replaced = path === '/file' ? ['content-security-policy'] : path === '/static/a.css' ? ['vary'] : [];
    for (const [name, value] of Object.entries(securityHeaders(true)).filter(([each]) => !replaced.includes(each)))
      expect(response.headers.get(name) ?? '', name).toContain(value);
    for (const name of ['server', 'x-powered-by', 'access-control-allow-origin', 'etag', 'last-modified'])
      expect(response.headers.has(name), name).toBe(false);
    expect(response.headers.get('content-security-policy')).not.toMatch(/unsafe|\*/);
  });

  test('transport security only where the site is reached over https', () => {
    expect(securityHeaders(false)).not.toHaveProperty('strict-transport-security');
    expect(securityHeaders(true)['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  });
});

describe('methods', () => {
  test('an address that knows others says which', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const response = await site.fetch('/page', { method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    }
    expect((await site.fetch('/plain', { method: 'POST' })).headers.get('allow')).toBe('GET, HEAD');
    expect((await site.fetch('/choices')).headers.get('allow')).toBe('POST');
    expect((await site.fetch('/nowhere', { method: 'PUT' })).status).toBe(404);
  });

  test('HEAD is GET without the words', async () => {
    for (const path of ['/page', '/nowhere', '/file']) {
      const [get, head] = [await site.fetch(path), await site.fetch(path, { method: 'HEAD' })];
      expect(head.status).toBe(get.status);
      expect(await head.text()).toBe('');
      expect([...head.headers]).toEqual([...get.headers]);
    }
  });

  test('a page that is asked for cannot write, whatever its handler does', async () => {
    expect((await site.fetch('/changes')).status).toBe(500);
  });
});

describe('hidden and absent', () => {
  test('are the same bytes and headers', async () => {
    const hidden = await parties.record('asean', 'asean', PRIVATE);
    for (const cookie of ['', 'session=canada', 'session=observer']) {
      const ask = async () => {
        const response = await site.fetch(`/two-sides/records/${hidden}`, { headers: { cookie } });
        return [response.status, [...response.headers], withoutToken(await response.text())];
      };
      await parties.keeper.query('update platform.record set id = $2 where id = $1', [hidden, randomUUID()]);
      const absent = await ask();
      await parties.keeper.query(`update platform.record set id = $1 where title = $2`, [hidden, PRIVATE]);
      expect(await ask()).toEqual(absent);
      expect(absent[0]).toBe(404);
    }
  });

  test('a page that exists only in a demonstration is not there otherwise', async () => {
    const text = async (path: string) => withoutToken(await (await site.fetch(path)).text()).replaceAll(path, '');
    expect(await text('/try')).toBe(await text('/trx'));
    site.set({ demonstrationDay: async () => '2008-06-30' });
    expect((await site.fetch('/try')).status).toBe(200);
  });

  test('what one sees depends on who comes, in which capacity', async () => {
    for (const name of ['canada', 'observer'] as const)
      await parties.keeper.query(`update platform.acting set token_hash = sha256(convert_to($1, 'UTF8')) where mandate = $2`, [
        `token-of-${name}:${parties.mandates[name]}`,
        parties.mandates[name],
      ]);
    const ours = await parties.record('canada', 'canada', 'ours');
    const status = async (cookie: string) => (await site.fetch(`/two-sides/records/${ours}`, { headers: { cookie } })).status;
    expect(await status('session=canada')).toBe(200);
    for (const cookie of ['', 'session=observer', 'session=forged', 'session=', 'Session=canada', 'session=canada%00'])
      expect(await status(cookie), cookie).toBe(404);
    // The same capacity opens nothing at another partnership's address.
    site.set({ findPartnership: async (slug) => ({ id: randomUUID(), slug, name: {} }) });
    expect(await status('session=canada')).toBe(404);
  });
});

describe('what stands behind the question mark', () => {
  test.each([
    '?none=1',
    '?q=1&q=2',
    '?q=1&none=',
    '?q[]=1',
    '?__proto__=1',
    '?constructor=1',
    '?q=%00',
    '?%00=1',
    '?lang=fr&lang=en',
  ])('%s is refused', async (query) => {
    const response = await site.fetch(`/page${query}`);
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain('\0');
  });
  test.each(['', '?q=a', '?lang=fr', '?lang=fr&q=a', '?'])('%s is taken', async (query) => {
    expect((await site.fetch(`/page${query}`)).status).toBe(200);
  });
});

describe('paths', () => {
  test.each([
    ['/page/', '/page'],
    ['/page/?word=a', '/page?word=a'],
    ['/nowhere/', '/nowhere'],
  ])('a slash behind %s leads to %s', async (asked, meant) => {
    const response = await site.fetch(asked);
    expect([response.status, response.headers.get('location')]).toEqual([308, meant]);
  });
  test.each(['//', '//elsewhere.example/', '/\\\\elsewhere.example/', '///page/'])(
    'no slash leads to another site: %s',
    async (asked) => {
      const location = (await site.fetch(asked)).headers.get('location') ?? '/';
      expect(new URL(location, 'https://entente.example').host).toBe('entente.example');
    },
  );
  test.each([
    '/two-sides/records/%00',
    '/two-sides/records/a%00b',
    '/two-sides/records/%E0%A4%A',
    '/two-sides/records/..%2f..%2fetc%2fpasswd',
    '/two-sides/records//',
    '//evil.example/page',
    '//',
    '/PAGE',
    '/page%2f',
    '/%2fpage',
    '/static/../page.css',
    '/static/%2e%2e/package.json',
    '/static/..%5c..%5cpackage.json',
    `/two-sides/records/'%20or%20''='`,
    `/${'a'.repeat(8_000)}`,
  ])('%s leads nowhere', async (path) => {
    const response = await site.fetch(path);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('<i>//');
  });
});

describe('a form', () => {
  test('is taken from our pages with the token of its session, and from nowhere else', async () => {
    const mine = await freshToken('session=canada');
    const others = await freshToken('session=observer');
    const visitors = await freshToken();
    const post = async (_csrf: string, headers: Record<string, string> = {}) =>
      (await site.fetch('/leads', form({ _csrf }, { cookie: 'session=canada', ...headers }))).status;
    expect(await post(mine)).toBe(200);
    expect(await post(mine, { origin: 'https://entente.example', 'sec-fetch-site': 'same-origin' })).toBe(200);
    for (const token of [others, visitors, '', 'x.y', `${mine}x`, mine.slice(0, -1), mine.split('.').reverse().join('.')])
      expect(await post(token), token).toBe(403);
    for (const origin of [
      'https://evil.example',
      'http://entente.example',
      'https://entente.example:444',
      'https://entente.example.evil',
      'null',
      '',
    ])
      expect(await post(mine, { origin }), origin).toBe(403);
    for (const site of ['cross-site', 'same-site', 'sideways'])
      expect(await post(mine, { 'sec-fetch-site': site }), site).toBe(403);
  });

  test('is refused before its rule is broken: by role, and for a visitor', async () => {
    const _csrf = await freshToken('session=observer');
    expect((await site.fetch('/leads', form({ _csrf }, { cookie: 'session=observer' }))).status).toBe(403);
    expect((await site.fetch('/leads', form({ _csrf: await freshToken() }))).status).toBe(403);
    expect((await site.fetch('/leads', { headers: { cookie: 'session=canada' } })).status).toBe(200);
    expect((await site.fetch('/leads', { headers: { cookie: 'session=forged' } })).status).toBe(403);
  });

  test('comes in one way, and brings only what is asked for, once', async () => {
    const _csrf = await freshToken();
    const status = async (init: RequestInit) => (await site.fetch('/page', init)).status;
    expect(await status(form({ _csrf, word: 'a' }))).toBe(200);
    expect(await status(form({ _csrf, word: 'a', role: 'administrator' }))).toBe(422);
    expect(await status(form({ _csrf }))).toBe(422);
    expect(await status(form({ _csrf, word: 'a'.repeat(11) }))).toBe(422);
    expect(await status(form(`_csrf=${_csrf}&word=a&word=b`))).toBe(400);
    expect(await status(form(`_csrf=${_csrf}&word=%00`))).toBe(400);
    expect(await status(form(`_csrf=${_csrf}&word=a&__proto__=x`))).toBe(422);
    expect(await status(form(`_csrf=${_csrf}&_csrf=${_csrf}&word=a`))).toBe(400);
    for (const type of [
      'application/json',
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencodedx',
      '',
    ])
      expect(await status({ ...form({ _csrf, word: 'a' }, { 'content-type': type }) }), type).toBe(415);
    expect(await status(form({ _csrf, word: 'a' }, { 'content-type': 'Application/X-WWW-Form-Urlencoded; charset=UTF-8' }))).toBe(
      200,
    );
    const many = Array.from({ length: 1_001 }, (_, index) => `k${index}=1`).join('&');
    expect(await status(form(`_csrf=${_csrf}&${many}`))).toBe(413);
    const list = await site.fetch('/choices', form(`_csrf=${_csrf}&choice[]=a&choice[]=b`));
    expect(await list.text()).toContain('a+b');
  });

  test('brings files where they are asked for, and nowhere else: within a cap, in few parts, from one who may come', async () => {
    const headers = { cookie: 'session=canada' };
    const _csrf = await freshToken('session=canada');
    const send = async (parts: readonly (readonly [string, string | File])[], more: Record<string, string> = headers) => {
      const body = new FormData();
      for (const [name, value] of [['_csrf', _csrf] as const, ...parts]) body.append(name, value);
      const packed = new Response(body);
      const type = { 'content-type': packed.headers.get('content-type') ?? '' };
      return site.fetch('/files', { method: 'POST', headers: { ...type, ...more }, body: await packed.arrayBuffer() });
    };
    const file = (name: string, size: number) => new File([new Uint8Array(size)], name);
    const all = [
      ['word', 'é'],
      ['choice[]', 'a'],
      ['choice[]', 'b'],
      ['paper[]', file('été ../x.txt', 3)],
      ['paper[]', file('b', 2)],
    ] as const;
    const answer = await send(all);
    expect([answer.status, await answer.text()]).toEqual([
      200,
      expect.stringContaining('[{"word":"é","choice":["a","b"]},[["paper",[["été ../x.txt",3],["b",2]]]]]'),
    ]);
    expect((await site.fetch('/files', form({ _csrf, word: 'a' }, headers))).status).toBe(200);
    expect(
      (
        await send([
          ['word', 'a'],
          ['paper', file('x', 70_000)],
        ])
      ).status,
    ).toBe(413);
    expect((await send(Array.from({ length: 300 }, () => ['paper[]', file('x', 1)] as const))).status).toBe(413);
    expect(
      (
        await send([
          ['word', 'a'],
          ['word', 'b'],
        ])
      ).status,
    ).toBe(400);
    expect(
      (
        await send([
          ['word', 'a'],
          ['_csrf', _csrf],
        ])
      ).status,
    ).toBe(400);
    expect((await send([['word', 'a']], { cookie: 'session=observer' })).status).toBe(403);
    expect((await send([['word', 'a']], {})).status).toBe(403);
    // As a browser sends a field in which nothing was chosen, and a name that would end a header.
    const raw = { 'content-type': 'multipart/form-data; boundary="entente-7f3a9"', ...headers };
    const part = (name: string, value: string) => `--entente-7f3a9\r\nContent-Disposition: form-data; name="${name}"${value}\r\n`;
    const bytes = `${part('_csrf', `\r\n\r\n${_csrf}`)}${part('word', '\r\n\r\na')}${part('none', '; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n')}${part('paper', '; filename="a%22%0Ab.txt"\r\n\r\nhi')}--entente-7f3a9--\r\n`;
    expect(await (await site.fetch('/files', { method: 'POST', headers: raw, body: bytes })).text()).toContain(
      JSON.stringify([{ word: 'a' }, [['paper', [['a"\nb.txt', 2]]]]]),
    );
    const broken = { 'content-type': 'multipart/form-data; boundary=x', ...headers };
    expect((await site.fetch('/files', { method: 'POST', headers: broken, body: '--x\r\nnonsense' })).status).toBe(400);
    const nameless = { ...broken, 'content-type': 'multipart/form-data' };
    expect((await site.fetch('/files', { method: 'POST', headers: nameless, body: '--x' })).status).toBe(413);
  });

  test('is counted while it comes in, whatever its headers promised, and not read to its end', async () => {
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 1;
        controller.enqueue(Buffer.alloc(64 * 1024, 'a'));
        if (sent === 1_000) controller.close();
      },
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '10' };
    const response = await site.fetch('/page', { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(30);
  });
});
