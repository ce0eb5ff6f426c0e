import { shownName } from '../file-kind.ts';
import { ImportRefusal } from '../refusal.ts';

/** One cell that holds words: its column from 0, what it shows, and what is odd about it. */
export type SheetCell = {
  readonly column: number;
  readonly text: string;
  /** It spans more columns than its own. */
  readonly wide?: boolean;
  /** A date where a person may have typed a number; a formula without a value; an error of the spreadsheet. */
  readonly doubt?: 'date' | 'no-value' | 'error';
};

/** A row that holds words: its number as the spreadsheet prints it. */
export type SheetRow = { readonly number: number; readonly cells: readonly SheetCell[]; readonly hidden: boolean };

/** A sheet, without its empty rows. */
export type Sheet = { readonly name: string; readonly rows: readonly SheetRow[]; readonly hidden: boolean };

/** Where the words of the cells are looked up: what cells share, and how numbers are shown. */
export type Book = {
  readonly shared: readonly string[];
  readonly show: (value: string, style: number) => { text: string; date: boolean };
};

/** A column as a spreadsheet names it: A, B, … AA. */
export function columnName(column: number): string {
  const before = Math.floor(column / 26) - 1;
  return (before >= 0 ? columnName(before) : '') + String.fromCharCode(65 + (column % 26));
}

/** The place of a cell from its name, "AB12": column from 0, row from 1. Undefined when it is none. */
export function placeOf(name: string): { readonly column: number; readonly row: number } | undefined {
  const [, letters = '', digits = ''] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(name) ?? [];
  if (letters === '') return undefined;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { column, row: Number(digits) };
}

/** The refusal of a table that is larger than any plan. */
export function tooMany(name: string, what: 'rows' | 'columns', most: number): ImportRefusal {
  return new ImportRefusal(
    'too-large',
    `${shownName(name)} has more than ${most.toLocaleString('en')} ${what} with words, more than any plan. Choose the plan’s own table alone.`,
  );
}
