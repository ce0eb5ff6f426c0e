import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { Refusal } from '../../platform/refusal.ts';
import { countUp, heldDraft } from './drafts.ts';
import type { DraftVersionInput } from './undo-mend.ts';

/**
 * Drops a draft: it leaves the list of those at work and takes no mends. Nothing is deleted; `restoreDraft` undoes it.
 *
 * @throws Refusal 403, 404, 409
 */
export async function dropDraft(
  tx: Tx,
  acting: Acting,
  partnership: string,
  id: string,
  input: DraftVersionInput,
): Promise<void> {
  const draft = await heldDraft(tx, acting, partnership, id, input.version);
  if (draft.dropped_at !== null) throw new Refusal(409, 'plan.draft.is-dropped');
  await tx
    .updateTable('plan.draft')
    .set({ dropped_at: sql`platform.now()`, dropped_by: acting.mandate })
    .where('id', '=', id)
    .execute();
  await countUp(tx, draft);
  await audit(tx, acting, 'plan.draft-dropped', { partnership, wall: draft.wall, record: id }, { after: { title: draft.title } });
}
