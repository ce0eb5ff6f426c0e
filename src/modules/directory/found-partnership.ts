import { z } from 'zod';
import type { Keeper } from '../../platform/db/keeper.ts';
import { RESERVED } from '../../platform/http/route.ts';
import { Refusal } from '../../platform/refusal.ts';
import './text.ts';

const Words = z.strictObject({ en: z.string().trim().min(1), fr: z.string().trim().min(1) });

export const FoundPartnershipInput = z.strictObject({
  slug: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(60),
  name: Words,
  description: Words,
  /** `listed`: parties always stand in protocol order; `yearly`: the order turns round each calendar year. */
  partyOrder: z.enum(['listed', 'yearly']).default('listed'),
});
export type FoundPartnershipInput = z.input<typeof FoundPartnershipInput>;

/**
 * Founds a partnership: its address, its two widest walls (public, and all parties), and what a visitor may see.
 *
 * @returns its id
 * @throws Refusal 422 `directory.slug-reserved` at `slug`; 409 `directory.partnership-exists` at `slug`
 */
export async function foundPartnership(keeper: Keeper, input: FoundPartnershipInput): Promise<string> {
  const { slug, name, description, partyOrder } = FoundPartnershipInput.parse(input);
  if ((RESERVED as readonly string[]).includes(slug)) throw new Refusal(422, 'directory.slug-reserved', { slug }, 'slug');
  const taken = await keeper.query('select from directory.partnership where slug = $1', [slug]);
  if (taken.rowCount) throw new Refusal(409, 'directory.partnership-exists', { slug }, 'slug');
  const { rows } = await keeper.query<{ id: string }>('select directory.found_partnership($1, $2, $3, $4) as id', [
    slug,
    JSON.stringify(name),
    JSON.stringify(description),
    partyOrder,
  ]);
  return rows[0]?.id ?? '';
}
