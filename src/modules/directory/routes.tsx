import { type Route, route } from '../../platform/http/route.ts';
import { partiesPage } from './pages/parties.tsx';

/** Who takes part: the parties of a partnership. Their own pages are composed in workspace. */
export const directoryRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/:partnership/parties',
    can: 'public',
    example: { partnership: 'asean-canada' },
    handle: partiesPage,
  }),
];
