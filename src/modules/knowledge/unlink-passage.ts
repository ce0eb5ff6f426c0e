import { sql } from 'kysely';
import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { mayKeepDocuments } from './rules.ts';

/** The passage that is taken away from its line. */
export const UnlinkPassageInput = z.strictObject({ passage: z.uuid() });
export type UnlinkPassageInput = z.infer<typeof UnlinkPassageInput>;

/**
 * Takes a passage away from the line beside which it was laid. The document stays; the audit keeps what was there.
 *
 * @throws Refusal 403 where it was laid by another side, 404
 */
export async function unlinkPassage(tx: Tx, acting: Acting, document: string, input: UnlinkPassageInput): Promise<void> {
  if (!mayKeepDocuments.allows(acting)) throw new Refusal(403, 'knowledge.only-keepers');
  const { rows } = await sql<{
    partnership: string;
    wall: string;
    node: string;
    words: string;
    remark: string;
    page: number;
    mine: boolean;
  }>`
    select d.partnership, p.wall, p.node, p.words, p.remark, p.page, p.owner = any (platform.owns()) as mine
    from knowledge.v_passage p join knowledge.v_document d on d.id = p.document where p.id = ${input.passage} and p.document = ${document}`.execute(
    tx,
  );
  const [passage] = rows;
  if (!passage) throw notFound();
  if (!passage.mine) throw new Refusal(403, 'knowledge.not-yours');
  await sql`delete from knowledge.passage p where p.id = ${input.passage}`.execute(tx);
  const { partnership, wall, mine: _, ...before } = passage;
  await audit(
    tx,
    acting,
    'knowledge.passage-unlinked',
    { partnership, wall, record: document },
    {
      before: { passage: input.passage, ...before },
    },
  );
}
