import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { NOTHING, noteBefore } from './queries.ts';
import { recordNote } from './record-note.ts';
import { mayKeepNotes } from './rules.ts';
import './text.ts';

export const UndoNotesInput = z.strictObject({ batch: z.uuid() });
export type UndoNotesInput = z.infer<typeof UndoNotesInput>;

/** What was saved together last, by whoever asks, in one plan. */
export type LastSave = { readonly batch: string; readonly count: number; readonly written_at: Date };

/** The last time that whoever acts saved notes of this plan together; undefined where that never was. */
export async function lastSave(tx: Tx, acting: Acting, plan: string): Promise<LastSave | undefined> {
  const { rows } = await sql<LastSave>`
    select e.batch, (select count(*)::int from followup.v_note_edition o where o.batch = e.batch) as count, e.written_at
    from followup.v_note_edition e join followup.v_note n on n.id = e.note
    where e.recorded_by = ${acting.mandate} and e.batch is not null and n.plan = ${plan} and n.owner = any ((select platform.owns())::uuid[]) order by e.written_at desc limit 1`.execute(
    tx,
  );
  return rows[0];
}

/**
 * Takes back what was saved together last: each of those notes says again what it said before. That is a save too, so it can be taken
 * back in its turn, and the history keeps both.
 *
 * @returns how many notes were put back
 * @throws Refusal 403 `followup.only-a-side`, 404 where that was not the last save, 409 `followup.undo-too-late` once one of them was changed since
 */
export async function undoNotes(
  tx: Tx,
  acting: Acting,
  plan: string,
  { batch }: UndoNotesInput,
  lang: 'en' | 'fr',
): Promise<number> {
  if (!mayKeepNotes.allows(acting)) throw new Refusal(403, 'followup.only-a-side');
  const last = await lastSave(tx, acting, plan);
  if (last?.batch !== batch) throw notFound();
  const { rows } = await sql<{ id: string; node: string; wall: string; edition: number; version: number }>`
    select n.id, n.node, n.owner as wall, e.edition, n.version from followup.v_note_edition e join followup.v_note n on n.id = e.note
    where e.batch = ${batch} and n.plan = ${plan} order by n.node`.execute(tx);
  if (rows.some((row) => row.version !== row.edition)) throw new Refusal(409, 'followup.undo-too-late');
  const undoing = crypto.randomUUID();
  for (const { id, node, wall, edition, version } of rows) {
    const before = (await noteBefore(tx, id, edition - 1)) ?? NOTHING;
    await recordNote(tx, acting, node, { version, wall, ...before }, { lang, batch: undoing });
  }
  return rows.length;
}
