import { z } from 'zod';
import {
  Address,
  changing,
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
} from '../../../platform/api/index.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { PartnershipRef, Route, Visit } from '../../../platform/http/route.ts';
import { notFound } from '../../../platform/refusal.ts';
import { followRecord } from '../follow-record.ts';
import { type Host, placesOf } from '../hosts.ts';
import { followed } from '../pages/follows.tsx';
import { ownMentions } from '../pages/mentions.tsx';
import { placeOf } from '../pages/places.ts';
import { readersInWords } from '../pages/readers.ts';
import { isFollowed } from '../queries.ts';
import { mayFollow, mayReadDiscussions } from '../rules.ts';

/** Whether whoever asks follows a thing. */
const Follow = name('Follow', z.object({ follows: z.boolean() }));
const Followed = name(
  'Followed',
  z.object({
    kind: z.string(),
    name: z.string(),
    lang: LanguageCode,
    since: Day,
    /** Null where it has no page of its own. */
    address: Address.nullable(),
  }),
);
const Mention = name(
  'Mention',
  z.object({
    /** The number of the comment in its discussion. */
    comment: z.int(),
    seen: z.boolean(),
    said_on: Day,
    by: z.string().nullable(),
    party: Words.nullable(),
    words: z.string(),
    lang: LanguageCode,
    wall: Wall,
    address: Address,
    api: Address,
  }),
);
const Lists = { follows: listOf('Follows', Followed), mentions: listOf('Mentions', Mention) };

/**
 * Two addresses for programs: whether one follows the thing at a path, and to follow it or no longer.
 *
 * @param what names the operations: `Node` gives `readFollowOfNode` and `followNode`
 * @param find the record at the path. @throws Refusal 404
 */
export function followApi(definition: {
  readonly path: string;
  readonly what: string;
  readonly example: Record<string, string>;
  readonly find: (tx: Tx, visit: Visit) => Promise<string>;
}): Route[] {
  const { path, what, example, find } = definition;
  const current = async (tx: Tx, visit: Visit) => {
    const record = await find(tx, visit);
    return { known: record, shown: { follows: await isFollowed(tx, record) } };
  };
  const shared = { path: `${path}/follow`, can: mayFollow, example, output: Follow };
  return [
    reading({
      ...shared,
      operation: `readFollowOf${what}`,
      summary: 'discuss.api.follow-of',
      handle: (visit) => visit.read(async (tx) => (await current(tx, visit as unknown as Visit)).shown),
    }),
    changing({
      ...shared,
      operation: `follow${what}`,
      summary: 'discuss.api.follow',
      input: z.strictObject({ follows: z.boolean() }),
      status: 200,
      current,
      act: (tx, visit, record) => followRecord(tx, visit.acting, { record, follow: visit.input.follows ? 'yes' : 'no' }),
    }),
  ];
}

const HERE = '/api/v1/partnerships/:partnership';
const example = { partnership: 'asean-canada' };
const inside = ({ partnership }: { readonly partnership: PartnershipRef | null }): PartnershipRef => {
  if (!partnership) throw notFound();
  return partnership;
};
const day = (date: Date) => date.toISOString().slice(0, 10);

/** What one follows, and where one is mentioned: everybody’s own, and nobody else’s. */
export function ownApi(hosts: readonly Host[], publicUrl: URL): Route[] {
  const at = (path: string) => new URL(path, publicUrl).href;
  return [
    reading({
      path: `${HERE}/follows`,
      can: mayFollow,
      operation: 'listFollows',
      summary: 'discuss.api.follows',
      example,
      query: PageQuery,
      output: Lists.follows,
      handle: (visit) =>
        visit.read(async (tx) => {
          const { id, slug } = inside(visit);
          const rows = await followed(tx, id);
          const places = await placesOf(tx, hosts, slug, rows);
          const keyOf = ({ record }: { readonly record: string }) => record;
          return pageOf({ visit, publicUrl }, rowsFrom(rows, placeIn(visit.query), keyOf), keyOf, (row) => {
            const path =
              row.record_kind === 'discuss.thread' ? placeOf.thread(slug, row.record) : places.get(row.record)?.address;
            const called = places.get(row.record)?.name ?? row.title;
            return {
              kind: row.record_kind,
              name: called,
              lang: row.lang,
              since: day(row.since),
              address: path === undefined ? null : at(path),
            };
          });
        }),
    }),
    reading({
      path: `${HERE}/mentions`,
      can: mayReadDiscussions,
      operation: 'listMentions',
      summary: 'discuss.api.mentions',
      example,
      query: PageQuery,
      output: Lists.mentions,
      handle: (visit) =>
        visit.read(async (tx) => {
          const { id, slug } = inside(visit);
          const rows = await ownMentions(tx, id);
          const keyOf = ({ comment }: { readonly comment: string }) => comment;
          return pageOf({ visit, publicUrl }, rowsFrom(rows, placeIn(visit.query), keyOf), keyOf, (row) => ({
            ...{ comment: row.number, seen: row.seen, said_on: day(row.said_at), by: row.by, party: row.party, words: row.words },
            ...{ lang: row.lang, address: at(placeOf.comment(slug, row.thread, row.number)) },
            wall: {
              kind: row.readers.kind,
              readers: { en: readersInWords('en', row.readers), fr: readersInWords('fr', row.readers) },
            },
            api: at(`/api/v1/partnerships/${slug}/discussions/${row.thread}/comments/${row.number}`),
          }));
        }),
    }),
  ];
}
