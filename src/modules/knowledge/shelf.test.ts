import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Acting } from '../../platform/http/acting.ts';
import { acceptFile } from './accept-file.ts';
import { addDocument } from './add-document.ts';
import { ABOUT, openShelf, type Shelf } from './fixtures/shelf.ts';
import { linkPassage } from './link-passage.ts';
import { mendDocument } from './mend-document.ts';
import { moveDocument } from './move-document.ts';
import { readStoredFile } from './read-stored-file.ts';
import { replaceFile } from './replace-file.ts';
import { restoreDocument } from './restore-document.ts';
import { unlinkPassage } from './unlink-passage.ts';
import { withdrawDocument } from './withdraw-document.ts';

let shelf: Shelf;
let people: Record<'canada' | 'officer' | 'asean' | 'laos' | 'secretariat' | 'observer' | 'administrator', Acting>;
beforeAll(async () => {
  shelf = await openShelf();
  people = {
    canada: await shelf.as('speaker', 'canada'),
    officer: await shelf.as('focal-point', 'canada'),
    asean: await shelf.as('speaker', 'asean'),
    laos: await shelf.as('contributor', 'laos'),
    secretariat: await shelf.as('secretariat'),
    observer: await shelf.as('observer'),
    administrator: await shelf.as('administrator'),
  };
}, 60_000);
afterAll(() => shelf?.close());

const wall = (name: string) => shelf.site.walls[name] ?? '';
/** Who among the people sees a document, by reading and by searching for a word of it. */
async function seenBy(id: string, word: string): Promise<string[]> {
  const seen: string[] = [];
  for (const [who, acting] of Object.entries(people)) {
    const { read, found } = await shelf.site.database.withActor(acting.secret, 'read', async (tx) => ({
      read: await tx.selectFrom('knowledge.v_document').select('id').where('id', '=', id).execute(),
      found: (
        await sql<{
          record: string;
          part: string;
        }>`select * from platform.search(${word}, ${shelf.site.partnership}, 50) s where s.record = ${id}`.execute(tx)
      ).rows,
    }));
    expect(found.length > 0, who).toBe(read.length > 0);
    if (read.length > 0) seen.push(who);
  }
  return seen;
}
const versionOf = async (id: string): Promise<number> =>
  (await shelf.ask('select version from platform.record where id = $1', [id]))[0]?.version;

describe('a document', () => {
  test('stands on one’s own wall unless something else is said expressly', async () => {
    const own = await shelf.add(people.officer, 'The platypus was mentioned.');
    expect(await seenBy(own, 'platypus')).toEqual(['canada', 'officer']);
    const add = (acting: Acting, about: object) => shelf.add(acting, 'again a platypus', about);
    await expect(add(people.canada, { wall: wall('public') })).rejects.toMatchObject({ status: 422, field: 'wider' });
    await expect(add(people.officer, { wall: wall('public'), wider: 'yes' })).rejects.toMatchObject({
      status: 422,
      field: 'wall',
    });
    await expect(add(people.canada, { wall: wall('asean'), wider: 'yes' })).rejects.toMatchObject({ status: 422, field: 'wall' });
    for (const who of ['observer', 'administrator'] as const)
      await expect(add(people[who], {}), who).rejects.toMatchObject({ status: 403, key: 'knowledge.only-keepers' });
    const everybody = await add(people.canada, { wall: wall('public'), wider: 'yes' });
    expect(await seenBy(everybody, 'platypus')).toEqual(Object.keys(people));
    const bloc = await shelf.add(people.asean, 'an okapi');
    expect(await seenBy(bloc, 'okapi')).toEqual(['asean', 'laos']);
    const joint = await shelf.add(people.secretariat, 'a numbat');
    expect(await seenBy(joint, 'numbat')).toEqual(['canada', 'officer', 'asean', 'laos', 'secretariat', 'administrator']);
  });

  test('says what it is: a title, a day that is one, a kind; and is written into the audit on its wall', async () => {
    for (const [about, field] of [
      [{ title: ' ' }, 'title'],
      [{ title: 'x'.repeat(301) }, 'title'],
      [{ day: '2007-02-30' }, 'day'],
      [{ day: 'June' }, 'day'],
    ] as const)
      await expect(shelf.add(people.canada, 'words', about), field).rejects.toMatchObject({ status: 422, field });
    const id = await shelf.add(people.canada, 'words', { title: ' A\u202e  title\n' });
    expect(await shelf.ask('select title, kind, version from platform.record where id = $1', [id])).toEqual([
      { title: 'A title', kind: 'knowledge.document', version: 1 },
    ]);
    expect(await shelf.ask('select act, wall, mandate from platform.audit where record = $1 order by id', [id])).toEqual([
      { act: 'knowledge.document-added', wall: wall('canada'), mandate: people.canada.mandate },
      { act: 'knowledge.document-read', wall: wall('canada'), mandate: null },
    ]);
  });

  test('is mended by its own side, at the version that was read', async () => {
    const id = await shelf.add(people.canada, 'some words', { wall: wall('public'), wider: 'yes' });
    const mend = (acting: Acting, version: number, about: object) =>
      shelf.write(acting, (tx) =>
        mendDocument(tx, acting, id, { title: 'Other', day: '', kind: 'paper', language: 'fr', version, ...about }),
      );
    await expect(mend(people.asean, 1, {})).rejects.toMatchObject({ status: 403, key: 'knowledge.not-yours' });
    await expect(mend(people.observer, 1, {})).rejects.toMatchObject({ status: 403 });
    await mend(people.officer, 1, {});
    await expect(mend(people.canada, 1, { title: 'Late' })).rejects.toMatchObject({
      status: 409,
      key: 'knowledge.changed-meanwhile',
    });
    expect(
      await shelf.ask(
        'select r.title, r.lang, d.kind, d.day from platform.record r join knowledge.document d using (id) where id = $1',
        [id],
      ),
    ).toEqual([{ title: 'Other', lang: 'fr', kind: 'paper', day: null }]);
    const hidden = await shelf.add(people.canada, 'some words');
    await expect(
      shelf.write(people.asean, (tx) => mendDocument(tx, people.asean, hidden, { ...ABOUT, version: 1 })),
    ).rejects.toMatchObject({ status: 404 });
  });

  test('of two who change it at once one is told', async () => {
    const id = await shelf.add(people.canada, 'some words');
    const both = await Promise.allSettled(
      ['one', 'two'].map((title) =>
        shelf.write(people.canada, (tx) =>
          mendDocument(tx, people.canada, id, { title, day: '', kind: 'paper', language: 'en', version: 1 }),
        ),
      ),
    );
    expect(both.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await versionOf(id)).toBe(2);
  });
});

describe('moved and withdrawn', () => {
  test('a new version keeps the old; opened to more readers, the old one stays where it was; closed, all come along', async () => {
    const id = await shelf.add(people.canada, 'the first wombat');
    const file = await acceptFile(shelf.files, { name: 'second.txt', bytes: Buffer.from('the second quokka') });
    await shelf.write(people.canada, async (tx) => replaceFile(tx, people.canada, id, 1, file));
    const [{ attachment } = { attachment: '' }] = await shelf.ask(
      'select attachment from knowledge.file where document = $1 and number = 2',
      [id],
    );
    await readStoredFile(shelf.site.database, shelf.files, attachment);
    await shelf.write(people.canada, async (tx) =>
      moveDocument(tx, people.canada, id, { version: await versionOf(id), wall: wall('public'), wider: 'yes' }),
    );
    expect(await seenBy(id, 'quokka')).toEqual(Object.keys(people));
    const read = (acting: Acting) =>
      shelf.site.database.withActor(acting.secret, 'read', async (tx) => ({
        files: (
          await tx.selectFrom('knowledge.v_file').select('number').where('document', '=', id).orderBy('number').execute()
        ).map((each) => each.number),
        names: (await tx.selectFrom('platform.attachment').select('name').where('record', '=', id).execute())
          .map((each) => each.name)
          .toSorted(),
        texts: (await sql<{ text: string }>`select g.text from knowledge.v_page g where g.text like '%wombat%'`.execute(tx)).rows
          .length,
        found: (await sql`select from platform.search('wombat', ${shelf.site.partnership}, 9)`.execute(tx)).rows.length,
      }));
    expect(await read(people.asean)).toEqual({ files: [2], names: ['second.txt'], texts: 0, found: 0 });
    expect(await read(people.canada)).toEqual({ files: [1, 2], names: ['record.txt', 'second.txt'], texts: 1, found: 0 });
    await shelf.write(people.canada, async (tx) =>
      moveDocument(tx, people.canada, id, { version: await versionOf(id), wall: wall('canada') }),
    );
    expect(await seenBy(id, 'quokka')).toEqual(['canada', 'officer']);
    expect(await read(people.asean)).toEqual({ files: [], names: [], texts: 0, found: 0 });
  });

  test('an officer does not open it, and nobody moves what is another’s', async () => {
    const id = await shelf.add(people.canada, 'a bilby', { wall: wall('partnership'), wider: 'yes' });
    const move = (acting: Acting, to: string) =>
      shelf.write(acting, (tx) => moveDocument(tx, acting, id, { version: 1, wall: wall(to), wider: 'yes' }));
    await expect(move(people.officer, 'public')).rejects.toMatchObject({ status: 422, field: 'wall' });
    await expect(move(people.asean, 'asean')).rejects.toMatchObject({ status: 403 });
    // Past the actions too.
    await expect(
      shelf.write(people.asean, (tx) => sql`select knowledge.move_document(${id}, ${wall('asean')})`.execute(tx)),
    ).rejects.toThrow('no such record');
    await expect(shelf.write(people.asean, (tx) => sql`select knowledge.index_document(${id})`.execute(tx))).rejects.toThrow(
      'no such record',
    );
    await expect(
      shelf.write(people.canada, (tx) => sql`select * from knowledge.take_reading(${id})`.execute(tx)),
    ).rejects.toThrow('only a job');
  });

  test('withdrawn, it is seen by its owners alone and found by nobody; put back, it is as before', async () => {
    const id = await shelf.add(people.canada, 'a potoroo', { wall: wall('public'), wider: 'yes' });
    await shelf.write(people.officer, async (tx) => withdrawDocument(tx, people.officer, id, { version: 1 }));
    for (const [who, acting] of Object.entries(people)) {
      const rows = await shelf.site.database.withActor(acting.secret, 'read', (tx) =>
        tx.selectFrom('knowledge.v_document').select('id').where('id', '=', id).execute(),
      );
      expect(rows.length, who).toBe(['canada', 'officer'].includes(who) ? 1 : 0);
      const found = await shelf.site.database.withActor(acting.secret, 'read', (tx) =>
        sql`select from platform.search('potoroo', ${shelf.site.partnership}, 9)`.execute(tx),
      );
      expect(found.rows, who).toEqual([]);
    }
    const restore = async (acting: Acting) =>
      shelf.write(acting, async (tx) => restoreDocument(tx, acting, id, { version: await versionOf(id) }));
    await expect(restore(people.officer)).rejects.toMatchObject({ status: 403, key: 'knowledge.only-sharers' });
    await restore(people.canada);
    expect(await seenBy(id, 'potoroo')).toEqual(Object.keys(people));
  });
});

describe('a passage', () => {
  const text = 'First paragraph.\n\nThe 𝒫 ministers agreed\nto meet again in Jakarta.';
  const link = (acting: Acting, id: string, more: object = {}) =>
    shelf.write<string>(acting, (tx) =>
      linkPassage(tx, acting, id, {
        words: 'ministers agreed to meet',
        plan: 'plan',
        reference: 'a.1.1',
        remark: '',
        wall: '',
        ...more,
      }),
    );

  test('is kept as the document has it, with its place in characters', async () => {
    const id = await shelf.add(people.canada, text, { wall: wall('public'), wider: 'yes' });
    const passage = await link(people.asean, id, { remark: 'see this' });
    expect(
      await shelf.ask(
        'select page, from_character, until_character, words, remark, wall, owner from knowledge.passage where id = $1',
        [passage],
      ),
    ).toEqual([
      {
        page: 1,
        from_character: 24,
        until_character: 48,
        words: 'ministers agreed\nto meet',
        remark: 'see this',
        wall: wall('asean'),
        owner: wall('asean'),
      },
    ]);
    for (const [more, field] of [
      [{ words: 'not there' }, 'words'],
      [{ words: ' ' }, 'words'],
      [{ page: 9 }, 'words'],
      [{ reference: 'Z.9' }, 'reference'],
      [{ remark: 'x'.repeat(1_001) }, 'remark'],
    ] as const)
      await expect(link(people.asean, id, more), field).rejects.toMatchObject({ status: 422, field });
    await expect(link(people.observer, id)).rejects.toMatchObject({ status: 403 });
    await expect(shelf.write(people.canada, (tx) => unlinkPassage(tx, people.canada, id, { passage }))).rejects.toMatchObject({
      status: 404,
    });
    await shelf.write(people.asean, (tx) => unlinkPassage(tx, people.asean, id, { passage }));
    expect(await shelf.ask('select from knowledge.passage where id = $1', [passage])).toEqual([]);
    const [unlinked] = await shelf.ask(
      `select before from platform.audit where act = 'knowledge.passage-unlinked' and record = $1`,
      [id],
    );
    expect(unlinked.before).toMatchObject({ passage, words: 'ministers agreed\nto meet', remark: 'see this' });
  });

  test('never stands before more readers than its document, and goes out of sight with it', async () => {
    const own = await shelf.add(people.canada, text);
    await expect(link(people.canada, own, { wall: wall('public'), wider: 'yes' })).rejects.toMatchObject({
      status: 422,
      key: 'knowledge.wider-than-document',
    });
    const id = await shelf.add(people.canada, text, { wall: wall('public'), wider: 'yes' });
    await link(people.asean, id, { wall: wall('public'), wider: 'yes' });
    const seen = async (acting: Acting) =>
      (
        await shelf.site.database.withActor(acting.secret, 'read', (tx) =>
          sql`select from knowledge.passage p where p.document = ${id}`.execute(tx),
        )
      ).rows.length;
    expect([await seen(people.observer), await seen(people.asean)]).toEqual([1, 1]);
    await shelf.write(people.canada, (tx) => moveDocument(tx, people.canada, id, { version: 1, wall: wall('canada') }));
    expect([await seen(people.observer), await seen(people.asean), await seen(people.canada)]).toEqual([0, 0, 1]);
  });

  test('cannot say what the document does not, past the action either', async () => {
    const id = await shelf.add(people.canada, text, { wall: wall('public'), wider: 'yes' });
    const [{ file, node } = {}] = await shelf.ask(
      `select f.attachment as file, n.id as node from knowledge.file f, plan.node n where f.document = $1 and n.reference = 'A.1.1'`,
      [id],
    );
    const row = {
      id: crypto.randomUUID(),
      document: id,
      file,
      page: 1,
      from_character: 0,
      until_character: 4,
      node,
      remark: '',
      wall: wall('canada'),
      owner: wall('canada'),
    };
    const put = (words: string) =>
      shelf.write(people.canada, (tx) =>
        tx
          .insertInto('knowledge.passage')
          .values({ ...row, words })
          .execute(),
      );
    await expect(put('Nope')).rejects.toMatchObject({ code: '42501' });
    await put('Firs');
  });
});

test('one side’s documents have a bound, by day and in all', async () => {
  const acting = await shelf.as('speaker', 'canada');
  const add = (size: number) =>
    shelf.write(acting, (tx) =>
      addDocument(tx, acting, shelf.site.partnership, ABOUT, {
        name: 'a.txt',
        type: 'text/plain',
        size,
        sha256: Buffer.alloc(32),
      }),
    );
  await add(400 * 1024 ** 2);
  await expect(add(200 * 1024 ** 2)).rejects.toMatchObject({ status: 413, key: 'knowledge.day-full' });
  await shelf.ask(`update platform.attachment set size = 5 * 1024::bigint ^ 3 where added_by = $1`, [acting.mandate]);
  const colleague = await shelf.as('speaker', 'canada');
  await expect(
    shelf.write(colleague, (tx) =>
      addDocument(tx, colleague, shelf.site.partnership, ABOUT, {
        name: 'a.txt',
        type: 'text/plain',
        size: 1,
        sha256: Buffer.alloc(32),
      }),
    ),
  ).rejects.toMatchObject({ status: 413, key: 'knowledge.shelf-full' });
  await shelf.ask(`update platform.attachment set size = 1 where added_by = $1`, [acting.mandate]);
});
