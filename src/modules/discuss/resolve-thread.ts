import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { emit } from '../../platform/outbox/emit.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { lockThread } from './add-comment.ts';
import { isId } from './queries.ts';
import { mayDiscuss } from './rules.ts';
import { checkedWords, ownerOn } from './said.ts';

/** Whether the discussion is over now, why, and how often it had been resolved or opened again when that was decided. */
export const ResolveThreadInput = z.strictObject({
  turns: z.coerce.number().int().nonnegative(),
  resolved: z.enum(['yes', 'no']),
  reason: z.string().max(10_000).default(''),
});
export type ResolveThreadInput = z.infer<typeof ResolveThreadInput>;

/**
 * Says that a discussion is resolved, or opens it again, with who says so and why. Whoever takes part in it may; the earlier turns stay. What is so
 * already stays so.
 *
 * @throws Refusal 403 `discuss.only-who-acts`, 404, 409 `discuss.thread-changed-meanwhile`, 422 at the reason
 */
export async function resolveThread(tx: Tx, acting: Acting, id: string, input: ResolveThreadInput): Promise<void> {
  if (!mayDiscuss.allows(acting)) throw new Refusal(403, 'discuss.only-who-acts');
  const reason = checkedWords(input.reason, 'reason');
  if (!isId(id)) throw notFound();
  await lockThread(tx, id);
  const thread = await tx
    .selectFrom('discuss.v_thread')
    .select(['record', 'partnership', 'wall', 'turns', 'resolved'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!thread) throw notFound();
  const resolved = input.resolved === 'yes';
  if (thread.turns !== input.turns) throw new Refusal(409, 'discuss.thread-changed-meanwhile');
  if (thread.resolved === resolved) return;
  const { partnership, wall, record } = thread;
  const number = thread.turns + 1;
  await tx
    .insertInto('discuss.resolution')
    .values({ thread: id, number, reason, wall, owner: await ownerOn(tx, wall) })
    .execute();
  const act = resolved ? 'discuss.thread-resolved' : 'discuss.thread-reopened';
  await audit(tx, acting, act, { partnership, wall, record: id }, { after: { number, reason } });
  await emit(tx, act, partnership, { thread: id, record });
}
