import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { Lang, NodeKind } from '../../plan/index.ts';

export const MOST_RESULTS = 50;

export type FoundNode = {
  readonly plan: string;
  readonly plan_title: string;
  readonly plan_lang: Lang;
  readonly reference: string;
  readonly kind: NodeKind;
  readonly lang: Lang;
  /** The words with what was found between U+E000 and U+E001. */
  readonly headline: string;
  readonly above: string | null;
};

export const MARK = { open: '\uE000', close: '\uE001' } as const;

/**
 * The nodes of a partnership's plans whose words hold what was asked, in English or French, best first; a reference typed exactly
 * comes before all. One more than MOST_RESULTS says that there are more.
 */
export async function findNodes(tx: Tx, partnership: string, words: string): Promise<FoundNode[]> {
  const options = `StartSel=${MARK.open}, StopSel=${MARK.close}, HighlightAll=true`;
  const { rows } = await sql<FoundNode>`
    with hit as (
      select n.id, null as lang, 1000::real as rank from plan.v_line n join plan.v_plan p on p.id = n.plan
        where p.partnership = ${partnership} and n.reference_key = upper(${words})
      union all
      select s.record, s.lang, s.rank from platform.search(${words}, ${partnership}, ${MOST_RESULTS * 3}) s where s.part = 'words'),
    best as (select distinct on (h.id) h.id, h.lang, h.rank from hit h order by h.id, h.rank desc, h.lang),
    chosen as (select b.id, b.lang, b.rank from best b order by b.rank desc, b.id limit ${MOST_RESULTS + 1})
    select p.slug as plan, p.title as plan_title, p.lang as plan_lang, n.reference, n.kind, e.lang,
      ts_headline(platform.search_config(e.lang), e.text, websearch_to_tsquery(platform.search_config(e.lang), ${words}), ${options}) as headline,
      a.reference || ' ' || a.text as above
    from chosen join plan.v_node n on n.id = chosen.id join plan.v_plan p on p.id = n.plan
    cross join lateral (select v.lang, v.text from plan.v_edition v where v.node = n.id and v.lang = coalesce(chosen.lang, n.lang) order by v.edition desc limit 1) e
    left join plan.v_node a on a.id = n.parent
    order by chosen.rank desc, n.position, n.reference`.execute(tx);
  return rows;
}

export type FoundOrganisation = {
  readonly slug: string;
  readonly name: { en?: string; fr?: string };
  readonly acronym: string | null;
};

/** Organisations whose name in either language, or whose acronym, holds the words. */
export async function findOrganisations(tx: Tx, words: string): Promise<FoundOrganisation[]> {
  const like = `%${words.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
  const { rows } = await sql<FoundOrganisation>`
    select o.slug, o.name, o.acronym from directory.v_organisation o
    where o.name->>'en' ilike ${like} or o.name->>'fr' ilike ${like} or o.acronym ilike ${like} order by o.slug limit 10`.execute(
    tx,
  );
  return rows;
}
