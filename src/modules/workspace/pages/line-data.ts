import type { Visit } from '../../../platform/http/route.ts';
import { type Discussion, discussionOf, followsOf } from '../../discuss/index.ts';
import { mayKeepNotes, type NotesOfNode, notesOfNode } from '../../followup/index.ts';
import { type PassageRow, passagesOfNode } from '../../knowledge/index.ts';
import { type PlanRow, planBySlug, type RemarkRow, remarksOfPlan } from '../../plan/index.ts';
import {
  type EditionRow,
  editionsOf,
  type LinkRow,
  linksOfNode,
  type Mentioned,
  type NodePage,
  nodeByReference,
  organisationsNamed,
  type Relative,
  relativesOf,
} from '../queries.ts';
import { discussedPlans } from './discussed-plans.ts';
import { referencesNamed } from './search-queries.ts';

export type LineData = {
  readonly plan: PlanRow;
  readonly sourceName: string;
  readonly node: NodePage;
  readonly relatives: readonly Relative[];
  readonly editions: readonly EditionRow[];
  readonly links: readonly LinkRow[];
  readonly organisations: readonly Mentioned[];
  readonly remarks: readonly RemarkRow[];
  /** Null for those who keep no notes. */
  readonly notes: NotesOfNode | null;
  /** Null for those who read no discussions. */
  readonly discussion: Discussion | null;
  /** Null for those who follow nothing. */
  readonly follows: boolean | null;
  /** What was laid beside it from documents of the shelf. */
  readonly passages: readonly PassageRow[];
};

/**
 * The reference of the only place of a plan that somebody can mean who typed it otherwise: `a.2.4.5`, `2.4.5`, `A.2.4.5(a)`. Null where
 * there is none that the reader sees, or more than one.
 */
export function referenceMeant(visit: Visit, partnership: string, slug: string, typed: string): Promise<string | null> {
  return visit.read(async (tx) => {
    const plan = await planBySlug(tx, partnership, slug);
    const found = await referencesNamed(tx, plan.id, typed);
    return found.length === 1 ? (found[0] ?? null) : null;
  });
}

/** Everything that the page of a node shows. @throws Refusal 404 */
export function readLine(visit: Visit, partnership: string, slug: string, reference: string): Promise<LineData> {
  return visit.read(async (tx) => {
    const plan = await planBySlug(tx, partnership, slug);
    const node = await nodeByReference(tx, plan.id, reference);
    return {
      plan,
      node,
      sourceName: node.source_name,
      relatives: await relativesOf(tx, node, visit.lang),
      editions: await editionsOf(tx, node.id),
      links: await linksOfNode(tx, node.id, visit.lang),
      organisations: await organisationsNamed(tx, node.id),
      remarks: await remarksOfPlan(tx, plan.id, node.id),
      discussion: await discussionOf(tx, visit, discussedPlans, { record: node.id, record_kind: 'plan.node' }),
      follows: await followsOf(tx, visit, node.id),
      passages: await passagesOfNode(tx, node.id),
      notes: mayKeepNotes.allows(visit.acting) ? opened(visit, await notesOfNode(tx, node.id)) : null,
    };
  });
}

/** Notes that were opened with the page: noted where they are restricted. */
function opened(visit: Pick<Visit, 'opened'>, notes: NotesOfNode): NotesOfNode {
  for (const { note } of notes.own) if (note) visit.opened(note.id);
  for (const note of notes.others) visit.opened(note.id);
  return notes;
}
