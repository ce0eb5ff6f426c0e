import { sql } from 'kysely';
import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { AboutInput, checkedAbout } from './add-document.ts';
import { countedUp, ownedDocument } from './owned-document.ts';

const Version = z.coerce.number().int().positive();

/** What is said of a document, and its version when it was read. */
export const MendDocumentInput = AboutInput.extend({ version: Version });
export type MendDocumentInput = z.infer<typeof MendDocumentInput>;

/**
 * Changes what is said of a document: title, day, kind, language. The file stays. @throws Refusal 403, 404, 409, 422 at the field
 */
export async function mendDocument(tx: Tx, acting: Acting, id: string, input: MendDocumentInput): Promise<void> {
  const document = await ownedDocument(tx, acting, id, input.version);
  const { title, day } = checkedAbout(input);
  const before = { title: document.title, day: document.day, kind: document.kind, language: document.lang };
  const after = { title, day, kind: input.kind, language: input.language };
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  await tx.updateTable('knowledge.document').set({ kind: input.kind, day }).where('id', '=', id).execute();
  await countedUp(tx, document, { title, lang: input.language });
  await sql`select knowledge.index_document(${id})`.execute(tx);
  await audit(tx, acting, 'knowledge.document-mended', { ...document, record: id }, { before, after });
}
