import { realpathSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from 'vitest';
import { allRoutes } from '../app.ts';
import type { Accounts } from '../modules/accounts/index.ts';
import type { Database } from '../platform/db/database.ts';
import { livingPostmaster } from '../platform/db/embedded/postmaster.ts';
import { startEmbedded } from '../platform/db/embedded.ts';
import type { FileStore } from '../platform/files/store.ts';
import type { Route } from '../platform/http/route.ts';
import { browse, dataFolder, type Serving, serve } from './fixtures/serving.ts';

// The whole program as it is started, on the demonstration: what a stranger, a guest and a network can try.
const { data, remove } = dataFolder();
let site: Serving;
const routes: readonly Route[] = allRoutes({
  accounts: {} as Accounts,
  files: {} as FileStore,
  ready: async () => ({ database: true, migrations: true, jobs: true, stopping: false }),
  securityContact: 'mailto:security@entente.example',
  publicUrl: new URL('http://localhost'),
  database: {} as Database,
  mail: true,
});
const CONTACT = 'mailto:security@entente.example';
beforeAll(async () => {
  // Every address is asked here in many ways; how often one may is asked in api-limits.test.ts.
  const unlimited = { ENTENTE_LIMIT_PERSON: '0', ENTENTE_LIMIT_VISITOR: '0', ENTENTE_LIMIT_COSTLY: '0' };
  site = await serve({ ENTENTE_DATA: data, ENTENTE_LOG: 'info', ENTENTE_SECURITY_CONTACT: CONTACT, ...unlimited });
}, 180_000);
afterAll(async () => {
  site.child.kill('SIGKILL');
  await site.ended;
  const left = livingPostmaster(path.join(realpathSync(path.join(data, 'postgres')), 'cluster'));
  if (left) {
    process.kill(left.pid, 'SIGQUIT');
    await pause(500);
  }
  remove();
});

const at = (route: Route, other: Record<string, string> = {}): string =>
  route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(other[name] ?? route.example[name] ?? `no-${name}`));
const gets = routes.filter((route) => route.method === 'GET');
const HEADERS = [
  'content-security-policy',
  'x-content-type-options',
  'referrer-policy',
  'cross-origin-opener-policy',
  'cache-control',
  'vary',
];

async function signedIn(name: string) {
  const browser = browse(site.url);
  const page = await (await browser.send('/sign-in')).text();
  const button = page.split('<button').find((each) => each.includes(`as ${name}<`));
  const own = /name="login" value="([^"]+)"/.exec(button ?? '')?.[1] ?? '';
  const response = await browser.post('/sign-in/demonstration', { login: own });
  if (response.status !== 303) throw new Error(`${name} is not offered`);
  return browser;
}

test('it says that it is ready, and so do its two addresses for machines', async () => {
  expect(site.said().out).toMatch(/Sign in with one click at http:\/\/localhost:\d+\/sign-in as\n {4}\S/);
  for (const [address, words] of [
    ['/healthz', 'alive\n'],
    ['/readyz', 'ready\n'],
  ] as const) {
    const response = await fetch(`${site.url}${address}`);
    expect([response.status, await response.text()]).toEqual([200, words]);
  }
  const contact = await (await fetch(`${site.url}/.well-known/security.txt`)).text();
  const [, expires] =
    /^Contact: mailto:security@entente\.example\nPreferred-Languages: en, fr\nExpires: (\S+)\n$/.exec(contact) ?? [];
  expect(Date.parse(expires ?? '')).toBeGreaterThan(Date.now());
});

describe('every address', () => {
  test('answers with all headers, and alike for HEAD', async () => {
    expect(gets.length).toBeGreaterThan(20);
    for (const route of gets) {
      const response = await fetch(`${site.url}${at(route)}`, { redirect: 'manual' });
      expect(response.status, route.path).toBeLessThan(500);
      for (const name of HEADERS) expect(response.headers.get(name), `${route.path} ${name}`).toBeTruthy();
      if (response.status === 200 && !response.headers.get('content-disposition'))
        expect(response.headers.get('content-security-policy'), route.path).toMatch(
          /^default-src 'none'; script-src 'self'; style-src 'self';/,
        );
      await response.arrayBuffer();
      const head = await fetch(`${site.url}${at(route)}`, { method: 'HEAD', redirect: 'manual' });
      expect([head.status, await head.text()], route.path).toEqual([response.status, '']);
    }
  });

  test('refuses words that it does not know, twice the same, and odd values, without breaking', async () => {
    for (const route of gets) {
      const ask = async (query: string) => (await fetch(`${site.url}${at(route)}?${query}`, { redirect: 'manual' })).status;
      const refused = route.can === 'public' || route.can === 'demonstration' ? 400 : 403;
      for (const odd of ['unknown-key=1', '__proto__=1', '%00=1', 'lang=en&lang=fr'])
        expect(await ask(odd), `${route.path}?${odd}`).toBe(refused);
      for (const odd of [
        'q=%00',
        "q='--",
        'q=%F0%9F%92%A9',
        'page=-1',
        'page=99999999999999999999',
        'sort=password',
        'part[]=x',
        `q=${'x'.repeat(2_000)}`,
        'lang=%27',
      ])
        expect(await ask(odd), `${route.path}?${odd}`).toBeLessThan(500);
    }
  });

  test('takes odd names of things for names of nothing', async () => {
    const odd = ['\0', `' or ''='`, '../../etc/passwd', '%', '💩', 'x'.repeat(5_000), '__proto__', '-1', '1;select pg_sleep(9)'];
    for (const route of gets)
      for (const [, parameter = ''] of route.path.matchAll(/:(\w+)/g))
        for (const value of odd) {
          const response = await fetch(`${site.url}${at(route, { [parameter]: value })}`, { redirect: 'manual' });
          expect(
            route.can === 'public' ? [404, 400] : [403, 404, 400],
            `${route.path} ${parameter}=${value.slice(0, 30)}: ${response.status}`,
          ).toContain(response.status);
        }
  }, 90_000);

  test('that changes something wants the token of its form, and refuses other sites', async () => {
    const posts = routes.filter((route) => route.method === 'POST' && !route.path.startsWith('/api/'));
    const people = await Promise.all(['Sari Wulandari', 'Hélène Marchetti', 'Catherine Lavoie'].map(signedIn));
    const asJson = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    for (const route of posts) {
      // Only who may open a form shows that its own checks refuse: whoever is told about the type of what he sent, not about himself.
      const answers = await Promise.all(people.map(async (each) => (await each.send(at(route), asJson)).status));
      const browser = people[answers.indexOf(415)];
      if (!browser) throw new Error(`Nobody may open ${route.path}: ${answers}`);
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      const bare = await browser.send(at(route), { method: 'POST', headers: type, body: '' });
      expect(bare.status, route.path).toBe(403);
      const foreign = await browser.post(at(route), {}, { origin: 'https://evil.example' });
      expect(foreign.status, route.path).toBe(403);
    }
  });

  test('knows its methods', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const response = await fetch(`${site.url}/asean-canada`, { method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    }
  });
});

describe('a guest who tries', () => {
  test('forged, borrowed and cut cookies are nobody’s', async () => {
    const canada = await signedIn('Catherine Lavoie');
    const cookie = canada.jar.get('session') ?? '';
    const reads = async (session: string) =>
      (await (await fetch(`${site.url}/`, { headers: { cookie: `session=${session}` } })).text()).includes('Catherine Lavoie');
    expect(await reads(cookie)).toBe(true);
    const [token = '', signature = ''] = decodeURIComponent(cookie).split('.');
    const forged = [
      token,
      `${token}.`,
      `${token}.${'A'.repeat(signature.length)}`,
      `${token}x.${signature}`,
      `.${signature}`,
      `${cookie}x`,
      encodeURIComponent(`${token}.${signature}:admin`),
    ];
    for (const each of forged) expect(await reads(each), each).toBe(false);
    expect(await reads(`x; session=${cookie}`)).toBe(false);
  });

  test('a hat of somebody else cannot be put on, nor one’s own name for another’s mandate', async () => {
    const [canada, asean] = [await signedIn('Catherine Lavoie'), await signedIn('Rafael Villareal')];
    const mandates = async (browser: Awaited<ReturnType<typeof signedIn>>) =>
      [...(await (await browser.send('/')).text()).matchAll(/name="mandate" value="([0-9a-f-]{36})"/g)].map(([, id = '']) => id);
    const vietNam = await signedIn('Nguyễn Thị Minh Hà');
    const theirs = await mandates(vietNam);
    expect(theirs.length).toBeGreaterThan(0);
    for (const browser of [canada, asean])
      for (const mandate of [...theirs, '00000000-0000-4000-8000-000000000000'])
        expect((await browser.post('/capacity', { mandate })).status).toBe(403);
    expect((await canada.post('/capacity', { mandate: `' or true --` })).status).toBe(422);
    expect((await vietNam.post('/capacity', { mandate: theirs[0] ?? '' })).status).toBe(303);
  });

  test('a token of another session, or of a visitor, opens no form', async () => {
    const [one, other] = [await signedIn('Catherine Lavoie'), await signedIn('Rafael Villareal')];
    const stolen = /name="_csrf" value="([^"]+)"/.exec(await (await other.send('/sign-in')).text())?.[1] ?? '';
    expect(stolen).not.toBe('');
    expect((await one.post('/sign-out', { _csrf: stolen })).status).toBe(403);
    expect((await one.post('/sign-out', {})).status).toBe(303);
  });

  test('a session that was ended opens nothing, whatever kept its cookie', async () => {
    const browser = await signedIn('Hélène Marchetti');
    const kept = new Map(browser.jar);
    await browser.post('/sign-out', {});
    const replayed = browse(site.url);
    for (const [name, value] of kept) replayed.jar.set(name, value);
    expect(await (await replayed.send('/')).text()).not.toContain('Marchetti');
  });

  test('headers that pretend change nothing', async () => {
    for (const headers of [
      { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', forwarded: 'host=evil.example' },
      { 'x-http-method-override': 'DELETE', 'x-original-url': '/sign-out', 'x-rewrite-url': '/sign-out' },
      { authorization: 'Bearer administrator', 'x-user': 'administrator' },
    ]) {
      const response = await fetch(`${site.url}/asean-canada`, { headers: headers as unknown as Record<string, string> });
      expect(response.status).toBe(200);
      expect((await response.text()) + JSON.stringify([...response.headers])).not.toContain('evil.example');
    }
  });
});

test('the log holds no words that were typed, no cookies and no addresses', async () => {
  const canary = 'canarywordsoflog';
  const browser = browse(site.url);
  browser.jar.set('session', canary);
  await browser.send(`/asean-canada/search?q=${canary}`, { headers: { 'user-agent': canary, referer: `http://x/${canary}` } });
  await browser.send(`/${canary}`);
  await browser.post('/sign-in', { email: `${canary}@example.org`, password: canary });
  await browser.post('/sign-in', { email: `${canary}@example.org`, password: canary, [canary]: '1' });
  await expect.poll(() => site.said().err.match(/"route":"\/sign-in"/g)?.length ?? 0).toBeGreaterThan(3);
  const lines = site.said().err.split('\n');
  expect(lines.filter((line) => line.includes(canary) || line.includes('"level":"error"'))).toEqual([]);
});

test('the database goes away and comes back: 503 in between, alive all along, and nothing to restart', async () => {
  onTestFailed(() => void process.stderr.write(site.said().err.slice(-2_000)));
  const cluster = path.join(realpathSync(path.join(data, 'postgres')), 'cluster');
  const status = async (address: string) => {
    const response = await fetch(`${site.url}${address}`);
    await response.arrayBuffer();
    return response;
  };
  for (let left = livingPostmaster(cluster); left; left = livingPostmaster(cluster)) {
    process.kill(left.pid, 'SIGKILL');
    await pause(20);
  }
  await expect.poll(async () => (await status('/readyz')).status, { timeout: 10_000 }).toBe(503);
  const away = await status('/asean-canada/plans/2007-10');
  expect([away.status, away.headers.get('retry-after')]).toEqual([503, '5']);
  expect((await status('/healthz')).status).toBe(200);
  const again = await startEmbedded(data);
  try {
    await expect.poll(async () => (await status('/readyz')).status, { timeout: 10_000 }).toBe(200);
    expect((await status('/asean-canada/plans/2007-10')).status).toBe(200);
  } finally {
    await again.leave();
  }
  expect((await status('/asean-canada')).status).toBe(200);
}, 60_000);

test('told to stop under load it first says not ready, breaks no request, and leaves nothing behind', async () => {
  const seen: (number | string)[] = [];
  const readiness: number[] = [];
  // As whoever shares out the work does: nothing new goes to a process that says it is not ready.
  const visitor = async (): Promise<void> => {
    while (!readiness.includes(503)) {
      const answer = await fetch(`${site.url}/asean-canada/plans/2007-10`)
        .then((response) => response.text().then(() => response.status))
        .catch((error: Error) => String((error.cause as { code?: string } | undefined)?.code ?? error.message));
      seen.push(answer);
    }
  };
  const load = Array.from({ length: 6 }, visitor);
  await pause(300);
  const begun = performance.now();
  site.child.kill('SIGTERM');
  const watching = (async () => {
    for (;;) {
      const status = await fetch(`${site.url}/readyz`).then(
        (response) => response.status,
        () => 0,
      );
      readiness.push(status);
      if (status === 0) return;
      await pause(20);
    }
  })();
  expect(await site.ended).toBe(0);
  expect(performance.now() - begun).toBeLessThan(20_000);
  await Promise.all([...load, watching]);
  expect(readiness).toContain(503);
  expect(new Set(seen)).toEqual(new Set([200]));
  expect(seen.length).toBeGreaterThanOrEqual(6);
  expect(livingPostmaster(path.join(realpathSync(path.join(data, 'postgres')), 'cluster'))).toBeUndefined();
}, 60_000);

test('a demonstration is not served in production', async () => {
  const environment = {
    NODE_ENV: 'production',
    ENTENTE_SECRET: 'Zq8-4rTn_0LmXw2c-9vKb7Hs5dPy1Jf3',
    PUBLIC_URL: 'https://entente.example',
  };
  const refused = await serve({ ...environment, ENTENTE_DATA: data });
  expect(await refused.ended).toBe(1);
  expect(refused.said().err).toMatch(/entente: This database holds a demonstration, whose day stands still/);
  expect(refused.said().out).toBe('');
}, 60_000);
