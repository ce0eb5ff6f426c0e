import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { Refusal } from '../../platform/refusal.ts';
import { heldDraft, keepDesk, mendsOf, readingOfDraft, standing } from './drafts.ts';
import { type Desk, type NumberedMend, replay } from './importer/index.ts';

/** The version of the draft when it was read. */
export const DraftVersionInput = z.strictObject({ version: z.coerce.number().int().positive() });
export type DraftVersionInput = z.infer<typeof DraftVersionInput>;

/**
 * Takes the last mend of a draft back that stands: afterwards it is, to the byte, what it was before. Both stay in the list of what was mended.
 *
 * @returns the draft as it is now, and the mend that was taken back
 * @throws Refusal 403, 404, 409 where somebody else was faster, or nothing was mended
 */
export async function undoMend(
  tx: Tx,
  acting: Acting,
  partnership: string,
  id: string,
  input: DraftVersionInput,
): Promise<{ desk: Desk; undone: NumberedMend }> {
  const draft = await heldDraft(tx, acting, partnership, id, input.version);
  if (draft.dropped_at !== null) throw new Refusal(409, 'plan.draft.is-dropped');
  const all = await mendsOf(tx, id);
  const mends = standing(all);
  const undone = mends.at(-1);
  if (!undone) throw new Refusal(409, 'plan.draft.nothing-to-undo');
  const desk = replay(await readingOfDraft(tx, id), mends.slice(0, -1));
  const row = all.find(({ number }) => number === undone.number);
  const number = (all.at(-1)?.number ?? 0) + 1;
  const { wall, owner } = draft;
  const mend = JSON.stringify({ do: 'undo', of: undone.number });
  const [before, after] = [row?.after ?? null, row?.before ?? null];
  await tx
    .insertInto('plan.draft_mend')
    .values({
      draft: id,
      number,
      mend,
      before: before && JSON.stringify(before),
      after: after && JSON.stringify(after),
      wall,
      owner,
    })
    .execute();
  await keepDesk(tx, draft, desk);
  await audit(tx, acting, 'plan.draft-mend-undone', { partnership, wall, record: id }, { after: { number, of: undone.number } });
  return { desk, undone };
}
