import { describe, expect, test } from 'vitest';
import { cellsOfCsv, lettersOf, lettersOfPdf, partsOf, sheetsOf, wordsOfDocx } from './fixtures/read-back.ts';
import { documentOf, HOSTILE, SCRIPTS } from './fixtures/tree.ts';
import { htmlFile } from './html.ts';
import { FORMATS, treeOf, writeDocument } from './index.ts';

const all = [...HOSTILE, ...SCRIPTS];
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('whatever a text says comes back, letter for letter, from', () => {
  test('DOCX, as mammoth reads it', async () => {
    const words = await wordsOfDocx(await writeDocument(documentOf(all), 'docx'));
    for (const text of all) for (const line of text.split('\n')) expect(words).toContain(line);
  });

  test('XLSX, as its XML says', async () => {
    const [sheet] = sheetsOf(await writeDocument(documentOf(all), 'xlsx'));
    expect(sheet?.slice(3).map((row) => row[1])).toEqual(all);
    expect(sheet?.[3]).toEqual(['A.1.1', '=1+1', 'une note', String(39_521), '7']);
  });

  test('CSV, formulas made harmless', async () => {
    const rows = cellsOfCsv(await writeDocument(documentOf(all), 'csv'));
    expect(rows.slice(1).map((row) => row[1]?.replace(/^'/, ''))).toEqual(all);
    for (const [, text = ''] of rows.slice(1)) expect(/^\s*[=+\-@]/.test(text), text).toBe(false);
  });

  test('JSON', async () => {
    const said = JSON.parse(decode(await writeDocument(documentOf(all), 'json')));
    expect(said.tables[0].rows.map((row: { text: string }) => row.text)).toEqual(all);
    expect(said).toMatchObject({
      readers: 'Only Canada sees this',
      asOf: '2008-06-30',
      address: expect.stringContaining('https://'),
    });
    expect(said.tables[0].rows[0]).toMatchObject({ due: '2008-03-14', count: 7 });
  });

  test('HTML, in which no text is markup', () => {
    const page = decode(htmlFile(documentOf(all)));
    expect(page).not.toContain('<script');
    const cells = [...page.matchAll(/<td><span class="signed">(.*?)<\/td>/gs)].map(([, cell = '']) =>
      cell
        .replaceAll('<br>', '\n')
        .replace(/<[^>]+>/g, '')
        .replace(
          /&(lt|gt|quot|amp|#39);/g,
          (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'" })[name] ?? '',
        ),
    );
    expect(cells).toEqual(all);
  });

  test('PDF, as unpdf reads it, where Latin, Greek and Cyrillic letters are concerned', async () => {
    const letters = await lettersOfPdf(await writeDocument(documentOf(HOSTILE), 'pdf'));
    for (const text of HOSTILE.filter((each) => each.length < 5_000)) expect(letters).toContain(lettersOf(text));
  });
});

test('letters that no file may hold become the sign for a missing one, in every form', async () => {
  const tree = documentOf(['bell\u0007 half\ud800 end\u0000']);
  for (const format of FORMATS.filter((each) => each !== 'pdf')) {
    const bytes = await writeDocument(tree, format);
    const said = format === 'docx' || format === 'xlsx' ? Object.values(partsOf(bytes)).join('') : decode(bytes);
    expect(said, format).toContain('bell\ufffd half\ufffd end\ufffd');
  }
  expect((await writeDocument(tree, 'pdf')).length).toBeGreaterThan(1_000);
});

test('the same document is the same file, byte for byte, whatever was written between', async () => {
  const { wordFile } = await import('./word.ts');
  const { sheetFile } = await import('./sheet.ts');
  const { pdfFile } = await import('./pdf.ts');
  for (const write of [wordFile, sheetFile, pdfFile]) {
    const first = await write(documentOf(['one', 'two']));
    await write(documentOf(['three']));
    expect(Buffer.compare(first, await write(documentOf(['one', 'two']))), write.name).toBe(0);
  }
});

describe('DOCX', () => {
  const made = async (changes = {}) => partsOf(await writeDocument(documentOf(['one', 'two'], changes), 'docx'));

  test('says its wall on every page and in its properties, its day, its address and its pages', async () => {
    const parts = await made();
    expect(parts['word/header1.xml']).toContain('Only Canada sees this');
    expect(parts['docProps/core.xml']).toContain('Only Canada sees this');
    const foot = parts['word/footer1.xml'] ?? '';
    for (const each of ['As of 30 June 2008', 'https://entente.example/asean-canada/plans/2007-10', 'PAGE', 'NUMPAGES'])
      expect(foot).toContain(each);
  });

  test('has headings that Word knows, heads of tables that repeat, and the language of each passage', async () => {
    const { 'word/document.xml': xml = '', 'word/styles.xml': styles = '' } = await made();
    expect([...xml.matchAll(/<w:pStyle w:val="(Heading\d|Title)"/g)].map(([, name]) => name)).toEqual([
      'Title',
      'Heading1',
      'Heading1',
      'Heading2',
    ]);
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    expect(styles).toContain('w:lang w:val="en-CA"');
    expect(xml.match(/<w:lang w:val="fr-CA"\/>/g)).toHaveLength(2);
    expect(xml).toMatch(/<w:rFonts w:ascii="Cambria"/);
  });

  test.each([
    ['a4', true, '16838', '11906', 'landscape'],
    ['a4', false, '11906', '16838', 'portrait'],
    ['letter', true, '15840', '12240', 'landscape'],
  ] as const)('lies on %s, landscape %s', async (size, landscape, width, height, turn) => {
    const { 'word/document.xml': xml = '' } = await made({ paper: { size, landscape } });
    expect(xml).toContain(`<w:pgSz w:w="${width}" w:h="${height}" w:orient="${turn}"/>`);
  });

  test('has a table of contents where it is long, and none where it is short', async () => {
    const many = documentOf(Array.from({ length: 30 }, (_, at) => `line ${at}`));
    const [table] = many.blocks.filter((block) => block.kind === 'table');
    const blocks = [
      ...many.blocks,
      ...[1, 2, 3].map((at) => ({ kind: 'heading' as const, level: 1 as const, line: [{ text: `Part ${at}` }] })),
    ];
    const { 'word/document.xml': xml = '' } = partsOf(await writeDocument({ ...many, blocks }, 'docx'));
    expect(table).toBeDefined();
    expect(xml).toMatch(/TOC \\h \\o/);
    expect(xml).toContain('Part 3');
    expect((await made())['word/document.xml']).not.toContain('TOC');
  });

  test('has nothing in it that runs, and nothing that is loaded from elsewhere', async () => {
    const parts = partsOf(await writeDocument(documentOf(all), 'docx'));
    expect(Object.keys(parts).filter((name) => /vba|macro|activeX|embed/i.test(name))).toEqual([]);
    const outside = Object.values(parts).flatMap((xml) =>
      [...xml.matchAll(/Target="([^"]*)" TargetMode="External"/g)].map(([, target]) => target),
    );
    for (const target of outside) expect(target).toMatch(/^https:\/\/entente\.example\//);
  });
});

describe('PDF', () => {
  // Streams are compressed: what stands in the clear is asked of the library, what does not of its structure.
  const opened = async (texts: readonly string[]) => {
    const { getDocumentProxy } = await import('unpdf');
    return getDocumentProxy(new Uint8Array(await writeDocument(documentOf(texts), 'pdf')));
  };

  test('claims PDF/UA-1, is tagged, and says its title and language', async () => {
    const pdf = await opened(HOSTILE);
    const { info, metadata } = await pdf.getMetadata();
    expect(metadata?.getRaw()).toContain('pdfuaid');
    expect(info).toMatchObject({ Title: 'Joint Work Plan', Language: 'en' });
    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
  });

  test('has the head of a table as TH, its cells as TD, headings as H, and bookmarks that lead to them', async () => {
    const pdf = await opened(['one', 'two']);
    const roles: string[] = [];
    const walk = (node: { role?: string; children?: unknown[] }): void => {
      if (node.role) roles.push(node.role);
      for (const child of node.children ?? []) walk(child as { role?: string });
    };
    walk(await (await pdf.getPage(1)).getStructTree());
    expect(roles.filter((role) => role === 'TH').length).toBeGreaterThanOrEqual(5);
    expect(roles.filter((role) => role === 'TD')).toHaveLength(10);
    for (const role of ['Table', 'H1', 'H2', 'Link']) expect(roles).toContain(role);
    const outline = await pdf.getOutline();
    expect(outline.map((each) => each.title)).toEqual(['What was agreed', 'A  Dialogue']);
    expect(outline[1]?.items.map((each) => each.title)).toEqual(['A.1  Health']);
  });

  test('carries its wall, its day, its address and the number of the page on each page', async () => {
    const { extractText } = await import('unpdf');
    const pdf = await opened(Array.from({ length: 60 }, (_, at) => `line ${at}`));
    const { text } = await extractText(pdf, { mergePages: false });
    expect(text.length).toBeGreaterThan(1);
    for (const [at, page] of text.entries())
      for (const each of [
        'Only Canada sees this',
        'As of 30 June 2008',
        'https://entente.example/',
        `Page ${at + 1} of ${text.length}`,
        'Reference',
      ])
        expect(page).toContain(each);
  });

  test('is made all the same where a letter stands in no font that we have, without claiming the standard', async () => {
    const pdf = await opened(['\u{10fffd} is for private use']);
    expect((await pdf.getMetadata()).metadata?.getRaw()).not.toContain('pdfuaid');
    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
  });

  test('knows the scripts of the region', async () => {
    const pdf = await opened(SCRIPTS.slice(0, 4));
    expect((await pdf.getMetadata()).metadata?.getRaw()).toContain('pdfuaid');
  });
});

describe('XLSX', () => {
  test('is frozen under its head, can be filtered, and prints the head on every page, as wide as the paper', async () => {
    const parts = partsOf(await writeDocument(documentOf(HOSTILE), 'xlsx'));
    const sheet = parts['xl/worksheets/sheet1.xml'] ?? '';
    expect(sheet).toMatch(/<pane xSplit="1" ySplit="3" [^>]*state="frozen"/);
    expect(sheet).toContain(`<autoFilter ref="A3:E${3 + HOSTILE.length}"/>`);
    expect(sheet).toMatch(/fitToWidth="1" fitToHeight="0"/);
    expect(sheet).toContain('Only Canada sees this');
    expect(parts['xl/workbook.xml']).toMatch(/Print_Titles[^<]*<?.*\$3:\$3/);
    expect(sheet).not.toContain('<f>');
    expect(parts['xl/styles.xml']).toContain('quotePrefix="1"');
  });

  test('says on a sheet of its own what it is, who sees it, as of when, and how things were counted', async () => {
    const [, about] = sheetsOf(await writeDocument(documentOf(['one']), 'xlsx'));
    expect(about?.map((row) => row[1])).toEqual([
      'Joint Work Plan',
      'Only Canada sees this',
      '30 June 2008',
      'https://entente.example/asean-canada/plans/2007-10',
      '2007–2010',
      'each numbered promise',
    ]);
  });

  test('cuts what no cell can hold, and says so', async () => {
    const [sheet] = sheetsOf(await writeDocument(documentOf(['y'.repeat(40_000)]), 'xlsx'));
    expect(sheet?.[3]?.[1]).toHaveLength(32_767);
    expect(sheet?.[3]?.[1]).toMatch(/y \[cut here: .*\]$/);
  });
});

test('a list says its headings once over the rows that they hold, on paper only', async () => {
  const { blocks: _, ...rest } = documentOf([]);
  const heading = (key: string, level: 1 | 2) => ({ key, level, line: [{ text: key }] });
  const list = {
    ...{ ...rest, name: 'x', caption: 'Lines', empty: 'None', items: ['A.1.1', 'A.1.2', 'A.2.1', 'B.1.1'] },
    columns: [{ key: 'reference', label: 'Reference', kind: 'text' as const, width: 1, cell: (item: string) => item }],
    headings: (item: string) => [heading(item.slice(0, 1), 1), heading(item.slice(0, 3), 2)],
  };
  const [table] = treeOf(list).blocks;
  const said =
    table?.kind === 'table'
      ? table.rows.map((row) => ('heading' in row ? row.heading[0]?.text : row.cells[0]?.lines[0]?.[0]?.text))
      : [];
  expect(said).toEqual(['A', 'A.1', 'A.1.1', 'A.1.2', 'A.2', 'A.2.1', 'B', 'B.1', 'B.1.1']);
  expect(cellsOfCsv(await writeDocument(treeOf(list), 'csv')).flat()).toEqual(['Reference', 'A.1.1', 'A.1.2', 'A.2.1', 'B.1.1']);
});
