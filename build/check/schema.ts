import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Check, Verdict } from './verdict.ts';

const dumpFile = 'src/platform/db/schema-dump.ts';
const schemaFile = 'db/schema.sql';

/** `db/schema.sql` is what the migrations give on an empty database; `npm run check -- --write` renews it. */
export const schema: Check = {
  name: 'schema',
  run: async (root, { write }) => {
    const dump: { schemaText(): Promise<string> } = await import(pathToFileURL(join(root, dumpFile)).href);
    const text = await dump.schemaText();
    if (write) writeFileSync(join(root, schemaFile), text);
    const kept = existsSync(join(root, schemaFile)) ? readFileSync(join(root, schemaFile), 'utf8') : '';
    return compareSchema(kept, text);
  },
};

/** Compares the schema that is kept with the one that the migrations give, and shows the first lines that differ. */
export function compareSchema(kept: string, given: string): Verdict {
  const [keptLines, givenLines] = [kept.split('\n'), given.split('\n')];
  const seen = `${givenLines.length} lines of ${schemaFile}`;
  const at = givenLines.findIndex((line, index) => line !== keptLines[index]);
  if (at === -1 && keptLines.length === givenLines.length) return { seen, problems: [] };
  const line = at === -1 ? givenLines.length : at;
  return {
    seen,
    problems: [
      `${schemaFile}:${line + 1} says      ${keptLines[line] ?? '(nothing)'}`,
      `${' '.repeat(schemaFile.length)} migrations give ${givenLines[line] ?? '(nothing)'}`,
      'run "npm run check -- --write" and commit the file with the migration',
    ],
  };
}
