import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { NOBODY } from '../../platform/db/database.ts';
import { NO_PROXIES } from '../../platform/http/client-address.ts';
import { buildSite } from '../../platform/http/site.ts';
import { openLog } from '../../platform/log.ts';
import { codeOf } from './fixtures/code-of.ts';
import { type Installation, openInstallation, PASSWORD } from './fixtures/installation.ts';
import { stepUpOf } from './pages/step-up.ts';
import { accountsRoutes } from './routes.tsx';

let site: Installation;
let app: Hono;
let offered: string;
let mandates: string[];
let address = '192.0.2.1';

beforeAll(async () => {
  site = await openInstallation();
  const { person } = await site.person('Ana', { role: 'speaker', party: 'canada' });
  await site.login('ana@example.org', [person]);
  const demo = await site.person('Demo', { role: 'observer' }, { role: 'secretariat' });
  offered = await site.login('demo@example.org', [demo.person], true);
  mandates = demo.mandates;
  const { database, accounts } = site;
  app = buildSite({
    routes: accountsRoutes(accounts, new URL('http://localhost:3000'), () => address),
    database,
    log: openLog('silent'),
    publicUrl: new URL('http://localhost:3000'),
    origin: 'http://localhost:3000',
    trustedProxies: NO_PROXIES,
    key: 'k'.repeat(40),
    demonstrationDay: async () => {
      const row = await database.withActor(NOBODY, 'read', (tx) =>
        tx.selectFrom('platform.installation').select(['demonstration', 'fixed_day']).executeTakeFirst(),
      );
      return row?.demonstration ? row.fixed_day : null;
    },
    findPartnership: async () => undefined,
    listPartnerships: async () => [],
    whoIs: (cookies) => accounts.whoIs(cookies),
    whoseToken: (token, lang) => accounts.tokens.whose(token, lang),
    stepUp: stepUpOf(accounts),
    navigation: async () => [],
    requests: { take: () => null },
    afterwards: () => {},
    lookAs: async () => undefined,
    mayLook: () => false,
    asset: () => undefined,
    renderFrame: (page, frame) =>
      `<html lang="${frame.lang}"><p>${frame.person?.name ?? 'visitor'}</p>${String(page.body)}</html>`,
  });
});
afterAll(() => site.close());
beforeEach(async () => {
  address = `192.0.2.${Math.floor(Math.random() * 250)}`;
  await demonstration(null);
});

const demonstration = (day: string | null) =>
  site.keeper.query('update platform.installation set demonstration = $1::date is not null, fixed_day = $1', [day]);

/** A browser: keeps cookies, and sends forms with the token of the page before. */
function browser() {
  const jar = new Map<string, string>();
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await app.request(`http://localhost:3000${path}`, { ...init, headers: { cookie, ...init.headers } });
    for (const each of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? [];
      if (/Max-Age=0(;|$)/.test(each)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  const post = async (path: string, fields: Record<string, string>): Promise<Response> => {
    const page = await (await send('/sign-in')).text();
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    return send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ _csrf, ...fields }),
    });
  };
  return { jar, send, post };
}

describe('the sign-in page', () => {
  test('offers people only in a demonstration', async () => {
    const { send } = browser();
    expect(await (await send('/sign-in')).text()).not.toContain(offered);
    await demonstration('2008-06-30');
    await site.keeper.query(`update directory.mandate set valid = '[2007-01-01,2010-01-01)' where id = any ($1)`, [mandates]);
    const page = await (await send('/sign-in?lang=fr')).text();
    expect(page).toContain(`value="${offered}"`);
    expect(page).toContain('Responsable; Responsable');
    expect(page).toContain('Lit ce qui est public, et rien d’autre.');
  });

  test('keeps what was typed but the password, and says what is wrong', async () => {
    const { post } = browser();
    const empty = await post('/sign-in', { email: 'ana@', password: '', next: '/search' });
    const text = await empty.text();
    expect(empty.status).toBe(422);
    expect(text).toContain('value="ana@"');
    expect(text).toContain('href="#field-email"');
    expect(text).toContain('href="#field-password"');
    expect(text).toContain('name="next" value="/search"');
    const wrong = await post('/sign-in', { email: 'ana@example.org', password: 'not the password' });
    const said = await wrong.text();
    expect(wrong.status).toBe(422);
    expect(said).toContain('value="ana@example.org"');
    expect(said).not.toContain('not the password');
    expect(wrong.headers.getSetCookie()).toEqual([]);
  });

  test('says the same of an unknown address as of a wrong password', async () => {
    const answers = [];
    for (const email of ['ana@example.org', 'zoe@example.org']) {
      const response = await browser().post('/sign-in', { email, password: 'not the password' });
      const text = (await response.text()).replaceAll(email, 'EMAIL').replace(/name="_csrf" value="[^"]+"/g, '');
      const headers = [...response.headers].filter(([name]) => name !== 'date');
      answers.push([response.status, headers, text]);
    }
    expect(answers[0]).toEqual(answers[1]);
  });

  test('counts attempts of one address', async () => {
    address = '198.51.100.1';
    const statuses = [];
    for (let i = 0; i < 11; i++) {
      statuses.push((await browser().post('/sign-in', { email: `guess${i}@example.org`, password: 'wrong' })).status);
    }
    expect(statuses.slice(8)).toEqual([422, 422, 429]);
  });
});

describe('signing in and out', () => {
  test('leads to the page one came from, with a cookie that scripts cannot read', async () => {
    const { jar, send, post } = browser();
    const response = await post('/sign-in', { email: 'ana@example.org', password: PASSWORD, next: '/asean-canada?x=1' });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/asean-canada?x=1']);
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^session=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/),
    ]);
    expect(await (await send('/sign-in')).text()).toContain('<p>ana</p>');
    const out = await post('/sign-out', {});
    expect([out.status, out.headers.get('clear-site-data')]).toEqual([303, '"cache", "storage"']);
    expect(jar.has('session')).toBe(false);
    expect(await (await send('/sign-in')).text()).toContain('<p>visitor</p>');
  });

  test('never leads to another site', async () => {
    const response = await browser().post('/sign-in', { email: 'ana@example.org', password: PASSWORD, next: '//evil.example' });
    expect(response.headers.get('location')).toBe('/');
  });

  test('anew ends the session before', async () => {
    const { jar, post } = browser();
    await post('/sign-in', { email: 'ana@example.org', password: PASSWORD });
    const before = new Map(jar);
    await post('/sign-in', { email: 'ana@example.org', password: PASSWORD });
    expect(await site.accounts.whoIs(before)).toBeNull();
    expect(await site.accounts.whoIs(jar)).not.toBeNull();
  });

  test('out needs the form’s token', async () => {
    const { jar, send, post } = browser();
    await post('/sign-in', { email: 'ana@example.org', password: PASSWORD });
    const forged = await send('/sign-out', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: '_csrf=x.y',
    });
    expect(forged.status).toBe(403);
    expect(await site.accounts.whoIs(jar)).not.toBeNull();
  });
});

describe('one click and hats', () => {
  test('one click does not exist outside a demonstration', async () => {
    const { jar, post } = browser();
    expect((await post('/sign-in/demonstration', { login: offered })).status).toBe(404);
    expect(jar.has('session')).toBe(false);
  });

  test('in a demonstration it signs in, and hats change by the clock of the demonstration', async () => {
    await demonstration('2008-06-30');
    await site.keeper.query(`update directory.mandate set valid = '[2007-01-01,2010-01-01)' where id = any ($1)`, [mandates]);
    const { jar, post } = browser();
    expect((await post('/sign-in/demonstration', { login: offered, next: '/x' })).headers.get('location')).toBe('/x');
    for (const mandate of mandates) {
      const response = await post('/capacity', { mandate });
      expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
      const session = await site.accounts.whoIs(jar);
      expect(session?.hats.filter((hat) => hat.current).map((hat) => hat.mandate)).toEqual([mandate]);
      const { rows } = await site.keeper.query('select from platform.acting where mandate = $1 and expires > now()', [mandate]);
      expect(rows).toHaveLength(1);
    }
  });

  test('a hat of nobody’s is refused, and so is a visitor', async () => {
    const { post } = browser();
    expect((await post('/capacity', { mandate: mandates[0] ?? '' })).status).toBe(403);
    await post('/sign-in', { email: 'ana@example.org', password: PASSWORD });
    expect((await post('/capacity', { mandate: mandates[0] ?? '' })).status).toBe(403);
  });
});

describe('the tables of better-auth', () => {
  test('are those that its own migrations would make', async () => {
    const { betterAuth } = await import('better-auth');
    const { getMigrations } = await import('better-auth/db/migration');
    const { Kysely, PostgresDialect } = await import('kysely');
    const { default: pg } = await import('pg');
    const pool = new pg.Pool(site.keeperConfig);
    pool.on('error', () => {});
    const db = new Kysely({ dialect: new PostgresDialect({ pool }) });
    try {
      const auth = betterAuth({
        database: { db, type: 'postgres', schemaName: 'auth' },
        secret: 's'.repeat(40),
        emailAndPassword: { enabled: true },
        rateLimit: { storage: 'database' },
        advanced: { database: { generateId: 'uuid' } },
        logger: { disabled: true },
      });
      const { toBeCreated, toBeAdded } = await getMigrations(auth.options);
      expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] });
    } finally {
      await db.destroy();
    }
  });
});

describe('a sensitive act', () => {
  const others = { session: 'others' };
  const age = () =>
    site.keeper.query(`update auth.proof set proved_at = now() - interval '11 minutes'`).then(({ rowCount }) => rowCount);

  test('asks for the password again after ten minutes, keeps what was typed, and goes on', async () => {
    const { jar, post } = browser();
    await post('/sign-in', { email: 'ana@example.org', password: PASSWORD });
    expect((await post('/account/sessions', others)).status).toBe(303);
    expect((await site.accounts.whoIs(jar))?.provedLately).toBe(true);
    await age();
    const asked = await post('/account/sessions', others);
    const page = await asked.text();
    expect(asked.status).toBe(403);
    expect(page).toContain('action="/account/sessions"');
    expect(page).toContain('type="hidden" name="session" value="others"');
    expect(page).toContain('name="_proof"');
    const wrong = await post('/account/sessions', { ...others, _proof: 'some other words' });
    expect([wrong.status, (await wrong.text()).includes('some other words')]).toEqual([422, false]);
    expect((await site.accounts.whoIs(jar))?.provedLately).toBe(false);
    expect((await post('/account/sessions', { ...others, _proof: PASSWORD })).status).toBe(303);
    expect((await post('/account/sessions', others)).status).toBe(303);
  });

  test('asks for a code whoever has a second factor, and one click whom a demonstration offers', async () => {
    const { person } = await site.person('Bo', { role: 'observer' });
    await site.login('bo@example.org', [person]);
    const { jar, post } = browser();
    await post('/sign-in', { email: 'bo@example.org', password: PASSWORD });
    const token = jar.get('session')?.split('.')[0] ?? '';
    await site.accounts.beginFactor(token);
    const letters = (await site.accounts.offerFactor(token))?.letters ?? '';
    await site.accounts.addFactor(token, codeOf(letters, -1));
    await age();
    expect((await post('/account/sessions', { ...others, _proof: PASSWORD })).status).toBe(422);
    expect((await post('/account/sessions', { ...others, _proof: codeOf(letters) })).status).toBe(303);
    await demonstration('2008-06-30');
    const visitor = browser();
    await visitor.post('/sign-in/demonstration', { login: offered });
    await age();
    expect(await (await visitor.post('/account/sessions', others)).text()).toContain('name="_proof" value="click"');
    expect((await visitor.post('/account/sessions', { ...others, _proof: 'click' })).status).toBe(303);
  });

  test('counts wrong passwords as sign-in does', async () => {
    const { person } = await site.person('Cy', { role: 'observer' });
    await site.login('cy@example.org', [person]);
    const { post } = browser();
    await post('/sign-in', { email: 'cy@example.org', password: PASSWORD });
    await age();
    const statuses = [];
    for (let guess = 0; guess < 11; guess += 1)
      statuses.push((await post('/account/sessions', { ...others, _proof: `guess ${guess}` })).status);
    expect(statuses.slice(9)).toEqual([422, 429]);
    expect((await post('/account/sessions', { ...others, _proof: PASSWORD })).status).toBe(429);
  });
});

describe('a second factor', () => {
  test('is begun by a form, never by looking at a page', async () => {
    const { send, post } = browser();
    await post('/sign-in', { email: 'ana@example.org', password: PASSWORD });
    const count = async () => (await site.keeper.query('select from auth.second_factor')).rowCount;
    const before = await count();
    const looked = await send('/account/second-factor');
    expect([looked.status, looked.headers.get('location'), await count()]).toEqual([303, '/account', before]);
    expect((await post('/account/second-factor/offer', {})).headers.get('location')).toBe('/account/second-factor');
    expect(await (await send('/account/second-factor')).text()).toContain('class="code-picture"');
  });
});
