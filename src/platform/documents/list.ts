import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../db/database.ts';
import type { Can } from '../http/acting.ts';
import { type Download, type Route, route, type Visit } from '../http/route.ts';
import { FORMATS, type Format, TYPE_OF } from './formats.ts';
import { type Cell, type Column, cellOf, type Line, type Row, type Tree } from './tree.ts';
import { writeDocument } from './write.ts';

/** A column of a list, declared once for every form in which the list leaves: what stands in it for a row. */
export type ListColumn<Item> = Column & { readonly cell: (item: Item) => Cell | string | number | null };

/** A list as somebody sees it now, on its way out: everything that a document of it says, and how its file is called without wall and ending. */
export type OutList<Item> = Omit<Tree, 'blocks'> & {
  readonly name: string;
  readonly caption: string;
  readonly empty: string;
  readonly columns: readonly ListColumn<Item>[];
  readonly items: readonly Item[];
  /** What stands over an item on paper, beginning at the widest; said again only where it is another than over the item before. */
  readonly headings?: (item: Item) => readonly { readonly key: string; readonly level: 1 | 2; readonly line: Line }[];
};

/** A list as a document: one table, its headings between the rows. */
export function treeOf<Item>(list: OutList<Item>): Tree {
  const { name: _, caption, empty, columns, items, headings, ...rest } = list;
  const rows: Row[] = [];
  let above: readonly string[] = [];
  for (const item of items) {
    const now = headings?.(item) ?? [];
    for (const { key, level, line } of now) if (!above.includes(key)) rows.push({ heading: line, level });
    above = now.map(({ key }) => key);
    rows.push({ cells: columns.map((column) => asCell(column.cell(item))) });
  }
  const plain = columns.map(({ cell: _, ...column }): Column => column);
  return { ...rest, blocks: [{ kind: 'table', caption, empty, columns: plain, rows }] };
}

/** A list as a file of one kind; its name ends with who may see it: `…-canada-only.docx`. */
export async function listFile<Item>(list: OutList<Item>, format: Format): Promise<Download> {
  const bytes = await writeDocument(treeOf(list), format);
  return { download: { name: `${list.name}-${list.wall.mark}.${format}`, type: TYPE_OF[format], bytes } };
}

/**
 * The addresses at which a list leaves the program, one for each kind of file: `{path}.docx`, `{path}.pdf`, … A module that has a list declares its
 * columns and calls this; all the rest is the same for every list.
 */
export function listRoutes<Query extends z.ZodType, Item>(definition: {
  readonly path: string;
  readonly can: Can;
  readonly query: Query;
  readonly example?: Record<string, string>;
  readonly list: (visit: Visit<z.output<Query>>) => Promise<OutList<Item>>;
}): Route[] {
  const { path, can, query, example, list } = definition;
  return FORMATS.map((format) =>
    route({
      method: 'GET',
      path: `${path}.${format}`,
      costly: true,
      can,
      query,
      ...(example === undefined ? {} : { example }),
      handle: async (visit) => listFile(await list(visit as unknown as Visit<z.output<Query>>), format),
    }),
  );
}

/** The day as of which a document speaks that is made now. */
export async function today(tx: Tx): Promise<string> {
  const { rows } = await sql<{ day: string }>`select platform.today()::text as day`.execute(tx);
  return rows[0]?.day ?? '';
}

function asCell(value: Cell | string | number | null): Cell {
  if (typeof value === 'number') return { lines: [[{ text: String(value) }]], value };
  return typeof value === 'string' || value === null ? cellOf(value) : value;
}
