import { sql } from 'kysely';
import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { Refusal } from '../../platform/refusal.ts';
import { keptOf } from './begin-draft.ts';
import { countUp, heldDraft, mendsOf } from './drafts.ts';
import type { ColumnChoice, Draft } from './importer/index.ts';
import { mayKeepDrafts } from './rules.ts';

export const COLUMN_ROLES = ['part', 'area', 'number', 'action', 'subitem', 'other'] as const;

/** What each column of a table holds, in their order. */
export const ChooseColumnsInput = z.strictObject({
  version: z.coerce.number().int().positive(),
  head: z.string().min(1).max(20_000),
  roles: z.array(z.enum(COLUMN_ROLES)).min(1).max(200),
});
export type ChooseColumnsInput = z.infer<typeof ChooseColumnsInput>;

/** What one side said of columns before, for reading the next table of the same shape. */
export async function columnChoices(tx: Tx, partnership: string): Promise<ColumnChoice[]> {
  return tx
    .selectFrom('plan.column_choice')
    .select(['head', 'roles'])
    .where('partnership', '=', partnership)
    .orderBy('chosen_at', 'desc')
    .limit(500)
    .execute();
}

/**
 * Keeps what the columns of a table hold, and the draft that was read accordingly. The next table with the same head is read so by itself.
 *
 * @param read the document, read with these choices
 * @throws Refusal 403, 404, 409 where it was mended already, 422 where no column holds the lines
 */
export async function chooseColumns(
  tx: Tx,
  acting: Acting,
  partnership: string,
  id: string,
  input: ChooseColumnsInput,
  read: Draft,
): Promise<void> {
  if (!mayKeepDrafts.allows(acting)) throw new Refusal(403, 'plan.draft.only-keepers');
  if (!input.roles.includes('action')) throw new Refusal(422, 'plan.draft.no-action-column', {}, 'roles');
  const draft = await heldDraft(tx, acting, partnership, id, input.version);
  if (draft.dropped_at !== null) throw new Refusal(409, 'plan.draft.is-dropped');
  if ((await mendsOf(tx, id)).length > 0) throw new Refusal(409, 'plan.draft.mended-already');
  const { head, roles } = input;
  const { wall, owner } = draft;
  const chosen = { roles, chosen_at: sql<Date>`platform.now()`, chosen_by: acting.mandate ?? '' };
  await tx
    .insertInto('plan.column_choice')
    .values({ partnership, head, wall, owner, ...chosen })
    .onConflict((conflict) => conflict.columns(['owner', 'head_key']).doUpdateSet(chosen))
    .execute();
  const { kept, title, lang } = keptOf({ draft: read }, draft.file_name);
  await tx.updateTable('plan.draft').set(kept).where('id', '=', id).execute();
  await tx.updateTable('platform.record').set({ title, lang }).where('id', '=', id).execute();
  await countUp(tx, draft);
  await audit(tx, acting, 'plan.draft-columns-chosen', { partnership, wall, record: id }, { after: { head, roles } });
}
