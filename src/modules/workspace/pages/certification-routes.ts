import { z } from 'zod';
import { type Route, route } from '../../../platform/http/route.ts';
import { mayReadRemarks } from '../../plan/index.ts';
import { CertificationQuery, certificationAnswer, certificationPage, mayPutPlan } from './certification.tsx';

const PATH = '/:partnership/plans/:plan/certification';
const example = { partnership: 'asean-canada', plan: '2007-10' };

/** The page that compares a plan with its source, and from which the secretariat puts it to the parties. */
export const certificationRoutes: Route[] = [
  route({
    method: 'GET',
    path: PATH,
    can: mayReadRemarks,
    example,
    query: CertificationQuery,
    handle: (visit) => certificationPage(visit),
  }),
  route({
    method: 'POST',
    path: PATH,
    can: mayPutPlan,
    byPersonOnly: true,
    example,
    input: z.strictObject({
      procedure: z.enum(['express', 'silence']),
      deadline: z.string().max(40).default(''),
      zone: z.string().max(60).default('UTC'),
      reason: z.string().max(4_000).default(''),
    }),
    handle: (visit) => certificationAnswer(visit),
  }),
];
