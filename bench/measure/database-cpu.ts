import { readdirSync, readFileSync } from 'node:fs';

/** Processor time of each process of an embedded PostgreSQL, in microseconds by process. */
export type DatabaseCpu = ReadonlyMap<string, number>;

/** What the processes whose parent is that postmaster have used so far. Undefined where there is no /proc to read it from. */
export function databaseCpu(postmaster: number | undefined): DatabaseCpu | undefined {
  if (postmaster === undefined) return undefined;
  const used = new Map<string, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (Number(parentOf(name)) === postmaster)
        used.set(name, Number(readFileSync(`/proc/${name}/schedstat`, 'utf8').split(' ')[0]) / 1_000);
    } catch {
      // A process that has just ended: it takes part no more.
    }
  }
  return used;
}

/** Microseconds used between two readings, by the processes that were there at the second. */
export function usedBetween(before: DatabaseCpu, after: DatabaseCpu): number {
  return [...after].reduce((sum, [process, used]) => sum + used - (before.get(process) ?? 0), 0);
}

/** The postmaster that a backend belongs to. Undefined where there is no /proc. */
export function postmasterOf(backend: number): number | undefined {
  try {
    readFileSync(`/proc/${backend}/schedstat`);
    return Number(parentOf(String(backend)));
  } catch {
    return undefined;
  }
}

// The name of the program stands in brackets and may hold anything: what follows the last bracket is safe to split.
function parentOf(pid: string): string | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
}
