import { sql } from 'kysely';
import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { emit } from '../../platform/outbox/emit.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { AddCommentInput, indexComment, titleOf, writeEdition } from './add-comment.ts';
import { isId } from './queries.ts';
import { mayDiscuss } from './rules.ts';
import { checkedWords, peopleCalled } from './said.ts';

/** The words of a comment as its author has them now, and the version that he changed. */
export const MendCommentInput = AddCommentInput.extend({ version: z.coerce.number().int().positive() });
export type MendCommentInput = z.infer<typeof MendCommentInput>;

/**
 * Changes the words of a comment of one's own. Within a quarter of an hour nobody need know; later the page says that it was mended, and what it
 * said before. Words that stand there already do nothing.
 *
 * @throws Refusal 403 `discuss.only-its-author`, 404, 409 `discuss.comment-changed-meanwhile`, `discuss.is-withdrawn`; 422 as `addComment`
 */
export async function mendComment(tx: Tx, acting: Acting, id: string, input: MendCommentInput, lang: 'en' | 'fr'): Promise<void> {
  const words = checkedWords(input.words, 'words');
  const comment = await ownComment(tx, acting, id);
  if (comment.withdrawn) throw new Refusal(409, 'discuss.is-withdrawn');
  if (comment.words === words && !input.mention) return;
  if (comment.version !== input.version) throw new Refusal(409, 'discuss.comment-changed-meanwhile');
  const { partnership, wall, owner, thread } = comment;
  const people = await peopleCalled(tx, wall, words, input.mention || undefined);
  const edition = comment.version + 1;
  await tx
    .updateTable('platform.record')
    .set({ version: edition, changed_at: sql`platform.now()`, title: titleOf(words), lang })
    .where('id', '=', id)
    .execute();
  await writeEdition(tx, { comment: id, edition, wall, owner }, words, people);
  await indexComment(tx, id, words, await namesOf(tx, id));
  const of = { partnership, wall, record: id };
  await audit(tx, acting, 'discuss.comment-mended', of, {
    before: { edition: comment.version, words: comment.words },
    after: { edition, words },
  });
  await emit(tx, 'discuss.comment-mended', partnership, { comment: id, thread });
  const before = new Set(comment.people);
  for (const person of people.filter((each) => !before.has(each)))
    await emit(tx, 'discuss.person-mentioned', partnership, { comment: id, person });
}

export type OwnComment = {
  readonly thread: string;
  readonly partnership: string;
  readonly wall: string;
  readonly owner: string;
  readonly version: number;
  readonly words: string | null;
  readonly withdrawn: boolean;
  readonly people: readonly string[];
};

/** A comment of whoever acts, locked for a change. @throws Refusal 403 `discuss.only-its-author`, 404 */
export async function ownComment(tx: Tx, acting: Acting, id: string): Promise<OwnComment> {
  if (!mayDiscuss.allows(acting)) throw new Refusal(403, 'discuss.only-who-acts');
  if (!isId(id)) throw notFound();
  const by = await tx.selectFrom('discuss.v_comment').select('said_by').where('id', '=', id).executeTakeFirst();
  if (!by) throw notFound();
  if (by.said_by !== acting.mandate) throw new Refusal(403, 'discuss.only-its-author');
  await sql`select r.version from platform.record r where r.id = ${id} for update`.execute(tx);
  const { rows } = await sql<OwnComment>`select c.thread, c.partnership, c.wall, c.owner, c.version, c.words, c.withdrawn,
    coalesce((select jsonb_agg(m.person) from discuss.v_mention m where m.comment = c.id), '[]') as people from discuss.v_comment c where c.id = ${id}`.execute(
    tx,
  );
  if (!rows[0]) throw notFound();
  return rows[0];
}

async function namesOf(tx: Tx, comment: string): Promise<string[]> {
  const rows = await tx.selectFrom('discuss.v_enclosure').select('name').where('comment', '=', comment).execute();
  return rows.map((row) => row.name);
}
