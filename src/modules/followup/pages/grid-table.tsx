import { type Language, sayPhrase } from '../../../platform/i18n/index.ts';
import type { Refusal } from '../../../platform/refusal.ts';
import { type Column, DataTable, Reference, SafeLink } from '../../../platform/ui/index.ts';
import { FIELDS, type Field, type NoteWords } from '../queries.ts';
import { LONGEST } from '../record-note.ts';
import { text } from '../text.ts';
import type { GridLine } from './grid-lines.ts';
import { placeOf } from './places.ts';

/** A row of the grid: the line, what stands now, what is typed, and why it could not be saved. */
export type GridRow = {
  readonly line: GridLine;
  readonly typed: NoteWords & { readonly version: number };
  readonly refusal?: Refusal | undefined;
};

/** The lines beside what is noted on them, every field a field. */
export function gridTable(lang: Language, place: { partnership: string; plan: string }, rows: readonly GridRow[]) {
  const t = text.in(lang);
  const column = (field: Field): Column<GridRow> => ({
    label: t(`followup.field.${field}`),
    cell: (row) => cell(lang, row, field),
  });
  return (
    <DataTable
      lang={lang}
      caption={t('followup.grid.title')}
      hideCaption
      rows={rows}
      rowId={({ line }) => line.reference}
      columns={[{ label: t('followup.grid.line'), heads: true, cell: (row) => head(lang, place, row) }, ...FIELDS.map(column)]}
    />
  );
}

function head(lang: Language, place: { partnership: string; plan: string }, { line, typed, refusal }: GridRow) {
  const words = line.translation ?? line.text;
  return (
    <div class="grid-line">
      <SafeLink href={placeOf.line(place.partnership, place.plan, line.reference)}>
        <Reference reference={line.reference} />
      </SafeLink>
      <span class={line.translation === null ? 'words' : 'translation'} lang={line.translation === null ? line.lang : lang}>
        {words.length > 110 ? `${words.slice(0, words.lastIndexOf(' ', 108))}…` : words}
      </span>
      {refusal !== undefined && refusal.field === undefined && (
        <p class="error">{sayPhrase(lang, refusal.key, refusal.values)}</p>
      )}
      <input type="hidden" name="reference[]" value={line.reference} />
      {/* What stands now is shown beside what was typed, so saving once more replaces it knowingly. */}
      <input type="hidden" name="version[]" value={String(refusal?.status === 409 ? line.version : typed.version)} />
    </div>
  );
}

function cell(lang: Language, { line, typed, refusal }: GridRow, field: Field) {
  const t = text.in(lang);
  const id = `field-${line.reference}-${field}`;
  const wrong = refusal?.field === field ? sayPhrase(lang, refusal.key, refusal.values) : undefined;
  const theirs = refusal?.status === 409 && line[field] !== typed[field].trim() ? line[field] : undefined;
  const told = [wrong === undefined ? '' : `${id}-error`, theirs === undefined ? '' : `${id}-theirs`].filter(Boolean).join(' ');
  const shared = {
    id,
    name: `${field}[]`,
    'aria-label': t('followup.grid.cell', { field: t(`followup.field.${field}`), reference: line.reference }),
    'aria-invalid': wrong === undefined ? undefined : 'true',
    'aria-describedby': told === '' ? undefined : told,
    lang: line.written ?? lang,
    'data-cell': field,
  };
  return (
    <>
      {field === 'due' || field === 'whose' ? (
        <input
          {...shared}
          type={field === 'due' ? 'date' : 'text'}
          maxlength={field === 'due' ? undefined : LONGEST.whose}
          value={typed[field]}
        />
      ) : (
        <textarea {...shared} rows={2} maxlength={LONGEST[field]}>
          {typed[field].startsWith('\n') ? `\n${typed[field]}` : typed[field]}
        </textarea>
      )}
      {wrong !== undefined && (
        <p class="error" id={`${id}-error`}>
          {wrong}
        </p>
      )}
      {theirs !== undefined && (
        <p class="theirs" id={`${id}-theirs`}>
          <strong>{t('followup.grid.theirs')}</strong> <span lang={line.written ?? lang}>{theirs === '' ? '—' : theirs}</span>
        </p>
      )}
    </>
  );
}
