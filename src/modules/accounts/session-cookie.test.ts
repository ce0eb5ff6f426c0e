import { betterAuth } from 'better-auth';
import { describe, expect, test } from 'vitest';
import { sessionCookie } from './session-cookie.ts';

const secret = 's'.repeat(40);
const valueIn = (cookie: string): string => /=([^;]+);/.exec(cookie)?.[1] ?? '';

describe('the cookie of a session', () => {
  test('is signed as better-auth signs its own', async () => {
    const auth = betterAuth({
      secret,
      baseURL: 'http://localhost:3000',
      emailAndPassword: { enabled: true },
      logger: { disabled: true },
      telemetry: { enabled: false },
    });
    const body = { email: 'ana@example.org', password: 'correct horse battery', name: 'Ana' };
    const { headers, response } = await auth.api.signUpEmail({ body, returnHeaders: true });
    const theirs = valueIn(headers.getSetCookie().find((each) => each.startsWith('better-auth.session_token=')) ?? '');
    const ours = sessionCookie(secret, false);
    expect(ours.read(new Map([['session', theirs]]))).toBe(response.token);
    expect(valueIn(ours.give(response.token ?? ''))).toBe(theirs);
  });

  test('is for this host alone over https, and read under that name only', () => {
    const cookies = sessionCookie(secret, true);
    const given = cookies.give('t'.repeat(43));
    expect(given).toMatch(/^__Host-session=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200; Secure$/);
    expect(cookies.read(new Map([['__Host-session', valueIn(given)]]))).toBe('t'.repeat(43));
    expect(cookies.read(new Map([['session', valueIn(given)]]))).toBeUndefined();
    expect(cookies.remove()).toMatch(/^__Host-session=; Path=\/; .*Max-Age=0; Secure$/);
  });

  test('of another installation is nothing here', () => {
    const foreign = sessionCookie('x'.repeat(40), false).give('t'.repeat(43));
    expect(sessionCookie(secret, false).read(new Map([['session', valueIn(foreign)]]))).toBeUndefined();
  });
});
