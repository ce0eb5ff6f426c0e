import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { type Database, NOBODY, visitorTo } from '../db/database.ts';
import type { Language } from '../i18n/index.ts';
import { describeError, type Log } from '../log.ts';
import { notFound, Refusal } from '../refusal.ts';
import { type Acting, mayEnter, type Session } from './acting.ts';
import { answerWith, type Rendering } from './answer.ts';
import { bearerOf, mayByToken } from './bearer.ts';
import { holdsNul, readForm, readFormWithFiles, readJson, readQuery } from './body.ts';
import { clientAddress, type TrustedProxies } from './client-address.ts';
import { cookie, readCookies } from './cookies.ts';
import { comesFromUs, formToken, isFormToken } from './csrf.ts';
import { failurePage, refusalPage } from './error-page.tsx';
import { readFlash } from './flash.ts';
import { securityHeaders } from './headers.ts';
import { chooseLanguage } from './language.ts';
import { limitHeaders, type RequestCounter, type Verdict } from './limits.ts';
import { networkOf } from './network.ts';
import type { Frame } from './page.ts';
import { failureProblem, isForPrograms, refusalProblem } from './problem.ts';
import type { PartnershipRef, Route, Visit } from './route.ts';

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
    });
    acting = visit.acting;
    if (routes.length > 0 && !route) throw new Refusal(405, 'http.method');
    if (!route) throw notFound();
    mayByToken(route, session);
    if (!mayEnter(route.can, visit.acting, demonstrationDay !== null)) throw refuseEntry(route, visit);
    const parsed = await parse(site, route, visit, request);
    response = await answerWith(rendering, await route.handle(parsed), () => frameOf(site, parsed, cookies));
  } catch (error) {
    response = await answerError(site, rendering, visit, error, requestId, cookies);
  }
  if (verdict !== null) for (const [name, value] of Object.entries(limitHeaders(verdict))) response.headers.set(name, value);
  if (response.status === 405)
    response.headers.set('allow', routes.flatMap((each) => (each.method === 'GET' ? ['GET', 'HEAD'] : [each.method])).join(', '));
  if (url.searchParams.has('lang') && !isForPrograms(url))
    response.headers.append('set-cookie', cookie('lang', lang, { https: rendering.https, days: 365 }));
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
};

async function openVisit(site: Site, route: Route | undefined, arrival: Arrival): Promise<Visit<never, never>> {
  const slug = route?.path.includes('/:partnership') ? arrival.params.partnership : undefined;
  const partnership = slug === undefined ? null : ((await site.findPartnership(slug)) ?? null);
  const acting = actingIn(arrival.session, partnership);
  const visit: Visit<never, never> = {
    ...arrival,
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
      return site.database.withActor(acting.secret, 'write', work);
    },
  };
  if (slug !== undefined && partnership === null && route) throw notFound();
  return visit;
}

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

function refuseEntry(route: Route, visit: Visit<never, never>): Refusal {
  if (route.can === 'demonstration') return notFound();
  return visit.acting.person === null ? new Refusal(403, 'http.sign-in-first') : new Refusal(403, 'http.not-in-this-capacity');
}

async function parse(site: Site, route: Route, visit: Visit<never, never>, request: Request): Promise<Visit<never, never>> {
  const { lang: _, ...query } = readQuery(visit.url);
  const readable =
    route.query?.safeParse(query) ?? (Object.keys(query).length === 0 ? { success: true as const, data: {} } : null);
  if (readable === null || !readable.success) {
    const key = readable === null ? Object.keys(query)[0] : readable.error.issues.map((issue) => unknownKey(issue))[0];
    throw new Refusal(400, 'http.bad-request', { key: (key ?? '').slice(0, 60) });
  }
  if (route.method === 'GET') return { ...visit, query: readable.data as never };
  // Browsers send no token by themselves, so nobody else's page can make one send it.
  const byToken = visit.session?.program !== undefined;
  if (!byToken && !comesFromUs(request.headers, site.origin)) throw new Refusal(403, 'http.other-site');
  if (route.api)
    return { ...visit, query: readable.data as never, input: (await parseJson(site, route, visit, request)) as never };
  const sent =
    route.files === null ? { fields: await readForm(request), files: {} } : await readFormWithFiles(request, route.files);
  const { _csrf, ...fields } = sent.fields;
  if (!isFormToken(site.key, visit.session?.token ?? null, _csrf)) throw new Refusal(403, 'http.form-stale');
  const input = route.input?.safeParse(fields);
  if (input && !input.success) throw new Refusal(422, 'http.bad-request', { key: unknownKey(input.error.issues[0]) ?? '' });
  return { ...visit, query: readable.data as never, input: (input?.data ?? fields) as never, files: sent.files };
}

async function parseJson(site: Site, route: Route, visit: Visit<never, never>, request: Request): Promise<unknown> {
  const byToken = visit.session?.program !== undefined;
  if (!byToken && !isFormToken(site.key, visit.session?.token ?? null, request.headers.get('x-form-token')))
    throw new Refusal(403, 'http.form-token');
  const input = (route.input ?? z.strictObject({})).safeParse(await readJson(request));
  if (!input.success) throw new Refusal(422, 'http.json-fields', { key: (unknownKey(input.error.issues[0]) ?? '').slice(0, 60) });
  if (holdsNul(input.data)) throw new Refusal(422, 'http.json-fields', { key: '\\u0000' });
  return input.data;
}

function unknownKey(issue: { code?: string; path: PropertyKey[]; keys?: string[] } | undefined): string | undefined {
  return issue?.keys?.[0] ?? issue?.path.map(String).join('.');
}

async function frameOf(site: Site, visit: Visit<never, never>, cookies: ReadonlyMap<string, string>): Promise<Frame> {
  const named = (ref: PartnershipRef) => ({
    slug: ref.slug,
    name: ref.name[visit.lang] ?? ref.name.en ?? ref.name.fr ?? ref.slug,
  });
  return {
    lang: visit.lang,
    path: pathIn(visit.url),
    query: visit.url.search,
    navigation: await site.navigation(visit),
    partnership: visit.partnership ? named(visit.partnership) : null,
    partnerships: (await site.listPartnerships()).map(named),
    person: visit.session ? { name: visit.session.person.name, hats: visit.session.hats } : null,
    demonstrationDay: visit.demonstrationDay,
    flash: readFlash(visit.lang, cookies.get('flash')),
    csrf: visit.csrf,
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
      ? await frameOf(site, visit, cookies).catch(() => bareFrame(rendering))
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
    csrf: '',
    search: '',
  };
  return { lang: rendering.lang, path: pathIn(url), query: url.search, ...nothing };
}

// Class 08: connection; 53: no resources; 57: the server is going down, or cut a statement that took too long; 55P03, 40001, 40P01: others held
// what was needed. ENOENT is a socket that is not there, never a file. And what pg says without a code.
function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (typeof code === 'string' && /^(08|53|57|55P03|40001|40P01|ECONN|EPIPE|ETIMEDOUT)/.test(code)) return true;
  return (code === 'ENOENT' && syscall === 'connect') || SILENT.test(error.message);
}

const SILENT =
  /^(timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client has encountered a connection error)/;
