import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { curlExamples } from './fixtures/curl.ts';
import { type Browser, type DemonstrationSite, ORIGIN, openDemonstrationSite, tokenOf } from './fixtures/demonstration-site.ts';
import { HIDDEN_LINE, hideLine } from './fixtures/hidden.ts';
import { type Described, describedBy, type Loose } from './fixtures/openapi.ts';
import type { Acting } from './platform/http/acting.ts';
import type { Route } from './platform/http/route.ts';

const PARTNERSHIP = '/api/v1/partnerships/asean-canada';
const PLAN = `${PARTNERSHIP}/plans/2007-10`;
const LINE = `${PLAN}/nodes/A.2.4.5`;

let site: DemonstrationSite;
let visitor: Browser;
let secretariat: Browser;
/** Of a side, which keeps notes. */
let canada: Browser;
let described: Described;
beforeAll(async () => {
  site = await openDemonstrationSite();
  visitor = site.visitor();
  secretariat = await site.as('sari.wulandari', 'secretariat');
  canada = await site.as('catherine.lavoie', 'speaker');
  // So that every list has something: whom they are of follows a plan, and is mentioned.
  const follow = `${PLAN}/follow`;
  await secretariat.send(follow, { follows: true }, { 'if-match': await tagOf(follow, secretariat) });
  const joint = `${PARTNERSHIP}/discussions/2f6b1c0e-51d4-4d0b-9a57-0c1d5e8a7b01`;
  await canada.send(`${joint}/comments`, { words: 'For @Sari Wulandari' }, { 'if-match': await tagOf(joint, canada) });
  described = describedBy(await read('/api/v1/openapi.json'));
}, 300_000);
afterAll(() => site?.close());

const read = async (address: string, by = visitor): Promise<Loose> => (await by.get(address)).json();
/** The version is of what one may see: it is asked for by whoever then changes. */
const tagOf = async (address: string, by = visitor): Promise<string> => (await by.get(address)).headers.get('etag') ?? '';
const forPrograms = () => site.application.routes.filter((route) => route.api !== null);
const filled = (route: Route) =>
  route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(route.example[name] ?? '')) +
  (route.path.endsWith('/search') ? '?q=cooperation' : '');
/** What everybody may ask for, whatever he finds there. */
const open = (route: Route) => route.can === 'public';
const SECRETARIAT: Acting = {
  secret: 'visitor:x',
  role: 'secretariat',
  person: { id: 'x', name: 'x' },
  mandate: 'x',
  party: null,
};
/** Somebody who may ask for it: everybody, or the secretariat, or who acts for a side. */
const readerOf = (route: Route): Browser =>
  open(route) ? visitor : typeof route.can === 'object' && !route.can.allows(SECRETARIAT) ? canada : secretariat;
const lists = () => forPrograms().filter((route) => route.query && 'cursor' in (route.query as Loose).shape);

describe('the document', () => {
  test('describes every address for programs, once, in both languages, and each name leads to a shape', async () => {
    const [en, fr] = [await read('/api/v1/openapi.json'), await read('/api/v1/openapi.json?lang=fr')];
    expect(described.operations.map(({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`).sort()).toEqual(
      forPrograms()
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    );
    const names = described.operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const [, name] of JSON.stringify(en).matchAll(/"#\/components\/schemas\/(\w+)"/g))
      expect(Object.keys(en.components.schemas)).toContain(name);
    const summaries = (of: Loose) =>
      Object.values(of.paths).flatMap((path: Loose) => Object.values(path).map((each: Loose) => each.summary));
    for (const [index, summary] of summaries(en).entries()) {
      expect(summary).toMatch(/^[A-Z]/);
      expect(summary).not.toMatch(/\.api\./);
      expect(summaries(fr)[index]).not.toBe(summary);
    }
  });

  test('is a page that names every operation and every shape', async () => {
    for (const lang of ['en', 'fr']) {
      const page = await visitor.text(`/api?lang=${lang}`);
      for (const { operation } of described.operations) expect(page).toContain(`id="do-${operation.operationId}"`);
      for (const [, name] of page.matchAll(/href="#shape-(\w+)"/g)) expect(page).toContain(`id="shape-${name}"`);
    }
  });

  test('fits every answer, of every address, to whoever asks', async () => {
    for (const browser of [visitor, secretariat, canada]) {
      for (const route of forPrograms().filter((each) => each.method === 'GET')) {
        if ((browser === visitor && !open(route)) || (browser === secretariat && readerOf(route) === canada)) {
          expect((await browser.get(filled(route))).status, route.path).toBe(403);
          continue;
        }
        const answer = await browser.get(filled(route));
        expect(answer.status, route.path).toBe(200);
        expect(answer.headers.get('content-type')).toBe('application/json');
        expect(described.faults('GET', route.path, 200, await answer.json()), route.path).toEqual([]);
      }
    }
  });
});

describe('what is read', () => {
  test('a line: its words in each language, its stage, its wall, the passage it was read from, its permanent address', async () => {
    const line = await read(`${PLAN}/nodes/A.2.1.2`);
    const [authentic, translation] = line.words;
    expect(authentic).toMatchObject({ lang: 'en', authentic: true, edition: 1, provenance: null });
    expect(translation).toMatchObject({ lang: 'fr', authentic: false });
    expect(translation.provenance).toContain('Traduction');
    expect(line.evidence.passage.replace(/\s+/g, ' ')).toBe(`2.1.2 ${authentic.text}`);
    expect(line.wall).toEqual({ kind: 'public', readers: { en: 'Everybody may read this', fr: 'Tout le monde peut lire ceci' } });
    expect(line.address).toBe(`${ORIGIN}/asean-canada/plans/2007-10/lines/A.2.1.2`);
    expect((await visitor.get(line.address.replace(ORIGIN, ''))).status).toBe(200);
    expect((await read(line.api.replace(ORIGIN, ''))).reference).toBe('A.2.1.2');
  });

  test('is the same whatever language one reads', async () => {
    for (const route of forPrograms().filter((each) => each.method === 'GET' && open(each) && !/session|search/.test(each.path)))
      expect(await visitor.text(`${filled(route)}?lang=fr`), route.path).toBe(
        (await visitor.text(`${filled(route)}?lang=en`)).replaceAll('lang=en', 'lang=fr'),
      );
  });

  test.each(['', 'promise=recurring', 'area=A.2.4', 'priority=any', 'words=terrorism', 'sort=promise', 'area=B&sort=promise'])(
    'the register, asked with "%s", is what the page exports',
    async (asked) => {
      const csv = await visitor.text(`/asean-canada/plans/2007-10/lines.csv?${asked}`);
      const exported = [...csv.matchAll(/^"?([ABC](?:\.\d+)+)"?[,;]/gm)].map(([, reference]) => reference);
      const { items } = await read(`${PLAN}/lines?limit=200&${asked}`);
      expect(items.map((each: Loose) => each.reference)).toEqual(exported);
      expect(items.length).toBeGreaterThan(0);
    },
  );

  test('a search finds plans, lines, parties and organisations, by words and by reference', async () => {
    const kinds = async (q: string, more = '') =>
      (await read(`${PARTNERSHIP}/search?q=${q}${more}`)).items.map((each: Loose) => each.kind);
    expect(new Set(await kinds('cooperation'))).toContain('line');
    expect(await kinds('viet%20nam')).toContain('party');
    expect(await kinds('CIDA', '&kind=organisation')).toEqual(['organisation']);
    expect((await read(`${PARTNERSHIP}/search?q=a.2.4.5`)).items[0]).toMatchObject({ reference: 'A.2.4.5', kind: 'line' });
  });
});

describe('lists', () => {
  const walk = async (address: string, by = visitor, meanwhile?: () => Promise<void>) => {
    const items: Loose[] = [];
    let next: string | null = address;
    while (next !== null) {
      const page: Loose = await read(next, by);
      items.push(...page.items);
      next = page.next?.replace(ORIGIN, '') ?? null;
      await meanwhile?.();
      meanwhile = undefined;
    }
    return items;
  };
  const withLimit = (address: string, limit: number) => `${address}${address.includes('?') ? '&' : '?'}limit=${limit}`;

  test('give the same things in the same order, however long their pages', async () => {
    for (const route of lists()) {
      const by = readerOf(route);
      const whole = await walk(withLimit(filled(route), 200), by);
      expect(whole.length, route.path).toBeGreaterThan(0);
      expect(await walk(withLimit(filled(route), Math.max(1, Math.ceil(whole.length / 5))), by), route.path).toEqual(whole);
    }
    expect(lists().length).toBeGreaterThan(9);
  });

  test('repeat and lose nothing when a line is entered between two pages; who does not see it notices nothing', async () => {
    const canada = await site.as('catherine.lavoie', 'speaker');
    const referencesOf = (items: Loose[]) => items.map((each) => each.reference);
    const before = referencesOf(await walk(`${PLAN}/lines?limit=30`, canada));
    const during = referencesOf(await walk(`${PLAN}/lines?limit=30`, canada, () => hideLine(site, canada, '2007-10')));
    expect(new Set(during).size).toBe(during.length);
    expect(during.filter((each) => each !== HIDDEN_LINE)).toEqual(before);
    expect(referencesOf(await walk(`${PLAN}/lines?limit=30`, canada))).toContain(HIDDEN_LINE);
    expect(referencesOf(await walk(`${PLAN}/lines?limit=30`))).toEqual(before);
  });

  test('refuse a limit beyond the most, a cursor that is none, and one that leads to nothing or to what is hidden, alike', async () => {
    const cursor = (place: string) => Buffer.from(place).toString('base64url');
    const answers = await Promise.all(
      ['limit=201', 'limit=0', 'limit=x', 'cursor=%25', `cursor=${cursor('Z.9')}`, `cursor=${cursor(HIDDEN_LINE)}`].map((asked) =>
        visitor.get(`${PLAN}/lines?${asked}`),
      ),
    );
    expect(answers.map((each) => each.status)).toEqual([400, 400, 400, 400, 400, 400]);
    const [absent, hidden] = await Promise.all(answers.slice(4).map((each) => each.text()));
    expect(hidden).toBe(absent);
  });
});

describe('the version of an answer', () => {
  test('is asked for again only if it changed', async () => {
    for (const address of [LINE, `${PLAN}/lines`, PARTNERSHIP, '/api/v1/openapi.json']) {
      const tag = await tagOf(address);
      for (const seen of [tag, `W/${tag}`, `"other", ${tag}`]) {
        const same = await visitor.get(address, { 'if-none-match': seen });
        expect([same.status, same.headers.get('etag'), await same.text()]).toEqual([304, tag, '']);
      }
      expect((await visitor.get(address, { 'if-none-match': '"other"' })).status).toBe(200);
    }
  });

  test('what a visitor reads may be kept if it is asked after; what a person reads is not kept', async () => {
    expect((await visitor.get(LINE)).headers.get('cache-control')).toBe('private, no-cache');
    expect((await secretariat.get(LINE)).headers.get('cache-control')).toBe('private, no-store');
    expect((await visitor.get('/api/v1/session')).headers.get('cache-control')).toBe('private, no-store');
  });
});

describe('a change', () => {
  const mended = (text: string) => ({ text, reason: 'the scan was misread' });
  const EDITIONS = `${PLAN}/nodes/A.2.1.1/editions`;
  const NODE = `${PLAN}/nodes/A.2.1.1`;
  const words = async () => (await read(NODE)).words[0];

  test('is refused without the version that one has seen, and with any version at all', async () => {
    const before = await words();
    for (const headers of [{}, { 'if-match': '*' }] as Record<string, string>[]) {
      const answer = await secretariat.send(EDITIONS, mended('Other words'), headers);
      expect([answer.status, await answer.json()]).toMatchObject([428, { code: 'http.if-match-missing', status: 428 }]);
    }
    expect(await words()).toEqual(before);
  });

  test('is refused with an older version, or a weak tag, and shows what stands there now', async () => {
    const before = await words();
    for (const tag of ['"older"', `W/${await tagOf(NODE, secretariat)}`]) {
      const answer = await secretariat.send(EDITIONS, mended('Other words'), { 'if-match': tag });
      const problem: Loose = await answer.json();
      expect([answer.status, answer.headers.get('content-type')]).toEqual([412, 'application/problem+json']);
      expect(problem).toMatchObject({
        code: 'http.if-match-stale',
        etag: await tagOf(NODE, secretariat),
        current: { reference: 'A.2.1.1' },
      });
      expect(problem.current).toEqual(await read(NODE, secretariat));
    }
    expect(await words()).toEqual(before);
  });

  test('is made with the version that stands there, and answers with the next', async () => {
    const before = await words();
    const answer = await secretariat.send(EDITIONS, mended('  Words   as they were signed.'), {
      'if-match': await tagOf(NODE, secretariat),
    });
    const made: Loose = await answer.json();
    expect([answer.status, answer.headers.get('location')]).toEqual([201, `${ORIGIN}${NODE}`]);
    expect(answer.headers.get('etag')).toBe(await tagOf(NODE, secretariat));
    expect(made.words[0]).toMatchObject({ text: 'Words as they were signed.', edition: before.edition + 1 });
    expect(made.editions.map((each: Loose) => [each.lang, each.edition, each.reason]).slice(0, 2)).toEqual([
      ['en', 2, 'the scan was misread'],
      ['en', 1, null],
    ]);
    expect(await read(NODE, secretariat)).toEqual(made);
    const again = await secretariat.send(EDITIONS, mended('Words again'), { 'if-match': await tagOf(LINE, secretariat) });
    expect(again.status).toBe(412);
  });

  test('of two at once, on two connections, is made once', async () => {
    const other = await site.as('sari.wulandari', 'secretariat');
    for (let round = 0; round < 5; round += 1) {
      const headers = { 'if-match': await tagOf(NODE, secretariat) };
      const edition = (await words()).edition;
      const both = await Promise.all(
        [secretariat, other].map((each, index) => each.send(EDITIONS, mended(`Round ${round}, ${index}`), headers)),
      );
      expect(both.map((each) => each.status).sort()).toEqual([201, 412]);
      const lost: Loose = await both.find((each) => each.status === 412)?.json();
      expect(await words()).toMatchObject({ edition: edition + 1, text: lost.current.words[0].text });
    }
  });

  test('of the kind of a promise is confirmed', async () => {
    const answer = await secretariat.send(
      `${NODE}/promise`,
      { promise: 'recurring' },
      { 'if-match': await tagOf(NODE, secretariat) },
    );
    expect([answer.status, ((await answer.json()) as Loose).promise]).toEqual([200, { kind: 'recurring', confirmed: true }]);
  });

  test('needs our form token and our origin, JSON, and exactly its fields', async () => {
    const tag = await tagOf(NODE, secretariat);
    const before = await words();
    const send = async (body: unknown, headers: Record<string, string>) => {
      const answer = await secretariat.send(EDITIONS, body, { 'if-match': tag, ...headers });
      return [answer.status, ((await answer.json()) as Loose).code];
    };
    const good = mended('Never written');
    expect(await send(good, { 'x-form-token': 'forged.token' })).toEqual([403, 'http.form-token']);
    expect(await send(good, { origin: 'https://elsewhere.example' })).toEqual([403, 'http.other-site']);
    expect(await send(good, { 'sec-fetch-site': 'cross-site' })).toEqual([403, 'http.other-site']);
    expect(await send(good, { 'content-type': 'text/plain' })).toEqual([415, 'http.json-type']);
    expect(await send('{', {})).toEqual([400, 'http.json-broken']);
    expect(await send({ ...good, version: 1 }, {})).toEqual([422, 'http.json-fields']);
    expect(await send({ ...good, text: 7 }, {})).toEqual([422, 'http.json-fields']);
    expect(await send({ ...good, text: 'a\0b' }, {})).toEqual([422, 'http.json-fields']);
    expect(await send({ ...good, reason: '' }, {})).toEqual([422, 'plan.reason-missing']);
    expect(await send({ ...good, text: 'x'.repeat(1_100_000) }, {})).toEqual([413, 'http.too-large']);
    expect(await send('['.repeat(500_000), {})).toEqual([400, 'http.json-broken']);
    expect(await words()).toEqual(before);
  });
});

test('the examples of docs/api.md do what they say', async () => {
  const node = `${PLAN}/nodes/A.2.4.5`;
  const values = { TAG: await tagOf(node, secretariat), ENTENTE_TOKEN: await tokenOf(secretariat, 'write') };
  const examples = await curlExamples(values);
  const answers: { status: number; body: string }[] = [];
  for (const { address, init } of examples) {
    const answer = await site.application.site.request(address.replace('http://localhost:3000', ORIGIN), init);
    answers.push({ status: answer.status, body: await answer.text() });
  }
  expect(answers.map(({ status }) => status)).toEqual([200, 304, 200, 201]);
  expect(JSON.parse(answers[0]?.body ?? '').items.length).toBeGreaterThan(0);
  expect(answers[1]?.body).toBe('');
  expect((await read(node)).words[0].text).toBe('Words as they were signed');
});

describe('a refusal', () => {
  test('is a problem in the language that was asked for, and sets no cookie', async () => {
    for (const [lang, title] of [
      ['en', 'Not found'],
      ['fr', 'Introuvable'],
    ] as const) {
      for (const address of [`${PLAN}/nodes/Z.9`, '/api/v1/nothing', '/api/v1/partnerships/nobody/plans']) {
        const answer = await visitor.get(`${address}?lang=${lang}`);
        expect(answer.headers.get('content-type')).toBe('application/problem+json');
        expect(answer.headers.get('content-language')).toBe(lang);
        expect(answer.headers.getSetCookie()).toEqual([]);
        expect(await answer.json()).toMatchObject({ type: 'about:blank', status: 404, code: 'http.not-found', title });
      }
    }
  });

  test('names the key that is unknown or comes twice', async () => {
    expect(await read(`${PLAN}?colour=blue`)).toMatchObject({
      status: 400,
      code: 'http.bad-request',
      detail: expect.stringContaining('colour'),
    });
    expect(await read(`${PLAN}/lines?area=A&area=B`)).toMatchObject({ status: 400, code: 'http.repeated-key' });
    expect(await read(`${PLAN}/lines?from=A.1.1.1`)).toMatchObject({ status: 400 });
  });

  test('says which methods there are', async () => {
    const answer = await site.application.site.request(`${ORIGIN}${LINE}`, { method: 'DELETE' });
    expect([answer.status, answer.headers.get('allow'), ((await answer.json()) as Loose).status]).toEqual([
      405,
      'GET, HEAD',
      405,
    ]);
  });

  test('opens the door to no other site', async () => {
    const answer = await visitor.get(LINE, { origin: 'https://elsewhere.example' });
    expect([...answer.headers.keys()].filter((each) => each.startsWith('access-control'))).toEqual([]);
  });
});
