import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Text } from '../../platform/db/tables.ts';
import { notFound } from '../../platform/refusal.ts';
import type { DocumentKind, ReadingState, Unit } from './tables.ts';
import type { Readers } from './walls.ts';

export type Lang = 'en' | 'fr';

export type DocumentRow = {
  readonly id: string;
  readonly title: string;
  readonly lang: Lang;
  readonly kind: DocumentKind;
  readonly day: string | null;
  readonly created_at: Date;
  readonly changed_at: Date;
  readonly version: number;
  readonly withdrawn_at: Date | null;
  readonly file: string;
  readonly file_number: number;
  readonly file_name: string;
  readonly file_type: string;
  readonly file_size: number;
  readonly state: ReadingState;
  readonly trouble: string | null;
  readonly unit: Unit | null;
  readonly pages: number;
  readonly wall: string;
  readonly readers: Readers;
  /** Whether whoever asks may change it. */
  readonly mine: boolean;
};

const DOCUMENT = sql`d.id, d.title, d.lang, d.kind, d.day::text as day, d.created_at, d.changed_at, d.version, d.withdrawn_at, d.file, d.file_number, d.file_name,
  d.file_type, d.file_size, d.state, d.trouble, d.unit, d.pages, d.wall, w.readers, d.owner = any ((select platform.owns())::uuid[]) as mine`;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The document at an address. @throws Refusal 404 where there is none, or none for this reader */
export async function documentById(tx: Tx, partnership: string, id: string): Promise<DocumentRow> {
  if (!UUID.test(id)) throw notFound();
  const { rows } = await sql<DocumentRow>`
    select ${DOCUMENT} from knowledge.v_document d join directory.v_wall w on w.id = d.wall where d.id = ${id} and d.partnership = ${partnership}`.execute(
    tx,
  );
  if (!rows[0]) throw notFound();
  return rows[0];
}

/** What a list of documents can be asked. `wall`: everybody’s, the parties’, or a narrower one. */
export type ShelfFilter = {
  readonly words?: string | undefined;
  readonly kind?: string | undefined;
  readonly language?: string | undefined;
  readonly year?: string | undefined;
  readonly wall?: 'public' | 'partnership' | 'own' | undefined;
  /** `withdrawn` shows those alone that were taken off the shelf. */
  readonly state?: 'withdrawn' | undefined;
};
export type ShelfSort = { readonly by: 'day' | 'title' | 'added'; readonly descending: boolean };

function filtered(partnership: string, filter: ShelfFilter) {
  const { words, kind, language, year, wall, state } = filter;
  return sql`d.partnership = ${partnership} and (d.withdrawn_at is not null) = ${state === 'withdrawn'}
    ${kind === undefined ? sql`` : sql`and d.kind = ${kind}`} ${language === undefined ? sql`` : sql`and d.lang = ${language}`}
    ${year === undefined ? sql`` : year === 'none' ? sql`and d.day is null` : sql`and extract(year from d.day) = ${Number(year)}`}
    ${wall === undefined ? sql`` : wall === 'own' ? sql`and w.kind not in ('public', 'partnership')` : sql`and w.kind = ${wall}`}
    ${words === undefined ? sql`` : sql`and d.id in (select f.record from platform.records_found(${words}, ${partnership}, ${partnership}) f)`}`;
}

const SORTS = {
  day: { usual: sql`d.day desc nulls last`, turned: sql`d.day nulls last` },
  title: { usual: sql`lower(d.title)`, turned: sql`lower(d.title) desc` },
  added: { usual: sql`d.created_at desc`, turned: sql`d.created_at` },
} as const;

/** The documents that a reader may see and that pass, some of them at a time. Without a sort of its own: the newest first. */
export async function documentsOnShelf(
  tx: Tx,
  partnership: string,
  filter: ShelfFilter,
  sort: ShelfSort,
  part: { readonly limit: number; readonly offset: number },
): Promise<DocumentRow[]> {
  const order = SORTS[sort.by];
  const { rows } = await sql<DocumentRow>`
    select ${DOCUMENT} from knowledge.v_document d join directory.v_wall w on w.id = d.wall where ${filtered(partnership, filter)}
    order by ${sort.descending ? order.turned : order.usual}, lower(d.title), d.id limit ${part.limit} offset ${part.offset}`.execute(
    tx,
  );
  return rows;
}

/** The documents on the shelf in the order of their ids, from one on: for programs, which read all of them. */
export async function documentsFrom(
  tx: Tx,
  partnership: string,
  part: { readonly from: string | undefined; readonly limit: number },
): Promise<DocumentRow[]> {
  if (part.from !== undefined && !UUID.test(part.from)) return [];
  const { rows } = await sql<DocumentRow>`
    select ${DOCUMENT} from knowledge.v_document d join directory.v_wall w on w.id = d.wall where d.partnership = ${partnership} and d.withdrawn_at is null
      ${part.from === undefined ? sql`` : sql`and d.id >= ${part.from}`} order by d.id limit ${part.limit}`.execute(tx);
  return rows;
}

/** How many documents pass, how many there are, and the years and walls that there are: for filters. */
export async function shelfCounts(
  tx: Tx,
  partnership: string,
  filter: ShelfFilter,
): Promise<{ passing: number; all: number; withdrawn: number; years: number[]; undated: boolean }> {
  const { rows } = await sql<{
    passing: number;
    all: number;
    withdrawn: number;
    years: number[] | null;
    undated: boolean | null;
  }>`
    select (select count(*)::int from knowledge.v_document d join directory.v_wall w on w.id = d.wall where ${filtered(partnership, filter)}) as passing,
      count(*) filter (where d.withdrawn_at is null)::int as all, count(d.withdrawn_at)::int as withdrawn,
      array_agg(distinct extract(year from d.day)::int) filter (where d.day is not null) as years, bool_or(d.day is null) as undated
    from knowledge.v_document d where d.partnership = ${partnership}`.execute(tx);
  const row = rows[0];
  return {
    ...{ passing: row?.passing ?? 0, all: row?.all ?? 0, withdrawn: row?.withdrawn ?? 0, undated: row?.undated ?? false },
    years: (row?.years ?? []).toSorted((a, b) => b - a),
  };
}

export type FileRow = {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: Buffer;
  readonly state: ReadingState;
  readonly added_at: Date;
  /** Null where the reader does not see that mandate. */
  readonly by: string | null;
  readonly readers: Readers;
};

/** All versions of a document’s file that the reader may see, the newest first. */
export async function filesOf(tx: Tx, document: string): Promise<FileRow[]> {
  const { rows } = await sql<FileRow>`
    select f.id, f.number, f.name, f.type, f.size, f.sha256, f.state, f.added_at, m.full_name as by, w.readers
    from knowledge.v_file f join directory.v_wall w on w.id = f.wall left join directory.v_mandate m on m.id = f.added_by
    where f.document = ${document} order by f.number desc limit 200`.execute(tx);
  return rows;
}

/** One version of a file, to be handed over. @throws Refusal 404 */
export async function fileOf(tx: Tx, document: string, number: number): Promise<FileRow> {
  const file = (await filesOf(tx, document)).find((each) => each.number === number);
  if (!file) throw notFound();
  return file;
}

export type PageRow = { readonly number: number; readonly last: number; readonly text: string };
export const PAGES_AT_ONCE = 20;

/** What words are marked with where they were asked for. */
export const MARK = { open: '\uE000', close: '\uE001' } as const;

/**
 * Some stretches of text of a file: the twenty among which `page` is, with `words` marked where they stand; and the first of those before and
 * after.
 */
export async function pagesOf(
  tx: Tx,
  file: string,
  asked: { readonly page: number; readonly words?: string | undefined; readonly lang: Lang },
): Promise<{ pages: PageRow[]; previous: number | null; next: number | null; count: number }> {
  const options = `StartSel=${MARK.open}, StopSel=${MARK.close}, HighlightAll=true`;
  const marked =
    asked.words === undefined
      ? sql`g.text`
      : sql`ts_headline(platform.search_config(${asked.lang}), g.text, websearch_to_tsquery(platform.search_config(${asked.lang}), ${asked.words}), ${options})`;
  const { rows } = await sql<PageRow & { at: number; count: number; first: number; before: number | null; after: number | null }>`
    with ranked as (select g.number, g.last, (row_number() over (order by g.number) - 1)::int as at, (count(*) over ())::int as count from knowledge.v_page g where g.file = ${file}),
      here as (select coalesce(max(r.at) filter (where r.number <= ${asked.page}), 0) / ${PAGES_AT_ONCE}::int * ${PAGES_AT_ONCE}::int as first from ranked r)
    select g.number, g.last, ${marked} as text, r.at, r.count, h.first,
      (select b.number from ranked b where b.at = h.first - ${PAGES_AT_ONCE}) as before, (select a.number from ranked a where a.at = h.first + ${PAGES_AT_ONCE}) as after
    from ranked r cross join here h join knowledge.v_page g on g.file = ${file} and g.number = r.number
    where r.at >= h.first and r.at < h.first + ${PAGES_AT_ONCE} order by g.number`.execute(tx);
  const [first] = rows;
  return {
    pages: rows.map(({ number, last, text }) => ({ number, last, text })),
    ...{ previous: first?.before ?? null, next: first?.after ?? null, count: first?.count ?? 0 },
  };
}

/** The stretches of text of a file from one on, in their order: for programs. */
export async function pagesFrom(
  tx: Tx,
  file: string,
  part: { readonly from: string | undefined; readonly limit: number },
): Promise<PageRow[]> {
  if (part.from !== undefined && !/^\d{1,9}$/.test(part.from)) return [];
  return tx
    .selectFrom('knowledge.v_page')
    .select(['number', 'last', 'text'])
    .where('file', '=', file)
    .where('number', '>=', Number(part.from ?? 0))
    .orderBy('number')
    .limit(part.limit)
    .execute();
}

export type PassageRow = {
  readonly id: string;
  readonly document: string;
  readonly title: string;
  readonly document_lang: Lang;
  readonly kind: DocumentKind;
  readonly day: string | null;
  readonly page: number;
  readonly last: number;
  readonly unit: Unit | null;
  /** False where it was taken from an earlier version of the file. */
  readonly of_today: boolean;
  readonly words: string;
  readonly remark: string;
  readonly plan: string;
  readonly reference: string;
  readonly linked_at: Date;
  readonly by: string | null;
  readonly readers: Readers;
  readonly mine: boolean;
};

const PASSAGE = sql`p.id, p.document, d.title, d.lang as document_lang, d.kind, d.day::text as day, p.page, g.last, f.unit, p.file = d.file as of_today, p.words, p.remark,
  s.slug as plan, n.reference, p.linked_at, m.full_name as by, w.readers, p.owner = any ((select platform.owns())::uuid[]) as mine
  from knowledge.v_passage p join knowledge.v_document d on d.id = p.document join knowledge.v_file f on f.id = p.file
    join knowledge.v_page g on g.file = p.file and g.number = p.page join plan.v_line n on n.id = p.node join plan.v_plan s on s.id = n.plan
    join directory.v_wall w on w.id = p.wall left join directory.v_mandate m on m.id = p.linked_by`;

/** The passages that lie beside a node, of documents that are on the shelf, the newest document first. */
export async function passagesOfNode(tx: Tx, node: string): Promise<PassageRow[]> {
  const { rows } = await sql<PassageRow>`select ${PASSAGE} where p.node = ${node} and d.withdrawn_at is null
    order by d.day desc nulls last, d.title, p.page, p.from_character limit 200`.execute(tx);
  return rows;
}

/** The passages of a document that were laid beside lines, as they stand in it. */
export async function passagesOfDocument(tx: Tx, document: string): Promise<PassageRow[]> {
  const { rows } =
    await sql<PassageRow>`select ${PASSAGE} where p.document = ${document} order by p.page, p.from_character, n.position limit 500`.execute(
      tx,
    );
  return rows;
}

/** A document found by the search, and the stretch in which it was found; null where its title was. */
export type FoundDocument = {
  readonly id: string;
  readonly title: string;
  readonly lang: Lang;
  readonly kind: DocumentKind;
  readonly day: string | null;
  readonly unit: Unit | null;
  readonly page: number | null;
  readonly last: number | null;
  /** The text around what was found, marked with `MARK`. */
  readonly passage: string;
  readonly readers: Readers;
};

/** What a search shows of documents: `part` is that in which each was found best, as the search names it. */
export async function showDocuments(
  tx: Tx,
  words: string,
  hits: readonly { readonly id: string; readonly part: string | null }[],
): Promise<FoundDocument[]> {
  if (hits.length === 0) return [];
  const options = `StartSel=${MARK.open}, StopSel=${MARK.close}, MaxFragments=2, MaxWords=30, MinWords=12, FragmentDelimiter=" … "`;
  const { rows } = await sql<FoundDocument>`
    with hit as (select h.id::uuid as id, h.part, h.at from unnest(${hits.map((hit) => hit.id)}::text[], ${hits.map((hit) => hit.part)}::text[]) with ordinality h (id, part, at))
    select d.id, d.title, d.lang, d.kind, d.day::text as day, d.unit, g.number as page, g.last,
      coalesce(ts_headline(platform.search_config(d.lang), g.text, websearch_to_tsquery(platform.search_config(d.lang), ${words}), ${options}), '') as passage, w.readers
    from hit join knowledge.v_document d on d.id = hit.id join directory.v_wall w on w.id = d.wall
    left join knowledge.v_page g on g.file = d.file and hit.part = d.unit || ' ' || g.number order by hit.at`.execute(tx);
  return rows;
}

/** The plans of a partnership to whose lines passages can be laid. */
export type PlanChoice = { readonly slug: string; readonly title: string };
export async function plansToLink(tx: Tx, partnership: string): Promise<PlanChoice[]> {
  const { rows } = await sql<PlanChoice>`select p.slug, p.title from plan.v_plan p where p.partnership = ${partnership}
    order by p.period_start desc nulls last, p.slug limit 50`.execute(tx);
  return rows;
}

/** The name of a party in one of its languages. */
export const nameOf = (name: Text | null, lang: Lang): string => name?.[lang] ?? name?.en ?? name?.fr ?? '';
