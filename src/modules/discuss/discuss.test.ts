import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acting, ROLES } from '../../platform/http/acting.ts';
import { openSides, paper, type Sides } from './fixtures/sides.ts';
import { mendComment } from './mend-comment.ts';
import { unreadMentions } from './pages/mentions.tsx';
import { commentsFrom, editionsOf, threadsOf, wallsFor } from './queries.ts';
import { resolveThread } from './resolve-thread.ts';
import { mayDiscuss } from './rules.ts';
import { withdrawComment } from './withdraw-comment.ts';

let sides: Sides;
let canada: Acting;
let colleague: Acting;
let asean: Acting;
let laos: Acting;
let secretariat: Acting;
let line: string;
const refusal = (status: number, key: string) => expect.objectContaining({ status, key });

beforeAll(async () => {
  sides = await openSides();
  canada = await sides.as('speaker', 'canada', 'Catherine Lavoie');
  colleague = await sides.as('contributor', 'canada', 'Anne-Marie Bouchard');
  asean = await sides.as('speaker', 'asean', 'Nguyễn Thị Minh Hà');
  laos = await sides.as('focal-point', 'laos', 'Ann Lee');
  secretariat = await sides.as('secretariat');
  line = await sides.record('public');
});
afterAll(() => sides.site.close());

const threads = (acting: Acting, record = line) => sides.read(acting, (tx) => threadsOf(tx, record));
const comments = (acting: Acting, thread: string) => sides.read(acting, (tx) => commentsFrom(tx, thread, 1, 100));
const versionOf = async (comment: string) =>
  (await sides.ask('select version from platform.record where id = $1', [comment]))[0].version;
const mend = async (acting: Acting, id: string, words: string, version?: number) => {
  const input = { words, version: version ?? (await versionOf(id)) };
  return sides.write(acting, (tx) => mendComment(tx, acting, id, input, 'en'));
};
const withdraw = (acting: Acting, id: string, version = 1) =>
  sides.write(acting, (tx) => withdrawComment(tx, acting, id, { version }));
const turn = (acting: Acting, thread: string, turns: number, resolved: 'yes' | 'no', reason = '') =>
  sides.write(acting, (tx) => resolveThread(tx, acting, thread, { turns, resolved, reason }));

describe('a discussion', () => {
  test('stands on the wall that was chosen, with its comment, entries of the audit and events; the record does not move', async () => {
    const record = await sides.record('public');
    const before = await sides.ask('select version, changed_at, wall, xmin from platform.record where id = $1', [record]);
    const { thread, comment } = await sides.open(canada, record, 'canada', ' Who pays?\r\n\r\n\r\n\r\nWe? ');
    const wall = sides.site.walls['canada'];
    expect(
      await sides.ask(
        'select t.wall, t.owner, t.opened_by, r.kind, r.wall as record_wall from discuss.thread t join platform.record r using (id) where id = $1',
        [thread],
      ),
    ).toEqual([{ wall, owner: wall, opened_by: canada.mandate, kind: 'discuss.thread', record_wall: wall }]);
    expect(
      await sides.ask(
        'select number, c.wall, c.owner, said_by, edition, words from discuss.comment c join discuss.comment_edition e on e.comment = c.id where c.id = $1',
        [comment],
      ),
    ).toEqual([{ number: 1, wall, owner: wall, said_by: canada.mandate, edition: 1, words: 'Who pays?\n\nWe?' }]);
    expect(
      await sides.ask('select act, wall, mandate from platform.audit where record in ($1, $2) order by id', [thread, comment]),
    ).toEqual([
      { act: 'discuss.thread-opened', wall, mandate: canada.mandate },
      { act: 'discuss.comment-added', wall, mandate: canada.mandate },
    ]);
    expect(
      await sides.ask(`select event, payload from platform.outbox where payload->>'thread' = $1 order by id`, [thread]),
    ).toEqual([
      { event: 'discuss.thread-opened', payload: { thread, record } },
      { event: 'discuss.comment-added', payload: { comment, thread, record } },
    ]);
    expect(await sides.ask('select version, changed_at, wall, xmin from platform.record where id = $1', [record])).toEqual(
      before,
    );
  });

  test('is read by those of its wall and by nobody else', async () => {
    const record = await sides.record('public');
    const own = await sides.open(canada, record, 'canada');
    const joint = await sides.open(asean, record, 'partnership');
    const bloc = await sides.open(laos, record, 'asean');
    const seen = async (acting: Acting) => new Set((await threads(acting, record)).map((each) => each.id));
    expect(await seen(canada)).toEqual(new Set([own.thread, joint.thread]));
    expect(await seen(colleague)).toEqual(new Set([own.thread, joint.thread]));
    expect(await seen(asean)).toEqual(new Set([joint.thread, bloc.thread]));
    expect(await seen(laos)).toEqual(new Set([joint.thread, bloc.thread]));
    expect(await seen(secretariat)).toEqual(new Set([joint.thread]));
    expect(await seen(await sides.as('observer'))).toEqual(new Set());
    await expect(sides.say(asean, own.thread, 'Me too')).rejects.toEqual(refusal(404, 'http.not-found'));
    expect((await sides.say(canada, joint.thread, 'Me too')).number).toBe(2);
  });

  test('is opened only on a wall on which its opener may write, and never on a wider one than its record has', async () => {
    const offered = async (acting: Acting, record: string) =>
      (await sides.read(acting, (tx) => wallsFor(tx, record))).map((each) => each.id);
    const { walls } = sides.site;
    expect(await offered(canada, line)).toEqual([walls['canada'], walls['partnership']]);
    expect(await offered(laos, line)).toEqual([walls['laos'], walls['asean'], walls['partnership']]);
    expect(await offered(secretariat, line)).toEqual([walls['partnership']]);
    expect(await offered(await sides.as('observer'), line)).toEqual([]);
    const own = await sides.record('canada');
    expect(await offered(canada, own)).toEqual([walls['canada']]);
    for (const wall of ['partnership', 'public', 'asean', 'nonsense', crypto.randomUUID()])
      await expect(sides.open(canada, own, wall), wall).rejects.toEqual(refusal(422, 'discuss.choose-wall'));
    await expect(sides.open(canada, await sides.record('asean'), 'canada')).rejects.toEqual(refusal(404, 'http.not-found'));
    await expect(sides.open(canada, (await sides.open(canada, line, 'canada')).thread, 'canada')).rejects.toEqual(
      refusal(404, 'http.not-found'),
    );
  });

  test('the database itself refuses a wider wall, and somebody else’s words', async () => {
    const own = await sides.record('canada');
    const place = { wall: sides.site.walls['partnership'] ?? '', owner: sides.site.walls['canada'] ?? '' };
    const id = crypto.randomUUID();
    const wider = sides.write(canada, async (tx) => {
      await tx
        .insertInto('platform.record')
        .values({ id, partnership: sides.site.partnership, kind: 'discuss.thread', ...place, title: '', lang: 'en' })
        .execute();
      await tx
        .insertInto('discuss.thread')
        .values({ id, record: own, ...place })
        .execute();
    });
    await expect(wider).rejects.toThrow(/row-level security/);
    const { comment } = await sides.open(canada, line, 'canada');
    const wall = sides.site.walls['canada'] ?? '';
    const forged = sides.write(colleague, (tx) =>
      tx.insertInto('discuss.comment_edition').values({ comment, edition: 2, words: 'No', wall, owner: wall }).execute(),
    );
    await expect(forged).rejects.toThrow(/row-level security/);
    const changed = sides.write(canada, (tx) =>
      sql`update discuss.comment_edition set words = 'No' where comment = ${comment}`.execute(tx),
    );
    await expect(changed).rejects.toThrow(/permission denied/);
  });

  test('of something that one no longer sees is no longer shown', async () => {
    const record = await sides.record('public');
    const { thread } = await sides.open(canada, record, 'partnership');
    expect(await threads(asean, record)).toHaveLength(1);
    await sides.ask('update platform.record set wall = $2 where id = $1', [record, sides.site.walls['canada']]);
    expect(await threads(asean, record)).toEqual([]);
    expect(await comments(asean, thread)).toEqual([]);
    await expect(sides.say(asean, thread, 'Still here?')).rejects.toEqual(refusal(404, 'http.not-found'));
    expect(await comments(canada, thread)).toHaveLength(1);
  });

  test('is taken part in by those who act for a party, a member state or the secretariat', async () => {
    const { thread } = await sides.open(canada, line, 'partnership');
    for (const role of ROLES) {
      const acting = await sides.as(role, ['speaker', 'focal-point', 'contributor'].includes(role) ? 'canada' : undefined);
      const attempt = sides.say(acting, thread, 'I say');
      if (mayDiscuss.allows(acting)) expect((await attempt).number).toBeGreaterThan(1);
      else await expect(attempt).rejects.toEqual(refusal(403, 'discuss.only-who-acts'));
    }
  });
});

describe('comments', () => {
  test('of many at once are numbered one after the other', async () => {
    const { thread } = await sides.open(canada, line, 'partnership');
    const people = [canada, colleague, asean, laos, secretariat];
    const said = await Promise.all(people.map((each, at) => sides.say(each, thread, `Word ${at}`)));
    expect(said.map((each) => each.number).sort()).toEqual([2, 3, 4, 5, 6]);
    expect((await comments(laos, thread)).map((each) => each.number)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('need words, and not too many', async () => {
    const { thread } = await sides.open(canada, line, 'canada');
    await expect(sides.say(canada, thread, ' \u0007\n ')).rejects.toEqual(refusal(422, 'discuss.nothing-said'));
    await expect(sides.say(canada, thread, 'x'.repeat(10_001))).rejects.toEqual(refusal(422, 'discuss.too-long'));
    await sides.say(canada, thread, '😀'.repeat(10_000));
  });

  test('are mended by their author alone; within a quarter of an hour unseen, later with what they said before', async () => {
    const { thread, comment } = await sides.open(canada, line, 'partnership', 'Firts');
    await mend(canada, comment, 'First');
    const now = async () => (await comments(asean, thread))[0];
    expect(await now()).toMatchObject({ words: 'First', mended_at: null, version: 2 });
    expect(await sides.read(asean, (tx) => editionsOf(tx, [comment]))).toEqual([]);
    await sides.ask(`alter table discuss.comment_edition disable trigger append_only`);
    await sides.ask(`update discuss.comment set written_at = written_at - interval '20 minutes' where id = $1`, [comment]);
    await sides.ask(`update discuss.comment_edition set written_at = written_at - interval '20 minutes' where comment = $1`, [
      comment,
    ]);
    await sides.ask(`alter table discuss.comment_edition enable trigger append_only`);
    await mend(canada, comment, 'Second');
    await mend(canada, comment, 'Third');
    expect(await now()).toMatchObject({ words: 'Third', mended_at: expect.any(Date) });
    expect((await sides.read(asean, (tx) => editionsOf(tx, [comment]))).map((each) => each.words)).toEqual(['First', 'Second']);
    for (const other of [colleague, asean, laos, secretariat]) {
      await expect(mend(other, comment, 'Mine'), other.role).rejects.toEqual(refusal(403, 'discuss.only-its-author'));
      await expect(withdraw(other, comment, 4)).rejects.toEqual(refusal(403, 'discuss.only-its-author'));
    }
    const { comment: hidden } = await sides.open(canada, line, 'canada');
    await expect(mend(asean, hidden, 'Mine')).rejects.toEqual(refusal(404, 'http.not-found'));
    await expect(mend(canada, crypto.randomUUID(), 'Mine', 1)).rejects.toEqual(refusal(404, 'http.not-found'));
  });

  test('are not overwritten from two windows at once', async () => {
    const { comment } = await sides.open(canada, line, 'canada', 'One');
    const both = await Promise.allSettled([
      mend(canada, comment, 'Two', 1),
      mend(canada, comment, 'Three', 1),
      withdraw(canada, comment, 1),
    ]);
    expect(both.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    for (const each of both)
      if (each.status === 'rejected') expect(each.reason).toEqual(expect.objectContaining({ status: 409 }));
    expect(await versionOf(comment)).toBe(2);
  });

  test('that are withdrawn say so: no words, files, mentions or finds are left, and their place stays', async () => {
    const { thread, comment } = await sides.open(canada, line, 'partnership', 'Quetzal, @Nguyễn Thị Minh Hà', [
      paper('xylophone.txt', 'x'),
    ]);
    const found = async (words: string) =>
      (
        await sides.read(asean, (tx) =>
          sql<{ record: string }>`select record from platform.search(${words}, ${sides.site.partnership}, 100)`.execute(tx),
        )
      ).rows.map((row) => row.record);
    expect(await found('quetzal')).toContain(comment);
    expect(await found('xylophone')).toContain(comment);
    const unread = await sides.read(asean, (tx) => unreadMentions(tx, sides.site.partnership));
    await withdraw(canada, comment);
    await withdraw(canada, comment, 1);
    expect(await comments(asean, thread)).toMatchObject([{ number: 1, words: null, files: [], mentioned: [] }]);
    expect([await found('quetzal'), await found('xylophone')]).toEqual([[], []]);
    expect(await sides.read(asean, (tx) => unreadMentions(tx, sides.site.partnership))).toBe(unread - 1);
    expect(await sides.ask('select title from platform.record where id = $1', [comment])).toEqual([{ title: '' }]);
    await expect(mend(canada, comment, 'Again')).rejects.toEqual(refusal(409, 'discuss.is-withdrawn'));
  });
});

describe('resolving', () => {
  test('says who and why; whoever takes part may, and may open it again', async () => {
    const { thread } = await sides.open(canada, line, 'partnership');
    await turn(asean, thread, 0, 'yes', 'Answered by letter');
    expect((await threads(laos)).find((each) => each.id === thread)).toMatchObject({
      resolved: true,
      turns: 1,
      reason: 'Answered by letter',
      turned_by: 'Nguyễn Thị Minh Hà',
    });
    await turn(canada, thread, 1, 'yes', 'Once more');
    await turn(secretariat, thread, 1, 'no', 'Not quite');
    expect(
      await sides.ask('select number, resolved, reason, said_by from discuss.resolution where thread = $1 order by number', [
        thread,
      ]),
    ).toEqual([
      { number: 1, resolved: true, reason: 'Answered by letter', said_by: asean.mandate },
      { number: 2, resolved: false, reason: 'Not quite', said_by: secretariat.mandate },
    ]);
    await expect(turn(canada, thread, 1, 'yes')).rejects.toEqual(refusal(409, 'discuss.thread-changed-meanwhile'));
    const { thread: own } = await sides.open(canada, line, 'canada');
    await expect(turn(asean, own, 0, 'yes')).rejects.toEqual(refusal(404, 'http.not-found'));
  });

  test('of two at once is done once', async () => {
    const { thread } = await sides.open(canada, line, 'partnership');
    const both = await Promise.allSettled([canada, asean, laos].map((each) => turn(each, thread, 0, 'yes', each.role)));
    expect(both.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    expect(await sides.ask('select number from discuss.resolution where thread = $1', [thread])).toEqual([{ number: 1 }]);
  });
});
