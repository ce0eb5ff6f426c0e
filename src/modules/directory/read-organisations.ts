import type { EnterOrganisationInput, RelateInput } from './enter-organisation.ts';

type Printed = string | null;
type Name = {
  name: string;
  name_fr: Printed;
  acronym: Printed;
  acronym_fr: Printed;
  from: Printed;
  until: Printed;
  merged_into?: string;
  from_memory?: boolean;
  until_from_memory?: boolean;
  source: string;
};
type Relation = { to: string; kind: RelateInput['kind']; from?: string; until?: string; note?: string; source?: string };
type Entry = {
  id: string;
  name: string;
  name_fr: Printed;
  name_fr_status: EnterOrganisationInput['frenchStatus'];
  name_fr_source?: string;
  acronym: Printed;
  acronym_fr: Printed;
  class: EnterOrganisationInput['class'];
  iati_type: Printed;
  iati_ref?: string;
  iati_ref_source?: string;
  iati_ref_from_memory?: boolean;
  country: Printed;
  side: Printed;
  role_in_plan: string;
  role_in_plan_fr: string;
  relations?: Relation[];
  history?: Name[];
  source: string;
};
/** The shape of `demo/organisations.json`. */
export type OrganisationFile = { organisations: Entry[] };

const FROM_MEMORY = /from memory/i;

/** The organisations of the file with their names over time, as they are entered. What has no source but memory says so. */
export function readOrganisations(file: OrganisationFile): EnterOrganisationInput[] {
  return file.organisations.map((entry) => ({
    slug: entry.id,
    name: words(entry.name, entry.name_fr),
    acronym: entry.acronym,
    acronymFr: entry.acronym_fr,
    frenchStatus: entry.name_fr_status,
    frenchSource: entry.name_fr_source ?? null,
    class: entry.class,
    iatiType: entry.iati_type,
    iatiReference: entry.iati_ref ?? null,
    iatiSource: entry.iati_ref_source ?? null,
    iatiFromMemory: entry.iati_ref_from_memory === true,
    country: entry.country,
    side: entry.side,
    note: { en: entry.role_in_plan, fr: entry.role_in_plan_fr },
    source: entry.source,
    names: (entry.history ?? []).map((name) => ({
      name: words(name.name, name.name_fr),
      acronym: name.acronym,
      acronymFr: name.acronym_fr,
      fromYear: yearOf(name.from),
      untilYear: yearOf(name.until),
      source: name.source,
      fromMemory: name.from_memory === true || name.until_from_memory === true || FROM_MEMORY.test(name.source),
    })),
  }));
}

/** How the organisations of the file stand to each other; a name that ended by a merger says into what. */
export function readRelations(file: OrganisationFile): RelateInput[] {
  return file.organisations.flatMap((entry) => [
    ...(entry.relations ?? []).map((relation) => ({
      ...{ from: entry.id, to: relation.to, kind: relation.kind, note: relation.note ?? null },
      ...{ fromYear: yearOf(relation.from), untilYear: yearOf(relation.until), source: relation.source ?? entry.source },
    })),
    ...(entry.history ?? []).flatMap((name) =>
      name.merged_into === undefined
        ? []
        : [
            {
              ...{ from: entry.id, to: name.merged_into, kind: 'merged-into' as const, note: null },
              ...{ fromYear: yearOf(name.until), untilYear: null, source: name.source },
            },
          ],
    ),
  ]);
}

const words = (en: string, fr: Printed) => (fr === null ? { en } : { en, fr });
const yearOf = (printed: Printed | undefined): number | null => (printed ? Number(printed.slice(0, 4)) : null);
