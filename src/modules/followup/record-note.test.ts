import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Acting, ROLES } from '../../platform/http/acting.ts';
import { openSides, type Sides } from './fixtures/sides.ts';
import { notesOfNode } from './queries.ts';
import { mayKeepNotes } from './rules.ts';

let sides: Sides;
let canada: Acting;
let asean: Acting;
let laos: Acting;
let line: string;
const LINES = ['A', 'A.1', 'A.1.1', 'A.1.2.a', 'A.1.2.b', 'B', 'B.1', 'B.1.1'];

beforeAll(async () => {
  sides = await openSides();
  canada = await sides.as('speaker', 'canada');
  asean = await sides.as('speaker', 'asean');
  laos = await sides.as('focal-point', 'laos');
  line = await sides.nodeOf('A.1.2');
});
afterAll(() => sides.site.close());
beforeEach(() => sides.ask(`truncate platform.search_doc`));

/** A note of this side on a line where it has none. */
const free = new Map<string, string[]>();
async function freeLine(acting: Acting): Promise<string> {
  const left = free.get(acting.party ?? '') ?? [...LINES];
  const reference = left.shift() ?? '';
  free.set(acting.party ?? '', left);
  return sides.nodeOf(reference);
}
const read = <T>(acting: Acting, work: Parameters<typeof sides.site.database.withActor<T>>[2]) =>
  sides.site.database.withActor(acting.secret, 'read', work);
const notes = (acting: Acting, node: string) => read(acting, (tx) => notesOfNode(tx, node));
const found = (acting: Acting, words: string) =>
  read(acting, async (tx) => {
    const hits = await sql<{
      record: string;
    }>`select record from platform.search(${words}, ${sides.site.partnership}, 100)`.execute(tx);
    return new Set(hits.rows.map((row) => row.record)).size;
  });

describe('a note', () => {
  test('stands on the wall of the circle that wrote it, with its history, an entry of the audit and an event', async () => {
    const node = await freeLine(canada);
    expect(
      await sides.record(canada, node, { lineToTake: ' Haze is shared.\r\nSo is smoke. ', due: '2008-09-30', whose: 'CIDA' }),
    ).toBe(1);
    expect(await sides.record(canada, node, { version: 1, lineToTake: 'Smoke is shared.' })).toBe(2);
    const [note] = await sides.ask(
      'select n.id, n.wall, n.owner, r.kind, r.title, r.version, r.wall as record_wall from followup.note n join platform.record r using (id) where n.node = $1',
      [node],
    );
    const circle = sides.site.walls['canada'];
    expect(note).toMatchObject({
      wall: circle,
      owner: circle,
      record_wall: circle,
      kind: 'followup.note',
      version: 2,
      title: 'A Smoke is shared.',
    });
    expect(
      await sides.ask(
        `select edition, line_to_take, whose, due, wall, owner, recorded_by from followup.note_edition where note = $1 order by edition`,
        [note.id],
      ),
    ).toEqual([
      {
        edition: 1,
        line_to_take: 'Haze is shared.\nSo is smoke.',
        whose: 'CIDA',
        due: '2008-09-30',
        wall: circle,
        owner: circle,
        recorded_by: canada.mandate,
      },
      {
        edition: 2,
        line_to_take: 'Smoke is shared.',
        whose: '',
        due: null,
        wall: circle,
        owner: circle,
        recorded_by: canada.mandate,
      },
    ]);
    expect(
      await sides.ask('select act, wall, mandate, before, after from platform.audit where record = $1 order by id', [note.id]),
    ).toMatchObject([
      {
        act: 'followup.note-recorded',
        wall: circle,
        mandate: canada.mandate,
        before: { version: 0, lineToTake: '' },
        after: { version: 1, node },
      },
      { wall: circle, before: { version: 1, due: '2008-09-30' }, after: { version: 2, lineToTake: 'Smoke is shared.', due: '' } },
    ]);
    expect(await sides.ask(`select event, payload from platform.outbox where payload->>'note' = $1`, [note.id])).toEqual(
      Array(2).fill({ event: 'followup.note-recorded', payload: { note: note.id } }),
    );
    // The node itself does not move: nobody learns from it that somebody wrote.
    expect(await sides.ask('select version from platform.record where id = $1', [node])).toEqual([{ version: 1 }]);
  });

  test('is one for each circle, read by those of the circle and by the member states of a bloc', async () => {
    await sides.record(canada, line, { lineToTake: 'of Canada' });
    await sides.record(asean, line, { lineToTake: 'of ASEAN' });
    await sides.record(laos, line, { lineToTake: 'of Laos' });
    const seen = async (acting: Acting) => {
      const all = await notes(acting, line);
      return [all.own[0]?.note?.lineToTake, ...all.others.map((each) => each.lineToTake)];
    };
    expect(await seen(canada)).toEqual(['of Canada']);
    expect(await seen(await sides.as('contributor', 'canada'))).toEqual(['of Canada']);
    expect(await seen(asean)).toEqual(['of ASEAN']);
    expect(await seen(laos)).toEqual(['of Laos', 'of ASEAN']);
  });

  test('is found by those who may read it, by English and French words, and by nobody else', async () => {
    await sides.record(canada, await freeLine(canada), {
      lineToTake: 'Les négociations avancent',
      background: 'quetzal agreements',
    });
    expect([await found(canada, 'quetzal'), await found(canada, 'négociation'), await found(canada, 'agreement')]).toEqual([
      1, 1, 1,
    ]);
    for (const acting of [
      asean,
      laos,
      await sides.as('secretariat'),
      await sides.as('administrator'),
      await sides.as('observer'),
    ])
      expect(await found(acting, 'quetzal')).toBe(0);
  });

  test('that was emptied counts as none, is found no more, and keeps its history', async () => {
    const node = await freeLine(canada);
    await sides.record(canada, node, { nextStep: 'toucan' });
    expect(await sides.record(canada, node, { version: 1 })).toBe(2);
    expect(await found(canada, 'toucan')).toBe(0);
    expect(
      (
        await sides.ask(
          'select filled from followup.note_edition e join followup.note n on n.id = e.note where n.node = $1 and n.owner = $2 order by edition',
          [node, sides.site.walls['canada']],
        )
      ).map((row) => row.filled),
    ).toEqual([true, false]);
  });

  test('that says nothing is not begun', async () => {
    const node = await freeLine(canada);
    expect(await sides.record(canada, node, { lineToTake: ' \n ' })).toBe(0);
    expect(await sides.ask('select from followup.note where node = $1', [node])).toEqual([]);
  });

  test('shows as one step what one person wrote without a pause', async () => {
    const node = await freeLine(canada);
    for (const [version, lineToTake] of ['Ha', 'Haze', 'Haze first'].entries())
      await sides.record(canada, node, { version, lineToTake });
    const colleague = await sides.as('contributor', 'canada');
    await sides.record(colleague, node, { version: 3, lineToTake: 'Smoke first' });
    expect((await notes(canada, node)).own[0]?.history.map((each) => each.lineToTake)).toEqual(['Smoke first', 'Haze first']);
  });
});

describe('two people', () => {
  test('do not overwrite each other unseen', async () => {
    const node = await freeLine(asean);
    await sides.record(asean, node, { lineToTake: 'first' });
    await sides.record(asean, node, { version: 1, lineToTake: 'second' });
    await expect(sides.record(asean, node, { version: 1, lineToTake: 'mine' })).rejects.toMatchObject({
      status: 409,
      key: 'followup.note-changed-meanwhile',
    });
    await expect(sides.record(asean, node, { lineToTake: 'mine' })).rejects.toMatchObject({ status: 409 });
    expect((await notes(asean, node)).own[0]?.note).toMatchObject({ lineToTake: 'second', version: 2 });
  });

  test('who did not touch it, or wrote the same, are in nobody’s way', async () => {
    const node = await freeLine(asean);
    await sides.record(asean, node, { lineToTake: 'first' });
    await sides.record(asean, node, { version: 1, lineToTake: 'second' });
    expect(await sides.record(asean, node, { version: 1, lineToTake: 'first' })).toBe(2);
    expect(await sides.record(asean, node, { version: 1, lineToTake: 'second' })).toBe(2);
    expect((await notes(asean, node)).own[0]?.note?.lineToTake).toBe('second');
  });

  test.each(['begin', 'go on'] as const)('who %s at once, on two connections: one', async (how) => {
    const node = await freeLine(asean);
    const version = how === 'begin' ? 0 : await sides.record(asean, node, { lineToTake: 'before' });
    const other = await sides.as('contributor', 'asean');
    const both = await Promise.allSettled(
      [asean, other].map((acting, index) => sides.record(acting, node, { version, lineToTake: `words ${index}` })),
    );
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((each) => each.status === 'rejected')?.reason).toMatchObject({ status: 409 });
    expect(
      await sides.ask(
        'select count(*)::int from followup.note_edition e join followup.note n on n.id = e.note where n.node = $1 and n.owner = $2',
        [node, sides.site.walls['asean']],
      ),
    ).toEqual([{ count: version + 1 }]);
  });
});

describe('who may not', () => {
  test.each([...ROLES, 'visitor' as const])('the rule says of the role of %s', (role) => {
    const side = ['speaker', 'focal-point', 'contributor'].includes(role);
    expect(mayKeepNotes.allows({ ...canada, role })).toBe(side);
    expect(mayKeepNotes.allows({ ...canada, role, party: null })).toBe(false);
  });

  test.each(['secretariat', 'administrator', 'observer'] as const)(
    'the %s records none, and the database holds that too',
    async (role) => {
      const acting = await sides.as(role);
      const node = await freeLine(laos);
      const all = () => sides.ask('select id from platform.record where kind = $1 order by id', ['followup.note']);
      const before = await all();
      await expect(sides.record(acting, node, { lineToTake: 'x' })).rejects.toMatchObject({
        status: 403,
        key: 'followup.only-a-side',
      });
      await expect(
        sides.record({ ...acting, role: 'speaker', party: canada.party }, node, { lineToTake: 'x' }),
      ).rejects.toThrow();
      expect(await all()).toEqual(before);
      expect(await read(acting, (tx) => tx.selectFrom('followup.v_note').select('id').execute())).toEqual([]);
    },
  );

  test('nobody writes into a note of another circle, and what was written stays', async () => {
    const [theirs] = await sides.ask('select id, wall from followup.note where owner = $1 limit 1', [sides.site.walls['asean']]);
    const add = (acting: Acting, wall: string) =>
      sides.site.database.withActor(acting.secret, 'write', (tx) =>
        tx
          .insertInto('followup.note_edition')
          .values({
            note: theirs.id,
            edition: 99,
            line_to_take: 'x',
            background: '',
            next_step: '',
            whose: '',
            due: null,
            batch: null,
            wall,
            owner: wall,
          })
          .execute(),
      );
    await expect(add(canada, sides.site.walls['canada'] ?? '')).rejects.toThrow(/row-level security/);
    await expect(add(laos, theirs.wall)).rejects.toThrow(/row-level security/);
    await expect(sides.ask(`update followup.note_edition set background = 'x'`)).rejects.toThrow(/never changed/);
  });

  test('a note points only to what all its readers see', async () => {
    const hidden = await sides.ask(`select gen_random_uuid() as id`);
    await expect(sides.record(canada, hidden[0].id, { lineToTake: 'x' })).rejects.toMatchObject({ status: 404 });
  });
});

test.each([
  ['lineToTake', 'x'.repeat(4_001), 'followup.too-long'],
  ['whose', 'x'.repeat(201), 'followup.too-long'],
  ['due', '30.9.2008', 'followup.no-day'],
  ['due', '2008-02-30', 'followup.no-day'],
] as const)('says at %s what is wrong', async (field, value, key) => {
  await expect(sides.record(canada, line, { [field]: value })).rejects.toMatchObject({ status: 422, key, field });
});
