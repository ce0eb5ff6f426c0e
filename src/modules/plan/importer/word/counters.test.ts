import { describe, expect, it } from 'vitest';
import { countParagraphs, formatted } from './counters.ts';
import { readLists } from './numbering.ts';
import { readStyles } from './styles.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const level = (at: number, format: string, text: string, more = ''): string =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>${more}</w:lvl>`;
const shared = (id: number, inside: string): string => `<w:abstractNum w:abstractNumId="${id}">${inside}</w:abstractNum>`;
const list = (id: number, of: number, inside = ''): string =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${inside}</w:num>`;
const lists = (...inside: string[]) =>
  readLists(new TextEncoder().encode(`<w:numbering ${W}>${inside.join('')}</w:numbering>`), 'plan.docx');

/** What is printed before paragraphs of these lists and levels, one after the other. */
function printed(known: ReturnType<typeof lists>, ...paragraphs: (readonly [string, number])[]): string[] {
  const counter = countParagraphs(known);
  return paragraphs.map(([id, at]) => counter(id, at));
}

const OUTLINE = level(0, 'upperRoman', '%1.') + level(1, 'decimal', '%1.%2') + level(2, 'lowerLetter', '(%3)');

describe('numbers that Word counts', () => {
  it('begin again below every higher item', () => {
    const known = lists(shared(1, OUTLINE), list(1, 1));
    expect(printed(known, ['1', 0], ['1', 1], ['1', 2], ['1', 2], ['1', 1], ['1', 2], ['1', 0], ['1', 1])).toEqual([
      'I.',
      'I.1',
      '(a)',
      '(b)',
      'I.2',
      '(a)',
      'II.',
      'II.1',
    ]);
  });

  it('run through where a level says so, or begin again only below a higher one', () => {
    const through = level(0, 'upperLetter', '%1.') + level(1, 'decimal', '%2.', '<w:lvlRestart w:val="0"/>');
    expect(printed(lists(shared(1, through), list(1, 1)), ['1', 0], ['1', 1], ['1', 0], ['1', 1])).toEqual([
      'A.',
      '1.',
      'B.',
      '2.',
    ]);
    const belowFirst = OUTLINE.replace('(%3)"/>', '(%3)"/><w:lvlRestart w:val="1"/>');
    const known = lists(shared(1, belowFirst), list(1, 1));
    expect(printed(known, ['1', 0], ['1', 1], ['1', 2], ['1', 1], ['1', 2], ['1', 0], ['1', 2])).toEqual([
      'I.',
      'I.1',
      '(a)',
      'I.2',
      '(b)',
      'II.',
      '(a)',
    ]);
  });

  it('print the numbers above in digits where a level asks for legal ones', () => {
    const legal = level(0, 'upperRoman', 'Article %1') + level(1, 'decimal', '%1.%2', '<w:isLgl/>');
    expect(printed(lists(shared(1, legal), list(1, 1)), ['1', 0], ['1', 0], ['1', 1])).toEqual([
      'Article I',
      'Article II',
      '2.1',
    ]);
  });

  it('go on in another list of the same kind, unless that begins by itself', () => {
    const anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>';
    const known = lists(shared(1, OUTLINE), list(1, 1), list(2, 1), list(3, 1, anew));
    expect(printed(known, ['1', 0], ['2', 0], ['3', 0], ['3', 0], ['1', 0])).toEqual(['I.', 'II.', 'I.', 'II.', 'III.']);
  });

  it('take a level that a list redefines, and a definition that a style holds', () => {
    const own = `<w:lvlOverride w:ilvl="0">${level(0, 'decimal', 'Volet %1')}</w:lvlOverride>`;
    const known = lists(
      shared(1, `<w:numStyleLink w:val="Plan"/>`),
      shared(2, `<w:styleLink w:val="Plan"/>${OUTLINE}`),
      list(1, 1),
      list(2, 2, own),
    );
    expect(printed(known, ['1', 0], ['1', 1])).toEqual(['I.', 'I.1']);
    expect(printed(known, ['2', 0])).toEqual(['Volet 1']);
  });

  it('are nothing for lists that are not there and levels without signs', () => {
    const known = lists(shared(1, level(0, 'none', '')), list(1, 1), list(2, 9));
    expect(printed(known, ['1', 0], ['2', 0], ['77', 0], ['1', 5])).toEqual(['', '', '', '']);
  });

  it('are bullets that letters can show', () => {
    const known = lists(shared(1, level(0, 'bullet', '\uf0b7') + level(1, 'bullet', 'o') + level(2, 'bullet', '–')), list(1, 1));
    expect(printed(known, ['1', 0], ['1', 1], ['1', 2])).toEqual(['•', '◦', '–']);
  });

  it('come in the formats of Word', () => {
    const formats = ['decimal', 'decimalZero', 'upperLetter', 'lowerLetter', 'upperRoman', 'lowerRoman', 'chicago'];
    expect(formats.map((format) => formatted(4, format))).toEqual(['4', '04', 'D', 'd', 'IV', 'iv', '4']);
    expect([26, 27, 28, 53].map((value) => formatted(value, 'lowerLetter'))).toEqual(['z', 'aa', 'bb', 'aaa']);
    expect([40, 1994, 0, 4000].map((value) => formatted(value, 'upperRoman'))).toEqual(['XL', 'MCMXCIV', '0', '4000']);
  });
});

describe('styles', () => {
  it('give headings and lists also through what they are based on, whatever they are called', () => {
    const known = lists(
      shared(1, level(0, 'decimal', '%1.') + level(1, 'decimal', '%1.%2', '<w:pStyle w:val="Action"/>')),
      list(5, 1),
    );
    const style = (id: string, inside: string): string => `<w:style w:type="paragraph" w:styleId="${id}">${inside}</w:style>`;
    const styles = readStyles(
      new TextEncoder().encode(
        `<w:styles ${W}>${style('Titre1', '<w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr>')}${style('Volet', '<w:name w:val="Volet"/><w:basedOn w:val="Titre1"/>')}${style('Action', '<w:name w:val="Action"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr>')}${style('Tief', '<w:name w:val="Tief"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr>')}${style('Loop', '<w:name w:val="Loop"/><w:basedOn w:val="Loop"/>')}</w:styles>`,
      ),
      'plan.docx',
      known,
    );
    expect(styles('Volet')).toMatchObject({ role: 'heading-1', bold: true });
    expect(styles('Action')).toMatchObject({ role: undefined, list: '5', level: 1 });
    expect(styles('Tief').role).toBe('heading-3');
    expect(styles('Loop').role).toBeUndefined();
    expect(styles('nowhere').role).toBeUndefined();
  });
});
