import { ORIGIN, SECRET } from '../../src/fixtures/demonstration-site.ts';
import { formToken } from '../../src/platform/http/csrf.ts';
import type { Actor } from '../world/actors.ts';
import type { Asked } from './requests.ts';

type Site = { readonly request: (address: string, init: RequestInit) => Response | Promise<Response> };

/** Sends a request as somebody: with his cookie, and with the token that his forms would have. */
export async function ask(site: Site, actor: Pick<Actor, 'cookie' | 'session'>, asked: Asked): Promise<Response> {
  const headers: Record<string, string> = { ...asked.headers };
  if (actor.cookie !== '') headers.cookie = `session=${actor.cookie}`;
  const token = formToken(SECRET, actor.session === '' ? null : actor.session);
  const init: RequestInit = { method: asked.method, headers };
  if (asked.fields !== null && asked.method !== 'HEAD' && asked.method !== 'GET') {
    headers.origin = ORIGIN;
    if (asked.route.api) {
      headers['content-type'] = 'application/json';
      headers['x-form-token'] = token;
      init.body = JSON.stringify(
        Object.fromEntries(Object.entries(asked.fields).map(([name, value]) => [name.replace('[]', ''), value])),
      );
    } else {
      headers['content-type'] = 'application/x-www-form-urlencoded';
      const form = new URLSearchParams({ _csrf: token });
      for (const [name, value] of Object.entries(asked.fields)) for (const each of [value].flat()) form.append(name, each);
      init.body = form.toString();
    }
  }
  return site.request(`${ORIGIN}${asked.address}`, init);
}

/** How a request is written down: who, what, and with which fields. */
export const named = (actor: Pick<Actor, 'name'>, asked: Asked): string =>
  `${actor.name}: ${asked.method} ${asked.address}${asked.fields && Object.keys(asked.fields).length > 0 ? ` ${JSON.stringify(asked.fields).slice(0, 200)}` : ''}`;
