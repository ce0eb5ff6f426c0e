import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, type DemonstrationSite, ORIGIN, openDemonstrationSite, tokenOf } from './fixtures/demonstration-site.ts';
import { type Described, describedBy, type Loose } from './fixtures/openapi.ts';
import type { OpenApi, Operation, Parameter } from './platform/api/openapi.ts';

/** More by `ENTENTE_FUZZ=20000 npx vitest run src/api-fuzz.test.ts`. */
const RUNS = Number(process.env.ENTENTE_FUZZ ?? 300);

let site: DemonstrationSite;
let visitor: Browser;
let secretariat: Browser;
/** Of a side, so that what only sides have is reached. */
let canada: Browser;
/** What programs show: their tokens, and things that are none. */
let tokens: Readonly<Record<Program, string>>;
let document: OpenApi;
let described: Described;
let examples: ReadonlyMap<string, Readonly<Record<string, string>>>;
beforeAll(async () => {
  site = await openDemonstrationSite();
  visitor = site.visitor();
  secretariat = await site.as('sari.wulandari', 'secretariat');
  canada = await site.as('catherine.lavoie', 'speaker');
  tokens = {
    reads: await tokenOf(canada, 'read'),
    writes: await tokenOf(canada, 'write'),
    mends: await tokenOf(secretariat, 'write'),
    unknown: `ent_${'A'.repeat(43)}`,
    broken: 'Bearer {"a":1}',
  };
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
  if (schema.format === 'date') return fc.constantFrom('2008-09-30', '0000-01-01', '9999-12-31', '2008-02-30');
  if (schema.type === 'integer') return fc.integer({ min: -2, max: 210 }).map(String);
  return fc.oneof(fc.constantFrom('A.2', 'P.2007-08.1', 'any', 'cooperation', 'QS4yLjQuNQ', 'WHO', 'CA'), odd);
};
/** There once in `one` draws: an odd part makes a refusal of the whole, and what lies behind it is not reached. */
const maybe = <T>(value: fc.Arbitrary<T>, one: number): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: one - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
const mostly = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>, weight = 15): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: rare });

type Schema = Readonly<Record<string, Loose>>;
/** JSON that fits what the document says of a body, more or less. */
const bodyFor = (schema: Schema): fc.Arbitrary<unknown> => {
  if (typeof schema.$ref === 'string') return bodyFor(document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (Array.isArray(schema.anyOf)) return fc.oneof(...schema.anyOf.map(bodyFor));
  if ('const' in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  if (schema.type === 'null') return fc.constant(null);
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'integer' || schema.type === 'number') return fc.oneof(fc.integer({ min: -2, max: 300 }), fc.double());
  if (schema.type === 'array') return fc.array(bodyFor(schema.items ?? {}), { maxLength: 4 });
  if (schema.type === 'object' || schema.properties)
    return fc.record(
      Object.fromEntries(
        Object.entries((schema.properties ?? {}) as Record<string, Schema>).map(([key, each]) => [key, bodyFor(each)]),
      ),
      { requiredKeys: [...(schema.required ?? [])] as never[] },
    );
  if (schema.format === 'date') return fc.constantFrom('2008-09-30', '0000-01-01', '9999-12-31', '2008-02-30', '', 'infinity');
  return fc.oneof(
    fc.constantFrom('Some words', 'For @Nguyễn Thị Minh Hà on A.2.4.5', '2008-09-30'),
    fc.string({ unit: 'binary', maxLength: 200 }),
    odd,
  );
};

const bytes = (...parts: (string | number[])[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.concat(parts.map((each) => (typeof each === 'string' ? Buffer.from(each) : Buffer.from(each)))));
/** What is no JSON that anybody should take, or too much of it. Made where it is sent: some of it is large. */
const RAW: Readonly<Record<string, () => string | Uint8Array<ArrayBuffer>>> = {
  'not ended': () => '{',
  nothing: () => '',
  'brackets never closed': () => '['.repeat(9_999),
  'as deep as is taken': () => `{"text":${'['.repeat(31)}${']'.repeat(31)}}`,
  deep: () => `${'['.repeat(400_000)}${']'.repeat(400_000)}`,
  'deep objects': () => `${'{"text":'.repeat(90_000)}1${'}'.repeat(90_000)}`,
  'half a letter': () => '{"text":"\\ud800","reason":"a reason"}',
  'another prototype': () => '{"__proto__":{"text":"x"},"constructor":{"prototype":1}}',
  'a key twice': () => '{"words":"one","words":"two"}',
  'a key twice, spelled differently': () => '{"words":"one","w\\u006frds":"two"}',
  'no UTF-8': () => bytes('{"words":"', [0xc3, 0x28, 0xff], '"}'),
  'letters that are too long for UTF-8': () => bytes('{"words":"', [0xc0, 0xaf, 0xed, 0xa0, 0x80], '"}'),
  'a mark of UTF-16': () => bytes([0xff, 0xfe], Buffer.from('{"words":"x"}', 'utf16le').toString('latin1')),
  'a mark of UTF-8': () => bytes([0xef, 0xbb, 0xbf], '{"words":"x"}'),
  'more than is taken': () => JSON.stringify({ words: 'x'.repeat(1_200_000) }),
  'as many keys as fit': () => JSON.stringify(Object.fromEntries(Array.from({ length: 60_000 }, (_, at) => [`k${at}`, at]))),
  'as much as is taken': () => JSON.stringify({ words: 'é'.repeat(500_000) }),
  'numbers beyond all': () => '{"words":1e999999,"follows":-0}',
  'a NUL': () => '{"words":"a\\u0000b","text":"a\\u0000b","reason":"a reason"}',
};

type Program = 'reads' | 'writes' | 'mends' | 'unknown' | 'broken';
const WHO = ['visitor', 'secretariat', 'canada', 'reads', 'writes', 'mends', 'unknown', 'broken'] as const;
const KEY = 'the-same-key-for-all-of-them';

type Asked = {
  method: string;
  path: string;
  address: string;
  body: unknown;
  tag: 'none' | 'current' | 'odd';
  oddTag: string;
  raw: string | undefined;
  key: string | undefined;
  type: string;
  by: (typeof WHO)[number];
};

/** Other things that are there. */
const OTHERS: Readonly<Record<string, string>> = {
  reference: 'B.1.2',
  party: 'canada',
  organisation: 'who',
  item: '2',
  number: '2',
};
const atTimes = <T>(value: fc.Arbitrary<T>) => maybe(value, 5);

function asked(): fc.Arbitrary<Asked> {
  return fc.constantFrom(...described.operations).chain(({ method, path, operation }) => {
    const parts = operation.parameters.filter((each) => each.in === 'path');
    const queries = operation.parameters.filter((each) => each.in === 'query');
    const partOf = ({ name }: Parameter) =>
      mostly(fc.constant(examples.get(`${method} ${path}`)?.[name] ?? ''), fc.oneof(fc.constant(OTHERS[name] ?? 'nothing'), odd));
    return fc
      .record({
        parts: fc.tuple(...parts.map(partOf)),
        queries: fc.tuple(
          ...queries.map((each) =>
            (each.required ? (value: fc.Arbitrary<string>) => value : atTimes)(mostly(fitting(each.schema), odd, 4)),
          ),
        ),
        unknown: maybe(fc.tuple(odd, odd), 30),
        body: sentTo(operation),
        raw: maybe(fc.constantFrom(...Object.keys(RAW)), 8),
        key: maybe(fc.oneof(fc.constant(KEY), fc.uuid(), odd), 3),
        type: mostly(fc.constant('application/json'), odd, 30),
        tag: mostly(fc.constant('current'), fc.constantFrom('none', 'odd'), 4),
        oddTag: odd,
        by: mostly(fc.constantFrom(...WHO.slice(0, -2)), fc.constantFrom(...WHO), 9),
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

/** For an address that changes something: what its document describes, or anything. */
function sentTo(operation: Operation): fc.Arbitrary<unknown> {
  const schema = operation.requestBody?.content['application/json']?.schema;
  return schema === undefined
    ? fc.constant(undefined)
    : fc.oneof({ weight: 3, arbitrary: bodyFor(schema) }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 6 }) });
}

/** The address that gives the version which a change must name: the same where it can be read, else the thing above it. */
function versionAt(path: string, address: string): string {
  const bare = address.split('?')[0] ?? '';
  const read = described.operations.some((each) => each.method === 'GET' && each.path === path);
  return read && !path.endsWith('/comments') ? bare : bare.replace(/\/[a-z]+$/, '');
}

const answerTo = (by: Asked['by'], address: string, init: RequestInit & { headers: Record<string, string> }): Promise<Response> =>
  Promise.resolve(
    site.application.site.request(`${ORIGIN}${address}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${tokens[by as Program]}` },
    }),
  );

async function ask({ method, path, address, body, raw, key, type, tag, oddTag, by }: Asked): Promise<Response> {
  const browser = { visitor, secretariat, canada }[by as string];
  const get = (at: string, headers: Record<string, string> = {}) =>
    browser ? browser.get(at, headers) : answerTo(by, at, { headers });
  if (method === 'GET') return get(address, tag === 'odd' ? { 'if-none-match': inHeader(oddTag) } : {});
  const seen = tag === 'current' ? ((await get(versionAt(path, address))).headers.get('etag') ?? '"x"') : inHeader(oddTag);
  const headers = {
    'content-type': inHeader(type),
    ...(tag === 'none' ? {} : { 'if-match': seen }),
    ...(key === undefined ? {} : { 'idempotency-key': inHeader(key) }),
  };
  const sent = raw === undefined ? JSON.stringify(body ?? {}) : (RAW[raw]?.() ?? '');
  if (browser) return browser.send(address, typeof sent === 'string' ? sent : Buffer.from(sent).toString('latin1'), headers);
  return answerTo(by, address, { method: 'POST', body: sent, headers });
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
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 400, 401, 403, 404]));
  if (process.env.ENTENTE_FUZZ) process.stdout.write(`${JSON.stringify(Object.fromEntries(statuses))}\n`);
}, 600_000);

test.each(Object.keys(RAW))(
  'a body that is %s does nothing at any address, and is refused in words',
  async (raw) => {
    for (const { method, path, operation } of described.operations.filter((each) => each.method === 'POST')) {
      const address = path.replace(/\{(\w+)\}/g, (_, name: string) =>
        encodeURIComponent(examples.get(`${method} ${path}`)?.[name] ?? ''),
      );
      for (const by of ['writes', 'mends'] as const) {
        const common = { method, path, address, body: undefined, oddTag: '"x"', key: undefined, type: 'application/json', by };
        const answer = await ask({ ...common, raw, tag: 'none' });
        const problem = await answer.json();
        // Whoever may not come in is told so before anything is read; one that names no version is refused whatever it says.
        expect([400, 403, 413, 422, 428], `${operation.operationId} ${raw}`).toContain(answer.status);
        expect(described.faults(method, path, answer.status, problem), path).toEqual([]);
      }
    }
  },
  300_000,
);

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
