import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';

/**
 * The hidden field of a form: bound to the session (or to being a visitor), new on every page so that compression never meets
 * the same secret twice.
 */
export function formToken(key: string, session: string | null): string {
  const salt = randomBytes(12).toString('base64url');
  return `${salt}.${sign(key, session, salt)}`;
}

/** Whether a form was ours and this session's. */
export function isFormToken(key: string, session: string | null, token: unknown): boolean {
  if (typeof token !== 'string') return false;
  const [salt = '', signature = ''] = token.split('.');
  const expected = Buffer.from(sign(key, session, salt));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/**
 * Whether an unsafe request comes from a page of ours, as far as its browser says. Programs that are not browsers say nothing.
 *
 * @param own the origin of the site; null where nobody set it: then the page may come from the address that the request went to, if
 *   that is `localhost` or a bare number. A name could be made to lead here by whoever owns it (DNS rebinding)
 */
export function comesFromUs(headers: Headers, own: string | null): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return false;
  const from = headers.get('origin');
  if (from === null || from === own) return true;
  return own === null && isAddressOfOurs(from, headers.get('host') ?? '');
}

function isAddressOfOurs(origin: string, host: string): boolean {
  if (origin !== `http://${host}` || !URL.canParse(origin)) return false;
  const { hostname } = new URL(origin);
  return hostname === 'localhost' || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
}

function sign(key: string, session: string | null, salt: string): string {
  return createHmac('sha256', key)
    .update(`${session ?? 'visitor'}\n${salt}`)
    .digest('base64url');
}
