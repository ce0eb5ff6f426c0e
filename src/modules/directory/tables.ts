import type { ColumnType } from 'kysely';
import type { ByDatabase, Once, Text, TextColumn } from '../../platform/db/tables.ts';
import type { Role } from '../../platform/http/acting.ts';

export type PartyKind = 'state' | 'bloc';

/** What an organisation is: a whole government, an organisation, a body that meets, a function that somebody holds, and so on. */
export const ORGANISATION_CLASSES = [
  'government',
  'organisation',
  'body',
  'function',
  'programme',
  'project',
  'agreement',
  'group',
] as const;
export type OrganisationClass = (typeof ORGANISATION_CLASSES)[number];

/** How one organisation stands to another; read from the first to the second: “CIDA funds CAREID”. */
export const RELATION_KINDS = [
  'part-of',
  'member-of',
  'body-of',
  'joint-body-of',
  'function-of',
  'programme-of',
  'reports-to',
  'co-chairs',
  'holds',
  'hosted-by',
  'successor-of',
  'merged-into',
  'implements',
  'funds',
] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];

/** Where a French name comes from: the organisation itself, general use, or us. */
export type FrenchStatus = 'official' | 'established' | 'working';

type OrganisationView = {
  id: string;
  slug: string;
  name: Text;
  acronym: string | null;
  class: OrganisationClass;
  iati_type: string | null;
  iati_reference: string | null;
  country: string | null;
  side: string | null;
  note: Text | null;
  source: string;
  acronym_fr: string | null;
  french_status: FrenchStatus | null;
  french_source: string | null;
  iati_source: string | null;
  iati_from_memory: boolean;
};

/** Who reads what stands on a wall, by what it is called; `circle` is the name of a circle, in the words of who made it. */
export type Readers = {
  readonly kind: 'public' | 'partnership' | 'party' | 'member' | 'organisation' | 'group';
  readonly party: Text | null;
  readonly organisation?: Text | null;
  readonly circle?: string | null;
};

declare module '../../platform/db/tables.ts' {
  interface Tables {
    'directory.person': {
      id: ByDatabase<string>;
      partnership: Once<string>;
      full_name: Once<string>;
      sort_as: Once<string>;
      wall: Once<string>;
      owner: Once<string>;
    };
    'directory.mandate': {
      id: ByDatabase<string>;
      person: Once<string>;
      partnership: Once<string>;
      role: Once<Role>;
      party: Once<string | null>;
      organisation: Once<string | null>;
      title: TextColumn;
      /** A range of days, `[2007-08-01,)`. */
      valid: string;
      wall: Once<string>;
      owner: Once<string>;
    };
    'directory.coordinator': {
      id: ByDatabase<string>;
      bloc: Once<string>;
      member: Once<string>;
      valid: string;
      printed_since: Once<string | null>;
      printed_until: Once<string | null>;
      note: ColumnType<Text | null, string | null | undefined, never>;
      source: Once<string>;
      wall: Once<string>;
      owner: Once<string>;
    };
    'directory.v_partnership': {
      id: string;
      slug: string;
      name: Text;
      description: Text;
      party_order: 'listed' | 'yearly';
      since: string;
    };
    'directory.v_party': {
      id: string;
      partnership: string;
      parent: string | null;
      kind: PartyKind;
      circle: string;
      protocol_order: number;
      standing_order: number;
      slug: string;
      name: Text;
      formal_name: Text | null;
      iso2: string | null;
      colour: number;
      valid: string;
      source: string | null;
    };
    'directory.v_organisation': OrganisationView;
    'directory.v_wall': {
      id: string;
      partnership: string;
      kind: Readers['kind'];
      parent: string | null;
      /** The seat whose wall it is, or within which the organisation stands. */
      seat: string | null;
      seat_name: Text | null;
      organisation: string | null;
      organisation_name: Text | null;
      organisation_slug: string | null;
      circle: string | null;
      circle_name: string | null;
      circle_owner: string | null;
      closed_at: Date | null;
      readers: Readers;
    };
    'directory.v_circle': {
      id: string;
      partnership: string;
      circle: string;
      name: string;
      made_at: Date;
      made_by: string;
      closed_at: Date | null;
      closed_by: string | null;
      owner: string;
      parent: string;
    };
    'directory.v_circle_member': {
      id: string;
      circle: string;
      mandate: string | null;
      party: string | null;
      joined_at: Date;
      joined_by: string;
      left_at: Date | null;
      left_by: string | null;
    };
    'directory.v_mandate': {
      id: string;
      partnership: string;
      role: Role;
      party: string | null;
      organisation: string | null;
      title: Text;
      valid: string;
      since: string | null;
      until: string | null;
      wall: string;
      person: string;
      full_name: string;
      sort_as: string;
    };
  }
}
