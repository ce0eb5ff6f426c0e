import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { fromRoot } from '../../src/platform/root.ts';

/** Tests that stand beside the code and measure a goal: files, those of their tests that are meant, and what makes them larger. */
export type Existing = {
  readonly files: readonly string[];
  /** A regular expression of test names. */
  readonly only?: string;
  readonly environment?: Readonly<Record<string, string>>;
};

/** One place of one file of the program that says something else. `from` stands there exactly once. */
export type Fault = { readonly file: string; readonly from: string; readonly to: string };

/** What came of them. `failed`: the name of each with the first line of what went wrong. */
export type Ran = { readonly passed: readonly string[]; readonly failed: readonly string[] };

const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string(),
      status: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});

/**
 * Runs tests in a process of their own, if wanted against a program with a fault in it. Nothing that ran is no success: a name that no test has any more, or a
 * file that cannot be loaded, fails.
 *
 * @param milliseconds after which they count as not ended
 */
export async function runExisting(existing: Existing, fault?: Fault, milliseconds = 3_600_000): Promise<Ran> {
  const folder = mkdtempSync(path.join(tmpdir(), 'entente-existing-'));
  const report = path.join(folder, 'report.json');
  const { only } = existing;
  const words = [
    'run',
    '--config',
    'trust/kit/existing.config.ts',
    '--reporter=json',
    `--outputFile=${report}`,
    ...existing.files,
  ];
  // What the tests around this one were told is not for these.
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VITEST|TEST$|NODE_ENV|TRUST_|TINYPOOL)/.test(name));
  const environment = {
    ...Object.fromEntries(inherited),
    ...existing.environment,
    ...(fault && { TRUST_FAULT: JSON.stringify(fault) }),
  };
  try {
    const child = spawn(
      process.execPath,
      ['node_modules/vitest/vitest.mjs', ...words, ...(only === undefined ? [] : ['-t', only])],
      {
        cwd: fromRoot('.'),
        env: environment as NodeJS.ProcessEnv,
        stdio: ['ignore', 'ignore', 'pipe'],
        timeout: Math.max(1, Math.round(milliseconds)),
      },
    );
    let said = '';
    child.stderr.on('data', (bytes) => {
      said = `${said}${bytes}`.slice(-2_000);
    });
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    if (code === null) return { passed: [], failed: [`not ended after ${Math.round(milliseconds / 1000)} s`] };
    return readReport(report, said);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(file: string, said: string): Ran {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return { passed: [], failed: [`no report: ${said.slice(-300)}`] };
  }
  const { testResults } = Report.parse(JSON.parse(text));
  const passed: string[] = [];
  const failed: string[] = [];
  for (const { name, message, status, assertionResults } of testResults) {
    if (status === 'failed' && assertionResults.every((each) => each.status !== 'failed'))
      failed.push(`${path.basename(name)}: ${firstLine(message)}`);
    for (const each of assertionResults) {
      if (each.status === 'passed') passed.push(each.fullName);
      if (each.status === 'failed') failed.push(`${each.fullName}: ${firstLine(each.failureMessages?.[0] ?? '')}`);
    }
  }
  return passed.length + failed.length === 0 ? { passed, failed: ['no test has such a name'] } : { passed, failed };
}

const firstLine = (text: string): string => (text.split('\n')[0] ?? '').slice(0, 160);
