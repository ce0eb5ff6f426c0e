import { z } from 'zod';
import {
  Address,
  changing,
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
} from '../../../platform/api/index.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { PartnershipRef, Route, Visit } from '../../../platform/http/route.ts';
import { notFound } from '../../../platform/refusal.ts';
import { closeCircle } from '../close-circle.ts';
import { JoinCircleInput, joinCircle } from '../join-circle.ts';
import { LeaveCircleInput, leaveCircle } from '../leave-circle.ts';
import { MakeCircleInput, makeCircle } from '../make-circle.ts';
import { circlesAddress } from '../pages/circles-view.ts';
import { type Candidate, type CircleRow, circleCandidates, circlesOf, circlesToMind, type MindedCircle } from '../queries.ts';
import { RenameCircleInput, renameCircle } from '../rename-circle.ts';
import { mayHaveCircles, mayMakeCircles } from '../rules.ts';
import { sayReaders } from '../say-readers.ts';

const CircleShown = name(
  'Circle',
  z.object({
    circle: z.uuid(),
    name: z.string(),
    /** What it was called before, newest first. */
    earlier_names: z.array(z.string()),
    made_on: Day,
    closed_on: Day.nullable(),
    /** Whether one’s own seat made it, and whoever asks may name it, put people in, take them out and close it. */
    minded: z.boolean(),
    /** How many people read in it; of one that is minded from outside, how many members it has. Null where nobody counts. */
    people: z.int().nullable(),
    /** Null where whoever asks minds it without being in it: then one sees no more than its name. */
    wall: Wall.nullable(),
    members: z
      .array(
        z.object({
          /** What a departure names. */
          member: z.uuid(),
          kind: z.enum(['mandate', 'seat']),
          /** Null for a seat, and for a person whom one does not see. */
          person: z.string().nullable(),
          title: Words.nullable(),
          seat: Words.nullable(),
          since: Day,
          until: Day.nullable(),
          /** Whether the mandate has ended, so that nobody reads through it any more. */
          over: z.boolean(),
        }),
      )
      .nullable(),
    address: Address,
    api: Address,
  }),
);
const Circles = listOf('Circles', CircleShown);
const CandidateShown = name(
  'CircleCandidate',
  z.object({ member: JoinCircleInput.shape.member, person: z.string().nullable(), title: Words.nullable(), seat: Words }),
);

const HERE = '/api/v1/partnerships/:partnership';
const CIRCLES = `${HERE}/circles`;
const CIRCLE = `${CIRCLES}/:circle`;
const inPartnership = { partnership: 'asean-canada' };
const example = { ...inPartnership, circle: '20080610-0000-4000-8000-000000000001' };

type Here = Pick<Visit, 'partnership' | 'acting' | 'params' | 'url'>;
type Either = { readonly own: CircleRow } | { readonly minded: MindedCircle };
const idOf = (row: Either): string => ('own' in row ? row.own.id : row.minded.id);

/** Circles for programs: those one is in or minds, who is in them, and every act on them; as their page has it. */
export function circlesApi(publicUrl: URL): Route[] {
  const rowsOf = async (tx: Tx, { partnership, acting }: Here): Promise<Either[]> => {
    const minds = mayMakeCircles.allows(acting);
    const own = await circlesOf(tx, inside({ partnership }).id, acting.party, minds);
    const outside = minds ? await circlesToMind(tx) : [];
    return [...own.map((row) => ({ own: row })), ...outside.map((row) => ({ minded: row }))];
  };
  const shown = (slug: string, row: Either) => ({
    ...('own' in row ? ownShown(row.own) : mindedShown(row.minded)),
    address: new URL(circlesAddress(slug), publicUrl).href,
    api: new URL(`/api/v1/partnerships/${slug}/circles/${idOf(row)}`, publicUrl).href,
  });
  const listed = async (tx: Tx, visit: Here, query: PageQuery) =>
    pageOf(
      { visit: { url: visit.url, query }, publicUrl },
      rowsFrom(await rowsOf(tx, visit), placeOf(query), idOf),
      idOf,
      (row) => shown(inside(visit).slug, row),
    );
  const current = async (tx: Tx, visit: Here) => {
    const row = (await rowsOf(tx, visit)).find((each) => idOf(each) === visit.params.circle);
    if (!row) throw notFound();
    return { known: { circle: idOf(row) }, shown: shown(inside(visit).slug, row) };
  };
  const act = { example, status: 200, output: CircleShown, current } as const;
  return [
    reading({
      ...{
        path: CIRCLES,
        can: mayHaveCircles,
        operation: 'listCircles',
        summary: 'directory.api.circles',
        example: inPartnership,
      },
      ...{ query: PageQuery, output: Circles },
      handle: (visit) => visit.read((tx) => listed(tx, visit, visit.query)),
    }),
    changing({
      ...{
        path: CIRCLES,
        can: mayMakeCircles,
        operation: 'makeCircle',
        summary: 'directory.api.make-circle',
        example: inPartnership,
      },
      ...{ input: MakeCircleInput, output: Circles, status: 201 },
      current: async (tx, visit) => ({ known: null, shown: await listed(tx, visit, PageQuery.parse({})) }),
      act: (tx, visit) => makeCircle(tx, visit.acting, visit.input),
      location: (visit) => new URL(visit.url.pathname, publicUrl).href,
    }),
    reading({
      ...{
        path: CIRCLE,
        can: mayHaveCircles,
        operation: 'readCircle',
        summary: 'directory.api.circle',
        example,
        output: CircleShown,
      },
      handle: (visit) => visit.read(async (tx) => (await current(tx, visit)).shown),
    }),
    changing({
      ...{
        ...act,
        path: `${CIRCLE}/name`,
        can: mayMakeCircles,
        operation: 'renameCircle',
        summary: 'directory.api.rename-circle',
      },
      input: RenameCircleInput.pick({ name: true }),
      act: (tx, visit, { circle }) => renameCircle(tx, { ...visit.input, circle }),
    }),
    changing({
      ...{
        ...act,
        path: `${CIRCLE}/members`,
        can: mayMakeCircles,
        operation: 'joinCircle',
        summary: 'directory.api.join-circle',
      },
      input: JoinCircleInput.pick({ member: true }),
      act: (tx, visit, { circle }) => joinCircle(tx, { ...visit.input, circle }),
    }),
    changing({
      ...{
        path: `${CIRCLE}/departures`,
        can: mayHaveCircles,
        operation: 'leaveCircle',
        summary: 'directory.api.leave-circle',
        example,
      },
      ...{ input: LeaveCircleInput, output: Circles, status: 200 },
      // Whoever takes himself out sees the circle no more: what stands here before and after is the list.
      current: async (tx, visit) => ({
        known: (await rowsOf(tx, visit)).find((each) => idOf(each) === visit.params.circle),
        shown: await listed(
          tx,
          { ...visit, url: new URL(visit.url.pathname.replace(/\/[^/]+\/departures$/, ''), publicUrl) },
          PageQuery.parse({}),
        ),
      }),
      act: async (tx, visit, known) => {
        const members = known && 'own' in known ? known.own.members : [];
        if (!members.some((each) => each.id === visit.input.member)) throw notFound();
        await leaveCircle(tx, visit.input);
      },
    }),
    changing({
      ...{
        ...act,
        path: `${CIRCLE}/closing`,
        can: mayMakeCircles,
        operation: 'closeCircle',
        summary: 'directory.api.close-circle',
      },
      input: z.strictObject({}),
      act: (tx, _, { circle }) => closeCircle(tx, { circle }),
    }),
    reading({
      ...{ path: `${HERE}/circle-candidates`, can: mayMakeCircles, operation: 'listCircleCandidates', example: inPartnership },
      ...{ summary: 'directory.api.circle-candidates', query: PageQuery, output: listOf('CircleCandidates', CandidateShown) },
      handle: async (visit) => {
        const rows = await visit.read((tx) => circleCandidates(tx, inside(visit).id));
        const keyOf = (row: Candidate) => row.value;
        return pageOf({ visit, publicUrl }, rowsFrom(rows, placeOf(visit.query), keyOf), keyOf, (row) => ({
          ...{ member: row.value, person: row.name, title: row.title, seat: row.seat_name },
        }));
      },
    }),
  ];
}

function ownShown(row: CircleRow) {
  return {
    ...{ circle: row.id, name: row.name, earlier_names: [...row.earlier], made_on: row.made, closed_on: row.closed },
    ...{ minded: row.minded, people: row.people },
    wall: { kind: row.readers.kind, readers: { en: sayReaders('en', row.readers), fr: sayReaders('fr', row.readers) } },
    members: row.members.map((each) => ({
      ...{
        member: each.id,
        kind: each.party === null ? ('mandate' as const) : ('seat' as const),
        person: each.name,
        title: each.title,
      },
      ...{ seat: each.seat_name, since: each.joined, until: each.left, over: each.over },
    })),
  };
}

function mindedShown(row: MindedCircle) {
  return {
    ...{ circle: row.id, name: row.name, earlier_names: [], made_on: row.made, closed_on: row.closed },
    ...{ minded: true, people: row.members, wall: null, members: null },
  };
}

function inside({ partnership }: { readonly partnership: PartnershipRef | null }): PartnershipRef {
  if (!partnership) throw notFound();
  return partnership;
}
