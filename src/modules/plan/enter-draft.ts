import { sql } from 'kysely';
import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { Refusal } from '../../platform/refusal.ts';
import { countUp, deskOfDraft, fileOfDraft, heldDraft, mendsOf, standing } from './drafts.ts';
import { type EnterPlanInput, enterPlan, type Mended } from './enter-plan.ts';
import { type Desk, draftOn, familyOf } from './importer/index.ts';
import { placePlan } from './place-plan.ts';
import { objectiveReference, priorityReference } from './plan-nodes.ts';
import { mayEnterPlan } from './rules.ts';

/** Under which address and title a draft becomes a plan, for which period, and whose plan it is. Empty: as the document says, or nothing. */
export const EnterDraftInput = z.strictObject({
  version: z.coerce.number().int().positive(),
  slug: z.string().trim().max(200),
  title: z.string().trim().max(2_000),
  start: z.string().trim().max(40),
  end: z.string().trim().max(40),
  adoption: z.enum(['by-parties', 'none']),
  /** `after:2005-07` or `before:2007-10`: the plan that it follows, or that follows it. */
  lineage: z
    .string()
    .max(80)
    .regex(/^(?:(?:after|before):[a-z0-9-]+)?$/)
    .default(''),
});
export type EnterDraftInput = z.infer<typeof EnterDraftInput>;

export const LONGEST_PLAN_TITLE = 300;

/**
 * Enters a draft as a plan, in one act: its nodes, evidence and remarks, how each remark was settled, and the list of what was mended and by
 * whom. The draft stays, and leads to its plan.
 *
 * @returns the address of the plan inside its partnership
 * @throws Refusal 403, 404, 409, 422 at the field
 */
export async function enterDraft(
  tx: Tx,
  acting: Acting,
  partnership: string,
  id: string,
  input: EnterDraftInput,
): Promise<string> {
  if (!mayEnterPlan.allows(acting)) throw new Refusal(403, 'plan.only-secretariat');
  const about = checkedAbout(input);
  const draft = await heldDraft(tx, acting, partnership, id, input.version);
  if (draft.dropped_at !== null) throw new Refusal(409, 'plan.draft.is-dropped');
  const desk = await deskOfDraft(tx, id);
  const file = await fileOfDraft(tx, id);
  const other = await otherPlan(tx, partnership, input.lineage);
  const place: Omit<EnterPlanInput, 'partnership'> = {
    ...(await placePlan(tx, partnership)),
    ...{ slug: about.slug, adoption: input.adoption, predecessor: other?.comes === 'before' ? other.id : null },
  };
  const read = { ...draftOn(desk), title: about.title, period: { start: about.start, end: about.end } };
  const plan = await enterPlan(tx, acting, { ...place, partnership }, read, file, mendedOf(desk));
  if (other?.comes === 'after') await tx.updateTable('plan.plan').set({ predecessor: plan }).where('id', '=', other.id).execute();
  const numbers = standing(await mendsOf(tx, id)).map(({ number }) => number);
  await sql`select plan.keep_mends(${id}, ${plan}, ${`{${numbers.join(',')}}`}::int[])`.execute(tx);
  await tx
    .updateTable('plan.draft')
    .set({ entered_at: sql`platform.now()`, entered_by: acting.mandate, plan })
    .where('id', '=', id)
    .execute();
  await countUp(tx, draft);
  const of = { partnership, wall: draft.wall, record: id };
  await audit(tx, acting, 'plan.draft-entered', of, { after: { slug: about.slug, title: about.title, mends: numbers.length } });
  return about.slug;
}

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

function checkedAbout(input: EnterDraftInput): { slug: string; title: string; start: string | null; end: string | null } {
  const slug = input.slug.toLowerCase();
  if (!SLUG.test(slug) || slug.length > 60 || slug === 'drafts') throw new Refusal(422, 'plan.draft.no-slug', {}, 'slug');
  const title = input.title.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  if (title === '') throw new Refusal(422, 'plan.draft.no-title', {}, 'title');
  if ([...title].length > LONGEST_PLAN_TITLE)
    throw new Refusal(422, 'plan.draft.title-too-long', { most: LONGEST_PLAN_TITLE }, 'title');
  const day = (typed: string, field: 'start' | 'end') => {
    if (typed === '') return null;
    if (!/^\d{4}$/.test(typed) && !z.iso.date().safeParse(typed).success)
      throw new Refusal(422, 'plan.draft.no-period', {}, field);
    return typed;
  };
  const [start, end] = [day(input.start, 'start'), day(input.end, 'end')];
  if (start !== null && end !== null && end.slice(0, 4) < start.slice(0, 4))
    throw new Refusal(422, 'plan.draft.period-turned', {}, 'end');
  return { slug, title, start, end };
}

async function otherPlan(
  tx: Tx,
  partnership: string,
  lineage: string,
): Promise<{ id: string; comes: 'before' | 'after' } | undefined> {
  if (lineage === '') return undefined;
  const [relation, slug = ''] = lineage.split(':');
  const plan = await tx
    .selectFrom('plan.v_plan')
    .select('id')
    .where('partnership', '=', partnership)
    .where('slug', '=', slug)
    .executeTakeFirst();
  if (!plan) throw new Refusal(422, 'plan.draft.no-lineage', {}, 'lineage');
  return { id: plan.id, comes: relation === 'after' ? 'before' : 'after' };
}

/** What people did, by the references under which the nodes are entered. */
function mendedOf(desk: Desk): Mended {
  const count = { objective: 0, priority: 0 };
  const byHand = new Map<string, { read: string; reason: string }>();
  const confirmed = new Set<string>();
  for (const node of desk.nodes) {
    const family = familyOf(node.kind);
    const reference =
      family === 'tree'
        ? node.reference
        : family === 'objective'
          ? objectiveReference(count.objective++)
          : priorityReference(node.period, count.priority++);
    if (node.byHand) byHand.set(reference, node.byHand);
    if (node.confirmed) confirmed.add(reference);
  }
  return { byHand, confirmed, settled: desk.findings.map(({ settled }) => settled) };
}
