import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { Text } from '../../../platform/db/tables.ts';
import { notFound } from '../../../platform/refusal.ts';
import type { FrenchStatus, OrganisationClass, RelationKind } from '../../directory/index.ts';
import type { Lang, NodeKind } from '../../plan/index.ts';

export type OrganisationRow = {
  readonly id: string;
  readonly slug: string;
  readonly name: Text;
  readonly acronym: string | null;
  readonly acronym_fr: string | null;
  readonly class: OrganisationClass;
  readonly country: string | null;
  readonly side: string | null;
  /** The side's own French acronym, where it is an organisation that has one. */
  readonly side_fr: string | null;
  readonly iati_type: string | null;
  /** How many nodes that the reader may see name it; 0 where no partnership is asked for. */
  readonly lines: number;
};

export type OrganisationFilter = {
  /** Part of any name or acronym it has or had, in any language; letters with and without accents are the same. */
  readonly words?: string | undefined;
  readonly class?: string | undefined;
  readonly country?: string | undefined;
  /** `none`: of no side. */
  readonly side?: string | undefined;
};

export type OrganisationSort = { readonly by: 'name' | 'acronym'; readonly descending: boolean };

/** One page of the organisations that pass a filter, with the number of nodes in the plans of `partnership` that name each. */
export async function listOrganisations(
  tx: Tx,
  reader: Lang,
  partnership: string | null,
  filter: OrganisationFilter,
  sort: OrganisationSort,
  page: { limit: number; offset: number },
): Promise<OrganisationRow[]> {
  const name = sql`coalesce(o.name->>${reader}, o.name->>'en', o.name->>'fr') collate "und-x-icu"`;
  const acronym =
    reader === 'fr' ? sql`coalesce(o.acronym_fr, o.acronym) collate "und-x-icu"` : sql`o.acronym collate "und-x-icu"`;
  const direction = sort.descending ? sql`desc` : sql`asc`;
  const order = sort.by === 'name' ? sql`${name} ${direction}` : sql`${acronym} ${direction} nulls last, ${name}`;
  const { rows } = await sql<OrganisationRow>`
    with shown as materialized (
      select o.id, o.slug, o.name, o.acronym, o.acronym_fr, o.class, o.country, o.side, o.iati_type, row_number() over (order by ${order}, o.slug) as place
      from directory.v_organisation o where ${passes(filter)} order by place limit ${page.limit} offset ${page.offset})
    select s.id, s.slug, s.name, s.acronym, s.acronym_fr, s.class, s.country, s.side, s.iati_type,
      (select a.acronym_fr from directory.v_organisation a where a.acronym = s.side order by a.slug limit 1) as side_fr,
      (select count(*)::int from plan.v_mention m join plan.v_line l on l.id = m.node join plan.v_plan p on p.id = l.plan
        where m.organisation = s.id and p.partnership = ${partnership}::uuid) as lines
    from shown s order by s.place`.execute(tx);
  return rows;
}

/** Organisations that pass a filter in the order of their names in addresses, from one of them on: for programs that read them all. */
export async function organisationsFrom(
  tx: Tx,
  filter: OrganisationFilter,
  part: { readonly from?: string | undefined; readonly limit: number },
): Promise<Omit<OrganisationRow, 'lines' | 'side_fr'>[]> {
  const { rows } = await sql<Omit<OrganisationRow, 'lines' | 'side_fr'>>`
    select o.id, o.slug, o.name, o.acronym, o.acronym_fr, o.class, o.country, o.side, o.iati_type from directory.v_organisation o
    where ${passes(filter)} and o.slug >= ${part.from ?? ''} order by o.slug limit ${part.limit}`.execute(tx);
  return rows;
}

/** What a list of organisations can be filtered by, and how many there are in all and under the filter. */
export type OrganisationChoices = {
  readonly all: number;
  readonly passing: number;
  readonly classes: OrganisationClass[];
  readonly countries: string[];
  readonly sides: { readonly side: string; readonly side_fr: string | null }[];
};

/** The counts and choices of the list of organisations. */
export async function organisationChoices(tx: Tx, filter: OrganisationFilter): Promise<OrganisationChoices> {
  const { rows } = await sql<OrganisationChoices>`
    select count(*)::int as all, count(*) filter (where ${passes(filter)})::int as passing,
      coalesce(array_agg(distinct o.class), '{}') as classes,
      coalesce(array_agg(distinct o.country) filter (where o.country is not null), '{}') as countries,
      coalesce((select jsonb_agg(jsonb_build_object('side', d.side, 'side_fr', (select a.acronym_fr from directory.v_organisation a
          where a.acronym = d.side order by a.slug limit 1)) order by d.side)
        from (select distinct s.side from directory.v_organisation s where s.side is not null) d), '[]') as sides
    from directory.v_organisation o`.execute(tx);
  return rows[0] ?? { all: 0, passing: 0, classes: [], countries: [], sides: [] };
}

function passes(filter: OrganisationFilter): RawBuilder<unknown> {
  const conditions = [
    filter.words === undefined ? sql`true` : named(filter.words),
    filter.class === undefined ? sql`true` : sql`o.class = ${filter.class}`,
    filter.country === undefined ? sql`true` : sql`o.country = ${filter.country}`,
    filter.side === undefined ? sql`true` : filter.side === 'none' ? sql`o.side is null` : sql`o.side = ${filter.side}`,
  ];
  return sql.join(conditions, sql` and `);
}

function named(words: string): RawBuilder<unknown> {
  const holds = (names: RawBuilder<unknown>) =>
    sql`strpos(lower(public.unaccent(concat_ws(' ', ${names}))), lower(public.unaccent(${words}))) > 0`;
  return sql`(${holds(sql`o.name->>'en', o.name->>'fr', o.acronym, o.acronym_fr`)} or exists (select from directory.v_organisation_name n
    where n.organisation = o.id and ${holds(sql`n.name->>'en', n.name->>'fr', n.acronym, n.acronym_fr`)}))`;
}

/** The organisations of a party or member state: those of its side, or of its country and of no other side. */
export async function organisationsOfSeat(
  tx: Tx,
  seat: { readonly name: Text; readonly iso2: string | null },
  bloc: Text | null,
  reader: Lang,
): Promise<OrganisationRow[]> {
  const own = seat.name.en ?? '';
  const sides = [own, ...(bloc?.en === undefined ? [] : [bloc.en])];
  const { rows } = await sql<OrganisationRow>`
    select o.id, o.slug, o.name, o.acronym, o.acronym_fr, o.class, o.country, o.side, null as side_fr, o.iati_type, 0 as lines
    from directory.v_organisation o
    where o.side = ${own} or (o.country = ${seat.iso2} and (o.side is null or o.side = any (${sides})))
    order by coalesce(o.name->>${reader}, o.name->>'en', o.name->>'fr') collate "und-x-icu", o.slug limit 200`.execute(tx);
  return rows;
}

export type OrganisationPage = Omit<OrganisationRow, 'lines'> & {
  readonly iati_reference: string | null;
  readonly iati_source: string | null;
  readonly iati_from_memory: boolean;
  readonly note: Text | null;
  readonly source: string;
  readonly french_status: FrenchStatus | null;
  readonly french_source: string | null;
};

/** The organisation at an address. @throws Refusal 404 */
export async function organisationBySlug(tx: Tx, slug: string): Promise<OrganisationPage> {
  const { rows } = await sql<OrganisationPage>`
    select o.id, o.slug, o.name, o.acronym, o.acronym_fr, o.class, o.country, o.side, o.iati_type, o.iati_reference, o.iati_source, o.iati_from_memory,
      o.note, o.source, o.french_status, o.french_source,
      (select a.acronym_fr from directory.v_organisation a where a.acronym = o.side order by a.slug limit 1) as side_fr
    from directory.v_organisation o where o.slug = ${slug}`.execute(tx);
  if (!rows[0]) throw notFound();
  return rows[0];
}

export type NameRow = {
  readonly name: Text;
  readonly acronym: string | null;
  readonly acronym_fr: string | null;
  readonly from_year: number | null;
  readonly until_year: number | null;
  readonly source: string;
  readonly from_memory: boolean;
  /** Whether it bore this name today; in the year of a change, the newer one counts. */
  readonly today: boolean;
};

/** The names of an organisation over time, oldest first. */
export async function namesOf(tx: Tx, organisation: string): Promise<NameRow[]> {
  const { rows } = await sql<NameRow>`
    select n.name, n.acronym, n.acronym_fr, n.from_year, n.until_year, n.source, n.from_memory,
      coalesce(n.from_year <= d.year, true) and coalesce(n.until_year > d.year, true) as today
    from directory.v_organisation_name n, (select extract(year from platform.today())::int as year) d
    where n.organisation = ${organisation} order by n.position limit 100`.execute(tx);
  return rows;
}

export type RelationRow = {
  readonly kind: RelationKind;
  /** From this organisation to the other, or the other way round. */
  readonly forward: boolean;
  readonly slug: string;
  readonly name: Text;
  readonly from_year: number | null;
  readonly until_year: number | null;
  readonly note: string | null;
  readonly source: string;
};

/** How an organisation stands to others, both ways. */
export async function relationsOf(tx: Tx, organisation: string, reader: Lang): Promise<RelationRow[]> {
  const { rows } = await sql<RelationRow>`
    select r.kind, r.organisation = ${organisation} as forward, o.slug, o.name, r.from_year, r.until_year, r.note, r.source
    from directory.v_organisation_relation r
    join directory.v_organisation o on o.id = case when r.organisation = ${organisation} then r.other else r.organisation end
    where r.organisation = ${organisation} or r.other = ${organisation}
    order by forward desc, r.kind, r.from_year, coalesce(o.name->>${reader}, o.name->>'en') collate "und-x-icu" limit 300`.execute(
    tx,
  );
  return rows;
}

export type MentionRow = {
  readonly plan: string;
  readonly plan_title: string;
  readonly plan_lang: Lang;
  readonly kind: NodeKind;
  readonly reference: string;
  readonly lang: Lang;
  readonly text: string;
  readonly translation: string | null;
};

/** The nodes of a partnership's plans that name an organisation, as far as the reader may see them, in the order of the documents. */
export async function mentionsOf(tx: Tx, partnership: string, organisation: string, reader: Lang): Promise<MentionRow[]> {
  const { rows } = await sql<MentionRow>`
    select p.slug as plan, p.title as plan_title, p.lang as plan_lang, n.kind, n.reference, n.lang, n.text,
      (select e.text from plan.v_edition e where e.node = n.id and e.lang = ${reader} and n.lang <> ${reader} order by e.edition desc limit 1) as translation
    from plan.v_mention m join plan.v_node n on n.id = m.node join plan.v_plan p on p.id = n.plan
    where m.organisation = ${organisation} and p.partnership = ${partnership}
    order by p.period_start desc, p.slug, n.position limit 500`.execute(tx);
  return rows;
}
