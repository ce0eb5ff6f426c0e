import { z } from 'zod';
import {
  Address,
  Day,
  LanguageCode,
  listOf,
  name,
  PageQuery,
  pageOf,
  placeOf as placeIn,
  reading,
  rowsFrom,
  Wall,
  Words,
} from '../../platform/api/index.ts';
import type { PartnershipRef, Route, Visit } from '../../platform/http/route.ts';
import { notFound } from '../../platform/refusal.ts';
import { placeOf } from './pages/places.ts';
import { inLanguage } from './pages/say.ts';
import {
  calendarsOf,
  type ListedProposition,
  type PropositionPage,
  propositionByReference,
  propositionsFrom,
  recordOfClosing,
  SHOWS,
  wordsShown,
} from './queries.ts';
import { mayReadPropositions } from './rules.ts';
import { ACTS, PROCEDURES, STANCES, STATES } from './tables.ts';
import { text } from './text.ts';

const Instant = z.iso.datetime();

const PropositionShown = {
  /** What it is cited by: `2008-3`. */
  proposition: z.string(),
  title: z.string(),
  lang: LanguageCode,
  /** The bloc within which it is put; null between the parties. */
  bloc: z.string().nullable(),
  act: z.enum(ACTS),
  procedure: z.enum(PROCEDURES),
  state: z.enum(STATES),
  deadline: Instant.nullable(),
  zone: z.string(),
  opened_at: Instant,
  wall: Wall,
  address: Address,
  api: Address,
};
/** In a list: how many seats concur by now, and whether it waits for the seat that whoever asks speaks for. */
const Proposition = name(
  'Proposition',
  z.object({ ...PropositionShown, seats: z.int(), concurring: z.int(), waiting: z.boolean() }),
);
const PropositionWhole = name(
  'PropositionWhole',
  z.object({
    ...PropositionShown,
    reason: z.string(),
    closed_at: Instant.nullable(),
    closed_reason: z.string().nullable(),
    seats: z.array(z.object({ party: z.string(), name: Words, acknowledged_at: Instant.nullable() })),
    items: z.array(
      z.object({
        item: z.int(),
        kind: z.string(),
        title: z.string(),
        lang: LanguageCode,
        state: z.enum(STATES),
        /** Of the words as they are put: what every position is on. */
        sha256: z.string(),
        characters: z.int(),
        words: Address,
      }),
    ),
    /** All that was ever said, oldest first: the newest word of a seat on an item counts. */
    positions: z.array(
      z.object({
        item: z.int(),
        party: z.string(),
        stance: z.enum(STANCES),
        reason: z.string(),
        counter: z.string().nullable(),
        taken_at: Instant,
        by: z.object({ name: z.string(), title: Words }),
      }),
    ),
    extensions: z.array(z.object({ before: Instant, after: Instant, reason: z.string(), at: Instant })),
    /** The record of the closing, canonical JSON as it was written, and its hash; null while it is open. */
    closing: z.object({ sha256: z.string(), record: z.string() }).nullable(),
  }),
);
const ItemWhole = name(
  'PropositionItem',
  z.object({ proposition: z.string(), item: z.int(), sha256: z.string(), words: z.string() }),
);
const Calendar = name(
  'WorkingDays',
  z.object({
    party: z.string(),
    name: Words,
    /** Days of each week on which nobody of the seat works; Monday is 1. */
    free_weekdays: z.array(z.int().min(1).max(7)),
    free_days: z.array(z.object({ day: Day, name: z.string() })),
    address: Address,
  }),
);
const Lists = { propositions: listOf('Propositions', Proposition), calendars: listOf('Calendars', Calendar) };

const HERE = '/api/v1/partnerships/:partnership';
const ONE = `${HERE}/propositions/:proposition`;
const example = { partnership: 'asean-canada' };
const one = { ...example, proposition: '2008-1' };

type Here = { readonly partnership: PartnershipRef | null };
const inside = ({ partnership }: Here): PartnershipRef => {
  if (!partnership) throw notFound();
  return partnership;
};

/**
 * What is before the seats, for programs: to read. Putting something, taking a position, withdrawing and the calendars need the person who speaks,
 * on the site.
 */
export function concurrenceApi(publicUrl: URL): Route[] {
  const at = (path: string) => new URL(path, publicUrl).href;
  const apiOf = (partnership: string, reference: string) => `/api/v1/partnerships/${partnership}/propositions/${reference}`;
  const shown = (partnership: string, row: ListedProposition | PropositionPage) => ({
    ...{
      proposition: row.reference,
      title: row.title,
      lang: row.lang,
      bloc: row.blocSlug,
      act: row.act,
      procedure: row.procedure,
    },
    ...{
      state: row.state,
      deadline: row.deadline?.toISOString() ?? null,
      zone: row.zone,
      opened_at: row.opened_at.toISOString(),
    },
    ...{
      wall: wallShown(row),
      address: at(placeOf.proposition(partnership, row.reference)),
      api: at(apiOf(partnership, row.reference)),
    },
  });
  return [
    reading({
      path: `${HERE}/propositions`,
      can: mayReadPropositions,
      operation: 'listPropositions',
      summary: 'concurrence.api.list',
      example,
      query: PageQuery.extend({ shows: z.enum(SHOWS).default('all') }),
      output: Lists.propositions,
      handle: async (visit) => {
        const { id, slug } = inside(visit);
        const { limit, shows } = visit.query;
        const part = { shows, party: visit.acting.party, from: placeIn(visit.query), limit: limit + 1 };
        const rows = await visit.read((tx) => propositionsFrom(tx, id, part));
        return pageOf(
          { visit, publicUrl },
          rows,
          ({ reference }) => reference,
          (row) => ({ ...shown(slug, row), seats: row.seats, concurring: row.concurring, waiting: row.waiting }),
        );
      },
    }),
    reading({
      path: ONE,
      can: mayReadPropositions,
      operation: 'readProposition',
      summary: 'concurrence.api.read',
      example: one,
      output: PropositionWhole,
      handle: (visit) =>
        visit.read(async (tx) => {
          const { id, slug } = inside(visit);
          const found = await propositionByReference(tx, id, visit.params.proposition ?? '');
          const { recordHash } = found;
          return {
            ...shown(slug, found),
            ...whole(found, (item) => at(`${apiOf(slug, found.reference)}/items/${item}`)),
            closing: recordHash === null ? null : { sha256: recordHash, record: await recordOfClosing(tx, found.id) },
          };
        }),
    }),
    reading({
      path: `${ONE}/items/:item`,
      can: mayReadPropositions,
      operation: 'readPropositionItem',
      summary: 'concurrence.api.item',
      example: { ...one, item: '1' },
      output: ItemWhole,
      handle: (visit) =>
        visit.read(async (tx) => {
          const found = await propositionByReference(tx, inside(visit).id, visit.params.proposition ?? '');
          const item = found.items.find(({ position }) => String(position) === visit.params.item);
          if (!item) throw notFound();
          const words = await wordsShown(tx, found.id, item.position);
          return { proposition: found.reference, item: item.position, sha256: item.hash, words };
        }),
    }),
    reading({
      path: `${HERE}/working-days`,
      can: mayReadPropositions,
      operation: 'listWorkingDays',
      summary: 'concurrence.api.days',
      example,
      query: PageQuery,
      output: Lists.calendars,
      handle: async (visit: Visit<PageQuery>) => {
        const { id, slug } = inside(visit);
        const rows = await visit.read((tx) => calendarsOf(tx, id));
        const keyOf = (row: { readonly slug: string }) => row.slug;
        return pageOf({ visit, publicUrl }, rowsFrom(rows, placeIn(visit.query), keyOf), keyOf, (row) => ({
          ...{
            party: row.slug,
            name: row.name,
            free_weekdays: [...row.free],
            free_days: [...row.days],
            address: at(placeOf.days(slug)),
          },
        }));
      },
    }),
  ];
}

function whole(page: PropositionPage, wordsOf: (item: number) => string) {
  const slugOf = new Map(page.seats.map((seat) => [seat.party, seat.slug] as const));
  return {
    ...{ reason: page.reason, closed_at: page.closed_at?.toISOString() ?? null, closed_reason: page.closed_reason },
    seats: page.seats.map((seat) => ({
      ...{ party: seat.slug, name: seat.name, acknowledged_at: seat.acknowledged_at?.toISOString() ?? null },
    })),
    items: page.items.map((item) => ({
      ...{ item: item.position, kind: item.kind, title: item.title, lang: item.lang, state: item.state, sha256: item.hash },
      ...{ characters: item.length, words: wordsOf(item.position) },
    })),
    positions: page.positions.map((each) => ({
      ...{
        item: each.item,
        party: slugOf.get(each.party) ?? '',
        stance: each.stance,
        reason: each.reason,
        counter: each.counter,
      },
      ...{ taken_at: each.taken_at.toISOString(), by: each.spoke },
    })),
    extensions: page.extensions.map((each) => ({
      ...{ before: each.before.toISOString(), after: each.after.toISOString(), reason: each.reason, at: each.at.toISOString() },
    })),
  };
}

/** Who sees it: all parties, or those of one bloc. */
function wallShown({ bloc, blocName }: Pick<ListedProposition, 'bloc' | 'blocName'>): z.input<typeof Wall> {
  const say = (lang: 'en' | 'fr') =>
    bloc === null
      ? text.in(lang)('concurrence.page.readers-parties')
      : text.in(lang)('concurrence.page.readers-bloc', { party: inLanguage(blocName, lang) });
  return { kind: bloc === null ? 'partnership' : 'party', readers: { en: say('en'), fr: say('fr') } };
}
