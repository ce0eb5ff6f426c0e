import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/database.ts';
import type { Text } from '../../../platform/db/tables.ts';
import { notFound } from '../../../platform/refusal.ts';
import type { Lang, Readers } from '../../plan/index.ts';
import type { NoteWords } from '../note-words.ts';
import { type Comparison, compareCopy, type LineNow, marksOf } from './compare.ts';
import { type RowMark, type Stamp, writeMark, writeStamp } from './mark.ts';
import type { ReadCopy } from './types.ts';

/** The key with which files of a circle are marked; undefined for those who do not own it. */
export async function markKey(tx: Tx, circle: string): Promise<Uint8Array | undefined> {
  const { rows } = await sql<{ key: Buffer | null }>`select followup.mark_key_of(${circle}) as key`.execute(tx);
  return rows[0]?.key ?? undefined;
}

/** How the files of one circle are marked: the stamp of a file and the mark of each of its rows; undefined for those who do not own the circle. */
export async function markingOf(
  tx: Tx,
  circle: string,
): Promise<{ readonly stamp: (stamp: Omit<Stamp, 'circle'>) => string; readonly mark: (row: RowMark) => string } | undefined> {
  const key = await markKey(tx, circle);
  if (!key) return undefined;
  return { stamp: (stamp) => writeStamp(key, { ...stamp, circle }), mark: (row) => writeMark(key, row) };
}

/** A file that came back and waits, without what stands in it. */
export type CopyRow = {
  readonly id: string;
  readonly plan: string;
  readonly circle: string;
  readonly name: string;
  readonly sent_on: string;
  readonly sent: number;
  readonly brought_at: Date;
  readonly expires_at: Date;
  readonly by: string | null;
  readonly by_title: Text | null;
  readonly readers: Readers;
};

const COPY = sql`c.id, c.plan, c.owner as circle, c.name, c.sent_on::text as sent_on, c.sent, c.brought_at, c.expires_at, m.full_name as by, m.title as by_title,
  (select w.readers from directory.v_wall w where w.id = c.wall) as readers`;

/** The files of a plan that came back to circles of whoever acts and wait, newest first. */
export async function copiesOf(tx: Tx, plan: string): Promise<CopyRow[]> {
  const { rows } = await sql<CopyRow>`
    select ${COPY} from followup.returned_copy c left join directory.v_mandate m on m.id = c.brought_by
    where c.plan = ${plan} and c.owner = any ((select platform.owns())::uuid[]) order by c.brought_at desc, c.id limit 100`.execute(
    tx,
  );
  return rows;
}

/** A file that waits, with what stands in it and the cells that were left as they are. */
export type CopyWhole = CopyRow & { readonly content: ReadCopy; readonly kept: readonly string[] };

/** @throws Refusal 404 where there is none, it is another plan's or somebody else's, or its days are over */
export async function copyOf(tx: Tx, plan: string, id: string): Promise<CopyWhole> {
  const { rows } = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
    ? await sql<CopyWhole>`
        select ${COPY}, c.content, c.kept from followup.returned_copy c left join directory.v_mandate m on m.id = c.brought_by
        where c.id = ${id} and c.plan = ${plan} and c.owner = any ((select platform.owns())::uuid[])`.execute(tx)
    : { rows: [] };
  if (!rows[0]) throw notFound();
  return rows[0];
}

/** Compares a file that waits with what stands now. */
export async function comparisonOf(tx: Tx, copy: CopyWhole): Promise<Comparison> {
  const { content } = copy;
  const key = await markKey(tx, copy.circle);
  const marks = key ? marksOf(content, key) : [];
  const nodes = marks.flatMap((mark) => (mark ? [mark.node] : []));
  const lines = await linesNow(tx, copy, nodes, [...new Set(content.rows.map((row) => row.reference))]);
  const sent = await sentWords(tx, copy.circle, marks);
  const known = {
    byReference: new Map(lines.map((line) => [line.reference, line])),
    byNode: new Map(lines.map((line) => [line.node, line])),
    sentWords: (mark: RowMark) => sent.get(`${mark.node} ${mark.version}`),
  };
  return compareCopy(content, marks, known, copy.sent, new Set(copy.kept));
}

type Stored = Omit<LineNow, 'wordings' | 'subitems' | 'translations'> & {
  readonly wordings: readonly { readonly lang: Lang; readonly text: string }[] | null;
  readonly items:
    | readonly { readonly number: string; readonly text: string; readonly lang: Lang; readonly own: boolean }[]
    | null;
};

async function linesNow(
  tx: Tx,
  { plan, circle }: Pick<CopyRow, 'plan' | 'circle'>,
  nodes: readonly string[],
  references: readonly string[],
): Promise<LineNow[]> {
  const { rows } = await sql<Stored>`
    select n.id as node, n.reference, n.lang, n.text, coalesce(e.version, 0) as version, m.full_name as by, e.recorded_at as at,
      jsonb_build_object('lineToTake', coalesce(e.line_to_take, ''), 'background', coalesce(e.background, ''), 'nextStep', coalesce(e.next_step, ''),
        'whose', coalesce(e.whose, ''), 'due', coalesce(e.due::text, '')) as now,
      (select jsonb_agg(jsonb_build_object('lang', w.lang, 'text', w.text) order by w.edition desc) from plan.v_edition w where w.node = n.id) as wordings,
      (select jsonb_agg(jsonb_build_object('number', s.number, 'text', t.text, 'lang', t.lang, 'own', t.provenance is null) order by s.position, t.lang, t.edition desc)
        from plan.v_line s join plan.v_edition t on t.node = s.id where s.parent = n.id and s.kind = 'subitem') as items
    from plan.v_node n left join followup.v_note e on e.node = n.id and e.owner = ${circle} left join directory.v_mandate m on m.id = e.recorded_by
    where n.plan = ${plan} and (n.id = any (${[...nodes]}::uuid[]) or n.reference = any (${[...references]}::text[]))
    order by n.position limit 40000`.execute(tx);
  return rows.map(({ wordings, items, ...line }) => {
    const texts = wordings ?? [];
    const said = items ?? [];
    const langs = [...new Set(texts.map((each) => each.lang))].filter((lang) => lang !== line.lang);
    const newest = (lang: Lang) => {
      const numbers = [...new Set(said.map((each) => each.number))];
      return numbers.flatMap((number) => {
        const item = said.find((each) => each.number === number && each.lang === lang);
        return item ? [`${number} ${item.text}`] : [];
      });
    };
    return {
      ...line,
      wordings: [line.text, ...texts.map((each) => each.text)],
      subitems: newest(line.lang).join('\n'),
      translations: langs.map((lang) => [texts.find((each) => each.lang === lang)?.text ?? '', ...newest(lang)].join('\n')),
    };
  });
}

/** What notes of a circle said at the versions that were sent, by node and version. */
async function sentWords(
  tx: Tx,
  circle: string,
  marks: readonly (RowMark | undefined)[],
): Promise<ReadonlyMap<string, NoteWords>> {
  const asked = marks.flatMap((mark) => (mark && mark.version > 0 ? [mark] : []));
  if (asked.length === 0) return new Map();
  const { rows } = await sql<NoteWords & { node: string; version: number }>`
    select a.node, a.version, e.line_to_take as "lineToTake", e.background, e.next_step as "nextStep", e.whose, coalesce(e.due::text, '') as due
    from unnest(${asked.map((mark) => mark.node)}::uuid[], ${asked.map((mark) => mark.version)}::int[]) a (node, version)
      join followup.v_note n on n.node = a.node and n.owner = ${circle}
      cross join lateral (select w.* from followup.v_note_edition w where w.note = n.id and w.edition <= a.version order by w.edition desc limit 1) e`.execute(
    tx,
  );
  return new Map(rows.map(({ node, version, ...words }) => [`${node} ${version}`, words]));
}
