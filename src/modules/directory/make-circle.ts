import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { Refusal } from '../../platform/refusal.ts';
import { mayMakeCircles } from './rules.ts';
import './text.ts';

/** What a circle is called: one line of 1 to 80 characters. */
export const CircleName = z.string().max(1_000);
export const MakeCircleInput = z.strictObject({
  name: CircleName,
  /** Whether people of one's own seat alone can be in it, or of any party. It never changes. */
  inside: z.enum(['side', 'partnership']),
});
export type MakeCircleInput = z.infer<typeof MakeCircleInput>;

/**
 * Makes a circle: a named group with a wall of its own, minded by the seat of whoever makes it, who is its first member. The session sees and
 * owns the new wall from the next statement on.
 *
 * @returns its id
 * @throws Refusal 403 `directory.may-not-make-circles`; 422 `directory.circle-name` at `name`
 */
export async function makeCircle(tx: Tx, acting: Acting, input: MakeCircleInput): Promise<string> {
  if (!mayMakeCircles.allows(acting)) throw new Refusal(403, 'directory.may-not-make-circles');
  const { rows } = await sql<{ id: string }>`
    select directory.make_circle(${checkedName(input.name)}, ${input.inside}) as id`.execute(tx);
  return rows[0]?.id ?? '';
}

/** The name as it is kept: without space around it and with single spaces inside. @throws Refusal 422 `directory.circle-name` at `name` */
export function checkedName(typed: string): string {
  const name = typed.trim().replace(/\s+/g, ' ');
  if (name === '' || [...name].length > 80) throw new Refusal(422, 'directory.circle-name', {}, 'name');
  return name;
}
