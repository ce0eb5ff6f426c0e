import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Text } from '../../platform/db/tables.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { Refusal } from '../../platform/refusal.ts';
import { mayKeepDocuments, mayShareDocuments } from './rules.ts';

/** Who reads what stands on a wall, for pages to say in words. */
export type Readers = {
  readonly kind: 'public' | 'partnership' | 'party' | 'member' | 'organisation' | 'group';
  readonly party: Text | null;
  readonly organisation: Text | null;
  readonly circle: string | null;
};

/** A wall on which whoever acts may put something. `wider`: more read it than those who own it, so it takes an act of its own. */
export type WallChoice = { readonly id: string; readonly readers: Readers; readonly wider: boolean };

/**
 * The walls on which whoever acts may put a document, their own first: those they hold, and for those who may share also the parties' and the
 * public one. @throws Refusal 403 for those who keep no documents
 */
export async function wallsFor(tx: Tx, acting: Acting): Promise<WallChoice[]> {
  if (!mayKeepDocuments.allows(acting)) throw new Refusal(403, 'knowledge.only-keepers');
  const { rows } = await sql<WallChoice>`
    select w.id, w.readers, array_position(platform.owns(), w.id) is null as wider from directory.v_wall w
    where w.partnership = platform.acting_partnership() and w.closed_at is null
      and (w.id = any (platform.owns()) or ${mayShareDocuments.allows(acting)} and w.kind in ('partnership', 'public'))
    order by array_position(platform.owns(), w.id), w.kind limit 100`.execute(tx);
  return rows;
}

/**
 * The wall that was chosen, and who owns what is put there: the wall itself where it is one's own, one's first wall otherwise.
 *
 * @param said whether it was said expressly that more are to read it
 * @throws Refusal 422 where the wall is none of those offered, or wider and nobody said so
 */
export async function chosenWall(
  tx: Tx,
  acting: Acting,
  wall: string,
  said: boolean,
): Promise<{ wall: string; owner: string; wider: boolean }> {
  const choices = await wallsFor(tx, acting);
  const choice = wall === '' ? choices[0] : choices.find((each) => each.id === wall);
  const own = choices.find((each) => !each.wider);
  if (!choice || !own) throw new Refusal(422, 'knowledge.no-such-wall', {}, 'wall');
  if (choice.wider && !said) throw new Refusal(422, 'knowledge.say-wider', {}, 'wider');
  return { wall: choice.id, owner: choice.wider ? own.id : choice.id, wider: choice.wider };
}
