import { describe, expect, it } from 'vitest';
import { plant } from './plant.ts';
import { words } from './words.ts';

async function problemsOf(path: string, text: string): Promise<readonly string[]> {
  return (await words.run(plant({ [path]: text }), { write: false })).problems;
}

describe('the forbidden words', () => {
  it.each([
    [
      'raw SQL',
      'src/modules/plan/queries.ts',
      "const x = 1;\nsql.raw('select ' + x);\n",
      /^src\/modules\/plan\/queries\.ts:2 says sql\.raw\(/,
    ],
    ['console', 'src/main.ts', "console.log('here');\n", /^src\/main\.ts:1 says console\.l/],
    ['work left over', 'bench/run.ts', '// TODO: measure\n', /^bench\/run\.ts:1 says TODO/],
    ['a skipped test', 'src/app.test.ts', "it.skip('works', () => {});\n", /^src\/app\.test\.ts:1 says it\.skip/],
  ])('refuse %s', async (_what, path, text, problem) => {
    expect(await problemsOf(path, text)).toEqual([expect.stringMatching(problem)]);
  });

  it('let sql templates, streams and words that only contain one of them pass', async () => {
    expect(
      await problemsOf(
        'src/main.ts',
        "process.stdout.write('consoles');\n// Nothing goes to the console.\nconst todo = sql`select 1`;\n",
      ),
    ).toEqual([]);
  });
});
