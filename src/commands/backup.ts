import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { Config } from '../config.ts';
import { backUp } from '../platform/backup/back-up.ts';
import { verifyBackup } from '../platform/backup/manifest.ts';
import { openServer } from '../platform/db/server.ts';
import { openFileStore } from '../platform/files/store.ts';
import { readArguments, UsageError } from './arguments.ts';

type Say = (plain: string, data: object) => void;

/** `entente backup`: one file with database and stored files, while the program runs; `--verify` reads one again, `--make-key` makes a key. */
export async function backupCommand(args: string[], config: Config): Promise<number> {
  const known = { json: 'flag', to: 'value', key: 'value', verify: 'flag', 'make-key': 'flag' } as const;
  const { has, optionOf, words } = readArguments(args, known, 1);
  const [file] = words;
  if (file === undefined) throw new UsageError('Name the file. See: entente backup --help');
  const say: Say = (plain, data) => void process.stdout.write(has('json') ? `${JSON.stringify(data)}\n` : `${plain}\n`);
  if (has('make-key')) await makeKey(file, say);
  else if (has('verify')) await verify(file, await readKey(optionOf('key')), say);
  else await write(file, optionOf('to') ?? null, config, say);
  return 0;
}

async function makeKey(file: string, say: Say): Promise<void> {
  if (await isThere(file)) throw new UsageError(`${file} is there already: a key never takes the place of another.`);
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const words = `# Opens the backups that are encrypted for ${recipient}\n${identity}\n`;
  await writeFile(file, words, { flag: 'wx', mode: 0o600 });
  say(`The public key is ${recipient}. Keep ${file} where this machine cannot lose it.`, { recipient });
}

async function verify(file: string, key: string | null, say: Say): Promise<void> {
  await mustBeThere(file);
  const { head, manifest } = await verifyBackup(file, key);
  const tables = Object.values(manifest.tables);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const files = Object.keys(manifest.files).length;
  const data = { madeAt: head.madeAt, rows, tables: tables.length, files };
  say(`Whole: ${rows} rows of ${tables.length} tables and ${files} files, made ${head.madeAt}.`, data);
}

async function write(file: string, recipient: string | null, config: Config, say: Say): Promise<void> {
  if (await isThere(file)) throw new UsageError(`${file} is there already: a backup is always a new file.`);
  const server = await openServer({ DATABASE_URL: config.databaseUrl, ENTENTE_DATA: config.data });
  try {
    const store = await openFileStore(path.join(config.data, 'files'));
    const done = await backUp(server, store, path.resolve(file), recipient);
    const warning = done.encrypted ? '' : ' It is not encrypted and holds everybody’s private words: see --to.';
    say(`Wrote ${done.rows} rows of ${done.tables} tables and ${done.files} files to ${file}.${warning}`, done);
  } finally {
    await server.leave();
  }
}

async function isThere(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null)) !== null;
}

/** Says in plain words that a file to read is missing, before anything is started for it. @throws UsageError */
export async function mustBeThere(file: string): Promise<void> {
  if (!(await isThere(file))) throw new UsageError(`${file} is not there.`);
}

/** The secret key in a file, as `--make-key` and `age-keygen` write it. @throws UsageError when there is none in it */
export async function readKey(file: string | undefined): Promise<string | null> {
  if (file === undefined) return null;
  await mustBeThere(file);
  const key = (await readFile(file, 'utf8')).split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-'));
  if (key === undefined) throw new UsageError(`${file} holds no key: it should have a line that begins with AGE-SECRET-KEY-.`);
  return key.trim();
}
