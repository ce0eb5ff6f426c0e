import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What one check says of a source tree: what it looked at, in a few words, and every problem on a line of its own. */
export type Verdict = { readonly seen: string; readonly problems: readonly string[] };

/** One check of `npm run check`. It reads the tree under `root` and changes nothing, unless `write` asks it to renew a made file. */
export type Check = {
  readonly name: string;
  readonly run: (root: string, options: { readonly write: boolean }) => Promise<Verdict>;
};

/** A file of the tree: its path from the root with `/`, and its text. */
export type SourceFile = { readonly path: string; readonly text: string };

const skipped = new Set(['node_modules', 'fixtures', 'data', 'dist', 'public', '.git']);

/** Every file below `folder` whose path matches, in order of path; a folder that is not there has none. Fixtures and made files are left out. */
export function filesBelow(root: string, folder: string, wanted: RegExp): string[] {
  return entries(join(root, folder))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesBelow(root, path, wanted);
      return wanted.test(path) ? [path] : [];
    })
    .sort();
}

/** The folders directly below `folder`, in order of name. */
export function foldersIn(root: string, folder: string): string[] {
  return entries(join(root, folder))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Reads files by their paths from the root. */
export function readAll(root: string, paths: readonly string[]): SourceFile[] {
  return paths.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** The line on which a character stands, counted from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function entries(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
