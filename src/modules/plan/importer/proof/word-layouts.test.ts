import { ExternalHyperlink, Footer, Header, Tab, TextRun } from 'docx';
import { describe, expect, it } from 'vitest';
import { type Draft, importDocument } from '../index.ts';
import { cell, heading, item, paragraph, table, title, wordFile, wordFileOf } from './word-files.ts';

const read = async (bytes: Promise<Uint8Array>): Promise<Draft> => importDocument(await bytes, 'plan.docx');
/** Reference, kind, parent and words of every node, a row each. */
const rows = (draft: Draft): string[] =>
  draft.nodes.map(({ id, kind, parent, text }) => `${id} ${kind} ${parent ?? '-'} ${text}`);
/** A paragraph as XML; what stands between bars is put in as it is. */
const p = (words: string, properties = ''): string =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${run(words)}</w:p>`;
const run = (words: string, looks = ''): string =>
  `<w:r>${looks === '' ? '' : `<w:rPr>${looks}</w:rPr>`}<w:t xml:space="preserve">${words}</w:t></w:r>`;
const TITLE = p('Joint Work Plan 2020-2022', '<w:pStyle w:val="Title"/>');

describe('lists that Word numbers', () => {
  it('roman parts, lettered areas, numbers that begin again, letters below them', async () => {
    const draft = await read(
      wordFile([
        title('Plan of Action 2011-2015'),
        item('parts', 0, 'Political cooperation'),
        item('parts', 1, 'Dialogue'),
        item('parts', 2, 'Hold annual consultations.'),
        item('parts', 2, 'Share experience on:'),
        item('parts', 3, 'elections;'),
        item('parts', 3, 'courts.'),
        item('parts', 1, 'Security'),
        item('parts', 2, 'Train guards.'),
        item('parts', 0, 'Economy'),
        item('parts', 1, 'Trade'),
        item('parts', 2, 'Share customs data.'),
        item('parts', 2, 'Open a fair.'),
      ]),
    );
    expect(rows(draft)).toEqual([
      'I part - Political cooperation',
      'I.A area I Dialogue',
      'I.A.1 action I.A Hold annual consultations.',
      'I.A.2 action I.A Share experience on:',
      'I.A.2.a subitem I.A.2 elections',
      'I.A.2.b subitem I.A.2 courts',
      'I.B area I Security',
      'I.B.1 action I.B Train guards.',
      'II part - Economy',
      'II.A area II Trade',
      'II.A.1 action II.A Share customs data.',
      'II.A.2 action II.A Open a fair.',
    ]);
  });

  it('bullets of a symbol font in two depths below bold headings', async () => {
    const draft = await read(
      wordFile([
        paragraph('Joint Statement on Water 2020-2022', { bold: true }),
        paragraph('The ministers met in Ottawa and agreed as follows.'),
        paragraph('Rivers', { bold: true }),
        item('bullets', 0, 'Map the rivers of both countries.'),
        item('bullets', 0, 'Share data on:'),
        item('bullets', 1, 'floods;'),
        item('bullets', 1, 'droughts.'),
        paragraph('Energy', { bold: true }),
        item('bullets', 0, 'Open a laboratory.'),
      ]),
    );
    expect(draft.title).toBe('Joint Statement on Water 2020-2022');
    expect(rows(draft)).toEqual([
      'h1 area - Rivers',
      'h1.b1 action h1 Map the rivers of both countries.',
      'h1.b2 action h1 Share data on:',
      'h1.b2.b1 subitem h1.b2 floods',
      'h1.b2.b2 subitem h1.b2 droughts',
      'h2 area - Energy',
      'h2.b1 action h2 Open a laboratory.',
    ]);
  });

  it('numbered headings of a French plan, a link, a typed number with a tab, a line break; not its header and footer', async () => {
    const numbered = { numbering: { reference: 'decimal', level: 0 } };
    const link = new ExternalHyperlink({ link: 'https://example.org', children: [new TextRun('le site commun')] });
    const draft = await read(
      wordFile(
        [
          title('Plan d’action 2012-2014'),
          heading('Santé publique', numbered),
          item('decimal', 1, [new TextRun('Renforcer les laboratoires, voir '), link, new TextRun(' ;')]),
          item('decimal', 1, 'Échanger des informations sur la grippe A (H1N1).'),
          heading('Éducation', numbered),
          item('decimal', 1, [
            new TextRun({ children: ['Tenir un colloque', new Tab(), 'annuel'] }),
            new TextRun({ text: 'sur les langues.', break: 1 }),
          ]),
        ],
        {
          headers: { default: new Header({ children: [paragraph('9. Ne pas lire')] }) },
          footers: { default: new Footer({ children: [paragraph('Page 9')] }) },
        },
      ),
    );
    expect(draft.language).toBe('fr');
    expect(draft.text).not.toContain('Ne pas lire');
    expect(rows(draft)).toEqual([
      '1 area - Santé publique',
      '1.1 action 1 Renforcer les laboratoires, voir le site commun ;',
      '1.2 action 1 Échanger des informations sur la grippe A (H1N1).',
      '2 area - Éducation',
      '2.1 action 2 Tenir un colloque annuel sur les langues.',
    ]);
  });

  it('is counted through the changes that were accepted, and past paragraphs without words', async () => {
    const list = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>';
    const top = list.replace('w:ilvl w:val="1"', 'w:ilvl w:val="0"');
    const gone = (words: string): string =>
      `<w:p><w:pPr>${list}<w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr><w:del w:id="2" w:author="x"><w:r><w:delText>${words}</w:delText></w:r></w:del></w:p>`;
    const draft = await read(
      wordFileOf(
        [
          TITLE,
          p('Health', top),
          p('Hold annual meetings.', list),
          gone('Hold monthly meetings.'),
          `<w:p><w:pPr>${list}</w:pPr><w:ins w:id="3" w:author="x">${run('Share data')}</w:ins><w:del w:id="4" w:author="x"><w:r><w:delText> daily</w:delText></w:r></w:del>${run(' on diseases.')}</w:p>`,
          `<w:p><w:pPr>${list}</w:pPr><w:moveTo w:id="5" w:author="x">${run('Train nurses.')}</w:moveTo></w:p>`,
        ].join(''),
      ),
    );
    expect(rows(draft)).toEqual([
      '1 area - Health',
      '1.1 action 1 Hold annual meetings.',
      '1.2 action 1 Share data on diseases.',
      '1.3 action 1 Train nurses.',
    ]);
    expect(draft.text).not.toMatch(/monthly|daily/u);
  });
});

describe('tables', () => {
  it('with merged cells, a heading across all columns, and several paragraphs in a cell', async () => {
    const draft = await read(
      wordFile([
        title('Work Plan 2010-2012'),
        table(
          ['Area', 'Action', 'Lead'],
          [cell('A. Political cooperation', { columnSpan: 3 })],
          [cell('1. Dialogue', { rowSpan: 2 }), '1.1 Hold annual meetings.', ''],
          ['1.2 Exchange visits.', ''],
          ['2. Security', cell([paragraph('2.1 Train guards.'), paragraph('2.2 Share lists.')]), 'Canada'],
          [cell([paragraph('3. Borders and'), paragraph('customs')]), '3.1 Open a bridge.', ''],
        ),
      ]),
    );
    expect(rows(draft)).toEqual([
      'A part - Political cooperation',
      '1 area A Dialogue',
      '1.1 action 1 Hold annual meetings.',
      '1.2 action 1 Exchange visits.',
      '2 area A Security',
      '2.1 action 2 Train guards.',
      '2.2 action 2 Share lists.',
      '3 area A Borders and customs',
      '3.1 action 3 Open a bridge.',
    ]);
    const canada = draft.text.indexOf('Canada');
    expect(
      draft.findings.some(({ source }) => source.start <= canada && canada < source.end),
      'the lead is named',
    ).toBe(true);
  });

  it('inside a table', async () => {
    const inner = table(['1.1', 'Hold annual meetings.'], ['1.2', 'Exchange visits.']);
    const draft = await read(
      wordFile([title('Work Plan 2010-2012'), table(['1. Dialogue', cell([inner])], ['2. Security', '2.1 Train guards.'])]),
    );
    expect(rows(draft)).toEqual([
      '1 area - Dialogue',
      '1.1 action 1 Hold annual meetings.',
      '1.2 action 1 Exchange visits.',
      '2 area - Security',
      '2.1 action 2 Train guards.',
    ]);
  });

  it('with rows that were deleted, and cells that begin further in', async () => {
    const tc = (words: string): string => `<w:tc><w:p>${run(words)}</w:p></w:tc>`;
    const deleted = '<w:trPr><w:del w:id="1" w:author="x"/></w:trPr>';
    const further = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>';
    const draft = await read(
      wordFileOf(
        `${TITLE}<w:tbl><w:tr>${tc('1. Health')}${tc('1.1 Hold annual meetings.')}</w:tr><w:tr>${deleted}${tc('')}${tc('1.2 Close the office.')}</w:tr><w:tr>${further}${tc('1.2 Share data.')}</w:tr></w:tbl>`,
      ),
    );
    expect(rows(draft)).toEqual(['1 area - Health', '1.1 action 1 Hold annual meetings.', '1.2 action 1 Share data.']);
    expect(draft.text).toContain('\n\t1.2 Share data.');
  });
});

describe('what else stands in Word files', () => {
  it('text boxes once, after their paragraph, whichever program wrote them', async () => {
    const box = `<w:txbxContent>${p('1.2 Share data.')}</w:txbxContent>`;
    const both = `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
    const onlyNew = `<w:r><w:drawing><wps:txbx><w:txbxContent>${p('1.3 Train nurses.')}</w:txbxContent></wps:txbx></w:drawing></w:r>`;
    const draft = await read(
      wordFileOf(`${TITLE}${p('1. Health')}<w:p>${run('1.1 Hold annual meetings.')}${both}${onlyNew}</w:p>`),
    );
    expect(rows(draft)).toEqual([
      '1 area - Health',
      '1.1 action 1 Hold annual meetings.',
      '1.2 action 1 Share data.',
      '1.3 action 1 Train nurses.',
    ]);
  });

  it('words in fields, content controls, custom marks and formulas; not hidden ones', async () => {
    const field = `<w:fldSimple w:instr="REF x">${run('annual')}</w:fldSimple>`;
    const complex = `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://example.org" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('the site')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const control = `<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>${p('1.2 Share data.')}</w:sdtContent></w:sdt>`;
    const draft = await read(
      wordFileOf(
        `${TITLE}${p('1. Health')}<w:p>${run('1.1 Hold ')}${field}${run(' meetings, see ')}${complex}${run('.')}${run(' Pay them.', '<w:vanish/>')}</w:p>${control}<w:p>${run('1.3 Cut emissions by ')}<m:oMath><m:r><m:t>40 %</m:t></m:r></m:oMath>${run('.')}</w:p>`,
      ),
    );
    expect(rows(draft)).toEqual([
      '1 area - Health',
      '1.1 action 1 Hold annual meetings, see the site.',
      '1.2 action 1 Share data.',
      '1.3 action 1 Cut emissions by 40 %.',
    ]);
  });

  it('several items in one paragraph, parted by line breaks', async () => {
    const lines = ['1. Health', '1.1 Hold annual', 'meetings.', '1.2 Share data.'];
    const draft = await read(wordFileOf(`${TITLE}<w:p>${lines.map((line) => run(line)).join('<w:r><w:br/></w:r>')}</w:p>`));
    expect(rows(draft)).toEqual(['1 area - Health', '1.1 action 1 Hold annual meetings.', '1.2 action 1 Share data.']);
  });

  it('a table of contents as furniture', async () => {
    const styles = `<w:styles DECLARED><w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style></w:styles>`;
    const entry = (words: string, page: string): string =>
      `<w:p><w:pPr><w:pStyle w:val="Verzeichnis1"/></w:pPr>${run(words)}<w:r><w:tab/></w:r>${run(page)}</w:p>`;
    const draft = await read(
      wordFileOf(
        `${TITLE}${entry('1. Health', '2')}${entry('2. Trade', '3')}${p('1. Health')}${p('1.1 Hold annual meetings.')}${p('2. Trade')}${p('2.1 Share data.')}`,
        { 'word/styles.xml': styles },
      ),
    );
    expect(rows(draft)).toEqual([
      '1 area - Health',
      '1.1 action 1 Hold annual meetings.',
      '2 area - Trade',
      '2.1 action 2 Share data.',
    ]);
    expect(draft.findings.filter(({ code }) => code === 'duplicate-number')).toEqual([]);
  });

  it('the strict kind of file, with another prefix, its main part elsewhere', async () => {
    const strict = 'http://purl.oclc.org/ooxml/wordprocessingml/main';
    const line = (words: string): string => `<x:p><x:r><x:t>${words}</x:t></x:r></x:p>`;
    const document = `<x:document xmlns:x="${strict}"><x:body>${['Work Plan 2020-2021', '1. Health', '1.1 Hold annual meetings.'].map(line).join('')}</x:body></x:document>`;
    const relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>`;
    const draft = await read(wordFileOf(p('9. Not this.'), { 'word/document2.xml': document, '_rels/.rels': relations }));
    expect(rows(draft)).toEqual(['1 area - Health', '1.1 action 1 Hold annual meetings.']);
  });
});
