import { z } from 'zod';
import { changing, PageQuery, pageOf, placeOf, reading, rowsFrom } from '../../platform/api/index.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { PartnershipRef, Route, Visit } from '../../platform/http/route.ts';
import { notFound } from '../../platform/refusal.ts';
import {
  DiscussionsOf,
  followApi,
  mayDiscuss,
  mayReadDiscussions,
  OpenDiscussionInput,
  openFor,
  showThreadsOf,
} from '../discuss/index.ts';
import {
  ConfirmPromiseInput,
  confirmPromise,
  MendWordsInput,
  mayConfirmPromise,
  mayMendWords,
  mayReadRemarks,
  mendWords,
  NODE_KINDS,
  type NodeKind,
  nodesFrom,
  type PlanRow,
  planBySlug,
  plansOf,
  planText,
  remarksOfPlan,
  sourceLinesOf,
} from '../plan/index.ts';
import { showNodes, wholeNode } from './api/nodes.ts';
import { organisationsApi } from './api/organisations.ts';
import { type Find, findAll, showFinds } from './api/search.ts';
import { Lists, NodeWhole, PlanWhole } from './api/shapes.ts';
import { addressesIn, stageShown, wallShown } from './api/shown.ts';
import { discussedPlans } from './pages/discussed-plans.ts';
import { filterOf } from './pages/register-data.ts';
import { linesOf } from './pages/register-lines-query.ts';
import { RegisterQuery } from './pages/register-query.ts';
import { SearchQuery } from './pages/search-query.ts';
import { countsOf } from './queries.ts';

const HERE = '/api/v1/partnerships/:partnership';
const PLANS = `${HERE}/plans`;
const PLAN = `${PLANS}/:plan`;
const NODE = `${PLAN}/nodes/:reference`;
const example = { partnership: 'asean-canada' };
const planExample = { ...example, plan: '2007-10' };
const nodeExample = { ...planExample, reference: 'A.2.4.5' };

/** The filters and the order of the register’s page; paged as every list for programs is. */
const LinesAsked = RegisterQuery.omit({ from: true, text: true }).extend(PageQuery.shape);
const NodesAsked = PageQuery.extend({ kind: z.enum(NODE_KINDS).optional() });
const FoundAsked = PageQuery.extend({ q: z.string().trim().min(1).max(200), kind: SearchQuery.shape.kind });

type Asked = { readonly params: Readonly<Record<string, string>>; readonly partnership: PartnershipRef | null };

function placeIn(visit: Asked) {
  if (!visit.partnership) throw notFound();
  const { id, slug } = visit.partnership;
  return { partnership: id, slug, plan: visit.params.plan ?? '', reference: visit.params.reference ?? '' };
}

/** What the composed pages show, for programs: the same queries, the same walls, the same actions. */
export function workspaceApi(publicUrl: URL): Route[] {
  const addresses = (visit: Asked) => addressesIn(publicUrl, placeIn(visit).slug);
  const planShown = (visit: Asked, plan: PlanRow) => ({
    ...{ plan: plan.slug, title: { [plan.lang]: plan.title }, authentic_language: plan.lang, entered_on: plan.entered_on },
    ...{ period: { start: plan.period_start, end: plan.period_end }, stage: stageShown(plan), wall: wallShown(plan.readers) },
    ...addresses(visit).plan(plan.slug),
  });
  const planIn = (tx: Tx, visit: Asked) => planBySlug(tx, placeIn(visit).partnership, placeIn(visit).plan);
  const current = (tx: Tx, visit: Visit) => wholeNode(tx, addresses(visit), placeIn(visit));

  const discussed = async (tx: Tx, visit: Visit) => {
    const { known } = await current(tx, visit);
    const showing = { hosts: [discussedPlans], publicUrl, partnership: placeIn(visit).slug };
    return { shown: await showThreadsOf(tx, showing, visit.acting, known.id), known };
  };

  /** A page of nodes out of their ids and references. */
  async function nodesShown(
    tx: Tx,
    visit: Asked & { readonly url: URL; readonly query: PageQuery },
    plan: PlanRow,
    rows: readonly { readonly id: string; readonly reference: string }[],
  ) {
    const page = pageOf(
      { visit, publicUrl },
      rows,
      ({ reference }) => reference,
      ({ id }) => id,
    );
    return { ...page, items: await showNodes(tx, addresses(visit), plan.slug, page.items) };
  }
  const nodesOf = (operation: string, path: string, summary: string, kind: NodeKind) =>
    reading({
      ...{
        path: `${PLAN}/${path}`,
        can: 'public',
        operation,
        summary,
        example: planExample,
        query: PageQuery,
        output: Lists.nodes,
      },
      handle: (visit) =>
        visit.read(async (tx) => {
          const plan = await planIn(tx, visit);
          const part = { kind, from: placeOf(visit.query), limit: visit.query.limit + 1 };
          return nodesShown(tx, visit, plan, await nodesFrom(tx, plan.id, part));
        }),
    });

  return [
    ...organisationsApi(publicUrl),
    reading({
      path: PLANS,
      can: 'public',
      operation: 'listPlans',
      summary: 'workspace.api.plans',
      example,
      query: PageQuery,
      output: Lists.plans,
      handle: async (visit) => {
        const rows = await visit.read((tx) => plansOf(tx, placeIn(visit).partnership));
        const keyOf = ({ slug }: PlanRow) => slug;
        return pageOf({ visit, publicUrl }, rowsFrom(rows, placeOf(visit.query), keyOf), keyOf, (row) => planShown(visit, row));
      },
    }),
    reading({
      path: PLAN,
      can: 'public',
      operation: 'readPlan',
      summary: 'workspace.api.plan',
      example: planExample,
      output: PlanWhole,
      handle: (visit) =>
        visit.read(async (tx) => {
          const plan = await planIn(tx, visit);
          const at = (part: string) => addresses(visit).under(plan.slug, part);
          return {
            ...planShown(visit, plan),
            counts: (await countsOf(tx, plan.id)).map(({ promise, ...row }) => ({ ...row, kind_of_promise: promise })),
            ...{ lines: at('lines'), nodes: at('nodes'), priorities: at('priorities'), objectives: at('objectives') },
            ...{ source: at('source'), source_file: addresses(visit).sourceFile(plan.slug) },
          };
        }),
    }),
    reading({
      path: `${PLAN}/lines`,
      can: 'public',
      operation: 'listLines',
      summary: 'workspace.api.lines',
      example: planExample,
      query: LinesAsked,
      output: Lists.nodes,
      handle: (visit) =>
        visit.read(async (tx) => {
          const { limit, cursor: _, sort, ...asked } = visit.query;
          const plan = await planIn(tx, visit);
          const part = { limit: limit + 1, order: sort ?? 'document', from: placeOf(visit.query) } as const;
          return nodesShown(tx, visit, plan, await linesOf(tx, plan, plan.lang, await filterOf(tx, plan.id, asked), part));
        }),
    }),
    reading({
      path: `${PLAN}/nodes`,
      can: 'public',
      operation: 'listNodes',
      summary: 'workspace.api.nodes',
      example: planExample,
      query: NodesAsked,
      output: Lists.nodes,
      handle: (visit) =>
        visit.read(async (tx) => {
          const plan = await planIn(tx, visit);
          const { kind, limit } = visit.query;
          const part = { kind, from: placeOf(visit.query), limit: limit + 1 };
          return nodesShown(tx, visit, plan, await nodesFrom(tx, plan.id, part));
        }),
    }),
    nodesOf('listPriorities', 'priorities', 'workspace.api.priorities', 'priority'),
    nodesOf('listObjectives', 'objectives', 'workspace.api.objectives', 'objective'),
    reading({
      path: NODE,
      can: 'public',
      operation: 'readNode',
      summary: 'workspace.api.node',
      example: nodeExample,
      output: NodeWhole,
      handle: (visit) => visit.read(async (tx) => (await current(tx, visit)).shown),
    }),
    changing({
      path: `${NODE}/editions`,
      can: mayMendWords,
      operation: 'mendWords',
      summary: 'workspace.api.mend',
      example: nodeExample,
      input: MendWordsInput.omit({ version: true }),
      output: NodeWhole,
      status: 201,
      current,
      act: (tx, visit, { id, version }) => mendWords(tx, visit.acting, id, { ...visit.input, version }),
      location: (visit) => addresses(visit).node(placeIn(visit).plan, placeIn(visit).reference).api,
    }),
    ...followApi({
      path: NODE,
      what: 'Node',
      example: nodeExample,
      find: async (tx, visit) => (await current(tx, visit)).known.id,
    }),
    ...followApi({ path: PLAN, what: 'Plan', example: planExample, find: async (tx, visit) => (await planIn(tx, visit)).id }),
    reading({
      path: `${NODE}/discussions`,
      can: mayReadDiscussions,
      operation: 'listDiscussionsOfNode',
      summary: 'discuss.api.of-node',
      example: nodeExample,
      output: DiscussionsOf,
      handle: (visit) => visit.read(async (tx) => (await discussed(tx, visit as unknown as Visit)).shown),
    }),
    changing({
      path: `${NODE}/discussions`,
      can: mayDiscuss,
      operation: 'openDiscussion',
      summary: 'discuss.api.open',
      example: nodeExample,
      input: OpenDiscussionInput,
      output: DiscussionsOf,
      status: 201,
      current: discussed,
      act: (tx, visit, { id }) => openFor(tx, visit, id),
      location: (visit) => `${addresses(visit).node(placeIn(visit).plan, placeIn(visit).reference).api}/discussions`,
    }),
    changing({
      path: `${NODE}/promise`,
      can: mayConfirmPromise,
      operation: 'confirmPromise',
      summary: 'workspace.api.promise',
      example: nodeExample,
      input: ConfirmPromiseInput.omit({ version: true }),
      output: NodeWhole,
      status: 200,
      current,
      act: (tx, visit, { id, version }) => confirmPromise(tx, visit.acting, id, { ...visit.input, version }),
    }),
    reading({
      path: `${PLAN}/remarks`,
      can: mayReadRemarks,
      operation: 'listRemarks',
      summary: 'workspace.api.remarks',
      example: planExample,
      query: PageQuery,
      output: Lists.remarks,
      handle: (visit) =>
        visit.read(async (tx) => {
          const plan = await planIn(tx, visit);
          // They were made when the plan was entered, and stay in their order.
          const rows = (await remarksOfPlan(tx, plan.id)).map((row, at) => ({ ...row, at: String(at) }));
          const keyOf = ({ at }: { readonly at: string }) => at;
          return pageOf({ visit, publicUrl }, rowsFrom(rows, placeOf(visit.query), keyOf), keyOf, (row) => ({
            ...{
              severity: row.severity,
              code: row.code,
              words: { en: row.message, fr: planText.in('fr')(`plan.remark-means.${row.code}`) },
            },
            ...{ reference: row.reference, line: row.line, from: row.from_character, until: row.until_character },
            address: addresses(visit).sourceLine(plan.slug, row.line),
          }));
        }),
    }),
    reading({
      path: `${PLAN}/source`,
      can: 'public',
      operation: 'readSource',
      summary: 'workspace.api.source',
      example: planExample,
      query: PageQuery,
      output: Lists.source,
      handle: (visit) =>
        visit.read(async (tx) => {
          const plan = await planIn(tx, visit);
          const place = Number(placeOf(visit.query) ?? 1);
          const rows = Number.isSafeInteger(place) && place < 2 ** 31 ? await sourceLinesOf(tx, plan.id, place) : [];
          return pageOf(
            { visit, publicUrl },
            rows,
            ({ line }) => String(line),
            ({ line, from_character, text }) => ({
              ...{ line, from: from_character, text, address: addresses(visit).sourceLine(plan.slug, line) },
            }),
          );
        }),
    }),
    reading({
      path: `${HERE}/search`,
      can: 'public',
      operation: 'search',
      summary: 'workspace.api.search',
      example,
      query: FoundAsked,
      output: Lists.found,
      handle: (visit) =>
        visit.read(async (tx) => {
          const { q, kind } = visit.query;
          const finds = await findAll(tx, placeIn(visit).partnership, q, visit.lang, kind);
          const keyOf = ({ key }: Find) => key;
          const page = pageOf({ visit, publicUrl }, rowsFrom(finds, placeOf(visit.query), keyOf), keyOf, (find) => find);
          return { ...page, items: await showFinds(tx, addresses(visit), q, page.items) };
        }),
    }),
  ];
}
