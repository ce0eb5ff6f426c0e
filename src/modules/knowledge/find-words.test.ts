import { expect, test } from 'vitest';
import { findWords } from './find-words.ts';

const text = 'The ministers  met\nin Ottawa. The Ministers agreed\n\nto meet again in Jakarta.';
const found = (quoted: string) => {
  const at = findWords(text, quoted);
  return at && text.slice(at.from, at.until);
};

test.each([
  ['ministers met in Ottawa', 'ministers  met\nin Ottawa'],
  ['THE MINISTERS MET', 'The ministers  met'],
  ['The Ministers', 'The Ministers'],
  ['the Ministers agreed … Jakarta.', 'The Ministers agreed\n\nto meet again in Jakarta.'],
  ['met ... again', 'met\nin Ottawa. The Ministers agreed\n\nto meet again'],
  ['in  Jakarta ', 'in Jakarta'],
])('%j is found', (quoted, passage) => expect(found(quoted)).toBe(passage));

test.each(['', ' … ', 'Manila', 'Jakarta … Ottawa', 'again … Manila'])('%j is not there', (quoted) => {
  expect(found(quoted)).toBeUndefined();
});

test('letters that change their length are told apart by capitals', () => {
  expect(findWords('İstanbul, ISTANBUL', 'ISTANBUL')).toEqual({ from: 10, until: 18 });
});
