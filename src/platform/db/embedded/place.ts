import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmdirSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import { type Account, accountForNew, accountOwning, may } from './account.ts';
import { codeOf, ServerTrouble, wordsOf } from './trouble.ts';

/** Where root puts what the account of the database cannot reach in the data folder. */
export const SHARED_FOLDER = '/var/lib/entente';

/** Where one embedded database lives: `home` is a real path that the account can reach and owns. */
export type Place = { data: string; home: string; cluster: string; account: Account | undefined };

/**
 * Finds or makes the home of the database of a data folder: `<data>/postgres`, or a folder under /var/lib/entente with a link
 * to it there when we are root and the account of the database cannot get into the data folder (a home of mode 700).
 *
 * @throws ServerTrouble when the folder cannot be made, belongs to somebody else, or the link leads nowhere
 */
export function settle(dataFolder: string): Place {
  const data = makeDataFolder(dataFolder);
  const entry = path.join(data, 'postgres');
  // Two first starts at once may both find nothing: mkdir and symlink let one win, and the other looks again.
  for (;;) {
    const found = existingHome(entry);
    if (found) return take(data, found);
    const account = accountForNew();
    try {
      if (!account || may(account, 'pass', data)) mkdirSync(entry, { mode: 0o700 });
      else linkToShared(data, entry);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST')
        throw new ServerTrouble(`The database folder ${entry} cannot be made (${wordsOf(error)}).`, { cause: error });
    }
  }
}

/**
 * A folder for the socket, private to the account. `<home>/s`, unless that path is too long for a socket address (104 bytes on
 * macOS, 108 on Linux) or has letters that postgresql.conf would need quoted twice.
 *
 * @throws ServerTrouble when somebody else has taken the name in the temporary folder
 */
export function makeSocketFolder(place: Place): string {
  const near = path.join(place.home, 's');
  const fits = /^[\w./-]+$/.test(near) && near.length + '/.s.PGSQL.5432'.length <= 103;
  // The inode keeps a new home apart from a removed one at the same path, whose server may still be about.
  const name = `entente-${shortHash(`${place.home}:${statSync(place.home).ino}`)}`;
  const folder = fits ? near : path.join(place.account ? '/var/run' : '/tmp', name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const owner = place.account?.uid ?? process.getuid?.();
  const found = lstatSync(folder);
  if (place.account && found.isDirectory() && found.uid === 0) chownSync(folder, place.account.uid, place.account.gid);
  else if (!found.isDirectory() || found.uid !== owner)
    throw new ServerTrouble(`The folder ${folder}, meant for the database socket, belongs to somebody else: remove it.`);
  chmodSync(folder, 0o700);
  return folder;
}

function makeDataFolder(dataFolder: string): string {
  try {
    mkdirSync(path.resolve(dataFolder), { recursive: true });
    return realpathSync(path.resolve(dataFolder));
  } catch (error) {
    throw new ServerTrouble(
      `The data folder ${path.resolve(dataFolder)} cannot be made (${wordsOf(error)}): choose another with ENTENTE_DATA.`,
      { cause: error },
    );
  }
}

function existingHome(entry: string): string | undefined {
  if (existsSync(entry)) return realpathSync(entry);
  // A new, empty database in place of a lost one would hide the loss.
  if (lstatSync(entry, { throwIfNoEntry: false }))
    throw new ServerTrouble(
      `${entry} is a link to a database folder that is gone: bring that folder back, or remove the link to begin with an empty database.`,
    );
  return undefined;
}

function take(data: string, home: string): Place {
  const account = accountOwning(home);
  if (account && statSync(home).uid === 0) chownSync(home, account.uid, account.gid);
  if (account && !may(account, 'pass', home))
    throw new ServerTrouble(
      `The account ${account.name}, which runs the database, cannot get into ${home}: open the folders above it to that account, or choose another folder with ENTENTE_DATA.`,
    );
  return { data, home, cluster: path.join(home, 'cluster'), account };
}

function linkToShared(data: string, entry: string): void {
  makeSharedFolder();
  // A name of its own each time: whoever removed the data folder to begin anew must not meet the old database again.
  const folder = mkdtempSync(path.join(SHARED_FOLDER, `data-${shortHash(data)}-`));
  try {
    symlinkSync(folder, entry);
  } catch (error) {
    rmdirSync(folder);
    throw error;
  }
}

/** Makes /var/lib/entente, open for passing through whatever our umask is. */
export function makeSharedFolder(): void {
  mkdirSync(SHARED_FOLDER, { recursive: true, mode: 0o755 });
  chmodSync(SHARED_FOLDER, 0o755);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
