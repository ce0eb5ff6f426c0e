/**
 * The cells that a spreadsheet puts on the clipboard: rows by line breaks, cells by tabs; a cell that holds either, or a quote, stands in
 * quotes, which are then doubled inside it.
 */
export function cellsIn(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let at = 0;
  const endCell = () => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  while (at < text.length) {
    const letter = text[at];
    const closing = letter === '"' && cell === '' ? closingQuote(text, at + 1) : -1;
    if (closing > 0) {
      cell = text.slice(at + 1, closing).replaceAll('""', '"');
      at = closing + 1;
      continue;
    }
    if (letter === '\t') endCell();
    else if (letter === '\n' || letter === '\r') {
      endCell();
      rows.push([]);
      if (letter === '\r' && text[at + 1] === '\n') at += 1;
    } else cell += letter;
    at += 1;
  }
  endCell();
  const last = rows.at(-1);
  // Spreadsheets end the last row too.
  if (rows.length > 1 && last?.length === 1 && last[0] === '') rows.pop();
  return rows;
}

// A quote closes a cell only before a tab, a line break or the end; otherwise the first was an ordinary one.
function closingQuote(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] !== '"') continue;
    if (text[at + 1] === '"') at += 1;
    else return /^[\t\r\n]?$/.test(text.slice(at + 1, at + 2)) ? at : -1;
  }
  return -1;
}

/** A day as a spreadsheet may write it without doubt, as 2008-09-30; undefined where one cannot tell which day is meant. */
export function dayIn(text: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text.trim()) ?? [];
  if (year === '') return undefined;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}
