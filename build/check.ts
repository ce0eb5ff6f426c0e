import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { style, types } from './check/commands.ts';
import { documents } from './check/documents.ts';
import { floors } from './check/floors.ts';
import { imports } from './check/imports.ts';
import { phrases } from './check/phrases.ts';
import { schema } from './check/schema.ts';
import { shape } from './check/shape.ts';
import { sql } from './check/sql.ts';
import type { Check, Verdict } from './check/verdict.ts';
import { words } from './check/words.ts';

/**
 * `npm run check`: everything that can be said of the source without running the tests, a line each; exit code 1 if anything is wrong.
 * `npm run check -- --write` renews db/schema.sql and sets the non-breaking spaces of French phrases; `npm run check -- phrases schema` runs those
 * two alone.
 */
const checks: readonly Check[] = [style, types, imports, sql, shape, words, phrases, floors, documents, schema];

/** The most lines that one check prints; who mends these sees the next. */
const most = 60;
const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const write = process.argv.includes('--write');
const unknown = asked.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  process.stderr.write(`no check is called ${unknown.join(', ')}; there are: ${checks.map((check) => check.name).join(', ')}\n`);
  process.exit(2);
}

let failed = 0;
for (const check of checks.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  const started = performance.now();
  const verdict = await check.run(root, { write }).catch(asVerdict);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const good = verdict.problems.length === 0;
  if (!good) failed += 1;
  process.stdout.write(`${good ? 'ok    ' : 'FAILED'} ${check.name.padEnd(16)} ${seconds.padStart(5)} s  ${verdict.seen}\n`);
  for (const problem of verdict.problems.slice(0, most)) process.stdout.write(`         ${problem}\n`);
  if (verdict.problems.length > most) process.stdout.write(`         … and ${verdict.problems.length - most} lines more\n`);
}
process.exit(failed === 0 ? 0 : 1);

/** A check that breaks has not passed. */
function asVerdict(error: unknown): Verdict {
  return { seen: 'broke off', problems: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
}
