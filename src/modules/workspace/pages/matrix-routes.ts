import { listRoutes } from '../../../platform/documents/index.ts';
import { type Route, route } from '../../../platform/http/route.ts';
import { matrixPage } from './matrix.tsx';
import { matrixOut } from './matrix-out.ts';
import { MatrixQuery } from './matrix-query.ts';

const path = '/:partnership/plans/:plan/matrix';
const example = { partnership: 'asean-canada', plan: '2007-10' };

/** The matrix: where one chooses what stands in it, and the files. */
export const matrixRoutes = (publicUrl: URL): Route[] => [
  route({
    method: 'GET',
    path,
    can: 'public',
    example,
    query: MatrixQuery,
    handle: (visit) => matrixPage(visit, visit.params.plan ?? '', publicUrl),
  }),
  ...listRoutes({
    path,
    can: 'public',
    example,
    query: MatrixQuery,
    list: (visit) => visit.read((tx) => matrixOut(tx, visit, visit.params.plan ?? '', publicUrl)),
  }),
];
