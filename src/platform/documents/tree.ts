import type { Language } from '../i18n/index.ts';

/** Words that look alike: of one language, one weight, one face. */
export type Run = {
  readonly text: string;
  /** Where it is not that of the document. */
  readonly lang?: Language | undefined;
  /** What was signed: set in the serif, as on the pages. */
  readonly signed?: boolean;
  readonly bold?: boolean;
  readonly italic?: boolean;
  /** Less ink: what explains other words. */
  readonly quiet?: boolean;
  /** A whole address, https or http. */
  readonly href?: string | undefined;
};

/** One paragraph: runs beside each other. */
export type Line = readonly Run[];

/** What stands in one place of a table: its paragraphs, and for a number or a day (2008-06-30) what it is. */
export type Cell = { readonly lines: readonly Line[]; readonly value?: number | undefined; readonly day?: string | undefined };

export type Column = {
  /** Its name for programs, once and for all. */
  readonly key: string;
  readonly label: string;
  readonly kind: 'text' | 'number' | 'day';
  /** Its share of the width, beside those of the others. */
  readonly width: number;
  /** Stands in spreadsheets and for programs, not on paper. */
  readonly sheetOnly?: boolean;
  /** Stands on paper, where other columns say it in spreadsheets. */
  readonly paperOnly?: boolean;
  /** Written by one side for itself: its head has the colour of walls. */
  readonly ours?: boolean;
};

/** A row of cells, one for each column; or words over the rows that follow, on paper. */
export type Row = { readonly cells: readonly Cell[] } | { readonly heading: Line; readonly level: 1 | 2 };

export type Table = {
  readonly kind: 'table';
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** What stands there where no row does. */
  readonly empty: string;
};
export type Heading = { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly line: Line };
export type Paragraph = { readonly kind: 'paragraph'; readonly line: Line };
export type Block = Heading | Paragraph | Table;

/** A picture that stands at the head of a document. */
export type Logo = {
  readonly type: 'image/png' | 'image/jpeg';
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
};

/** How the documents of a partnership look: `colour` as #14213d. */
export type Look = { readonly colour: string; readonly header: string; readonly logo: Logo | null };

/** Sheet of paper, and which way round. */
export type Paper = { readonly size: 'a4' | 'letter'; readonly landscape: boolean };

/**
 * A document as plain data, before it is a file of any kind. Whatever is written of it carries the words of its wall, the day as of which it
 * speaks, the rule of each figure, and its address.
 */
export type Tree = {
  readonly lang: Language;
  readonly title: Run;
  /** What kind of document it is, above the title. */
  readonly above: string;
  readonly wall: Wall;
  /** The day as of which all of it is said: 2008-06-30. */
  readonly asOf: string;
  /** Where it can be found again. */
  readonly address: string;
  readonly facts: readonly { readonly term: string; readonly value: Line }[];
  /** Counted things, each with the rule by which they were counted. */
  readonly figures: readonly { readonly value: number; readonly label: string; readonly rule: string }[];
  readonly blocks: readonly Block[];
  readonly paper: Paper;
  readonly look: Look;
};

/** Who may read a document, in the words of its wall; `mark` stands in its file name: `canada-only`. */
export type Wall = { readonly sentence: string; readonly mark: string; readonly open: boolean };

/** A text as a cell: each of its lines a paragraph, all set alike. Nothing where there is nothing. */
export function cellOf(text: string | null | undefined, set: Omit<Run, 'text'> = {}): Cell {
  if (text === null || text === undefined || text === '') return { lines: [] };
  return { lines: text.split('\n').map((line) => [{ text: line, ...set }]) };
}

/** The words of a cell as plain text. */
export const plainOf = (cell: Cell): string => cell.lines.map((line) => line.map((run) => run.text).join('')).join('\n');

/** A table as spreadsheets and programs read it: the columns that they have, and the rows of cells alone. */
export function flatTable(table: Table): { columns: Column[]; rows: Cell[][] } {
  const kept = table.columns.flatMap((column, at) => (column.paperOnly ? [] : [{ column, at }]));
  return {
    columns: kept.map(({ column }) => column),
    rows: table.rows.flatMap((row) => ('cells' in row ? [kept.map(({ at }) => row.cells[at] ?? { lines: [] })] : [])),
  };
}

/** A table as it is printed: without the columns that only spreadsheets have. */
export function paperTable(table: Table): Table {
  const kept = table.columns.flatMap((column, at) => (column.sheetOnly ? [] : [at]));
  const at = <T>(items: readonly T[]): T[] => kept.flatMap((each) => (items[each] === undefined ? [] : [items[each]]));
  return {
    ...table,
    columns: at(table.columns),
    rows: table.rows.map((row) => ('cells' in row ? { cells: at(row.cells) } : row)),
  };
}

/** The tables of a document. */
export const tablesOf = (tree: Tree): Table[] => tree.blocks.filter((block) => block.kind === 'table');

/** Whether a document has so many headings that a table of contents helps. */
export function needsContents(tree: Tree): boolean {
  const headings = tree.blocks.reduce(
    (sum, block) =>
      sum + (block.kind === 'heading' ? 1 : block.kind === 'table' ? block.rows.filter((row) => 'heading' in row).length : 0),
    0,
  );
  const rows = tablesOf(tree).reduce((sum, table) => sum + table.rows.length, 0);
  return headings >= 4 && rows >= 25;
}
