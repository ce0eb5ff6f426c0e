import type { Page } from '../../../platform/http/page.ts';
import type { Answer, Visit } from '../../../platform/http/route.ts';
import { type Language, sayPhrase } from '../../../platform/i18n/index.ts';
import { notFound, Refusal } from '../../../platform/refusal.ts';
import {
  Button,
  EmptyState,
  ErrorSummary,
  ExportMenu,
  FilterForm,
  Form,
  PageHead,
  Pager,
  SubmitBar,
  WallBand,
} from '../../../platform/ui/index.ts';
import { type OwnWall, sayReaders } from '../../directory/index.ts';
import { type PlanRow, planBySlug } from '../../plan/index.ts';
import { noteWall, noteWalls } from '../queries.ts';
import { NotesRefused, recordNotes } from '../record-notes.ts';
import { text } from '../text.ts';
import { type LastSave, lastSave, type UndoNotesInput, undoNotes } from '../undo-notes.ts';
import { type GridInput, type GridQuery, gridHref, rowsOf } from './grid-input.ts';
import { countGridLines, type GridArea, gridAreas, gridLines, linesByReference, PER_GRID } from './grid-lines.ts';
import { type GridRow, gridTable } from './grid-table.tsx';
import { placeOf } from './places.ts';

type Around = {
  readonly plan: PlanRow;
  readonly wall: Pick<OwnWall, 'id' | 'readers'>;
  readonly walls: readonly OwnWall[];
  readonly areas: readonly GridArea[];
  readonly total: number;
  readonly last: LastSave | undefined;
};

/** The lines of a plan and what one's own side notes on them, all fields open at once. */
export async function gridPage(visit: Visit<GridQuery>, slug: string): Promise<Page> {
  const { around, lines } = await visit.read(async (tx) => {
    const plan = await planBySlug(tx, inside(visit), slug);
    const wall = await noteWall(tx, visit.query.wall);
    const page = { number: visit.query.page ?? 1, reader: visit.lang };
    return { around: await readAround(visit, tx, plan, wall), lines: await gridLines(tx, plan, wall.id, visit.query, page) };
  });
  for (const { note } of lines) if (note !== null) visit.opened(note);
  return page(
    visit,
    around,
    lines.map((line) => ({ line, typed: line })),
  );
}

/** Saves all rows or none. Where one cannot be saved the rows come back as they were typed, each with what is in its way. */
export async function gridAnswer(visit: Visit<GridQuery, GridInput>, slug: string): Promise<Answer> {
  const rows = rowsOf(visit.input, visit.query.wall);
  const read = () =>
    visit.read(async (tx) => {
      const plan = await planBySlug(tx, inside(visit), slug);
      const wall = await noteWall(tx, visit.query.wall);
      return { plan, wall, lines: await linesByReference(tx, plan, wall.id, [...rows.keys()], visit.lang) };
    });
  const { lines } = await read();
  const notes = lines.flatMap((line) => {
    const input = rows.get(line.reference);
    return input ? [{ node: line.id, input }] : [];
  });
  try {
    const count = await visit.write((tx) => recordNotes(tx, visit.acting, notes, visit.lang));
    const key = count === 0 ? 'followup.nothing-changed' : 'followup.notes-recorded';
    return { seeOther: hrefOf(visit, slug), flash: { kind: 'done', key } };
  } catch (error) {
    if (!(error instanceof NotesRefused)) throw error;
    const now = await read();
    const around = await visit.read((tx) => readAround(visit, tx, now.plan, now.wall));
    const again = now.lines.map((line): GridRow => {
      return { line, typed: rows.get(line.reference) ?? line, refusal: error.byNode.get(line.id) };
    });
    return page(visit, around, again, error);
  }
}

/** Takes back what was saved together last, and goes back to the grid. */
export async function undoAnswer(visit: Visit<GridQuery, UndoNotesInput>, slug: string): Promise<Answer> {
  try {
    await visit.write(async (tx) => {
      const plan = await planBySlug(tx, inside(visit), slug);
      await undoNotes(tx, visit.acting, plan.id, visit.input, visit.lang);
    });
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 409) throw error;
    return { seeOther: hrefOf(visit, slug), flash: { kind: 'problem', key: error.key } };
  }
  return { seeOther: hrefOf(visit, slug), flash: { kind: 'done', key: 'followup.notes-undone' } };
}

type GridVisit = Pick<Visit<GridQuery, unknown>, 'lang' | 'csrf' | 'query' | 'partnership' | 'acting'>;

const inside = (visit: Pick<GridVisit, 'partnership'>): string => {
  if (!visit.partnership) throw notFound();
  return visit.partnership.id;
};
const hrefOf = (visit: GridVisit, slug: string) => gridHref(placeOf.notes(visit.partnership?.slug ?? '', slug), visit.query);

type Tx = Parameters<typeof gridAreas>[0];

async function readAround(visit: GridVisit, tx: Tx, plan: PlanRow, wall: Around['wall']): Promise<Around> {
  return {
    plan,
    wall,
    walls: await noteWalls(tx),
    areas: await gridAreas(tx, plan, visit.lang),
    total: await countGridLines(tx, plan, wall.id, visit.query),
    last: await lastSave(tx, visit.acting, plan.id),
  };
}

function page(visit: GridVisit, around: Around, rows: readonly GridRow[], refusal?: NotesRefused): Page {
  const { lang } = visit;
  const { plan } = around;
  const t = text.in(lang);
  const partnership = visit.partnership?.slug ?? '';
  const readers = sayReaders(lang, around.wall.readers);
  return {
    title: `${t('followup.grid.title')} · ${plan.title}`,
    status: refusal?.status ?? 200,
    kind: 'wide',
    breadcrumbs: [{ label: plan.title, href: placeOf.register(partnership, plan.slug) }, { label: t('followup.grid.nav') }],
    body: (
      <>
        <PageHead title={t('followup.grid.title')} />
        <p class="page-lead">{t('followup.grid.lead')}</p>
        {refusal && <ErrorSummary lang={lang} errors={summary(lang, rows, refusal)} />}
        {filters(lang, placeOf.notes(partnership, plan.slug), visit.query, around)}
        <ExportMenu lang={lang} href={(format) => placeOf.takenAway(partnership, plan.slug, format, visit.query)} />
        <WallBand sentence={readers}>
          {around.last && undoForm(visit, around.last, plan.slug)}
          {rows.length === 0 ? (
            <EmptyState title={t('followup.grid.none')} icon="list-search">
              <p>{t('followup.grid.none-do')}</p>
            </EmptyState>
          ) : (
            <Form action={hrefOf(visit, plan.slug)} csrf={visit.csrf}>
              <div class="note-grid" data-grid>
                <p class="help" data-paste-help hidden>
                  {t('followup.grid.paste')}
                </p>
                <p
                  role="status"
                  data-paste-status
                  data-one={t('followup.grid.pasted', { count: 1 })}
                  data-other={t('followup.grid.pasted', { count: 7 })}
                  data-less-one={t('followup.grid.pasted-less', { count: 1 })}
                  data-less-other={t('followup.grid.pasted-less', { count: 7 })}
                />
                {gridTable(lang, { partnership, plan: plan.slug }, rows)}
              </div>
              <SubmitBar seenBy={readers}>
                <Button kind="primary" icon="notebook">
                  {t('followup.grid.save')}
                </Button>
              </SubmitBar>
            </Form>
          )}
        </WallBand>
        {refusal === undefined && pager(visit, plan.slug, around.total, rows.length)}
      </>
    ),
  };
}

function summary(lang: Language, rows: readonly GridRow[], refusal: NotesRefused) {
  return [
    { message: sayPhrase(lang, refusal.key, refusal.values) },
    ...rows.flatMap(({ line, refusal: why }) =>
      why === undefined
        ? []
        : [
            {
              field: `${line.reference}-${why.field ?? 'lineToTake'}`,
              message: `${line.reference}: ${sayPhrase(lang, why.key, why.values)}`,
            },
          ],
    ),
  ];
}

function filters(lang: Language, base: string, query: GridQuery, { areas, walls, wall }: Around) {
  const t = text.in(lang);
  const short = (words: string) => (words.length > 70 ? `${words.slice(0, 68)}…` : words);
  return (
    <FilterForm action={base} label={t('followup.grid.filters')}>
      {walls.length > 1 && (
        <>
          <label for="grid-wall">{t('followup.grid.wall')}</label>
          <select id="grid-wall" name="wall" class="form-select">
            {walls.map((each, at) => (
              <option value={at === 0 ? '' : each.id} selected={each.id === wall.id}>
                {short(sayReaders(lang, each.readers))}
              </option>
            ))}
          </select>
        </>
      )}
      <label for="grid-area">{t('followup.grid.area')}</label>
      <select id="grid-area" name="area" class="form-select">
        <option value="">{t('followup.grid.area-all')}</option>
        {areas.map((area) => (
          <option value={area.reference} selected={area.reference === query.area}>
            {short(`${area.reference} ${area.translation ?? area.text}`)}
          </option>
        ))}
      </select>
      <label for="grid-which">{t('followup.grid.which')}</label>
      <select id="grid-which" name="which" class="form-select">
        <option value="">{t('followup.grid.which-all')}</option>
        {(['with', 'without'] as const).map((which) => (
          <option value={which} selected={which === query.which}>
            {t(`followup.grid.which-${which}`)}
          </option>
        ))}
      </select>
      <Button>{t('followup.grid.filter')}</Button>
    </FilterForm>
  );
}

function undoForm(visit: GridVisit, last: LastSave, slug: string) {
  const undo = gridHref(`${placeOf.notes(visit.partnership?.slug ?? '', slug)}/undo`, visit.query);
  return (
    <Form action={undo} csrf={visit.csrf} layout="line">
      <input type="hidden" name="batch" value={last.batch} />
      <Button kind="quiet" icon="history">
        {text.in(visit.lang)('followup.grid.undo', { count: last.count })}
      </Button>
    </Form>
  );
}

function pager(visit: GridVisit, slug: string, total: number, shown: number) {
  if (total <= PER_GRID) return <p class="help">{text.in(visit.lang)('followup.grid.count', { count: total })}</p>;
  const number = visit.query.page ?? 1;
  const from = (number - 1) * PER_GRID;
  const at = (to: number) =>
    gridHref(placeOf.notes(visit.partnership?.slug ?? '', slug), { ...visit.query, page: to === 1 ? undefined : to });
  return (
    <Pager
      lang={visit.lang}
      from={from + 1}
      until={from + shown}
      total={total}
      previous={number > 1 ? at(number - 1) : null}
      next={from + shown < total ? at(number + 1) : null}
    />
  );
}
