import { execFile, spawn } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fchownSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ENVIRONMENT, runAs } from './account.ts';
import type { Engine } from './engine.ts';
import type { Place } from './place.ts';
import { livingPostmaster } from './postmaster.ts';
import { GIVE_A_SERVER, ServerTrouble, wordsOf } from './trouble.ts';

/** The superuser of an embedded cluster. It owns nothing of ours: migrations and tests run as ordinary roles. */
export const SUPERUSER = 'postgres';

const LOG_LIMIT = 10 * 1024 * 1024;

/**
 * Makes the cluster if there is none yet. It is made under another name and then renamed, so that a cluster which exists is
 * whole; what a killed attempt left is swept. Called by whoever holds the turn.
 *
 * @throws ServerTrouble with initdb's own words; or when the cluster is of another major version
 */
export async function makeCluster(place: Place, engine: Engine): Promise<void> {
  for (const name of readdirSync(place.home)) {
    // A killed attempt may still be writing there; it fails then, and what it leaves goes at the next start.
    if (name.startsWith('cluster.')) removeIfPossible(path.join(place.home, name));
  }
  if (existsSync(place.cluster)) return refuseOtherMajor(place.cluster, engine);
  const unfinished = `cluster.${process.pid}-${Date.now()}`;
  // A path relative to the working folder: initdb puts it into shell commands, where the letters of ours could mean something.
  const flags = [
    '-D',
    unfinished,
    '-U',
    SUPERUSER,
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-locale',
    '--no-sync',
  ];
  try {
    await promisify(execFile)(engine.initdb, flags, { ...runAs(place.account), cwd: place.home, env: ENVIRONMENT });
  } catch (error) {
    throw new ServerTrouble(
      `PostgreSQL cannot set up its database in ${place.cluster}: ${initdbWords(error)}; mend that, ${GIVE_A_SERVER}.`,
      { cause: error },
    );
  }
  const folder = path.join(place.home, unfinished);
  // Nobody but through the socket, and the folder of the socket is open to the account and to root alone.
  writeFileSync(path.join(folder, 'pg_hba.conf'), 'local all all trust\n');
  writeFileSync(
    path.join(folder, 'postgresql.conf'),
    "# Entente writes entente.conf at every start; settings of your own go below this line.\ninclude 'entente.conf'\n",
  );
  renameSync(folder, place.cluster);
}

/**
 * Starts the server and waits until it answers, through a recovery if it needs one. It outlives us. Called by whoever holds the turn.
 *
 * @throws ServerTrouble with the server's own words when it ends instead
 */
export async function startServer(place: Place, engine: Engine, socketDir: string): Promise<void> {
  writeSettings(place, socketDir);
  const log = openLog(place);
  const begin = fstatSync(log).size;
  // Started directly and not by pg_ctl, which would put our paths into a shell command. Its own session: Ctrl-C is for us, not for it.
  const server = spawn(engine.postgres, ['-D', 'cluster'], {
    ...runAs(place.account),
    cwd: place.home,
    env: ENVIRONMENT,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let ended: string | undefined;
  server.once('error', (error) => {
    ended = error.message;
  });
  server.once('exit', (code, signal) => {
    ended ??= `ended with ${code ?? signal}`;
  });
  server.unref();
  while (livingPostmaster(place.cluster)?.status !== 'ready') {
    if (ended !== undefined)
      throw new ServerTrouble(
        `The database in ${place.cluster} does not start: ${logWords(place, begin) || ended}. The whole story is in ${logFile(place)}.`,
      );
    await pause(10);
  }
}

function refuseOtherMajor(cluster: string, engine: Engine): void {
  const made = Number.parseInt(readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8'), 10);
  if (made !== engine.major)
    throw new ServerTrouble(
      `The database in ${cluster} was made by PostgreSQL ${made} and this Entente brings ${engine.major}: back it up with the Entente that made it and restore it into a new folder.`,
    );
}

/** Written at every start, because the folder may have been moved and the tests choose speed. */
function writeSettings(place: Place, socketDir: string): void {
  const settings = {
    listen_addresses: '',
    port: '5432',
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // For throw-away databases only: losing the machine would lose the database.
    ...(process.env.ENTENTE_EMBEDDED_FAST === '1' && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`);
  const file = path.join(place.cluster, 'entente.conf');
  // Removed first: in a folder that another account owns, root must not write through a link.
  rmSync(file, { force: true });
  writeFileSync(file, lines.join(''), { flag: 'wx' });
  chmodSync(file, 0o644); // whatever our umask is, the server reads it
}

function openLog(place: Place): number {
  const file = logFile(place);
  let log = openSync(file, constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW, 0o600);
  if (fstatSync(log).size > LOG_LIMIT) {
    closeSync(log);
    renameSync(file, `${file}.old`);
    log = openSync(file, constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW, 0o600);
  }
  if (place.account) fchownSync(log, place.account.uid, place.account.gid);
  return log;
}

function logFile(place: Place): string {
  return path.join(place.home, 'log');
}

/** What the server gave as its reason, without the time and process in front of it. */
function logWords(place: Place, begin: number): string {
  const lines = readFileSync(logFile(place)).subarray(begin).toString('utf8').split('\n');
  const reasons = lines.flatMap((line) => /\b(?:FATAL|PANIC|DETAIL|HINT):\s+(.*)/.exec(line)?.[1] ?? []);
  return reasons.join(' ').replace(/\.$/, '') || lines.filter(Boolean).slice(-2).join(' ');
}

function initdbWords(error: unknown): string {
  const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
  const reasons = output.split('\n').flatMap((line) => /^(?:initdb: (?:error: )?|.*\bFATAL:\s+)(.*)/.exec(line)?.[1] ?? []);
  return (reasons.join('; ') || output.trim().split('\n').at(-1) || wordsOf(error)).replace(/\.$/, '');
}

function removeIfPossible(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // Somebody is writing there; the caller says when it is tried again.
  }
}
