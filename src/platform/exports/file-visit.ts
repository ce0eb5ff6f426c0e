import { Hono } from 'hono';
import type { z } from 'zod';
import type { Database, Secret } from '../db/database.ts';
import { visitorTo } from '../db/database.ts';
import type { Acting } from '../http/acting.ts';
import { mayEnter } from '../http/acting.ts';
import { readQuery } from '../http/body.ts';
import type { PartnershipRef, Route, Visit } from '../http/route.ts';
import type { Language } from '../i18n/index.ts';
import { notFound, Refusal } from '../refusal.ts';

/** A file that stands at an address, and what that address asks of it. */
export type FileAsked = {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
  readonly url: URL;
  readonly query: unknown;
};

/** What of the registry of routes is a file below a partnership that is made when it is asked for. */
const isFile = (route: Route): boolean =>
  route.method === 'GET' &&
  route.api === null &&
  route.answers === 'file' &&
  route.path.startsWith('/:partnership/') &&
  /\.[a-z]{3,4}$/.test(route.path);

/**
 * Finds the file that an address of this site leads to, as whoever acts would ask for it.
 *
 * @param address path and query
 * @returns a function that throws Refusal 404 where no such file can be asked for by whoever acts, 400 where the query is not understood
 */
export function fileFinder(routes: readonly Route[]): (address: string, slug: string, acting: Acting) => FileAsked {
  const app = new Hono<{ Variables: { found: Pick<FileAsked, 'route' | 'params'> } }>();
  const files = routes.filter(isFile);
  // The router of the site itself, so that an address means the same here and there.
  const byPath = new Map(files.map((route) => [route.path, route]));
  for (const path of byPath.keys()) app.get(path, (context) => context.text(''));
  return (address, slug, acting) => {
    const url = URL.canParse(address, 'http://here') ? new URL(address, 'http://here') : null;
    if (url === null || url.host !== 'here' || !url.pathname.startsWith(`/${slug}/`)) throw notFound();
    const [[match] = []] = app.router.match('GET', url.pathname);
    const route = match && byPath.get(match[0][1].path);
    if (!route) throw notFound();
    const params = paramsOf(route.path, url.pathname);
    if (params === null || !mayEnter(route.can, acting, false)) throw notFound();
    const { lang: _, ...asked } = readQuery(url);
    const read = (route.query as z.ZodType | null)?.safeParse(asked) ?? { success: Object.keys(asked).length === 0, data: {} };
    if (!read.success) throw new Refusal(400, 'http.bad-request', { key: Object.keys(asked)[0]?.slice(0, 60) ?? '' });
    return { route, params, url, query: read.data };
  };
}

function paramsOf(pattern: string, pathname: string): Record<string, string> | null {
  const asked = pathname.split('/');
  const params: Record<string, string> = {};
  for (const [at, part] of pattern.split('/').entries()) {
    if (!part.startsWith(':')) continue;
    try {
      params[part.slice(1)] = decodeURIComponent(asked[at] ?? '');
    } catch {
      return null;
    }
  }
  return Object.values(params).some((each) => each.includes('\0')) ? null : params;
}

/** The visit that the asker would make, with another secret: it reads and never writes. */
export function fileVisit(
  { params, url, query }: FileAsked,
  as: {
    readonly acting: Acting;
    readonly secret: Secret;
    readonly lang: Language;
    readonly partnership: PartnershipRef;
    readonly database: Database;
    readonly id: string;
  },
): Visit<never, never> {
  const { database, secret } = as;
  return {
    ...{
      lang: as.lang,
      url,
      params,
      cookies: new Map<string, string>(),
      query: query as never,
      input: undefined as never,
      files: {},
    },
    ...{ acting: { ...as.acting, secret }, session: null, partnership: as.partnership },
    ...{
      requestId: as.id,
      address: null,
      userAgent: null,
      demonstrationDay: null,
      csrf: '',
      ifMatch: null,
      idempotencyKey: null,
    },
    read: (work) => database.withActor(secret, 'read', work),
    readPublic: (id, work) => database.withActor(visitorTo(id), 'read', work),
    opened: () => {},
    write: () => Promise.reject(new Error('a file that is asked for changes nothing')),
  };
}
