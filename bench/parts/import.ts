import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Spread, spreadOf } from '../measure/statistics.ts';

export type ImportFigures = {
  /** Milliseconds of the first import of a fresh process, over several processes. */
  readonly first: Spread;
  /** And of the imports after it. */
  readonly later: Spread;
  readonly nodes: number;
};

/** Imports the reference plan in fresh processes. */
export async function measureImport(processes: number): Promise<ImportFigures> {
  const program = fileURLToPath(new URL('import-time.ts', import.meta.url));
  const runs: { first: number; later: number[]; nodes: number }[] = [];
  for (let run = 0; run < processes; run += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', program, '20']);
    runs.push(JSON.parse(stdout));
  }
  return {
    first: spreadOf(runs.map((run) => run.first)),
    later: spreadOf(runs.flatMap((run) => run.later)),
    nodes: runs[0]?.nodes ?? 0,
  };
}
