import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Text } from '../../platform/db/tables.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { type OwnWall, ownWalls } from '../directory/index.ts';
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
 * The walls on which whoever acts keeps notes, that of the own seat first; by a token that only reads, which holds none, that of the party for
 * which it reads. @throws Refusal 403 where there is none
 */
export async function noteWalls(tx: Tx): Promise<readonly [OwnWall, ...OwnWall[]]> {
  const held = await ownWalls(tx);
  const [first, ...more] = held.length > 0 ? held : await wallOfParty(tx);
  if (!first) throw new Refusal(403, 'followup.only-a-side');
  return [first, ...more];
}

async function wallOfParty(tx: Tx): Promise<OwnWall[]> {
  const { rows } = await sql<OwnWall>`
    select w.id, w.kind, w.readers, null as people from directory.v_mandate m join directory.v_party y on y.id = m.party
      join directory.v_wall w on w.id = y.circle where m.id = platform.acting_mandate()`.execute(tx);
  return rows;
}

/** Of the walls on which one keeps notes the one that was chosen, or that of the own seat. @throws Refusal 404 where it is none of them; 403 */
export async function noteWall(tx: Tx, chosen: string | undefined): Promise<Pick<OwnWall, 'id' | 'readers'>> {
  const { rows } = await sql<Pick<OwnWall, 'id' | 'readers'>>`
    select w.id, w.readers from directory.v_wall w where w.id = coalesce(${chosen ?? null}::uuid, (platform.owns())[1]) and w.id = any (platform.owns())`.execute(
    tx,
  );
  if (rows[0]) return rows[0];
  throw chosen === undefined ? new Refusal(403, 'followup.only-a-side') : notFound();
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
  /** Whether it says anything: one that was emptied does not. */
  readonly filled: boolean;
};

/** A note that whoever acts may change: its wall, what it says today (null: nothing yet), and what it said before. */
export type OwnNote = {
  readonly wall: OwnWall;
  readonly note: NoteRow | null;
  readonly history: readonly EditionOfNote[];
};

/** The notes of one's own circles on a node, that of the seat first, be there one or not; the other walls without one; and notes of others that one may read. */
export type NotesOfNode = {
  readonly own: readonly [OwnNote, ...OwnNote[]];
  readonly free: readonly OwnWall[];
  readonly others: readonly NoteRow[];
};

/** All notes on a node that whoever acts may read. @throws Refusal 403 for those who keep none */
export async function notesOfNode(tx: Tx, node: string): Promise<NotesOfNode> {
  const walls = await noteWalls(tx);
  const { rows } = await sql<NoteRow & { owner: string }>`
    select e.id, e.owner, e.version, e.lang, e.recorded_at, e.filled, ${WORDS}, m.full_name as by, m.title as by_title,
      (select w.readers from directory.v_wall w where w.id = e.wall) as readers
    from followup.v_note e left join directory.v_mandate m on m.id = e.recorded_by where e.node = ${node} order by e.recorded_at desc limit 200`.execute(
    tx,
  );
  const noteOn = (wall: OwnWall) => rows.find((row) => row.owner === wall.id) ?? null;
  // One that was emptied still has its history, and its version.
  const withHistory = async (wall: OwnWall, note: NoteRow | null): Promise<OwnNote> => ({
    wall,
    note,
    history: note === null ? [] : await historyOf(tx, note.id),
  });
  const [seat, ...narrower] = walls;
  const own: [OwnNote, ...OwnNote[]] = [await withHistory(seat, noteOn(seat))];
  for (const wall of narrower) if (noteOn(wall)) own.push(await withHistory(wall, noteOn(wall)));
  const free = narrower.filter((wall) => !noteOn(wall));
  return { own, free, others: rows.filter((row) => row.filled && !walls.some((wall) => wall.id === row.owner)) };
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
    select e.id, e.version, e.lang, e.recorded_at, e.filled, ${WORDS}, m.full_name as by, n.reference, n.position,
      (select w.readers from directory.v_wall w where w.id = e.wall) as readers
    from followup.v_note e join plan.v_line n on n.id = e.node left join directory.v_mandate m on m.id = e.recorded_by
    where e.plan = ${plan} and e.filled and (${!steps} or e.next_step <> '' or e.due is not null)
      and (${until ?? null}::date is null or e.due <= ${until ?? null}::date)
      and (${whose ?? null}::text is null or strpos(lower(public.unaccent(e.whose)), lower(public.unaccent(${whose ?? null}))) > 0)
      and (${from === undefined} or (${due}, n.position, e.id) >= (${from?.due ?? null}::date, ${from?.position ?? null}::int, ${from?.id ?? null}::uuid))
    order by ${due}, n.position, e.id limit ${limit}`.execute(tx);
  return rows;
}
