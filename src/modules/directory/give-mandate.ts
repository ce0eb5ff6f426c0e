import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import { type Acting, ROLES } from '../../platform/http/acting.ts';
import { emit } from '../../platform/outbox/emit.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { placeOfActing } from './queries.ts';
import { daysOf, mayGiveMandate } from './rules.ts';
import './text.ts';

export const GiveMandateInput = z
  .strictObject({
    person: z.uuid(),
    role: z.enum(ROLES),
    /** Null for a role that serves all parties. */
    party: z.uuid().nullable(),
    organisation: z.uuid().nullable(),
    title: z.strictObject({ en: z.string().trim().min(1).max(200), fr: z.string().trim().min(1).max(200) }),
    since: z.iso.date(),
    /** The first day it no longer holds; null: open. */
    until: z.iso.date().nullable(),
    /** Who sees that this person holds it: one's own party, or all parties and the secretariat. */
    reach: z.enum(['party', 'partnership']),
  })
  .refine((mandate) => mandate.until === null || mandate.since < mandate.until, { path: ['until'] });
export type GiveMandateInput = z.infer<typeof GiveMandateInput>;

const ALREADY = '23P01';

/**
 * Gives a person a mandate: a role, for a party or for all of them, from a day until a day. Every later act of the person names it.
 *
 * @returns the id of the mandate
 * @throws Refusal 403 `directory.not-yours-to-give`; 404 when the person is hidden or absent; 422 `directory.reach-of-party` at `reach`;
 *   409 `directory.person-is-inside` at `reach` when the name is not before all parties yet; 409 `directory.mandate-held` at `since`
 * @see product.md rule 10: acts are attributed to a person in a capacity
 */
export async function giveMandate(tx: Tx, acting: Acting, input: GiveMandateInput): Promise<string> {
  if (!mayGiveMandate(acting, input.role, input.party)) throw new Refusal(403, 'directory.not-yours-to-give');
  const { partnership, joint, circle } = await placeOfActing(tx, acting);
  const wall = input.reach === 'partnership' ? joint : circle;
  if (wall === null) throw new Refusal(422, 'directory.reach-of-party', {}, 'reach');
  const person = await tx.selectFrom('directory.person').select('wall').where('id', '=', input.person).executeTakeFirst();
  if (!person) throw notFound();
  // A mandate that all parties see under a name that one of them hides would be a mandate of nobody.
  if (wall === joint && person.wall !== joint) throw new Refusal(409, 'directory.person-is-inside', {}, 'reach');
  try {
    const { id } = await tx
      .insertInto('directory.mandate')
      .values({
        ...{ person: input.person, partnership, role: input.role, party: input.party, organisation: input.organisation },
        ...{ title: JSON.stringify(input.title), valid: daysOf(input.since, input.until), wall, owner: circle ?? joint },
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const after = { person: input.person, role: input.role, party: input.party, since: input.since, until: input.until };
    await audit(tx, acting, 'directory.mandate-given', { partnership, wall, record: id }, { after });
    await emit(tx, 'directory.mandate-given', partnership, { mandate: id, person: input.person });
    return id;
  } catch (error) {
    if ((error as { code?: unknown }).code === ALREADY) throw new Refusal(409, 'directory.mandate-held', {}, 'since');
    throw error;
  }
}
