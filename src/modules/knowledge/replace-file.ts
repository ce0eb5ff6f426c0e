import { sql } from 'kysely';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { StoredFile } from '../../platform/files/store.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { emit } from '../../platform/outbox/emit.ts';
import { addFile } from './add-document.ts';
import { countedUp, ownedDocument } from './owned-document.ts';

/**
 * Gives a document a new version of its file. The older ones stay, with their text and the passages taken from them; the search finds the new
 * one, as soon as it was read.
 *
 * @throws Refusal 403, 404, 409 where somebody changed the document since `version`, 413
 */
export async function replaceFile(
  tx: Tx,
  acting: Acting,
  id: string,
  version: number,
  file: StoredFile & { readonly name: string },
): Promise<void> {
  const document = await ownedDocument(tx, acting, id, version);
  const { rows } = await sql<{
    next: number;
  }>`select max(f.number) + 1 as next from knowledge.file f where f.document = ${id}`.execute(tx);
  const number = rows[0]?.next ?? document.file_number + 1;
  const attachment = await addFile(tx, { document: id, number, wall: document.wall, owner: document.owner }, file);
  await tx.updateTable('knowledge.document').set({ file_number: number }).where('id', '=', id).execute();
  await countedUp(tx, document, {});
  await sql`select knowledge.index_document(${id})`.execute(tx);
  await audit(
    tx,
    acting,
    'knowledge.file-replaced',
    { ...document, record: id },
    {
      before: { number: document.file_number, name: document.file_name },
      after: { number, name: file.name, sha256: file.sha256.toString('hex') },
    },
  );
  await emit(tx, 'knowledge.file-added', document.partnership, { file: attachment });
}
