import {
  DeletedTextRun,
  Document,
  FootnoteReferenceRun,
  HeadingLevel,
  InsertedTextRun,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx';
import { describe, expect, it } from 'vitest';
import { type Draft, importDocument } from '../index.ts';
import type { Gold, GoldLine } from './gold.ts';
import { report, score } from './score.ts';

const LEVELS = ['%1.', '%1.%2', '%1.%2.%3'].map((text, level) => ({ level, text, format: LevelFormat.DECIMAL }));
const CONFIG = [
  { reference: 'outline', levels: LEVELS },
  { reference: 'letters', levels: [{ level: 0, text: '(%1)', format: LevelFormat.LOWER_LETTER }] },
  { reference: 'roman', levels: [{ level: 0, text: '%1.', format: LevelFormat.UPPER_ROMAN }] },
];

async function read(children: (Paragraph | Table)[], footnotes: Record<string, { children: Paragraph[] }> = {}): Promise<Draft> {
  const document = new Document({ numbering: { config: CONFIG }, footnotes, sections: [{ children }] });
  return importDocument(new Uint8Array(await Packer.toBuffer(document)), 'plan.docx');
}

const plain = (text: string): Paragraph => new Paragraph({ children: [new TextRun(text)] });
const title = new Paragraph({ text: 'Joint Work Plan 2020-2022', heading: HeadingLevel.TITLE });
const numbered = (text: string, level: number, reference = 'outline', instance = 0): Paragraph =>
  new Paragraph({ children: [new TextRun(text)], numbering: { reference, level, instance } });

/** A row of what is expected: reference, kind, parent, text. */
const line = (id: string, kind: string, parent: string | null, text: string, also: string[] = []): GoldLine => ({
  id,
  number: id,
  kind,
  parent,
  text,
  also,
});

function agrees(draft: Draft, lines: GoldLine[]): void {
  const gold: Gold = { title: 'Joint Work Plan 2020-2022', period: { start: '2020', end: '2022' }, parties: [], lines };
  const figures = score('a Word file', gold, draft);
  expect(figures.strict, report([figures], true)).toEqual({ recall: 1, precision: 1 });
}

describe('Word files as they are written', () => {
  it('numbers that Word counts itself, three deep', async () => {
    const draft = await read([
      title,
      numbered('Political cooperation', 0),
      numbered('Dialogue', 1),
      numbered('Hold annual consultations of senior officials.', 2),
      numbered('Exchange visits of young diplomats.', 2),
      numbered('Security', 1),
      numbered('Train border guards.', 2),
      numbered('Economic cooperation', 0),
      numbered('Trade', 1),
      numbered('Share customs data.', 2),
    ]);
    agrees(draft, [
      line('1', 'part', null, 'Political cooperation'),
      line('1.1', 'area', '1', 'Dialogue'),
      line('1.1.1', 'action', '1.1', 'Hold annual consultations of senior officials.'),
      line('1.1.2', 'action', '1.1', 'Exchange visits of young diplomats.'),
      line('1.2', 'area', '1', 'Security'),
      line('1.2.1', 'action', '1.2', 'Train border guards.'),
      line('2', 'part', null, 'Economic cooperation'),
      line('2.1', 'area', '2', 'Trade'),
      line('2.1.1', 'action', '2.1', 'Share customs data.'),
    ]);
  });

  it('headings of Word with lists that restart below them', async () => {
    const heading = (text: string): Paragraph => new Paragraph({ text, heading: HeadingLevel.HEADING_1 });
    const draft = await read([
      title,
      heading('Energy'),
      numbered('Open a joint laboratory.', 0, 'outline', 1),
      numbered('Publish a yearly report.', 0, 'outline', 1),
      heading('Water'),
      numbered('Map the rivers of both countries.', 0, 'outline', 2),
      numbered('Train engineers.', 0, 'outline', 2),
    ]);
    agrees(draft, [
      line('h1', 'area', null, 'Energy'),
      line('h1.1', 'action', 'h1', 'Open a joint laboratory.'),
      line('h1.2', 'action', 'h1', 'Publish a yearly report.'),
      line('h2', 'area', null, 'Water'),
      line('h2.1', 'action', 'h2', 'Map the rivers of both countries.'),
      line('h2.2', 'action', 'h2', 'Train engineers.'),
    ]);
  });

  it('a table in which Word counts the letters of the sub-items', async () => {
    const cell = (...children: Paragraph[]): TableCell => new TableCell({ children });
    const row = (...children: TableCell[]): TableRow => new TableRow({ children });
    const draft = await read([
      title,
      new Paragraph({ text: 'A. Trade', heading: HeadingLevel.HEADING_1 }),
      new Table({
        rows: [
          row(cell(plain('Area')), cell(plain('Action'))),
          row(
            cell(plain('1. Customs')),
            cell(
              plain('1.1 Share expertise in:'),
              numbered('rules of origin;', 0, 'letters'),
              numbered('risk management; and', 0, 'letters'),
              numbered('electronic forms.', 0, 'letters'),
              plain('1.2 Hold seminars each year.'),
            ),
          ),
          row(cell(plain('')), cell(plain('1.3 Explore a single window.'))),
          row(cell(plain('2. Standards')), cell(plain('2.1 Publish a list of laboratories.'))),
        ],
      }),
    ]);
    agrees(draft, [
      line('A', 'part', null, 'Trade'),
      line('A.1', 'area', 'A', 'Customs', ['1']),
      line('A.1.1', 'action', 'A.1', 'Share expertise in:', ['1.1']),
      line('A.1.1.a', 'subitem', 'A.1.1', 'rules of origin', ['1.1.a', 'A.1.1.b1', 'A.1.1.1']),
      line('A.1.1.b', 'subitem', 'A.1.1', 'risk management', ['1.1.b', 'A.1.1.b2', 'A.1.1.2']),
      line('A.1.1.c', 'subitem', 'A.1.1', 'electronic forms', ['1.1.c', 'A.1.1.b3', 'A.1.1.3']),
      line('A.1.2', 'action', 'A.1', 'Hold seminars each year.', ['1.2']),
      line('A.1.3', 'action', 'A.1', 'Explore a single window.', ['1.3']),
      line('A.2', 'area', 'A', 'Standards', ['2']),
      line('A.2.1', 'action', 'A.2', 'Publish a list of laboratories.', ['2.1']),
    ]);
  });

  it('tracked changes, footnotes and soft line breaks', async () => {
    const who = { author: 'A. Clerk', date: '2020-01-01T00:00:00Z' };
    const draft = await read(
      [
        title,
        plain('1. Health'),
        new Paragraph({
          children: [
            new TextRun('1.1 Hold '),
            new DeletedTextRun({ id: 1, text: 'monthly', ...who }),
            new InsertedTextRun({ id: 2, text: 'annual', ...who }),
            new TextRun(' meetings of ministers.'),
            new FootnoteReferenceRun(1),
          ],
        }),
        new Paragraph({ children: [new TextRun('1.2 Share data on'), new TextRun({ text: 'new diseases.', break: 1 })] }),
      ],
      { '1': { children: [plain('See the declaration of 2019.')] } },
    );
    const texts = draft.nodes.map(({ id, text }) => `${id} ${text}`);
    expect(texts[0]).toBe('1 Health');
    expect(texts[1]).toMatch(/^1\.1 Hold annual meetings of ministers\./u);
    expect(texts[1]).not.toMatch(/monthly/u);
    expect(texts[2]).toBe('1.2 Share data on new diseases.');
    expect(texts).toHaveLength(3);
  });
});
