import { type Check, filesBelow, lineAt, readAll, type SourceFile, type Verdict } from './verdict.ts';

/** Words that must not stand in the source, and the few files in which one of them is right. */
const forbidden: readonly {
  readonly pattern: RegExp;
  readonly why: string;
  readonly where: RegExp;
  readonly except: readonly string[];
}[] = [
  {
    pattern: /\bsql\s*\.\s*(?:raw|lit|literal)\s*\(/g,
    why: 'raw SQL from a value is how injections begin: use a parameter, sql.ref or sql.table',
    where: /^src\//,
    // Whole migration files and names of databases and roles cannot be parameters; these files read nothing that a request brings.
    except: ['src/platform/db/migrate.ts', 'src/platform/db/test-database.ts'],
  },
  {
    pattern: /\bconsole\.\w/g,
    why: 'logs go through the logger, which keeps private text out; what a command prints goes to process.stdout',
    where: /^(?:src|build|demo)\/(?!.*\.test\.tsx?$)/,
    except: [],
  },
  { pattern: /\b(?:TODO|FIXME|XXX)\b/g, why: 'finish it, or open an issue', where: /./, except: [] },
  {
    pattern: /\b(?:it|test|describe)\s*\.\s*(?:only|skip|todo)\b/g,
    why: 'every test runs',
    where: /\.test\.tsx?$/,
    except: [],
  },
];

/** Looks for raw SQL, `console`, unfinished work and skipped tests in the source. */
export const words: Check = {
  name: 'forbidden words',
  run: async (root) => {
    const folders = ['src', 'build', 'demo', 'e2e', 'bench', 'trust'];
    const paths = folders
      .flatMap((folder) => filesBelow(root, folder, /\.tsx?$/))
      .filter((path) => !path.startsWith('build/check/words.'));
    return checkWords(readAll(root, paths));
  },
};

function checkWords(files: readonly SourceFile[]): Verdict {
  const problems = files.flatMap((file) =>
    forbidden
      .filter((rule) => rule.where.test(file.path) && !rule.except.includes(file.path))
      .flatMap((rule) =>
        [...file.text.matchAll(rule.pattern)].map(
          (match) => `${file.path}:${lineAt(file.text, match.index)} says ${match[0].trim()}: ${rule.why}`,
        ),
      ),
  );
  return { seen: `${files.length} files`, problems };
}
