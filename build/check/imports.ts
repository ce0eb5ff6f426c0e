import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import { importsOf, modules } from './module-map.ts';
import { type Check, filesBelow, foldersIn, type Verdict } from './verdict.ts';

/**
 * Holds every import below `src` to the module map: only what the list grants, only through `index.ts`, platform without modules, no
 * circle of files and none of folders. Type imports count as well: a type that crosses a border is knowledge that crosses it.
 *
 * It also refuses to have seen less than there is: dependency-cruiser without a parser that knows TypeScript says "no violations" of a tree
 * it cannot read.
 */
export const imports: Check = { name: 'module map', run: (root) => checkImports(root) };

async function checkImports(root: string): Promise<Verdict> {
  const result = await readImports(root);
  const files = filesBelow(root, 'src', /\.tsx?$/);
  const seen = new Set(result.modules.filter((module) => module.source.startsWith('src/')).map((module) => module.source));
  const edges = result.modules.flatMap((module) =>
    module.dependencies.map((dependency) => ({ from: module.source, to: dependency.resolved })),
  );
  return {
    seen: `${seen.size} files, ${edges.length} imports, ${foldersIn(root, 'src/modules').length} modules`,
    problems: [
      ...blindSpots(files, seen, edges.length),
      ...foldersIn(root, 'src/modules')
        .filter((module) => !modules.includes(module))
        .map((module) => `src/modules/${module} is not on the map: add it to build/check/module-map.ts`),
      ...result.summary.violations.map((violation) => `${violation.rule.name}: ${violation.from} -> ${violation.to}`),
      ...folderCircles(edges).map((circle) => `circle of folders: ${circle.join(' -> ')}`),
    ],
  };
}

/** What the reader of imports should have seen and did not: files left out, or many files and not one import between them. */
export function blindSpots(files: readonly string[], seen: ReadonlySet<string>, imports: number): string[] {
  return [
    ...files.filter((file) => !seen.has(file)).map((file) => `${file} was not read: is @swc/core installed?`),
    ...(files.length > 1 && imports === 0 ? ['not one import was seen: is @swc/core installed?'] : []),
  ];
}

async function readImports(root: string): Promise<ICruiseResult> {
  const { output } = await cruise(['src'], {
    baseDir: root,
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    validate: true,
    ruleSet: { forbidden: rules() },
  });
  if (typeof output === 'string') throw new Error('dependency-cruiser gave a text where its result was asked for');
  return output;
}

const fixtures = '/fixtures/';

/** The rules for dependency-cruiser, made from the map. */
function rules(): IForbiddenRuleType[] {
  return [
    {
      name: 'through index.ts only',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/', pathNot: ['^src/modules/[^/]+/index\\.tsx?$', '^src/modules/$1/', fixtures] },
    },
    {
      name: 'through index.ts only',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/modules/', '^src/(?:app|main)\\.ts$'] },
      // The importer is a library: reading a plan by command loads neither pages nor a database.
      to: { path: '^src/modules/', pathNot: ['^src/modules/(?:[^/]+|plan/importer)/index\\.tsx?$', fixtures] },
    },
    {
      name: 'only tests import fixtures',
      severity: 'error',
      from: { path: '^src/', pathNot: ['\\.test\\.tsx?$', fixtures] },
      to: { path: fixtures },
    },
    { name: 'platform knows no module', severity: 'error', from: { path: '^src/platform/' }, to: { path: '^src/(?!platform/)' } },
    {
      name: 'nothing imports the composition',
      severity: 'error',
      from: { path: '^src/modules/' },
      to: { path: '^src/(?!platform/|modules/)' },
    },
    {
      name: 'the program does not import its tests, tools and data makers',
      severity: 'error',
      from: { path: '^src/(?:platform|modules)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(?:bench|build|demo|e2e|trust)/' },
    },
    {
      name: 'imports must resolve',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true, path: '^\\.' },
    },
    {
      name: 'circle of files',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...modules.map(
      (module): IForbiddenRuleType => ({
        name: `${module} may import ${importsOf(module).join(', ') || 'no module'}`,
        severity: 'error',
        from: { path: `^src/modules/${module}/` },
        to: { path: '^src/modules/', pathNot: `^src/modules/(?:${[module, ...importsOf(module)].join('|')})/` },
      }),
    ),
  ];
}

/** The circles between the folders directly below `src/platform` and `src/modules`, each once, by the shortest way round. */
function folderCircles(edges: readonly { readonly from: string; readonly to: string }[]): string[][] {
  const next = new Map<string, Set<string>>();
  for (const edge of edges) {
    const from = folderOf(edge.from);
    const to = folderOf(edge.to);
    if (from === undefined || to === undefined || from === to) continue;
    next.set(from, (next.get(from) ?? new Set()).add(to));
  }
  const found = new Map<string, string[]>();
  for (const start of [...next.keys()].sort()) {
    const circle = shortestWay(next, start);
    if (circle !== undefined)
      found.set([...new Set(circle)].sort().join(), found.get([...new Set(circle)].sort().join()) ?? circle);
  }
  return [...found.values()];
}

function folderOf(path: string): string | undefined {
  return /^src\/(?:platform|modules)\/[^/]+(?=\/)/.exec(path)?.[0];
}

function shortestWay(next: ReadonlyMap<string, ReadonlySet<string>>, start: string): string[] | undefined {
  const ways: string[][] = [[start]];
  const visited = new Set<string>();
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    for (const folder of next.get(way.at(-1) ?? '') ?? []) {
      if (folder === start) return [...way, start];
      if (!visited.has(folder)) {
        visited.add(folder);
        ways.push([...way, folder]);
      }
    }
  }
  return undefined;
}
