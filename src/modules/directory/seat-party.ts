import { z } from 'zod';
import type { Keeper } from '../../platform/db/keeper.ts';
import { daysOf } from './rules.ts';

const Words = z.strictObject({ en: z.string().trim().min(1), fr: z.string().trim().min(1) });

export const SeatPartyInput = z.strictObject({
  partnership: z.uuid(),
  /** The bloc that it is a member state of; null for a party of the partnership. */
  bloc: z.uuid().nullable(),
  kind: z.enum(['state', 'bloc']),
  slug: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(60),
  name: Words,
  formalName: Words.nullable(),
  iso2: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
  protocolOrder: z.number().int(),
  colour: z.number().int().min(0).max(11),
  /** The day it took its seat, and the first day it no longer has it; null: open. */
  since: z.iso.date().nullable().default(null),
  until: z.iso.date().nullable().default(null),
  source: z.string().trim().min(1).nullable(),
});
export type SeatPartyInput = z.input<typeof SeatPartyInput>;

/**
 * Gives a party its seat, or a member state its seat in a bloc, with a circle of readers of its own. The seat is public; what is
 * written behind its circle is its own. The database lets only the keeper and an administrator of that partnership do it.
 *
 * @returns the id of the party
 */
export async function seatParty(keeper: Keeper, input: SeatPartyInput): Promise<string> {
  const seat = SeatPartyInput.parse(input);
  const { rows } = await keeper.query<{ id: string }>(
    'select directory.seat_party($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as id',
    [
      ...[seat.partnership, seat.bloc, seat.kind, seat.slug, JSON.stringify(seat.name)],
      ...[seat.formalName && JSON.stringify(seat.formalName), seat.iso2, seat.protocolOrder, seat.colour],
      ...[daysOf(seat.since, seat.until), seat.source],
    ],
  );
  return rows[0]?.id ?? '';
}
