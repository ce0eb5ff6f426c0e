import { sql } from 'kysely';
import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { Refusal } from '../../platform/refusal.ts';
import { ownedDocument } from './owned-document.ts';

/** The version of the document when it was read. */
export const WithdrawDocumentInput = z.strictObject({ version: z.coerce.number().int().positive() });
export type WithdrawDocumentInput = z.infer<typeof WithdrawDocumentInput>;

/**
 * Takes a document off the shelf: it stands behind its owner’s wall, and no search finds it. Nothing is deleted; `restoreDocument` undoes it.
 *
 * @throws Refusal 403, 404, 409
 */
export async function withdrawDocument(tx: Tx, acting: Acting, id: string, input: WithdrawDocumentInput): Promise<void> {
  const document = await ownedDocument(tx, acting, id, input.version);
  if (document.withdrawn_at !== null) throw new Refusal(409, 'knowledge.is-withdrawn');
  await tx
    .updateTable('knowledge.document')
    .set({ withdrawn_from: document.wall, withdrawn_at: sql`platform.now()`, withdrawn_by: acting.mandate })
    .where('id', '=', id)
    .execute();
  await audit(tx, acting, 'knowledge.document-withdrawn', { ...document, record: id });
  // The move counts the version up.
  await sql`select knowledge.move_document(${id}, ${document.owner})`.execute(tx);
  await sql`select knowledge.index_document(${id})`.execute(tx);
}
