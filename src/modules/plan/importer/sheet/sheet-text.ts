import { shownName } from '../file-kind.ts';
import { markerAt } from '../markers.ts';
import type { Note, Reading } from '../reading.ts';
import { ImportRefusal } from '../refusal.ts';
import type { ColumnRole, SheetColumn } from '../types.ts';
import { columnName, type Sheet, type SheetRow } from './grid.ts';
import { headerKey, recogniseHeader } from './header.ts';

/** What a person chose for the columns of one head, by its key: see `headerKey`. */
export type ColumnChoice = { readonly head: string; readonly roles: readonly ColumnRole[] };

const HEAD_WITHIN = 60;

/**
 * A sheet as text: what stands above its head as paragraphs, and each row as the cells of part, area and action line divided by tabs, in
 * the order of a plan, whatever the order of the columns. Columns that hold no words of the plan are left out, and the reading names them.
 *
 * @throws ImportRefusal `no-items` where no head names a column of action lines
 */
export function sheetText(sheets: readonly Sheet[], name: string, choices: readonly ColumnChoice[] = []): Reading {
  const shown = sheets.filter(({ rows }) => rows.length > 0);
  if (shown.length === 0)
    throw new ImportRefusal('empty', `${shownName(name)} holds no words. Choose the file that holds the plan.`);
  const found = shown.map((sheet) => ({ sheet, head: headOf(sheet, choices) })).filter(({ head }) => head !== undefined);
  const chosen = found.find(({ sheet }) => !sheet.hidden) ?? found[0];
  if (!chosen?.head)
    throw new ImportRefusal(
      'no-items',
      `No row of ${shownName(name)} names its columns. Give the table a first row with “Area” and “Action” (or « Domaine » and « Action »), and choose it again.`,
    );
  const { sheet, head } = chosen;
  const above = sheet.rows.slice(0, head.at);
  const below = sheet.rows.slice(head.at + 1);
  const lines = [...above.flatMap(paragraphsOf), '', ...new Rows(head.roles).lines(below)];
  const notes = [
    ...leftOut(head, below),
    ...otherSheets(shown, sheet),
    ...hiddenRows(below),
    ...withoutWords(below, head.roles),
    ...doubtfulCells(sheet, head.roles),
  ];
  const text = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return { text, paragraphs: true, notes, columns: head.columns };
}

type Head = { readonly at: number; readonly roles: readonly ColumnRole[]; readonly columns: readonly SheetColumn[] };

function headOf(sheet: Sheet, choices: readonly ColumnChoice[]): Head | undefined {
  for (const [at, row] of sheet.rows.slice(0, HEAD_WITHIN).entries()) {
    const titles = titlesOf(row);
    const key = headerKey(titles);
    const roles = choices.find(({ head }) => head === key)?.roles ?? recogniseHeader(titles);
    if (!roles) continue;
    return { at, roles, columns: titles.map((title, column) => ({ title, role: roles[column] ?? 'other' })) };
  }
  return undefined;
}

function titlesOf({ cells }: SheetRow): string[] {
  const titles: string[] = [];
  for (const { column, text } of cells) titles[column] = text.replace(/\s+/g, ' ');
  return Array.from(titles, (title) => title ?? '');
}

const paragraphsOf = ({ cells }: SheetRow): string[] => ['', cells.map(({ text }) => linesIn(text).join(' ')).join(' '), ''];

/** The lines of a cell: one for each number that it holds, wrapped words joined to the line before. */
function linesIn(words: string): string[] {
  const lines: string[] = [];
  for (const raw of words.split(/\r?\n/)) {
    const line = raw.replace(/\s+/g, ' ').trim();
    if (line === '') continue;
    const last = lines.pop();
    if (last === undefined) lines.push(line);
    else if (markerAt(line, 0, line.length)?.set || /^\d+(?:\.\d+)+\s/.test(line)) lines.push(last, line);
    else lines.push(`${last} ${line}`);
  }
  return lines;
}

/** Goes through the rows in their order: a part or an area is said once, however often its cells repeat it. */
class Rows {
  readonly #roles: readonly ColumnRole[];
  #part = '';
  #areas: string[] = [];

  constructor(roles: readonly ColumnRole[]) {
    this.#roles = roles;
  }

  lines(rows: readonly SheetRow[]): string[] {
    return rows.flatMap((row) => this.#row(row));
  }

  #row(row: SheetRow): string[] {
    const words = (role: ColumnRole): string[] =>
      row.cells.filter(({ column }) => (this.#roles[column] ?? 'other') === role).map(({ text }) => text);
    const [part, number, action, subitem] = (['part', 'number', 'action', 'subitem'] as const).map((role) =>
      words(role).join(' '),
    );
    const areas = words('area');
    const heading = this.#headingAcross(row, action ?? '', areas);
    if (heading !== undefined) return ['', ...linesIn(heading).map((line) => `## ${line}`), ''];
    const out: string[] = [];
    if (part && part !== this.#part) {
      this.#part = part;
      this.#areas = [];
      out.push('', `## ${linesIn(part).join(' ')}`, '');
    }
    const newArea = areas.length > 0 && areas.join('\n') !== this.#areas.join('\n');
    if (newArea) this.#areas = areas;
    const left = newArea ? areas.map((area) => linesIn(area).join(' ')) : [];
    const isHeading = !action && !subitem && left.length > 0;
    const [first = '', ...more] = isHeading ? [] : numbered(number ?? '', linesIn(action ?? ''));
    if (isHeading) return [...out, '', [number, ...left].filter((each) => each).join(' '), ''];
    // Headings of two depths in two columns stand each in a row of its own.
    out.push(...left.slice(0, -1).flatMap((area) => ['', area, '']));
    const area = left.at(-1) ?? '';
    // A number alone is no line: what is missing beside it is said in a note.
    if (action || area !== '') out.push(`${area}\t${first}`);
    out.push(...[...more, ...linesIn(subitem ?? '')].map((line) => `\t${line}`));
    return out;
  }

  /** A row that holds one wide cell only, or words in its first column only, is a heading of what stands below. */
  #headingAcross(row: SheetRow, action: string, areas: readonly string[]): string | undefined {
    const [only, ...others] = row.cells;
    if (!only || others.length > 0 || (action !== '' && !only.wide) || areas.length > 0) return undefined;
    const role = this.#roles[only.column] ?? 'other';
    if (only.wide || role === 'number') {
      this.#areas = [];
      return only.text;
    }
    return undefined;
  }
}

function numbered(number: string, lines: readonly string[]): string[] {
  const [first = '', ...more] = lines;
  // The words may bring the number of their own column.
  const has = number === '' || first.startsWith(`${number} `) || first.startsWith(`${number}.`);
  return [has ? first : `${number} ${first}`.trim(), ...more];
}

function leftOut({ columns }: Head, rows: readonly SheetRow[]): Note[] {
  const filled = new Set(rows.flatMap(({ cells }) => cells.map(({ column }) => column)));
  const most = Math.max(columns.length, ...filled) + 1;
  const others = Array.from({ length: most }, (_, column) => column).filter(
    (column) => filled.has(column) && (columns[column]?.role ?? 'other') === 'other',
  );
  if (others.length === 0) return [];
  const named = others.map((column) => `${columnName(column)}${columns[column]?.title ? ` “${columns[column]?.title}”` : ''}`);
  const list = named.slice(0, 12).join(', ') + (named.length > 12 ? ` and ${named.length - 12} more` : '');
  return [{ severity: 'info', code: 'left-out', message: `These columns hold no words of the plan and were left out: ${list}.` }];
}

function otherSheets(sheets: readonly Sheet[], chosen: Sheet): Note[] {
  const others = sheets.filter((sheet) => sheet !== chosen).map(({ name }) => `“${name.slice(0, 60)}”`);
  if (others.length === 0) return [];
  const message = `Only the sheet “${chosen.name}” was read; left out: ${others.slice(0, 12).join(', ')}${others.length > 12 ? ' and others' : ''}.`;
  return [{ severity: 'warning', code: 'left-out', message }];
}

function hiddenRows(rows: readonly SheetRow[]): Note[] {
  const hidden = rows.filter((row) => row.hidden).map(({ number }) => number);
  if (hidden.length === 0) return [];
  const list = hidden.slice(0, 12).join(', ') + (hidden.length > 12 ? ` and ${hidden.length - 12} more` : '');
  return [
    {
      severity: 'warning',
      code: 'hidden-rows',
      message: `Rows that the file hides were read like the others: ${list}. Look whether they belong.`,
    },
  ];
}

/** Rows that have a number and no words for it. */
function withoutWords(rows: readonly SheetRow[], roles: readonly ColumnRole[]): Note[] {
  const holds = ({ cells }: SheetRow, ...wanted: ColumnRole[]): boolean =>
    cells.some(({ column, text }) => text !== '' && wanted.includes(roles[column] ?? 'other'));
  const bare = rows.filter(
    (row) => holds(row, 'number') && row.cells.length > 1 && !holds(row, 'part', 'area', 'action', 'subitem'),
  );
  return bare.slice(0, 50).map(({ number, cells }) => ({
    severity: 'warning',
    code: 'doubtful-cell',
    message: `Row ${number} has the number “${cells.find(({ column }) => roles[column] === 'number')?.text.slice(0, 40)}” and no words beside it; it was left out.`,
  }));
}

const DOUBTS = {
  date: 'holds a date where a number or words are expected: a spreadsheet may have made it of a number such as 1.2',
  'no-value': 'holds a formula whose value was never stored, and was left empty',
  error: 'holds an error of the spreadsheet instead of words',
} as const;

function doubtfulCells({ rows }: Sheet, roles: readonly ColumnRole[]): Note[] {
  const all = rows.flatMap(({ number, cells }) =>
    cells.flatMap(({ column, doubt, text }) =>
      doubt && (roles[column] ?? 'other') !== 'other' ? [{ cell: `${columnName(column)}${number}`, doubt, text }] : [],
    ),
  );
  return all.slice(0, 50).map(({ cell, doubt, text }) => ({
    severity: 'warning',
    code: 'doubtful-cell',
    message: `Cell ${cell} ${text === '' ? '' : `(“${text.slice(0, 40)}”) `}${DOUBTS[doubt]}.`,
  }));
}
