import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { Harness, Outcome } from './harness.ts';

/** One run of one harness, as it is kept: a line of `evidence/<harness>.jsonl`. */
export const Evidence = z.strictObject({
  goal: z.string(),
  harness: z.string(),
  figure: z.string(),
  held: z.boolean(),
  seed: z.number().int(),
  commit: z.string().regex(/^[0-9a-f]{7,40}(-changed)?$/),
  count: z.number().int(),
  done: z.number().int(),
  /** Seconds. */
  took: z.number(),
  at: z.iso.datetime(),
  machine: z.string(),
  problems: z.array(z.string()),
  notes: z.array(z.string()),
});
export type Evidence = z.infer<typeof Evidence>;

export const thisMachine = (): string =>
  `${cpus()[0]?.model ?? 'unknown'} × ${cpus().length}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, load ${(loadavg()[0] ?? 0).toFixed(1)}`;

/** The commit that is checked out; `-changed` where files differ from it. */
export function thisCommit(root: string): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--untracked-files=no', '--', '.', ':!evidence', ':!docs/evidence.md');
  return `${git('rev-parse', '--short=10', 'HEAD')}${changed === '' ? '' : '-changed'}`;
}

/** Makes the line of a run. */
export function evidenceOf(
  harness: Harness,
  outcome: Outcome,
  run: Pick<Evidence, 'seed' | 'commit' | 'count' | 'took' | 'at' | 'machine'>,
): Evidence {
  const { figure, held, done, problems, notes } = outcome;
  return { goal: harness.goal, harness: harness.name, figure, held, done, problems: [...problems], notes: [...notes], ...run };
}

/** Appends a run to the evidence of its harness. */
export function keep(folder: string, line: Evidence): void {
  mkdirSync(folder, { recursive: true });
  appendFileSync(path.join(folder, `${line.harness}.jsonl`), `${JSON.stringify(line)}\n`);
}

/** All runs that were kept, harness by harness, oldest first. @throws Error that names a line that is none */
export function keptIn(folder: string): Map<string, Evidence[]> {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.jsonl')) : [];
  return new Map(
    files.sort().map((file) => {
      const lines = readFileSync(path.join(folder, file), 'utf8')
        .split('\n')
        .filter((line) => line !== '');
      return [file.replace('.jsonl', ''), lines.map((line) => Evidence.parse(JSON.parse(line)))];
    }),
  );
}

const MARKS = ['<!-- evidence: begin -->', '<!-- evidence: end -->'] as const;

/** The page with its tables made anew out of what was kept. @throws Error where the page has no place for them */
export function renewed(page: string, harnesses: readonly Harness[], kept: ReadonlyMap<string, readonly Evidence[]>): string {
  const [before, rest] = page.split(MARKS[0]);
  const after = rest?.split(MARKS[1])[1];
  if (before === undefined || after === undefined) throw new Error('docs/evidence.md has no place for the evidence');
  return `${before}${MARKS[0]}\n${tableOf(harnesses, kept)}\n${MARKS[1]}${after}`;
}

function tableOf(harnesses: readonly Harness[], kept: ReadonlyMap<string, readonly Evidence[]>): string {
  const rows = harnesses.map((harness) => {
    const last = kept.get(harness.name)?.at(-1);
    const promise = `${harness.goal} | ${harness.name} | ${harness.promises}`;
    if (!last) return `| ${promise} | not yet measured |  |  |  |`;
    const result = last.held
      ? last.done >= harness.large
        ? 'held'
        : `held, at ${last.done} of ${harness.large} ${harness.counts}`
      : '**not held**';
    return `| ${promise} | ${result} | ${escaped(last.figure)} | ${last.seed} | ${last.commit}, ${last.at.slice(0, 10)}, ${Math.round(last.took)} s |`;
  });
  const remarks = harnesses.flatMap((harness) => {
    const last = kept.get(harness.name)?.at(-1);
    const lines = [...(last?.problems ?? []).map((each) => `not held: ${each}`), ...(last?.notes ?? [])];
    return lines.length === 0 ? [] : [`\n**${harness.name}**\n`, ...lines.map((line) => `- ${escaped(line)}`)];
  });
  const machines = [...new Set([...kept.values()].flatMap((lines) => lines.at(-1)?.machine ?? []))].map((each) =>
    each.replace(/, load .*/, ''),
  );
  return [
    '| goal | harness | what it proves | result | figure | seed | commit, day, time |',
    '|---|---|---|---|---|---|---|',
    ...rows,
    ...(machines.length === 0 ? [] : [`\nMeasured on ${[...new Set(machines)].join('; ')}.`]),
    ...remarks,
  ].join('\n');
}

const escaped = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replace(/\s+/g, ' ').slice(0, 400);
