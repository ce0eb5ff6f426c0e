import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Text } from '../../platform/db/tables.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Lang, Readers } from '../plan/index.ts';

/** What a note says. An empty text is nothing said; `due` is a day as 2007-11-30, or empty. */
export type NoteWords = {
  readonly lineToTake: string;
  readonly background: string;
  readonly nextStep: string;
  readonly whose: string;
  readonly due: string;
};

/** The fields of a note in the order in which they are asked. */
export const FIELDS = ['lineToTake', 'background', 'nextStep', 'whose', 'due'] as const;
export type Field = (typeof FIELDS)[number];

/** A note that says nothing. */
export const NOTHING: NoteWords = { lineToTake: '', background: '', nextStep: '', whose: '', due: '' };

/** Whether two notes say the same in every field. */
export const sameWords = (a: NoteWords, b: NoteWords): boolean => FIELDS.every((field) => a[field] === b[field]);

const WORDS = sql`e.line_to_take as "lineToTake", e.background, e.next_step as "nextStep", e.whose, coalesce(e.due::text, '') as due`;

/**
 * The wall in which whoever acts keeps notes: the narrowest that is held; by a token that only reads, which holds none, that of the party for
 * which it reads. @throws Refusal 403 where there is none
 */
export async function circleOf(tx: Tx): Promise<string> {
  const { rows } = await sql<{ circle: string | null }>`
    select coalesce((platform.owns())[1], (select y.circle from directory.v_mandate m join directory.v_party y on y.id = m.party
      where m.id = platform.acting_mandate() and y.circle = any (platform.sees()))) as circle`.execute(tx);
  const circle = rows[0]?.circle;
  if (!circle) throw new Refusal(403, 'followup.only-a-side');
  return circle;
}

/** Who reads the notes of a circle, for the sentence above them. */
export async function readersOf(tx: Tx, circle: string): Promise<Readers> {
  const { rows } = await sql<Readers>`
    select w.kind, y.name as party from platform.wall w left join directory.v_party y on y.circle = w.id where w.id = ${circle}`.execute(
    tx,
  );
  return rows[0] ?? { kind: 'group', party: null };
}

/** What a circle says of a node today: version 0, no id and nothing said where there is no note. */
export async function noteOf(
  tx: Tx,
  node: string,
  circle: string,
): Promise<{ id: string | null; version: number; words: NoteWords }> {
  const { rows } = await sql<NoteWords & { id: string; version: number }>`
    select e.id, e.version, ${WORDS} from followup.v_note e where e.node = ${node} and e.owner = ${circle}`.execute(tx);
  if (!rows[0]) return { id: null, version: 0, words: NOTHING };
  const { id, version, ...words } = rows[0];
  return { id, version, words };
}

/** What a note said at an earlier version; undefined where it did not exist yet. */
export async function noteBefore(tx: Tx, note: string, version: number): Promise<NoteWords | undefined> {
  if (version === 0) return NOTHING;
  const { rows } = await sql<NoteWords>`
    select ${WORDS} from followup.v_note_edition e where e.note = ${note} and e.edition <= ${version} order by e.edition desc limit 1`.execute(
    tx,
  );
  return rows[0];
}

export type NoteRow = NoteWords & {
  readonly id: string;
  readonly version: number;
  readonly lang: Lang;
  readonly recorded_at: Date;
  /** The name and capacity of whoever wrote it last; null where the reader does not see that mandate. */
  readonly by: string | null;
  readonly by_title: Text | null;
  readonly readers: Readers;
};

/** The note of one's own circle on a node, with its history; and those of other circles that one may read. */
export type NotesOfNode = {
  readonly own: NoteRow | null;
  readonly readers: Readers;
  readonly history: readonly EditionOfNote[];
  readonly others: readonly NoteRow[];
};

/** All notes on a node that whoever acts may read. @throws Refusal 403 for those who keep none */
export async function notesOfNode(tx: Tx, node: string): Promise<NotesOfNode> {
  const circle = await circleOf(tx);
  const { rows } = await sql<NoteRow & { owner: string; filled: boolean }>`
    select e.id, e.owner, e.version, e.lang, e.recorded_at, e.filled, ${WORDS}, m.full_name as by, m.title as by_title,
      (select jsonb_build_object('kind', w.kind, 'party', y.name) from platform.wall w left join directory.v_party y on y.circle = w.id where w.id = e.wall) as readers
    from followup.v_note e left join directory.v_mandate m on m.id = e.recorded_by where e.node = ${node} order by e.recorded_at desc limit 20`.execute(
    tx,
  );
  const own = rows.find((row) => row.owner === circle) ?? null;
  return {
    own,
    readers: own?.readers ?? (await readersOf(tx, circle)),
    history: own === null ? [] : await historyOf(tx, own.id),
    others: rows.filter((row) => row.owner !== circle && row.filled),
  };
}

export type EditionOfNote = NoteWords & {
  readonly edition: number;
  readonly recorded_at: Date;
  readonly by: string | null;
};

/**
 * What a note has said, newest first: one step for each sitting, as it stood at the end of it. Somebody who goes on writing within a
 * quarter of an hour sits at it still: what is saved by itself while one writes is no step.
 */
async function historyOf(tx: Tx, note: string): Promise<EditionOfNote[]> {
  const { rows } = await sql<EditionOfNote>`
    with step as (
      select w.*, lead(w.recorded_by) over later as next_by, lead(w.written_at) over later as next_at
      from followup.v_note_edition w where w.note = ${note} window later as (order by w.edition))
    select e.edition, e.recorded_at, ${WORDS}, m.full_name as by from step e left join directory.v_mandate m on m.id = e.recorded_by
    where e.next_at is null or e.next_by <> e.recorded_by or e.next_at > e.written_at + interval '15 minutes'
    order by e.edition desc limit 50`.execute(tx);
  return rows;
}

/** A note in a list, with the node that it stands beside. */
export type ListedNote = Omit<NoteRow, 'by_title'> & { readonly reference: string; readonly position: number };

/** What of a list of next steps is asked for: due until a day, of whoever is named so. */
export type Asked = { readonly until?: string | undefined; readonly whose?: string | undefined };

/** From where a list is read on: the day when it is due (`infinity` without one, or in the order of the document), the place of its node, its id. */
export type NotesPlace = { readonly due: string; readonly position: number; readonly id: string };

type Part = Asked & { readonly steps: boolean; readonly from: NotesPlace | undefined; readonly limit: number };

/**
 * Notes of a plan that whoever acts may read and that say something, from a place on: in the order of the document, or (`steps`) those that say
 * what comes next, by the day when it is due.
 */
export async function notesFrom(tx: Tx, plan: string, { steps, until, whose, from, limit }: Part): Promise<ListedNote[]> {
  const due = steps ? sql`coalesce(e.due, 'infinity'::date)` : sql`'infinity'::date`;
  const { rows } = await sql<ListedNote>`
    select e.id, e.version, e.lang, e.recorded_at, ${WORDS}, m.full_name as by, n.reference, n.position,
      (select jsonb_build_object('kind', w.kind, 'party', y.name) from platform.wall w left join directory.v_party y on y.circle = w.id where w.id = e.wall) as readers
    from followup.v_note e join plan.v_line n on n.id = e.node left join directory.v_mandate m on m.id = e.recorded_by
    where e.plan = ${plan} and e.filled and (${!steps} or e.next_step <> '' or e.due is not null)
      and (${until ?? null}::date is null or e.due <= ${until ?? null}::date)
      and (${whose ?? null}::text is null or strpos(lower(public.unaccent(e.whose)), lower(public.unaccent(${whose ?? null}))) > 0)
      and (${from === undefined} or (${due}, n.position, e.id) >= (${from?.due ?? null}::date, ${from?.position ?? null}::int, ${from?.id ?? null}::uuid))
    order by ${due}, n.position, e.id limit ${limit}`.execute(tx);
  return rows;
}
