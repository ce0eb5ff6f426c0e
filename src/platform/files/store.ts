import { createHash, randomUUID } from 'node:crypto';
import { chmod, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../refusal.ts';
import './text.ts';
import { typeOf } from './type.ts';

/** 20 MB: the largest work plan known is under one. */
export const MOST_BYTES = 20 * 1024 * 1024;

/** 20 GB: what all files of an installation may take together, unless it says otherwise. */
export const MOST_TOGETHER = 20 * 1024 * 1024 * 1024;

export type StoredFile = { readonly sha256: Buffer; readonly size: number; readonly type: string };

export type FileStore = {
  /**
   * Keeps bytes under the hash of their content; the same bytes are kept once. Refuses what is empty, too large or of no known type, and what
   * the installation has no room for; and, where a type was promised by its name, what is of another.
   */
  keep(bytes: Uint8Array, name: string, promised?: string): Promise<StoredFile>;
  /** The bytes of a hash, verified. Who may ask is decided by the attachment, never by the hash. */
  read(sha256: Uint8Array): Promise<Buffer>;
  /** The hashes of all that is kept, in order: for backups. */
  list(): AsyncIterable<Buffer>;
  /** Keeps bytes that come back from a backup, whatever they are; returns their hash. */
  put(bytes: Uint8Array): Promise<Buffer>;
};

/**
 * Opens the content-addressed store in a folder: `ab/cdef…`, each file written aside, synced, and renamed into place.
 *
 * @param most bytes that all files may take together. Each process counts what it adds; what others add it sees when it starts
 */
export async function openFileStore(folder: string, most = MOST_TOGETHER): Promise<FileStore> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  let together = await bytesIn(folder);
  const place = (sha256: Uint8Array) => {
    const hex = Buffer.from(sha256).toString('hex');
    return path.join(folder, hex.slice(0, 2), hex.slice(2));
  };
  return {
    async keep(bytes, name, promised) {
      if (bytes.length === 0) throw new Refusal(422, 'files.empty', { name });
      if (bytes.length > MOST_BYTES) throw new Refusal(413, 'files.too-large', { name, megabytes: MOST_BYTES / 1024 / 1024 });
      const type = await typeOf(bytes, name);
      if (promised !== undefined && promised !== type) throw new Refusal(415, 'files.not-as-named', { name, type });
      const sha256 = createHash('sha256').update(bytes).digest();
      if (!(await stat(place(sha256)).catch(() => null))) {
        if (together + bytes.length > most) throw new Refusal(413, 'files.no-room', { name });
        together += bytes.length;
        await writeOnce(place(sha256), bytes);
      }
      return { sha256, size: bytes.length, type };
    },
    async read(sha256) {
      const bytes = await readFile(place(sha256));
      if (!createHash('sha256').update(bytes).digest().equals(Buffer.from(sha256)))
        throw new Error('a stored file no longer has the content it was stored with');
      return bytes;
    },
    async *list() {
      for (const start of (await readdir(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name)).sort())
        for (const rest of (await readdir(path.join(folder, start))).sort())
          if (/^[0-9a-f]{62}$/.test(rest)) yield Buffer.from(start + rest, 'hex');
    },
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest();
      await writeOnce(place(sha256), bytes);
      return sha256;
    },
  };
}

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => (await stat(path.join(entry.parentPath, entry.name)).catch(() => null))?.size ?? 0);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

async function writeOnce(target: string, bytes: Uint8Array): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  const aside = `${target}.${randomUUID()}`;
  try {
    const file = await open(aside, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, target);
    await syncFolder(path.dirname(target));
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

// The name is safe on the disk only when the folder that holds it is.
async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}
