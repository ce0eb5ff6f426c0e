import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { emit } from '../../platform/outbox/emit.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { indexWords } from '../../platform/search/index-words.ts';
import { inBatches } from './plan-nodes.ts';
import { mayEnterPlan } from './rules.ts';
import type { Lang, NodeKind } from './tables.ts';
import './text.ts';

/** Words in another language by the reference of their node; `provenance` says in that language where they come from. */
export type Translation = {
  readonly lang: Lang;
  readonly provenance: string;
  readonly nodes: ReadonlyMap<string, { readonly text: string; readonly label: string | null }>;
};

/**
 * Adds a translation beside the authentic words of a plan: first editions in the other language, each with its provenance, found by
 * the search in that language. The authentic words stay what was signed.
 *
 * @returns how many nodes were translated
 * @throws Refusal 403 `plan.only-secretariat`, 404, 409 `plan.translated-already`, 422 `plan.authentic-language`,
 * 422 `plan.no-such-node`
 */
export async function addTranslation(tx: Tx, acting: Acting, planId: string, translation: Translation): Promise<number> {
  if (!mayEnterPlan.allows(acting)) throw new Refusal(403, 'plan.only-secretariat');
  // Held until the end, so that of two translations at once the second sees the first.
  await sql`select from platform.record where id = ${planId} for update`.execute(tx);
  const plan = await tx.selectFrom('plan.v_plan').selectAll().where('id', '=', planId).executeTakeFirst();
  if (!plan) throw notFound();
  if (plan.authentic === translation.lang) throw new Refusal(422, 'plan.authentic-language');
  const translated = await nodesWithWords(tx, planId, translation);
  await refuseTranslated(tx, translated, translation.lang);
  for (const some of inBatches(translated)) await insertWords(tx, some, translation);
  await sql`update platform.record set version = version + 1, changed_at = platform.now() where id = ${planId}`.execute(tx);
  const of = { partnership: plan.partnership, wall: plan.wall, record: planId };
  await audit(tx, acting, 'plan.translation-added', of, { after: { lang: translation.lang, nodes: translated.length } });
  await emit(tx, 'plan.translation-added', plan.partnership, { plan: planId });
  return translated.length;
}

type Translated = {
  readonly node: { id: string; plan: string; reference: string; kind: NodeKind; wall: string; owner: string };
  readonly words: { readonly text: string; readonly label: string | null };
};

async function nodesWithWords(tx: Tx, plan: string, { nodes: words }: Translation): Promise<Translated[]> {
  const nodes = await tx
    .selectFrom('plan.v_node')
    .select(['id', 'plan', 'reference', 'kind', 'wall', 'owner'])
    .where('plan', '=', plan)
    .execute();
  const known = new Set(nodes.map((node) => node.reference));
  const stray = [...words.keys()].find((reference) => !known.has(reference));
  if (stray !== undefined) throw new Refusal(422, 'plan.no-such-node', { reference: stray });
  return nodes.flatMap((node) => {
    const said = words.get(node.reference);
    return said ? [{ node, words: said }] : [];
  });
}

async function refuseTranslated(tx: Tx, translated: readonly Translated[], lang: Lang): Promise<void> {
  const ids = translated.map(({ node }) => node.id);
  const { rows } = await sql<{ node: string }>`
    select e.node from plan.v_edition e where e.lang = ${lang} and e.node = any (${ids}::uuid[]) limit 1`.execute(tx);
  const known = translated.find(({ node }) => node.id === rows[0]?.node);
  if (known) throw new Refusal(409, 'plan.translated-already', { reference: known.node.reference });
}

async function insertWords(tx: Tx, some: readonly Translated[], { lang, provenance }: Translation): Promise<void> {
  await tx
    .insertInto('plan.edition')
    .values(
      some.map(({ node: { id, wall, owner }, words }) => {
        return { node: id, lang, edition: 1, ...words, wall, owner, reason: null, provenance };
      }),
    )
    .execute();
  await indexWords(
    tx,
    some.map(({ node, words }) => {
      const heading = node.kind === 'part' || node.kind === 'area';
      const strong = `${node.reference} ${words.label ?? ''} ${heading ? words.text : ''}`;
      return { record: node.id, within: node.plan, part: 'words', lang, strong, plain: heading ? '' : words.text };
    }),
  );
}
