import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { Refusal } from '../../platform/refusal.ts';
import { type RecordNoteInput, recordNote } from './record-note.ts';
import { mayKeepNotes } from './rules.ts';
import './text.ts';

/** One row of the grid: a node, and what is to be said of it. */
export type NoteToRecord = { readonly node: string; readonly input: RecordNoteInput };

/** Several notes could not be recorded, so none was: the refusal of each by its node. */
export class NotesRefused extends Refusal {
  readonly byNode: ReadonlyMap<string, Refusal>;

  constructor(byNode: ReadonlyMap<string, Refusal>) {
    const conflict = [...byNode.values()].some((each) => each.status === 409);
    super(conflict ? 409 : 422, conflict ? 'followup.some-changed-meanwhile' : 'followup.some-wrong', { count: byNode.size });
    this.byNode = byNode;
  }
}

/**
 * Records the notes of many nodes together, all or none. Rows that were not touched do nothing, whatever others did to them meanwhile.
 *
 * @returns how many notes were written
 * @throws NotesRefused with a reason for each row that could not be recorded, 403 `followup.only-a-side`, 404
 */
export async function recordNotes(tx: Tx, acting: Acting, notes: readonly NoteToRecord[], lang: 'en' | 'fr'): Promise<number> {
  if (!mayKeepNotes.allows(acting)) throw new Refusal(403, 'followup.only-a-side');
  const batch = crypto.randomUUID();
  const refused = new Map<string, Refusal>();
  for (const { node, input } of notes) {
    try {
      await recordNote(tx, acting, node, input, { lang, batch });
    } catch (error) {
      if (!(error instanceof Refusal) || (error.status !== 409 && error.status !== 422)) throw error;
      refused.set(node, error);
    }
  }
  if (refused.size > 0) throw new NotesRefused(refused);
  const { count } = await tx
    .selectFrom('followup.v_note_edition')
    .select((of) => of.fn.countAll<string>().as('count'))
    .where('batch', '=', batch)
    .executeTakeFirstOrThrow();
  return Number(count);
}
