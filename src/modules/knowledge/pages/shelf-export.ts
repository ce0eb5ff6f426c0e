import type { z } from 'zod';
import { type Cell, csvFile } from '../../../platform/files/csv.ts';
import type { Download, Visit } from '../../../platform/http/route.ts';
import { notFound } from '../../../platform/refusal.ts';
import { documentsOnShelf } from '../queries.ts';
import { text } from '../text.ts';
import { placeOf } from './places.ts';
import { filterOf, type ShelfQuery, shelfState } from './shelf-query.ts';
import { extentInWords, readersInWords } from './words.ts';

const MOST_ROWS = 20_000;

/** The shelf as one sees it now, all pages of the list, as a CSV file: with who may read each document and its permanent address. */
export async function shelfExport(visit: Visit<z.infer<typeof ShelfQuery>>, publicUrl: URL): Promise<Download> {
  const { lang, partnership } = visit;
  if (!partnership) throw notFound();
  const state = shelfState(visit.url);
  const documents = await visit.read((tx) =>
    documentsOnShelf(tx, partnership.id, filterOf(state), state.sort, { limit: MOST_ROWS, offset: 0 }),
  );
  const t = text.in(lang);
  const head = (['document', 'kind', 'day', 'language', 'inside', 'file-name', 'readers', 'sort-added', 'address'] as const).map(
    (key) => t(`knowledge.shelf.${key}`),
  );
  const rows = documents.map((row): Cell[] => [
    row.title,
    t(`knowledge.kind.${row.kind}`),
    row.day,
    t(`knowledge.language.${row.lang}`),
    extentInWords(lang, row),
    row.file_name,
    readersInWords(lang, row.readers),
    row.created_at.toISOString().slice(0, 10),
    new URL(placeOf.document(partnership.slug, row.id), publicUrl).href,
  ]);
  const bytes = csvFile([head, ...rows], lang === 'fr' ? ';' : ',');
  return { download: { name: `${partnership.slug}-${t('knowledge.shelf.file')}.csv`, type: 'text/csv; charset=utf-8', bytes } };
}
