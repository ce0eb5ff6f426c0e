import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Acting } from '../../platform/http/acting.ts';
import { openSides, paper, type Sides } from './fixtures/sides.ts';
import { followRecord } from './follow-record.ts';
import { mendComment } from './mend-comment.ts';
import { unreadMentions } from './pages/mentions.tsx';
import { commentsFrom, isFollowed, readersOf, threadsOf } from './queries.ts';
import { seeMentions } from './see-mentions.ts';

let sides: Sides;
let canada: Acting;
let colleague: Acting;
let asean: Acting;
let laos: Acting;
let line: string;
const refusal = (status: number, key: string) => expect.objectContaining({ status, key });

beforeAll(async () => {
  sides = await openSides();
  canada = await sides.as('speaker', 'canada', 'Catherine Lavoie');
  colleague = await sides.as('contributor', 'canada', 'Anne-Marie Bouchard');
  asean = await sides.as('speaker', 'asean', 'Nguyễn Thị Minh Hà');
  laos = await sides.as('focal-point', 'laos', 'Ann Lee');
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

describe('files', () => {
  test('of the same name are versions; each stands on the wall of its discussion, with a name that is clean', async () => {
    const { thread } = await sides.open(canada, line, 'partnership', 'One', [paper('../../Form\u0000.txt', 'a')]);
    await sides.say(asean, thread, 'Two', [paper('form.TXT', 'b'), paper('invoice\u202efdp.exe', 'c')]);
    const [first, second] = await comments(laos, thread);
    expect(first?.files).toMatchObject([{ name: 'Form.txt', version: 1, newest: false }]);
    expect(second?.files).toMatchObject([
      { name: 'form.TXT', version: 2, newest: true },
      { name: 'invoicefdp.exe', version: 1, newest: true },
    ]);
    expect(
      await sides.ask(
        'select distinct a.wall, a.role from platform.attachment a join discuss.enclosure n on n.attachment = a.id where n.thread = $1',
        [thread],
      ),
    ).toEqual([{ wall: sides.site.walls['partnership'], role: 'enclosure' }]);
    const many = Array.from({ length: 6 }, (_, at) => paper(`${at}.txt`, 'x'));
    await expect(sides.say(canada, thread, 'Many', many)).rejects.toEqual(refusal(422, 'discuss.too-many-files'));
  });

  test('of the same name, sent at once, get two versions', async () => {
    const { thread } = await sides.open(canada, line, 'partnership');
    await Promise.all([canada, asean].map((each) => sides.say(each, thread, 'File', [paper('list.txt', each.role)])));
    expect(await sides.ask('select version from discuss.enclosure where thread = $1 order by 1', [thread])).toEqual([
      { version: 1 },
      { version: 2 },
    ]);
  });
});

describe('mentions', () => {
  const mentioned = async (comment: string) =>
    (
      await sides.ask(
        'select p.full_name from discuss.v_mention m join directory.person p on p.id = m.person where m.comment = $1 order by 1',
        [comment],
      )
    ).map((row) => row.full_name);

  test('call those who read the discussion, by whole names, however they are written', async () => {
    await sides.as('focal-point', 'laos', 'Ann Leeds');
    const words = 'See @catherine lavoie and (@Ann Leeds), not write@Nguyễn Thị Minh Hà, and @Nobody Here';
    const { comment } = await sides.open(asean, line, 'partnership', words);
    expect(await mentioned(comment)).toEqual(['Ann Leeds', 'Catherine Lavoie']);
    await mend(asean, comment, 'See @Ann Lee.');
    expect(await mentioned(comment)).toEqual(['Ann Lee']);
  });

  test('of somebody who could not read it are refused, by name and by choice', async () => {
    await expect(sides.open(canada, line, 'canada', 'Not for @Nguyễn Thị Minh Hà')).rejects.toEqual(
      refusal(422, 'discuss.could-not-read'),
    );
    const { thread } = await sides.open(canada, line, 'canada');
    await expect(sides.say(canada, thread, 'Nor @Ann Lee')).rejects.toEqual(refusal(422, 'discuss.could-not-read'));
    const choose = (acting: Acting, where: string, mention: string) =>
      sides.write(acting, async (tx) =>
        (await import('./add-comment.ts')).addComment(tx, acting, where, { words: 'You', mention }, { lang: 'en' }),
      );
    await expect(choose(canada, thread, asean.person?.id ?? '')).rejects.toEqual(refusal(422, 'discuss.nobody-to-mention'));
    const { id } = await choose(canada, thread, colleague.person?.id ?? '');
    expect(await mentioned(id)).toEqual(['Anne-Marie Bouchard']);
  });

  test('tell nobody who exists: somebody hidden is no name, no choice and in no list', async () => {
    const hidden = await sides.as('contributor', 'canada', 'Zephyrine Hidden', true);
    const { thread } = await sides.open(asean, line, 'partnership', '@Zephyrine Hidden and @Zephyrine Nobody');
    const wall = sides.site.walls['partnership'] ?? '';
    const listed = async (acting: Acting, like = '') =>
      (await sides.read(acting, (tx) => readersOf(tx, wall, like))).map((each) => each.full_name);
    expect(await listed(asean)).toContain('Catherine Lavoie');
    expect(await listed(asean)).not.toContain('Zephyrine Hidden');
    expect([await listed(asean, 'zeph'), await listed(asean, 'zzz')]).toEqual([[], []]);
    expect(await listed(canada, 'ZÉPH')).toEqual(['Zephyrine Hidden']);
    const answers = [];
    for (const mention of [hidden.person?.id ?? '', crypto.randomUUID()])
      answers.push(
        await sides
          .write(asean, async (tx) =>
            (await import('./add-comment.ts')).addComment(tx, asean, thread, { words: 'You', mention }, { lang: 'en' }),
          )
          .catch((error: unknown) => JSON.stringify(error)),
      );
    expect(answers[0]).toBe(answers[1]);
    // Nobody of a wall that one does not see, whatever one asks.
    expect(await sides.read(asean, (tx) => readersOf(tx, sides.site.walls['canada'] ?? ''))).toEqual([]);
    await expect(
      sides.write(asean, (tx) =>
        sql`insert into discuss.mention (comment, edition, person, wall, owner) select c.id, 1, ${hidden.person?.id}, c.wall, c.owner from discuss.comment c where c.thread = ${thread}`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow(/row-level security/);
  });

  test('are read by oneself, and nobody else learns of it; they end with the mandate', async () => {
    const reader = await sides.as('contributor', 'canada', 'Bertille Quay');
    const { comment } = await sides.open(canada, line, 'canada', 'For @Bertille Quay');
    const unread = (acting: Acting) => sides.read(acting, (tx) => unreadMentions(tx, sides.site.partnership));
    expect(await unread(reader)).toBe(1);
    await sides.write(canada, (tx) => seeMentions(tx, canada, { comment }));
    expect(await unread(reader)).toBe(1);
    await sides.write(reader, (tx) => seeMentions(tx, reader, { comment: 'all' }));
    expect(await unread(reader)).toBe(0);
    expect(await sides.ask('select person from discuss.seen where comment = $1', [comment])).toEqual([
      { person: reader.person?.id },
    ]);
    await sides.ask(`update directory.mandate set valid = daterange(lower(valid), platform.today()) where id = $1`, [
      reader.mandate,
    ]);
    expect(await threads(reader)).toEqual([]);
    expect(await unread(reader)).toBe(0);
    await expect(sides.open(canada, line, 'canada', 'For @Bertille Quay')).resolves.toBeDefined();
  });
});

describe('following', () => {
  test('is of one person, on no wall and without a trace that others read', async () => {
    const marks = async () => [
      await sides.ask('select count(*) from platform.audit'),
      await sides.ask('select count(*) from platform.outbox'),
      await sides.ask('select version, changed_at from platform.record where id = $1', [line]),
    ];
    const before = await marks();
    const set = (acting: Acting, record: string, follow: 'yes' | 'no') =>
      sides.write(acting, (tx) => followRecord(tx, acting, { record, follow }));
    const follows = (acting: Acting) => sides.read(acting, (tx) => isFollowed(tx, line));
    await set(canada, line, 'yes');
    await set(canada, line, 'yes');
    expect(await marks()).toEqual(before);
    expect([await follows(canada), await follows(colleague), await follows(asean)]).toEqual([true, false, false]);
    for (const acting of [canada, asean]) {
      const looked = sides.read(acting, (tx) => sql`select * from discuss.follow`.execute(tx));
      await expect(looked).rejects.toThrow(/permission denied/);
    }
    await set(canada, line, 'no');
    expect(await follows(canada)).toBe(false);
    const observer = await sides.as('observer');
    await set(observer, line, 'yes');
    expect(await follows(observer)).toBe(true);
    for (const record of [await sides.record('canada'), crypto.randomUUID()])
      await expect(set(asean, record, 'yes')).rejects.toEqual(refusal(404, 'http.not-found'));
  });
});
