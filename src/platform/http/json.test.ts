import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { parseJson } from './json.ts';

const refusalOf = (text: string): string => {
  try {
    parseJson(text);
    return 'none';
  } catch (error) {
    return error instanceof Refusal ? `${error.status} ${error.key}` : String(error);
  }
};

test('whatever was written as JSON is read as it was, unless it is deeper than anything that we take', () => {
  fc.assert(
    fc.property(
      fc.jsonValue({ maxDepth: 20, noNullPrototype: false } as object),
      fc.constantFrom(undefined, 1, '\t'),
      (value, space) => {
        expect(parseJson(JSON.stringify(value, null, space))).toEqual(JSON.parse(JSON.stringify(value)));
      },
    ),
    { numRuns: 500 },
  );
});

test.each([
  '{"a":1,"a":1}',
  '{"a":1, "b":[{"c":"\\"a\\\\", "c" : 2}]}',
  '{"a":1,"\\u0061":2}',
  '[{"":0,"":0}]',
  '{"\\ud800":1,"\\uD800":2}',
  '{"__proto__":1,"__proto__":1}',
])('a key twice is refused: %s', (text) => expect(refusalOf(text)).toBe('400 http.repeated-key'));

test.each(['{"a":{"a":1},"b":["a","a"]}', '[{"a":1},{"a":1}]', '{"a":"a","b":"a\\",\\"a\\":"}', '{"a\\\\":1,"a":1}'])(
  'a key at different places is none: %s',
  (text) => expect(refusalOf(text)).toBe('none'),
);

test('what is no JSON, or too deep, is refused', () => {
  for (const text of ['', '{', '{"a":1,}', "{'a':1}", 'NaN', '[1] [2]', '"\u0007"'])
    expect(refusalOf(text), text).toBe('400 http.json-broken');
  expect(refusalOf('['.repeat(32) + ']'.repeat(32))).toBe('none');
  for (const depth of [33, 400_000]) expect(refusalOf('['.repeat(depth) + ']'.repeat(depth))).toBe('400 http.json-deep');
  expect(refusalOf(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)).toBe('400 http.json-deep');
});
