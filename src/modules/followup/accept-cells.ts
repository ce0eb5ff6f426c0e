import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { CellDifference } from './copies/compare.ts';
import { comparisonOf, copyOf } from './copies/queries.ts';
import { FIELDS } from './note-words.ts';
import { NotesRefused, recordNotes } from './record-notes.ts';
import { mayKeepNotes } from './rules.ts';
import './text.ts';

/** So many notes are recorded in one act at most. */
export const MOST_AT_ONCE = 500;

/** What is decided about cells of a file that came back. */
export const AcceptCellsInput = z.union([
  /** All that nobody else touched, of one column where one is named. */
  z.strictObject({ all: z.literal(true), field: z.enum(FIELDS).optional() }),
  z.strictObject({
    cells: z
      .array(
        z.strictObject({
          reference: z.string().max(60),
          field: z.enum(FIELDS),
          /** Of the note that was shown beside it. */
          version: z.int().nonnegative(),
          /** Taken as the file has it, also in place of what somebody else wrote; or left as it stands, for good. */
          decision: z.enum(['take', 'keep']),
        }),
      )
      .max(2_000),
  }),
]);
export type AcceptCellsInput = z.infer<typeof AcceptCellsInput>;

/**
 * Records cells of a file that came back as notes of its circle, as an act of whoever accepts: all or none, and to be taken back together. Cells that
 * say meanwhile what the file says do nothing.
 *
 * @returns how many cells were recorded, and how many notes are left for another time because there were too many
 * @throws Refusal 403, 404; 409 `followup.copy.changed-meanwhile` where a note beside which one decided is another now
 */
export async function acceptCells(
  tx: Tx,
  acting: Acting,
  plan: { readonly id: string; readonly partnership: string },
  id: string,
  input: AcceptCellsInput,
  lang: 'en' | 'fr',
): Promise<{ readonly taken: number; readonly left: number }> {
  if (!mayKeepNotes.allows(acting)) throw new Refusal(403, 'followup.only-a-side');
  const copy = await copyOf(tx, plan.id, id);
  const { cells } = await comparisonOf(tx, copy);
  const { take, keep } = 'all' in input ? harmless(cells, input.field) : decided(cells, input.cells);
  const byNode = Map.groupBy(take, (cell) => cell.line.node);
  const notes = [...byNode].slice(0, MOST_AT_ONCE).flatMap(([node, chosen]) => {
    const [{ line } = { line: undefined }] = chosen;
    if (!line) return [];
    const words = { ...line.now, ...Object.fromEntries(chosen.map((cell) => [cell.field, cell.file])) };
    return [{ node, input: { ...words, version: line.version, wall: copy.circle }, cells: chosen.length }];
  });
  try {
    await recordNotes(tx, acting, notes, lang);
  } catch (error) {
    // What the words must be was asked when the file was read: somebody was faster.
    throw error instanceof NotesRefused ? new Refusal(409, 'followup.copy.changed-meanwhile') : error;
  }
  if (keep.length > 0)
    await tx
      .updateTable('followup.returned_copy')
      .set({ kept: [...new Set([...copy.kept, ...keep])] })
      .where('id', '=', id)
      .execute();
  const taken = notes.reduce((sum, note) => sum + note.cells, 0);
  if (taken > 0 || keep.length > 0) {
    const of = { partnership: plan.partnership, wall: copy.circle, record: null };
    await audit(tx, acting, 'followup.copy-accepted', of, { after: { copy: id, taken, kept: keep } });
  }
  return { taken, left: byNode.size - notes.length };
}

type Decided = { readonly take: readonly CellDifference[]; readonly keep: readonly string[] };

function harmless(cells: readonly CellDifference[], field: string | undefined): Decided {
  const take = cells.filter((cell) => cell.kind !== 'conflict' && !cell.kept && (field === undefined || cell.field === field));
  return { take, keep: [] };
}

function decided(cells: readonly CellDifference[], choices: Extract<AcceptCellsInput, { cells: unknown }>['cells']): Decided {
  const byKey = new Map(cells.map((cell) => [cell.key, cell]));
  const take: CellDifference[] = [];
  const keep: string[] = [];
  for (const { reference, field, version, decision } of choices) {
    const cell = byKey.get(`${reference} ${field}`);
    // It says meanwhile what the file says.
    if (!cell) continue;
    if (cell.line.version !== version) throw new Refusal(409, 'followup.copy.changed-meanwhile');
    if (decision === 'take') take.push(cell);
    else keep.push(cell.key);
  }
  return { take, keep };
}
