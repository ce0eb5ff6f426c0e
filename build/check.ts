import { fileURLToPath } from 'node:url';
import { style, types } from './check/commands.ts';
import { documents } from './check/documents.ts';
import { floors } from './check/floors.ts';
import { imports } from './check/imports.ts';
import { phrases } from './check/phrases.ts';
import { runChecks } from './check/run.ts';
import { schema } from './check/schema.ts';
import { shape } from './check/shape.ts';
import { sql } from './check/sql.ts';
import type { Check } from './check/verdict.ts';
import { words } from './check/words.ts';

/**
 * `npm run check`: everything that can be said of the source without running the tests, a line each; exit code 1 if anything is wrong.
 * `npm run check -- --write` renews db/schema.sql and sets the non-breaking spaces of French phrases; `npm run check -- phrases schema` runs those
 * two alone.
 */
const checks: readonly Check[] = [style, types, imports, sql, shape, words, phrases, floors, documents, schema];

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const write = process.argv.includes('--write');
const unknown = asked.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  process.stderr.write(`no check is called ${unknown.join(', ')}; there are: ${checks.map((check) => check.name).join(', ')}\n`);
  process.exit(2);
}

const wanted = checks.filter(({ name }) => asked.length === 0 || asked.includes(name));
const passed = await runChecks(wanted, root, { write }, (line) => process.stdout.write(`${line}\n`));
process.exit(passed ? 0 : 1);
