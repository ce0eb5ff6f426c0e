import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tx } from './database.ts';
import { openTwoParties, READERS, type ReaderName, type TwoParties, WALLS, type WallName } from './fixtures/two-parties.ts';

// Two parties, a member state, a secretariat, an observer and the public. On every wall a secret is planted that could leak.
let site: TwoParties;
/** One record on each wall, owned by the circle that may write there. */
const records = {} as Record<WallName, string>;
const OWNER = { public: 'partnership', partnership: 'partnership', canada: 'canada', asean: 'asean', laos: 'laos' } as const;
const canary = (wall: string): string => `canary${wall}`;

beforeAll(async () => {
  site = await openTwoParties();
  for (const wall of WALLS) {
    const id = await site.record(wall, OWNER[wall], `Secret ${canary(wall)}`);
    records[wall] = id;
    const { walls, partnership, keeper } = site;
    const places = [id, walls[wall], walls[OWNER[wall]]];
    await keeper.query(
      `insert into platform.attachment (record, wall, owner, role, name, type, size, sha256, added_by)
        values ($1, $2, $3, 'enclosure', $4, 'text/plain', 1, sha256('x'), gen_random_uuid())`,
      [...places, `${canary(wall)}.txt`],
    );
    await keeper.query(
      `insert into platform.link (source, target, role, wall, owner) values ($1, $1, 'test.itself', $2, $3)`,
      places,
    );
    await keeper.query(
      `insert into platform.search_doc (record, part, lang, wall, partnership, words) values ($1, 'words', 'en', $2, $3, to_tsvector('platform.en', $4))`,
      [id, walls[wall], partnership, `secret ${canary(wall)}`],
    );
    await keeper.query(
      `insert into platform.audit (partnership, wall, act, record, after) values ($1, $2, 'test.planted', $3, $4)`,
      [partnership, walls[wall], id, JSON.stringify({ title: canary(wall) })],
    );
  }
});
afterAll(() => site.close());

const as = <T>(who: ReaderName | 'visitor' | 'nobody', mode: 'read' | 'write', work: (tx: Tx) => Promise<T>): Promise<T> =>
  site.database.withActor(site.secrets[who], mode, work);
/** What went wrong, as somebody at a page could tell it apart. */
const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code?: string; message: string }) => `${error.code} ${error.message}`,
  );

const VIEWS: readonly (readonly [string, readonly WallName[]])[] = [
  ...Object.entries(READERS).map(([name, { sees }]) => [name, sees] as const),
  ['visitor', ['public']],
  ['nobody', []],
];

describe.each(VIEWS)('%s', (name, sees) => {
  const who = name as ReaderName | 'visitor' | 'nobody';
  const expected = (): string[] => sees.map((wall) => records[wall]).sort();

  test.each(['record', 'attachment', 'link', 'audit'])(
    'reads and counts in platform.%s what it sees, and no more',
    async (table) => {
      const column = sql.ref({ record: 'id', link: 'source' }[table] ?? 'record');
      const planted = sql`(${column} = any (${Object.values(records)}))`;
      const from = sql.table(`platform.${table}`);
      const rows = await as(who, 'read', (tx) =>
        sql<{ id: string }>`select ${column} as id from ${from} where ${planted}`.execute(tx),
      );
      expect(rows.rows.map(({ id }) => id).sort()).toEqual(expected());
      const counted = await as(who, 'read', (tx) =>
        sql<{ n: number }>`select count(*)::int as n from ${from} where ${planted}`.execute(tx),
      );
      expect(counted.rows).toEqual([{ n: sees.length }]);
      const whole = await as(who, 'read', (tx) =>
        sql<{ t: string }>`select coalesce(string_agg(t::text, ' '), '') as t from ${from} t`.execute(tx),
      );
      for (const wall of WALLS.filter((each) => !(sees as readonly string[]).includes(each)))
        expect(whole.rows[0]?.t).not.toContain(canary(wall));
    },
  );

  test('finds by its words what it sees, and no more', async () => {
    for (const query of ['secret', ...WALLS.map(canary), WALLS.map(canary).join(' or '), `secret -${canary('public')}`]) {
      const { rows } = await as(who, 'read', (tx) =>
        sql<{ record: string }>`select record from platform.search(${query}, ${site.partnership}, 100)`.execute(tx),
      );
      const matching = sees.filter((wall) => {
        if (query.startsWith('secret -')) return wall !== 'public';
        return query === 'secret' || query.split(' or ').includes(canary(wall));
      });
      expect(rows.map(({ record }) => record).sort(), query).toEqual(matching.map((wall) => records[wall]).sort());
    }
  });

  test('cannot read the words of the search, the outbox, or who acts, at all', async () => {
    for (const table of ['search_doc', 'outbox', 'acting'])
      expect(
        await refusal(as(who, 'read', (tx) => sql`select from ${sql.table(`platform.${table}`)}`.execute(tx))),
        table,
      ).toMatch(/^42501 /);
  });

  test('changes what it owns and sees, and nothing else, also when it asks for everything', async () => {
    const owned = Object.entries(READERS).find(([each]) => each === who)?.[1].owns ?? [];
    const mine = sees.filter((wall) => (owned as readonly string[]).includes(OWNER[wall]));
    const { numAffectedRows } = await as(who, 'write', (tx) =>
      sql`update platform.record set title = title || '.' where id = any (${Object.values(records)})`.execute(tx),
    );
    expect(Number(numAffectedRows)).toBe(mine.length);
    const { rows } = await site.keeper.query<{ id: string }>(`select id from platform.record where title like '%.'`);
    expect(rows.map(({ id }) => id).sort()).toEqual(mine.map((wall) => records[wall]).sort());
    await site.keeper.query(`update platform.record set title = rtrim(title, '.')`);
    expect(await refusal(as(who, 'write', (tx) => sql`delete from platform.record`.execute(tx)))).toMatch(/^42501 /);
    const { rows: left } = await site.keeper.query('select from platform.link where role = $1', ['test.itself']);
    await expect(
      as(who, 'write', async (tx) => {
        const gone = await sql`delete from platform.link where role = 'test.itself'`.execute(tx);
        expect(Number(gone.numAffectedRows)).toBe(mine.length);
        throw new Error('undo');
      }),
    ).rejects.toThrow('undo');
    expect(left).toHaveLength(WALLS.length);
  });

  test('writes for an owner it speaks for, on a wall it sees', async () => {
    const owned: readonly string[] = Object.entries(READERS).find(([each]) => each === who)?.[1].owns ?? [];
    for (const wall of WALLS)
      for (const owner of WALLS) {
        const insert = as(who, 'write', async (tx) => {
          await tx
            .insertInto('platform.record')
            .values({
              ...{ id: randomUUID(), partnership: site.partnership, kind: 'note', title: 'new', lang: 'en' },
              ...{ wall: site.walls[wall], owner: site.walls[owner] },
            })
            .execute();
          throw new Error('undo');
        });
        const may = (sees as readonly string[]).includes(wall) && owned.includes(owner);
        expect(await refusal(insert), `${owner} on ${wall}`).toMatch(may ? /undo$/ : /^42501 /);
      }
  });
});

describe('the other side', () => {
  const link = (who: ReaderName, source: string, target: string, wall: WallName, owner: WallName) =>
    refusal(
      as(who, 'write', (tx) =>
        tx
          .insertInto('platform.link')
          .values({ source, target, role: 'test.links', wall: site.walls[wall], owner: site.walls[owner] })
          .execute(),
      ),
    );

  test('is not told by a link whether a record is hidden or absent', async () => {
    const hidden = await link('canada', records.canada, records.laos, 'canada', 'canada');
    const absent = await link('canada', records.canada, randomUUID(), 'canada', 'canada');
    expect(hidden).toBe(absent);
    expect(hidden).toMatch(/^42501 /);
  });

  test('does not link from a record of somebody else, nor from what many read to what few read', async () => {
    expect(await link('canada', records.public, records.canada, 'public', 'canada')).toMatch(/^42501 /);
    expect(await link('asean', records.asean, records.public, 'asean', 'asean')).toBe('done');
    const joint = await site.record('partnership', 'canada');
    expect(await link('canada', joint, records.canada, 'partnership', 'canada')).toMatch(/^42501 /);
    expect(await link('canada', joint, records.public, 'partnership', 'canada')).toBe('done');
    expect(await link('canada', joint, records.partnership, 'canada', 'canada')).toMatch(/^(42501|23503) /);
  });

  test('is not told by a file whether a record is hidden or absent, and nobody adds one in another name', async () => {
    const attach = (record: string, by?: string) =>
      refusal(
        as('canada', 'write', (tx) =>
          sql`insert into platform.attachment (record, wall, owner, role, name, type, size, sha256, added_by)
            values (${record}, ${site.walls.canada}, ${site.walls.canada}, 'enclosure', 'a.txt', 'text/plain', 1, sha256('y'),
              coalesce(${by ?? null}::uuid, platform.acting_mandate()))`.execute(tx),
        ),
      );
    const hidden = await attach(records.asean);
    expect(hidden).toBe(await attach(randomUUID()));
    expect(hidden).toMatch(/^42501 /);
    expect(await attach(records.canada, site.mandates.asean)).toMatch(/^42501 /);
    expect(await attach(records.canada)).toBe('done');
  });

  test('puts no words into the search for it', async () => {
    const index = (who: ReaderName, record: string) =>
      refusal(as(who, 'write', (tx) => sql`select platform.index_words(${record}, 'more', 'en', 'planted', '')`.execute(tx)));
    const hidden = await index('canada', records.asean);
    expect(hidden).toBe(await index('canada', randomUUID()));
    expect(hidden).toBe(await index('canada', records.public));
    expect(hidden).toMatch(/^P0002 no such record/);
    expect(await index('canada', records.canada)).toBe('done');
  });
});

describe('a record moves', () => {
  const move = (who: ReaderName | 'visitor', id: string, to: string) =>
    refusal(as(who, 'write', (tx) => sql`select platform.move(${id}, ${to})`.execute(tx)));
  const found = async (who: ReaderName, words: string) =>
    (await as(who, 'read', (tx) => sql`select record from platform.search(${words}, ${site.partnership}, 9)`.execute(tx))).rows
      .length;

  test('by its owner alone, to a wall that he sees, with its links and its words', async () => {
    const id = await site.record('partnership', 'canada');
    await as('canada', 'write', async (tx) => {
      await sql`select platform.index_words(${id}, 'words', 'en', 'wandering', '')`.execute(tx);
      await tx
        .insertInto('platform.link')
        .values({
          source: id,
          target: records.public,
          role: 'test.links',
          wall: site.walls.partnership,
          owner: site.walls.canada,
        })
        .execute();
    });
    expect([await found('asean', 'wandering'), await found('canada', 'wandering')]).toEqual([1, 1]);
    const no = 'P0002 no such record';
    expect(await move('asean', id, site.walls.asean)).toBe(no);
    expect(await move('visitor', id, site.walls.public)).toBe(no);
    expect(await move('canada', id, site.walls.laos)).toBe(no);
    expect(await move('canada', records.asean, site.walls.canada)).toBe(no);
    expect(await move('canada', randomUUID(), site.walls.canada)).toBe(no);
    expect(await move('canada', id, site.walls.canada)).toBe('done');
    const { rows } = await site.keeper.query(
      `select r.wall, r.owner, r.version, l.wall as link, d.wall as words from platform.record r
        join platform.link l on l.source = r.id join platform.search_doc d on d.record = r.id where r.id = $1`,
      [id],
    );
    const wall = site.walls.canada;
    expect(rows).toEqual([{ wall, owner: wall, version: 2, link: wall, words: wall }]);
    expect([await found('asean', 'wandering'), await found('canada', 'wandering')]).toEqual([0, 1]);
  });

  test('not where a link would then lead from many readers to few', async () => {
    const [joint, pointed] = [await site.record('partnership', 'canada'), await site.record('partnership', 'canada')];
    await as('canada', 'write', (tx) =>
      tx
        .insertInto('platform.link')
        .values({ source: joint, target: pointed, role: 'test.links', wall: site.walls.partnership, owner: site.walls.canada })
        .execute(),
    );
    expect(await move('canada', pointed, site.walls.canada)).toMatch(/^23514 a link would lead/);
    expect(await move('canada', joint, site.walls.public)).toMatch(/^23514 /);
    expect(await move('canada', joint, site.walls.canada)).toBe('done');
    expect(await move('canada', pointed, site.walls.canada)).toBe('done');
  });

  test('never by writing to its wall or owner', async () => {
    for (const table of ['record', 'attachment', 'link'])
      for (const column of ['wall', 'owner', 'partnership', 'id'])
        expect(
          await refusal(
            as('canada', 'write', (tx) =>
              sql`update ${sql.table(`platform.${table}`)} set ${sql.ref(column)} = ${sql.ref(column)}`.execute(tx),
            ),
          ),
          `${table}.${column}`,
        ).toMatch(/^(42501|42703) /);
  });
});
