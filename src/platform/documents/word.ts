import {
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  LeaderType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  ShadingType,
  type Table,
  TableOfContents,
  TabStopType,
  TextRun,
} from 'docx';
import { dateInWords, writeNumber } from '../i18n/index.ts';
import { COLOURS } from './colours.ts';
import { renumbered, stableArchive } from './stable-archive.ts';
import { text } from './text.ts';
import { type Block, needsContents, type Tree } from './tree.ts';
import { runs } from './word-runs.ts';
import { wordStyles } from './word-styles.ts';
import { wordTable } from './word-table.ts';

/** Width and height in twips, upright. */
const SHEETS = { a4: [11_906, 16_838], letter: [12_240, 15_840] } as const;
const MARGIN = 900;
const HEADINGS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;

/**
 * A document as DOCX: heading styles, a table of contents that is a field, repeated heads of tables, the language of each passage, the words of
 * the wall in the head of every page. The same document gives the same bytes.
 */
export async function wordFile(tree: Tree): Promise<Uint8Array> {
  const [short, long] = SHEETS[tree.paper.size];
  const width = (tree.paper.landscape ? long : short) - 2 * MARGIN;
  const colour = tree.look.colour.slice(1);
  const document = new Document({
    title: tree.title.text,
    creator: tree.look.header,
    lastModifiedBy: tree.look.header,
    description: tree.wall.sentence,
    styles: wordStyles(tree.lang, colour),
    sections: [
      {
        properties: {
          page: {
            size: {
              width: short,
              height: long,
              orientation: tree.paper.landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: { top: 1_150, bottom: 1_050, left: MARGIN, right: MARGIN, header: 500, footer: 450 },
          },
        },
        headers: { default: headOf(tree, width, colour) },
        footers: { default: footOf(tree, width) },
        children: [...coverOf(tree), ...tree.blocks.flatMap((block) => blockOf(tree, block, width))],
      },
    ],
  });
  return stableArchive(new Uint8Array(await Packer.toArrayBuffer(document)), tree.asOf, renumbered());
}

function coverOf(tree: Tree): (Paragraph | TableOfContents)[] {
  const t = text.in(tree.lang);
  const { logo } = tree.look;
  const contents = needsContents(tree);
  return [
    ...(logo === null ? [] : [new Paragraph({ children: [picture(logo)] })]),
    new Paragraph({ style: 'Above', children: [new TextRun(tree.above)] }),
    new Paragraph({ heading: HeadingLevel.TITLE, children: runs(tree, [tree.title]) }),
    ...(tree.wall.open
      ? []
      : [
          new Paragraph({
            style: 'Wall',
            shading: { type: ShadingType.CLEAR, color: 'auto', fill: COLOURS.wallSoft },
            border: { left: { style: BorderStyle.SINGLE, size: 24, space: 6, color: COLOURS.wall } },
            children: [new TextRun(tree.wall.sentence)],
          }),
        ]),
    ...tree.facts.map(
      ({ term, value }) =>
        new Paragraph({
          style: 'Fact',
          tabStops: [{ type: TabStopType.LEFT, position: 1_900 }],
          indent: { left: 1_900, hanging: 1_900 },
          children: [new TextRun({ text: `${term}\t`, color: COLOURS.muted }), ...runs(tree, value)],
        }),
    ),
    ...(tree.figures.length === 0
      ? []
      : [
          new Paragraph({
            style: 'Fact',
            spacing: { before: 240 },
            children: [new TextRun({ text: t('documents.counted'), bold: true })],
          }),
        ]),
    ...tree.figures.map(
      ({ value, label, rule }) =>
        new Paragraph({
          style: 'Fact',
          children: [
            new TextRun({ text: `${writeNumber(tree.lang, value)} `, bold: true }),
            new TextRun(label),
            new TextRun({ text: ` — ${rule}`, color: COLOURS.muted }),
          ],
        }),
    ),
    ...(contents
      ? [
          new Paragraph({
            spacing: { before: 320, after: 120 },
            children: [new TextRun({ text: t('documents.contents'), bold: true, size: 26, color: tree.look.colour.slice(1) })],
          }),
          // A field that is whole already, so that Word opens the file without asking; page numbers come with its "Update Table".
          new TableOfContents(t('documents.contents'), {
            hyperlink: true,
            headingStyleRange: '1-2',
            beginDirty: false,
            tabLeader: LeaderType.NONE,
          }),
          new Paragraph({ style: 'Gap', pageBreakBefore: true, children: [] }),
        ]
      : [new Paragraph({ children: [] })]),
  ];
}

function blockOf(tree: Tree, block: Block, width: number): (Paragraph | Table)[] {
  if (block.kind === 'heading') return [new Paragraph({ heading: HEADINGS[block.level], children: runs(tree, block.line) })];
  if (block.kind === 'paragraph') return [new Paragraph({ children: runs(tree, block.line) })];
  if (block.rows.length === 0) return [new Paragraph({ children: [new TextRun({ text: block.empty, color: COLOURS.muted })] })];
  // Word wants a paragraph after a table.
  return [wordTable(tree, block, width), new Paragraph({ style: 'Gap', children: [] })];
}

function headOf(tree: Tree, width: number, colour: string): Header {
  return new Header({
    children: [
      new Paragraph({
        style: 'Small',
        tabStops: [{ type: TabStopType.RIGHT, position: width }],
        border: { bottom: { style: BorderStyle.SINGLE, size: 4, space: 4, color: COLOURS.line } },
        children: [
          new TextRun({ text: `${tree.look.header}   `, bold: true, color: colour }),
          ...runs(tree, [{ ...tree.title, bold: false, text: cut(tree.title.text) }]),
          new TextRun('\t'),
          tree.wall.open
            ? new TextRun(tree.wall.sentence)
            : new TextRun({
                text: ` ${tree.wall.sentence} `,
                bold: true,
                color: COLOURS.wall,
                shading: { type: ShadingType.CLEAR, color: 'auto', fill: COLOURS.wallSoft },
              }),
        ],
      }),
    ],
  });
}

function footOf(tree: Tree, width: number): Footer {
  const t = text.in(tree.lang);
  const [before = '', between = '', after = ''] = t('documents.page', { page: '\u0000', pages: '\u0000' }).split('\u0000');
  return new Footer({
    children: [
      new Paragraph({
        style: 'Small',
        tabStops: [{ type: TabStopType.RIGHT, position: width }],
        children: [
          new TextRun(`${t('documents.as-of', { day: dateInWords(tree.lang, tree.asOf) })}   `),
          ...runs(tree, [{ text: tree.address, href: tree.address }]),
          new TextRun({ children: ['\t', before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after] }),
        ],
      }),
    ],
  });
}

const cut = (title: string): string => (title.length > 80 ? `${title.slice(0, 78)}…` : title);

function picture(logo: NonNullable<Tree['look']['logo']>): ImageRun {
  const height = 56;
  return new ImageRun({
    type: logo.type === 'image/png' ? 'png' : 'jpg',
    data: logo.bytes,
    transformation: { height, width: Math.round((logo.width / logo.height) * height) },
    altText: { name: 'logo', title: logo.alt, description: logo.alt },
  });
}
