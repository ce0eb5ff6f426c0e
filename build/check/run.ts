import { performance } from 'node:perf_hooks';
import type { Check, Verdict } from './verdict.ts';

/** The most lines that one check prints; who mends these sees the next. */
const most = 60;

/** Runs checks one after the other and prints a line for each, with its problems below. Says whether all passed; one that breaks has not. */
export async function runChecks(
  checks: readonly Check[],
  root: string,
  options: { readonly write: boolean },
  print: (line: string) => void,
): Promise<boolean> {
  let passed = true;
  for (const check of checks) {
    const started = performance.now();
    const verdict = await check.run(root, options).catch(asVerdict);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const good = verdict.problems.length === 0;
    passed &&= good;
    print(`${good ? 'ok    ' : 'FAILED'} ${check.name.padEnd(16)} ${seconds.padStart(5)} s  ${verdict.seen}`);
    for (const problem of verdict.problems.slice(0, most)) print(`         ${problem}`);
    if (verdict.problems.length > most) print(`         … and ${verdict.problems.length - most} lines more`);
  }
  return passed;
}

function asVerdict(error: unknown): Verdict {
  return { seen: 'broke off', problems: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
}
