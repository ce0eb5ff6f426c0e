import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { emit } from '../../platform/outbox/emit.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { AddCommentInput, addComment, type Said } from './add-comment.ts';
import { isId, wallsFor } from './queries.ts';
import { mayDiscuss } from './rules.ts';
import { checkedWords, ownerOn } from './said.ts';

/** The fields of the form that opens a discussion: of which record, who reads it, and what is said first. */
export const OpenThreadInput = AddCommentInput.extend({ record: z.uuid(), wall: z.string().max(40) });
export type OpenThreadInput = z.infer<typeof OpenThreadInput>;

/**
 * Opens a discussion of a record with its first comment, on a wall that its opener chooses among those on which he may write: never one that is
 * wider than the record. The record itself does not change.
 *
 * @returns the ids of the discussion and of its first comment
 * @throws Refusal 403 `discuss.only-who-acts`, 404 where there is no such record, 422 `discuss.choose-wall`; and as `addComment`
 */
export async function openThread(
  tx: Tx,
  acting: Acting,
  input: OpenThreadInput,
  said: Said & { readonly thread?: string },
): Promise<{ thread: string; comment: string }> {
  if (!mayDiscuss.allows(acting)) throw new Refusal(403, 'discuss.only-who-acts');
  const { record, wall, ...comment } = input;
  const about = await tx
    .selectFrom('platform.record')
    .select(['id', 'kind', 'partnership', 'title', 'lang'])
    .where('id', '=', record)
    .executeTakeFirst();
  if (!about || about.kind.startsWith('discuss.')) throw notFound();
  checkedWords(comment.words, 'words');
  if (!isId(wall) || !(await wallsFor(tx, record)).some((each) => each.id === wall))
    throw new Refusal(422, 'discuss.choose-wall', {}, 'wall');
  const { partnership, title } = about;
  const place = { wall, owner: await ownerOn(tx, wall) };
  const thread = said.thread ?? crypto.randomUUID();
  await tx
    .insertInto('platform.record')
    .values({ id: thread, partnership, kind: 'discuss.thread', ...place, title, lang: about.lang })
    .execute();
  await tx
    .insertInto('discuss.thread')
    .values({ id: thread, record, ...place })
    .execute();
  await audit(tx, acting, 'discuss.thread-opened', { partnership, wall, record: thread }, { after: { record } });
  await emit(tx, 'discuss.thread-opened', partnership, { thread, record });
  const first = await addComment(tx, acting, thread, comment, said);
  return { thread, comment: first.id };
}
