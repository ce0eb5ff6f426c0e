import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, type DemonstrationSite, openDemonstrationSite } from './fixtures/demonstration-site.ts';
import { type Described, describedBy } from './fixtures/openapi.ts';
import type { OpenApi, Parameter } from './platform/api/openapi.ts';

/** More by `ENTENTE_FUZZ=20000 npx vitest run src/api-fuzz.test.ts`. */
const RUNS = Number(process.env.ENTENTE_FUZZ ?? 300);

let site: DemonstrationSite;
let visitor: Browser;
let secretariat: Browser;
let document: OpenApi;
let described: Described;
let examples: ReadonlyMap<string, Readonly<Record<string, string>>>;
beforeAll(async () => {
  site = await openDemonstrationSite();
  visitor = site.visitor();
  secretariat = await site.as('sari.wulandari', 'secretariat');
  document = (await (await visitor.get('/api/v1/openapi.json')).json()) as OpenApi;
  described = describedBy(document);
  examples = new Map(
    site.application.routes.map(({ method, path, example }) => [`${method} ${path.replace(/:(\w+)/g, '{$1}')}`, example]),
  );
}, 300_000);
afterAll(() => site?.close());

/** What nobody sends by accident. */
const odd = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '\uD800',
    '%',
    '%00',
    '%2F',
    '../..',
    "' or 1=1 --",
    '\u202E',
    'null',
    '-1',
    '1e9',
    '99999999999999999999',
    '"',
    '😀'.repeat(90),
  ),
  fc.constantFrom(
    'A',
    'A.2.4.5',
    'Z.9',
    '*',
    '"*"',
    'x'.repeat(5_000),
    '(((',
    '((a|b)',
    'a & | ! b',
    '\\',
    '[',
    '{{}}',
    'é',
    '\t\r\n',
  ),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
/** A value that fits what the document says of it, more or less. */
const fitting = (schema: Record<string, unknown>): fc.Arbitrary<string> => {
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as string[]));
  if (schema.type === 'integer') return fc.integer({ min: -2, max: 210 }).map(String);
  return fc.oneof(fc.constantFrom('A.2', 'P.2007-08.1', 'any', 'cooperation', 'QS4yLjQuNQ', 'WHO', 'CA'), odd);
};
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined, freq: 2 });

const body = fc.oneof(
  fc.record({ text: fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), odd), reason: odd }, { requiredKeys: [] }),
  fc.record({ promise: fc.constantFrom('one-off', 'standing', 'never') }),
  fc.jsonValue({ maxDepth: 6 }),
  fc.constantFrom('{', '', '[[[[', '{"text":"\\ud800","reason":"a reason"}', '{"__proto__":{"text":"x"}}', '"'.repeat(99)),
);

type Asked = {
  method: string;
  path: string;
  address: string;
  body: unknown;
  tag: 'none' | 'current' | 'odd';
  oddTag: string;
  by: 'visitor' | 'secretariat';
};

function asked(): fc.Arbitrary<Asked> {
  return fc.constantFrom(...described.operations).chain(({ method, path, operation }) => {
    const parts = operation.parameters.filter((each) => each.in === 'path');
    const queries = operation.parameters.filter((each) => each.in === 'query');
    const partOf = ({ name }: Parameter) =>
      fc.oneof(
        { weight: 4, arbitrary: fc.constant(examples.get(`${method} ${path}`)?.[name] ?? '') },
        { weight: 1, arbitrary: odd },
      );
    return fc
      .record({
        parts: fc.tuple(...parts.map(partOf)),
        queries: fc.tuple(...queries.map((each) => maybe(fc.oneof(fitting(each.schema), odd)))),
        unknown: fc.option(fc.tuple(odd, odd), { nil: undefined, freq: 8 }),
        body,
        tag: fc.constantFrom('none', 'current', 'odd'),
        oddTag: odd,
        by: fc.constantFrom('visitor', 'secretariat'),
      })
      .map((drawn) => {
        const values = new Map(parts.map(({ name }, index) => [name, drawn.parts[index] ?? '']));
        const query = queries.flatMap(({ name }, index) =>
          drawn.queries[index] === undefined ? [] : [`${name}=${written(drawn.queries[index])}`],
        );
        if (drawn.unknown) query.push(`${written(drawn.unknown[0])}=${written(drawn.unknown[1])}`);
        const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => written(standing(values.get(name) ?? '')));
        const address = `${filled}${query.length === 0 ? '' : `?${query.join('&')}`}`;
        return { ...drawn, method, path, address, tag: drawn.tag as Asked['tag'], by: drawn.by as Asked['by'] };
      });
  });
}

const written = (text: string): string => encodeURIComponent(text.toWellFormed());
// An empty part, or one that leads upwards, would be another address.
const standing = (part: string): string => (/^\.{0,2}$/.test(part) ? 'nothing' : part);
// Other letters cannot stand in a header at all.
const inHeader = (text: string): string => text.replace(/[^\x20-\x7e]/g, '').trim() || '"x"';

async function ask({ method, address, body: sent, tag, oddTag, by }: Asked): Promise<Response> {
  const browser = by === 'visitor' ? visitor : secretariat;
  if (method === 'GET') return browser.get(address, tag === 'odd' ? { 'if-none-match': inHeader(oddTag) } : {});
  const node = address.split('?')[0]?.replace(/\/[a-z]+$/, '') ?? '';
  const current = tag === 'current' ? ((await browser.get(node)).headers.get('etag') ?? '"x"') : inHeader(oddTag);
  return browser.send(address, sent, tag === 'none' ? {} : { 'if-match': current });
}

test('whatever is asked, no answer is a failure of ours, and each fits the document', async () => {
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(asked(), async (request) => {
      const answer = await ask(request);
      const text = await answer.text();
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      expect(answer.status).toBeLessThan(500);
      expect(described.faults(request.method, request.path, answer.status, text === '' ? undefined : JSON.parse(text))).toEqual(
        [],
      );
    }),
    { numRuns: RUNS, ...(process.env.ENTENTE_SEED === undefined ? {} : { seed: Number(process.env.ENTENTE_SEED) }) },
  );
  // What is drawn reaches the shapes behind the refusals too.
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 400, 403, 404]));
}, 600_000);

test('an answer that does not fit would be noticed', () => {
  const faults = (status: number, body: unknown) => described.faults('GET', '/api/v1/partnerships', status, body);
  const page = { items: [], self: 'http://localhost/', next: null };
  expect(faults(200, page)).toEqual([]);
  expect(faults(200, { ...page, secret: 'x' })).not.toEqual([]);
  expect(faults(200, { ...page, next: 7 })).not.toEqual([]);
  expect(faults(200, { ...page, items: [{ partnership: 'x' }] })).not.toEqual([]);
  expect(faults(201, page)).not.toEqual([]);
  expect(faults(400, { status: 400 })).not.toEqual([]);
});
