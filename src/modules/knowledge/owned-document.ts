import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { mayKeepDocuments } from './rules.ts';

export type OwnedDocument = {
  readonly id: string;
  readonly partnership: string;
  readonly wall: string;
  readonly owner: string;
  readonly title: string;
  readonly lang: 'en' | 'fr';
  readonly version: number;
  readonly kind: string;
  readonly day: string | null;
  readonly file_number: number;
  readonly file_name: string;
  readonly withdrawn_at: Date | null;
};

/**
 * A document that whoever acts may change, held until the end of the transaction, as it was at `version`.
 *
 * @throws Refusal 403 where it is somebody else’s, 404, 409 where it was changed since
 */
export async function ownedDocument(tx: Tx, acting: Acting, id: string, version: number): Promise<OwnedDocument> {
  if (!mayKeepDocuments.allows(acting)) throw new Refusal(403, 'knowledge.only-keepers');
  await sql`select r.id from platform.record r where r.id = ${id} for update`.execute(tx).catch(() => undefined);
  const document = await tx.selectFrom('knowledge.v_document').selectAll().where('id', '=', id).executeTakeFirst();
  if (!document) throw notFound();
  const { rows } = await sql<{ mine: boolean }>`select ${document.owner} = any (platform.owns()) as mine`.execute(tx);
  if (!rows[0]?.mine) throw new Refusal(403, 'knowledge.not-yours');
  if (document.version !== version) throw new Refusal(409, 'knowledge.changed-meanwhile');
  return document;
}

/** The record has changed: its version counts up, and what else is said of it is put in. */
export async function countedUp(tx: Tx, document: OwnedDocument, said: { title?: string; lang?: 'en' | 'fr' }): Promise<void> {
  await tx
    .updateTable('platform.record')
    .set({ version: document.version + 1, changed_at: sql`platform.now()`, ...said })
    .where('id', '=', document.id)
    .execute();
}
