import ExcelJS from 'exceljs';
import { dateInWords, type Language, writeNumber } from '../i18n/index.ts';
import { COLOURS } from './colours.ts';
import { stableArchive } from './stable-archive.ts';
import { text } from './text.ts';
import { type Cell, type Column, flatTable, plainOf, type Table, type Tree, tablesOf } from './tree.ts';
import { FACES } from './word-styles.ts';

/** What a cell of a spreadsheet holds at most. */
const MOST = 32_767;
/** Points that a row is high at most. */
const HIGHEST = 409;
const HEAD = 3;
const DAY: Readonly<Record<Language, string>> = { en: '[$-1009]d mmmm yyyy', fr: '[$-C0C]d mmmm yyyy' };
// What a spreadsheet would take for a formula, were it typed.
const LOOKS_LIKE_A_FORMULA = /^[\s\0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\n]/;

/**
 * A document as a spreadsheet: a sheet for each table, plain strings and real dates in it, no formula ever; its head frozen, with filters, printed on
 * every page, as wide as the paper; and a sheet that says what it is, who may see it, as of when, and how things were counted.
 */
export async function sheetFile(tree: Tree): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.creator = tree.look.header;
  book.lastModifiedBy = tree.look.header;
  book.created = book.modified = new Date(`${tree.asOf}T00:00:00Z`);
  book.title = tree.title.text;
  book.description = tree.wall.sentence;
  for (const [at, table] of tablesOf(tree).entries()) addTable(book, tree, table, at);
  addAbout(book, tree);
  const packed = new Uint8Array(await book.xlsx.writeBuffer());
  return stableArchive(packed, tree.asOf, (name, xml) =>
    // The apostrophe of a spreadsheet, which the writer cannot say: what looks like a formula stays text even when somebody edits the cell.
    name === 'xl/styles.xml'
      ? xml.replace(/<xf (?=[^>]*>(?:(?!<\/xf>).)*<protection locked="0"\/>)/g, '<xf quotePrefix="1" ')
      : xml,
  );
}

function addTable(book: ExcelJS.Workbook, tree: Tree, table: Table, at: number): void {
  const { columns, rows } = flatTable(table);
  const sheet = book.addWorksheet(nameOf(table.caption, at), {
    views: [{ state: 'frozen', xSplit: 1, ySplit: HEAD, showGridLines: false }],
    pageSetup: {
      paperSize: (tree.paper.size === 'a4' ? 9 : 1) as ExcelJS.PaperSize,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${HEAD}:${HEAD}`,
      margins: { left: 0.5, right: 0.5, top: 0.8, bottom: 0.7, header: 0.35, footer: 0.35 },
    },
    headerFooter: headerFooter(tree),
  });
  const last = Math.max(columns.length, 1);
  sheet.columns = columns.map((column) => ({ width: widthOf(column) }));
  addTop(sheet, tree, last);
  const head = sheet.getRow(HEAD);
  head.height = 28;
  for (const [index, column] of columns.entries()) {
    const cell = head.getCell(index + 1);
    cell.value = safe(column.label);
    cell.font = { name: FACES.sans, size: 10, bold: true, color: { argb: 'FFFFFFFF' } };
    cell.fill = solid(column.ours ? COLOURS.wall : tree.look.colour.slice(1));
    cell.alignment = { vertical: 'middle', wrapText: true };
  }
  for (const [index, cells] of rows.entries()) addRow(sheet, tree, columns, cells, HEAD + 1 + index);
  if (rows.length === 0) sheet.getCell(HEAD + 1, 1).value = table.empty;
  sheet.autoFilter = { from: { row: HEAD, column: 1 }, to: { row: HEAD + Math.max(rows.length, 1), column: last } };
}

function addTop(sheet: ExcelJS.Worksheet, tree: Tree, last: number): void {
  const t = text.in(tree.lang);
  const title = sheet.getCell(1, 1);
  title.value = safe(tree.title.text);
  title.font = {
    name: tree.title.signed ? FACES.serif : FACES.sans,
    size: 14,
    bold: true,
    color: { argb: `FF${tree.look.colour.slice(1)}` },
  };
  sheet.getRow(1).height = 24;
  const line = sheet.getCell(2, 1);
  line.value = `${safe(tree.wall.sentence)}   ·   ${t('documents.as-of', { day: dateInWords(tree.lang, tree.asOf) })}   ·   ${tree.address}`;
  line.font = {
    name: FACES.sans,
    size: 10,
    bold: !tree.wall.open,
    color: { argb: `FF${tree.wall.open ? COLOURS.muted : COLOURS.wall}` },
  };
  if (!tree.wall.open) for (let column = 1; column <= last; column += 1) sheet.getCell(2, column).fill = solid(COLOURS.wallSoft);
  sheet.getRow(2).height = 18;
}

function addRow(sheet: ExcelJS.Worksheet, tree: Tree, columns: readonly Column[], cells: readonly Cell[], at: number): void {
  const row = sheet.getRow(at);
  let lines = 1;
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? { lines: [] };
    const target = row.getCell(index + 1);
    const words = plainOf(cell);
    target.border = { bottom: { style: 'hair', color: { argb: `FF${COLOURS.line}` } } };
    target.font = { name: cell.lines.some((line) => line.some((run) => run.signed)) ? FACES.serif : FACES.sans, size: 10 };
    target.alignment = { vertical: 'top', wrapText: true };
    if (column.ours) target.fill = solid('f8f5fd');
    if (cell.day !== undefined) {
      target.value = new Date(`${cell.day}T00:00:00Z`);
      target.numFmt = DAY[tree.lang];
      target.alignment = { vertical: 'top', horizontal: 'left' };
    } else if (cell.value !== undefined) target.value = cell.value;
    else if (words !== '') {
      const href = cell.lines.flatMap((line) => line.flatMap((run) => run.href ?? []))[0];
      target.value =
        href !== undefined && cell.lines.length === 1 ? { text: held(tree, words), hyperlink: href } : held(tree, words);
      if (LOOKS_LIKE_A_FORMULA.test(words)) target.protection = { locked: false };
    }
    lines = Math.max(lines, linesOf(words, widthOf(column)));
  }
  row.height = Math.min(HIGHEST, lines * 13.6 + 5);
}

function addAbout(book: ExcelJS.Workbook, tree: Tree): void {
  const t = text.in(tree.lang);
  const sheet = book.addWorksheet(t('documents.sheet-about'), {
    views: [{ showGridLines: false }],
    pageSetup: {
      paperSize: (tree.paper.size === 'a4' ? 9 : 1) as ExcelJS.PaperSize,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    },
    headerFooter: headerFooter(tree),
  });
  sheet.columns = [{ width: 24 }, { width: 100 }];
  const said: [string, string][] = [
    [tree.above, tree.title.text],
    [t('documents.readers'), tree.wall.sentence],
    [t('documents.as-of-term'), dateInWords(tree.lang, tree.asOf)],
    [t('documents.address'), tree.address],
    ...tree.facts.map(({ term, value }): [string, string] => [term, value.map((run) => run.text).join('')]),
    ...tree.figures.map(({ value, label, rule }): [string, string] => [`${writeNumber(tree.lang, value)} ${label}`, rule]),
  ];
  for (const [at, [term, value]] of said.entries()) {
    const row = sheet.getRow(at + 1);
    row.getCell(1).value = safe(term);
    row.getCell(2).value = safe(value);
    row.getCell(1).font = { name: FACES.sans, size: 10, bold: true };
    row.getCell(2).font = { name: FACES.sans, size: 10 };
    for (const cell of [row.getCell(1), row.getCell(2)]) cell.alignment = { vertical: 'top', wrapText: true };
    row.height = Math.max(linesOf(term, 24), linesOf(value, 100)) * 13.6 + 5;
  }
}

// "&" begins a command there, and 255 letters are the most.
function headerFooter(tree: Tree): Partial<ExcelJS.HeaderFooter> {
  const t = text.in(tree.lang);
  const plain = (words: string, most: number) =>
    (words.length > most ? `${words.slice(0, most - 1)}…` : words).replaceAll('&', '&&');
  const page = t('documents.page', { page: '\u0001', pages: '\u0002' }).replace('\u0001', '&P').replace('\u0002', '&N');
  const day = t('documents.as-of', { day: dateInWords(tree.lang, tree.asOf) });
  return {
    oddHeader: `&L&9 ${plain(tree.title.text, 90)}&R&9 &"-,Bold"${plain(tree.wall.sentence, 90)}`,
    oddFooter: `&L&8 ${plain(`${day}  ${tree.address}`, 180)}&R&8 ${page}`,
  };
}

/** The name of a sheet: 31 letters at most, and none that spreadsheets use for something else. */
function nameOf(caption: string, at: number): string {
  const name = caption
    .replace(/[*?:\\/[\]]/g, ' ')
    .replace(/^'+|'+$/g, '')
    .trim()
    .slice(0, 31);
  return name === '' ? String(at + 1) : name;
}

const widthOf = (column: Column): number => Math.max(9, Math.min(70, Math.round(column.width * 10)));

// As people read it, not as it is stored: a wide letter more or less makes no line.
function linesOf(words: string, width: number): number {
  return words.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / (width * 1.2))), 0);
}

function held(tree: Tree, words: string): string {
  const whole = safe(words);
  if (whole.length <= MOST) return whole;
  const note = ` ${text.in(tree.lang)('documents.cut')}`;
  return safe(words.slice(0, MOST - note.length - (whole.length - words.length))) + note;
}

/** `_x0041_` would be read as the letter A. */
const safe = (words: string): string => words.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

const solid = (colour: string): ExcelJS.Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb: `FF${colour}` } });
