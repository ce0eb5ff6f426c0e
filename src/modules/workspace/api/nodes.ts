import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../../../platform/db/database.ts';
import { notFound } from '../../../platform/refusal.ts';
import { type Lang, type NodeKind, type PlanRow, type PromiseKind, planBySlug, type Readers, unitAt } from '../../plan/index.ts';
import { editionsOf, linksOfNode, type NodePage, nodeByReference, organisationsNamed, relativesOf } from '../queries.ts';
import type { Node, NodeWhole } from './shapes.ts';
import { type Addresses, stageShown, wallShown } from './shown.ts';

type NodeShown = z.input<typeof Node>;

type Row = {
  readonly id: string;
  readonly reference: string;
  readonly number: string;
  readonly kind: NodeKind;
  readonly parent: string | null;
  readonly period: string | null;
  readonly promise: PromiseKind | null;
  readonly promise_confirmed: boolean;
  readonly qualifiers: string[];
  readonly readers: Readers;
  readonly words: NodeShown['words'];
  readonly subitems: string[];
  readonly sharpened_by: string[];
  readonly sharpens: string[];
};

/** Nodes as programs see them, in the order of their ids: with their words in every language that they have, whoever asks. */
export async function showNodes(tx: Tx, addresses: Addresses, plan: string, ids: readonly string[]): Promise<NodeShown[]> {
  const { rows } = await sql<Row>`
    select n.id, n.reference, n.number, n.kind, a.reference as parent, n.period, n.promise, n.promise_confirmed, n.qualifiers,
      (select w.readers from directory.v_wall w where w.id = n.wall) as readers,
      (select jsonb_agg(jsonb_build_object('lang', w.lang, 'authentic', w.lang = n.lang, 'text', w.text, 'edition', w.edition, 'provenance', w.provenance,
          'label', coalesce(w.label, case w.lang when n.lang then n.label end)) order by w.lang <> n.lang, w.lang) from plan.v_words w where w.node = n.id) as words,
      coalesce((select array_agg(s.reference order by s.position) from plan.v_line s where s.parent = n.id and s.kind = 'subitem'), '{}') as subitems,
      coalesce((select array_agg(p.reference order by p.position) from plan.v_sharpens s join plan.v_line p on p.id = s.priority where s.line = n.id), '{}') as sharpened_by,
      coalesce((select array_agg(l.reference order by s.position) from plan.v_sharpens s join plan.v_line l on l.id = s.line where s.priority = n.id), '{}') as sharpens
    from unnest(${[...ids]}::uuid[]) with ordinality o (id, place) join plan.v_node n on n.id = o.id
    left join plan.v_line a on a.id = n.parent order by o.place`.execute(tx);
  return rows.map(({ readers, promise, promise_confirmed, id: _, ...row }) => ({
    ...row,
    promise: promise === null ? null : { kind: promise, confirmed: promise_confirmed },
    wall: wallShown(readers),
    ...addresses.node(plan, row.reference),
  }));
}

/** What an action needs to know of the node that it changes. */
export type KnownNode = { readonly id: string; readonly version: number };

/** One node, and everything that its page shows of it. @throws Refusal 404 when there is none, or it is hidden */
export async function wholeNode(
  tx: Tx,
  addresses: Addresses,
  place: { readonly partnership: string; readonly plan: string; readonly reference: string },
): Promise<{ shown: z.input<typeof NodeWhole>; known: KnownNode }> {
  const plan = await planBySlug(tx, place.partnership, place.plan);
  const node = await nodeByReference(tx, plan.id, place.reference);
  const [shown] = await showNodes(tx, addresses, plan.slug, [node.id]);
  if (!shown) throw notFound();
  return {
    known: { id: node.id, version: node.version },
    shown: { ...shown, plan: plan.slug, stage: stageShown(plan), ...(await aroundNode(tx, addresses, plan, node)) },
  };
}

async function aroundNode(tx: Tx, addresses: Addresses, plan: PlanRow, node: NodePage) {
  const reader: Lang = node.lang;
  const relatives = await relativesOf(tx, node, reader);
  const linked = ({ reference, kind }: { readonly reference: string; readonly kind: NodeKind }) => ({
    ...{ reference, kind },
    ...addresses.node(plan.slug, reference),
  });
  const related = (relation: string) => relatives.filter((each) => each.relation === relation).map(linked);
  const unit = unitAt(node.passage);
  return {
    above: related('above'),
    previous: related('before')[0] ?? null,
    next: related('after')[0] ?? null,
    below: related('below'),
    editions: (await editionsOf(tx, node.id)).map((each) => ({ ...each, entered_at: each.entered_at.toISOString() })),
    evidence: {
      ...{ source: node.source_name, from: node.from_character, until: node.until_character, confidence: node.confidence },
      passage: node.passage.slice(unit(node.from_character - node.passage_from), unit(node.until_character - node.passage_from)),
    },
    links: (await linksOfNode(tx, node.id, reader)).map((link) => ({ ...linked(link), role: link.role })),
    organisations: (await organisationsNamed(tx, node.id)).map(({ slug, name, acronym }) => ({
      ...{ organisation: slug, name, acronym },
      ...addresses.organisation(slug),
    })),
  };
}
