import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { refuseForCircle } from './refuse-for-circle.ts';

export const JoinCircleInput = z.strictObject({
  circle: z.uuid(),
  /** `mandate:` or `seat:` with its id. A seat brings everybody who acts for it, now and later. */
  member: z.string().regex(/^(mandate|seat):[0-9a-f-]{36}$/),
});

/**
 * Puts a mandate or a whole seat into a circle that one minds: they read and write in it from their next page on.
 *
 * @throws Refusal 404 where one minds no such circle or sees no such member; 409 `directory.circle-one-side`, `directory.circle-known-to-all`,
 *   `directory.circle-is-closed`
 */
export async function joinCircle(tx: Tx, { circle, member }: z.infer<typeof JoinCircleInput>): Promise<void> {
  const [kind, id] = member.split(':');
  const [mandate, seat] = kind === 'seat' ? [null, id] : [id, null];
  await refuseForCircle(() => sql`select directory.join_circle(${circle}, ${mandate}::uuid, ${seat}::uuid)`.execute(tx));
}
