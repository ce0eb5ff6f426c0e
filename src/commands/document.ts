import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { caps, refuseLength, shownName } from '../modules/plan/importer/index.ts';
import { UsageError } from './arguments.ts';

/** A document as it was found: its bytes and the name it goes by. */
export type Document = { readonly bytes: Uint8Array; readonly name: string };

const TROUBLES: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  ENOTDIR: 'is not there',
  EACCES: 'may not be read by this user',
  EPERM: 'may not be read by this user',
  EISDIR: 'is a folder; name the document in it',
  ENAMETOOLONG: 'has too long a name',
  ELOOP: 'is a link that leads back to itself',
};

/**
 * Reads a document from a file, or from standard input for "-". A file that is too large is refused by its length, before it is read; of
 * what has no length (a pipe, a device) no more than the cap is read.
 *
 * @throws UsageError when it is not there, is a folder, or may not be read; ImportRefusal `empty`, `too-large`
 */
export async function readDocument(file: string): Promise<Document> {
  if (file === '-') return readStandardInput();
  const name = path.basename(file);
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'r');
    const stat = await handle.stat();
    if (stat.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
    if (stat.isFile()) refuseLength(stat.size, name);
    return { bytes: await readAll(handle.createReadStream({ autoClose: false }), name), name };
  } catch (error) {
    const trouble = TROUBLES[(error as NodeJS.ErrnoException).code ?? ''];
    if (trouble === undefined) throw error;
    throw new UsageError(`${shownName(file)} ${trouble}.`);
  } finally {
    await handle?.close();
  }
}

async function readStandardInput(): Promise<Document> {
  if (process.stdin.isTTY) throw new UsageError('"-" reads the document from standard input, and nothing is piped into it.');
  const name = 'Standard input';
  return { bytes: await readAll(process.stdin, name), name };
}

async function readAll(stream: Readable, name: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > caps.file) break;
  }
  refuseLength(length, name);
  return Buffer.concat(chunks);
}
