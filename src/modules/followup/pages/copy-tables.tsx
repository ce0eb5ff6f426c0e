import { dateInWords, type Language } from '../../../platform/i18n/index.ts';
import { Badge, Compare, DataTable, Reference, SafeLink } from '../../../platform/ui/index.ts';
import type { BadRow, CellDifference, LineNow, SignedDifference } from '../copies/compare.ts';
import type { Said, TroubleCode, WarningCode } from '../copies/types.ts';
import type { Field } from '../note-words.ts';
import { text } from '../text.ts';
import { placeOf } from './places.ts';

type Here = { readonly partnership: string; readonly plan: string };

/** Each change with what stands here, what the file says, and a decision. */
export function changesTable(lang: Language, here: Here, cells: readonly CellDifference[]) {
  const t = text.in(lang);
  return (
    <DataTable
      lang={lang}
      caption={t('followup.copy.changes')}
      hideCaption
      rows={cells}
      rowId={(cell) => `${cell.line.reference}-${cell.field}`}
      columns={[
        { label: t('followup.grid.line'), heads: true, width: 'narrow', cell: (cell) => lineHead(here, cell.line) },
        {
          label: t('followup.copy.field'),
          width: 'narrow',
          cell: (cell) => (
            <>
              {t(`followup.field.${cell.field}`)}
              <br />
              <Badge>{t(`followup.copy.kind.${cell.kind}`)}</Badge>
            </>
          ),
        },
        { label: t('followup.copy.change'), width: 'wide', cell: (cell) => changeOf(lang, cell) },
        { label: t('followup.copy.decision'), width: 'narrow', cell: (cell) => decisionOf(lang, cell) },
      ]}
    />
  );
}

function changeOf(lang: Language, cell: CellDifference) {
  const t = text.in(lang);
  const words = (said: string) => inWords(lang, cell.field, said);
  const { line } = cell;
  return (
    <div class="copy-change own-words">
      <Compare lang={lang} before={words(cell.now)} after={words(cell.file)} wordsLanguage={lang} />
      {cell.kind === 'conflict' && (
        <p class="help">
          {cell.sent === null ? (
            t('followup.copy.as-sent-unknown')
          ) : (
            <>
              {t('followup.copy.as-sent')}{' '}
              <span class="note-words">{cell.sent === '' ? t('followup.copy.nothing') : words(cell.sent)}</span>
            </>
          )}
          {line.at !== null && (
            <>
              <br />
              {changedHere(lang, line.at, line.by)}
            </>
          )}
        </p>
      )}
      {cell.warnings.map((warning) => (
        <p class="help">{saidInWords(lang, 'warning', warning)}</p>
      ))}
    </div>
  );
}

function changedHere(lang: Language, at: Date, by: string | null): string {
  const t = text.in(lang);
  const day = dateInWords(lang, new Date(at).toISOString());
  return by === null ? t('followup.copy.changed-here', { day }) : t('followup.copy.changed-here-by', { day, name: by });
}

function decisionOf(lang: Language, { line, field, kind, kept }: CellDifference) {
  const t = text.in(lang);
  const conflict = kind === 'conflict';
  const chosen = kept ? 'keep' : conflict ? 'later' : 'take';
  const options = [
    ['take', t(conflict ? 'followup.copy.decide.take-over' : 'followup.copy.decide.take')],
    ['keep', t(conflict ? 'followup.copy.decide.keep-ours' : 'followup.copy.decide.keep')],
    ['later', t('followup.copy.decide.later')],
  ] as const;
  return (
    <>
      <input type="hidden" name="reference[]" value={line.reference} />
      <input type="hidden" name="field[]" value={field} />
      <input type="hidden" name="version[]" value={String(line.version)} />
      <select
        name="decision[]"
        class="form-select"
        aria-label={t('followup.copy.decision-of', { field: t(`followup.field.${field}`), reference: line.reference })}
      >
        {options.map(([value, label]) => (
          <option value={value} selected={value === chosen}>
            {label}
          </option>
        ))}
      </select>
    </>
  );
}

/** Rows that cannot be taken as they are, each with its reasons. */
export function badTable(lang: Language, bad: readonly BadRow[]) {
  const t = text.in(lang);
  return (
    <DataTable
      lang={lang}
      caption={t('followup.copy.bad')}
      hideCaption
      rows={bad}
      columns={[
        {
          label: t('followup.grid.line'),
          heads: true,
          width: 'narrow',
          cell: ({ row, line }) => line?.reference ?? (row.reference === '' ? row.place : row.reference.slice(0, 60)),
        },
        {
          label: t('followup.copy.reason'),
          width: 'wide',
          cell: ({ troubles }) => (
            <ul class="plain">
              {troubles.map((trouble) => (
                <li>{saidInWords(lang, 'trouble', trouble)}</li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  );
}

/** Words of the plan that the file has otherwise. */
export function signedTable(lang: Language, here: Here, signed: readonly SignedDifference[]) {
  const t = text.in(lang);
  return (
    <DataTable
      lang={lang}
      caption={t('followup.copy.signed')}
      hideCaption
      rows={signed}
      columns={[
        { label: t('followup.grid.line'), heads: true, width: 'narrow', cell: ({ line }) => lineHead(here, line) },
        { label: t('followup.copy.field'), width: 'narrow', cell: ({ column }) => t(`followup.copy.column.${column}`) },
        {
          label: t('followup.copy.change'),
          width: 'wide',
          cell: ({ plan, file, line }) => <Compare lang={lang} before={plan} after={file} wordsLanguage={line.lang} />,
        },
      ]}
    />
  );
}

function lineHead(here: Here, line: LineNow) {
  return (
    <SafeLink href={placeOf.line(here.partnership, here.plan, line.reference)}>
      <Reference reference={line.reference} />
    </SafeLink>
  );
}

/** A day in words; all else as it is. */
const inWords = (lang: Language, field: Field, said: string): string =>
  field === 'due' && /^\d{4}-\d\d-\d\d$/.test(said) ? dateInWords(lang, said) : said;

/** Why a place of the file cannot be taken, or how it was read, as a sentence. */
export function saidInWords(lang: Language, kind: 'trouble', said: Said<TroubleCode>): string;
export function saidInWords(lang: Language, kind: 'warning', said: Said<WarningCode>): string;
export function saidInWords(lang: Language, kind: 'trouble' | 'warning', said: Said<TroubleCode | WarningCode>): string {
  const { place, code, values = {} } = said;
  const day = values.day === undefined ? '' : dateInWords(lang, values.day);
  const all = { place, shown: '', most: '', reference: '', ...values, day };
  return kind === 'trouble'
    ? text.in(lang)(`followup.copy.trouble.${code as TroubleCode}`, all)
    : text.in(lang)(`followup.copy.warning.${code as WarningCode}`, all);
}
