import { parts } from './module-shape.ts';
import { type Check, filesBelow, foldersIn, readAll, type SourceFile, type Verdict } from './verdict.ts';

/**
 * Holds every module to the one shape: README.md and index.ts, the file names that never vary, and otherwise actions: one file each, named by
 * the verb that it exports. No source file grows past 400 lines.
 */
export const shape: Check = { name: 'module shape', run: async (root) => checkShape(root) };

const longest = 400;
const fixedNames = new Set([
  ...['index.ts', 'tables.ts', 'rules.ts', 'queries.ts', 'routes.tsx', 'routes.ts', 'api.ts', 'pages.tsx', 'jobs.ts'],
  ...['text.ts', 'text.en.ts', 'text.fr.ts'],
]);

function checkShape(root: string): Verdict {
  const modules = foldersIn(root, 'src/modules');
  const sources = ['src', 'build', 'demo', 'e2e', 'bench', 'trust'].flatMap((folder) => filesBelow(root, folder, /\.tsx?$/));
  return {
    seen: `${modules.length} modules, ${sources.length} files`,
    problems: [
      ...modules.flatMap((module) => checkModule(root, module)),
      ...readAll(root, sources)
        .map((file) => ({ path: file.path, lines: file.text.trimEnd().split('\n').length }))
        .filter((file) => file.lines > longest)
        .map((file) => `${file.path} has ${file.lines} lines, and wants to be two files: ${longest} are the most`),
    ],
  };
}

function checkModule(root: string, module: string): string[] {
  const folder = `src/modules/${module}`;
  const files = filesBelow(root, folder, /./);
  const granted = parts[module] ?? {};
  return [
    ...['README.md', 'index.ts'].filter((name) => !files.includes(`${folder}/${name}`)).map((name) => `${folder} has no ${name}`),
    ...foldersIn(root, folder)
      .filter((name) => name !== 'pages' && name !== 'fixtures' && granted[`${name}/`] === undefined)
      .map((name) => `${folder}/${name}/ is no part of a module: say what it is in build/check/module-shape.ts`),
    ...readAll(
      root,
      files.filter((path) => /^[^/]+\.tsx?$/.test(path.slice(folder.length + 1)) && !/\.test\.tsx?$/.test(path)),
    )
      .filter((file) => !fixedNames.has(baseName(file)) && granted[baseName(file)] === undefined && !isAction(file))
      .map((file) => `${file.path} is no file that a module has, and exports no action called ${actionName(file)}`),
  ];
}

const baseName = (file: SourceFile) => file.path.slice(file.path.lastIndexOf('/') + 1);
/** `record-statement.ts` holds `recordStatement`. */
const actionName = (file: SourceFile) =>
  baseName(file)
    .replace(/\.tsx?$/, '')
    .replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const isAction = (file: SourceFile) =>
  new RegExp(`^export (?:async )?(?:function|const) ${actionName(file)}\\b`, 'm').test(file.text) &&
  /^[a-z]+(?:-[a-z]+)+\.tsx?$/.test(baseName(file));
