import { Refusal } from '../refusal.ts';
import type { Session } from './acting.ts';
import { isForPrograms } from './problem.ts';
import type { Route } from './route.ts';

/**
 * The token that a program shows (RFC 6750, 2.1), as it was sent; null where none is shown. Addresses for people never look: what they show is
 * decided by the cookie alone, as what programs show with a token is decided by the token alone.
 */
export function bearerOf(url: URL, headers: Headers): string | null {
  if (!isForPrograms(url)) return null;
  const found = /^bearer(?:[ \t]+(.*))?$/i.exec(headers.get('authorization')?.trim() ?? '');
  return found ? (found[1] ?? '') : null;
}

/** Whether a token reaches so far: decided on the route that was found, never on the address. @throws Refusal 403 */
export function mayByToken(route: Route, session: Session | null): void {
  if (session?.program === undefined) return;
  if (route.byPersonOnly) throw new Refusal(403, 'http.by-person-only');
  if (route.method !== 'GET' && !session.program.writes) throw new Refusal(403, 'http.token-reads-only');
}
