import { CsvError, parse } from 'csv-parse/sync';
import { caps } from '../caps.ts';
import { shownName } from '../file-kind.ts';
import { ImportRefusal } from '../refusal.ts';
import { delimiterOf } from './delimiter.ts';
import { type Sheet, type SheetRow, tooMany } from './grid.ts';

/**
 * The rows of separated values. Comma, semicolon or tab, whichever the head uses most; quotes and line breaks in cells as RFC 4180 has them.
 *
 * @throws ImportRefusal `damaged` where a quote is never closed, `too-large`, `bomb`
 */
export function readCsv(text: string, name: string): Sheet {
  const delimiter = delimiterOf(text);
  let records: string[][];
  try {
    records = parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to: caps.rows + 1,
      max_record_size: caps.characters,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new ImportRefusal(
      'damaged',
      `The rows of ${shownName(name)} cannot be told apart (a quotation mark is opened and never closed). Save it again as CSV and choose that.`,
    );
  }
  if (records.length > caps.rows) throw tooMany(name, 'rows', caps.rows);
  const rows: SheetRow[] = [];
  records.forEach((record, at) => {
    if (record.length > caps.columns && record.slice(caps.columns).some((cell) => cell.trim() !== ''))
      throw tooMany(name, 'columns', caps.columns);
    const cells = record.slice(0, caps.columns).flatMap((words, column) => {
      const shown = words.trim();
      return shown === '' ? [] : [{ column, text: unguarded(shown) }];
    });
    if (cells.length > 0) rows.push({ number: at + 1, cells, hidden: false });
  });
  return { name: '', rows, hidden: false };
}

/** An apostrophe before a sign that would begin a formula keeps a spreadsheet from computing: it is no letter of the words. */
const unguarded = (words: string): string => (/^'[=+\-@]/.test(words) ? words.slice(1) : words);
