import {
  BorderStyle,
  HeadingLevel,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { COLOURS } from './colours.ts';
import { type Cell, type Column, type Table as Lines, paperTable, plainOf, type Row, type Tree } from './tree.ts';
import { runs } from './word-runs.ts';

/** Rows with more than this in one cell may run over to the next page; others stay whole. */
const LONG = 1_500;
const HEADINGS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2 } as const;
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const hair = { style: BorderStyle.SINGLE, size: 4, color: COLOURS.line };

/** A table of an office document: columns of fixed width, the head on every page, headings of groups as headings that Word knows. `width` in twips. */
export function wordTable(tree: Tree, whole: Lines, width: number): Table {
  const table = paperTable(whole);
  const shares = table.columns.reduce((sum, column) => sum + column.width, 0);
  const widths = table.columns.map((column) => Math.floor((width * column.width) / shares));
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    margins: { top: 40, bottom: 40, left: 90, right: 90 },
    borders: { top: none, left: none, right: none, bottom: hair, insideHorizontal: hair, insideVertical: none },
    rows: [headOf(tree, table.columns, widths), ...table.rows.map((row) => rowOf(tree, table.columns, widths, row))],
  });
}

function headOf(tree: Tree, columns: readonly Column[], widths: readonly number[]): TableRow {
  const colour = tree.look.colour.slice(1);
  return new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(
      (column, at) =>
        new TableCell({
          width: { size: widths[at] ?? 0, type: WidthType.DXA },
          shading: fill(column.ours ? COLOURS.wall : colour),
          verticalAlign: VerticalAlignTable.BOTTOM,
          children: [new Paragraph({ style: 'TableHead', keepNext: true, children: runs(tree, [{ text: column.label }]) })],
        }),
    ),
  });
}

function rowOf(tree: Tree, columns: readonly Column[], widths: readonly number[], row: Row): TableRow {
  if ('heading' in row) {
    const paragraph = new Paragraph({
      heading: HEADINGS[row.level],
      keepNext: true,
      spacing: { before: 40, after: 40 },
      children: runs(tree, row.heading),
    });
    return new TableRow({
      cantSplit: true,
      children: [
        new TableCell({
          columnSpan: columns.length,
          shading: fill(row.level === 1 ? 'e6e1d6' : COLOURS.tint),
          width: { size: widths.reduce((sum, each) => sum + each, 0), type: WidthType.DXA },
          children: [paragraph],
        }),
      ],
    });
  }
  return new TableRow({
    cantSplit: row.cells.every((cell) => plainOf(cell).length <= LONG),
    children: row.cells.map((cell, at) => cellOf(tree, columns[at], widths[at] ?? 0, cell)),
  });
}

function cellOf(tree: Tree, column: Column | undefined, width: number, cell: Cell): TableCell {
  const alignment = column?.kind === 'number' ? 'right' : 'left';
  const lines = cell.lines.length === 0 ? [[]] : cell.lines;
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    ...(column?.ours ? { shading: fill('f8f5fd') } : {}),
    children: lines.map((line) => new Paragraph({ style: 'TableText', alignment, children: runs(tree, line) })),
  });
}

const fill = (colour: string) => ({ type: ShadingType.CLEAR, color: 'auto', fill: colour });
