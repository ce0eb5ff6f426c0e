import { CsvError, parse } from 'csv-parse/sync';
import { type Sheet, type SheetRow, tooMany } from './grid.ts';
import { limits } from './limits.ts';
import { FileRefusal } from './refused-file.ts';
import { shownName } from './shown-name.ts';

/**
 * The rows of separated values; quotes and line breaks in cells as RFC 4180 has them. `delimiter`: the sign between cells.
 *
 * @throws FileRefusal `damaged` where a quote is never closed, `too-large`, `bomb`
 */
export function readCsv(text: string, name: string, delimiter: string): Sheet {
  let records: string[][];
  try {
    records = parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to: limits.rows + 1,
      max_record_size: limits.characters,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new FileRefusal(
      'damaged',
      `The rows of ${shownName(name)} cannot be told apart (a quotation mark is opened and never closed). Save it again as CSV and choose that.`,
    );
  }
  if (records.length > limits.rows) throw tooMany(name, 'rows', limits.rows);
  const rows: SheetRow[] = [];
  records.forEach((record, at) => {
    if (record.length > limits.columns && record.slice(limits.columns).some((cell) => cell.trim() !== ''))
      throw tooMany(name, 'columns', limits.columns);
    const cells = record.slice(0, limits.columns).flatMap((words, column) => {
      const shown = words.trim();
      return shown === '' ? [] : [{ column, text: unguarded(shown) }];
    });
    if (cells.length > 0) rows.push({ number: at + 1, cells, hidden: false });
  });
  return { name: '', rows, hidden: false, hiddenColumns: [], merged: [], from1904: false };
}

/** An apostrophe before a sign that would begin a formula keeps a spreadsheet from computing (`csvFile`): it is no letter of the words. */
export const unguarded = (words: string): string =>
  /^'+[\s\0]*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(words) ? words.slice(1) : words;
