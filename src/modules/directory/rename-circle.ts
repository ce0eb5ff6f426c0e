import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { CircleName, checkedName } from './make-circle.ts';
import { refuseForCircle } from './refuse-for-circle.ts';

export const RenameCircleInput = z.strictObject({ circle: z.uuid(), name: CircleName });

/**
 * Gives a circle that one minds another name; the earlier one stays in its history.
 *
 * @throws Refusal 404 where one minds no such circle; 422 `directory.circle-name` at `name`
 */
export async function renameCircle(tx: Tx, { circle, name }: z.infer<typeof RenameCircleInput>): Promise<void> {
  await refuseForCircle(() => sql`select directory.rename_circle(${circle}, ${checkedName(name)})`.execute(tx));
}
