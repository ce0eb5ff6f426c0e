import { describe, expect, it } from 'vitest';
import { blindSpots, imports } from './imports.ts';
import { plant } from './plant.ts';

/** A small sound tree: two modules below the plan, the plan itself, the composition. */
const sound = {
  'src/platform/db/index.ts': 'export const now = 1;\n',
  'src/platform/http/index.ts': "import { now } from '../db/index.ts';\nexport const page = now;\n",
  'src/modules/directory/index.ts': "import { now } from '../../platform/db/index.ts';\nexport const party = now;\n",
  'src/modules/directory/queries.ts': 'export const seats = 2;\n',
  'src/modules/plan/index.ts': "export { line } from './line.tsx';\n",
  'src/modules/plan/line.tsx': "import { party } from '../directory/index.ts';\nexport const line = party;\n",
  'src/modules/directory/fixtures/seated.ts': 'export const seated = 1;\n',
  'src/modules/plan/fixtures/made.ts':
    "import { seated } from '../../directory/fixtures/seated.ts';\nexport const made = seated;\n",
  'src/modules/plan/list.test.ts': "import { made } from './fixtures/made.ts';\nexport const tested = made;\n",
  'src/app.ts': "export { seats } from './modules/directory/queries.ts';\nexport { line } from './modules/plan/index.ts';\n",
};

async function problemsWith(planted: Record<string, string>): Promise<readonly string[]> {
  const tree = plant({ ...sound, ...planted });
  return (await imports.run(tree, { write: false })).problems;
}

describe('the module map', () => {
  it('finds nothing in a sound tree, and has read all of it', async () => {
    const verdict = await imports.run(plant(sound), { write: false });
    expect(verdict).toEqual({ seen: '10 files, 8 imports, 2 modules', problems: [] });
  });

  it.each([
    [
      'an import past index.ts',
      'src/modules/plan/list.ts',
      "import { seats } from '../directory/queries.ts';\nexport const list = seats;\n",
      'through index.ts only: src/modules/plan/list.ts -> src/modules/directory/queries.ts',
    ],
    [
      'the program importing a fixture of its tests',
      'src/modules/plan/list.ts',
      "import { made } from './fixtures/made.ts';\nexport const list = made;\n",
      'only tests import fixtures: src/modules/plan/list.ts -> src/modules/plan/fixtures/made.ts',
    ],
    [
      'a dynamic import past index.ts',
      'src/modules/plan/list.ts',
      "export const list = () => import('../directory/queries.ts');\n",
      'through index.ts only: src/modules/plan/list.ts -> src/modules/directory/queries.ts',
    ],
    [
      'a command importing past index.ts',
      'src/commands/demo.ts',
      "import { seats } from '../modules/directory/queries.ts';\nexport const demo = seats;\n",
      'through index.ts only: src/commands/demo.ts -> src/modules/directory/queries.ts',
    ],
    [
      'the platform importing a module',
      'src/platform/http/frame.ts',
      "import { line } from '../../modules/plan/index.ts';\nexport const frame = line;\n",
      'platform knows no module: src/platform/http/frame.ts -> src/modules/plan/index.ts',
    ],
    [
      'a type of a module in the platform',
      'src/platform/http/frame.ts',
      "import type { line } from '../../modules/plan/index.ts';\nexport type Frame = typeof line;\n",
      'platform knows no module: src/platform/http/frame.ts -> src/modules/plan/index.ts',
    ],
    [
      'a module importing one that the list does not grant',
      'src/modules/directory/lines.ts',
      "import { line } from '../plan/index.ts';\nexport const lines = line;\n",
      'directory may import no module: src/modules/directory/lines.ts -> src/modules/plan/index.ts',
    ],
    [
      'a module importing a top module',
      'src/modules/plan/list.ts',
      "import { page } from '../workspace/index.ts';\nexport const list = page;\n",
      'plan may import directory, accounts, discuss, concurrence: src/modules/plan/list.ts -> src/modules/workspace/index.ts',
    ],
    [
      'a module importing the composition',
      'src/modules/plan/list.ts',
      "import { seats } from '../../app.ts';\nexport const list = seats;\n",
      'nothing imports the composition: src/modules/plan/list.ts -> src/app.ts',
    ],
    [
      'a module that is not on the map',
      'src/modules/gadgets/index.ts',
      'export const gadget = 1;\n',
      'src/modules/gadgets is not on the map: add it to build/check/module-map.ts',
    ],
  ])('refuses %s', async (_what, path, text, problem) => {
    const problems = await problemsWith({ 'src/modules/workspace/index.ts': 'export const page = 1;\n', [path]: text });
    expect(problems).toContain(problem);
  });

  it('refuses a circle of files', async () => {
    const problems = await problemsWith({
      'src/modules/plan/one.ts': "import { two } from './two.ts';\nexport const one = () => two;\n",
      'src/modules/plan/two.ts': "import { one } from './one.ts';\nexport const two = () => one;\n",
    });
    expect(problems.filter((problem) => problem.startsWith('circle of files'))).not.toEqual([]);
  });

  it('refuses a circle of folders in which no file stands in a circle', async () => {
    const problems = await problemsWith({
      'src/platform/db/page.ts': "import { page } from '../http/index.ts';\nexport const shown = page;\n",
    });
    expect(problems).toEqual(['circle of folders: src/platform/db -> src/platform/http -> src/platform/db']);
  });

  it('refuses to be blind: files that were not read, or no import seen at all', () => {
    expect(blindSpots(['src/a.ts', 'src/b.tsx'], new Set(['src/a.ts']), 1)).toEqual([
      'src/b.tsx was not read: is @swc/core installed?',
    ]);
    expect(blindSpots(['src/a.ts', 'src/b.ts'], new Set(['src/a.ts', 'src/b.ts']), 0)).toEqual([
      'not one import was seen: is @swc/core installed?',
    ]);
  });

  it('refuses an import that leads nowhere', async () => {
    const problems = await problemsWith({ 'src/modules/plan/list.ts': "export { gone } from './gone.ts';\n" });
    expect(problems).toEqual(['imports must resolve: src/modules/plan/list.ts -> ./gone.ts']);
  });
});
