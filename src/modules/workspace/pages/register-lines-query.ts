import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { Lang, NodeKind, PromiseKind as Promise_ } from '../../plan/index.ts';

export type LineRow = {
  readonly id: string;
  readonly parent: string | null;
  readonly kind: NodeKind;
  readonly reference: string;
  readonly number: string;
  readonly lang: Lang;
  readonly text: string;
  readonly translation: string | null;
  readonly promise: Promise_ | null;
  readonly promise_confirmed: boolean;
  readonly qualifiers: string[];
  readonly subitems: number;
  /** References of the priorities that sharpen it. */
  readonly priorities: string[];
};

export type RegisterFilter = {
  /** Node ids of the areas whose lines are wanted, the outermost first; undefined: all. */
  readonly under?: readonly string[];
  readonly promise?: Promise_;
  /** Only lines that a priority sharpens. */
  readonly priority?: string;
  readonly words?: string;
};

/** In the order of the document, or by kind of promise and then in that order. */
export type RegisterOrder = 'document' | 'promise';

type Plan = { readonly id: string; readonly partnership: string };
type Part = { readonly limit: number; readonly order: RegisterOrder; readonly from?: string | undefined };

/** What a list is sorted by, both ways, and how a line `n` stands to the line `f` that a page begins with. */
const ORDERS = {
  document: { by: sql`n.position`, back: sql`n.position desc`, place: sql`n.position`, start: sql`f.position` },
  promise: {
    by: sql`n.promise, n.position`,
    back: sql`n.promise desc, n.position desc`,
    place: sql`(n.promise, n.position)`,
    start: sql`f.promise, f.position`,
  },
};

/** The action lines of a plan that pass a filter, in the order asked, from the line of reference `from` on, `limit` of them at most. */
export async function linesOf(tx: Tx, plan: Plan, reader: Lang, filter: RegisterFilter, part: Part): Promise<LineRow[]> {
  const order = ORDERS[part.order];
  const from = part.from === undefined ? sql`true` : sql`${order.place} >= ${startOf(plan, part.order, part.from)}`;
  const { rows } = await sql<LineRow>`
    with line as materialized (
      select n.id, n.parent, n.kind, n.reference, n.number, n.position, n.promise, n.promise_confirmed, n.qualifiers from plan.v_line n
      where ${passing(plan, filter)} and ${from} order by ${order.by} limit ${part.limit})
    select n.id, n.parent, n.kind, n.reference, n.number, n.promise, n.promise_confirmed, n.qualifiers, v.lang, v.text,
      (select t.text from plan.v_edition t where t.node = n.id and t.lang = ${reader} and v.lang <> ${reader} order by t.edition desc limit 1) as translation,
      (select count(*)::int from plan.v_line s where s.parent = n.id and s.kind = 'subitem') as subitems,
      coalesce((select array_agg(p.reference order by p.position) from plan.v_sharpens s join plan.v_line p on p.id = s.priority where s.line = n.id), '{}') as priorities
    from line n cross join lateral (select e.lang, e.text from plan.v_authentic e where e.node = n.id order by e.edition desc limit 1) v
    order by ${order.by}`.execute(tx);
  return rows;
}

/** Where the page before begins: the reference of the line that stands `by` lines, or fewer, before `from` in a filtered list. Undefined at its beginning. */
export async function pageBefore(
  tx: Tx,
  plan: Plan,
  filter: RegisterFilter,
  page: { readonly from: string; readonly order: RegisterOrder; readonly by: number },
): Promise<{ readonly reference: string; readonly first: boolean } | undefined> {
  const order = ORDERS[page.order];
  const { rows } = await sql<{ reference: string }>`
    select n.reference from plan.v_line n where ${passing(plan, filter)} and ${order.place} < ${startOf(plan, page.order, page.from)}
    order by ${order.back} limit ${page.by + 1}`.execute(tx);
  const start = rows[page.by - 1] ?? rows.at(-1);
  return start && { reference: start.reference, first: rows.length <= page.by };
}

function startOf(plan: Plan, order: RegisterOrder, reference: string) {
  return sql`(select ${ORDERS[order].start} from plan.v_line f where f.plan = ${plan.id} and f.reference = ${reference})`;
}

/** How many action lines pass the filter: for the count above the list. Not counted but looked up, unless words or a priority narrow the list. */
export async function countLines(tx: Tx, plan: Plan, filter: RegisterFilter): Promise<number> {
  const place = filter.under === undefined ? sql`c.above is null` : sql`c.above = ${filter.under[0] ?? null}`;
  const promise = filter.promise === undefined ? sql`true` : sql`c.promise = ${filter.promise}`;
  const counting =
    filter.words === undefined && filter.priority === undefined
      ? sql<{ count: number }>`select coalesce(sum(c.count), 0)::int as count from plan.v_tally c
          where c.plan = ${plan.id} and ${place} and c.kind = 'action' and ${promise}`
      : sql<{ count: number }>`select count(*)::int as count from plan.v_line n where ${passing(plan, filter)}`;
  const { rows } = await counting.execute(tx);
  return rows[0]?.count ?? 0;
}

// What it takes for a line `n` to stand in the list.
function passing(plan: Plan, filter: RegisterFilter) {
  const under = filter.under === undefined ? sql`true` : sql`n.parent = any (${[...filter.under]}::uuid[])`;
  const promise = filter.promise === undefined ? sql`true` : sql`n.promise = ${filter.promise}`;
  const priority = filter.priority === undefined ? sql`true` : prioritised(filter.priority, plan.id);
  const words = filter.words === undefined ? sql`true` : found(filter.words, plan);
  return sql`n.plan = ${plan.id} and n.kind = 'action' and ${under} and ${promise} and ${priority} and ${words}`;
}

function prioritised(reference: string, plan: string) {
  const which = reference === 'any' ? sql`true` : sql`p.reference = ${reference}`;
  return sql`n.id in (select s.line from plan.v_line p join plan.v_sharpens s on s.priority = p.id where p.plan = ${plan} and p.kind = 'priority' and ${which})`;
}

// A sub-item that holds the words brings its line.
function found(words: string, plan: Plan) {
  return sql`n.id in (select coalesce(case when h.kind = 'subitem' then h.parent end, h.id) from platform.records_found(${words}, ${plan.partnership}, ${plan.id}) f join plan.v_line h on h.id = f.record)`;
}
