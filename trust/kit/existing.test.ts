import { describe, expect, test } from 'vitest';
import { runExisting } from './existing.ts';

const files = ['trust/kit/fixtures/one-of-two-fails.ts'];

describe('tests that stand beside the code', { timeout: 120_000 }, () => {
  test('pass, or fail by name with what was wrong', async () => {
    expect(await runExisting({ files })).toEqual({
      passed: ['a path of this site', 'with ENTENTE_EXAMPLE this one fails'],
      failed: [],
    });
    const { passed, failed } = await runExisting({ files, environment: { ENTENTE_EXAMPLE: '1' } });
    expect(passed).toEqual(['a path of this site']);
    expect(failed).toEqual([expect.stringMatching(/^with ENTENTE_EXAMPLE this one fails: .*expected '1' to be undefined/)]);
  });

  test('run against a program with a fault in it', async () => {
    const fault = {
      file: 'src/modules/accounts/rules.ts',
      from: 'next.length > 2_000',
      to: 'next.length > 1',
    };
    expect((await runExisting({ files }, fault)).failed).toEqual([
      expect.stringMatching(/^a path of this site: .*'\/' to be '\/a'/),
    ]);
  });

  test('that are not there, or a fault that has no place, are no success', async () => {
    expect((await runExisting({ files, only: 'no such name' })).failed).toEqual(['no test has such a name']);
    const nowhere = { file: 'src/modules/accounts/rules.ts', from: 'no such words', to: '' };
    expect((await runExisting({ files }, nowhere)).failed.join()).toMatch(/holds not exactly once/);
  });
});
