import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import type { Readers } from '../directory/index.ts';
import type { Desk, Draft, NumberedMend } from './importer/index.ts';
import { mayKeepDrafts } from './rules.ts';
import type { DraftFormat, KeptDesk, KeptMend, KeptReading, Lang, Shown } from './tables.ts';
import './text.ts';

export type DraftRow = {
  readonly id: string;
  readonly partnership: string;
  readonly wall: string;
  readonly owner: string;
  readonly title: string;
  readonly lang: Lang;
  readonly version: number;
  readonly format: DraftFormat;
  readonly file_name: string;
  readonly lines: number;
  readonly doubts: number;
  readonly settled: number;
  readonly waits_for_columns: boolean;
  readonly changed_at: Date;
  readonly begun_at: Date;
  readonly begun_by: string | null;
  readonly dropped_at: Date | null;
  readonly entered_at: Date | null;
  /** The address of the plan that it became. */
  readonly plan: string | null;
  readonly readers: Readers;
  /** Whether whoever asks may mend it. */
  readonly mine: boolean;
};

const rows = (where: ReturnType<typeof sql>) => sql<DraftRow>`
  select d.id, d.partnership, d.wall, d.owner, d.title, d.lang, d.version, d.format, d.file_name, d.lines, d.doubts, d.settled, d.waits_for_columns,
    d.changed_at, d.begun_at, m.full_name as begun_by, d.dropped_at, d.entered_at, p.slug as plan, w.readers, d.owner = any (platform.owns()) as mine
  from plan.v_draft d join directory.v_wall w on w.id = d.wall left join directory.v_mandate m on m.id = d.begun_by
    left join plan.v_plan p on p.id = d.plan
  where ${where}`;

/** How many drafts a list shows. */
export const MOST_LISTED = 200;

/** The drafts of a partnership that the reader may see, the newest first: those at work, or those that were dropped. */
export async function draftsOf(
  tx: Tx,
  partnership: string,
  which: { dropped?: boolean; from?: string | undefined; limit?: number } = {},
): Promise<DraftRow[]> {
  const dropped =
    which.dropped === undefined ? sql`true` : which.dropped ? sql`d.dropped_at is not null` : sql`d.dropped_at is null`;
  const from = which.from === undefined ? sql`true` : sql`d.id >= ${which.from}`;
  const order = which.from === undefined && which.limit === undefined ? sql`d.begun_at desc, d.id` : sql`d.id`;
  const found = await rows(
    sql`d.partnership = ${partnership} and ${dropped} and ${from} order by ${order} limit ${which.limit ?? MOST_LISTED}`,
  ).execute(tx);
  return found.rows;
}

/** The draft at an address. @throws Refusal 404 */
export async function draftById(tx: Tx, partnership: string, id: string): Promise<DraftRow> {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw notFound();
  const [draft] = (await rows(sql`d.partnership = ${partnership} and d.id = ${id}`).execute(tx)).rows;
  if (!draft) throw notFound();
  return draft;
}

/** A draft as it is mended today. @throws Refusal 409 while nobody said what its columns hold */
export async function deskOfDraft(tx: Tx, id: string): Promise<Desk> {
  const kept = await tx.selectFrom('plan.draft').select(['text', 'state']).where('id', '=', id).executeTakeFirst();
  if (!kept) throw notFound();
  if (kept.text === null || kept.state === null) throw new Refusal(409, 'plan.draft.waits-for-columns');
  return { ...(kept.state as KeptDesk), text: kept.text };
}

/** A draft as it was read. @throws Refusal 409 while nobody said what its columns hold */
export async function readingOfDraft(tx: Tx, id: string): Promise<Draft> {
  const kept = await tx.selectFrom('plan.draft').select(['text', 'reading']).where('id', '=', id).executeTakeFirst();
  if (!kept) throw notFound();
  if (kept.text === null || kept.reading === null) throw new Refusal(409, 'plan.draft.waits-for-columns');
  return { ...(kept.reading as KeptReading), text: kept.text };
}

export type MendRow = {
  readonly number: number;
  readonly mend: KeptMend;
  readonly before: Shown | null;
  readonly after: Shown | null;
  readonly made_at: Date;
  readonly made_by: string | null;
  /** Whether it was taken back since. */
  readonly undone: boolean;
};

/** All that was mended in a draft, in order, with what was taken back. */
export async function mendsOf(tx: Tx, draft: string): Promise<MendRow[]> {
  const found = await sql<Omit<MendRow, 'undone'>>`
    select d.number, d.mend, d.before, d.after, d.made_at, m.full_name as made_by
    from plan.draft_mend d left join directory.v_mandate m on m.id = d.made_by where d.draft = ${draft} order by d.number`.execute(
    tx,
  );
  const undone = new Set(found.rows.flatMap(({ mend }) => (mend.do === 'undo' ? [mend.of] : [])));
  return found.rows.map((row) => ({ ...row, undone: undone.has(row.number) }));
}

/** The mends that stand: those that nobody took back. */
export const standing = (mends: readonly MendRow[]): NumberedMend[] =>
  mends.flatMap(({ number, mend, undone }) => (mend.do === 'undo' || undone ? [] : [{ number, mend }]));

/**
 * A draft that whoever acts may change, held until the end of the transaction, as it was at `version`.
 *
 * @throws Refusal 403 where it is somebody else’s, 404, 409 where it was changed since, is entered or dropped
 */
export async function heldDraft(tx: Tx, acting: Acting, partnership: string, id: string, version: number): Promise<DraftRow> {
  if (!mayKeepDrafts.allows(acting)) throw new Refusal(403, 'plan.draft.only-keepers');
  await draftById(tx, partnership, id);
  await sql`select r.id from platform.record r where r.id = ${id} for update`.execute(tx).catch(() => undefined);
  const draft = await draftById(tx, partnership, id);
  if (!draft.mine) throw new Refusal(403, 'plan.draft.not-yours');
  if (draft.entered_at !== null) throw new Refusal(409, 'plan.draft.is-entered');
  if (draft.version !== version) throw new Refusal(409, 'plan.draft.changed-meanwhile');
  return draft;
}

/** Keeps what is on the desk, and counts the version of the draft up. */
export async function keepDesk(tx: Tx, draft: Pick<DraftRow, 'id' | 'version'>, desk: Desk): Promise<void> {
  const { text: _, ...state } = desk;
  await tx
    .updateTable('plan.draft')
    .set({ state: JSON.stringify(state), ...countsOf(desk) })
    .where('id', '=', draft.id)
    .execute();
  await countUp(tx, draft);
}

/** What lists say of a draft. */
export const countsOf = (desk: Pick<Desk, 'nodes' | 'findings'>) => ({
  lines: desk.nodes.filter(({ kind }) => kind === 'action').length,
  doubts: desk.findings.length,
  settled: desk.findings.filter(({ settled }) => settled !== null).length,
});

/** The record of a draft has changed. */
export async function countUp(tx: Tx, draft: Pick<DraftRow, 'id' | 'version'>): Promise<void> {
  await tx
    .updateTable('platform.record')
    .set({ version: draft.version + 1, changed_at: sql`platform.now()` })
    .where('id', '=', draft.id)
    .execute();
}

/** PostgreSQL keeps every character but one, and no half of a pair; a sign of the same length in its stead keeps all evidence in its place. */
export function storable<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll('\0', '\ufffd').toWellFormed() as T;
  if (Array.isArray(value)) return value.map(storable) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, storable(each)])) as T;
}

/** The document of a draft as it was received. @throws Refusal 404 */
export async function fileOfDraft(tx: Tx, id: string): Promise<{ name: string; type: string; size: number; sha256: Buffer }> {
  const file = await tx
    .selectFrom('plan.draft')
    .innerJoin('platform.attachment', 'platform.attachment.id', 'plan.draft.attachment')
    .select(['platform.attachment.name', 'platform.attachment.type', 'platform.attachment.size', 'platform.attachment.sha256'])
    .where('plan.draft.id', '=', id)
    .executeTakeFirst();
  if (!file) throw notFound();
  return { ...file, size: Number(file.size) };
}
