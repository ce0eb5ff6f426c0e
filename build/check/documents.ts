import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { type Check, filesBelow, lineAt, readAll, type SourceFile, type Verdict } from './verdict.ts';

/** Every link and every path that our documents name leads to something: a map that shows what is no longer there is worse than none. */
export const documents: Check = { name: 'documents', run: async (root) => checkDocuments(root) };

const folders = ['bench', 'db', 'demo', 'docs', 'e2e', 'security', 'src', 'trust'];

function checkDocuments(root: string): Verdict {
  const top = readdirSync(root).filter((name) => name.endsWith('.md'));
  const files = readAll(root, [...top, ...folders.flatMap((folder) => filesBelow(root, folder, /\.md$/))]);
  const named = files.flatMap((file) => [...linksIn(file), ...pathsIn(file)].map((place) => ({ ...place, file })));
  return {
    seen: `${named.length} links and paths in ${files.length} documents`,
    problems: named
      .filter(({ target }) => !existsSync(join(root, target)))
      .map(({ file, offset, target }) => `${file.path}:${lineAt(file.text, offset)} names ${target}, which is not there`),
  };
}

type Place = { readonly offset: number; readonly target: string };

/** `[text](target)` within the repository, seen from the document; anchors and addresses elsewhere are left alone. */
function linksIn(file: SourceFile): Place[] {
  return [...file.text.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)]
    .filter((match) => !/^(?:[a-z]+:|\/)/.test(match[1] ?? ''))
    .map((match) => ({ offset: match.index, target: normalize(join(dirname(file.path), match[1] ?? '')) }));
}

/** Paths between backticks that begin with a folder of ours and are written whole: no `…`, `*`, `{…}` or blank in them. */
function pathsIn(file: SourceFile): Place[] {
  return [...file.text.matchAll(/`((?:bench|build|db|demo|docs|e2e|security|src|trust)\/[\w./-]*)`/g)].map((match) => ({
    offset: match.index,
    target: match[1] ?? '',
  }));
}
