import { type Cell, csvFile } from '../../../platform/files/csv.ts';
import type { Download, Visit } from '../../../platform/http/route.ts';
import { notFound } from '../../../platform/refusal.ts';
import { type Host, placesOf } from '../hosts.ts';
import { text } from '../text.ts';
import { type ListQuery, listThreads } from './list-query.ts';
import { placeOf } from './places.ts';
import { readersInWords } from './readers.ts';

const AT_ONCE = 1_000;

/** The list of discussions as one sees it now, all pages of it, as a CSV file: the same filters, the same order, and who sees each. */
export async function listExport(visit: Visit<ListQuery>, hosts: readonly Host[], publicUrl: URL): Promise<Download> {
  const { lang, query, partnership } = visit;
  if (!partnership) throw notFound();
  const t = text.in(lang);
  const head = [
    ...([
      t('discuss.list.about'),
      t('discuss.list.first'),
      t('discuss.list.readers'),
      t('discuss.list.state'),
      t('discuss.list.reason'),
    ] as const),
    ...([
      t('discuss.list.opened'),
      t('discuss.list.opened-by'),
      t('discuss.list.newest'),
      t('discuss.list.comments'),
      t('discuss.list.address'),
    ] as const),
  ];
  const rows = await visit.read(async (tx) => {
    const all: Cell[][] = [];
    for (let offset = 0; ; offset += AT_ONCE) {
      const some = await listThreads(tx, partnership.id, query, { offset, limit: AT_ONCE });
      const places = await placesOf(tx, hosts, partnership.slug, some);
      const day = (date: Date) => date.toISOString().slice(0, 10);
      for (const row of some)
        all.push([
          places.get(row.record)?.name ?? row.record_title,
          row.first ?? t('discuss.withdrawn'),
          readersInWords(lang, row.readers),
          t(row.resolved ? 'discuss.state.resolved' : 'discuss.state.open'),
          row.reason,
          day(row.opened_at),
          row.opened_by,
          day(row.newest_at),
          row.comments,
          new URL(placeOf.thread(partnership.slug, row.id), publicUrl).href,
        ]);
      if (some.length < AT_ONCE) return all;
    }
  });
  const name = `${partnership.slug}-${t('discuss.list.file')}.csv`;
  return { download: { name, type: 'text/csv; charset=utf-8', bytes: csvFile([head, ...rows], lang === 'fr' ? ';' : ',') } };
}
