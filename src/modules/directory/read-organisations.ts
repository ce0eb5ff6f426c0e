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
  named_in_note?: { en: string; fr: string };
  relations?: Relation[];
  history?: Name[];
  source: string;
};
/** The shape of `demo/organisations.json`. */
export type OrganisationFile = { organisations: Entry[] };

/** When a government joined an organisation, from another file that says so. */
export type Membership = {
  readonly member: string;
  readonly of: string;
  readonly known: { readonly fromYear: number; readonly source: string };
};

const UNSOURCED = 'Our classification; no source recorded';
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
    note: noteOf(entry),
    source: inWords(entry.source),
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

/** How the organisations of the file stand to each other, with what `memberships` knows better; a name that ended by a merger says into what. */
export function readRelations(file: OrganisationFile, memberships: readonly Membership[]): RelateInput[] {
  return file.organisations.flatMap((entry) => [
    ...(entry.relations ?? []).map((relation) => ({
      ...{ from: entry.id, to: relation.to, kind: relation.kind, note: relation.note ?? null },
      ...{ fromYear: yearOf(relation.from), untilYear: yearOf(relation.until), source: relation.source ?? UNSOURCED },
      ...memberships.find((each) => relation.kind === 'member-of' && each.member === entry.id && each.of === relation.to)?.known,
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

// The file speaks of its own fields; a page cannot.
const inWords = (source: string) => source.replace('as named_in says', 'in the lines that name it');

function noteOf({ role_in_plan, role_in_plan_fr, named_in_note }: Entry): { en: string; fr: string } {
  const also = named_in_note ?? { en: '', fr: '' };
  return { en: `${role_in_plan} ${also.en}`.trim(), fr: `${role_in_plan_fr} ${also.fr}`.trim() };
}

const words = (en: string, fr: Printed) => (fr === null ? { en } : { en, fr });
const yearOf = (printed: Printed | undefined): number | null => (printed ? Number(printed.slice(0, 4)) : null);
