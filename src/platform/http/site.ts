import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { type Database, NOBODY, visitorTo } from '../db/database.ts';
import type { Language } from '../i18n/index.ts';
import { describeError, type Log } from '../log.ts';
import { notFound, Refusal } from '../refusal.ts';
import { type Acting, mayEnter, type Session } from './acting.ts';
import { answerWith, type Rendering } from './answer.ts';
import { isAway } from './away.ts';
import { bearerOf, mayByToken } from './bearer.ts';
import { clientAddress, type TrustedProxies } from './client-address.ts';
import { cookie, readCookies } from './cookies.ts';
import { formToken } from './csrf.ts';
import { failurePage, refusalPage } from './error-page.tsx';
import { readFlash } from './flash.ts';
import { securityHeaders } from './headers.ts';
import { chooseLanguage } from './language.ts';
import { limitHeaders, type RequestCounter, type Verdict } from './limits.ts';
import { AS_MYSELF, asMyself, type Look } from './look.ts';
import { networkOf } from './network.ts';
import { noteAfterwards } from './note-afterwards.ts';
import type { Frame } from './page.ts';
import { parse } from './parse.ts';
import { failureProblem, isForPrograms, refusalProblem } from './problem.ts';
import type { PartnershipRef, Route, Visit } from './route.ts';
import { askAgain, type StepUp } from './step-up.ts';

/** What the platform must be told by the program that is built on it. */
export type Site = {
  readonly routes: readonly Route[];
  readonly database: Database;
  readonly log: Log;
  /** Where the site is reached from outside; links and the check of foreign forms use it, never a header of the request. */
  readonly publicUrl: URL;
  /** The only origin that forms may come from; null where nobody set it (see `comesFromUs`). */
  readonly origin: string | null;
  /** Whose word is believed on where a request came from. */
  readonly trustedProxies: TrustedProxies;
  /** Signs form tokens. */
  readonly key: string;
  readonly demonstrationDay: () => Promise<string | null>;
  readonly findPartnership: (slug: string) => Promise<PartnershipRef | undefined>;
  readonly listPartnerships: () => Promise<readonly PartnershipRef[]>;
  readonly whoIs: (cookies: ReadonlyMap<string, string>, lang: Language) => Promise<Session | null>;
  /** For whom a program acts that shows this token; null: it opens nothing. */
  readonly whoseToken: (token: string, lang: Language) => Promise<Session | null>;
  /** As whom somebody may look at a partnership; undefined: as nobody, or there is no such reader. */
  readonly lookAs: (visit: Visit<never, never>, key: string) => Promise<Look | undefined>;
  /** Whether this visit may look as others at all. */
  readonly mayLook: (acting: Acting) => boolean;
  /** Keeps work that goes on after the answer, so that whoever stops the site can wait for it. */
  readonly afterwards: (work: Promise<void>) => void;
  readonly stepUp: StepUp;
  readonly navigation: (visit: Visit<never, never>) => Promise<Frame['navigation']>;
  /** Counts who asks how often, at addresses for programs and for what costs much. */
  readonly requests: Pick<RequestCounter, 'take'>;
  readonly asset: (path: string, acceptEncoding: string) => { body: Uint8Array; headers: Record<string, string> } | undefined;
  readonly renderFrame: Rendering['renderFrame'];
};

/** Builds the web application out of the registry of routes. Every answer, also an error, carries the same security headers. */
export function buildSite(site: Site): Hono {
  const app = new Hono();
  // A fixed word beats a partnership's name, whatever the order in which modules come.
  const paths = [...Map.groupBy(site.routes, (each) => each.path)].sort(
    ([a], [b]) => Number(a.startsWith('/:')) - Number(b.startsWith('/:')),
  );

  app.get('/static/*', (context) => {
    const found = site.asset(context.req.path, context.req.header('accept-encoding') ?? '');
    const headers = { ...securityHeaders(site.publicUrl.protocol === 'https:'), ...found?.headers };
    return found ? new Response(Buffer.from(found.body), { headers }) : missing(context);
  });
  for (const [path, routes] of paths) {
    app.all(path, (context) =>
      handle(site, routes, context.req.raw, context.req.param() as Record<string, string>, addressOf(site, context)),
    );
  }
  const missing = (context: Context) => {
    const location = withoutSlash(context.req.method, new URL(context.req.url));
    if (location === null) return handle(site, [], context.req.raw, {}, addressOf(site, context));
    const headers = { ...securityHeaders(site.publicUrl.protocol === 'https:'), location };
    return new Response(null, { status: 308, headers });
  };
  app.notFound(missing);
  // The last resort, when not even the page that says so could be made.
  app.onError((error) => {
    site.log.error({ error: describeError(error) }, 'failed twice');
    return new Response(null, { status: 500, headers: securityHeaders(site.publicUrl.protocol === 'https:') });
  });
  return app;
}

/** The address on this site that somebody meant who wrote one slash behind it; null where there is none to take off. */
function withoutSlash(method: string, { pathname, search }: URL): string | null {
  const [, bare] = /^(\/[^/\\].*[^/])\/$/.exec(pathname) ?? [];
  return bare !== undefined && (method === 'GET' || method === 'HEAD') ? `${bare}${search}` : null;
}

/** What the Node server hands over beside the request. Absent where the application is called without one. */
type Environment = { incoming?: { socket: { remoteAddress?: string | undefined } } };

function addressOf(site: Site, context: Context): string | null {
  const environment = context.env as Environment | undefined;
  const seen = environment?.incoming?.socket.remoteAddress;
  return clientAddress(seen, context.req.header('x-forwarded-for') ?? null, site.trustedProxies);
}

async function handle(
  site: Site,
  routes: readonly Route[],
  request: Request,
  params: Record<string, string>,
  address: string | null,
): Promise<Response> {
  const started = performance.now();
  const requestId = randomUUID();
  const url = new URL(request.url);
  const bearer = bearerOf(url, request.headers);
  // Who shows a token is that and nobody else: a cookie beside it says nothing.
  const cookies = bearer === null ? readCookies(request.headers) : new Map<string, string>();
  const lang = chooseLanguage(url, cookies, request.headers);
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const route = routes.find((each) => each.method === method);
  let response: Response;
  let acting: Acting | undefined;
  const userAgent = request.headers.get('user-agent');
  let rendering: Rendering = {
    renderFrame: site.renderFrame,
    https: site.publicUrl.protocol === 'https:',
    request,
    lang,
    signedIn: false,
  };
  let visit: Visit<never, never> | undefined;
  let verdict: Verdict | null = null;
  const count = (session: Session | null): void => {
    verdict = countIt(site, { route, url, session, address });
    if (verdict?.over) throw new Refusal(429, 'http.too-often', { seconds: verdict.reset });
  };
  let look: Look | undefined;
  let refused: Refusal | undefined;
  const openings = new Set<string>();
  try {
    // A visitor without anything to look up is counted before the database is asked.
    const bare = bearer === null && cookies.size === 0;
    if (bare) count(null);
    const asksWho = route?.forMachines !== true;
    const session = asksWho ? await (bearer === null ? site.whoIs(cookies, lang) : site.whoseToken(bearer, lang)) : null;
    if (!bare) count(session);
    if (bearer !== null && asksWho && session === null) throw new Refusal(401, 'http.token-refused');
    rendering = { ...rendering, signedIn: session !== null };
    const demonstrationDay = asksWho ? await site.demonstrationDay() : null;
    // A letter that no stored text can hold, so there is nothing at such an address.
    if (Object.values(params).some((each) => each.includes('\0'))) throw notFound();
    visit = await openVisit(site, route, {
      request,
      url,
      lang,
      params,
      session,
      demonstrationDay,
      requestId,
      address,
      userAgent,
      openings,
    });
    acting = visit.acting;
    const as = route && visit.partnership && !route.api ? url.searchParams.get('as') : null;
    if (as !== null && as !== AS_MYSELF) {
      look = await lookFor(site, visit, as, method);
      visit = lookingAs(site, visit, look);
    }
    if (routes.length > 0 && !route) throw new Refusal(405, 'http.method');
    if (!route) throw notFound();
    mayByToken(route, session);
    if (!mayEnter(route.can, visit.acting, demonstrationDay !== null)) throw refuseEntry(route, visit);
    if (as === AS_MYSELF && method === 'GET') response = await answerWith(rendering, { seeOther: asMyself(url) }, notNeeded);
    else {
      const { parsed, fields, proof } = await parse(site, route, visit, request);
      const answer = (await askAgain(site.stepUp, route, parsed, fields, proof)) ?? (await route.handle(parsed));
      response = await answerWith(rendering, answer, () => frameOf(site, parsed, cookies, look));
    }
  } catch (error) {
    if (error instanceof Refusal) refused = error;
    response = await answerError(site, rendering, visit, error, requestId, cookies, look);
  }
  if (verdict !== null) for (const [name, value] of Object.entries(limitHeaders(verdict))) response.headers.set(name, value);
  if (response.status === 405)
    response.headers.set('allow', routes.flatMap((each) => (each.method === 'GET' ? ['GET', 'HEAD'] : [each.method])).join(', '));
  if (url.searchParams.has('lang') && !isForPrograms(url))
    response.headers.append('set-cookie', cookie('lang', lang, { https: rendering.https, days: 365 }));
  if (visit?.partnership && route && !look)
    noteAfterwards(site, visit.acting.secret, requestId, {
      route: `${route.method} ${route.path}`,
      refused: refused?.status === 403 || refused?.status === 404 ? refused.key : undefined,
      named: params,
      openings: [...openings],
    });
  site.log.info(
    {
      request: requestId,
      method: request.method,
      route: route?.path ?? 'none',
      status: response.status,
      ms: Math.round((performance.now() - started) * 10) / 10,
      mandate: acting?.mandate ?? null,
    },
    'answered',
  );
  return request.method === 'HEAD' ? new Response(null, response) : response;
}

type Asked = {
  readonly route: Route | undefined;
  readonly url: URL;
  readonly session: Session | null;
  readonly address: string | null;
};

/** Who asks is a token, a person, or all visitors of a network; where not even that is known, nobody is counted. */
function countIt(site: Site, { route, url, session, address }: Asked): Verdict | null {
  const costly = route?.costly === true;
  if (!costly && !isForPrograms(url)) return null;
  const own = session?.program?.id ?? session?.person.id;
  const who = own ?? (address === null ? undefined : networkOf(address));
  return who === undefined ? null : site.requests.take(costly ? 'costly' : own === undefined ? 'visitor' : 'person', who);
}

type Arrival = {
  request: Request;
  url: URL;
  lang: Language;
  params: Record<string, string>;
  session: Session | null;
  demonstrationDay: string | null;
  requestId: string;
  address: string | null;
  userAgent: string | null;
  openings: Set<string>;
};

async function openVisit(site: Site, route: Route | undefined, arrival: Arrival): Promise<Visit<never, never>> {
  const slug = route?.path.includes('/:partnership') ? arrival.params.partnership : undefined;
  const partnership = slug === undefined ? null : ((await site.findPartnership(slug)) ?? null);
  const acting = actingIn(arrival.session, partnership);
  const visit: Visit<never, never> = {
    ...arrival,
    opened: (record) => arrival.openings.add(record),
    query: undefined as never,
    input: undefined as never,
    files: {},
    acting,
    partnership,
    csrf: formToken(site.key, arrival.session?.token ?? null),
    ifMatch: arrival.request.headers.get('if-match'),
    idempotencyKey: arrival.request.headers.get('idempotency-key'),
    read: (work) => site.database.withActor(acting.secret, 'read', work),
    readPublic: (id, work) => site.database.withActor(visitorTo(id), 'read', work),
    write: async (work) => {
      if (route?.method === 'GET') throw new Error(`${route.path} is asked for with GET and would change something`);
      return site.database.withActor(acting.secret, 'write', work, arrival.requestId);
    },
  };
  if (slug !== undefined && partnership === null && route) throw notFound();
  return visit;
}

const notNeeded = () => Promise.reject(new Error('a page that leads elsewhere has no frame'));

/** One capacity at a time: the hat that is worn, where it belongs to this partnership; a visitor everywhere else. */
function actingIn(session: Session | null, partnership: PartnershipRef | null): Acting {
  const person = session?.person ?? null;
  const worn = session?.hats.find((hat) => hat.current && (partnership === null || hat.partnershipId === partnership.id));
  if (session && worn) {
    const secret = `${session.token}:${worn.mandate}`;
    return {
      secret,
      role: worn.role,
      person: { id: worn.personId, name: session.person.name },
      mandate: worn.mandate,
      party: worn.party,
    };
  }
  return { secret: partnership ? visitorTo(partnership.id) : NOBODY, role: 'visitor', person, mandate: null, party: null };
}

async function lookFor(site: Site, visit: Visit<never, never>, key: string, method: string): Promise<Look> {
  if (visit.acting.person === null) throw new Refusal(403, 'http.sign-in-first');
  if (!site.mayLook(visit.acting)) throw new Refusal(403, 'http.not-in-this-capacity');
  if (method !== 'GET') throw new Refusal(403, 'http.only-looking');
  if (visit.url.searchParams.getAll('as').length > 1) throw new Refusal(400, 'http.repeated-key', { key: 'as' });
  const look = await site.lookAs(visit, key);
  if (!look) throw new Refusal(400, 'http.bad-request', { key: 'as' });
  return look;
}

/** The same visit, as another would make it. No form of such a page is accepted, so none has a token. */
function lookingAs(site: Site, visit: Visit<never, never>, { acting, session }: Look): Visit<never, never> {
  return {
    ...visit,
    ...{ acting, session, csrf: '' },
    // Pages ask as they are asked without a look.
    url: new URL(asMyself(visit.url), visit.url),
    read: (work) => site.database.withActor(acting.secret, 'read', work),
    write: () => Promise.reject(new Refusal(403, 'http.only-looking')),
  };
}

function refuseEntry(route: Route, visit: Visit<never, never>): Refusal {
  if (route.can === 'demonstration') return notFound();
  return visit.acting.person === null ? new Refusal(403, 'http.sign-in-first') : new Refusal(403, 'http.not-in-this-capacity');
}

async function frameOf(
  site: Site,
  visit: Visit<never, never>,
  cookies: ReadonlyMap<string, string>,
  look: Look | undefined,
): Promise<Frame> {
  const named = (ref: PartnershipRef) => ({
    slug: ref.slug,
    name: ref.name[visit.lang] ?? ref.name.en ?? ref.name.fr ?? ref.slug,
  });
  return {
    lang: visit.lang,
    path: pathIn(visit.url),
    query: look ? `${visit.url.search === '' ? '?' : `${visit.url.search}&`}as=${look.key}` : visit.url.search,
    navigation: await site.navigation(visit),
    partnership: visit.partnership ? named(visit.partnership) : null,
    partnerships: (await site.listPartnerships()).map(named),
    person: visit.session ? { name: visit.session.person.name, hats: visit.session.hats } : null,
    demonstrationDay: visit.demonstrationDay,
    // What waits to be said waits for whom it was meant.
    flash: look ? null : readFlash(visit.lang, cookies.get('flash')),
    csrf: visit.csrf,
    looking: look
      ? { key: look.key, label: look.label, hidden: look.hidden, readers: look.readers, back: asMyself(visit.url) }
      : null,
    lookHref:
      visit.partnership && !look && site.mayLook(visit.acting)
        ? `/${visit.partnership.slug}/preview?of=${encodeURIComponent(pathIn(visit.url))}`
        : null,
    search: visit.url.searchParams.get('q') ?? '',
  };
}

async function answerError(
  site: Site,
  rendering: Rendering,
  visit: Visit<never, never> | undefined,
  error: unknown,
  requestId: string,
  cookies: ReadonlyMap<string, string>,
  look: Look | undefined,
): Promise<Response> {
  const refusal = error instanceof Refusal ? error : isAway(error) ? new Refusal(503, 'http.busy') : undefined;
  if (!refusal) site.log.error({ request: requestId, error: describeError(error) }, 'failed');
  if (isForPrograms(new URL(rendering.request.url))) {
    const problem = refusal ? refusalProblem(rendering.lang, refusal) : failureProblem(rendering.lang, requestId);
    return retryable(await answerWith(rendering, problem, async () => bareFrame(rendering)), refusal);
  }
  const asked = rendering.request.method === 'GET' && visit ? `${visit.url.pathname}${visit.url.search}` : '/';
  const page = refusal ? refusalPage(rendering.lang, refusal, asked) : failurePage(rendering.lang, requestId);
  // An error page must not need what has just failed: without a database it stands in a bare frame.
  const frame = async () =>
    visit && refusal?.status !== 503
      ? await frameOf(site, visit, cookies, look).catch(() => bareFrame(rendering))
      : bareFrame(rendering);
  return retryable(await answerWith(rendering, page, frame), refusal);
}

function retryable(response: Response, refusal: Refusal | undefined): Response {
  if (refusal?.status === 503) response.headers.set('retry-after', '5');
  if (refusal?.key === 'http.key-busy') response.headers.set('retry-after', '1');
  if (refusal?.status === 401) response.headers.set('www-authenticate', 'Bearer error="invalid_token"');
  return response;
}

// "//somewhere" would be another site where a page links to itself.
const pathIn = (url: URL): string => url.pathname.replace(/^\/+/, '/');

function bareFrame(rendering: Rendering): Frame {
  const url = new URL(rendering.request.url);
  const nothing = {
    navigation: [],
    partnership: null,
    partnerships: [],
    person: null,
    demonstrationDay: null,
    flash: null,
    looking: null,
    lookHref: null,
    csrf: '',
    search: '',
  };
  return { lang: rendering.lang, path: pathIn(url), query: url.search, ...nothing };
}
