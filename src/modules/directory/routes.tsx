import { type Route, route } from '../../platform/http/route.ts';
import { circlesRoutes } from './pages/circles-routes.ts';
import { partiesPage } from './pages/parties.tsx';

/** Who takes part: the parties of a partnership, whose own pages are composed in workspace, and the circles of their people. */
export const directoryRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/:partnership/parties',
    can: 'public',
    example: { partnership: 'asean-canada' },
    handle: partiesPage,
  }),
  ...circlesRoutes,
];
