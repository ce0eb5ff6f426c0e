import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { ImportRefusal, importDocument, toInterface } from './importer/index.ts';

/** `entente import FILE [--dry-run] [--json]`: reads a document and says what was found. 0 when something was read, 2 when not. */
export async function importCommand(args: string[], io: { stdout: Writable; stderr: Writable }): Promise<number> {
  const file = args.find((each) => !each.startsWith('-'));
  if (file === undefined) {
    io.stderr.write('entente: name the document to read: entente import FILE [--dry-run] [--json]\n');
    return 2;
  }
  try {
    const draft = await importDocument(await readFile(file), path.basename(file));
    io.stdout.write(`${JSON.stringify(toInterface(draft), null, args.includes('--json') ? 0 : 2)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof ImportRefusal)) throw error;
    io.stderr.write(`entente: ${error.message}\n`);
    return 2;
  }
}
