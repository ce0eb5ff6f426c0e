import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { notFound } from '../../platform/refusal.ts';
import type { Lang, NodeKind, PromiseKind as Promise_ } from '../plan/index.ts';

export type OutlineRow = {
  readonly id: string;
  readonly parent: string | null;
  readonly kind: 'part' | 'area';
  readonly reference: string;
  readonly number: string;
  readonly lang: Lang;
  readonly text: string;
  readonly translation: string | null;
  /** Action lines directly under it. */
  readonly actions: number;
};

/** The parts and areas of a plan with the number of action lines directly under each, in the order of the document. */
export async function outlineOf(tx: Tx, plan: string, reader: Lang): Promise<OutlineRow[]> {
  const { rows } = await sql<OutlineRow>`
    select n.id, n.parent, n.kind, n.reference, n.number, n.lang, n.text, w.text as translation, coalesce(c.actions, 0)::int as actions
    from plan.v_node n
    left join (select a.parent, count(*) as actions from plan.v_line a where a.plan = ${plan} and a.kind = 'action' group by a.parent) c on c.parent = n.id
    left join lateral (select v.text from plan.v_edition v where v.node = n.id and v.lang = ${reader} and n.lang <> ${reader}
      order by v.edition desc limit 1) w on true
    where n.plan = ${plan} and n.kind in ('part', 'area') order by n.position limit 1000`.execute(tx);
  return rows;
}

export type LineRow = {
  readonly id: string;
  readonly parent: string | null;
  readonly kind: NodeKind;
  readonly reference: string;
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
  /** Node ids of the areas whose lines are wanted; undefined: all. */
  readonly under?: readonly string[];
  readonly promise?: Promise_;
  /** Only lines that a priority sharpens. */
  readonly priority?: string;
  readonly words?: string;
};

/** The action lines of a plan that pass a filter, in the order of the document; one more than `limit` says that there are more. */
export async function linesOf(
  tx: Tx,
  plan: { id: string; partnership: string },
  reader: Lang,
  filter: RegisterFilter,
  page: { limit: number; offset: number },
): Promise<LineRow[]> {
  const under = filter.under === undefined ? sql`true` : sql`n.parent = any (${[...filter.under]}::uuid[])`;
  const promise = filter.promise === undefined ? sql`true` : sql`n.promise = ${filter.promise}`;
  const priority = filter.priority === undefined ? sql`true` : prioritised(filter.priority, plan.id);
  const words = filter.words === undefined ? sql`true` : found(filter.words, plan);
  const { rows } = await sql<LineRow>`
    with line as materialized (
      select n.id, n.parent, n.kind, n.reference, n.position, n.promise, n.promise_confirmed, n.qualifiers from plan.v_line n
      where n.plan = ${plan.id} and n.kind = 'action' and ${under} and ${promise} and ${priority} and ${words}
      order by n.position limit ${page.limit + 1} offset ${page.offset})
    select line.id, line.parent, line.kind, line.reference, line.promise, line.promise_confirmed, line.qualifiers, v.lang, v.text,
      (select t.text from plan.v_edition t where t.node = line.id and t.lang = ${reader} and v.lang <> ${reader} order by t.edition desc limit 1) as translation,
      (select count(*)::int from plan.v_line s where s.parent = line.id and s.kind = 'subitem') as subitems,
      coalesce((select array_agg(p.reference order by p.position) from plan.v_sharpens s join plan.v_line p on p.id = s.priority where s.line = line.id), '{}') as priorities
    from line cross join lateral (select e.lang, e.text from plan.v_authentic e where e.node = line.id order by e.edition desc limit 1) v
    order by line.position`.execute(tx);
  return rows;
}

/** How many action lines pass the filter: for the count above the list. */
export async function countLines(tx: Tx, plan: { id: string; partnership: string }, filter: RegisterFilter): Promise<number> {
  const under = filter.under === undefined ? sql`true` : sql`n.parent = any (${[...filter.under]}::uuid[])`;
  const promise = filter.promise === undefined ? sql`true` : sql`n.promise = ${filter.promise}`;
  const priority = filter.priority === undefined ? sql`true` : prioritised(filter.priority, plan.id);
  const words = filter.words === undefined ? sql`true` : found(filter.words, plan);
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from plan.v_line n where n.plan = ${plan.id} and n.kind = 'action' and ${under} and ${promise} and ${priority} and ${words}`.execute(
    tx,
  );
  return rows[0]?.count ?? 0;
}

function prioritised(reference: string, plan: string) {
  if (reference === 'any') return sql`exists (select from plan.v_sharpens s where s.line = n.id)`;
  return sql`exists (select from plan.v_sharpens s join plan.v_line p on p.id = s.priority where s.line = n.id and p.plan = ${plan} and p.reference = ${reference})`;
}

// A sub-item that holds the words brings its line.
function found(words: string, plan: { partnership: string }) {
  return sql`n.id in (select coalesce(case when h.kind = 'subitem' then h.parent end, h.id) from platform.search(${words}, ${plan.partnership}, 500) f join plan.v_line h on h.id = f.record)`;
}

export type PriorityRow = {
  readonly id: string;
  readonly reference: string;
  readonly number: string;
  readonly period: string | null;
  readonly label: string | null;
  readonly lang: Lang;
  readonly text: string;
  readonly translation: string | null;
  readonly translation_label: string | null;
  readonly promise: Promise_ | null;
  /** References of the lines it sharpens, closest first. */
  readonly lines: string[];
};

/** The priorities of a plan with the lines they sharpen. */
export async function prioritiesOf(tx: Tx, plan: string, reader: Lang): Promise<PriorityRow[]> {
  const { rows } = await sql<PriorityRow>`
    select n.id, n.reference, n.number, n.period, n.label, n.lang, n.text, n.promise, w.text as translation, w.label as translation_label,
      coalesce((select array_agg(l.reference order by s.position) from plan.v_sharpens s join plan.v_line l on l.id = s.line where s.priority = n.id), '{}') as lines
    from plan.v_node n
    left join lateral (select v.text, v.label from plan.v_edition v where v.node = n.id and v.lang = ${reader} and n.lang <> ${reader}
      order by v.edition desc limit 1) w on true
    where n.plan = ${plan} and n.kind = 'priority' order by n.position limit 200`.execute(tx);
  return rows;
}

export type Counts = { readonly kind: NodeKind; readonly promise: Promise_ | null; readonly count: number };

/** How many nodes of each kind and kind of promise a plan has. */
export async function countsOf(tx: Tx, plan: string): Promise<Counts[]> {
  const { rows } = await sql<Counts>`
    select n.kind, case when n.kind = 'action' then n.promise end as promise, count(*)::int as count from plan.v_line n
    where n.plan = ${plan} group by 1, 2 order by 1, 2`.execute(tx);
  return rows;
}

export type NodePage = {
  readonly id: string;
  readonly plan: string;
  readonly parent: string | null;
  readonly kind: NodeKind;
  readonly reference: string;
  readonly number: string;
  readonly position: number;
  readonly label: string | null;
  readonly period: string | null;
  readonly promise: Promise_ | null;
  readonly promise_confirmed: boolean;
  readonly qualifiers: string[];
  readonly lang: Lang;
  readonly text: string;
  readonly edition: number;
  readonly version: number;
  readonly from_character: number;
  readonly until_character: number;
  readonly confidence: number;
  readonly passage: string;
  readonly passage_from: number;
  readonly passage_line: number;
  readonly source_name: string;
};

const AROUND = 240;

/** One node with the passage of the source it came from. @throws Refusal 404 when there is none, or it is hidden. */
export async function nodeByReference(tx: Tx, plan: string, reference: string): Promise<NodePage> {
  const { rows } = await sql<NodePage>`
    select n.id, n.plan, n.parent, n.kind, n.reference, n.number, n.position, n.label, n.period, n.promise, n.promise_confirmed, n.qualifiers, n.lang, n.text,
      n.edition, n.version, e.from_character, e.until_character, e.confidence, greatest(0, e.from_character - ${AROUND}::int) as passage_from,
      substr(s.text, greatest(0, e.from_character - ${AROUND}::int) + 1, e.until_character - greatest(0, e.from_character - ${AROUND}::int) + ${AROUND}::int) as passage,
      1 + length(substr(s.text, 1, greatest(0, e.from_character - ${AROUND}::int))) - length(replace(substr(s.text, 1, greatest(0, e.from_character - ${AROUND}::int)), e'\n', '')) as passage_line, s.name as source_name
    from plan.v_node n join plan.v_evidence e on e.node = n.id join plan.v_source s on s.plan = n.plan
    where n.plan = ${plan} and n.reference = ${reference}`.execute(tx);
  const node = rows[0];
  if (!node) throw notFound();
  return node;
}

export type Relative = {
  readonly id: string;
  readonly parent: string | null;
  readonly kind: NodeKind;
  readonly reference: string;
  readonly number: string;
  readonly position: number;
  readonly label: string | null;
  readonly lang: Lang;
  readonly text: string;
  readonly translation: string | null;
  readonly relation: 'above' | 'beside' | 'below';
};

/** The nodes above a node (from the top), those beside it under the same parent (itself among them), and those below it, in document order. */
export async function relativesOf(
  tx: Tx,
  node: { id: string; plan: string; parent: string | null; kind: NodeKind },
  reader: Lang,
): Promise<Relative[]> {
  const { rows } = await sql<Relative>`
    with recursive above as (
      select p.id, p.parent from plan.v_line p where p.id = ${node.parent}
      union all select p.id, p.parent from plan.v_line p join above on p.id = above.parent),
    kin as (
      select id, 'above' as relation from above
      union all (select b.id, 'beside' from plan.v_line b where b.plan = ${node.plan} and b.parent is not distinct from ${node.parent} and b.kind = ${node.kind} limit 500)
      union all (select c.id, 'below' from plan.v_line c where c.plan = ${node.plan} and c.parent = ${node.id} limit 500))
    select n.id, n.parent, n.kind, n.reference, n.number, n.position, n.label, n.lang, n.text, kin.relation,
      (select t.text from plan.v_edition t where t.node = n.id and t.lang = ${reader} and n.lang <> ${reader} order by t.edition desc limit 1) as translation
    from kin join plan.v_node n on n.id = kin.id order by n.position`.execute(tx);
  return rows;
}

export type EditionRow = {
  readonly lang: Lang;
  readonly edition: number;
  readonly text: string;
  readonly label: string | null;
  readonly reason: string | null;
  readonly provenance: string | null;
  readonly entered_at: Date;
};

/** Every edition of the words of a node, newest first in each language. */
export async function editionsOf(tx: Tx, node: string): Promise<EditionRow[]> {
  const { rows } = await sql<EditionRow>`
    select e.lang, e.edition, e.text, e.label, e.reason, e.provenance, e.entered_at from plan.v_edition e
    where e.node = ${node} order by e.lang, e.edition desc limit 200`.execute(tx);
  return rows;
}

export type LinkRow = {
  readonly role: 'sharpens' | 'sharpened-by' | 'refers-to' | 'referred-to-by';
  readonly reference: string;
  readonly kind: NodeKind;
  readonly label: string | null;
  readonly lang: Lang;
  readonly text: string;
  readonly translation: string | null;
};

/** The nodes that a node is linked with, both ways. */
export async function linksOfNode(tx: Tx, node: string, reader: Lang): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    with linked as (
      select 'sharpens' as role, s.line as id, s.position from plan.v_sharpens s where s.priority = ${node}
      union all select 'sharpened-by', s.priority, s.position from plan.v_sharpens s where s.line = ${node}
      union all select 'refers-to', r.mentioned, 0 from plan.v_reference r where r.node = ${node}
      union all select 'referred-to-by', r.node, 0 from plan.v_reference r where r.mentioned = ${node})
    select l.role, n.reference, n.kind, n.label, n.lang, n.text,
      (select t.text from plan.v_edition t where t.node = n.id and t.lang = ${reader} and n.lang <> ${reader} order by t.edition desc limit 1) as translation
    from linked l join plan.v_node n on n.id = l.id order by l.role, l.position, n.position limit 200`.execute(tx);
  return rows;
}

export type Mentioned = { readonly slug: string; readonly name: { en?: string; fr?: string }; readonly acronym: string | null };

/** The organisations that the words of a node, or of its sub-items, name. */
export async function organisationsNamed(tx: Tx, node: string): Promise<Mentioned[]> {
  const { rows } = await sql<Mentioned>`
    select distinct o.slug, o.name, o.acronym from plan.v_mention m join directory.v_organisation o on o.id = m.organisation
    where m.node = ${node} or m.node in (select s.id from plan.v_line s where s.parent = ${node} and s.kind = 'subitem') order by o.slug limit 50`.execute(
    tx,
  );
  return rows;
}
