import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Text } from '../../platform/db/tables.ts';
import { notFound } from '../../platform/refusal.ts';
import type { Readers } from '../directory/index.ts';
import type { FindingCode } from './importer/index.ts';
import type { Lang, NodeKind, Promise_ } from './tables.ts';

export type PlanRow = {
  readonly id: string;
  readonly partnership: string;
  readonly wall: string;
  readonly owner: string;
  readonly slug: string;
  readonly title: string;
  readonly lang: Lang;
  readonly period_start: string | null;
  readonly period_end: string | null;
  readonly entered_on: string;
  readonly stage: 'entered' | 'adopted';
  /** The names of the parties that have not certified it yet, in protocol order. */
  readonly uncertified: readonly Text[];
  /** The proposition by which all parties adopted it. */
  readonly adopted_by: string | null;
  readonly readers: Readers;
};

// Certification is an act of every party; until one has been recorded, none has certified.
const uncertified = sql<
  Text[]
>`case when stage = 'adopted' then '[]'::jsonb else coalesce((select jsonb_agg(y.name order by y.standing_order)
  from directory.v_party y where y.partnership = plan.v_plan.partnership and y.parent is null
    and not exists (select from concurrence.v_item i join concurrence.v_stance t on t.proposition = i.proposition and t.item = i.position
      where i.subject = plan.v_plan.id and i.state = 'open' and t.party = y.id and t.stance = 'concur')), '[]') end`.as(
  'uncertified',
);

const readers = sql<Readers>`(select w.readers from directory.v_wall w where w.id = plan.v_plan.wall)`.as('readers');

const PLAN = [
  'id',
  'partnership',
  'wall',
  'owner',
  'slug',
  'title',
  'lang',
  'period_start',
  'period_end',
  'entered_on',
  'stage',
  'adopted_by',
] as const;

/** The plans of a partnership that the reader may see, newest period first. */
export function plansOf(tx: Tx, partnership: string): Promise<PlanRow[]> {
  return tx
    .selectFrom('plan.v_plan')
    .select([...PLAN, uncertified, readers])
    .where('partnership', '=', partnership)
    .orderBy('period_start', 'desc')
    .orderBy('slug')
    .limit(100)
    .execute();
}

/** The plan at an address. @throws Refusal 404 when there is none, or it is hidden. */
export async function planBySlug(tx: Tx, partnership: string, slug: string): Promise<PlanRow> {
  const plan = await tx
    .selectFrom('plan.v_plan')
    .select([...PLAN, uncertified, readers])
    .where('partnership', '=', partnership)
    .where('slug', '=', slug)
    .executeTakeFirst();
  if (!plan) throw notFound();
  return plan;
}

export type NodeRow = {
  readonly id: string;
  readonly parent: string | null;
  readonly kind: NodeKind;
  readonly reference: string;
  readonly number: string;
  readonly label: string | null;
  readonly period: string | null;
  readonly promise: Promise_ | null;
  readonly promise_confirmed: boolean;
  readonly qualifiers: string[];
  readonly lang: Lang;
  readonly text: string;
  readonly edition: number;
  /** The words in the reader's language where it is not the authentic one and a translation exists. */
  readonly translation: string | null;
  readonly translation_label: string | null;
};

/** Every node of one kind of a plan in document order, with a translation for a reader of another language. For kinds that are few. */
export function nodesOfKind(tx: Tx, plan: string, reader: Lang, kind: NodeKind): Promise<NodeRow[]> {
  return nodesWhere(tx, plan, reader, sql`n.kind = ${kind}`, 5_000);
}

/** So many nodes stand on one page of the document; the longest plan that we know has a few hundred. */
export const NODES_ON_A_PAGE = 1_000;

/** A stretch of a plan in document order, and the references that the stretches before and after begin with: null where there is none, '' for the first. */
export type Stretch = { readonly nodes: readonly NodeRow[]; readonly previous: string | null; readonly next: string | null };

/** The nodes of a plan, all kinds of them, from the one of a reference on. */
export async function stretchOfPlan(tx: Tx, plan: string, reader: Lang, from?: string): Promise<Stretch> {
  const start = sql`(select f.position from plan.v_line f where f.plan = ${plan} and f.reference = ${from ?? null})`;
  const rows = await nodesWhere(
    tx,
    plan,
    reader,
    from === undefined ? sql`true` : sql`n.position >= ${start}`,
    NODES_ON_A_PAGE + 1,
  );
  const before =
    from === undefined
      ? []
      : (
          await sql<{ reference: string }>`select n.reference from plan.v_line n where n.plan = ${plan} and n.position < ${start}
            order by n.position desc limit ${NODES_ON_A_PAGE}`.execute(tx)
        ).rows;
  const previous = before.length === NODES_ON_A_PAGE ? (before.at(-1)?.reference ?? null) : before.length > 0 ? '' : null;
  return { nodes: rows.slice(0, NODES_ON_A_PAGE), previous, next: rows[NODES_ON_A_PAGE]?.reference ?? null };
}

async function nodesWhere(tx: Tx, plan: string, reader: Lang, condition: RawBuilder<unknown>, limit: number): Promise<NodeRow[]> {
  const { rows } = await sql<NodeRow>`
    select n.id, n.parent, n.kind, n.reference, n.number, n.label, n.period, n.promise, n.promise_confirmed, n.qualifiers, n.lang, n.text, n.edition,
      case when n.lang <> ${reader} then w.text end as translation, case when n.lang <> ${reader} then w.label end as translation_label
    from plan.v_node n left join lateral (select e.text, e.label from plan.edition e where e.node = n.id and e.lang = ${reader} and n.lang <> ${reader}
      order by e.edition desc limit 1) w on true
    where n.plan = ${plan} and ${condition} order by n.position limit ${limit}`.execute(tx);
  return rows;
}

/** The ids and references of the nodes of a plan in document order, from the one of a reference on: all kinds of them, or one. */
export async function nodesFrom(
  tx: Tx,
  plan: string,
  part: { readonly kind?: NodeKind | undefined; readonly from?: string | undefined; readonly limit: number },
): Promise<{ id: string; reference: string }[]> {
  const start = sql`(select f.position from plan.v_line f where f.plan = ${plan} and f.reference = ${part.from ?? null})`;
  const { rows } = await sql<{ id: string; reference: string }>`
    select n.id, n.reference from plan.v_line n where n.plan = ${plan} and ${part.kind === undefined ? sql`true` : sql`n.kind = ${part.kind}`}
      and ${part.from === undefined ? sql`true` : sql`n.position >= ${start}`} order by n.position limit ${part.limit}`.execute(
    tx,
  );
  return rows;
}

/** One line of the source as it was read, counted from 1, and how many characters stand before it. */
export type SourceLine = { readonly line: number; readonly from_character: number; readonly text: string };

/** So many lines of the source stand on one page. */
export const LINES_ON_A_PAGE = 2_000;

/** The line that the page begins with on which a line of the source stands. */
export const pageOfLine = (line: number): number => line - ((line - 1) % LINES_ON_A_PAGE);

/** The lines of the source from one on: a page of them, and one more where there are more. */
export function sourceLinesOf(tx: Tx, plan: string, from: number): Promise<SourceLine[]> {
  return tx
    .selectFrom('plan.v_source_line')
    .select(['line', 'from_character', 'text'])
    .where('plan', '=', plan)
    .where('line', '>=', from)
    .orderBy('line')
    .limit(LINES_ON_A_PAGE + 1)
    .execute();
}

/** The file itself as it was received: its name, type and content hash. @throws Refusal 404 */
export async function sourceFile(tx: Tx, plan: string): Promise<{ name: string; type: string; sha256: Buffer }> {
  const file = await tx
    .selectFrom('plan.source')
    .innerJoin('platform.attachment', 'platform.attachment.id', 'plan.source.attachment')
    .select(['platform.attachment.name', 'platform.attachment.type', 'platform.attachment.sha256'])
    .where('plan.source.plan', '=', plan)
    .executeTakeFirst();
  if (!file) throw notFound();
  return file;
}

export type EvidenceRow = {
  readonly reference: string;
  readonly kind: NodeKind;
  readonly from_character: number;
  readonly until_character: number;
};

/** Which nodes of a plan were read from passages that begin between two characters of its source, in that order. */
export function evidenceBetween(tx: Tx, plan: string, from: number, until: number): Promise<EvidenceRow[]> {
  return tx
    .selectFrom('plan.evidence')
    .innerJoin('plan.node', 'plan.node.id', 'plan.evidence.node')
    .select(['plan.node.reference', 'plan.node.kind', 'plan.evidence.from_character', 'plan.evidence.until_character'])
    .where('plan.node.plan', '=', plan)
    .where('plan.evidence.from_character', '>=', from)
    .where('plan.evidence.from_character', '<', until)
    .orderBy('plan.evidence.from_character')
    .orderBy('plan.node.position')
    .execute();
}

export type RemarkRow = {
  readonly severity: 'error' | 'warning' | 'info';
  readonly code: FindingCode;
  readonly message: string;
  readonly reference: string | null;
  readonly from_character: number;
  readonly until_character: number;
  /** The line of the source in which it begins. */
  readonly line: number;
};

const lineOfRemark = sql<number>`(select l.line from plan.v_source_line l where l.plan = plan.remark.plan
  and l.from_character <= plan.remark.from_character order by l.from_character desc limit 1)`.as('line');

/** What the importer doubted, in the order of the source; `node` narrows to one. For those on the partnership's wall. */
export function remarksOfPlan(tx: Tx, plan: string, node?: string): Promise<RemarkRow[]> {
  return tx
    .selectFrom('plan.remark')
    .leftJoin('plan.node', 'plan.node.id', 'plan.remark.node')
    .select(['severity', 'code', 'message', 'plan.node.reference', 'from_character', 'until_character', lineOfRemark])
    .where('plan.remark.plan', '=', plan)
    .$if(node !== undefined, (query) => query.where('plan.remark.node', '=', node ?? null))
    .orderBy('from_character')
    .orderBy('plan.remark.position')
    .limit(1000)
    .execute();
}

/** The objectives of a plan in their order. */
export function objectivesOf(tx: Tx, plan: string, reader: Lang): Promise<NodeRow[]> {
  return nodesOfKind(tx, plan, reader, 'objective');
}
