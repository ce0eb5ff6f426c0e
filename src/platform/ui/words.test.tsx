import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourcePassage } from './source.tsx';
import { Words } from './words.tsx';

const words = 'Exchange information as appropriate.';
const marked = (marks: readonly { from: number; until: number }[]) =>
  String(<Words text={words} wordsLanguage="en" marks={marks} />);
const plain = (html: string) => html.replace(/<[^>]+>/g, '');

describe('the words of a plan', () => {
  it('stand in their own language and in serif', () => {
    expect(marked([])).toBe('<p class="words row" lang="en">Exchange information as appropriate.</p>');
  });

  it('carry marks, joined where they meet and cut at the end', () => {
    expect(
      marked([
        { from: 9, until: 15 },
        { from: 12, until: 20 },
      ]),
    ).toContain('Exchange <mark>information</mark> as');
    expect(marked([{ from: 24, until: 99 }])).toContain('<mark>appropriate.</mark>');
    expect(marked([{ from: 5, until: 5 }])).not.toContain('<mark>');
  });

  it('stay what they are, however they are marked', () => {
    const span = fc.record({ from: fc.integer({ min: -5, max: 50 }), until: fc.integer({ min: -5, max: 50 }) });
    fc.assert(fc.property(fc.array(span), (marks) => plain(marked(marks)) === words));
  });
});

describe('a passage of the source', () => {
  const passage = 'one\ntwo words\nthree';
  const show = (from: number, until: number) =>
    String(<SourcePassage lang="en" text={passage} wordsLanguage="en" firstLine={41} from={from} until={until} />);

  it('numbers its lines from where it stands', () => {
    expect([...show(0, 0).matchAll(/<li value="(\d+)"/g)].map(([, line]) => line)).toEqual(['41', '42', '43']);
    expect(show(0, 0)).not.toContain('<mark>');
  });

  it('marks what is cited over line ends, and says where it ends', () => {
    const html = show(8, 19);
    expect(html).toMatch(/two <mark><span class="unseen">Cited: <\/span>words</);
    expect(html).toMatch(/<mark><span class="unseen">Cited: <\/span>three</);
  });
});
