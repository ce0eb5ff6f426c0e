import { sql } from 'kysely';
import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { emit } from '../../platform/outbox/emit.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { indexWords } from '../../platform/search/index-words.ts';
import { attachFiles, type Brought } from './attach-files.ts';
import { isId } from './queries.ts';
import { mayDiscuss } from './rules.ts';
import { checkedWords, ownerOn, peopleCalled } from './said.ts';

/** The fields of a comment: its words, and somebody to mention besides those who are called in them. */
export const AddCommentInput = z.strictObject({
  words: z.string().max(50_000),
  mention: z.union([z.literal(''), z.uuid()]).optional(),
});
export type AddCommentInput = z.infer<typeof AddCommentInput>;

/** The language of the page on which it was written, and the files that came with it. `id`: by which it will be known; one is made where none is given. */
export type Said = { readonly lang: 'en' | 'fr'; readonly files?: readonly Brought[]; readonly id?: string };

/**
 * Adds a comment to a discussion, on its wall, under the next number. Who is called by name in it (`@Catherine Lavoie`), or chosen, is mentioned.
 *
 * @returns its id and number
 * @throws Refusal 403 `discuss.only-who-acts`, 404, 422 as `checkedWords`, `peopleCalled` and `attachFiles`
 */
export async function addComment(
  tx: Tx,
  acting: Acting,
  threadId: string,
  input: AddCommentInput,
  said: Said,
): Promise<{ id: string; number: number }> {
  if (!mayDiscuss.allows(acting)) throw new Refusal(403, 'discuss.only-who-acts');
  const words = checkedWords(input.words, 'words');
  const thread = isId(threadId)
    ? await tx
        .selectFrom('discuss.v_thread')
        .select(['id', 'record', 'partnership', 'wall'])
        .where('id', '=', threadId)
        .executeTakeFirst()
    : undefined;
  if (!thread) throw notFound();
  await lockThread(tx, thread.id);
  const people = await peopleCalled(tx, thread.wall, words, input.mention || undefined);
  const { wall, partnership } = thread;
  const owner = await ownerOn(tx, wall);
  const place = { wall, owner };
  const id = said.id ?? crypto.randomUUID();
  await tx
    .insertInto('platform.record')
    .values({ id, partnership, kind: 'discuss.comment', ...place, title: titleOf(words), lang: said.lang })
    .execute();
  const { rows } = await sql<{
    number: number;
  }>`select coalesce(max(c.number), 0) + 1 as number from discuss.comment c where c.thread = ${thread.id}`.execute(tx);
  const number = rows[0]?.number ?? 1;
  await tx
    .insertInto('discuss.comment')
    .values({ id, thread: thread.id, number, ...place })
    .execute();
  await writeEdition(tx, { comment: id, edition: 1, ...place }, words, people);
  const names = await attachFiles(tx, { comment: id, thread: thread.id, ...place }, said.files ?? []);
  await indexComment(tx, id, words, names);
  await audit(
    tx,
    acting,
    'discuss.comment-added',
    { partnership, wall, record: id },
    { after: { thread: thread.id, number, words, files: names.join(', ') } },
  );
  await emit(tx, 'discuss.comment-added', partnership, { comment: id, thread: thread.id, record: thread.record });
  for (const person of people) await emit(tx, 'discuss.person-mentioned', partnership, { comment: id, person });
  return { id, number };
}

/** Whoever writes into a discussion waits for whoever does so at the moment: numbers, versions and turns follow each other. */
export async function lockThread(tx: Tx, thread: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`discuss ${thread}`}, 0))`.execute(tx);
}

type Edition = { readonly comment: string; readonly edition: number; readonly wall: string; readonly owner: string };

/** Writes the words of a comment (null: withdrawn) and whom they mention. */
export async function writeEdition(tx: Tx, edition: Edition, words: string | null, people: readonly string[]): Promise<void> {
  await tx
    .insertInto('discuss.comment_edition')
    .values({ ...edition, words })
    .execute();
  if (people.length > 0)
    await tx
      .insertInto('discuss.mention')
      .values(people.map((person) => ({ ...edition, person })))
      .execute();
}

/** What a comment is called in lists of records: its first words. */
export const titleOf = (words: string): string => [...words.replace(/\s+/g, ' ')].slice(0, 150).join('');

/** Puts a comment into the search, with the names of its files. In which language somebody writes nobody knows: it is found by the words of either. */
export async function indexComment(tx: Tx, comment: string, words: string, names: readonly string[]): Promise<void> {
  const { rows } = await sql<{
    partnership: string;
  }>`select r.partnership from platform.record r where r.id = ${comment}`.execute(tx);
  const within = rows[0]?.partnership ?? comment;
  // "programme.docx" is one word to a search: also found by what stands before and behind the point.
  const plain = names.map((name) => `${name} ${name.replace(/[._-]+/g, ' ')}`).join('\n');
  await indexWords(
    tx,
    (['en', 'fr'] as const).map((lang) => ({ record: comment, within, part: 'comment', lang, strong: words, plain })),
  );
}
