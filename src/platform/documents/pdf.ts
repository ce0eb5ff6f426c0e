import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { dateInWords, writeNumber } from '../i18n/index.ts';
import { fontFiles } from './fonts.ts';
import { TEMPLATE } from './pdf-template.ts';
import { text } from './text.ts';
import { needsContents, paperTable, plainOf, type Row, type Table, type Tree } from './tree.ts';

let compiler: NodeCompiler | undefined;

/**
 * A document as PDF for print and for screen readers (PDF/UA-1): tagged, with bookmarks, page numbers, the language of each passage. Where a
 * letter stands in no font that we have, the file is still tagged but does not claim the standard, which demands every letter to be drawn.
 *
 * Synchronous and busy: for a process of its own, which the type setter may end: rows that head a part of a table make it panic where they fall awkwardly.
 *
 * @param cautious sets such rows as plain rows with a heading in them
 */
export function pdfFile(tree: Tree, cautious = false): Uint8Array {
  compiler ??= NodeCompiler.create({ fontArgs: [{ fontPaths: fontFiles() }] });
  const compiled = compiler.compile({
    mainFileContent: TEMPLATE,
    inputs: { data: JSON.stringify({ ...dataOf(tree), cautious }) },
  });
  const document = compiled.result;
  if (!document) throw new Error(`Typst: ${JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics)}`);
  const creationTimestamp = Date.parse(`${tree.asOf}T00:00:00Z`) / 1000;
  try {
    return compiler.pdf(document, { pdfStandard: 'ua-1', creationTimestamp });
  } catch {
    return compiler.pdf(document, { creationTimestamp });
  } finally {
    // What it remembers of one document helps no other.
    compiler.evictCache(0);
  }
}

function dataOf(tree: Tree): object {
  const t = text.in(tree.lang);
  const { logo, ...look } = tree.look;
  return {
    ...tree,
    look: {
      ...look,
      ...(logo === null
        ? {}
        : { logo: { bytes: [...logo.bytes], format: logo.type === 'image/png' ? 'png' : 'jpg', alt: logo.alt } }),
    },
    figures: tree.figures.map((figure) => ({ ...figure, written: writeNumber(tree.lang, figure.value) })),
    contents: needsContents(tree),
    said: {
      asOf: t('documents.as-of', { day: dateInWords(tree.lang, tree.asOf) }),
      page: t('documents.page', { page: '{page}', pages: '{pages}' }),
      contents: t('documents.contents'),
      counted: t('documents.counted'),
    },
    blocks: tree.blocks.map((block) => (block.kind === 'table' ? tableOf(block) : block)),
  };
}

/** More than this does not stand on one page, so the row may run over to the next. */
const LONG = 1_500;

function tableOf(whole: Table): object {
  const table = paperTable(whole);
  return {
    ...table,
    size: table.columns.length > 6 ? 8 : 8.5,
    columns: table.columns.map((column) => ({ ...column, ours: column.ours === true })),
    rows: table.rows.map((row: Row) =>
      'cells' in row ? { ...row, long: row.cells.some((cell) => plainOf(cell).length > LONG) } : row,
    ),
  };
}
