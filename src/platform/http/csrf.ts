import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

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

/** Whether an unsafe request comes from a page of ours, as far as its browser says. Programs that are not browsers say nothing. */
export function comesFromUs(headers: Headers, origin: string): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return false;
  const from = headers.get('origin');
  return from === null || from === origin;
}

function sign(key: string, session: string | null, salt: string): string {
  return createHmac('sha256', key)
    .update(`${session ?? 'visitor'}\n${salt}`)
    .digest('base64url');
}
