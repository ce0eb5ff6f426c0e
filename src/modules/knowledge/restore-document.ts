import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { Refusal } from '../../platform/refusal.ts';
import { ownedDocument } from './owned-document.ts';
import { mayShareDocuments } from './rules.ts';
import type { WithdrawDocumentInput } from './withdraw-document.ts';

/**
 * Puts a document back on the shelf where it stood when it was withdrawn.
 *
 * @throws Refusal 403 where more would read it than whoever acts may let read it, 404, 409
 */
export async function restoreDocument(tx: Tx, acting: Acting, id: string, input: WithdrawDocumentInput): Promise<void> {
  const document = await ownedDocument(tx, acting, id, input.version);
  const { withdrawn_from: wall } = await tx
    .selectFrom('knowledge.document')
    .select('withdrawn_from')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (wall === null) throw new Refusal(409, 'knowledge.is-not-withdrawn');
  if (wall !== document.owner && !mayShareDocuments.allows(acting)) throw new Refusal(403, 'knowledge.only-sharers');
  await tx
    .updateTable('knowledge.document')
    .set({ withdrawn_from: null, withdrawn_at: null, withdrawn_by: null })
    .where('id', '=', id)
    .execute();
  await sql`select knowledge.move_document(${id}, ${wall})`.execute(tx);
  await sql`select knowledge.index_document(${id})`.execute(tx);
  await audit(tx, acting, 'knowledge.document-restored', { partnership: document.partnership, wall, record: id });
}
