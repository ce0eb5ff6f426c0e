import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import { notFound } from '../../../platform/refusal.ts';
import type { Lang } from '../../plan/index.ts';
import type { NoteWords } from '../queries.ts';

/** So many lines are written at once: all their fields fit into one form, and into one look. */
export const PER_GRID = 40;

export type GridFilter = {
  /** The reference of the part or area whose lines are wanted; undefined: all. */
  readonly area?: string | undefined;
  readonly which?: 'with' | 'without' | undefined;
};

export type GridLine = NoteWords & {
  readonly id: string;
  /** The note; null where the circle has none on it. */
  readonly note: string | null;
  readonly reference: string;
  readonly lang: Lang;
  readonly text: string;
  readonly translation: string | null;
  /** The language in which the note was written last; null where there is none. */
  readonly written: Lang | null;
  /** 0 where the circle has no note on it. */
  readonly version: number;
};

type Plan = { readonly id: string };

// A line `n` and the note `e` of the circle beside it.
const LINE = sql`n.id, e.id as note, n.reference, n.lang, n.text, e.lang as written, coalesce(e.version, 0) as version, coalesce(e.line_to_take, '') as "lineToTake",
  coalesce(e.background, '') as background, coalesce(e.next_step, '') as "nextStep", coalesce(e.whose, '') as whose, coalesce(e.due::text, '') as due`;
const translated = (reader: Lang) =>
  sql`(select t.text from plan.v_edition t where t.node = n.id and t.lang = ${reader} and n.lang <> ${reader} order by t.edition desc limit 1) as translation`;

/** The lines of a plan that pass a filter, in the order of the document, each with the note of one circle: one page of them. */
export async function gridLines(
  tx: Tx,
  plan: Plan,
  circle: string,
  filter: GridFilter,
  page: { readonly number: number; readonly reader: Lang },
): Promise<GridLine[]> {
  const { rows } = await sql<GridLine>`
    with recursive ${placesIn(plan, filter)}, line as materialized (${passing(plan, circle, filter)} order by n.position limit ${PER_GRID} offset ${(page.number - 1) * PER_GRID})
    select ${LINE}, ${translated(page.reader)} from line l join plan.v_node n on n.id = l.id left join followup.v_note e on e.node = n.id and e.owner = ${circle}
    order by n.position`.execute(tx);
  return rows;
}

/** How many lines pass a filter. */
export async function countGridLines(tx: Tx, plan: Plan, circle: string, filter: GridFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with recursive ${placesIn(plan, filter)}, line as (${passing(plan, circle, filter)}) select count(*)::int as count from line`.execute(
    tx,
  );
  return rows[0]?.count ?? 0;
}

/** Lines by their references, in the order of the document, each with the note of one circle. @throws Refusal 404 where one is not there */
export async function linesByReference(
  tx: Tx,
  plan: Plan,
  circle: string,
  references: readonly string[],
  reader: Lang,
): Promise<GridLine[]> {
  const { rows } = await sql<GridLine>`
    select ${LINE}, ${translated(reader)} from plan.v_node n left join followup.v_note e on e.node = n.id and e.owner = ${circle}
    where n.plan = ${plan.id} and n.kind = 'action' and n.reference = any (${[...references]}::text[]) order by n.position limit ${PER_GRID}`.execute(
    tx,
  );
  if (rows.length !== new Set(references).size) throw notFound();
  return rows;
}

/** Any node of a plan by its reference. @throws Refusal 404 */
export async function lineByReference(
  tx: Tx,
  plan: string,
  reference: string,
): Promise<{ id: string; reference: string; lang: Lang; text: string }> {
  const node = await tx
    .selectFrom('plan.v_node')
    .select(['id', 'reference', 'lang', 'text'])
    .where('plan', '=', plan)
    .where('reference', '=', reference)
    .executeTakeFirst();
  if (!node) throw notFound();
  return node;
}

export type GridArea = { readonly reference: string; readonly text: string; readonly translation: string | null };

/** The parts and areas of a plan, to choose one. */
export async function gridAreas(tx: Tx, plan: Plan, reader: Lang): Promise<GridArea[]> {
  const { rows } = await sql<GridArea>`
    select n.reference, n.text, ${translated(reader)} from plan.v_node n where n.plan = ${plan.id} and n.kind in ('part', 'area')
    order by n.position limit 500`.execute(tx);
  return rows;
}

function placesIn(plan: Plan, { area }: GridFilter) {
  return sql`place as (
    select p.id from plan.v_line p where p.plan = ${plan.id} and p.reference = ${area ?? null} and p.kind in ('part', 'area')
    union all select p.id from place join plan.v_line p on p.plan = ${plan.id} and p.parent = place.id and p.kind in ('part', 'area'))`;
}

function passing(plan: Plan, circle: string, { area, which }: GridFilter) {
  const noted = sql`exists (select from followup.v_note e where e.node = n.id and e.owner = ${circle} and e.filled)`;
  const wanted = which === undefined ? sql`true` : which === 'with' ? noted : sql`not ${noted}`;
  const inside = area === undefined ? sql`true` : sql`n.parent in (select place.id from place)`;
  return sql`select n.id from plan.v_line n where n.plan = ${plan.id} and n.kind = 'action' and ${inside} and ${wanted}`;
}
