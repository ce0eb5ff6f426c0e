import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { notFound } from '../../platform/refusal.ts';

/** The seat that one speaks for: its partnership, the wall of all parties, and the circle that owns what is its own. @throws Refusal 404 */
export async function placeOfSeat(
  tx: Tx,
  acting: Pick<Acting, 'party'>,
): Promise<{ party: string; partnership: string; wall: string; owner: string }> {
  const { rows } = await sql<{ party: string; partnership: string; wall: string; owner: string }>`
    select y.id as party, y.partnership, w.id as wall, y.circle as owner from directory.v_party y
      join platform.wall w on w.partnership = y.partnership and w.kind = 'partnership' where y.id = ${acting.party}`.execute(tx);
  if (!rows[0]) throw notFound();
  return rows[0];
}
