import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { Lang } from '../../plan/index.ts';

export type PlanOnShow = {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly lang: Lang;
  readonly period_start: string | null;
  readonly period_end: string | null;
  readonly entered_on: string;
  readonly stage: 'entered' | 'adopted';
  readonly areas: number;
  readonly actions: number;
  readonly priorities: number;
};

/** The plans of a partnership that the reader may see, the newest first, with what they hold. */
export async function plansOnShow(tx: Tx, partnership: string): Promise<PlanOnShow[]> {
  const { rows } = await sql<PlanOnShow>`
    select p.id, p.slug, p.title, p.lang, p.period_start, p.period_end, p.entered_on, p.stage, c.areas, c.actions, c.priorities
    from plan.v_plan p cross join lateral (
      select count(*) filter (where n.kind = 'area')::int as areas, count(*) filter (where n.kind = 'action')::int as actions,
        count(*) filter (where n.kind = 'priority')::int as priorities from plan.v_line n where n.plan = p.id) c
    where p.partnership = ${partnership} order by p.period_start desc, p.slug limit 20`.execute(tx);
  return rows;
}
