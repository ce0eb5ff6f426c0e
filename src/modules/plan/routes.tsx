import type { FileStore } from '../../platform/files/store.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { notFound } from '../../platform/refusal.ts';
import { planBySlug, sourceFile } from './queries.ts';

/** The document itself as it was received. Its pages are composed by the workspace. */
export function planRoutes(files: FileStore): Route[] {
  return [
    route({
      method: 'GET',
      path: '/:partnership/plans/:plan/source/file',
      answers: 'file',
      can: 'public',
      example: { partnership: 'asean-canada', plan: '2007-10' },
      handle: async (visit) => {
        const partnership = visit.partnership?.id;
        const slug = visit.params.plan;
        if (!partnership || !slug) throw notFound();
        const file = await visit.read(async (tx) => sourceFile(tx, (await planBySlug(tx, partnership, slug)).id));
        return { download: { name: file.name, type: file.type, bytes: await files.read(file.sha256) } };
      },
    }),
  ];
}
