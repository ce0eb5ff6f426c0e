import { createHmac, timingSafeEqual } from 'node:crypto';
import { cookie } from '../../platform/http/cookies.ts';

/** Half a day: no session lives longer. */
export const SESSION_HOURS = 12;

export type SessionCookie = {
  /** The cookie for a new session. */
  give(token: string): string;
  /** The cookie that removes it. */
  remove(): string;
  /** The token that a browser brought, if the signature is ours. Says nothing of the session: the database knows that. */
  read(cookies: ReadonlyMap<string, string>): string | undefined;
};

/**
 * The cookie of a session: token and signature, written as better-auth signs its own (HMAC-SHA-256 in base64, behind a dot). Over https
 * its name begins with `__Host-`, so that browsers take it from this host only, never from a neighbour under the same domain.
 */
export function sessionCookie(secret: string, https: boolean): SessionCookie {
  const name = https ? '__Host-session' : 'session';
  const sign = (token: string): string => createHmac('sha256', secret).update(token).digest('base64');
  return {
    give: (token) => cookie(name, encodeURIComponent(`${token}.${sign(token)}`), { https, days: SESSION_HOURS / 24 }),
    remove: () => cookie(name, '', { https, days: 0 }),
    read: (cookies) => {
      const [token, signature] = decode(cookies.get(name) ?? '').split('.');
      if (!token || !signature || !/^[\w-]{20,100}$/.test(token)) return undefined;
      const given = Buffer.from(signature);
      const expected = Buffer.from(sign(token));
      return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined;
    },
  };
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}

const HALF_MINUTES = 5;

export type HalfSessions = {
  give(login: string, stamp: string): string;
  /** Whose it says it is, if it could still hold. Believe it only once it `isWhole`. */
  loginOf(half: string): string | undefined;
  isWhole(half: string, stamp: string): boolean;
};

/**
 * Says, for five minutes, that a login’s password was right: `login.until.signature`. It opens nothing: a code has to follow. `stamp` is what the
 * first half was proved with, as `stampOf` reads it: when the password changes, what was proved with the old one is over.
 */
export function halfSessions(secret: string): HalfSessions {
  const sign = (login: string, until: string, stamp: string): Buffer =>
    createHmac('sha256', secret).update(`half:${login}.${until}.${stamp}`).digest();
  return {
    give: (login, stamp) => {
      const until = String(Date.now() + HALF_MINUTES * 60_000);
      return `${login}.${until}.${sign(login, until, stamp).toString('base64url')}`;
    },
    loginOf: (half) => {
      const [login = '', until = ''] = half.split('.');
      return /^[0-9a-f-]{36}$/.test(login) && Number(until) > Date.now() ? login : undefined;
    },
    isWhole: (half, stamp) => {
      const [login = '', until = '', signature = ''] = half.split('.');
      const given = Buffer.from(signature, 'base64url');
      const right = sign(login, until, stamp);
      return given.length === right.length && timingSafeEqual(given, right) && Number(until) > Date.now();
    },
  };
}
