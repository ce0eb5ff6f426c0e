import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { refuseForCircle } from './refuse-for-circle.ts';

export const CloseCircleInput = z.strictObject({ circle: z.uuid() });

/** Closes a circle that one minds: its members read on, and nobody writes in it or joins any more. @throws Refusal 404 */
export async function closeCircle(tx: Tx, { circle }: z.infer<typeof CloseCircleInput>): Promise<void> {
  await refuseForCircle(() => sql`select directory.close_circle(${circle})`.execute(tx));
}
