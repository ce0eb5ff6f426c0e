import { sql } from 'kysely';
import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { emit } from '../../platform/outbox/emit.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { indexWords } from '../../platform/search/index-words.ts';
import { subjectChanged } from '../concurrence/index.ts';
import { mayMendWords } from './rules.ts';
import './text.ts';

export const MendWordsInput = z.strictObject({
  version: z.coerce.number().int().positive(),
  text: z.string().trim().max(20_000),
  reason: z.string().trim().max(500),
});
export type MendWordsInput = z.infer<typeof MendWordsInput>;

/**
 * Mends a slip of the import in the authentic words of a node, while its plan is only entered: a new edition with a reason. The
 * earlier words stay readable in the history; white space is collapsed, everything else is kept as typed.
 *
 * @returns the number of the new edition
 * @throws Refusal 403 `plan.only-secretariat`, 404, 409 `plan.words-changed-meanwhile`, 409 `plan.words-frozen`, 422 at `text` or `reason`
 * @see product.md rule 1
 */
export async function mendWords(tx: Tx, acting: Acting, nodeId: string, input: MendWordsInput): Promise<number> {
  if (!mayMendWords.allows(acting)) throw new Refusal(403, 'plan.only-secretariat');
  const text = input.text.replace(/\s+/gu, ' ').trim();
  if (text === '') throw new Refusal(422, 'plan.words-missing', {}, 'text');
  if (input.reason.length < 3) throw new Refusal(422, 'plan.reason-missing', {}, 'reason');
  const locked = await sql<{ version: number }>`select version from platform.record where id = ${nodeId} for update`.execute(tx);
  const node = await tx.selectFrom('plan.v_node').selectAll().where('id', '=', nodeId).executeTakeFirst();
  const plan = node && (await tx.selectFrom('plan.v_plan').selectAll().where('id', '=', node.plan).executeTakeFirst());
  const version = locked.rows[0]?.version;
  if (!node || !plan || version === undefined) throw notFound();
  if (plan.stage !== 'entered') throw new Refusal(409, 'plan.words-frozen');
  if (version !== input.version) throw new Refusal(409, 'plan.words-changed-meanwhile');
  if (text === node.text) throw new Refusal(422, 'plan.words-same', {}, 'text');
  const edition = node.edition + 1;
  const { wall, owner, label, lang } = node;
  await tx
    .insertInto('plan.edition')
    .values({ node: nodeId, lang, edition, text, label, wall, owner, reason: input.reason, provenance: null })
    .execute();
  await tx
    .updateTable('platform.record')
    .set({ version: version + 1, changed_at: sql`platform.now()`, title: `${node.reference} ${text}`.slice(0, 200) })
    .where('id', '=', nodeId)
    .execute();
  const heading = node.kind === 'part' || node.kind === 'area';
  await indexWords(tx, [
    {
      record: nodeId,
      within: plan.id,
      part: 'words',
      lang,
      strong: `${node.reference} ${label ?? ''} ${heading ? text : ''}`,
      plain: heading ? '' : text,
    },
  ]);
  const of = { partnership: plan.partnership, wall, record: nodeId };
  await audit(tx, acting, 'plan.words-mended', of, {
    before: { text: node.text, edition: node.edition },
    after: { text, edition, reason: input.reason },
  });
  // What is before the parties to be certified says something else now: it is put anew.
  await subjectChanged(tx, plan.id);
  await emit(tx, 'plan.words-mended', plan.partnership, { plan: plan.id, node: nodeId });
  return edition;
}
