import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { Lang, PlanRow, Readers } from '../../plan/index.ts';
import { type LineRow, linesOf, type RegisterFilter, type RegisterOrder } from './register-lines-query.ts';

/** A part or area above a line, in the words that a document says. */
export type OutHeading = {
  readonly id: string;
  readonly parent: string | null;
  readonly kind: 'part' | 'area';
  readonly reference: string;
  readonly number: string;
  readonly lang: Lang;
  readonly text: string;
  readonly translation: string | null;
};

/** What one circle notes on a line. */
export type OutNote = {
  readonly lineToTake: string;
  readonly background: string;
  readonly nextStep: string;
  readonly whose: string;
  readonly due: string;
  readonly lang: Lang;
};

/** A line on its way into a document: its words as they stood on a day, its place, and what a circle noted on it by then. */
export type OutLine = Omit<LineRow, 'subitems'> & {
  readonly subitems: readonly { readonly number: string; readonly words: string; readonly translation: string | null }[];
  readonly readers: Readers;
  /** From the part down. */
  readonly above: readonly OutHeading[];
  readonly note: OutNote | null;
};

const AT_ONCE = 2_000;

/**
 * All lines of a plan that pass a filter, as they stood at the end of a day. Lines that had no words on that day are left out. `circle` is the one
 * whose notes are wanted; null: none are read.
 */
export async function outLines(
  tx: Tx,
  plan: PlanRow,
  asked: {
    readonly lang: Lang;
    readonly filter: RegisterFilter;
    readonly order: RegisterOrder;
    readonly day: string;
    readonly circle: string | null;
  },
): Promise<OutLine[]> {
  const headings = await headingsOfPlan(tx, plan.id, asked.lang, asked.day);
  const found: OutLine[] = [];
  let from: string | undefined;
  do {
    const some = await linesOf(tx, plan, asked.lang, asked.filter, { limit: AT_ONCE + 1, order: asked.order, from });
    const lines = some.slice(0, AT_ONCE);
    const details = await detailsOf(tx, lines, asked);
    for (const line of lines) {
      const detail = details.get(line.id);
      if (detail) found.push({ ...line, ...detail, above: chainOf(headings, line.parent) });
    }
    from = some[AT_ONCE]?.reference;
  } while (from !== undefined);
  return found;
}

type Details = Pick<OutLine, 'id' | 'text' | 'translation' | 'subitems' | 'readers' | 'note'>;

async function detailsOf(
  tx: Tx,
  lines: readonly LineRow[],
  { lang, day, circle }: { lang: Lang; day: string; circle: string | null },
): Promise<ReadonlyMap<string, Details>> {
  const note =
    circle === null
      ? sql`null::jsonb`
      : sql`(select jsonb_build_object('lineToTake', e.line_to_take, 'background', e.background, 'nextStep', e.next_step, 'whose', e.whose,
          'due', coalesce(e.due::text, ''), 'lang', f.lang)
        from followup.v_note f join followup.v_note_edition e on e.note = f.id where f.node = n.id and f.owner = ${circle} and e.recorded_at < ${day}::date + 1
        order by e.edition desc limit 1)`;
  const { rows } = await sql<Details>`
    select n.id, v.text, ${translated(sql`n.id`, sql`v.lang`, lang, day)} as translation,
      (select w.readers from directory.v_wall w where w.id = n.wall) as readers,
      coalesce((select jsonb_agg(jsonb_build_object('number', s.number, 'words', sv.text, 'translation', ${translated(sql`s.id`, sql`sv.lang`, lang, day)}) order by s.position)
        from plan.v_line s cross join lateral (${authentic(sql`s.id`, day)}) sv where s.parent = n.id and s.kind = 'subitem'), '[]') as subitems,
      ${note} as note
    from plan.v_line n cross join lateral (${authentic(sql`n.id`, day)}) v where n.id = any (${lines.map((line) => line.id)}::uuid[])`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.id, row] as const));
}

/** The parts and areas of a plan by id, as they stood at the end of a day. */
async function headingsOfPlan(tx: Tx, plan: string, lang: Lang, day: string): Promise<ReadonlyMap<string, OutHeading>> {
  const { rows } = await sql<OutHeading>`
    select n.id, n.parent, n.kind, n.reference, n.number, v.lang, v.text, ${translated(sql`n.id`, sql`v.lang`, lang, day)} as translation
    from plan.v_line n cross join lateral (${authentic(sql`n.id`, day)}) v where n.plan = ${plan} and n.kind in ('part', 'area')
    order by n.position limit 10000`.execute(tx);
  return new Map(rows.map((row) => [row.id, row] as const));
}

type Sql = ReturnType<typeof sql>;

const authentic = (node: Sql, day: string) =>
  sql`select e.lang, e.text from plan.v_edition e where e.node = ${node} and e.provenance is null and e.entered_at < ${day}::date + 1
    order by e.edition desc limit 1`;

const translated = (node: Sql, authenticLanguage: Sql, reader: Lang, day: string) =>
  sql`(select t.text from plan.v_edition t where t.node = ${node} and t.lang = ${reader} and ${authenticLanguage} <> ${reader}
    and t.entered_at < ${day}::date + 1 order by t.edition desc limit 1)`;

function chainOf(headings: ReadonlyMap<string, OutHeading>, parent: string | null): OutHeading[] {
  const chain: OutHeading[] = [];
  for (let at = parent; at !== null; ) {
    const heading = headings.get(at);
    if (!heading || chain.includes(heading)) break;
    chain.unshift(heading);
    at = heading.parent;
  }
  return chain;
}
