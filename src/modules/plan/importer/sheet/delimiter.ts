import { caps } from '../caps.ts';
import { recogniseHeader } from './header.ts';

const DELIMITERS = [';', '\t', ','] as const;
const LOOKED_AT = 20;

/**
 * Whether a text is a table of separated values: it is called so, or the first of its lines names columns of a plan and the lines below
 * have as many cells.
 */
export function isCsv(text: string, name: string): boolean {
  if (/\.(?:csv|tsv|tab)$/i.test(name)) return true;
  const lines = text.slice(0, 20_000).split(/\r?\n/).slice(0, LOOKED_AT);
  const first = lines[0] ?? '';
  return DELIMITERS.some((delimiter) => {
    const head = cellsOf(first, delimiter);
    if (head.length < 2 || !recogniseHeader(head)) return false;
    const rows = lines.slice(1, 6).filter((line) => line !== '');
    return rows.length > 0 && rows.every((line) => line.split(delimiter).length >= head.length);
  });
}

/** The sign between the cells: the one that a head of a plan's columns is cut by, or the most frequent. */
export function delimiterOf(text: string): string {
  const beginning = text.slice(0, 20_000).split(/\r?\n/).slice(0, LOOKED_AT);
  const named = DELIMITERS.find((delimiter) =>
    beginning.some((line) => line.includes(delimiter) && recogniseHeader(cellsOf(line, delimiter))),
  );
  if (named) return named;
  const counts = DELIMITERS.map((delimiter) => beginning.reduce((sum, line) => sum + line.split(delimiter).length - 1, 0));
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

const cellsOf = (line: string, delimiter: string): string[] =>
  line.split(delimiter, caps.columns).map((cell) => cell.trim().replace(/^"|"$/g, ''));
