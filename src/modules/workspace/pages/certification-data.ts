import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { FindPlaces } from '../../concurrence/index.ts';
import { addressOf } from '../words.ts';

export const PLACES_ON_A_PAGE = 50;
export const PLACES = ['all', 'doubtful', 'mended'] as const;
export type WhichPlaces = (typeof PLACES)[number];

export type ComparedNode = {
  readonly reference: string;
  readonly kind: string;
  readonly lang: 'en' | 'fr';
  readonly text: string;
  /** What the source says there, as it was read. */
  readonly passage: string;
  readonly line: number;
  readonly doubts: readonly { readonly severity: string; readonly code: string; readonly message: string }[];
  readonly mends: readonly { readonly reason: string; readonly day: string }[];
};

/** The nodes of a plan in document order, each with the passage it was read from, what was doubted there and what was mended since. */
export async function comparedNodes(
  tx: Tx,
  plan: string,
  which: WhichPlaces,
  offset: number,
): Promise<{ nodes: ComparedNode[]; counts: Record<WhichPlaces, number> }> {
  const doubtful = sql`exists (select from plan.v_remark m where m.node = n.id)`;
  const mended = sql`exists (select from plan.v_authentic a where a.node = n.id and a.edition > 1)`;
  const where = { all: sql`true`, doubtful, mended }[which];
  const { rows } = await sql<ComparedNode>`
    with page as (
      select n.id, n.kind, n.reference, n.position from plan.v_line n where n.plan = ${plan} and ${where}
      order by n.position limit ${PLACES_ON_A_PAGE} offset ${offset})
    select n.reference, n.kind, w.lang, w.text,
      regexp_replace(btrim(substr(around.text, e.from_character - start.from_character + 1, e.until_character - e.from_character)), '\\s+', ' ', 'g') as passage,
      start.line,
      coalesce((select jsonb_agg(jsonb_build_object('severity', m.severity, 'code', m.code, 'message', m.message) order by m.from_character, m.position)
        from plan.v_remark m where m.node = n.id), '[]') as doubts,
      coalesce((select jsonb_agg(jsonb_build_object('reason', d.reason, 'day', d.entered_at::date::text) order by d.edition)
        from plan.v_edition d where d.node = n.id and d.lang = w.lang and d.edition > 1), '[]') as mends
    from page n join plan.v_node w on w.id = n.id join plan.v_evidence e on e.node = n.id
    cross join lateral (select l.line, l.from_character from plan.v_source_line l where l.plan = ${plan} and l.from_character <= e.from_character
      order by l.from_character desc limit 1) start
    cross join lateral (select string_agg(l.text, e'\\n' order by l.line) as text from plan.v_source_line l
      where l.plan = ${plan} and l.from_character between start.from_character and e.until_character) around
    order by n.position`.execute(tx);
  const counted = await sql<Record<WhichPlaces, number>>`
    select count(*)::int as all, count(*) filter (where ${doubtful})::int as doubtful, count(*) filter (where ${mended})::int as mended
    from plan.v_line n where n.plan = ${plan}`.execute(tx);
  return { nodes: rows, counts: counted.rows[0] ?? { all: 0, doubtful: 0, mended: 0 } };
}

/** Where the subjects of propositions stand on this site, for the kinds that there are: a plan, on the page that compares it with its source. */
export const placesOfSubjects: FindPlaces = async (tx, partnership, subjects) => {
  const plans = subjects.filter((each) => each.kind === 'plan.plan').map((each) => each.subject);
  if (plans.length === 0) return new Map();
  const rows = await tx.selectFrom('plan.v_plan').select(['id', 'slug']).where('id', 'in', plans).execute();
  return new Map(rows.map((row) => [row.id, addressOf.certification(partnership, row.slug)]));
};
