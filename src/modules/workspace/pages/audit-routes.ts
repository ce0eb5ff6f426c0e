import { type Route, route } from '../../../platform/http/route.ts';
import { anchorFile, auditFile, auditPage, mayReadAudit } from './audit.tsx';
import { AuditQuery } from './audit-queries.ts';
import { ReadersQuery, readersPage } from './readers.tsx';

const example = { partnership: 'asean-canada' };

/** What was done, and who could see and did see: each reader finds the entries on his own walls. */
export const auditRoutes: readonly Route[] = [
  route({ method: 'GET', path: '/:partnership/audit', can: mayReadAudit, example, query: AuditQuery, handle: auditPage }),
  route({ method: 'GET', path: '/:partnership/audit.csv', can: mayReadAudit, example, query: AuditQuery, handle: auditFile }),
  route({ method: 'GET', path: '/:partnership/audit/anchor.json', can: mayReadAudit, example, handle: anchorFile }),
  route({ method: 'GET', path: '/:partnership/readers', can: mayReadAudit, example, query: ReadersQuery, handle: readersPage }),
];
