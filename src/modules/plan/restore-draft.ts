import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { Refusal } from '../../platform/refusal.ts';
import { countUp, heldDraft } from './drafts.ts';
import type { DraftVersionInput } from './undo-mend.ts';

/** Puts a draft that was dropped back among those at work. @throws Refusal 403, 404, 409 */
export async function restoreDraft(
  tx: Tx,
  acting: Acting,
  partnership: string,
  id: string,
  input: DraftVersionInput,
): Promise<void> {
  const draft = await heldDraft(tx, acting, partnership, id, input.version);
  if (draft.dropped_at === null) throw new Refusal(409, 'plan.draft.is-at-work');
  await tx.updateTable('plan.draft').set({ dropped_at: null, dropped_by: null }).where('id', '=', id).execute();
  await countUp(tx, draft);
  await audit(
    tx,
    acting,
    'plan.draft-restored',
    { partnership, wall: draft.wall, record: id },
    { after: { title: draft.title } },
  );
}
