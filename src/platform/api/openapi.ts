import { z } from 'zod';
import type { Route } from '../http/route.ts';
import { type Language, sayPhrase } from '../i18n/index.ts';
import { named } from './schemas.ts';
import { text } from './text.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;
export type Parameter = {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: JsonSchema;
};
type Content = Readonly<Record<string, { readonly schema: JsonSchema }>>;
export type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  /** By whom: a token, or (the empty one) whoever comes, or the session of a browser. */
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly requestBody?: { readonly required: true; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
};
export type OpenApi = {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly securitySchemes: Readonly<Record<string, JsonSchema>>;
  };
};

/**
 * The OpenAPI document of the addresses for programs, in one language: made of the registry of routes and of the very schemas that validate
 * what comes and write what goes. There is no second description by hand.
 */
export function openApiOf(routes: readonly Route[], publicUrl: URL, lang: Language): OpenApi {
  const t = text.in(lang);
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes.filter((each) => each.api !== null)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, lang) };
  }
  return {
    openapi: '3.1.0',
    info: { title: t('api.title'), version: '1', description: t('api.lead') },
    servers: [{ url: publicUrl.origin }],
    paths,
    components: {
      schemas: namedSchemas(),
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'ent_…' } },
    },
  };
}

const reference = (id: string): JsonSchema => ({ $ref: `#/components/schemas/${id}` });

const asksWhetherChanged = (api: Route['api']): boolean => api?.tagged === true && !api.guarded;

function namedSchemas(): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(named, { uri: (id) => `#/components/schemas/${id}`, io: 'output' });
  return Object.fromEntries(
    Object.entries(schemas)
      .map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema as JsonSchema] as const)
      .sort(([a], [b]) => a.localeCompare(b, 'en')),
  );
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const id = named.get(schema)?.id;
  if (id !== undefined) return reference(id);
  const { $schema: _, ...found } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return found as JsonSchema;
}

function operationOf(route: Route, lang: Language): Operation {
  const { api, input } = route;
  if (!api) throw new Error(`${route.path} is not for programs`);
  const t = text.in(lang);
  const problem = (status: keyof typeof REFUSALS) => ({
    [status]: {
      description: t(`api.refused.${status}`),
      content: { 'application/problem+json': { schema: reference('Problem') } },
    },
  });
  const content = { 'application/json': { schema: schemaOf(api.output, 'output') } };
  return {
    operationId: api.operation,
    summary: sayPhrase(lang, api.summary),
    parameters: parametersOf(route),
    security: route.byPersonOnly ? [{}] : [{ token: [] }, {}],
    ...(input ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(input, 'input') } } } } : {}),
    responses: {
      [api.status]: { description: t(api.status === 201 ? 'api.made' : 'api.answered'), content },
      ...(asksWhetherChanged(api) ? { 304: { description: t('api.same') } } : {}),
      ...Object.assign({}, ...refusalsOf(route).map(problem)),
    },
  };
}

const REFUSALS = {
  400: true,
  401: true,
  403: true,
  404: true,
  409: true,
  412: true,
  413: true,
  415: true,
  422: true,
  428: true,
  429: true,
  503: true,
};

function refusalsOf(route: Route): (keyof typeof REFUSALS)[] {
  if (route.api?.guarded) return [400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 429, 503];
  return [
    400,
    401,
    ...(route.can === 'public' ? [] : ([403] as const)),
    ...(route.path.includes(':') ? ([404] as const) : []),
    429,
    503,
  ];
}

/** Everything that stands in the address or the headers of a request. */
function parametersOf(route: Route): Parameter[] {
  const string = { type: 'string' };
  const header = (name: string, required: boolean): Parameter => ({ name, in: 'header', required, schema: string });
  return [
    ...[...route.path.matchAll(/:(\w+)/g)].map(
      ([, name = '']): Parameter => ({ name, in: 'path', required: true, schema: string }),
    ),
    ...(route.query === null ? [] : queryOf(route.query)),
    { name: 'lang', in: 'query', required: false, schema: { type: 'string', enum: ['en', 'fr'] } },
    ...(route.api?.guarded ? [header('If-Match', true), header('Idempotency-Key', false), header('X-Form-Token', false)] : []),
    ...(asksWhetherChanged(route.api) ? [header('If-None-Match', false)] : []),
  ];
}

function queryOf(query: z.ZodType): Parameter[] {
  if (!(query instanceof z.ZodObject)) throw new Error('what is asked of an address for programs is an object');
  // As it is after reading: what is spelled in an address is text, whatever it means.
  const { properties = {} } = z.toJSONSchema(query, { io: 'output', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, schema]) => ({
    ...{ name, in: 'query', schema: schema as JsonSchema },
    required: !z.safeParse(query.shape[name] as z.ZodType, undefined).success,
  }));
}
