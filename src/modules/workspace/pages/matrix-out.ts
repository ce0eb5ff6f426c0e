import type { Tx } from '../../../platform/db/database.ts';
import { type OutList, today } from '../../../platform/documents/index.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { notFound, Refusal } from '../../../platform/refusal.ts';
import { mayKeepNotes, noteWall } from '../../followup/index.ts';
import { type PlanRow, planBySlug } from '../../plan/index.ts';
import { text } from '../text.ts';
import { addressOf } from '../words.ts';
import { columnsOf, type MatrixQuery, matrixHref } from './matrix-query.ts';
import { aboutPlan } from './out-lines.ts';
import { hasNotes, lineColumns, NOTE_COLUMNS } from './out-lines-columns.ts';
import { type OutLine, outLines } from './out-lines-query.ts';
import { wallOf } from './out-wall.ts';
import { filterOf } from './register-data.ts';

type Asker = Pick<Visit<MatrixQuery>, 'query' | 'lang' | 'partnership' | 'acting'>;

/** A matrix as it leaves, with the plan that it is of. */
export type Matrix = OutList<OutLine> & { readonly plan: PlanRow };

/**
 * Our matrix: the plan's own words beside the columns that one chose, for the lines that pass the filter, as of a day. Where one of the columns is
 * what one's side writes for itself, the whole of it stands behind the wall of that side.
 *
 * @throws Refusal 404 for a plan that is not there; 422 `workspace.matrix.future` for a day that has not come
 */
export async function matrixOut(tx: Tx, asker: Asker, slug: string, publicUrl: URL): Promise<Matrix> {
  const { partnership, query, acting } = asker;
  if (!partnership) throw notFound();
  const lang = query.in ?? asker.lang;
  const t = text.in(lang);
  const plan = await planBySlug(tx, partnership.id, slug);
  const now = await today(tx);
  const day = query.day ?? now;
  if (day > now) throw new Refusal(422, 'workspace.matrix.future', {}, 'day');
  const choices = columnsOf(query, acting);
  // Which lines have a note is what one side alone knows, whether its words are shown or not.
  const aboutNotes = hasNotes(choices) || (query.notes !== undefined && mayKeepNotes.allows(acting));
  const kept = aboutNotes ? await noteWall(tx, query.wall) : null;
  const circle = kept?.id ?? null;
  const filter = await filterOf(tx, plan.id, query);
  const all = await outLines(tx, plan, { lang, filter, order: query.sort ?? 'document', day, circle });
  const items =
    circle === null || query.notes === undefined ? all : all.filter((item) => isNoted(item) === (query.notes === 'with'));
  const own = kept === null ? [] : [kept.readers];
  const about = await aboutPlan(tx, asker, plan, {
    lang,
    day,
    items,
    query: { ...query, notes: circle === null ? undefined : query.notes },
  });
  const noted = items.filter(isNoted).length;
  return {
    ...about,
    plan,
    name: `${partnership.slug}-${slug}-${t('workspace.matrix.file')}`,
    above: t(circle === null ? 'workspace.matrix.title' : 'workspace.matrix.title-ours'),
    wall: wallOf(lang, [plan.readers, ...items.map((item) => item.readers), ...own]),
    address: new URL(matrixHref(addressOf.matrix(partnership.slug, slug), query), publicUrl).href,
    figures: [
      ...about.figures,
      ...(circle === null
        ? []
        : [{ value: noted, label: t('workspace.matrix.noted', { count: noted }), rule: t('workspace.matrix.noted-rule') }]),
    ],
    columns: lineColumns({ lang, plan, partnership: partnership.slug, publicUrl }, choices),
    items,
    paper: { size: query.paper ?? 'a4', landscape: query.turn !== 'portrait' },
  };
}

function isNoted({ note }: OutLine): boolean {
  return note !== null && NOTE_COLUMNS.some((field) => note[field] !== '');
}
