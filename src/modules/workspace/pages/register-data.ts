import type { Tx } from '../../../platform/db/database.ts';
import type { Visit } from '../../../platform/http/route.ts';
import type { Language } from '../../../platform/i18n/index.ts';
import { followsOf } from '../../discuss/index.ts';
import { type PlanRow, planBySlug } from '../../plan/index.ts';
import { flat, type OutlineNode, outlineTree } from '../outline.ts';
import { countIn, countsOf, headingsOf, outlineOf, type PriorityRow, placesUnder, prioritiesOf } from '../queries.ts';
import { countLines, type LineRow, linesOf, pageBefore, type RegisterFilter } from './register-lines-query.ts';
import type { RegisterQuery } from './register-query.ts';

const PER_PAGE = 100;

export type RegisterData = {
  readonly plan: PlanRow;
  readonly tree: readonly OutlineNode[];
  /** The parts and areas under which the lines stand, by id. */
  readonly headings: ReadonlyMap<string, Heading>;
  readonly priorities: readonly PriorityRow[];
  readonly lines: readonly LineRow[];
  /** Lines of the plan, and those that pass the filter. */
  readonly all: number;
  readonly count: number;
  /** The references that the pages before and after begin with; null where there is none, '' for the first page. */
  readonly previous: string | null;
  readonly next: string | null;
  /** Whether the reader follows the plan; null for those who follow nothing. */
  readonly follows: boolean | null;
};

export type Heading = Pick<OutlineNode, 'id' | 'reference' | 'lang' | 'text' | 'translation'>;

/** Everything the register page shows, read in one transaction: the outline, the priorities, one page of lines, and their count. */
export function readRegister(visit: Visit<RegisterQuery>, partnership: string, slug: string): Promise<RegisterData> {
  const { query, lang } = visit;
  return visit.read(async (tx) => {
    const plan = await planBySlug(tx, partnership, slug);
    const counts = await countsOf(tx, plan.id);
    const tree = outlineTree(await outlineOf(tx, plan.id, lang, counts, query.area));
    const priorities = await prioritiesOf(tx, plan.id, lang);
    const filter = await filterOf(tx, plan.id, query);
    const order = query.sort ?? 'document';
    const rows = await linesOf(tx, plan, lang, filter, { limit: PER_PAGE + 1, order, from: query.from });
    const lines = rows.slice(0, PER_PAGE);
    const before =
      query.from === undefined ? undefined : await pageBefore(tx, plan, filter, { from: query.from, order, by: PER_PAGE });
    const all = countIn(counts, 'action');
    const whole = query.from === undefined && rows.length <= PER_PAGE;
    const narrowed = Object.keys(filter).length > 0;
    const count = whole ? rows.length : narrowed ? await countLines(tx, plan, filter) : all;
    const headings = await headingsAbove(tx, lang, tree, lines);
    return {
      ...{ plan, tree, headings, priorities, lines, all, count },
      previous: before === undefined ? null : before.first ? '' : before.reference,
      next: rows[PER_PAGE]?.reference ?? null,
      follows: await followsOf(tx, visit, plan.id),
    };
  });
}

/** The parts and areas under which lines stand, by id: those of the outline, and those that it leaves out. */
export async function headingsAbove(
  tx: Tx,
  lang: Language,
  tree: readonly OutlineNode[],
  lines: readonly LineRow[],
): Promise<Map<string, Heading>> {
  const known = new Map<string, Heading>(flat(tree).map((node) => [node.id, node]));
  const missing = new Set(lines.flatMap((line) => (line.parent !== null && !known.has(line.parent) ? [line.parent] : [])));
  if (missing.size > 0) for (const each of await headingsOf(tx, [...missing], lang)) known.set(each.id, each);
  return known;
}

/** What the address asks of the lines. */
export async function filterOf(tx: Tx, plan: string, query: RegisterQuery): Promise<RegisterFilter> {
  return {
    // An area that does not exist has no lines: the filter stays visible and the list says that it is empty.
    ...(query.area === undefined ? {} : { under: await placesUnder(tx, plan, query.area) }),
    ...(query.promise === undefined ? {} : { promise: query.promise }),
    ...(query.priority === undefined ? {} : { priority: query.priority }),
    ...(query.words === undefined ? {} : { words: query.words }),
  };
}
