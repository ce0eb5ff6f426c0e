import { parse } from '@swc/core';
import { importsOf, modules, ownerOfSchema } from './module-map.ts';
import { type Check, filesBelow, lineAt, readAll, type SourceFile, type Verdict } from './verdict.ts';

/**
 * Holds the SQL in the source to the module map: a module's SQL names its own schema, `platform`, and the published views `v_*` of modules
 * that it may import; the SQL of the platform names no module at all. Read from the syntax tree, so that a phrase key such as `plan.lines`
 * is not taken for a table. Migrations and tests are free: a migration builds the views, and a test looks behind them.
 */
export const sql: Check = { name: 'schemas in SQL', run: (root) => checkSql(root) };

async function checkSql(root: string): Promise<Verdict> {
  const paths = ['src/platform', 'src/modules']
    .flatMap((folder) => filesBelow(root, folder, /\.tsx?$/))
    .filter((path) => !/\.test\.tsx?$/.test(path));
  const found = await Promise.all(readAll(root, paths).map(readSql));
  const problems = found.flatMap(({ file, texts }) =>
    [...new Set(texts.flatMap(foreignNames(moduleOf(file.path))))].map(
      (name) => `${file.path}:${lineAt(file.text, Math.max(0, file.text.indexOf(name)))} names ${name}: ${adviceOn(name)}`,
    ),
  );
  return { seen: `${found.reduce((sum, each) => sum + each.texts.length, 0)} pieces of SQL in ${paths.length} files`, problems };
}

/** `undefined` for the platform, which has no schema among the modules. */
function moduleOf(path: string): string | undefined {
  return /^src\/modules\/([^/]+)\//.exec(path)?.[1];
}

function adviceOn(name: string): string {
  return /\.v_/.test(name) ? 'the module map does not grant it' : 'ask its module, or read a view v_* that it publishes';
}

/** The schema-qualified names in a piece of SQL that `module` may not use. */
function foreignNames(module: string | undefined): (text: string) => string[] {
  const granted = module === undefined ? [] : importsOf(module);
  return (text) => {
    // `from plan.v_plan plan` makes "plan" an alias, and `plan.slug` a column: from there on only table positions count.
    const aliases = new Set([...text.matchAll(/\b[a-z_]+\.[a-z_]\w*\s+(?:as\s+)?([a-z_]+)\b/g)].map((match) => match[1]));
    return [...text.matchAll(/(\b(?:from|join|into|update|table|only|using|references)\s+)?\b([a-z_]+)\.([a-z_*]\w*)/gi)]
      .filter(([, tablePosition, schema = '', name = '']) => {
        const owner = ownerOfSchema(schema);
        if (owner === undefined || owner === module) return false;
        if (aliases.has(schema) && tablePosition === undefined) return false;
        return !(granted.includes(owner) && name.startsWith('v_'));
      })
      .map(([, , schema = '', name = '']) => `${schema}.${name}`);
  };
}

const tableMethods = new Set([
  ...[
    'selectFrom',
    'insertInto',
    'replaceInto',
    'updateTable',
    'deleteFrom',
    'mergeInto',
    'from',
    'using',
    'table',
    'withSchema',
  ],
  ...['innerJoin', 'leftJoin', 'rightJoin', 'fullJoin', 'crossJoin', 'innerJoinLateral', 'leftJoinLateral'],
]);
const looksLikeSql = new RegExp(`\\b(?:from|join|into|update|table)\\s+(?:only\\s+)?(?:${modules.join('|')}|auth)\\.[a-z_]`, 'i');

/** All SQL of one file: `sql` templates, names given to the query builder, and any other text that reads like a statement. */
async function readSql(file: SourceFile): Promise<{ file: SourceFile; texts: string[] }> {
  const tree = await parse(file.text, { syntax: 'typescript', tsx: file.path.endsWith('x'), target: 'es2022' });
  const texts: string[] = [];
  walk(tree, texts);
  return { file, texts };
}

function walk(node: unknown, texts: string[]): void {
  if (Array.isArray(node)) for (const child of node) walk(child, texts);
  if (!isNode(node)) return;
  const { type } = node;
  if (type === 'TaggedTemplateExpression' && nameOf(node.tag) === 'sql') texts.push(textOf(node.template));
  else if (type === 'CallExpression' && tableMethods.has(nameOf(node.callee))) {
    texts.push(...literalsIn(node.arguments).map((text) => (nameOf(node.callee) === 'withSchema' ? `${text}.*` : text)));
  } else if ((type === 'StringLiteral' || type === 'TemplateLiteral') && looksLikeSql.test(textOf(node)))
    texts.push(textOf(node));
  for (const [key, child] of Object.entries(node)) if (key !== 'span') walk(child, texts);
}

/** A node of the syntax tree; the arguments of a call are wrapped in plain objects without a type. */
type Node = { readonly type?: string; readonly [key: string]: unknown };

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The last name of what is called or tagged: `sql`, or `innerJoin` of `tx.selectFrom(…).innerJoin`. */
function nameOf(node: unknown): string {
  if (!isNode(node)) return '';
  if (node.type === 'Identifier') return String(node.value);
  return node.type === 'MemberExpression' ? nameOf(node.property) : '';
}

/** The texts that a call was given, also in a list: `from(['a.b', 'c.d'])`. */
function literalsIn(argument: unknown): string[] {
  if (Array.isArray(argument)) return argument.flatMap(literalsIn);
  if (!isNode(argument)) return [];
  if (argument.type === 'StringLiteral' || argument.type === 'TemplateLiteral') return [textOf(argument)];
  if (argument.type === 'ArrayExpression') return literalsIn(argument.elements);
  return argument.type === undefined ? literalsIn(argument.expression) : [];
}

/** The words of a literal; what is put into a template stands as `?`. */
function textOf(node: unknown): string {
  if (!isNode(node)) return '';
  if (node.type === 'StringLiteral') return String(node.value);
  const quasis = Array.isArray(node.quasis) ? node.quasis : [];
  return quasis.map((quasi) => (isNode(quasi) ? String(quasi.cooked ?? quasi.raw) : '')).join('?');
}
