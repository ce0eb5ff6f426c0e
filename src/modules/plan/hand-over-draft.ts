import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { Refusal } from '../../platform/refusal.ts';
import { draftById, heldDraft } from './drafts.ts';
import type { DraftVersionInput } from './undo-mend.ts';

/**
 * Puts a draft of one side before all parties, with its document and all that was mended, so that the secretariat can enter it. From then on the
 * secretariat minds it.
 *
 * @throws Refusal 403, 404, 409 where all parties read it already
 */
export async function handOverDraft(
  tx: Tx,
  acting: Acting,
  partnership: string,
  id: string,
  input: DraftVersionInput,
): Promise<void> {
  const draft = await heldDraft(tx, acting, partnership, id, input.version);
  if (draft.dropped_at !== null) throw new Refusal(409, 'plan.draft.is-dropped');
  if (draft.readers.kind === 'partnership') throw new Refusal(409, 'plan.draft.is-joint');
  await audit(
    tx,
    acting,
    'plan.draft-handed-over',
    { partnership, wall: draft.wall, record: id },
    { after: { title: draft.title } },
  );
  await sql`select plan.hand_over_draft(${id})`.execute(tx);
  const { wall } = await draftById(tx, partnership, id);
  await audit(tx, acting, 'plan.draft-received', { partnership, wall, record: id }, { after: { title: draft.title } });
}
