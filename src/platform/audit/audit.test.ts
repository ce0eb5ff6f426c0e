import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTwoParties, type ReaderName, type TwoParties } from '../db/fixtures/two-parties.ts';
import type { Acting } from '../http/acting.ts';
import { emit } from '../outbox/emit.ts';
import { audit } from './audit.ts';

let site: TwoParties;
let persons: Record<string, string>;
beforeAll(async () => {
  site = await openTwoParties();
  const { rows } = await site.keeper.query<{ mandate: string; person: string }>(
    'select mandate, person from platform.acting where mandate is not null',
  );
  persons = Object.fromEntries(rows.map((row) => [row.mandate, row.person]));
});
afterAll(() => site.close());

const acting = (name: ReaderName, change: Partial<Acting> = {}): Acting => {
  const mandate = site.mandates[name];
  const person = { id: persons[mandate] ?? '', name };
  return { secret: site.secrets[name], role: 'speaker', mandate, party: null, person, ...change };
};
const entries = async (act: string) =>
  (await site.keeper.query('select * from platform.audit where act = $1 order by id', [act])).rows;

test('an entry says who, in which capacity, what, and what changed', async () => {
  const record = await site.record('canada', 'canada');
  const of = { partnership: site.partnership, wall: site.walls.canada, record };
  await site.database.withActor(site.secrets.canada, 'write', (tx) =>
    audit(tx, acting('canada'), 'test.renamed', of, { before: { title: 'a' }, after: { title: 'b' }, request: 'r1' }),
  );
  expect(await entries('test.renamed')).toMatchObject([
    {
      ...of,
      person: persons[site.mandates.canada],
      mandate: site.mandates.canada,
      before: { title: 'a' },
      after: { title: 'b' },
      request: 'r1',
    },
  ]);
});

test('it is undone with the change, and the event with it', async () => {
  const of = { partnership: site.partnership, wall: site.walls.canada, record: null };
  const undone = site.database.withActor(site.secrets.canada, 'write', async (tx) => {
    await audit(tx, acting('canada'), 'test.undone', of);
    await emit(tx, 'test.undone', site.partnership, { record: randomUUID() });
    throw new Error('midway');
  });
  await expect(undone).rejects.toThrow('midway');
  expect(await entries('test.undone')).toEqual([]);
  const events = await site.keeper.query(`select from platform.outbox where event = 'test.undone'`);
  expect(events.rows).toEqual([]);
});

test('nobody enters one in another name, for another partnership, or on a wall that he does not see', async () => {
  const of = { partnership: site.partnership, wall: site.walls.public, record: null };
  const forged: [Acting, typeof of][] = [
    [acting('canada', { mandate: site.mandates.asean }), of],
    [acting('canada', { mandate: null }), of],
    [acting('canada', { person: { id: persons[site.mandates.asean] ?? '', name: 'x' } }), of],
    [acting('canada', { person: null }), of],
    [acting('canada'), { ...of, partnership: randomUUID() }],
    [acting('canada'), { ...of, wall: site.walls.asean }],
  ];
  for (const [who, where] of forged)
    await expect(
      site.database.withActor(site.secrets.canada, 'write', (tx) => audit(tx, who, 'test.forged', where)),
    ).rejects.toMatchObject({ code: '42501' });
  expect(await entries('test.forged')).toEqual([]);
});

test('nobody changes or removes one: not the pages, and not the owner of the tables either', async () => {
  const statements = [sql`update platform.audit set act = 'x.y'`, sql`delete from platform.audit`, sql`truncate platform.audit`];
  for (const statement of statements)
    await expect(site.database.withActor(site.secrets.secretariat, 'write', (tx) => statement.execute(tx))).rejects.toMatchObject(
      { code: '42501' },
    );
  for (const statement of ["update platform.audit set act = 'x.y'", 'delete from platform.audit', 'truncate platform.audit'])
    await expect(site.keeper.query(statement), statement).rejects.toThrow('rows of audit are appended, never changed');
});

test('neither number nor hour of an entry is chosen by who enters it', async () => {
  for (const column of ['id', 'at'])
    await expect(
      site.database.withActor(site.secrets.canada, 'write', (tx) =>
        sql`insert into platform.audit (${sql.ref(column)}, act) values (default, 'test.chosen')`.execute(tx),
      ),
      column,
    ).rejects.toMatchObject({ code: '42501' });
});

test('an event waits in the outbox with ids and nothing else, for one’s own partnership only', async () => {
  const record = randomUUID();
  await site.database.withActor(site.secrets.canada, 'write', (tx) => emit(tx, 'test.happened', site.partnership, { record }));
  const { rows } = await site.keeper.query(
    `select partnership, payload, taken_at from platform.outbox where event = 'test.happened'`,
  );
  expect(rows).toEqual([{ partnership: site.partnership, payload: { record }, taken_at: null }]);
  const elsewhere = site.database.withActor(site.secrets.canada, 'write', (tx) =>
    emit(tx, 'test.happened', randomUUID(), { record }),
  );
  await expect(elsewhere).rejects.toMatchObject({ code: '42501' });
  const taken = site.database.withActor(site.secrets.canada, 'write', (tx) =>
    sql`update platform.outbox set taken_at = now()`.execute(tx),
  );
  await expect(taken).rejects.toMatchObject({ code: '42501' });
});
