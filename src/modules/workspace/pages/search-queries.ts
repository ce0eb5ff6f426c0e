import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { Lang, NodeKind, Readers } from '../../plan/index.ts';
import { typedReference } from './search-reference.ts';

/** So many of the best are looked through; whoever is told that there are more adds a word. */
export const MOST_FOUND = 500;

/** What was found, by what it is: one chip each above the results. */
export const FOUND_KINDS = [
  'plan',
  'heading',
  'line',
  'priority',
  'objective',
  'document',
  'note',
  'comment',
  'party',
  'organisation',
] as const;
export type FoundKind = (typeof FOUND_KINDS)[number];

export type Hit = {
  readonly id: string;
  readonly kind: FoundKind;
  /** The language in which it was found; null where it was found by its reference. */
  readonly lang: Lang | null;
  /** The place that was named by its reference comes before all. */
  readonly exact: boolean;
  /** The part of it in which it was found best, as the search names it: a page of a document. Null where it was named. */
  readonly part: string | null;
};

const KIND_OF: Readonly<Record<NodeKind, FoundKind>> = {
  part: 'heading',
  area: 'heading',
  action: 'line',
  subitem: 'line',
  priority: 'priority',
  objective: 'objective',
};

/**
 * The plans of a partnership, the nodes of its plans, the notes and comments on them, and the documents that one may read, that answer what was asked, in English or French, best first; a place that is named by
 * its reference or number comes before all. One that answers in both languages is shown in the reader's.
 */
export async function findInPlans(tx: Tx, partnership: string, words: string, reader: Lang): Promise<Hit[]> {
  const { rows } = await sql<Omit<Hit, 'kind'> & { kind: NodeKind | 'plan' | 'document' | 'note' | 'comment' }>`
    with hit as (
      select n.id, null as lang, 1 as exact, 1::real as rank, null as part from plan.v_line n join plan.v_plan p on p.id = n.plan
        where p.partnership = ${partnership} and ${named(words)}
      union all
      select s.record, s.lang, 0, s.rank, s.part from platform.search(${words}, ${partnership}, ${MOST_FOUND}) s),
    best as (select h.id, max(h.exact) = 1 as exact, max(h.rank) as rank, coalesce(max(h.lang) filter (where h.lang = ${reader}), max(h.lang)) as lang,
      (array_agg(h.part order by h.rank desc, h.part) filter (where h.part is not null))[1] as part from hit h group by h.id)
    select b.id, case when n.id is not null then n.kind when p.id is not null then 'plan' when d.id is not null then 'document' when e.id is not null then 'note' else 'comment' end as kind,
      b.lang, b.exact, b.part
    from best b left join plan.v_line n on n.id = b.id left join plan.v_plan p on p.id = b.id left join followup.v_note e on e.id = b.id
      left join discuss.v_comment c on c.id = b.id and not c.withdrawn left join knowledge.v_document d on d.id = b.id
    where n.id is not null or p.id is not null or e.id is not null or c.id is not null or d.id is not null order by b.exact desc, b.rank desc, n.position, b.id limit ${MOST_FOUND}`.execute(
    tx,
  );
  return rows.map((row) => ({
    ...row,
    kind: row.kind in KIND_OF ? KIND_OF[row.kind as NodeKind] : (row.kind as FoundKind),
  }));
}

/** The references of at most two nodes of a plan that are named by a reference or number, however it is typed. */
export async function referencesNamed(tx: Tx, plan: string, typed: string): Promise<string[]> {
  const { rows } = await sql<{ reference: string }>`
    select n.reference from plan.v_line n where n.plan = ${plan} and ${named(typed)} limit 2`.execute(tx);
  return rows.map((row) => row.reference);
}

function named(words: string) {
  const typed = typedReference(words);
  const whole = words.trim().toUpperCase();
  if (!typed) return sql`n.reference_key = ${whole}`;
  const { key, number, letter } = typed;
  if (key !== number && letter === null) return sql`n.reference_key in (${whole}, ${key})`;
  if (letter === null) return sql`(n.reference_key in (${whole}, ${key}) or n.number = ${number})`;
  return sql`(n.reference_key in (${whole}, ${key}) or n.number = ${letter} and n.kind = 'subitem'
    and exists (select from plan.v_line o where o.id = n.parent and o.number = ${number} and ${key} in (upper(o.number || '.' || n.number), n.reference_key)))`;
}

export type FoundNode = {
  readonly id: string;
  readonly plan: string;
  readonly plan_title: string;
  readonly plan_lang: Lang;
  /** Null for a plan itself. */
  readonly reference: string | null;
  readonly kind: NodeKind | null;
  readonly lang: Lang;
  /** The words with what was found between U+E000 and U+E001. */
  readonly headline: string;
  /** The words printed before a priority, marked likewise. */
  readonly label: string | null;
  readonly above: string | null;
  /** Who reads a note; null for what is no note. */
  readonly readers: Readers | null;
  /** Where a comment stands in its discussion; null for what is none. */
  readonly comment: { readonly thread: string; readonly number: number } | null;
};

export const MARK = { open: '\uE000', close: '\uE001' } as const;

/** What one page of results shows of some hits, in their order. */
export async function showHits(tx: Tx, words: string, hits: readonly Hit[]): Promise<FoundNode[]> {
  const options = `StartSel=${MARK.open}, StopSel=${MARK.close}, HighlightAll=true`;
  const headline = (lang: ReturnType<typeof sql>, text: ReturnType<typeof sql>) =>
    sql`ts_headline(platform.search_config(${lang}), ${text}, websearch_to_tsquery(platform.search_config(${lang}), ${words}), ${options})`;
  const { rows } = await sql<FoundNode>`
    with hit as (select h.id::uuid as id, h.lang from unnest(${hits.map((hit) => hit.id)}::text[], ${hits.map((hit) => hit.lang)}::text[]) h (id, lang))
    select n.id, p.slug as plan, p.title as plan_title, p.lang as plan_lang, n.reference, n.kind, e.lang, ${headline(sql`e.lang`, sql`e.text`)} as headline,
      ${headline(sql`e.lang`, sql`e.label`)} as label, a.reference || ' ' || a.text as above, null::jsonb as readers, null::jsonb as comment
    from hit join plan.v_node n on n.id = hit.id join plan.v_plan p on p.id = n.plan
    cross join lateral (select v.lang, v.text, coalesce(v.label, case v.lang when n.lang then n.label end) as label from plan.v_edition v
      where v.node = n.id and v.lang = coalesce(hit.lang, n.lang) order by v.edition desc limit 1) e
    left join plan.v_node a on a.id = n.parent
    union all
    select p.id, p.slug, p.title, p.lang, null, null, p.lang, ${headline(sql`p.lang`, sql`p.title`)}, null, null, null, null
    from hit join plan.v_plan p on p.id = hit.id
    union all
    select e.id, p.slug, p.title, p.lang, n.reference, n.kind, e.lang,
      ${headline(sql`coalesce(hit.lang, e.lang)`, sql`concat_ws(' · ', nullif(e.line_to_take, ''), nullif(e.background, ''), nullif(e.next_step, ''), nullif(e.whose, ''))`)}, null, n.reference || ' ' || n.text,
      (select w.readers from directory.v_wall w where w.id = e.wall), null
    from hit join followup.v_note e on e.id = hit.id join plan.v_node n on n.id = e.node join plan.v_plan p on p.id = n.plan
    union all
    select c.id, coalesce(p.slug, ''), coalesce(p.title, t.record_title), coalesce(p.lang, t.record_lang), n.reference, n.kind, c.lang,
      ${headline(sql`coalesce(hit.lang, c.lang)`, sql`concat_ws(' · ', c.words, (select string_agg(a.name, ', ') from discuss.v_enclosure a where a.thread = c.thread and a.comment = c.id))`)},
      null, t.record_title, (select w.readers from directory.v_wall w where w.id = c.wall), jsonb_build_object('thread', c.thread, 'number', c.number)
    from hit join discuss.v_comment c on c.id = hit.id and not c.withdrawn join discuss.v_thread t on t.id = c.thread
      left join plan.v_node n on n.id = c.record left join plan.v_plan p on p.id = coalesce(n.plan, c.record)`.execute(tx);
  const shown = new Map(rows.map((row) => [row.id, row] as const));
  return hits.flatMap((hit) => shown.get(hit.id) ?? []);
}

export type FoundName = {
  readonly slug: string;
  readonly name: { en?: string; fr?: string };
  readonly acronym: string | null;
};

/** Organisations whose name in either language, or whose acronym, holds the words; accents and capitals count for nothing. */
export async function findOrganisations(tx: Tx, words: string): Promise<FoundName[]> {
  const { rows } = await sql<FoundName>`
    select o.slug, o.name, o.acronym from directory.v_organisation o
    where ${holds(sql`concat_ws(' ', o.name->>'en', o.name->>'fr', o.acronym)`, words)} order by o.slug limit 100`.execute(tx);
  return rows;
}

/** Parties and member states of a partnership whose name in either language holds the words. */
export async function findParties(tx: Tx, partnership: string, words: string): Promise<FoundName[]> {
  const { rows } = await sql<FoundName>`
    select y.slug, y.name, null as acronym from directory.v_party y
    where y.partnership = ${partnership} and ${holds(sql`concat_ws(' ', y.name->>'en', y.name->>'fr')`, words)} order by y.slug limit 100`.execute(
    tx,
  );
  return rows;
}

function holds(text: ReturnType<typeof sql>, words: string) {
  return sql`strpos(lower(public.unaccent(${text})), lower(public.unaccent(${words}))) > 0`;
}
