import { describe, expect, it } from 'vitest';
import { plant } from './plant.ts';
import { shape } from './shape.ts';

const sound = {
  'src/modules/plan/README.md': '# Plan\n',
  'src/modules/plan/index.ts': 'export {};\n',
  'src/modules/plan/routes.tsx': 'export const routes = [];\n',
  'src/modules/plan/text.en.ts': 'export const en = {};\n',
  'src/modules/plan/mend-words.ts': 'export async function mendWords(): Promise<void> {}\n',
  'src/modules/plan/mend-words.test.ts': 'export {};\n',
  'src/modules/plan/importer/tidy.ts': 'export {};\n',
  'src/modules/plan/pages/line.tsx': 'export {};\n',
};

async function problemsWith(planted: Record<string, string>): Promise<readonly string[]> {
  return (await shape.run(plant({ ...sound, ...planted }), { write: false })).problems;
}

describe('the shape of a module', () => {
  it('passes when nothing varies', async () => {
    expect(await problemsWith({})).toEqual([]);
  });

  it.each([
    [
      'a file with a name of its own',
      'src/modules/plan/service.ts',
      'export class PlanService {}\n',
      'src/modules/plan/service.ts is no file that a module has, and exports no action called service',
    ],
    [
      'an action under another name',
      'src/modules/plan/close-line.ts',
      'export function openLine(): void {}\n',
      'src/modules/plan/close-line.ts is no file that a module has, and exports no action called closeLine',
    ],
    [
      'a folder of its own',
      'src/modules/plan/utils/x.ts',
      'export {};\n',
      'src/modules/plan/utils/ is no part of a module: say what it is in build/check/module-shape.ts',
    ],
    ['a module without a README', 'src/modules/directory/index.ts', 'export {};\n', 'src/modules/directory has no README.md'],
    [
      'a file past 400 lines',
      'src/platform/http/long.ts',
      'export {};\n'.repeat(401),
      'src/platform/http/long.ts has 401 lines, and wants to be two files: 400 are the most',
    ],
  ])('refuses %s', async (_what, path, text, problem) => {
    expect(await problemsWith({ [path]: text })).toEqual([problem]);
  });
});
