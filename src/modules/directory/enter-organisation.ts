import { z } from 'zod';
import type { Keeper } from '../../platform/db/keeper.ts';
import { Refusal } from '../../platform/refusal.ts';
import { ORGANISATION_CLASSES, RELATION_KINDS } from './tables.ts';
import './text.ts';

const Words = z.strictObject({ en: z.string().min(1).optional(), fr: z.string().min(1).optional() });
const year = z.number().int().min(1000).max(9999).nullable();

export const EnterOrganisationInput = z.strictObject({
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: Words,
  acronym: z.string().min(1).nullable(),
  acronymFr: z.string().min(1).nullable(),
  frenchStatus: z.enum(['official', 'established', 'working']).nullable(),
  /** Null: the French name is from memory. */
  frenchSource: z.string().min(1).nullable(),
  class: z.enum(ORGANISATION_CLASSES),
  /** A code of the IATI list OrganisationType, and the organisation's identifier in IATI data. */
  iatiType: z.string().nullable(),
  iatiReference: z.string().nullable(),
  iatiSource: z.string().nullable(),
  iatiFromMemory: z.boolean().default(false),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
  side: z.string().nullable(),
  note: Words.nullable(),
  source: z.string().min(1),
  names: z.array(
    z.strictObject({
      name: Words,
      acronym: z.string().nullable(),
      acronymFr: z.string().nullable(),
      fromYear: year,
      untilYear: year,
      source: z.string().min(1),
      fromMemory: z.boolean(),
    }),
  ),
});
export type EnterOrganisationInput = z.input<typeof EnterOrganisationInput>;

export const RelateInput = z.strictObject({
  from: z.string(),
  to: z.string(),
  kind: z.enum(RELATION_KINDS),
  fromYear: year,
  untilYear: year,
  note: z.string().nullable(),
  source: z.string().min(1),
});
export type RelateInput = z.input<typeof RelateInput>;

const UNIQUE = '23505';

/**
 * Enters an organisation with its names over time. Organisations are reference facts of the whole installation: they belong to no party and
 * stand on no wall, so the keeper enters them, and every fact has its source.
 *
 * @returns its id
 * @throws Refusal 409 `directory.organisation-exists` at `slug`
 */
export async function enterOrganisation(keeper: Keeper, input: EnterOrganisationInput): Promise<string> {
  const given = EnterOrganisationInput.parse(input);
  try {
    const { rows } = await keeper.query<{ id: string }>(ENTER, [
      ...[
        given.slug,
        JSON.stringify(given.name),
        given.acronym,
        given.acronymFr,
        given.frenchStatus,
        given.frenchSource,
        given.class,
      ],
      ...[given.iatiType, given.iatiReference, given.iatiSource, given.iatiFromMemory, given.country, given.side],
      ...[given.note && JSON.stringify(given.note), given.source, JSON.stringify(given.names)],
    ]);
    return rows[0]?.id ?? '';
  } catch (error) {
    if ((error as { code?: unknown }).code === UNIQUE)
      throw new Refusal(409, 'directory.organisation-exists', { slug: given.slug }, 'slug');
    throw error;
  }
}

const ENTER = `with
  entered as (insert into directory.organisation (slug, name, acronym, acronym_fr, french_status, french_source, class, iati_type, iati_reference,
    iati_source, iati_from_memory, country, side, note, source) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) returning id),
  named as (insert into directory.organisation_name (organisation, position, name, acronym, acronym_fr, from_year, until_year, source, from_memory)
    select entered.id, n.position, n.value->'name', n.value->>'acronym', n.value->>'acronymFr', (n.value->>'fromYear')::int, (n.value->>'untilYear')::int,
      n.value->>'source', (n.value->>'fromMemory')::boolean
    from entered, jsonb_array_elements($16::jsonb) with ordinality n (value, position)),
  noted as (insert into platform.audit (act, record, after) select 'directory.organisation-entered', id, jsonb_build_object('slug', $1::text) from entered)
  select id from entered`;

/**
 * Says how organisations stand to each other, all at once; both ends have been entered.
 *
 * @throws Error naming a relation whose end is missing: that is a mistake in the data, not something a person mends on a page
 */
export async function relateOrganisations(keeper: Keeper, relations: readonly RelateInput[]): Promise<void> {
  const given = relations.map((each) => RelateInput.parse(each));
  const { rowCount } = await keeper.query(
    `insert into directory.organisation_relation (organisation, other, kind, from_year, until_year, note, source)
      select a.id, b.id, r->>'kind', (r->>'fromYear')::int, (r->>'untilYear')::int, r->>'note', r->>'source'
      from jsonb_array_elements($1::jsonb) r join directory.organisation a on a.slug = r->>'from' join directory.organisation b on b.slug = r->>'to'`,
    [JSON.stringify(given)],
  );
  if (rowCount !== given.length)
    throw new Error(`${given.length - (rowCount ?? 0)} relations name an organisation that was not entered`);
}
