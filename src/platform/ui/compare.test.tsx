import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Compare, compareWords } from './compare.tsx';

describe('comparing words', () => {
  it('finds what went and what came', () => {
    expect(compareWords('to explore ways of cooperation', 'to enhance ways of cooperation')).toEqual([
      { kind: 'same', words: 'to ' },
      { kind: 'removed', words: 'explore' },
      { kind: 'added', words: 'enhance' },
      { kind: 'same', words: ' ways of cooperation' },
    ]);
  });

  it('gives both texts back, whatever they are', () => {
    const text = fc
      .array(fc.constantFrom('as', 'appropriate', ' ', '\n', ',', '(2006-2010)s', 'é', '’'), { maxLength: 30 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = compareWords(before, after);
        const joined = (skip: string) =>
          pieces
            .filter(({ kind }) => kind !== skip)
            .map(({ words }) => words)
            .join('');
        expect(joined('added')).toBe(before);
        expect(joined('removed')).toBe(after);
        if (before === after) expect(pieces.every(({ kind }) => kind === 'same')).toBe(true);
      }),
    );
  });

  it('gives very long texts as one change rather than keep the reader waiting', () => {
    const long = 'word '.repeat(3_000);
    expect(compareWords(long, `${long}more`).map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });

  it('says each change in words as well', () => {
    const html = String(<Compare lang="fr" before="as needed" after="as appropriate" wordsLanguage="en" />);
    expect(html).toMatch(/<del><span class="unseen" lang="fr"> retiré\u00a0: <\/span>needed/);
    expect(html).toMatch(/<ins><span class="unseen" lang="fr"> ajouté\u00a0: <\/span>appropriate/);
    expect(String(<Compare lang="en" before="same" after="same" wordsLanguage="en" />)).toContain('The two texts are the same.');
  });
});
