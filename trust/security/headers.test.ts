import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { securityHeaders } from '../../src/platform/http/headers.ts';
import type { Route } from '../../src/platform/http/route.ts';
import { small } from '../harness.ts';
import { headerFaults } from './header-rules.ts';
import { headers, look, openBoth } from './headers.ts';

let both: Awaited<ReturnType<typeof openBoth>>;
beforeAll(async () => {
  both = await openBoth();
}, 120_000);
afterAll(() => both?.close());

test('every answer keeps others out', async () => {
  const outcome = await look(both.site, both.secure, small(headers.small));
  expect(outcome.problems).toEqual([]);
  expect(outcome.notes.join()).toMatch(/× 304.*× 400.*× 403.*× 404.*× 405/);
}, 300_000);

describe('it would notice', () => {
  test('one page that lets itself be kept', async () => {
    const route = both.site.application.routes.find(({ path }) => path === '/robots.txt') as { handle: unknown };
    const sound = route.handle;
    route.handle = async () => ({ json: '{}', headers: { 'cache-control': 'public, max-age=60' } });
    const outcome = await look(both.site, both.secure, small(60)).finally(() => {
      route.handle = sound as Route['handle'];
    });
    expect(outcome.problems.join('\n')).toMatch(/visitor: GET \/robots\.txt, 200: cache-control: public/);
  }, 60_000);

  const about = { https: true, forEverybody: false, signedIn: true };
  const with_ = (change: Record<string, string>) => ({ headers: new Headers({ ...securityHeaders(true), ...change }) });
  test.each([
    [
      'content-security-policy',
      `default-src 'none'; script-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'`,
    ],
    ['content-security-policy', `default-src 'none'; script-src 'self'; base-uri 'none'; object-src 'none'`],
    [
      'content-security-policy',
      `default-src 'none'; script-src 'self' https://cdn.example; frame-ancestors 'none'; base-uri 'none'; object-src 'none'`,
    ],
    ['content-disposition', 'attachment; filename="a.svg"'],
    ['x-content-type-options', 'sniff'],
    ['referrer-policy', 'unsafe-url'],
    ['cache-control', 'private'],
    ['cache-control', 'private, no-cache'],
    ['vary', 'Accept-Language'],
    ['strict-transport-security', 'max-age=60'],
    ['x-powered-by', 'Hono'],
    ['access-control-allow-origin', '*'],
    ['set-cookie', '__Host-session=a; Path=/; Secure; SameSite=Lax'],
    ['set-cookie', '__Host-session=a; Path=/; HttpOnly; SameSite=Lax'],
    ['set-cookie', '__Host-session=a; Path=/; Secure; HttpOnly'],
    ['set-cookie', 'session=a; Path=/; Secure; HttpOnly; SameSite=Lax'],
  ])('%s: %s', (name, value) => {
    expect(headerFaults(with_({}), about)).toEqual([]);
    expect(headerFaults(with_({ [name]: value }), about)).toHaveLength(1);
  });
  test.each([...new Headers(securityHeaders(true)).keys()])('no %s', (name) => {
    const { headers: less } = with_({});
    less.delete(name);
    expect(headerFaults({ headers: less }, about)).toEqual([`no ${name}`]);
  });
});
