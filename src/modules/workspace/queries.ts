import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { notFound } from '../../platform/refusal.ts';
import type { Lang, NodeKind, PromiseKind as Promise_, Readers } from '../plan/index.ts';

export type OutlineRow = {
  readonly id: string;
  readonly parent: string | null;
  readonly kind: 'part' | 'area';
  readonly reference: string;
  readonly number: string;
  readonly lang: Lang;
  readonly text: string;
  readonly translation: string | null;
  /** Action lines below it, at any depth. */
  readonly lines: number;
};

/** An outline longer than this shows what is in a part only when one looks into that part. */
const WHOLE_OUTLINE = 150;

/**
 * The parts and areas of a plan in the order of the document. Of a plan with very many only the outermost, and those inside and around
 * the one of reference `open`.
 */
export async function outlineOf(
  tx: Tx,
  plan: string,
  reader: Lang,
  counts: readonly Counts[],
  open?: string,
): Promise<OutlineRow[]> {
  const size = countIn(counts, 'part') + countIn(counts, 'area');
  const shown =
    size <= WHOLE_OUTLINE
      ? sql`select o.id from plan.v_line o where o.plan = ${plan} and o.kind in ('part', 'area')`
      : sql`select o.id from plan.v_line o where o.plan = ${plan} and o.parent is null and o.kind in ('part', 'area')
          union select o.id from way join plan.v_line o on o.plan = ${plan} and o.parent = way.id and o.kind in ('part', 'area')`;
  const { rows } = await sql<OutlineRow>`
    with recursive way as (
      select w.id, w.parent from plan.v_line w where w.plan = ${plan} and w.reference = ${open ?? null}
      union all select w.id, w.parent from way join plan.v_line w on w.id = way.parent),
    shown as (${shown})
    select n.id, n.parent, n.kind, n.reference, n.number, n.lang, n.text, ${translationOf(reader)} as translation,
      coalesce((select sum(c.count)::int from plan.v_tally c where c.above = n.id and c.kind = 'action'), 0) as lines
    from shown join plan.v_node n on n.id = shown.id order by n.position limit 1000`.execute(tx);
  return rows;
}

/** Parts and areas by their ids: the headings above lines whose place the outline leaves out. */
export async function headingsOf(tx: Tx, ids: readonly string[], reader: Lang): Promise<Omit<OutlineRow, 'lines'>[]> {
  const { rows } = await sql<Omit<OutlineRow, 'lines'>>`
    select n.id, n.parent, n.kind, n.reference, n.number, n.lang, n.text, ${translationOf(reader)} as translation
    from plan.v_node n where n.id = any (${[...ids]}::uuid[]) limit 1000`.execute(tx);
  return rows;
}

// The words of `n` in the reader's language, where they are not in it already.
function translationOf(reader: Lang) {
  return sql`case when n.lang <> ${reader} then (select t.text from plan.v_edition t where t.node = n.id and t.lang = ${reader} order by t.edition desc limit 1) end`;
}

/** The ids of the part or area of that reference and of all areas below it: what "lines under A.2" means. None when there is no such place. */
export async function placesUnder(tx: Tx, plan: string, reference: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive place as (
      select p.id from plan.v_line p where p.plan = ${plan} and p.reference = ${reference} and p.kind in ('part', 'area')
      union all select p.id from place join plan.v_line p on p.plan = ${plan} and p.parent = place.id and p.kind in ('part', 'area'))
    select place.id from place`.execute(tx);
  return rows.map((row) => row.id);
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
    select c.kind, case when c.kind = 'action' then c.promise end as promise, sum(c.count)::int as count from plan.v_tally c
    where c.plan = ${plan} and c.above is null group by 1, 2 order by 1, 2`.execute(tx);
  return rows;
}

/** How many nodes of one kind these counts say there are. */
export function countIn(counts: readonly Counts[], kind: NodeKind): number {
  return counts.filter((each) => each.kind === kind).reduce((sum, each) => sum + each.count, 0);
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
  readonly readers: Readers;
};

const AROUND = 240;

/** One node with the passage of the source it came from. @throws Refusal 404 when there is none, or it is hidden. */
export async function nodeByReference(tx: Tx, plan: string, reference: string): Promise<NodePage> {
  const { rows } = await sql<NodePage>`
    select n.id, n.plan, n.parent, n.kind, n.reference, n.number, n.position, n.label, n.period, n.promise, n.promise_confirmed, n.qualifiers, n.lang, n.text,
      n.edition, n.version, e.from_character, e.until_character, e.confidence, b.at as passage_from,
      substr(around.text, b.at - start.from_character + 1, e.until_character - b.at + ${AROUND}::int) as passage, start.line as passage_line, s.name as source_name,
      (select w.readers from directory.v_wall w where w.id = n.wall) as readers
    from plan.v_node n join plan.v_evidence e on e.node = n.id join plan.v_source s on s.plan = n.plan
    cross join lateral (select greatest(0, e.from_character - ${AROUND}::int) as at) b
    cross join lateral (select l.line, l.from_character from plan.v_source_line l where l.plan = n.plan and l.from_character <= b.at
      order by l.from_character desc limit 1) start
    cross join lateral (select string_agg(l.text, e'\n' order by l.line) as text from plan.v_source_line l
      where l.plan = n.plan and l.from_character between start.from_character and e.until_character + ${AROUND}::int) around
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
  readonly relation: 'above' | 'before' | 'after' | 'below';
};

/** So many nodes below one are shown on its page; the register shows the rest. */
export const MOST_BELOW = 200;

/**
 * The nodes above a node (from the top), the one before and the one after it, and those below it, in document order. A line goes on to the next line of
 * the plan, whatever area that stands in; everything else stays under its own parent.
 */
export async function relativesOf(tx: Tx, node: Place, reader: Lang): Promise<Relative[]> {
  const parent = node.parent === null ? sql`b.parent is null` : sql`b.parent = ${node.parent}`;
  const beside =
    node.kind === 'action'
      ? sql`b.plan = ${node.plan} and b.kind = 'action'`
      : sql`b.plan = ${node.plan} and ${parent} and b.kind = ${node.kind}`;
  const { rows } = await sql<Relative>`
    with recursive above as (
      select p.id, p.parent from plan.v_line p where p.id = ${node.parent}
      union all select p.id, p.parent from plan.v_line p join above on p.id = above.parent),
    kin as (
      select id, 'above' as relation from above
      union all (select b.id, 'before' from plan.v_line b where ${beside} and b.position < ${node.position} order by b.position desc limit 1)
      union all (select b.id, 'after' from plan.v_line b where ${beside} and b.position > ${node.position} order by b.position limit 1)
      union all (select c.id, 'below' from plan.v_line c where c.plan = ${node.plan} and c.parent = ${node.id} order by c.position limit ${MOST_BELOW}))
    select n.id, n.parent, n.kind, n.reference, n.number, n.position, n.label, n.lang, n.text, kin.relation,
      (select t.text from plan.v_edition t where t.node = n.id and t.lang = ${reader} and n.lang <> ${reader} order by t.edition desc limit 1) as translation
    from kin join plan.v_node n on n.id = kin.id order by n.position`.execute(tx);
  return rows;
}

type Place = {
  readonly id: string;
  readonly plan: string;
  readonly parent: string | null;
  readonly kind: NodeKind;
  readonly position: number;
};

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
