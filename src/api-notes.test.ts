import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, type DemonstrationSite, ORIGIN, openDemonstrationSite, tokenOf } from './fixtures/demonstration-site.ts';
import type { Loose } from './fixtures/openapi.ts';

const PLAN = '/api/v1/partnerships/asean-canada/plans/2007-10';
const NOTE = `${PLAN}/nodes/B.1.2/note`;
const NOTHING = { line_to_take: '', background: '', next_step: '', whose: '', due: null };

let site: DemonstrationSite;
let canada: Browser;
let reads: string;
let writes: string;
beforeAll(async () => {
  site = await openDemonstrationSite();
  canada = await site.as('catherine.lavoie', 'speaker');
  reads = await tokenOf(canada, 'read');
  writes = await tokenOf(canada, 'write');
}, 300_000);
afterAll(() => site?.close());

const ask = (address: string, token = writes, init: RequestInit & { headers?: Record<string, string> } = {}) =>
  site.application.site.request(`${ORIGIN}${address}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, ...init.headers },
  });
const read = async (address: string, token = reads): Promise<Loose> => (await ask(address, token)).json();
const tagOf = async (address = NOTE, token = writes) => (await ask(address, token)).headers.get('etag') ?? '';
const send = async (body: unknown, headers: Record<string, string> = {}, token = writes, address = NOTE) =>
  ask(address, token, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
const code = async (answer: Response) => [answer.status, ((await answer.json()) as Loose).code];

test('a program records the note of its side, reads it with its history, and the page of the line shows it', async () => {
  const before = await read(NOTE);
  expect([before.own, before.history, before.wall.readers.en]).toEqual([null, [], 'Only Canada sees this']);
  const said = { line_to_take: 'Canada can agree.', next_step: 'Ask Environment.', whose: 'DFAIT', due: '2008-09-30' };
  const made = await send(said, { 'if-match': await tagOf(), 'idempotency-key': crypto.randomUUID() });
  const answer: Loose = await made.json();
  expect([made.status, made.headers.get('etag')]).toEqual([200, await tagOf()]);
  expect(answer.own).toMatchObject({ ...NOTHING, ...said, version: 1, recorded_by: 'Catherine Lavoie' });
  expect(await canada.text('/asean-canada/plans/2007-10/lines/B.1.2')).toContain('Canada can agree.');
  // What is left out is taken out: a program says the whole note.
  const again: Loose = await (await send({ line_to_take: 'Canada agrees.' }, { 'if-match': await tagOf() })).json();
  expect(again.own).toMatchObject({ ...NOTHING, line_to_take: 'Canada agrees.', version: 2 });
  const [entry] = await site.ask(
    `select token is not null as token, after->>'lineToTake' as said from platform.audit where act = 'followup.note-recorded' order by id desc limit 1`,
  );
  expect(entry).toEqual({ token: true, said: 'Canada agrees.' });
});

test('only the version that was seen is changed, and by one of two at once', async () => {
  const before = await read(NOTE);
  expect(await code(await send({ line_to_take: 'x' }))).toEqual([428, 'http.if-match-missing']);
  const stale = await send({ line_to_take: 'x' }, { 'if-match': '"older"' });
  expect([stale.status, ((await stale.json()) as Loose).current]).toEqual([412, before]);
  const tag = await tagOf();
  const both = await Promise.all(['One', 'Two'].map((words) => send({ line_to_take: words }, { 'if-match': tag })));
  expect(both.map((each) => each.status).sort()).toEqual([200, 412]);
  expect((await read(NOTE)).own.version).toBe(before.own.version + 1);
  // Where there is none yet, too.
  const empty = `${PLAN}/nodes/B.1.3/note`;
  const none = await tagOf(empty);
  const first = await Promise.all(
    ['One', 'Two'].map((words) => send({ line_to_take: words }, { 'if-match': none }, writes, empty)),
  );
  expect(first.map((each) => each.status).sort()).toEqual([200, 412]);
});

test('what is no note is refused at its field, as the program wrote it, and nothing is written', async () => {
  const before = await read(NOTE);
  const headers = { 'if-match': await tagOf() };
  const refused = async (body: unknown) => {
    const answer = await send(body, headers);
    const problem: Loose = await answer.json();
    return [answer.status, problem.code, problem.field];
  };
  expect(await refused({ line_to_take: 'x'.repeat(4_001) })).toEqual([422, 'followup.too-long', 'line_to_take']);
  expect(await refused({ due: '2008-02-30' })).toEqual([422, 'http.json-fields', undefined]);
  expect(await refused({ due: '0000-01-01' })).toEqual([422, 'http.json-fields', undefined]);
  expect(await refused({ lineToTake: 'x' })).toEqual([422, 'http.json-fields', undefined]);
  expect(await refused('{"line_to_take":"x","line_to_take":"y"}')).toEqual([400, 'http.repeated-key', undefined]);
  expect(await read(NOTE)).toEqual(before);
});

test('the lists hold what says something: by the document, or by the day when it is due', async () => {
  for (const [reference, due] of [
    ['A.2.1.1', '2008-01-31'],
    ['A.2.1.2', null],
    ['A.1.1.1', '2007-12-01'],
  ] as const) {
    const address = `${PLAN}/nodes/${reference}/note`;
    const answer = await send(
      { next_step: `Next on ${reference}`, whose: 'Agriculture', due },
      { 'if-match': await tagOf(address) },
      writes,
      address,
    );
    expect(answer.status, reference).toBe(200);
  }
  const steps = async (asked: string) => (await read(`${PLAN}/next-steps?${asked}`)).items.map((each: Loose) => each.reference);
  expect(await steps('whose=agriculture')).toEqual(['A.1.1.1', 'A.2.1.1', 'A.2.1.2']);
  expect(await steps('whose=agriculture&until=2007-12-31')).toEqual(['A.1.1.1']);
  const walked: string[] = [];
  let next: string | null = `${PLAN}/next-steps?limit=2`;
  while (next !== null) {
    const page: Loose = await read(next);
    walked.push(...page.items.map((each: Loose) => each.reference));
    next = page.next?.replace(ORIGIN, '') ?? null;
    // A step that is recorded meanwhile, due before all, makes nothing come twice.
    if (walked.length === 2) {
      const address = `${PLAN}/nodes/B.1.1/note`;
      await send({ next_step: 'At once', due: '2007-01-01' }, { 'if-match': await tagOf(address) }, writes, address);
    }
  }
  expect(new Set(walked).size).toBe(walked.length);
  expect(walked).toEqual((await steps('limit=200')).filter((each: string) => each !== 'B.1.1'));
  const notes = (await read(`${PLAN}/notes?limit=200`)).items.map((each: Loose) => each.reference);
  expect(notes.indexOf('A.1.1.1')).toBeLessThan(notes.indexOf('A.2.1.1'));
  expect(await send(NOTHING, { 'if-match': await tagOf() }).then((answer) => answer.status)).toBe(200);
  expect((await read(`${PLAN}/notes?limit=200`)).items.map((each: Loose) => each.reference)).not.toContain('B.1.2');
  for (const cursor of [
    'x',
    '2008-13-01 1 2f6b1c0e-51d4-4d0b-9a57-0c1d5e8a7b01',
    'infinity 999999999 2f6b1c0e-51d4-4d0b-9a57-0c1d5e8a7b01',
  ])
    expect((await ask(`${PLAN}/notes?cursor=${Buffer.from(cursor).toString('base64url')}`)).status, cursor).toBe(400);
});

test('a token reads or writes as it was made, for the side of its mandate; those who serve all keep none', async () => {
  expect(await code(await send({ line_to_take: 'x' }, { 'if-match': await tagOf() }, reads))).toEqual([
    403,
    'http.token-reads-only',
  ]);
  expect(await tagOf(NOTE, reads)).toBe(await tagOf(NOTE, writes));
  const asean = await tokenOf(await site.as('nguyen.minh.ha', 'speaker'), 'write');
  const theirs = await read(`${PLAN}/nodes/A.2.1.1/note`, asean);
  expect([theirs.own, theirs.others, theirs.wall.readers.en]).toEqual([null, [], 'Only ASEAN sees this']);
  // With the version that Canada sees there is nothing to change for another.
  const ours = await tagOf(`${PLAN}/nodes/A.2.1.1/note`);
  expect((await send({ line_to_take: 'x' }, { 'if-match': ours }, asean, `${PLAN}/nodes/A.2.1.1/note`)).status).toBe(412);
  for (const [person, role] of [
    ['sari.wulandari', 'secretariat'],
    ['helene.marchetti', 'administrator'],
    ['aiko.tanabe', 'observer'],
  ] as const) {
    const token = await tokenOf(await site.as(person, role), 'write');
    for (const address of [NOTE, `${PLAN}/notes`, `${PLAN}/next-steps`])
      expect((await ask(address, token)).status, role).toBe(403);
  }
});
