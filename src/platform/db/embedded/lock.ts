import { chownSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import type { Account } from './account.ts';
import { ServerTrouble, wordsOf } from './trouble.ts';

/**
 * Locks between processes that the kernel lets go of when their holder dies, however it dies: no pid to write down, no
 * stale file, nothing to wait for after a kill -9. Node has no file locks of its own, but it carries SQLite, which
 * has them; the lock files are empty SQLite databases and stay empty.
 */
export type Held = { release(): void };

const BUSY = 5;

/** Waits for its turn to hold the file alone. @throws ServerTrouble after two minutes */
export async function holdAlone(file: string, account: Account | undefined): Promise<Held> {
  const until = Date.now() + 120_000;
  for (;;) {
    const held = tryToHoldAlone(file, account);
    if (held) return held;
    if (Date.now() > until)
      throw new ServerTrouble(
        `Another process has held ${file} for two minutes while starting or stopping the database: end it and try again.`,
      );
    await pause(10 + Math.random() * 20);
  }
}

/** Holds the file alone, or nothing when somebody else holds it, alone or together. */
export function tryToHoldAlone(file: string, account: Account | undefined): Held | undefined {
  return hold(file, account, 'begin exclusive');
}

/** Holds the file together with others who do the same, or nothing when somebody holds it alone. */
export function tryToHoldTogether(file: string, account: Account | undefined): Held | undefined {
  // Only reading takes the lock: a bare `begin` waits for the first statement.
  return hold(file, account, 'begin; select count(*) from sqlite_master');
}

function hold(file: string, account: Account | undefined, begin: string): Held | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file);
    // What root creates here must be open to the account that owns the folder, when that one comes without root.
    if (account && statSync(file).uid !== account.uid) chownSync(file, account.uid, account.gid);
    database.exec(begin);
    return { release: () => database?.isOpen && database.close() };
  } catch (error) {
    database?.close();
    if (error instanceof Error && 'errcode' in error && Number(error.errcode) % 256 === BUSY) return undefined;
    throw new ServerTrouble(`The lock file ${file} cannot be used (${wordsOf(error)}).`, { cause: error });
  }
}
