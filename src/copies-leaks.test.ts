import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, type DemonstrationSite, essence, openDemonstrationSite } from './fixtures/demonstration-site.ts';
import { cellsOfCsv } from './platform/documents/fixtures/read-back.ts';
import { csvFile } from './platform/files/csv.ts';

/**
 * A file of Canada's matrix that came back and waits, with a token in every field that a file can hold, hunted by everybody who is not of Canada: for
 * them the site must be as if it had never been brought.
 */
const PLAN = '/asean-canada/plans/2007-10';
const COPIES = `${PLAN}/notes/copies`;
const API = '/api/v1/partnerships/asean-canada/plans/2007-10/returned-copies';
const BAIT = 'zyqcopy';

let site: DemonstrationSite;
let canada: Browser;
let others: Record<string, Browser>;
let before: Map<string, unknown>;
let waiting: string;

beforeAll(async () => {
  site = await openDemonstrationSite();
  canada = await site.as('catherine.lavoie', 'speaker');
  others = {
    visitor: site.visitor(),
    observer: await site.as('aiko.tanabe', 'observer'),
    'speaker of ASEAN': await site.as('nguyen.minh.ha', 'speaker'),
    'focal point of Viet Nam': await site.as('nguyen.minh.ha', 'focal-point'),
    'focal point of the Philippines': await site.as('rafael.villareal', 'focal-point'),
    secretariat: await site.as('sari.wulandari', 'secretariat'),
    administrator: await site.as('helene.marchetti', 'administrator'),
  };
  await readAll();
  await site.application.settled();
  before = await readAll();
  waiting = await bringCanaries();
}, 600_000);
afterAll(() => site?.close());

/** Our columns, a column that is none of ours, the plan's words, a reference that is none, a day that is none, and the name of the file. */
async function bringCanaries(): Promise<string> {
  const sent = new Uint8Array(
    await (await canada.get(`${PLAN}/matrix.csv?columns=lineToTake,background,nextStep,whose,due`)).arrayBuffer(),
  );
  const [head = [], ...rows] = cellsOfCsv(sent);
  const at = (label: string) => head.indexOf(label);
  const filled = rows.map((row, index) =>
    row.map((cell, column) => {
      if (index === 0 && ['Line to take', 'Background', 'Next step', 'Whose step'].includes(head[column] ?? ''))
        return `${BAIT}cell${column}`;
      if (index === 1 && column === at('By when')) return `${BAIT}day`;
      if (index === 2 && column === at('Text as entered')) return `${BAIT}words`;
      if (index === 3 && column === at('Reference')) return `${BAIT}reference`;
      if (index === 3 && column === head.length - 1) return '';
      return cell;
    }),
  );
  const bytes = csvFile([[...head, `${BAIT}head`], ...filled.map((row) => [...row, 'x'])]);
  const answer = await canada.upload(COPIES, {}, { file: new File([bytes as Uint8Array<ArrayBuffer>], `${BAIT}name.csv`) });
  expect(answer.status).toBe(303);
  return answer.headers.get('location') ?? '';
}

function addresses(): string[] {
  const filled = (path: string, example: Readonly<Record<string, string>>) =>
    path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(example[name] ?? ''));
  return [
    ...site.application.routes.filter((route) => route.method === 'GET').map((route) => filled(route.path, route.example)),
    ...[BAIT, `${BAIT}cell5`, `${BAIT}name`].flatMap((word) => [
      `/asean-canada/search?q=${word}`,
      `${PLAN}?words=${word}`,
      `/api/v1/partnerships/asean-canada/search?q=${word}`,
      `${PLAN}/matrix.csv?words=${word}`,
    ]),
    `${PLAN}/lines/A.1.1.1`,
    `${PLAN}/notes?which=with`,
  ];
}

async function readAll(): Promise<Map<string, unknown>> {
  const read = new Map<string, unknown>();
  for (const address of addresses())
    for (const [who, browser] of Object.entries(others)) read.set(`${who} ${address}`, await essence(await browser.get(address)));
  return read;
}

test('Canada reads it, so there is something that could leak', async () => {
  const page = await canada.text(waiting);
  for (const each of ['cell5', 'day', 'words', 'reference', 'head', 'name']) expect(page, each).toContain(`${BAIT}${each}`);
  const shown = await canada.text(`${API}/${waiting.split('/').at(-1)}`);
  for (const each of ['cell5', 'words', 'reference', 'name']) expect(shown, each).toContain(`${BAIT}${each}`);
  expect(await canada.text(COPIES)).toContain(`${BAIT}name`);
  expect(await canada.text(API)).toContain(`${BAIT}name`);
});

test('for everybody else every answer is what it was before', async () => {
  const after = await readAll();
  expect([...after.keys()]).toEqual([...before.keys()]);
  for (const [address, said] of after) {
    expect(said, address).toEqual(before.get(address));
    if (!/[?&](q|words)=/.test(address)) expect(JSON.stringify(said).includes(BAIT), address).toBe(false);
  }
}, 600_000);

test('its own addresses answer others as those of a file that never was', async () => {
  const nobody = crypto.randomUUID();
  const copy = waiting.split('/').at(-1) ?? '';
  for (const [who, browser] of Object.entries(others))
    for (const path of [`${COPIES}/ID`, `${COPIES}/ID/rows-to-mend.xlsx`, `${API}/ID`]) {
      const [one, other] = [path.replace('ID', copy), path.replace('ID', nobody)];
      const [his, none] = [
        await essence(await browser.get(one), copy, nobody),
        await essence(await browser.get(other), copy, nobody),
      ];
      expect(his, `${who} ${path}`).toEqual(none);
      expect(JSON.stringify(his)).not.toContain(BAIT);
    }
  const asean = others['speaker of ASEAN'] as Browser;
  const typed = { 'reference[]': 'A.1.1.1', 'field[]': 'whose', 'version[]': '0', 'decision[]': 'take' };
  const answers = [
    await asean.post(`${COPIES}/${copy}/decisions`, typed),
    await asean.post(`${COPIES}/${copy}/acceptance`, { field: '' }),
    await asean.post(`${COPIES}/removals`, { copy }),
    await asean.send(`${API}/${copy}/acceptance`, { all: true }, { 'if-match': '"x"' }),
  ];
  expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404, 404]);
  expect((await canada.get(waiting)).status).toBe(200);
});

test('no table or view says a word of it to others, and none gives them the key of a circle that is not theirs', async () => {
  const tables = await site.ask<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('plan', 'platform', 'followup', 'directory') and c.relkind in ('r', 'v') and has_table_privilege('ent_app', c.oid, 'select') order by 1`,
  );
  expect(tables.map((each) => each.name)).toContain('followup.returned_copy');
  expect(tables.map((each) => each.name)).not.toContain('followup.mark_key');
  const [own] = await site.ask(`select circle from directory.party where slug = 'canada'`);
  for (const [who, browser] of Object.entries(others)) {
    const secret = await secretOf(browser);
    const asked = <Row>(query: ReturnType<typeof sql<Row>>) =>
      site.application.database.withActor(secret, 'read', async (tx) => (await query.execute(tx)).rows);
    for (const { name } of tables) {
      const rows = await asked(sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`);
      expect(
        rows.some(({ row }) => row.includes(BAIT)),
        `${who} ${name}`,
      ).toBe(false);
    }
    const [key] = await asked(sql<{ key: Buffer | null }>`select followup.mark_key_of(${own?.circle}::uuid) as key`);
    expect(key?.key ?? null, who).toBeNull();
  }
}, 120_000);

async function secretOf(browser: Browser): Promise<`visitor:${string}` | `${string}:${string}`> {
  const [worn] = await site.ask(
    `select w.mandate from accounts.worn w join auth.session s on s.id = w.session where s.token = encode(sha256(convert_to($1, 'UTF8')), 'hex')`,
    [browser.session()],
  );
  const [partnership] = await site.ask('select id from directory.partnership');
  return worn ? `${browser.session()}:${worn.mandate}` : `visitor:${partnership?.id}`;
}
