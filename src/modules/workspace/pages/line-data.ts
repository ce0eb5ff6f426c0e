import type { Visit } from '../../../platform/http/route.ts';
import { mayKeepNotes, type NotesOfNode, notesOfNode } from '../../followup/index.ts';
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
};

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
      notes: mayKeepNotes.allows(visit.acting) ? await notesOfNode(tx, node.id) : null,
    };
  });
}
