import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { Refusal } from '../../platform/refusal.ts';
import { copyOf } from './copies/queries.ts';
import { mayKeepNotes } from './rules.ts';
import './text.ts';

/**
 * Puts a file that came back away: what was not accepted of it is forgotten. What was accepted stays.
 *
 * @throws Refusal 403 `followup.only-a-side`, 404
 */
export async function putAwayCopy(
  tx: Tx,
  acting: Acting,
  plan: { readonly id: string; readonly partnership: string },
  id: string,
): Promise<void> {
  if (!mayKeepNotes.allows(acting)) throw new Refusal(403, 'followup.only-a-side');
  const copy = await copyOf(tx, plan.id, id);
  await tx.deleteFrom('followup.returned_copy').where('id', '=', id).execute();
  const of = { partnership: plan.partnership, wall: copy.circle, record: null };
  await audit(tx, acting, 'followup.copy-put-away', of, { before: { copy: id, name: copy.name } });
}
