import { expect, test } from 'vitest';
import { describeError } from './log.ts';

const PRIVATE = 'canary-private-words';

test('of an error its kind, code and places are written down, never its words', () => {
  const error = Object.assign(new TypeError(`${PRIVATE}\n    at ${PRIVATE} (file.ts:1:1)`), {
    code: '23505',
    constraint: 'one_name',
    detail: PRIVATE,
    cause: PRIVATE,
  });
  const said = describeError(error);
  expect(said).toMatchObject({ kind: 'TypeError', code: '23505', constraint: 'one_name' });
  expect((said.at as string[])[0]).toContain('log.test.ts');
  expect(JSON.stringify(said)).not.toContain(PRIVATE);
});

test('what was thrown and is no error is not written down at all', () => {
  for (const thrown of [PRIVATE, { message: PRIVATE }, null, undefined])
    expect(Object.keys(describeError(thrown))).toEqual(['kind']);
});
