import { z } from 'zod';
import {
  Address,
  Day,
  listOf,
  name,
  PageQuery,
  pageOf,
  placeOf,
  reading,
  rowsFrom,
  Wall,
  Words,
} from '../../platform/api/index.ts';
import type { PartnershipRef, Route, Visit } from '../../platform/http/route.ts';
import { notFound } from '../../platform/refusal.ts';
import { nameIn } from './name-in.ts';
import { partyAddress } from './pages/parties.tsx';
import {
  coordinatorTermsOf,
  findPartnershipBySlug,
  listPartnerships,
  type MandateRow,
  mandatesOf,
  type PartyRow,
  partyBySlug,
  seatsOf,
  type TermRow,
} from './queries.ts';
import { mayReadMandates } from './rules.ts';
import { text } from './text.ts';

const Partnership = name(
  'Partnership',
  z.object({ partnership: z.string(), name: Words, address: Address, api: Address, plans: Address, parties: Address }),
);
const PartnershipWhole = name(
  'PartnershipWhole',
  Partnership.extend({ description: Words, protocol_order: z.enum(['listed', 'yearly']) }),
);
const Party = name(
  'Party',
  z.object({
    party: z.string(),
    kind: z.enum(['state', 'bloc']),
    name: Words,
    formal_name: Words.nullable(),
    /** ISO 3166-1, where it is a state that has one. */
    country: z.string().nullable(),
    /** The bloc of which it is a member state; null for a party of the partnership. */
    bloc: z.string().nullable(),
    /** Whether it speaks for its bloc today. */
    coordinates: z.boolean(),
    since: Day.nullable(),
    source: z.string().nullable(),
    address: Address,
    api: Address,
  }),
);
const Term = name(
  'CoordinatorTerm',
  z.object({
    bloc: z.string(),
    member_state: z.string(),
    name: Words,
    /** First day, and first day of somebody else; null where it is open. */
    since: Day.nullable(),
    until: Day.nullable(),
    printed_since: z.string().nullable(),
    printed_until: z.string().nullable(),
    note: Words.nullable(),
    source: z.string(),
    today: z.boolean(),
    address: Address,
  }),
);

/** Who acts in which capacity today, as far as one sees it. */
const Mandate = name(
  'Mandate',
  z.object({
    person: z.string(),
    role: z.string(),
    title: Words,
    party: z.string().nullable(),
    organisation: z.string().nullable(),
    since: Day.nullable(),
    /** First day on which it holds no more; null where it is open. */
    until: Day.nullable(),
    wall: Wall,
    address: Address,
  }),
);

const BASE = '/api/v1/partnerships';
const HERE = `${BASE}/:partnership`;
const example = { partnership: 'asean-canada' };

/** Partnerships, their parties and member states, and who spoke for a bloc when, for programs. */
export function directoryApi(publicUrl: URL): Route[] {
  const at = (path: string): string => new URL(path, publicUrl).href;
  const partnershipShown = ({ slug, name: named }: PartnershipRef) => ({
    ...{ partnership: slug, name: named, address: at(`/${slug}`), api: at(`${BASE}/${slug}`) },
    ...{ plans: at(`${BASE}/${slug}/plans`), parties: at(`${BASE}/${slug}/parties`) },
  });
  const partyShown = (partnership: string, bloc: string | null, party: PartyRow) => ({
    ...{ party: party.slug, kind: party.kind, name: party.name, formal_name: party.formal_name, country: party.iso2, bloc },
    ...{ coordinates: party.coordinates, since: party.since, source: party.source },
    address: at(partyAddress(partnership, party.slug)),
    api: at(`${BASE}/${partnership}/parties/${party.slug}`),
  });
  const termShown = (partnership: string, blocs: ReadonlyMap<string, string>, term: TermRow) => ({
    ...{
      bloc: blocs.get(term.bloc) ?? '',
      member_state: term.member_slug,
      name: term.member_name,
      since: term.since,
      until: term.until,
    },
    ...{
      printed_since: term.printed_since,
      printed_until: term.printed_until,
      note: term.note,
      source: term.source,
      today: term.today,
    },
    address: at(partyAddress(partnership, term.member_slug)),
  });
  return [
    reading({
      path: BASE,
      can: 'public',
      operation: 'listPartnerships',
      summary: 'directory.api.partnerships',
      query: PageQuery,
      output: listOf('Partnerships', Partnership),
      handle: async (visit) => {
        const rows = await visit.read(listPartnerships);
        return pageOf({ visit, publicUrl }, rowsFrom(rows, placeOf(visit.query), slugOf), slugOf, partnershipShown);
      },
    }),
    reading({
      path: HERE,
      can: 'public',
      operation: 'readPartnership',
      summary: 'directory.api.partnership',
      example,
      output: PartnershipWhole,
      handle: async (visit) => {
        const found = await visit.read((tx) => findPartnershipBySlug(tx, here(visit).slug));
        if (!found) throw notFound();
        return { ...partnershipShown(found), description: found.description, protocol_order: found.party_order };
      },
    }),
    reading({
      path: `${HERE}/parties`,
      can: 'public',
      operation: 'listParties',
      summary: 'directory.api.parties',
      example,
      query: PageQuery,
      output: listOf('Parties', Party),
      handle: async (visit) => {
        const { id, slug } = here(visit);
        const rows = await visit.read((tx) => seatsOf(tx, id));
        const names = slugsOf(rows);
        return pageOf({ visit, publicUrl }, rowsFrom(rows, placeOf(visit.query), slugOf), slugOf, (row) =>
          partyShown(slug, names.get(row.parent ?? '') ?? null, row),
        );
      },
    }),
    reading({
      path: `${HERE}/parties/:party`,
      can: 'public',
      operation: 'readParty',
      summary: 'directory.api.party',
      example: { ...example, party: 'viet-nam' },
      output: Party,
      handle: async (visit) => {
        const { id, slug } = here(visit);
        return visit.read(async (tx) => {
          const party = await partyBySlug(tx, id, visit.params.party ?? '');
          return partyShown(slug, slugsOf(await seatsOf(tx, id)).get(party.parent ?? '') ?? null, party);
        });
      },
    }),
    reading({
      path: `${HERE}/mandates`,
      can: mayReadMandates,
      operation: 'listMandates',
      summary: 'directory.api.mandates',
      example,
      query: PageQuery,
      output: listOf('Mandates', Mandate),
      handle: async (visit) => {
        const { id, slug } = here(visit);
        const rows = await visit.read((tx) => mandatesOf(tx, id));
        const keyOf = (row: MandateRow) => row.id;
        return pageOf({ visit, publicUrl }, rowsFrom(rows, placeOf(visit.query), keyOf), keyOf, (row) =>
          mandateShown(at, slug, row),
        );
      },
    }),
    reading({
      path: `${HERE}/coordinators`,
      can: 'public',
      operation: 'listCoordinators',
      summary: 'directory.api.coordinators',
      example,
      query: PageQuery,
      output: listOf('Coordinators', Term),
      handle: async (visit) => {
        const { id, slug } = here(visit);
        const { terms, names } = await visit.read(async (tx) => ({
          terms: await coordinatorTermsOf(tx, id),
          names: slugsOf(await seatsOf(tx, id)),
        }));
        const keyOf = (term: TermRow) => term.id;
        return pageOf({ visit, publicUrl }, rowsFrom(terms, placeOf(visit.query), keyOf), keyOf, (term) =>
          termShown(slug, names, term),
        );
      },
    }),
  ];
}

function mandateShown(at: (path: string) => string, partnership: string, row: MandateRow) {
  const readers = (lang: 'en' | 'fr') =>
    row.wall_kind === 'partnership'
      ? text.in(lang)('directory.people-joint')
      : text.in(lang)('directory.people-inside', { party: row.party_name ? nameIn(lang, row.party_name).words : '' });
  return {
    ...{ person: row.full_name, role: row.role, title: row.title, party: row.party_slug, organisation: row.organisation_slug },
    ...{ since: row.since, until: row.until },
    wall: { kind: row.wall_kind as z.input<typeof Wall>['kind'], readers: { en: readers('en'), fr: readers('fr') } },
    address: at(row.party_slug === null ? `/${partnership}/parties` : partyAddress(partnership, row.party_slug)),
  };
}

const slugOf = ({ slug }: { readonly slug: string }): string => slug;
const slugsOf = (seats: readonly PartyRow[]) => new Map(seats.map((seat) => [seat.id, seat.slug] as const));

function here(visit: Pick<Visit, 'partnership'>): PartnershipRef {
  if (!visit.partnership) throw notFound();
  return visit.partnership;
}
