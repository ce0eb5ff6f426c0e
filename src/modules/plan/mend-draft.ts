import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { Refusal } from '../../platform/refusal.ts';
import { deskOfDraft, heldDraft, keepDesk, mendsOf, storable } from './drafts.ts';
import { type Desk, Mend, MendTrouble, mended, nodeOfMend, shownNode } from './importer/index.ts';
import type { Shown } from './tables.ts';

/** One mend, of the draft as it was at a version. */
export const MendDraftInput = z.strictObject({ version: z.int().positive(), mend: Mend });
export type MendDraftInput = z.infer<typeof MendDraftInput>;

/** So many mends one draft takes: more are a document that should be read anew. */
export const MOST_MENDS = 5_000;

/**
 * Mends a draft in one place. What was there before and what is there now is kept with who did it; `undoMend` takes it back.
 *
 * @returns the draft as it is now, and the number of the mend
 * @throws Refusal 403, 404, 409 `plan.draft.changed-meanwhile` where somebody else was faster, 422 where it cannot be done
 */
export async function mendDraft(
  tx: Tx,
  acting: Acting,
  partnership: string,
  id: string,
  input: MendDraftInput,
): Promise<{ desk: Desk; number: number }> {
  const draft = await heldDraft(tx, acting, partnership, id, input.version);
  if (draft.dropped_at !== null) throw new Refusal(409, 'plan.draft.is-dropped');
  const mend = storable(input.mend);
  const before = await deskOfDraft(tx, id);
  const number = ((await mendsOf(tx, id)).at(-1)?.number ?? 0) + 1;
  if (number > MOST_MENDS) throw new Refusal(409, 'plan.draft.too-many-mends', { most: MOST_MENDS });
  const desk = attempted(() => mended(before, mend, number));
  const changed = whatChanged(before, desk, mend);
  const { wall, owner } = draft;
  const kept = { before: said(changed.before), after: said(changed.after) };
  await tx
    .insertInto('plan.draft_mend')
    .values({ draft: id, number, mend: JSON.stringify(mend), ...kept, wall, owner })
    .execute();
  await keepDesk(tx, draft, desk);
  const of = { partnership, wall, record: id };
  await audit(tx, acting, 'plan.draft-mended', of, {
    ...(changed.before && { before: changed.before }),
    after: { number, mend, ...(changed.after && { changed: changed.after }) },
  });
  return { desk, number };
}

const said = (shown: Shown | null): string | null => (shown === null ? null : JSON.stringify(shown));

function attempted(work: () => Desk): Desk {
  try {
    return work();
  } catch (error) {
    if (error instanceof MendTrouble) throw new Refusal(422, `plan.draft.trouble.${error.code}`, {}, error.field);
    throw error;
  }
}

/** How many nodes are said in full of a mend that changes many. */
const MOST_SAID = 20;

/** The nodes that a mend changed by itself, as they were and as they are: not those whose reference alone follows that of their parent. */
function whatChanged(before: Desk, after: Desk, mend: Mend): { before: Shown | null; after: Shown | null } {
  if (mend.do === 'accept') {
    const message = before.findings[mend.finding]?.message;
    return { before: null, after: { message } };
  }
  const was = new Map(before.nodes.map((node) => [node.key, node] as const));
  const is = new Map(after.nodes.map((node) => [node.key, node] as const));
  const own = nodeOfMend(mend);
  const keys = [...new Set([...was.keys(), ...is.keys()])].filter((key) => {
    const [old, now] = [was.get(key), is.get(key)];
    if (key === own || !old || !now) return true;
    return old.text !== now.text || old.confirmed !== now.confirmed;
  });
  const all = (desk: Desk): Shown | null => {
    const shown = keys.slice(0, MOST_SAID).flatMap((key) => {
      const node = shownNode(desk, key);
      return node ? [[key, node] as const] : [];
    });
    return shown.length === 0
      ? null
      : { ...Object.fromEntries(shown), ...(keys.length > MOST_SAID && { more: keys.length - MOST_SAID }) };
  };
  return { before: all(before), after: all(after) };
}
