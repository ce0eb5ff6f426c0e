import { sql } from 'kysely';
import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { emit } from '../../platform/outbox/emit.ts';
import { Refusal } from '../../platform/refusal.ts';
import { indexComment, writeEdition } from './add-comment.ts';
import { ownComment } from './mend-comment.ts';

/** The version of the comment that its author saw when he withdrew it. */
export const WithdrawCommentInput = z.strictObject({ version: z.coerce.number().int().positive() });
export type WithdrawCommentInput = z.infer<typeof WithdrawCommentInput>;

/**
 * Withdraws a comment of one's own: its place stays and says so; its words, its files and its mentions are shown no more, and the search no longer
 * finds it. Once more does nothing.
 *
 * @throws Refusal 403 `discuss.only-its-author`, 404, 409 `discuss.comment-changed-meanwhile`
 */
export async function withdrawComment(tx: Tx, acting: Acting, id: string, input: WithdrawCommentInput): Promise<void> {
  const comment = await ownComment(tx, acting, id);
  if (comment.withdrawn) return;
  if (comment.version !== input.version) throw new Refusal(409, 'discuss.comment-changed-meanwhile');
  const { partnership, wall, owner, thread } = comment;
  const edition = comment.version + 1;
  await tx
    .updateTable('platform.record')
    .set({ version: edition, changed_at: sql`platform.now()`, title: '' })
    .where('id', '=', id)
    .execute();
  await writeEdition(tx, { comment: id, edition, wall, owner }, null, []);
  await indexComment(tx, id, '', []);
  await audit(
    tx,
    acting,
    'discuss.comment-withdrawn',
    { partnership, wall, record: id },
    { before: { edition: comment.version, words: comment.words } },
  );
  await emit(tx, 'discuss.comment-withdrawn', partnership, { comment: id, thread });
}
