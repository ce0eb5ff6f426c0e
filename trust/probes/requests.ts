import type { DemonstrationSite } from '../../src/fixtures/demonstration-site.ts';
import type { Route } from '../../src/platform/http/route.ts';
import type { Random } from '../kit/random.ts';
import { type Fields, fieldsOf, valueFor } from './values.ts';

/** One request, before anybody asks it. */
export type Asked = {
  readonly method: string;
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The fields of a form, or what is sent as JSON; null: nothing. */
  readonly fields: Readonly<Record<string, string | readonly string[]>> | null;
  readonly route: Route;
};

export type Generator = {
  /** Each address with its example: by its own method, then by every method that is not its own. */
  readonly own: () => Asked[];
  readonly others: () => Asked[];
  /** Any request at all that could find something. */
  readonly any: (random: Random) => Asked;
};

const METHODS = ['HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Makes requests from the registry of routes and the rows of a database: whatever is in the place of a parameter (`:plan`) is the example of a route, or
 * any word that stands in a column of that name, or in the column `slug`, `reference` or `id` of a table of that name.
 *
 * @param words what is put where words are asked for
 * @throws Error that names a route whose parameters have no example
 */
export async function generatorFor(site: DemonstrationSite, words: readonly string[]): Promise<Generator> {
  const { routes } = site.application;
  const fields = new Map(routes.map((route) => [route, { query: fieldsOf(route.query), input: fieldsOf(route.input) }]));
  const pools = new Map<string, readonly string[]>();
  for (const route of routes)
    for (const name of parametersOf(route)) {
      if (route.example[name] === undefined) throw new Error(`${route.method} ${route.path} gives no example of :${name}`);
      if (!pools.has(name)) pools.set(name, await wordsNamed(site, name));
    }
  const examples = (name: string) => routes.flatMap((route) => route.example[name] ?? []);
  const filled = (route: Route, value: (name: string) => string) =>
    route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(value(name).toWellFormed()));
  const bare = (route: Route, method: string): Asked => ({
    ...{ method, route, headers: {}, fields: route.method === 'POST' ? {} : null },
    address: filled(route, (name) => route.example[name] ?? ''),
  });
  return {
    own: () => routes.map((route) => bare(route, route.method)),
    others: () => METHODS.flatMap((method) => routes.map((route) => bare(route, method))),
    any: (random) => {
      const route = random.pick(routes);
      const known = fields.get(route) as { query: Fields; input: Fields };
      const method = random.once(15) ? random.pick(METHODS) : route.method;
      // Mostly one step away from what is known to be there, so that what is behind it is reached.
      const strange = random.pick([...parametersOf(route), '']);
      const address = filled(route, (name) => {
        if (name !== strange || random.once(3)) return random.once(6) ? random.pick(examples(name)) : (route.example[name] ?? '');
        return random.pick([...(pools.get(name) ?? []), ...examples(name), random.pick(words)]);
      });
      const query = [...known.query]
        .filter(() => random.once(3))
        .map(([name, shapes]) => `${name}=${encodeURIComponent(valueFor(random, shapes, words).toWellFormed())}`);
      if (random.once(12)) query.push(random.pick(['lang=fr', 'lang=en', 'unknown=1']));
      const sent = route.method === 'POST' ? formOf(random, known.input, words) : null;
      return {
        method,
        route,
        headers: headersOf(random),
        fields: sent,
        address: query.length === 0 ? address : `${address}?${query.join('&')}`,
      };
    },
  };
}

const parametersOf = (route: Route): string[] => [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);

function formOf(random: Random, fields: Fields, words: readonly string[]): Record<string, string | string[]> {
  return Object.fromEntries(
    [...fields]
      .filter(() => !random.once(12))
      .map(([name, shapes]) => {
        const list = shapes.find(({ type }) => type === 'array');
        return list ? [`${name}[]`, [valueFor(random, [list.items ?? {}], words)]] : [name, valueFor(random, shapes, words)];
      }),
  );
}

function headersOf(random: Random): Record<string, string> {
  const headers: Record<string, string> = {};
  if (random.once(3)) headers['accept-encoding'] = 'gzip';
  if (random.once(6)) headers.accept = random.pick(['application/json', 'text/csv', 'text/html', '*/*']);
  if (random.once(6)) headers['accept-language'] = random.pick(['fr', 'en', 'fr-CA, en;q=0.4']);
  if (random.once(12)) headers['if-none-match'] = random.pick(['*', '"none"']);
  if (random.once(12)) headers['if-match'] = random.pick(['*', '"none"']);
  return headers;
}

/** What stands in the database under this name, whoever may read it: a guess is as good as knowing. */
async function wordsNamed(site: DemonstrationSite, name: string): Promise<string[]> {
  const columns = await site.ask<{ place: string; column: string }>(
    `select format('%I.%I', n.nspname, c.relname) as place, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
      join pg_namespace n on n.oid = c.relnamespace join pg_type t on t.oid = a.atttypid
      where c.relkind = 'r' and not a.attisdropped and n.nspname !~ '^(pg_|information_schema)' and n.nspname not in ('public', 'boss', 'auth')
        and t.typname in ('text', 'uuid') and ((a.attname = $1 and t.typname = 'text') or (c.relname = $1 and a.attname in ('id', 'slug', 'reference')))`,
    [name],
  );
  const found: string[] = [];
  for (const { place, column } of columns) {
    const rows = await site.ask<{ word: string }>(
      `select distinct "${column}"::text as word from ${place} where "${column}" is not null order by 1 limit 400`,
    );
    found.push(...rows.map(({ word }) => word));
  }
  return found;
}
