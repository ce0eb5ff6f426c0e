import { listRoutes } from '../../../platform/documents/index.ts';
import { type Route, route } from '../../../platform/http/route.ts';
import { organisationPage } from './organisation.tsx';
import { OrganisationsQuery, organisationsPage } from './organisations.tsx';
import { organisationsOut } from './organisations-out.ts';
import { partyPage } from './party.tsx';

const example = { partnership: 'asean-canada' };

/** The pages about organisations and about one party, composed of the directory and of what plans say. */
export const workspaceDirectoryRoutes = (publicUrl: URL): readonly Route[] => [
  ...['/organisations', '/:partnership/organisations'].flatMap((path) =>
    listRoutes({
      ...{ path, can: 'public', query: OrganisationsQuery },
      ...(path.startsWith('/:') ? { example } : {}),
      list: (visit) => organisationsOut(visit, publicUrl),
    }),
  ),
  route({
    method: 'GET',
    path: '/:partnership/parties/:party',
    can: 'public',
    example: { ...example, party: 'viet-nam' },
    handle: partyPage,
  }),
  route({ method: 'GET', path: '/organisations', can: 'public', query: OrganisationsQuery, handle: organisationsPage }),
  route({
    method: 'GET',
    path: '/organisations/:organisation',
    can: 'public',
    example: { organisation: 'cida' },
    handle: organisationPage,
  }),
  route({
    method: 'GET',
    path: '/:partnership/organisations',
    can: 'public',
    example,
    query: OrganisationsQuery,
    handle: organisationsPage,
  }),
  route({
    method: 'GET',
    path: '/:partnership/organisations/:organisation',
    can: 'public',
    example: { ...example, organisation: 'cida' },
    handle: organisationPage,
  }),
];
