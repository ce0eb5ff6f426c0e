import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Tx } from '../../platform/db/database.ts';
import { type Acting, ROLES } from '../../platform/http/acting.ts';
import { type Installation, openInstallation } from '../accounts/fixtures/installation.ts';
import { confirmPromise } from './confirm-promise.ts';
import { draft } from './fixtures/draft.ts';
import { enter, enterBehind, somebody } from './fixtures/entered.ts';
import { type MendWordsInput, mendWords } from './mend-words.ts';

let site: Installation;
let secretary: Acting;
let plan: string;
let line: string;
let count = 0;
beforeAll(async () => {
  site = await openInstallation();
  secretary = (await somebody(site, { role: 'secretariat' })).acting;
});
afterAll(() => site.close());
beforeEach(async () => {
  count += 1;
  plan = await enter(site, secretary, { slug: `plan-${count}` });
  line = await nodeOf(plan, 'A.1.2');
});

const ask = async (text: string, values: unknown[] = []) => (await site.keeper.query(text, values)).rows;
const nodeOf = async (of: string, reference: string): Promise<string> =>
  (await ask('select id from plan.node where plan = $1 and reference = $2', [of, reference]))[0]?.id;
const mend = (acting: Acting, node: string, input: Partial<MendWordsInput> = {}) =>
  site.database.withActor(acting.secret, 'write', (tx) =>
    mendWords(tx, acting, node, { version: 1, text: 'Consider measures on smoke', reason: 'the scan misread haze', ...input }),
  );
const editions = (of = line) =>
  ask(
    'select lang, edition, text, reason, provenance, entered_by, wall, owner from plan.edition where node = $1 order by edition',
    [of],
  );
const versionOf = (of = line) => ask('select version, title from platform.record where id = $1', [of]);
/** How many wait for a lock while they hold the table of records in this database. */
const waiting = async (): Promise<number> =>
  (
    await ask(`select count(*)::int as count from pg_locks l where not l.granted and l.pid in (select h.pid from pg_locks h
      where h.relation = 'platform.record'::regclass and h.database = (select d.oid from pg_database d where d.datname = current_database()))`)
  )[0]?.count;
const words = 'Consider measures on transboundary haze, see paragraph 1.1:';

describe('a mend', () => {
  test('is a second edition with a reason; the first stays as it was', async () => {
    expect(await mend(secretary, line, { text: '  Consider measures\n on   smoke ' })).toBe(2);
    const bare = {
      lang: 'en',
      provenance: null,
      entered_by: secretary.mandate,
      wall: site.walls['public'],
      owner: site.walls['partnership'],
    };
    expect(await editions()).toEqual([
      { ...bare, edition: 1, text: words, reason: null },
      { ...bare, edition: 2, text: 'Consider measures on smoke', reason: 'the scan misread haze' },
    ]);
    expect(await versionOf()).toEqual([{ version: 2, title: 'A.1.2 Consider measures on smoke' }]);
  });

  test('is written down once with the words before and after, and told without words', async () => {
    await mend(secretary, line);
    expect(
      await ask('select act, partnership, wall, person, mandate, before, after from platform.audit where record = $1', [line]),
    ).toEqual([
      {
        ...{ act: 'plan.words-mended', partnership: site.partnership, wall: site.walls['public'] },
        ...{ person: secretary.person?.id, mandate: secretary.mandate },
        before: { text: words, edition: 1 },
        after: { text: 'Consider measures on smoke', edition: 2, reason: 'the scan misread haze' },
      },
    ]);
    expect(await ask(`select event, payload from platform.outbox where payload->>'node' = $1`, [line])).toEqual([
      { event: 'plan.words-mended', payload: { plan, node: line } },
    ]);
  });

  test('is found by its new words and no longer by the old', async () => {
    await mend(secretary, line);
    const found = (query: string) =>
      ask(`select part, lang from platform.search_doc where record = $1 and words @@ websearch_to_tsquery('platform.en', $2)`, [
        line,
        query,
      ]);
    expect(await found('smoke')).toEqual([{ part: 'words', lang: 'en' }]);
    expect(await found('A.1.2')).toEqual([{ part: 'words', lang: 'en' }]);
    expect(await found('haze')).toEqual([]);
  });

  test('of a priority keeps its label in the search, and of an area its weight', async () => {
    const [priority, area] = [await nodeOf(plan, 'P.2007-08.1'), await nodeOf(plan, 'B.1')];
    await mend(secretary, priority, { text: 'Hold two workshops' });
    await mend(secretary, area, { text: 'Commerce' });
    const weights = await ask(
      `select words @@ to_tsquery('platform.en', 'health:A') as label, words @@ to_tsquery('platform.en', 'commerce:A') as heading from platform.search_doc
        where record in ($1, $2) order by record = $1 desc`,
      [priority, area],
    );
    expect(weights).toEqual([
      { label: true, heading: false },
      { label: false, heading: true },
    ]);
  });
});

describe('is refused, and nothing changes:', () => {
  const refused = async (work: () => Promise<unknown>, with_: Record<string, unknown>) => {
    const before = [await editions(), await versionOf(), await ask('select count(*)::int from platform.audit')];
    await expect(work()).rejects.toMatchObject(with_);
    expect([await editions(), await versionOf(), await ask('select count(*)::int from platform.audit')]).toEqual(before);
  };

  test.each([...ROLES.filter((role) => role !== 'secretariat'), 'visitor' as const])('to the role of %s', async (role) => {
    await refused(() => mend({ ...secretary, role }, line), { status: 403, key: 'plan.only-secretariat' });
  });
  test('to a speaker who claims to be the secretariat', async () => {
    const { acting } = await somebody(site, { role: 'speaker', party: 'asean' });
    await refused(() => mend({ ...acting, role: 'secretariat' }, line), { status: 404 });
  });
  test.each([
    [{ text: ' \n ' }, { status: 422, key: 'plan.words-missing', field: 'text' }],
    [{ text: words }, { status: 422, key: 'plan.words-same', field: 'text' }],
    [{ text: words.replaceAll(' ', '  ') }, { status: 422, key: 'plan.words-same', field: 'text' }],
    [{ reason: 'x' }, { status: 422, key: 'plan.reason-missing', field: 'reason' }],
    [{ version: 2 }, { status: 409, key: 'plan.words-changed-meanwhile' }],
  ])('%o', async (input, with_) => {
    await refused(() => mend(secretary, line, input), with_);
  });
  test('a node that does not exist, and one behind a wall, in the same words', async () => {
    const hidden = await nodeOf(await enterBehind(site, 'canada', `hidden-${count}`, draft()), 'A.1.2');
    const [absent, behind] = await Promise.all(
      [crypto.randomUUID(), hidden].map((id) => mend(secretary, id).catch((error: unknown) => error)),
    );
    expect(behind).toEqual(absent);
    expect(behind).toMatchObject({ status: 404, key: 'http.not-found' });
    expect(await editions(hidden)).toHaveLength(1);
  });
});

describe('adopted words', () => {
  beforeEach(async () => {
    await site.keeper.query('update plan.edition set adopted_by = $1 where node = $2', [crypto.randomUUID(), line]);
    await site.keeper.query('update plan.plan set adopted_by = $1 where id = $2', [crypto.randomUUID(), plan]);
  });
  test('are not mended', async () => {
    await expect(mend(secretary, line)).rejects.toMatchObject({ status: 409, key: 'plan.words-frozen' });
    expect(await editions()).toHaveLength(1);
  });
  test('are frozen in the database, even for the keeper', async () => {
    const freeze = (text: string) => expect(site.keeper.query(text, [line])).rejects.toThrow(/frozen|adopted/);
    await freeze(`update plan.edition set text = 'other words' where node = $1`);
    await freeze('update plan.edition set adopted_by = null where node = $1');
    await freeze('delete from plan.edition where node = $1');
    await freeze(
      `insert into plan.edition (node, lang, edition, text, wall, owner, reason, entered_by) select node, lang, 2, 'other words', wall, owner, 'a reason', entered_by from plan.edition where node = $1`,
    );
    expect(await editions()).toEqual([expect.objectContaining({ edition: 1, text: words })]);
  });
});

test('nobody rewrites or removes an edition, adopted or not: the pages’ role has no right to', async () => {
  const refused = (attempt: (tx: Tx) => Promise<unknown>) =>
    expect(site.database.withActor(secretary.secret, 'write', attempt)).rejects.toMatchObject({ code: '42501' });
  await refused((tx) => sql`update plan.edition set text = 'other'`.execute(tx));
  await refused((tx) => sql`delete from plan.edition`.execute(tx));
  await refused((tx) => sql`update plan.node set number = '9'`.execute(tx));
  await refused((tx) => sql`delete from plan.node`.execute(tx));
});

describe('two at once, on two connections', () => {
  test('of two who mend the same version one is told, and the other’s words stand', async () => {
    const other = (await somebody(site, { role: 'secretariat' })).acting;
    const both = await Promise.allSettled([
      mend(secretary, line, { text: 'First words' }),
      mend(other, line, { text: 'Second words' }),
    ]);
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((each) => each.status === 'rejected')?.reason).toMatchObject({
      status: 409,
      key: 'plan.words-changed-meanwhile',
    });
    const won = both[0]?.status === 'fulfilled' ? 'First words' : 'Second words';
    expect((await editions()).map((row) => row.text)).toEqual([words, won]);
  });

  test('the second waits for the first, and reads what it left', async () => {
    const first = new pg.Client(site.keeperConfig);
    await first.connect();
    try {
      await first.query('begin; set local role ent_owner');
      await first.query('update platform.record set version = 7 where id = $1', [line]);
      const second = mend(secretary, line, { version: 7 }).then(
        (edition) => edition,
        (error: unknown) => error,
      );
      await expect.poll(waiting).toBeGreaterThan(0);
      await first.query('commit');
      expect(await second).toBe(2);
      expect((await versionOf())[0].version).toBe(8);
    } finally {
      await first.end();
    }
  });

  test('a mend and a confirmation of the same version: one of them', async () => {
    const both = await Promise.allSettled([
      mend(secretary, line),
      site.database.withActor(secretary.secret, 'write', (tx) =>
        confirmPromise(tx, secretary, line, { version: 1, promise: 'one-off' }),
      ),
    ]);
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await versionOf())[0].version).toBe(2);
  });
});
