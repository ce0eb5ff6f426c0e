import { expect, test } from 'vitest';
import { typedReference } from './search-reference.ts';

test.each([
  ['A.2.4.5', 'A.2.4.5', '2.4.5', null],
  ['a.2.4.5', 'A.2.4.5', '2.4.5', null],
  [' A 2.4.5 ', 'A.2.4.5', '2.4.5', null],
  ['A2.4.5', 'A.2.4.5', '2.4.5', null],
  ['2.4.5', '2.4.5', '2.4.5', null],
  ['2.4.5.', '2.4.5', '2.4.5', null],
  ['line 2.4.5', '2.4.5', '2.4.5', null],
  ['ligne A.2.4.5', 'A.2.4.5', '2.4.5', null],
  ['paragraph 2.4.5 (a)', '2.4.5.A', '2.4.5', 'a'],
  ['A.2.4.5.k', 'A.2.4.5.K', '2.4.5', 'k'],
  ['2.4.5 b', '2.4.5.B', '2.4.5', 'b'],
  ['O.1', 'O.1', '1', null],
])('%j is the reference %s', (words, key, number, letter) => {
  expect(typedReference(words)).toEqual({ key, number, letter });
});

test.each(['haze', 'A', 'climate change', '', '.', '2.4.5 billion', 'avian influenza 2007 plan', '(a)', '1.1 per cent'])(
  '%j is words',
  (words) => {
    expect(typedReference(words)).toBeUndefined();
  },
);
