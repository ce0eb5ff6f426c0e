import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { Config } from '../config.ts';
import { backUp } from '../platform/backup/back-up.ts';
import { verifyBackup } from '../platform/backup/manifest.ts';
import { openServer } from '../platform/db/server.ts';
import { openFileStore } from '../platform/files/store.ts';

const USAGE = `entente backup FILE [--to age1…]       write database and files into one file, encrypted for that public key
entente backup --verify FILE [--key KEYFILE]   read a backup again and compare every table and file
entente backup --make-key KEYFILE              make a key; keep the file away from this machine
`;

/** `entente backup`: one file with database and stored files, while the program runs; `--verify` reads one again, `--make-key` makes a key. */
export async function backupCommand(args: string[], config: Config): Promise<number> {
  const options = {
    to: { type: 'string' },
    key: { type: 'string' },
    verify: { type: 'string' },
    'make-key': { type: 'string' },
  } as const;
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { ...options, json: { type: 'boolean' } } });
  const say = (plain: string, data: object): void =>
    void process.stdout.write(values.json ? `${JSON.stringify(data)}\n` : `${plain}\n`);
  if (values['make-key'] !== undefined) {
    const identity = await generateX25519Identity();
    const recipient = await identityToRecipient(identity);
    await writeFile(values['make-key'], `# Opens the backups that are encrypted for ${recipient}\n${identity}\n`, {
      flag: 'wx',
      mode: 0o600,
    });
    say(`The public key is ${recipient}. Keep ${values['make-key']} where this machine cannot lose it.`, { recipient });
    return 0;
  }
  if (values.verify !== undefined) {
    const { head, manifest } = await verifyBackup(values.verify, await readKey(values.key));
    const tables = Object.values(manifest.tables);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const files = Object.keys(manifest.files).length;
    say(`Whole: ${rows} rows of ${tables.length} tables and ${files} files, made ${head.madeAt}.`, {
      madeAt: head.madeAt,
      rows,
      files,
    });
    return 0;
  }
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  const server = await openServer({ DATABASE_URL: config.databaseUrl, ENTENTE_DATA: config.data });
  try {
    const store = await openFileStore(path.join(config.data, 'files'));
    const done = await backUp(server, store, path.resolve(file), values.to ?? null);
    const warning = done.encrypted ? '' : ' It is not encrypted and holds everybody’s private words: see --to.';
    say(`Wrote ${done.rows} rows of ${done.tables} tables and ${done.files} files to ${file}.${warning}`, done);
    return 0;
  } finally {
    await server.leave();
  }
}

/** The secret key in a file, as `--make-key` and `age-keygen` write it: one line that is no comment. */
export async function readKey(file: string | undefined): Promise<string | null> {
  if (file === undefined) return null;
  const key = (await readFile(file, 'utf8')).split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-'));
  if (key === undefined) throw new Error(`${file} holds no key: it should have a line that begins with AGE-SECRET-KEY-.`);
  return key.trim();
}
