import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import { type Cell, csvFile } from '../../../platform/files/csv.ts';
import type { Download, Visit } from '../../../platform/http/route.ts';
import type { Language } from '../../../platform/i18n/index.ts';
import { type PlanRow, planBySlug, planText, type Readers } from '../../plan/index.ts';
import { text } from '../text.ts';
import { addressOf, inReadersWords, promiseInWords, readersInWords, stageInWords } from '../words.ts';
import { filterOf, type Heading, headingsAbove } from './register-data.ts';
import { type LineRow, linesOf } from './register-lines-query.ts';
import type { RegisterQuery } from './register-query.ts';

const AT_ONCE = 2_000;

/**
 * The register as one sees it now, all pages of it, as a CSV file: the same filters and the same order, a row for each action line with its
 * sub-items, who may read it, how far its words have come, and its permanent address.
 */
export async function registerExport(
  visit: Visit<RegisterQuery>,
  partnership: string,
  slug: string,
  publicUrl: URL,
): Promise<Download> {
  const { query, lang } = visit;
  const here = visit.partnership?.slug ?? '';
  const rows = await visit.read(async (tx) => {
    const plan = await planBySlug(tx, partnership, slug);
    const address = new URL(addressOf.register(here, slug), publicUrl).href;
    const filter = await filterOf(tx, plan.id, query);
    const found: Cell[][] = [];
    let from: string | undefined;
    do {
      const some = await linesOf(tx, plan, lang, filter, { limit: AT_ONCE + 1, order: query.sort ?? 'document', from });
      const lines = some.slice(0, AT_ONCE);
      const say: Saying = { lang, plan, address, headings: await headingsAbove(tx, lang, [], lines) };
      const details = await detailsOf(tx, lines);
      found.push(...lines.map((line) => rowOf(say, line, details.get(line.id))));
      from = some[AT_ONCE]?.reference;
    } while (from !== undefined);
    return found;
  });
  const name = `${here}-${slug}-${text.in(lang)('workspace.export.file')}.csv`;
  const bytes = csvFile([headOf(lang), ...rows], lang === 'fr' ? ';' : ',');
  return { download: { name, type: 'text/csv; charset=utf-8', bytes } };
}

type Saying = {
  readonly lang: Language;
  readonly plan: PlanRow;
  /** The parts and areas under which the lines stand, by id. */
  readonly headings: ReadonlyMap<string, Heading>;
  readonly address: string;
};

function headOf(lang: Language): string[] {
  const t = text.in(lang);
  return [
    t('workspace.export.reference'),
    t('workspace.line.printed'),
    t('workspace.line.area'),
    t('workspace.register.text'),
    t('workspace.line.subitems'),
    t('workspace.line.translation'),
    t('workspace.register.kind'),
    t('workspace.export.confirmed'),
    t('workspace.line.qualifiers'),
    t('workspace.register.priority'),
    t('workspace.export.stage'),
    t('workspace.export.readers'),
    t('workspace.line.address'),
  ];
}

function rowOf({ lang, plan, headings, address }: Saying, line: LineRow, details: Details | undefined): Cell[] {
  const heading = headings.get(line.parent ?? '');
  const promise = line.promise === null ? null : promiseInWords(lang, line.promise).name;
  const say = planText.in(lang);
  return [
    line.reference,
    line.number,
    heading ? `${heading.reference} ${inReadersWords(heading, lang).text}` : null,
    line.text,
    details?.subitems.map(({ number, words }) => `${number} ${words}`).join('\n') ?? null,
    line.translation,
    promise,
    promise && say(line.promise_confirmed ? 'plan.promise-confirmed-by' : 'plan.promise-proposed'),
    line.qualifiers.join('; '),
    line.priorities.join('; '),
    stageInWords(lang, plan),
    details ? readersInWords(lang, details.readers) : null,
    `${address}/lines/${encodeURIComponent(line.reference)}`,
  ];
}

type Details = {
  readonly id: string;
  readonly readers: Readers;
  readonly subitems: readonly { number: string; words: string }[];
};

async function detailsOf(tx: Tx, lines: readonly LineRow[]): Promise<ReadonlyMap<string, Details>> {
  const ids = lines.map((line) => line.id);
  const { rows } = await sql<Details>`
    select n.id, (select jsonb_build_object('kind', w.kind, 'party', y.name) from platform.wall w left join directory.v_party y on y.circle = w.id where w.id = n.wall) as readers,
      coalesce((select jsonb_agg(jsonb_build_object('number', s.number, 'words', s.text) order by s.position) from plan.v_node s
        where s.parent = n.id and s.kind = 'subitem'), '[]') as subitems
    from plan.v_line n where n.id = any (${ids}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row] as const));
}
