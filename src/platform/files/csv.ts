/** What may stand in a cell. Null is an empty one. */
export type Cell = string | number | null;

/**
 * A table as a CSV file (RFC 4180) that spreadsheets open as it is meant: in UTF-8 with the mark that says so, and with cells that look like a
 * formula made harmless by an apostrophe in front, so that no text of somebody else's ever runs as one (OWASP, "CSV Injection").
 *
 * @param separator what stands between cells: a comma, or the semicolon that spreadsheets in French expect
 */
export function csvFile(rows: readonly (readonly Cell[])[], separator: ',' | ';' = ','): Uint8Array {
  const lines = rows.map((row) => row.map((cell) => written(cell, separator)).join(separator));
  return new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`);
}

function written(cell: Cell, separator: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const harmless = /^[\s\0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /["\r\n]/.test(harmless) || harmless.includes(separator) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
