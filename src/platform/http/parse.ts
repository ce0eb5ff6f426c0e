import { z } from 'zod';
import { Refusal } from '../refusal.ts';
import { holdsNul, readForm, readFormWithFiles, readJson, readQuery } from './body.ts';
import { comesFromUs, isFormToken } from './csrf.ts';
import type { Route, Visit } from './route.ts';
import { PROOF, type Waiting } from './step-up.ts';

/** What is asked of a request that would change something: where forms may come from, and what signs their tokens. */
type Trust = { readonly origin: string | null; readonly key: string };

type Parsed = {
  readonly parsed: Visit<never, never>;
  /** The fields of a form as they were sent, but for what the platform adds to each. */
  readonly fields: Waiting['fields'];
  readonly proof?: string | undefined;
};

/** The visit with what the request carries, as the route declares it. Refuses a key that it does not know, and a form that is not from here. */
export async function parse(site: Trust, route: Route, visit: Visit<never, never>, request: Request): Promise<Parsed> {
  const { lang: _, ...query } = readQuery(visit.url);
  const readable =
    route.query?.safeParse(query) ?? (Object.keys(query).length === 0 ? { success: true as const, data: {} } : null);
  if (readable === null || !readable.success) {
    const key = readable === null ? Object.keys(query)[0] : readable.error.issues.map((issue) => unknownKey(issue))[0];
    throw new Refusal(400, 'http.bad-request', { key: (key ?? '').slice(0, 60) });
  }
  const asked = readable.data as never;
  if (route.method === 'GET') return { parsed: { ...visit, query: asked }, fields: {} };
  // Browsers send no token by themselves, so nobody else's page can make one send it.
  const byToken = visit.session?.program !== undefined;
  if (!byToken && !comesFromUs(request.headers, site.origin)) throw new Refusal(403, 'http.other-site');
  if (route.api) {
    const input = (await parseJson(site, route, visit, request)) as never;
    return { parsed: { ...visit, query: asked, input }, fields: {} };
  }
  const sent =
    route.files === null ? { fields: await readForm(request), files: {} } : await readFormWithFiles(request, route.files);
  const { _csrf, ...typed } = sent.fields;
  const { [PROOF]: proof, ...fields } = typed;
  const taken = route.stepUp ? fields : typed;
  if (!isFormToken(site.key, visit.session?.token ?? null, _csrf)) throw new Refusal(403, 'http.form-stale');
  const input = route.input?.safeParse(taken);
  if (input && !input.success) throw new Refusal(422, 'http.bad-request', { key: unknownKey(input.error.issues[0]) ?? '' });
  const parsed = { ...visit, query: asked, input: (input?.data ?? taken) as never, files: sent.files };
  return { parsed, fields, proof: typeof proof === 'string' ? proof : undefined };
}

async function parseJson(site: Trust, route: Route, visit: Visit<never, never>, request: Request): Promise<unknown> {
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
