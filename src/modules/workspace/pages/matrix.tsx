import { type Cell, FORMATS, plainOf, treeOf } from '../../../platform/documents/index.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { Visit } from '../../../platform/http/route.ts';
import { LANGUAGES, type Language } from '../../../platform/i18n/index.ts';
import {
  Button,
  Chips,
  DataTable,
  EmptyState,
  Field,
  formatInWords,
  InlineWords,
  SafeLink,
  WallBand,
} from '../../../platform/ui/index.ts';
import { followupText, mayKeepNotes } from '../../followup/index.ts';
import { text } from '../text.ts';
import { addressOf } from '../words.ts';
import { type Matrix, matrixOut } from './matrix-out.ts';
import { choicesOf, columnsOf, type MatrixQuery, matrixHref } from './matrix-query.ts';
import { filterInWords } from './out-lines.ts';
import type { Choice } from './out-lines-columns.ts';
import { planHead } from './plan-head.tsx';
import { registerHref } from './register-query.ts';

const PREVIEWED = 5;

/** Where one chooses the columns, the paper and the language of a matrix, sees how it begins and who may see it, and takes it away. */
export async function matrixPage(visit: Visit<MatrixQuery>, slug: string, publicUrl: URL): Promise<Page> {
  const { lang } = visit;
  const matrix = await visit.read((tx) => matrixOut(tx, visit, slug, publicUrl));
  const t = text.in(lang);
  return {
    title: `${t('workspace.matrix.title')} · ${matrix.plan.title}`,
    kind: 'wide',
    breadcrumbs: [],
    body: (
      <>
        {planHead(visit, matrix.plan, 'matrix')}
        <p class="page-lead">{t('workspace.matrix.lead')}</p>
        <div class="matrix">
          {form(visit, slug)}
          <section aria-labelledby="matrix-preview">
            <h2 id="matrix-preview">{t('workspace.matrix.preview')}</h2>
            {matrix.wall.open ? (
              preview(lang, matrix)
            ) : (
              <WallBand sentence={matrix.wall.sentence}>{preview(lang, matrix)}</WallBand>
            )}
          </section>
        </div>
      </>
    ),
  };
}

function form(visit: Visit<MatrixQuery>, slug: string) {
  const { lang, query, acting } = visit;
  const t = text.in(lang);
  const register = addressOf.register(visit.partnership?.slug ?? '', slug);
  const base = `${register}/matrix`;
  const notes = followupText.in(lang);
  const chosen = columnsOf(query, acting);
  const { area, promise, priority, words, sort } = query;
  const said = filterInWords(lang, query);
  return (
    <form method="get" action={base} class="form column matrix-form" aria-label={t('workspace.matrix.form')}>
      <input type="hidden" name="chosen" value="yes" />
      {Object.entries({ area, promise, priority, words, sort, wall: query.wall }).map(([name, value]) =>
        value === undefined ? null : <input type="hidden" name={name} value={value} />,
      )}
      <div>
        <p class="matrix-lines">
          {t('workspace.matrix.lines')}{' '}
          <SafeLink href={registerHref(register, { area, promise, priority, words, sort })}>
            {t('workspace.matrix.change-lines')}
          </SafeLink>
        </p>
        <Chips
          lang={lang}
          label={t('workspace.register.filter')}
          items={
            said.length === 0
              ? [{ label: t('workspace.register.all'), href: base, current: true }]
              : said.map((label) => ({
                  label,
                  href: matrixHref(base, {
                    columns: query.columns,
                    paper: query.paper,
                    turn: query.turn,
                    in: query.in,
                    day: query.day,
                  }),
                  current: true,
                  removable: true,
                }))
          }
        />
      </div>
      <Field
        lang={lang}
        kind="checkboxes"
        name="columns"
        label={t('workspace.matrix.columns')}
        help={t('workspace.matrix.columns-help')}
        values={chosen}
        required={false}
        options={choicesOf(acting).map((value) => ({ value, label: columnInWords(lang, value) }))}
      />
      <div class="matrix-paper">
        <Field
          lang={lang}
          kind="select"
          name="paper"
          label={t('workspace.matrix.paper')}
          value={query.paper ?? 'a4'}
          options={[
            { value: 'a4', label: 'A4' },
            { value: 'letter', label: t('workspace.matrix.letter') },
          ]}
        />
        <Field
          lang={lang}
          kind="select"
          name="turn"
          label={t('workspace.matrix.turn')}
          value={query.turn ?? 'landscape'}
          options={[
            { value: 'landscape', label: t('workspace.matrix.landscape') },
            { value: 'portrait', label: t('workspace.matrix.portrait') },
          ]}
        />
        <Field
          lang={lang}
          kind="select"
          name="in"
          label={t('workspace.matrix.language')}
          value={query.in ?? lang}
          options={LANGUAGES.map((each) => ({ value: each, label: each === 'en' ? 'English' : 'Français' }))}
        />
        {mayKeepNotes.allows(acting) && (
          <Field
            lang={lang}
            kind="select"
            name="notes"
            label={notes('followup.grid.which')}
            value={query.notes ?? ''}
            required={false}
            options={[
              { value: '', label: notes('followup.grid.which-all') },
              { value: 'with', label: notes('followup.grid.which-with') },
              { value: 'without', label: notes('followup.grid.which-without') },
            ]}
          />
        )}
        <Field lang={lang} kind="date" name="day" label={t('workspace.matrix.day')} value={query.day} required={false} />
      </div>
      <div class="submit-bar">
        <div class="acts">
          <Button icon="eye">{t('workspace.matrix.show')}</Button>
        </div>
        <p class="help">{t('workspace.matrix.take')}</p>
        <div class="acts">
          {FORMATS.map((format) => (
            <button
              type="submit"
              class={format === 'docx' ? 'button primary' : 'button secondary'}
              formaction={`${base}.${format}`}
            >
              <span>{formatInWords(lang, format)}</span>
            </button>
          ))}
        </div>
      </div>
    </form>
  );
}

function preview(lang: Language, matrix: Matrix) {
  const t = text.in(lang);
  const [table] = treeOf({ ...matrix, items: matrix.items.slice(0, PREVIEWED) }).blocks;
  if (matrix.items.length === 0 || table?.kind !== 'table')
    return (
      <EmptyState title={t('workspace.register.empty')} icon="list-search">
        <p>{t('workspace.register.empty-do')}</p>
      </EmptyState>
    );
  const columns = table.columns.flatMap((column, at) => (column.sheetOnly ? [] : [{ column, at }]));
  return (
    <>
      <DataTable
        lang={lang}
        caption={t('workspace.matrix.preview')}
        hideCaption
        rows={table.rows.flatMap((row) => ('cells' in row ? [row.cells] : []))}
        columns={columns.map(({ column, at }, place) => ({
          label: column.label,
          heads: place === 0,
          ...(place === 0 ? { width: 'narrow' as const } : column.width > 3 ? { width: 'wide' as const } : {}),
          cell: (cells: readonly Cell[]) => {
            const cell = cells[at] ?? { lines: [] };
            const signed = cell.lines[0]?.[0]?.signed === true;
            const words = plainOf(cell);
            const short = words.length > 160 ? `${words.slice(0, 158)}…` : words;
            return signed ? <InlineWords text={short} wordsLanguage={cell.lines[0]?.[0]?.lang ?? lang} /> : short;
          },
        }))}
      />
      <p class="help">
        {t('workspace.matrix.shown', { shown: Math.min(PREVIEWED, matrix.items.length), all: matrix.items.length })}
      </p>
    </>
  );
}

/** What the head of a column says, where one chooses it. */
function columnInWords(lang: Language, choice: Choice): string {
  const t = text.in(lang);
  switch (choice) {
    case 'translation':
      return t('workspace.line.translation');
    case 'promise':
      return t('workspace.register.kind');
    case 'qualifiers':
      return t('workspace.line.qualifiers');
    case 'priority':
      return t('workspace.register.priority');
    case 'stage':
      return t('workspace.export.stage');
    case 'readers':
      return t('workspace.export.readers');
    default:
      return followupText.in(lang)(`followup.field.${choice}`);
  }
}
