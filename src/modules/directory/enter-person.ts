import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { emit } from '../../platform/outbox/emit.ts';
import { Refusal } from '../../platform/refusal.ts';
import { placeOfActing } from './queries.ts';
import { mayEnterPerson } from './rules.ts';
import './text.ts';

export const EnterPersonInput = z.strictObject({
  /** One free name, as the person writes it. */
  fullName: z.string().trim().min(1).max(200),
  /** How it stands in an alphabetical list; the name itself where it is not given. */
  sortAs: z.string().trim().min(1).max(200).optional(),
  /** Who sees the name: one's own party, or all parties and the secretariat. Never the public. */
  reach: z.enum(['party', 'partnership']),
});
export type EnterPersonInput = z.infer<typeof EnterPersonInput>;

/**
 * Enters a person into the directory, who may then be given mandates. The name stays inside one's party unless it is put before all parties.
 *
 * @returns the id of the person
 * @throws Refusal 403 `directory.may-not-enter-person`; 422 `directory.reach-of-party` at `reach` for one who stands for no party
 */
export async function enterPerson(tx: Tx, acting: Acting, input: EnterPersonInput): Promise<string> {
  if (!mayEnterPerson.allows(acting)) throw new Refusal(403, 'directory.may-not-enter-person');
  const { partnership, joint, circle } = await placeOfActing(tx, acting);
  const wall = input.reach === 'partnership' ? joint : circle;
  if (wall === null) throw new Refusal(422, 'directory.reach-of-party', {}, 'reach');
  const { id } = await tx
    .insertInto('directory.person')
    .values({ partnership, full_name: input.fullName, sort_as: input.sortAs ?? input.fullName, wall, owner: circle ?? joint })
    .returning('id')
    .executeTakeFirstOrThrow();
  // The name stands on the person's row alone: the audit is kept for ever, a name need not be.
  await audit(tx, acting, 'directory.person-entered', { partnership, wall, record: id }, { after: { reach: input.reach } });
  await emit(tx, 'directory.person-entered', partnership, { person: id });
  return id;
}
