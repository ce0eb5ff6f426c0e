import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Browser,
  type DemonstrationSite,
  essence,
  ORIGIN,
  openDemonstrationSite,
  tokenOf,
} from './fixtures/demonstration-site.ts';
import type { Loose } from './fixtures/openapi.ts';

/** More by `ENTENTE_ONCE=10000 npx vitest run src/api-once.test.ts`. */
const POSTS = Number(process.env.ENTENTE_ONCE ?? 500);
const PLAN = '/api/v1/partnerships/asean-canada/plans/2007-10';
const NODES = ['A.2.1.1', 'A.2.1.2', 'A.2.4.5', 'B.1.2'];

let site: DemonstrationSite;
let secretariat: Browser;
let token: string;
beforeAll(async () => {
  site = await openDemonstrationSite();
  secretariat = await site.as('sari.wulandari', 'secretariat');
  token = await tokenOf(secretariat, 'write');
}, 300_000);
afterAll(() => site?.close());

type Sent = {
  readonly node: string;
  readonly tag: string;
  readonly body: string;
  readonly key: string | null;
  readonly token?: string;
};
const post = async (sent: Sent): Promise<Response> =>
  site.application.site.request(`${ORIGIN}${PLAN}/nodes/${sent.node}/editions`, {
    method: 'POST',
    body: sent.body,
    headers: {
      ...{ authorization: `Bearer ${sent.token ?? token}`, 'content-type': 'application/json', 'if-match': sent.tag },
      ...(sent.key === null ? {} : { 'idempotency-key': sent.key }),
    },
  });
const tagOf = async (node: string) => (await secretariat.get(`${PLAN}/nodes/${node}`)).headers.get('etag') ?? '';
const words = (text: string) => JSON.stringify({ text, reason: 'the scan was misread' });
const editionsWith = async (text: string): Promise<number> =>
  (await site.ask('select count(*)::int as n from plan.edition where text = $1', [text]))[0]?.n;
const said = async (answer: Response) => [answer.status, ((await answer.json()) as Loose).code];
const fresh = async (node = 'A.2.1.1', text = `Words ${crypto.randomUUID()}`) => ({
  ...{ node, tag: await tagOf(node), key: crypto.randomUUID(), text, body: words(text) },
});

describe('a request that names itself', () => {
  test('is done once, and answered the same way when it comes again', async () => {
    const sent = await fresh();
    const first = await post(sent);
    const again = await post({ ...sent, key: `"${sent.key}"` });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(await again.text()).toBe(await first.text());
    for (const name of ['etag', 'location', 'content-type']) expect(again.headers.get(name), name).toBe(first.headers.get(name));
    expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([null, 'true']);
    expect(await editionsWith(sent.text)).toBe(1);
    // Though something else stands there by now.
    expect((await post(await fresh())).status).toBe(201);
    expect((await post(sent)).headers.get('idempotency-replayed')).toBe('true');
  });

  test('is refused with other words, and by a key that is none', async () => {
    const sent = await fresh();
    await post(sent);
    expect(await said(await post({ ...sent, body: words('Other words') }))).toEqual([422, 'http.key-other']);
    for (const key of [
      '',
      'short',
      'x'.repeat(65),
      'with spaces in between',
      '"unbalanced-quotes-1',
      `${sent.key}, ${sent.key}`,
      "' or 1=1 --------",
    ])
      expect(await said(await post({ ...sent, key })), key).toEqual([400, 'http.key-broken']);
  });

  test('that was refused has done nothing and may come again', async () => {
    const sent = await fresh();
    expect(await said(await post({ ...sent, tag: '"older"' }))).toEqual([412, 'http.if-match-stale']);
    expect((await post(sent)).status).toBe(201);
    expect(await editionsWith(sent.text)).toBe(1);
  });

  test('is one’s own: the key of one token, or of a session, says nothing to another, and another address is another request', async () => {
    const sent = await fresh();
    await post(sent);
    const other = await tokenOf(secretariat, 'write');
    expect(await said(await post({ ...sent, token: other }))).toEqual([412, 'http.if-match-stale']);
    const inSession = { 'if-match': sent.tag, 'idempotency-key': sent.key };
    expect(await said(await secretariat.send(`${PLAN}/nodes/${sent.node}/editions`, sent.body, inSession))).toEqual([
      412,
      'http.if-match-stale',
    ]);
    expect(await said(await post({ ...sent, node: 'A.2.1.2' }))).toEqual([412, 'http.if-match-stale']);
  });

  test('is not answered once more to who no longer sees what it is about: as if that had never been', async () => {
    const sent = await fresh('A.2.1.2');
    expect((await post(sent)).status).toBe(201);
    const hidden = `select n.id from plan.node n join plan.plan p on p.id = n.plan where p.slug = '2007-10' and n.reference = 'A.2.1.2'`;
    const moveTo = (kind: string, party: string | null) =>
      site.ask(
        `update platform.record r set wall = w.id from platform.wall w left join directory.party y on y.circle = w.id
          where r.id = (${hidden}) and w.kind = $1 and y.slug is not distinct from $2 and w.partnership = r.partnership`,
        [kind, party],
      );
    await moveTo('party', 'canada');
    const gone = await post(sent);
    const never = await post({ ...sent, node: 'Z.9' });
    expect([gone.status, gone.headers.get('idempotency-replayed')]).toEqual([404, null]);
    expect(await essence(gone, 'A.2.1.2')).toEqual(await essence(never, 'Z.9'));
    await moveTo('public', null);
    expect((await post(sent)).headers.get('idempotency-replayed')).toBe('true');
  });

  test('is done once when it comes ten times at once; who comes while it is done is told to wait', async () => {
    const sent = await fresh();
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(sent)));
    const by = (status: number) => answers.filter((each) => each.status === status);
    expect(by(201).length + by(409).length).toBe(10);
    expect(by(201).filter((each) => each.headers.get('idempotency-replayed') === null)).toHaveLength(1);
    for (const busy of by(409)) {
      expect(busy.headers.get('retry-after')).toBe('1');
      expect(await said(busy)).toEqual([409, 'http.key-busy']);
    }
    expect(await editionsWith(sent.text)).toBe(1);
    const [row] = await site.ask(
      `select count(*)::int as n from platform.audit where act = 'plan.words-mended' and after::text like '%' || $1 || '%'`,
      [sent.text],
    );
    expect(row?.n).toBe(1);
  });

  test('is forgotten after a day', async () => {
    const sent = await fresh();
    await post(sent);
    await site.ask(`update platform.stored_answer set at = at - interval '24 hours'`);
    expect(await said(await post(sent))).toEqual([412, 'http.if-match-stale']);
    const [swept] = await site.ask('select platform.sweep_answers() as n');
    expect(swept?.n).toBeGreaterThan(0);
    expect(await site.ask('select from platform.stored_answer')).toEqual([]);
  });
});

test(`of ${POSTS} requests, each sent up to five times at once while connections are killed, every one is done exactly once, with one reply`, async () => {
  let killed = 0;
  let replayed = 0;
  const busy = new Map<number, number>();
  /** Somewhere in the middle of whatever runs now: before the change, after it, or while it is being committed. */
  const kill = async (): Promise<void> => {
    const [, rows] = (await site.keeper.query(
      `reset role; select pg_terminate_backend(pid) from (select pid from pg_stat_activity where usename = 'ent_app' and datname = current_database()
        and state <> 'idle' order by random() limit 1) p; set role ent_owner`,
    )) as unknown as { rowCount: number }[];
    killed += rows?.rowCount ?? 0;
  };
  const insist = async (sent: Sent): Promise<string> => {
    for (let tries = 0; tries < 200; tries += 1) {
      const answer = await post(sent);
      if (answer.status === 201) {
        if (answer.headers.get('idempotency-replayed') === 'true') replayed += 1;
        return `${answer.headers.get('etag')} ${answer.headers.get('location')} ${await answer.text()}`;
      }
      busy.set(answer.status, (busy.get(answer.status) ?? 0) + 1);
      // In progress, or the connection was killed: neither says whether it was done.
      if (answer.status !== 409 && answer.status !== 503) throw new Error(`${answer.status} ${await answer.text()}`);
      await new Promise((after) => setTimeout(after, 2 + Math.random() * 8));
    }
    throw new Error('no reply in the end');
  };
  const lane = async (node: string, count: number): Promise<void> => {
    for (let each = 0; each < count; each += 1) {
      let sent = await fresh(node).catch(() => undefined);
      while (!sent?.tag) sent = await fresh(node).catch(() => undefined);
      const times = 1 + (each % 5);
      if (each % 4 === 0) setTimeout(() => void kill().catch(() => undefined), Math.random() * 20);
      const request = sent;
      const replies = await Promise.all(Array.from({ length: times }, () => insist(request)));
      expect(new Set(replies).size).toBe(1);
      expect(await editionsWith(sent.text)).toBe(1);
    }
  };
  await Promise.all(NODES.map((node) => lane(node, Math.ceil(POSTS / NODES.length))));
  expect(killed).toBeGreaterThan(POSTS / 100);
  expect(replayed).toBeGreaterThan(POSTS);
  if (process.env.ENTENTE_ONCE)
    process.stdout.write(`${JSON.stringify({ posts: POSTS, killed, replayed, again: Object.fromEntries(busy) })}\n`);
}, 3_600_000);
