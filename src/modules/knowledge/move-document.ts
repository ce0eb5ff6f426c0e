import { sql } from 'kysely';
import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { Refusal } from '../../platform/refusal.ts';
import { ownedDocument } from './owned-document.ts';
import { chosenWall } from './walls.ts';

/** The wall to which it goes, whether it was said that more are to read it, and its version when it was read. */
export const MoveDocumentInput = z.strictObject({
  version: z.coerce.number().int().positive(),
  wall: z.uuid(),
  wider: z.literal('yes').optional(),
});
export type MoveDocumentInput = z.infer<typeof MoveDocumentInput>;

/**
 * Puts a document behind another wall, with the file that it is today and its words in the search. Its older files stay where they were when
 * more may read it, and come along when fewer may.
 *
 * @throws Refusal 403, 404, 409, 422 where the wall is not one’s to choose, or wider and nobody said so
 */
export async function moveDocument(tx: Tx, acting: Acting, id: string, input: MoveDocumentInput): Promise<void> {
  const document = await ownedDocument(tx, acting, id, input.version);
  if (document.withdrawn_at !== null) throw new Refusal(409, 'knowledge.is-withdrawn');
  const { wall } = await chosenWall(tx, acting, input.wall, input.wider === 'yes');
  if (wall === document.wall) return;
  await sql`select knowledge.move_document(${id}, ${wall})`.execute(tx);
  // For those who read it from now on, and for those who read it until now.
  for (const each of new Set([document.wall, wall]))
    await audit(tx, acting, 'knowledge.document-moved', { partnership: document.partnership, wall: each, record: id });
}
