import { z } from 'zod';
import { listRoutes } from '../../platform/documents/index.ts';
import { type Route, route, type Visit } from '../../platform/http/route.ts';
import { isNotFound, notFound } from '../../platform/refusal.ts';
import { designPage } from '../../platform/ui/index.ts';
import {
  ConfirmPromiseInput,
  confirmPromise,
  MendWordsInput,
  mayConfirmPromise,
  mayMendWords,
  mayReadRemarks,
  planBySlug,
} from '../plan/index.ts';
import { auditRoutes } from './pages/audit-routes.ts';
import { certificationRoutes } from './pages/certification-routes.ts';
import { workspaceDirectoryRoutes } from './pages/directory-routes.ts';
import { DocumentQuery, documentPage } from './pages/document.tsx';
import { aboutPage, homePage } from './pages/home.tsx';
import { invitationsRoutes } from './pages/invite-routes.ts';
import { linePage } from './pages/line.tsx';
import { readLine, referenceMeant } from './pages/line-data.ts';
import { LookQuery, lookPage, mayLook } from './pages/look.tsx';
import { matrixRoutes } from './pages/matrix-routes.ts';
import { mendAnswer, mendPage } from './pages/mend.tsx';
import { RegisterOutQuery, registerOut } from './pages/out-lines.ts';
import { overviewPage } from './pages/overview.tsx';
import { prioritiesPage } from './pages/priorities.tsx';
import { registerPage } from './pages/register.tsx';
import { readRegister } from './pages/register-data.ts';
import { RegisterQuery } from './pages/register-query.ts';
import { remarksPage } from './pages/remarks.tsx';
import { globalSearch, searchPage } from './pages/search.tsx';
import { SearchQuery } from './pages/search-query.ts';
import { SourceQuery, sourcePage } from './pages/source.tsx';
import { nodeByReference } from './queries.ts';
import { addressOf } from './words.ts';

const PLAN = '/:partnership/plans/:plan';
const Sample = z.string().max(20).optional();
const LINE = `${PLAN}/lines/:reference`;
const example = { partnership: 'asean-canada', plan: '2007-10' };
const lineExample = { ...example, reference: 'A.2.4.5' };

const placeOf = (visit: Pick<Visit, 'params'>) => ({
  partnership: visit.params.partnership ?? '',
  plan: visit.params.plan ?? '',
  reference: visit.params.reference ?? '',
});
const inside = (visit: Pick<Visit, 'partnership'>): string => {
  if (!visit.partnership) throw notFound();
  return visit.partnership.id;
};

/** The pages that are composed of what all modules publish. */
export const workspaceRoutes = (publicUrl: URL, mail: boolean): Route[] => [
  ...workspaceDirectoryRoutes(publicUrl),
  ...invitationsRoutes(publicUrl, mail),
  ...auditRoutes,
  route({ method: 'GET', path: '/', can: 'public', handle: homePage }),
  route({ method: 'GET', path: '/about', can: 'public', handle: async (visit) => aboutPage(visit) }),
  route({
    method: 'GET',
    path: '/design',
    can: 'demonstration',
    // What the samples of lists and filters there ask; they show the same whatever it is.
    query: z.strictObject({ area: Sample, sort: Sample, page: Sample, size: Sample, kind: Sample }),
    handle: async (visit) => designPage(visit.lang),
  }),
  route({
    method: 'GET',
    path: '/search',
    can: 'public',
    query: SearchQuery,
    handle: globalSearch,
  }),
  route({ method: 'GET', path: '/:partnership/preview', can: mayLook, example, query: LookQuery, handle: lookPage }),
  route({ method: 'GET', path: '/:partnership', can: 'public', example, handle: overviewPage }),
  route({
    method: 'GET',
    path: '/:partnership/search',
    can: 'public',
    example,
    query: SearchQuery,
    handle: searchPage,
  }),
  route({
    method: 'GET',
    path: PLAN,
    can: 'public',
    example,
    query: RegisterQuery,
    handle: async (visit) => registerPage(visit, await readRegister(visit, inside(visit), placeOf(visit).plan)),
  }),
  ...matrixRoutes(publicUrl),
  ...listRoutes({
    path: `${PLAN}/lines`,
    can: 'public',
    example,
    query: RegisterOutQuery,
    list: (visit) => registerOut(visit, placeOf(visit).plan, publicUrl),
  }),
  route({
    method: 'GET',
    path: `${PLAN}/document`,
    can: 'public',
    example,
    query: DocumentQuery,
    handle: (visit) => documentPage(visit, inside(visit), placeOf(visit).plan),
  }),
  route({
    method: 'GET',
    path: `${PLAN}/priorities`,
    can: 'public',
    example,
    handle: (visit) => prioritiesPage(visit, inside(visit), placeOf(visit).plan),
  }),
  route({
    method: 'GET',
    path: `${PLAN}/source`,
    can: 'public',
    example,
    query: SourceQuery,
    handle: (visit) => sourcePage(visit, inside(visit), placeOf(visit).plan),
  }),
  route({
    method: 'GET',
    path: `${PLAN}/remarks`,
    can: mayReadRemarks,
    example,
    handle: (visit) => remarksPage(visit, inside(visit), placeOf(visit).plan),
  }),
  ...certificationRoutes,
  route({
    method: 'GET',
    path: LINE,
    can: 'public',
    example: lineExample,
    handle: async (visit) => {
      const { partnership, plan, reference } = placeOf(visit);
      try {
        return linePage(visit, await readLine(visit, inside(visit), plan, reference), publicUrl);
      } catch (error) {
        const meant = isNotFound(error) ? await referenceMeant(visit, inside(visit), plan, reference) : null;
        if (meant === null) throw error;
        return { seeOther: addressOf.line(partnership, plan, meant) };
      }
    },
  }),
  route({
    method: 'GET',
    path: `${LINE}/mend`,
    can: mayMendWords,
    example: lineExample,
    handle: (visit) => mendPage(visit, placeOf(visit)),
  }),
  route({
    method: 'POST',
    path: `${LINE}/mend`,
    can: mayMendWords,
    example: lineExample,
    input: MendWordsInput,
    handle: (visit) => mendAnswer(visit, placeOf(visit)),
  }),
  route({
    method: 'POST',
    path: `${LINE}/promise`,
    can: mayConfirmPromise,
    example: lineExample,
    input: ConfirmPromiseInput,
    handle: async (visit) => {
      const place = placeOf(visit);
      await visit.write(async (tx) => {
        const plan = await planBySlug(tx, inside(visit), place.plan);
        const node = await nodeByReference(tx, plan.id, place.reference);
        await confirmPromise(tx, visit.acting, node.id, visit.input);
      });
      return {
        seeOther: addressOf.line(place.partnership, place.plan, place.reference),
        flash: { kind: 'done', key: 'plan.promise-confirmed', values: { reference: place.reference } },
      };
    },
  }),
];
