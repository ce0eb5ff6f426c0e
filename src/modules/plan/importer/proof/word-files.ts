import {
  Document,
  HeadingLevel,
  type IParagraphOptions,
  type IRunOptions,
  type ISectionOptions,
  LevelFormat,
  Packer,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx';
import { strToU8, unzipSync, zipSync } from 'fflate';

type Format = (typeof LevelFormat)[keyof typeof LevelFormat];
const level = (at: number, format: Format, text: string) => ({ level: at, format, text });

/** Lists as their writers set them up in Word. */
const LISTS = [
  {
    reference: 'parts',
    levels: [
      level(0, LevelFormat.UPPER_ROMAN, '%1.'),
      level(1, LevelFormat.UPPER_LETTER, '%2.'),
      level(2, LevelFormat.DECIMAL, '%3.'),
      level(3, LevelFormat.LOWER_LETTER, '(%4)'),
    ],
  },
  { reference: 'decimal', levels: [level(0, LevelFormat.DECIMAL, '%1.'), level(1, LevelFormat.DECIMAL, '%1.%2')] },
  { reference: 'letters', levels: [level(0, LevelFormat.LOWER_LETTER, '%1)')] },
  // The bullets of Word stand in a symbol font, at a place where no letter is.
  { reference: 'bullets', levels: [level(0, LevelFormat.BULLET, '\uf0b7'), level(1, LevelFormat.BULLET, 'o')] },
];

/** A paragraph of plain or set-off words. */
export const paragraph = (text: string, looks: Omit<IRunOptions, 'text'> = {}): Paragraph =>
  new Paragraph({ children: [new TextRun({ text, ...looks })] });

export const title = (text: string): Paragraph => new Paragraph({ text, heading: HeadingLevel.TITLE });

export const heading = (text: string, more: Partial<IParagraphOptions> = {}): Paragraph =>
  new Paragraph({ text, heading: HeadingLevel.HEADING_1, ...more });

/** A paragraph that Word numbers. */
export const item = (list: string, at: number, words: string | ParagraphChild[]): Paragraph =>
  new Paragraph({
    children: typeof words === 'string' ? [new TextRun(words)] : words,
    numbering: { reference: list, level: at },
  });

type CellContent = string | (Paragraph | Table)[];
type Spans = { readonly rowSpan?: number; readonly columnSpan?: number };
export const cell = (content: CellContent, spans: Spans = {}): TableCell =>
  new TableCell({ children: typeof content === 'string' ? [paragraph(content)] : content, ...spans });

export const table = (...rows: (TableCell | string)[][]): Table =>
  new Table({
    rows: rows.map((cells) => new TableRow({ children: cells.map((each) => (each instanceof TableCell ? each : cell(each))) })),
  });

/** The bytes of a Word file with these paragraphs and tables. */
export async function wordFile(
  children: (Paragraph | Table)[],
  section: Omit<ISectionOptions, 'children'> = {},
): Promise<Uint8Array> {
  const document = new Document({ numbering: { config: LISTS }, sections: [{ ...section, children }] });
  return new Uint8Array(await Packer.toBuffer(document));
}

/** A list of Word of two levels, "1." and "1.1". */
const NUMBERING = `<w:numbering DECLARED><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>`;

/** A Word file whose text is this XML, as programs other than ours write it; list 1 prints "1." and "1.1". */
export async function wordFileOf(body: string, parts: Readonly<Record<string, string>> = {}): Promise<Uint8Array> {
  const files = unzipSync(await wordFile([title('Joint Work Plan 2020-2022'), item('decimal', 0, 'x')]));
  const declared = [
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
    'xmlns:v="urn:schemas-microsoft-com:vml"',
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  ].join(' ');
  const all = {
    'word/document.xml': `<w:document DECLARED><w:body>${body}</w:body></w:document>`,
    'word/numbering.xml': NUMBERING,
    ...parts,
  };
  for (const [path, part] of Object.entries(all)) files[path] = strToU8(part.replaceAll('DECLARED', declared));
  return zipSync(files);
}
