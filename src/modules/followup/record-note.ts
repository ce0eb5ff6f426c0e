import { sql } from 'kysely';
import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { emit } from '../../platform/outbox/emit.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { indexWords } from '../../platform/search/index-words.ts';
import { type NoteWords, noteBefore, noteOf, noteWall, sameWords } from './queries.ts';
import { mayKeepNotes } from './rules.ts';
import './text.ts';

const Words = z.string().max(20_000);

/** The fields of the form of a note. Whether they say what they should is asked by the action, which says where they do not. */
export const RecordNoteInput = z.strictObject({
  /** Of the note that was read before writing; 0 where there was none. */
  version: z.coerce.number().int().nonnegative(),
  /** On which of one's own walls the note is kept: each has one for each node. Left out: on that of the own seat. */
  wall: z.uuid().optional(),
  lineToTake: Words,
  background: Words,
  nextStep: Words,
  whose: Words,
  due: Words,
});
export type RecordNoteInput = z.infer<typeof RecordNoteInput>;

/** How long each field may be, in characters. */
export const LONGEST = { lineToTake: 4_000, background: 10_000, nextStep: 2_000, whose: 200 } as const;

type Said = { readonly lang: 'en' | 'fr'; readonly batch?: string };

/**
 * Records what one circle that `acting` holds says of a node, in place of what it said before; the earlier words stay in the history.
 * A field that is empty is empty from now on. Nothing happens where nothing was changed: neither by words that stand there already, nor by
 * those of an earlier version that come back untouched while somebody else changed them.
 *
 * @returns the version of the note; 0 where there is none and nothing was written
 * @throws Refusal 403 `followup.only-a-side`, 404 (also for a wall that is not one's own), 409 `followup.note-changed-meanwhile`, 422 at the field that is too long or no day
 */
export async function recordNote(tx: Tx, acting: Acting, nodeId: string, input: RecordNoteInput, said: Said): Promise<number> {
  if (!mayKeepNotes.allows(acting)) throw new Refusal(403, 'followup.only-a-side');
  const words = checkedWords(input);
  const node = await tx.selectFrom('plan.v_node').selectAll().where('id', '=', nodeId).executeTakeFirst();
  const plan =
    node && (await tx.selectFrom('plan.v_plan').select(['id', 'partnership']).where('id', '=', node.plan).executeTakeFirst());
  if (!node || !plan) throw notFound();
  const circle = (await noteWall(tx, input.wall)).id;
  const now = await lockedNote(tx, nodeId, circle);
  if (sameWords(words, now.words)) return now.version;
  if (now.version !== input.version) {
    const shown = now.id === null ? undefined : await noteBefore(tx, now.id, input.version);
    if (shown && sameWords(words, shown)) return now.version;
    throw new Refusal(409, 'followup.note-changed-meanwhile', { reference: node.reference });
  }
  const version = now.version + 1;
  const title = `${node.reference} ${words.lineToTake || words.nextStep || words.background}`.slice(0, 200).trim();
  const note =
    now.id ??
    (await newNote(tx, nodeId, { partnership: plan.partnership, circle, title, lang: said.lang, reference: node.reference }));
  if (now.id !== null)
    await tx
      .updateTable('platform.record')
      .set({ version, changed_at: sql`platform.now()`, title, lang: said.lang })
      .where('id', '=', note)
      .execute();
  await tx
    .insertInto('followup.note_edition')
    .values({ note, edition: version, ...stored(words), batch: said.batch ?? null, wall: circle, owner: circle })
    .execute();
  const plain = [words.background, words.nextStep, words.whose].join('\n');
  // In which language somebody writes to himself nobody knows: found by the words of either.
  await indexWords(
    tx,
    (['en', 'fr'] as const).map((lang) => ({
      record: note,
      within: plan.id,
      part: 'note',
      lang,
      strong: words.lineToTake,
      plain,
    })),
  );
  const of = { partnership: plan.partnership, wall: circle, record: note };
  await audit(tx, acting, 'followup.note-recorded', of, {
    before: { version: now.version, ...now.words },
    after: { version, node: nodeId, ...words },
  });
  await emit(tx, 'followup.note-recorded', plan.partnership, { note });
  return version;
}

/** What was typed as it is kept: line breaks of one kind, no space around it, a day as a day. @throws Refusal 422 at the field */
export function checkedWords(input: NoteWords): NoteWords {
  const tidy = (words: string) => words.replace(/\r\n?/g, '\n').trim();
  const words = {
    lineToTake: tidy(input.lineToTake),
    background: tidy(input.background),
    nextStep: tidy(input.nextStep),
    whose: tidy(input.whose).replace(/\s+/g, ' '),
    due: tidy(input.due),
  };
  for (const [field, most] of Object.entries(LONGEST) as [keyof typeof LONGEST, number][])
    if ([...words[field]].length > most) throw new Refusal(422, 'followup.too-long', { most }, field);
  if (words.due !== '' && (!z.iso.date().safeParse(words.due).success || words.due < '0001'))
    throw new Refusal(422, 'followup.no-day', {}, 'due');
  return words;
}

async function lockedNote(
  tx: Tx,
  node: string,
  circle: string,
): Promise<{ id: string | null; version: number; words: NoteWords }> {
  await sql`select r.version from platform.record r where r.id = (select n.id from followup.note n where n.node = ${node} and n.owner = ${circle}) for update`.execute(
    tx,
  );
  return noteOf(tx, node, circle);
}

type New = { partnership: string; circle: string; title: string; lang: 'en' | 'fr'; reference: string };

async function newNote(tx: Tx, node: string, { partnership, circle, title, lang, reference }: New): Promise<string> {
  const id = crypto.randomUUID();
  const place = { wall: circle, owner: circle };
  await tx
    .insertInto('platform.record')
    .values({ id, partnership, kind: 'followup.note', ...place, title, lang })
    .execute();
  const made = await tx
    .insertInto('followup.note')
    .values({ id, node, ...place })
    .onConflict((conflict) => conflict.columns(['node', 'owner']).doNothing())
    .returning('id')
    .executeTakeFirst();
  // Somebody of the same circle began one in the same moment.
  if (!made) throw new Refusal(409, 'followup.note-changed-meanwhile', { reference });
  return id;
}

const stored = (words: NoteWords) => ({
  line_to_take: words.lineToTake,
  background: words.background,
  next_step: words.nextStep,
  whose: words.whose,
  due: words.due === '' ? null : words.due,
});
