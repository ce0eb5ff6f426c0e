import path from 'node:path';
import type { Config } from '../config.ts';
import { endSessions } from '../modules/accounts/index.ts';
import { restore } from '../platform/backup/restore.ts';
import { openServer } from '../platform/db/server.ts';
import { openFileStore } from '../platform/files/store.ts';
import { readArguments, UsageError } from './arguments.ts';
import { mustBeThere, readKey } from './backup.ts';

/** `entente restore FILE [--key KEYFILE]`: gives an empty installation what a backup holds. All sessions are ended. */
export async function restoreCommand(args: string[], config: Config): Promise<number> {
  const { has, optionOf, words } = readArguments(args, { json: 'flag', key: 'value' }, 1);
  const [file] = words;
  if (file === undefined) throw new UsageError('Name the file. See: entente restore --help');
  await mustBeThere(file);
  const key = await readKey(optionOf('key'));
  const server = await openServer({ DATABASE_URL: config.databaseUrl, ENTENTE_DATA: config.data });
  try {
    const store = await openFileStore(path.join(config.data, 'files'));
    const back = await restore(server, store, path.resolve(file), key, endSessions);
    const then = back.migrated.length > 0 ? ` and ran ${back.migrated.join(', ')}` : '';
    const plain = `Restored ${back.rows} rows of ${back.tables} tables and ${back.files} files of ${back.madeAt}${then}. Everybody has to sign in again.`;
    process.stdout.write(has('json') ? `${JSON.stringify(back)}\n` : `${plain}\n`);
    return 0;
  } finally {
    await server.leave();
  }
}
