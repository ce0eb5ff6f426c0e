import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { style, types } from './commands.ts';
import { plant } from './plant.ts';

const own = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');
/** Our own rules, without the parts that need a repository or installed types. */
const settings = {
  'package.json': '{ "type": "module" }',
  'biome.json': JSON.stringify({ ...JSON.parse(own('biome.json')), $schema: undefined, vcs: undefined }),
  'tsconfig.json': JSON.stringify({
    compilerOptions: { ...JSON.parse(own('tsconfig.json')).compilerOptions, types: [] },
    include: ['src'],
  }),
};
const sound = "export const line = 'A.2.4.5';\n";

async function problemsOf(check: typeof style, text: string): Promise<string> {
  return (await check.run(plant({ ...settings, 'src/line.ts': text }), { write: false })).problems.join('\n');
}

describe('the tools', () => {
  it('find nothing in a sound file', async () => {
    expect(await problemsOf(types, sound)).toBe('');
    expect(await problemsOf(style, sound)).not.toMatch(/src\/line\.ts/);
  });

  it.each([
    ['another format', 'export const line = "A.2.4.5"\n', /src\/line\.ts.*format/],
    ['any', 'export const line: any = 1;\n', /noExplicitAny/],
    ['a default export', 'export default 1;\n', /noDefaultExport/],
    ['console', "console.info('here');\n", /noConsole/],
  ])('refuse %s', async (_what, text, problem) => {
    expect(await problemsOf(style, text)).toMatch(problem);
  });

  it.each([
    ['an unchecked index', 'export const first = (all: string[]): string => all[0];\n', /TS2322/],
    ['an enum', 'export enum Kind {\n  Line,\n}\n', /TS1294/],
  ])('refuse %s', async (_what, text, problem) => {
    expect(await problemsOf(types, text)).toMatch(problem);
  });
});
