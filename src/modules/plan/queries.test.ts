import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { type Installation, openInstallation } from '../accounts/fixtures/installation.ts';
import { draft, ROWS } from './fixtures/draft.ts';
import { enter, somebody } from './fixtures/entered.ts';
import {
  evidenceBetween,
  LINES_ON_A_PAGE,
  NODES_ON_A_PAGE,
  pageOfLine,
  planBySlug,
  remarksOfPlan,
  sourceLinesOf,
  stretchOfPlan,
} from './queries.ts';

const MANY = 2_100;
let site: Installation;
let secretary: Acting;
let plan: string;
beforeAll(async () => {
  site = await openInstallation();
  secretary = (await somebody(site, { role: 'secretariat' })).acting;
  const extra = Array.from({ length: MANY }, (_, index) => {
    return {
      id: `B.1.${index + 2}`,
      number: `1.${index + 2}`,
      parent: 'B.1',
      kind: 'action' as const,
      text: `Encourage mission ${index + 2}.`,
    };
  });
  const long = draft({}, [...ROWS, ...extra]);
  const end = long.nodes.at(-1)?.source ?? { start: 0, end: 0 };
  const late = { severity: 'info' as const, code: 'orphan' as const, message: 'Look here.', source: end };
  plan = await enter(site, secretary, { slug: 'long' }, { ...long, findings: [...long.findings, late] });
});
afterAll(() => site.close());
const read = <T>(work: (tx: Tx) => Promise<T>) => site.database.withActor(secretary.secret, 'read', work);
const total = ROWS.length + 2 + MANY;

test('a long plan is read on from a reference, back and forth, and nothing of it is left out', async () => {
  const seen: string[] = [];
  const starts: string[] = [];
  let from: string | undefined;
  do {
    const stretch = await read((tx) => stretchOfPlan(tx, plan, 'en', from));
    expect(stretch.nodes.length).toBeLessThanOrEqual(NODES_ON_A_PAGE);
    seen.push(...stretch.nodes.map((node) => node.reference));
    starts.push(stretch.previous ?? 'none');
    from = stretch.next ?? undefined;
  } while (from !== undefined);
  expect(seen).toHaveLength(total);
  expect(new Set(seen).size).toBe(total);
  expect(starts).toEqual(['none', 'O.1', seen[NODES_ON_A_PAGE]]);
});

test('an unknown reference begins nothing', async () => {
  expect(await read((tx) => stretchOfPlan(tx, plan, 'en', 'Z.9'))).toEqual({ nodes: [], previous: null, next: null });
});

test('its source is read a page of lines at a time, each beside the nodes that begin in it', async () => {
  const first = await read((tx) => sourceLinesOf(tx, plan, 1));
  expect(first).toHaveLength(LINES_ON_A_PAGE + 1);
  expect(first[0]).toEqual({ line: 1, from_character: 0, text: '𝒫lan of the parties' });
  expect(first[1]?.from_character).toBe([...'𝒫lan of the parties'].length + 1);
  const second = await read((tx) => sourceLinesOf(tx, plan, LINES_ON_A_PAGE + 1));
  expect(second[0]).toEqual(first.at(-1));
  const [start, next] = [second[0]?.from_character ?? 0, second[1]?.from_character ?? 0];
  const [begun, ...more] = await read((tx) => evidenceBetween(tx, plan, start, next));
  expect(more).toEqual([]);
  expect(second[0]?.text).toContain(`Encourage mission ${begun?.reference.split('.').at(-1)}.`);
});

test('a remark knows the line of the source it speaks of', async () => {
  const remarks = await read((tx) => remarksOfPlan(tx, plan));
  expect(remarks.map((remark) => remark.line)).toEqual([1, 1, ROWS.length + 3 + MANY]);
});

test.each([
  [1, 1],
  [LINES_ON_A_PAGE, 1],
  [LINES_ON_A_PAGE + 1, LINES_ON_A_PAGE + 1],
  [3 * LINES_ON_A_PAGE, 2 * LINES_ON_A_PAGE + 1],
])('line %i stands on the page that begins with line %i', (line, page) => {
  expect(pageOfLine(line)).toBe(page);
});

test('nobody certified it yet: all parties are named, and everybody reads it', async () => {
  const found = await read((tx) => planBySlug(tx, site.partnership, 'long'));
  expect(found).toMatchObject({ stage: 'entered', readers: { kind: 'public', party: null } });
  expect(found.uncertified.map((name) => name.en).sort()).toEqual(['Asean', 'Canada']);
});
