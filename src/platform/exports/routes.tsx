import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { FORMATS } from '../documents/formats.ts';
import { type Route, route } from '../http/route.ts';
import { notFound, Refusal } from '../refusal.ts';
import { mayAskExports, placeOf } from './ask.ts';
import { fileFinder } from './file-visit.ts';
import { exportsPage } from './page.tsx';
import { askExport, dropExport, ownExports, secretOf, takeExport } from './queries.ts';
import './text.ts';

const example = { partnership: 'asean-canada' };

/** The address of the same list as a file of one kind: `…/lines?words=x` is `…/lines.pdf?words=x`. */
function addressIn(of: string, format: string): string {
  const at = of.indexOf('?');
  return at < 0 ? `${of}.${format}` : `${of.slice(0, at)}.${format}${of.slice(at)}`;
}

/** Files that somebody asked for: asking, how they stand, the files, and taking them away. */
export function exportRoutes(key: string, routes: () => readonly Route[]): Route[] {
  return [
    route({
      method: 'GET',
      path: '/:partnership/exports',
      can: mayAskExports,
      example,
      handle: async (visit) => exportsPage(visit, await visit.read(ownExports)),
    }),
    route({
      method: 'POST',
      path: '/:partnership/exports',
      can: mayAskExports,
      byPersonOnly: true,
      costly: true,
      example,
      input: z.strictObject({ of: z.string().min(2).max(3_900), format: z.enum(FORMATS) }),
      handle: async (visit) => {
        const slug = visit.partnership?.slug ?? '';
        const { of, format } = visit.input;
        const { url } = fileFinder(routes())(addressIn(of, format), slug, visit.acting);
        const id = randomUUID();
        const { secret: _, ...asker } = visit.acting;
        const asked = { id, address: `${url.pathname}${url.search}`, lang: visit.lang, asker, secret: secretOf(key, id) };
        if (!(await visit.write((tx) => askExport(tx, asked)))) throw new Refusal(409, 'exports.too-many');
        return { seeOther: placeOf.list(slug), flash: { kind: 'done', key: 'exports.asked-for' } };
      },
    }),
    route({
      method: 'POST',
      path: '/:partnership/exports/removals',
      can: mayAskExports,
      byPersonOnly: true,
      example,
      input: z.strictObject({ export: z.uuid() }),
      handle: async (visit) => {
        if (!(await visit.write((tx) => dropExport(tx, visit.input.export)))) throw notFound();
        return { seeOther: placeOf.list(visit.partnership?.slug ?? ''), flash: { kind: 'done', key: 'exports.dropped' } };
      },
    }),
    route({
      method: 'GET',
      path: '/:partnership/exports/:export',
      can: mayAskExports,
      answers: 'file',
      example: { ...example, export: '20080701-0000-4000-8000-000000000001' },
      handle: async (visit) => {
        const id = z.uuid().safeParse(visit.params.export);
        const file = id.success ? await visit.read((tx) => takeExport(tx, id.data)) : undefined;
        if (!file) throw notFound();
        return { download: file };
      },
    }),
  ];
}
