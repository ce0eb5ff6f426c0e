import { createHmac } from 'node:crypto';
import { Events, type MutableResponse, type MutableToken, OAuth2Issuer, OAuth2Server } from 'oauth2-mock-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Browser, type DemonstrationSite, openDemonstrationSite, SECRET } from './fixtures/demonstration-site.ts';
import { nameIssuer, removeIssuer, suspendLogin } from './modules/accounts/index.ts';

// Signing in at the issuer of a party, which is a real one on this machine, and all that an issuer, or whoever stands between, may try.
const WITH = '/sign-in/with/asean-canada/canada';
const CLIENT = { client: 'entente', secret: 'a secret of the client' };
const CATHERINE = 'catherine.lavoie@canada.example';

const server = new OAuth2Server();
let site: DemonstrationSite;
let address: string;
/** Whom the issuer speaks of, and what else it does, until the end of a test. */
let claims: Record<string, unknown>;
let answer: (response: MutableResponse) => void;

beforeAll(async () => {
  await server.issuer.keys.generate('RS256', { kid: 'one' });
  await server.start(0, 'localhost');
  address = server.issuer.url ?? '';
  server.service.on(Events.BeforeTokenSigning, ({ payload }: MutableToken) => {
    for (const [name, value] of Object.entries(claims))
      if (value === undefined) delete payload[name];
      else payload[name] = value as string;
  });
  site = await openDemonstrationSite();
  await name('canada');
}, 300_000);
afterAll(async () => {
  await site?.close();
  await server.stop();
});
beforeEach(async () => {
  claims = { sub: 'c-lavoie', email: CATHERINE, email_verified: true };
  answer = () => {};
  server.service.removeAllListeners(Events.BeforeResponse);
  server.service.on(Events.BeforeResponse, (response: MutableResponse) => answer(response));
  await site.keeper.query('delete from accounts.outside_name');
});

const name = (party: string, more: object = {}) =>
  nameIssuer(site.keeper, SECRET, { partnership: 'asean-canada', party, address, ...CLIENT, provesFactor: false, ...more });

/** Goes to the issuer and comes back, as a browser does; `change` is what somebody does to the address on the way. */
async function goAndComeBack(browser: Browser, change: (back: URL) => void = () => {}): Promise<Response> {
  const to = (await browser.get(`${WITH}?next=%2Fasean-canada`)).headers.get('location') ?? '';
  const there = await fetch(to, { redirect: 'manual' });
  const back = new URL(there.headers.get('location') ?? '');
  change(back);
  return browser.get(`${back.pathname}${back.search}`);
}
const isIn = async (browser: Browser) => (await browser.get('/account')).status === 200;

/** Nothing was opened, and the page says so in words. */
async function expectRefused(browser: Browser, response: Response, words: RegExp): Promise<void> {
  expect([response.status, response.headers.get('location')]).toEqual([303, '/sign-in']);
  expect(await browser.text('/sign-in')).toMatch(words);
  expect(await isIn(browser)).toBe(false);
}
const REFUSED = /did not confirm who you are/;
const OVER = /begun too long ago/;
const UNKNOWN = /opens no account here/;

describe('whoever is confirmed', () => {
  test('is offered the way, goes where he wanted to, and is known from then on by the name that the issuer gives', async () => {
    const browser = site.visitor();
    expect(await browser.text('/sign-in')).toContain(`href="${WITH}"`);
    const response = await goAndComeBack(browser);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/asean-canada']);
    expect(await browser.text('/asean-canada')).toContain('Catherine Lavoie');
    claims = { sub: 'c-lavoie', email: 'another@canada.example', email_verified: false };
    const again = site.visitor();
    await goAndComeBack(again);
    expect(await isIn(again)).toBe(true);
    const rows = await site.ask(`select act from platform.audit where act = 'accounts.outside-name-bound'`);
    expect(rows).toHaveLength(1);
  });

  test('is not somebody else’s account: an address that is bound already is bound for good', async () => {
    await goAndComeBack(site.visitor());
    claims = { sub: 'somebody-else', email: CATHERINE, email_verified: true };
    const browser = site.visitor();
    await expectRefused(browser, await goAndComeBack(browser), UNKNOWN);
  });

  test('acts in a capacity that needs a second factor only with one: his own, or the issuer’s where it is trusted and says so', async () => {
    await site.keeper.query(`update platform.installation set second_factor = 'required'`);
    try {
      const alone = site.visitor();
      expect((await goAndComeBack(alone)).headers.get('location')).toBe('/account');
      expect(await alone.text('/asean-canada')).not.toContain('Senior desk officer for ASEAN, DFAIT, Canada</strong>');
      claims = { ...claims, amr: ['pwd', 'mfa'] };
      const untrusted = site.visitor();
      expect((await goAndComeBack(untrusted)).headers.get('location')).toBe('/account');
      await name('canada', { provesFactor: true });
      const trusted = site.visitor();
      expect((await goAndComeBack(trusted)).headers.get('location')).toBe('/asean-canada');
      claims = { ...claims, amr: ['pwd'] };
      const weak = site.visitor();
      expect((await goAndComeBack(weak)).headers.get('location')).toBe('/account');
    } finally {
      await name('canada');
      await site.keeper.query(`update platform.installation set second_factor = 'offered'`);
    }
  });
});

describe('an issuer that lies, or whoever stands between, opens nothing', () => {
  const hour = 3_600;
  const now = () => Math.floor(Date.now() / 1_000);
  test.each([
    ['another nonce', () => ({ nonce: 'another' })],
    ['no nonce', () => ({ nonce: undefined })],
    ['another audience', () => ({ aud: 'another-site' })],
    ['several audiences and no word for which', () => ({ aud: ['entente', 'another-site'], azp: 'another-site' })],
    ['another issuer', () => ({ iss: 'https://elsewhere.example' })],
    ['a token that is over', () => ({ iat: now() - 2 * hour, exp: now() - hour })],
    ['a token that never ends', () => ({ exp: undefined })],
    ['a token without a name', () => ({ sub: undefined })],
  ])('%s', async (_, change) => {
    claims = { ...claims, ...change() };
    const browser = site.visitor();
    await expectRefused(browser, await goAndComeBack(browser), REFUSED);
  });

  const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const payloadOf = (response: MutableResponse) => {
    const [, payload = ''] = String((response.body as { id_token: string }).id_token).split('.');
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
  };
  const put = (response: MutableResponse, token: string) => {
    (response.body as { id_token: string }).id_token = token;
  };
  test.each([
    [
      'no signature (alg none)',
      (response: MutableResponse) => put(response, `${base64({ alg: 'none' })}.${base64(payloadOf(response))}.`),
    ],
    [
      'a signature by the secret of the client (HS256)',
      (response: MutableResponse) => {
        const signed = `${base64({ alg: 'HS256' })}.${base64(payloadOf(response))}`;
        put(response, `${signed}.${createHmac('sha256', CLIENT.secret).update(signed).digest('base64url')}`);
      },
    ],
    [
      'words that were changed after they were signed',
      (response: MutableResponse) => {
        const [head, , signature] = String((response.body as { id_token: string }).id_token).split('.');
        put(response, `${head}.${base64({ ...payloadOf(response), sub: 'other' })}.${signature}`);
      },
    ],
    ['no token of identity at all', (response: MutableResponse) => put(response, undefined as never)],
  ])('%s', async (_, change) => {
    answer = change;
    const browser = site.visitor();
    await expectRefused(browser, await goAndComeBack(browser), REFUSED);
  });

  test('a signature by another key of the same name', async () => {
    const other = new OAuth2Issuer();
    other.url = address;
    await other.keys.generate('RS256', { kid: 'one' });
    const own = server.issuer.buildToken;
    server.issuer.buildToken = (options) =>
      other.buildToken({
        ...options,
        scopesOrTransform: (_, payload) => void Object.assign(payload, claims, { aud: CLIENT.client }),
      });
    try {
      const browser = site.visitor();
      await expectRefused(browser, await goAndComeBack(browser), REFUSED);
    } finally {
      server.issuer.buildToken = own;
    }
  });

  test.each([
    ['another state', (back: URL) => back.searchParams.set('state', 'another')],
    ['another issuer’s answer (RFC 9207)', (back: URL) => back.searchParams.set('iss', 'https://elsewhere.example')],
    ['another code', (back: URL) => back.searchParams.set('code', crypto.randomUUID())],
    [
      'a refusal',
      (back: URL) => {
        back.searchParams.delete('code');
        back.searchParams.set('error', 'access_denied');
      },
    ],
  ])('%s', async (_, change) => {
    const browser = site.visitor();
    await expectRefused(browser, await goAndComeBack(browser, change), REFUSED);
  });

  test('the same answer a second time, in another browser, or at the address of another party', async () => {
    await name('asean');
    let back = '';
    const browser = site.visitor();
    await goAndComeBack(browser, (address) => {
      back = `${address.pathname}${address.search}`;
    });
    await browser.post('/sign-out', {});
    await expectRefused(browser, await browser.get(back), OVER);
    const victim = site.visitor();
    await expectRefused(victim, await victim.get(back), OVER);
    const mixed = site.visitor();
    const response = await goAndComeBack(mixed, (address) => {
      address.pathname = address.pathname.replace('/canada/', '/asean/');
    });
    await expectRefused(mixed, response, OVER);
    await removeIssuer(site.keeper, 'asean-canada', 'asean');
  });
});

describe('an account is opened only', () => {
  test.each([
    ['by an address that the issuer has verified', { email_verified: false }],
    ['by an address at all', { email: undefined }],
    ['if there is one', { email: 'nobody@canada.example' }],
    ['if it is of that party: not of the other side', { email: 'nguyen.minh.ha@viet-nam.example' }],
    ['if it is of that party: not the administrator’s', { email: 'helene.marchetti@entente.example' }],
    ['if it is of that party: not the secretariat’s', { email: 'sari.wulandari@asean-secretariat.example' }],
  ])('%s', async (_, change) => {
    claims = { ...claims, ...change };
    const browser = site.visitor();
    await expectRefused(browser, await goAndComeBack(browser), UNKNOWN);
    expect(await site.ask('select from accounts.outside_name')).toHaveLength(0);
  });

  test('of a bloc also for its members; and not once it was suspended', async () => {
    await name('asean');
    claims = { sub: 'rafael', email: 'rafael.villareal@philippines.example', email_verified: true };
    const browser = site.visitor();
    const to = (await browser.get('/sign-in/with/asean-canada/asean')).headers.get('location') ?? '';
    const back = new URL((await fetch(to, { redirect: 'manual' })).headers.get('location') ?? '');
    await browser.get(`${back.pathname}${back.search}`);
    expect(await isIn(browser)).toBe(true);
    await suspendLogin(site.keeper, CATHERINE);
    claims = { sub: 'c-lavoie', email: CATHERINE, email_verified: true };
    const gone = site.visitor();
    await expectRefused(gone, await goAndComeBack(gone), UNKNOWN);
  });
});

test('an issuer that is away, or none, is said to be, and an unsafe one is not named', async () => {
  await name('canada', { address: 'http://localhost:9' });
  const away = await site.visitor().get(WITH);
  expect([away.status, await away.text()]).toEqual([503, expect.stringContaining('does not answer')]);
  await removeIssuer(site.keeper, 'asean-canada', 'canada');
  expect((await site.visitor().get(WITH)).status).toBe(404);
  expect(await site.visitor().text('/sign-in')).not.toContain(WITH);
  await expect(name('canada', { address: 'http://issuer.example' })).rejects.toMatchObject({ key: 'accounts.issuer-unsafe' });
  await expect(name('nowhere')).rejects.toMatchObject({ key: 'accounts.no-such-party' });
  const [{ secret } = { secret: '' }] = await site.ask(`select coalesce(max(secret), '') as secret from accounts.issuer`);
  expect(secret).not.toContain(CLIENT.secret);
});
