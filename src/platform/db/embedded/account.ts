import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { ServerTrouble } from './trouble.ts';

/** The account of the operating system that PostgreSQL runs as. */
export type Account = { name: string; uid: number; gid: number };

/** Children of ours get nothing of our environment: a PGDATA or LD_PRELOAD of the caller must not reach the server. */
export const ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** The options that make a child process run as the account; none when we are that account already. */
export function runAs(account: Account | undefined): { uid: number; gid: number } | Record<never, never> {
  return account ? { uid: account.uid, gid: account.gid } : {};
}

/** Whether the account may pass through a folder or read a file. A process of that account is asked: modes alone do not know of ACLs. */
export function may(account: Account | undefined, what: 'pass' | 'read', file: string): boolean {
  if (account) {
    const args = ['-c', `test -${what === 'pass' ? 'x' : 'r'} "$1"`, 'sh', file];
    return spawnSync('/bin/sh', args, { ...runAs(account), cwd: '/', env: ENVIRONMENT }).status === 0;
  }
  try {
    accessSync(file, what === 'pass' ? constants.X_OK : constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The account for a new database folder: none, that is ourselves, unless we are root, as which PostgreSQL refuses to run.
 * Then the one named by ENTENTE_DB_USER, else `postgres`, else `nobody`.
 *
 * @throws ServerTrouble when there is no such account
 */
export function accountForNew(wanted = process.env.ENTENTE_DB_USER): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const rows = passwordFile();
  for (const name of wanted ? [wanted] : ['postgres', 'nobody']) {
    const found = rows.find((row) => row.name === name && row.uid !== 0);
    if (found) return found;
  }
  throw new ServerTrouble(
    wanted
      ? `ENTENTE_DB_USER names "${wanted}", which is not an account of this machine other than root.`
      : 'PostgreSQL does not run as root, and this machine has no account "postgres" or "nobody": name one with ENTENTE_DB_USER, or give a PostgreSQL server with DATABASE_URL.',
  );
}

/**
 * The account for a database folder that exists: the one that owns it, because PostgreSQL serves only a folder of its own.
 *
 * @throws ServerTrouble when we are neither root nor the owner
 */
export function accountOwning(folder: string): Account | undefined {
  const { uid, gid } = statSync(folder);
  const self = process.getuid?.();
  if (uid === self) return self === 0 ? accountForNew() : undefined;
  const name = passwordFile().find((row) => row.uid === uid)?.name ?? `number ${uid}`;
  if (self === 0) return { name, uid, gid };
  throw new ServerTrouble(
    `The database in ${folder} belongs to the account ${name}: run Entente as ${name} or as root, or choose another folder with ENTENTE_DATA.`,
  );
}

function passwordFile(): Account[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((row) => row.length > 3)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }));
}
