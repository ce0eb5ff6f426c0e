import { z } from 'zod';
import { Address, Day, LanguageCode, listOf, name, Wall, Words } from '../../../platform/api/index.ts';
import { NODE_KINDS, PROMISES } from '../../plan/index.ts';
import { FOUND_KINDS } from '../pages/search-queries.ts';

/** The words of a node in one language: the authentic ones have no provenance, a translation says where it comes from. */
const WordsOfNode = name(
  'WordsOfNode',
  z.object({
    lang: LanguageCode,
    authentic: z.boolean(),
    text: z.string(),
    label: z.string().nullable(),
    edition: z.int(),
    provenance: z.string().nullable(),
  }),
);

const PlanShown = {
  plan: z.string(),
  title: Words,
  authentic_language: LanguageCode,
  period: z.object({ start: z.string().nullable(), end: z.string().nullable() }),
  entered_on: Day,
  stage: z.object({ kind: z.enum(['entered', 'adopted']), words: Words }),
  wall: Wall,
  address: Address,
  api: Address,
};
export const Plan = name('Plan', z.object(PlanShown));
export const PlanWhole = name(
  'PlanWhole',
  z.object({
    ...PlanShown,
    counts: z.array(z.object({ kind: z.enum(NODE_KINDS), kind_of_promise: z.enum(PROMISES).nullable(), count: z.int() })),
    lines: Address,
    nodes: Address,
    priorities: Address,
    objectives: Address,
    source: Address,
    source_file: Address,
  }),
);

const NodeShown = {
  reference: z.string(),
  number: z.string(),
  kind: z.enum(NODE_KINDS),
  /** The reference of the node that it stands under. */
  parent: z.string().nullable(),
  words: z.array(WordsOfNode),
  /** What could ever close it; null where a node promises nothing. `confirmed`: by a person, not only read from its verb. */
  promise: z.object({ kind: z.enum(PROMISES), confirmed: z.boolean() }).nullable(),
  qualifiers: z.array(z.string()),
  period: z.string().nullable(),
  subitems: z.array(z.string()),
  /** References of the priorities that sharpen it, or of the lines that it sharpens. */
  sharpened_by: z.array(z.string()),
  sharpens: z.array(z.string()),
  wall: Wall,
  address: Address,
  api: Address,
};
export const Node = name('Node', z.object(NodeShown));

const Linked = z.object({ reference: z.string(), kind: z.enum(NODE_KINDS), address: Address, api: Address });
export const NodeWhole = name(
  'NodeWhole',
  z.object({
    ...NodeShown,
    plan: z.string(),
    stage: PlanShown.stage,
    above: z.array(Linked),
    previous: Linked.nullable(),
    next: Linked.nullable(),
    below: z.array(Linked),
    editions: z.array(
      z.object({
        lang: LanguageCode,
        edition: z.int(),
        text: z.string(),
        label: z.string().nullable(),
        reason: z.string().nullable(),
        provenance: z.string().nullable(),
        entered_at: z.iso.datetime(),
      }),
    ),
    /** The passage of the source that it was read from, by characters; `confidence` is the importer's, 0 to 1. */
    evidence: z.object({
      source: z.string(),
      from: z.int(),
      until: z.int(),
      passage: z.string(),
      confidence: z.number().min(0).max(1),
    }),
    links: z.array(Linked.extend({ role: z.enum(['sharpens', 'sharpened-by', 'refers-to', 'referred-to-by']) })),
    organisations: z.array(
      z.object({ organisation: z.string(), name: Words, acronym: z.string().nullable(), address: Address, api: Address }),
    ),
  }),
);

const OrganisationShown = {
  organisation: z.string(),
  name: Words,
  acronym: Words,
  class: z.string(),
  country: z.string().nullable(),
  side: z.string().nullable(),
  iati_type: z.string().nullable(),
  address: Address,
  api: Address,
};
export const Organisation = name('Organisation', z.object(OrganisationShown));
export const OrganisationWhole = name(
  'OrganisationWhole',
  z.object({
    ...OrganisationShown,
    iati_reference: z.string().nullable(),
    note: Words.nullable(),
    source: z.string(),
    names: z.array(
      z.object({
        name: Words,
        acronym: Words,
        from_year: z.int().nullable(),
        until_year: z.int().nullable(),
        source: z.string(),
        today: z.boolean(),
      }),
    ),
    relations: z.array(
      z.object({
        kind: z.string(),
        /** From this organisation to the other, or the other way round. */
        forward: z.boolean(),
        organisation: z.string(),
        name: Words,
        from_year: z.int().nullable(),
        until_year: z.int().nullable(),
        note: z.string().nullable(),
        source: z.string(),
        api: Address,
      }),
    ),
  }),
);

export const Found = name(
  'Found',
  z.object({
    kind: z.enum(FOUND_KINDS),
    /** Of a node: its reference; of a plan, party or organisation: its name in addresses. */
    reference: z.string(),
    plan: z.string().nullable(),
    words: Words,
    address: Address,
    api: Address,
  }),
);

/** Something that the importer doubted. It says its details in English; in French stands what that kind of doubt means. */
const Remark = name(
  'Remark',
  z.object({
    severity: z.enum(['error', 'warning', 'info']),
    code: z.string(),
    words: Words,
    /** Of the node that it is about; null where it is about the source alone. */
    reference: z.string().nullable(),
    line: z.int(),
    from: z.int(),
    until: z.int(),
    address: Address,
  }),
);

export const Lists = {
  remarks: listOf('Remarks', Remark),
  plans: listOf('Plans', Plan),
  nodes: listOf('Nodes', Node),
  organisations: listOf('Organisations', Organisation),
  found: listOf('FoundList', Found),
  source: listOf('Source', name('SourceLine', z.object({ line: z.int(), from: z.int(), text: z.string(), address: Address }))),
};
