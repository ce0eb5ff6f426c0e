import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { Refusal } from '../../platform/refusal.ts';
import { mayReadDiscussions } from './rules.ts';

/** The comments whose mentions of oneself are read now; `all`: those that one can see. */
export const SeeMentionsInput = z.strictObject({ comment: z.union([z.literal('all'), z.uuid()]) });
export type SeeMentionsInput = z.infer<typeof SeeMentionsInput>;

/** Notes for whoever acts, and for nobody else, that he has read where he is mentioned. Where he is not, nothing happens. @throws Refusal 403 */
export async function seeMentions(tx: Tx, acting: Acting, { comment }: SeeMentionsInput): Promise<void> {
  if (!mayReadDiscussions.allows(acting)) throw new Refusal(403, 'http.not-in-this-capacity');
  await sql`select discuss.see_mentions(coalesce((select array_agg(m.comment) from discuss.v_own_mention m
    where m.seen_at is null and (${comment} = 'all' or m.comment::text = ${comment})), '{}'))`.execute(tx);
}
