import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import { restore } from '../platform/backup/restore.ts';
import { openServer } from '../platform/db/server.ts';
import { openFileStore } from '../platform/files/store.ts';
import { readKey } from './backup.ts';

/** `entente restore FILE [--key KEYFILE]`: gives an empty installation what a backup holds. All sessions are ended. */
export async function restoreCommand(args: string[], config: Config): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { key: { type: 'string' }, json: { type: 'boolean' } },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    process.stderr.write('entente restore FILE [--key KEYFILE]   give an empty installation what a backup holds\n');
    return 2;
  }
  const key = await readKey(values.key);
  const server = await openServer({ DATABASE_URL: config.databaseUrl, ENTENTE_DATA: config.data });
  try {
    const store = await openFileStore(path.join(config.data, 'files'));
    const back = await restore(server, store, path.resolve(file), key);
    const then = back.migrated.length > 0 ? ` and ran ${back.migrated.join(', ')}` : '';
    process.stdout.write(
      values.json
        ? `${JSON.stringify(back)}\n`
        : `Restored ${back.rows} rows of ${back.tables} tables and ${back.files} files of ${back.madeAt}${then}. Everybody has to sign in again.\n`,
    );
    return 0;
  } finally {
    await server.leave();
  }
}
