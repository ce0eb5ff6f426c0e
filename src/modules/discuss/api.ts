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
  Wall,
  Words,
} from '../../platform/api/index.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { PartnershipRef, Route, Visit } from '../../platform/http/route.ts';
import { notFound } from '../../platform/refusal.ts';
import { AddCommentInput, addComment } from './add-comment.ts';
import { followApi, ownApi } from './api/follows.ts';
import { type Host, placesOf } from './hosts.ts';
import { mendComment } from './mend-comment.ts';
import { OpenThreadInput, openThread } from './open-thread.ts';
import { listThreads, STATES } from './pages/list-query.ts';
import { placeOf } from './pages/places.ts';
import { readersInWords } from './pages/readers.ts';
import { type CommentRow, commentsFrom, type ThreadRow, threadById, threadsOf, wallsFor } from './queries.ts';
import { ResolveThreadInput, resolveThread } from './resolve-thread.ts';
import { mayDiscuss, mayReadDiscussions } from './rules.ts';
import { withdrawComment } from './withdraw-comment.ts';

const HERE = '/api/v1/partnerships/:partnership/discussions';
const THREAD = `${HERE}/:thread`;
const COMMENT = `${THREAD}/comments/:number`;
const example = { partnership: 'asean-canada', thread: '2f6b1c0e-51d4-4d0b-9a57-0c1d5e8a7b01' };

/** A discussion: what it is about, who sees it, whether it goes on, and what was said first. */
export const DiscussionShown = name(
  'Discussion',
  z.object({
    about: z.object({ name: z.string(), address: Address.nullable() }),
    wall: Wall,
    state: z.enum(['open', 'resolved']),
    /** How often it was resolved and opened again. */
    turns: z.int(),
    reason: z.string().nullable(),
    opened_on: Day,
    opened_by: z.string().nullable(),
    comments: z.int(),
    newest_on: Day,
    /** Null where it was withdrawn. */
    first: z.string().nullable(),
    address: Address,
    api: Address,
  }),
);
const CommentShown = name(
  'Comment',
  z.object({
    number: z.int(),
    by: z.string().nullable(),
    party: Words.nullable(),
    said_on: Day,
    mended_on: Day.nullable(),
    lang: LanguageCode,
    /** Null where its author withdrew it. */
    words: z.string().nullable(),
    mentioned: z.array(z.string()),
    files: z.array(z.object({ name: z.string(), size: z.int(), version: z.int(), address: Address })),
    address: Address,
    api: Address,
  }),
);
/** The circles in which whoever asks may open a discussion of a thing, and the discussions of it that he sees. */
export const DiscussionsOf = name(
  'DiscussionsOf',
  z.object({ items: z.array(DiscussionShown), may_open_for: z.array(z.object({ wall: z.string(), readers: Words })) }),
);
const Lists = { discussions: listOf('Discussions', DiscussionShown), comments: listOf('Comments', CommentShown) };

/** What a program says to open a discussion: the circle, out of `may_open_for`, and the first comment. */
export const OpenInput = OpenThreadInput.omit({ record: true, mention: true });

type Asked = { readonly params: Readonly<Record<string, string>>; readonly partnership: PartnershipRef | null };
const inside = ({ partnership }: Asked): PartnershipRef => {
  if (!partnership) throw notFound();
  return partnership;
};
const both = (say: (lang: 'en' | 'fr') => string) => ({ en: say('en'), fr: say('fr') });
const day = (date: Date) => date.toISOString().slice(0, 10);

type Showing = { readonly hosts: readonly Host[]; readonly publicUrl: URL; readonly partnership: string };

/** Discussions as programs see them. */
export async function showThreads(
  tx: Tx,
  { hosts, publicUrl, partnership }: Showing,
  rows: readonly ThreadRow[],
): Promise<z.input<typeof DiscussionShown>[]> {
  const at = (path: string) => new URL(path, publicUrl).href;
  const places = await placesOf(tx, hosts, partnership, rows);
  return rows.map((row) => {
    const place = places.get(row.record);
    return {
      about: { name: place?.name ?? row.record_title, address: place ? at(place.address) : null },
      wall: { kind: row.readers.kind, readers: both((lang) => readersInWords(lang, row.readers)) },
      ...{ state: row.resolved ? ('resolved' as const) : ('open' as const), turns: row.turns, reason: row.reason },
      ...{
        opened_on: day(row.opened_at),
        opened_by: row.opened_by,
        comments: row.comments,
        newest_on: day(row.newest_at),
        first: row.first,
      },
      ...{
        address: at(placeOf.thread(partnership, row.id)),
        api: at(`/api/v1/partnerships/${partnership}/discussions/${row.id}`),
      },
    };
  });
}

/** The discussions of a record as programs see them, and where whoever asks may open one. */
export async function showThreadsOf(
  tx: Tx,
  showing: Showing,
  acting: Visit['acting'],
  record: string,
): Promise<z.input<typeof DiscussionsOf>> {
  const walls = mayDiscuss.allows(acting) ? await wallsFor(tx, record) : [];
  return {
    items: await showThreads(tx, showing, await threadsOf(tx, record)),
    may_open_for: walls.map((wall) => ({ wall: wall.id, readers: both((lang) => readersInWords(lang, wall.readers)) })),
  };
}

/** Opens a discussion of a record as a program asked for. @throws as `openThread` */
export const openFor = (tx: Tx, visit: Visit<Record<string, never>, z.output<typeof OpenInput>>, record: string) =>
  openThread(tx, visit.acting, { ...visit.input, record }, { lang: visit.lang });

/** Discussions for programs: lists, what was said, another comment, and whether it is over. */
export function discussApi(hosts: readonly Host[], publicUrl: URL): Route[] {
  const showing = (visit: Asked) => ({ hosts, publicUrl, partnership: inside(visit).slug });
  const current = async (tx: Tx, visit: Visit) => {
    const thread = await threadById(tx, inside(visit).id, visit.params.thread ?? '');
    const [shown] = await showThreads(tx, showing(visit), [thread]);
    if (!shown) throw notFound();
    return { shown, known: thread };
  };
  const commentShown = (partnership: string) => (row: CommentRow) => {
    const at = (path: string) => new URL(path, publicUrl).href;
    return {
      ...{
        number: row.number,
        by: row.by,
        party: row.party,
        said_on: day(row.said_at),
        mended_on: row.mended_at && day(row.mended_at),
      },
      ...{ lang: row.lang, words: row.words, mentioned: [...row.mentioned] },
      files: row.files.map(({ id, name: called, size, version }) => ({
        name: called,
        size,
        version,
        address: at(placeOf.file(partnership, row.thread, id)),
      })),
      address: at(placeOf.comment(partnership, row.thread, row.number)),
      api: at(`/api/v1/partnerships/${partnership}/discussions/${row.thread}/comments/${row.number}`),
    };
  };
  /** One comment; what its author changes is that version of it. */
  const currentComment = async (tx: Tx, visit: Visit) => {
    const { known: thread } = await current(tx, visit);
    const number = /^[1-9]\d{0,8}$/.test(visit.params.number ?? '') ? Number(visit.params.number) : 0;
    const [row] = await commentsFrom(tx, thread.id, number, 1);
    if (row?.number !== number) throw notFound();
    return { shown: commentShown(inside(visit).slug)(row), known: row };
  };
  const ofComment = {
    can: mayDiscuss,
    example: { ...example, number: '1' },
    output: CommentShown,
    current: currentComment,
  } as const;
  return [
    ...ownApi(hosts, publicUrl),
    ...followApi({ path: THREAD, what: 'Discussion', example, find: async (tx, visit) => (await current(tx, visit)).known.id }),
    reading({
      path: COMMENT,
      can: mayReadDiscussions,
      operation: 'readComment',
      summary: 'discuss.api.read-comment',
      example: ofComment.example,
      output: CommentShown,
      handle: (visit) => visit.read(async (tx) => (await currentComment(tx, visit)).shown),
    }),
    changing({
      ...ofComment,
      path: `${COMMENT}/editions`,
      operation: 'mendComment',
      summary: 'discuss.api.mend',
      input: AddCommentInput.omit({ mention: true }),
      status: 201,
      act: (tx, visit, { id, version }) => mendComment(tx, visit.acting, id, { ...visit.input, version }, visit.lang),
      location: (visit) =>
        new URL(
          `${placeOf.comments(`api/v1/partnerships/${inside(visit).slug}`, visit.params.thread ?? '')}/${visit.params.number}`,
          publicUrl,
        ).href,
    }),
    changing({
      ...ofComment,
      path: `${COMMENT}/withdrawal`,
      operation: 'withdrawComment',
      summary: 'discuss.api.withdraw',
      input: z.strictObject({}),
      status: 200,
      act: (tx, visit, { id, version }) => withdrawComment(tx, visit.acting, id, { version }),
    }),
    reading({
      path: HERE,
      can: mayReadDiscussions,
      operation: 'listDiscussions',
      summary: 'discuss.api.list',
      example,
      query: PageQuery.extend({ state: z.enum(STATES).default('all'), words: z.string().max(200).optional() }),
      output: Lists.discussions,
      handle: (visit) =>
        visit.read(async (tx) => {
          const { limit, state, words } = visit.query;
          // Newest first, and what is said meanwhile moves it: one goes on from how many one has had.
          const offset = Number(placeIn(visit.query) ?? 0);
          const asked = { state, ...(words !== undefined && { words }) };
          const rows =
            Number.isSafeInteger(offset) && offset >= 0
              ? await listThreads(tx, inside(visit).id, asked, { offset, limit: limit + 1 })
              : [];
          const placed = rows.map((row, at) => ({ row, at: String(offset + at) }));
          const page = pageOf(
            { visit, publicUrl },
            placed,
            ({ at }) => at,
            ({ row }) => row,
          );
          return { ...page, items: await showThreads(tx, showing(visit), page.items) };
        }),
    }),
    reading({
      path: THREAD,
      can: mayReadDiscussions,
      operation: 'readDiscussion',
      summary: 'discuss.api.read',
      example,
      output: DiscussionShown,
      handle: (visit) => visit.read(async (tx) => (await current(tx, visit)).shown),
    }),
    reading({
      path: `${THREAD}/comments`,
      can: mayReadDiscussions,
      operation: 'listComments',
      summary: 'discuss.api.comments',
      example,
      query: PageQuery,
      output: Lists.comments,
      handle: (visit) =>
        visit.read(async (tx) => {
          const thread = await threadById(tx, inside(visit).id, visit.params.thread ?? '');
          const from = Number(placeIn(visit.query) ?? 1);
          const rows =
            Number.isSafeInteger(from) && from < 2 ** 31 ? await commentsFrom(tx, thread.id, from, visit.query.limit + 1) : [];
          return pageOf({ visit, publicUrl }, rows, ({ number }) => String(number), commentShown(inside(visit).slug));
        }),
    }),
    changing({
      path: `${THREAD}/comments`,
      can: mayDiscuss,
      operation: 'addComment',
      summary: 'discuss.api.comment',
      example,
      input: AddCommentInput.omit({ mention: true }),
      output: DiscussionShown,
      status: 201,
      current,
      act: (tx, visit, { id }) => addComment(tx, visit.acting, id, visit.input, { lang: visit.lang }),
      location: (visit) =>
        new URL(`/api/v1/partnerships/${inside(visit).slug}/discussions/${visit.params.thread}/comments`, publicUrl).href,
    }),
    changing({
      path: `${THREAD}/resolution`,
      can: mayDiscuss,
      operation: 'resolveDiscussion',
      summary: 'discuss.api.resolve',
      example,
      input: z.strictObject({ resolved: z.boolean(), reason: ResolveThreadInput.shape.reason }),
      output: DiscussionShown,
      status: 200,
      current,
      act: (tx, visit, { id, turns }) =>
        resolveThread(tx, visit.acting, id, { turns, resolved: visit.input.resolved ? 'yes' : 'no', reason: visit.input.reason }),
    }),
  ];
}
