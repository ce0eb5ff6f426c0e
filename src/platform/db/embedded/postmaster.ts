import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf, ServerTrouble } from './trouble.ts';

/** The server process of a cluster, as its own `postmaster.pid` describes it. */
export type Postmaster = { pid: number; socketDir: string; status: string };

/** The living server of the cluster; none when its pid file is missing, or is left over from a server that died. */
export function livingPostmaster(cluster: string): Postmaster | undefined {
  const noted = readPidFile(cluster);
  return noted && worksIn(noted.pid, cluster) ? noted : undefined;
}

/** The folder of the socket that the pid file of the cluster names, whether or not its process can be seen from here. */
export function notedSocketDir(cluster: string): string | undefined {
  return readPidFile(cluster)?.socketDir || undefined;
}

/** Waits until a living server is either ready, which is returned, or gone: it may be starting, recovering or stopping. */
export async function settledPostmaster(cluster: string): Promise<Postmaster | undefined> {
  for (;;) {
    const found = livingPostmaster(cluster);
    if (!found || found.status === 'ready') return found;
    await pause(20);
  }
}

/**
 * Removes what a killed server left behind, which would keep the next one from starting: its pid, when another process has
 * it now or it is a zombie that nobody buries. Never while any process still works in the cluster: two servers on one
 * folder would destroy it. Called by whoever holds the turn, when no server lives.
 *
 * @throws ServerTrouble when processes of the killed server are still there after half a minute
 */
export async function clearLeftovers(cluster: string, socketDir: string): Promise<void> {
  const until = Date.now() + 30_000;
  // After a kill -9 of the server its sessions notice by themselves and end within moments.
  for (let left = processesIn(cluster); left.length > 0; left = processesIn(cluster)) {
    if (Date.now() > until)
      throw new ServerTrouble(
        `The database in ${cluster} lost its server, but its processes ${left.join(', ')} go on: end them and start again.`,
      );
    await pause(50);
  }
  rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
  for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) rmSync(path.join(socketDir, name), { force: true });
}

/**
 * Stops the server of the cluster, if one lives. Sessions get two seconds to end by themselves, because a pool says it has ended
 * while its connections are still closing, and cutting those off would end their process; then they are cut off and their open
 * transactions rolled back.
 *
 * @throws ServerTrouble when it has not ended after two minutes
 */
export async function stopPostmaster(cluster: string): Promise<void> {
  const found = livingPostmaster(cluster);
  if (!found) return;
  signal(found.pid, 'SIGTERM'); // PostgreSQL's "smart" shutdown
  if (await goneWithin(found.pid, cluster, 2_000)) return;
  signal(found.pid, 'SIGINT'); // its "fast" one
  if (await goneWithin(found.pid, cluster, 120_000)) return;
  throw new ServerTrouble(`The database server (process ${found.pid}) has not stopped after two minutes.`);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

async function goneWithin(pid: number, cluster: string, milliseconds: number): Promise<boolean> {
  for (const until = Date.now() + milliseconds; Date.now() < until; await pause(5)) {
    if (!worksIn(pid, cluster)) return true;
  }
  return false;
}

/** Lines of postmaster.pid: pid, data folder, start time, port, socket folder, address, memory key, status. */
function readPidFile(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return Number.isInteger(pid) && pid > 0 ? { pid, socketDir: lines[4] ?? '', status: lines[7]?.trim() ?? '' } : undefined;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether the process lives (a zombie does not) and is a server of this cluster: all of them have the cluster as working folder. */
function worksIn(pid: number, cluster: string): boolean {
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('/bin/ps', ['-o', 'stat=,command=', '-p', String(pid)], { encoding: 'utf8' });
    return /^[^Z]\S*\s.*postgres/.test(stdout);
  }
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8')) && readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch {
    return false; // gone, or of another account and so not of this cluster
  }
}

function processesIn(cluster: string): number[] {
  // Elsewhere PostgreSQL's own check of its shared memory must do.
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => worksIn(pid, cluster));
}
