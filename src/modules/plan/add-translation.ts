import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { emit } from '../../platform/outbox/emit.ts';
import { Refusal } from '../../platform/refusal.ts';
import { indexWords } from '../../platform/search/index-words.ts';
import { mayEnterPlan } from './rules.ts';
import type { Lang } from './tables.ts';
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
 * @throws Refusal 403 `plan.only-secretariat`, 404, 422 `plan.authentic-language`, 422 `plan.no-such-node`
 */
export async function addTranslation(tx: Tx, acting: Acting, planId: string, translation: Translation): Promise<number> {
  if (!mayEnterPlan.allows(acting)) throw new Refusal(403, 'plan.only-secretariat');
  const plan = await tx.selectFrom('plan.v_plan').selectAll().where('id', '=', planId).executeTakeFirst();
  if (!plan) throw new Refusal(404, 'http.not-found');
  if (plan.authentic === translation.lang) throw new Refusal(422, 'plan.authentic-language');
  const nodes = await tx
    .selectFrom('plan.v_node')
    .select(['id', 'reference', 'kind', 'wall', 'owner'])
    .where('plan', '=', planId)
    .execute();
  const byReference = new Map(nodes.map((node) => [node.reference, node] as const));
  const stray = [...translation.nodes.keys()].find((reference) => !byReference.has(reference));
  if (stray !== undefined) throw new Refusal(422, 'plan.no-such-node', { reference: stray });
  const translated = nodes.flatMap((node) => {
    const words = translation.nodes.get(node.reference);
    return words ? [{ node, words }] : [];
  });
  if (translated.length > 0) {
    await tx
      .insertInto('plan.edition')
      .values(
        translated.map(({ node, words }) => ({
          node: node.id,
          lang: translation.lang,
          edition: 1,
          ...words,
          wall: node.wall,
          owner: node.owner,
          reason: null,
          provenance: translation.provenance,
        })),
      )
      .execute();
    await indexWords(
      tx,
      translated.map(({ node, words }) => {
        const heading = node.kind === 'part' || node.kind === 'area';
        const strong = `${node.reference} ${words.label ?? ''} ${heading ? words.text : ''}`;
        return { record: node.id, part: 'words', lang: translation.lang, strong, plain: heading ? '' : words.text };
      }),
    );
  }
  await sql`update platform.record set version = version + 1, changed_at = platform.now() where id = ${planId}`.execute(tx);
  const of = { partnership: plan.partnership, wall: plan.wall, record: planId };
  await audit(tx, acting, 'plan.translation-added', of, { after: { lang: translation.lang, nodes: translated.length } });
  await emit(tx, 'plan.translation-added', plan.partnership, { plan: planId });
  return translated.length;
}
