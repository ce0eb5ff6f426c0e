import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, open } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Decrypter, Encrypter } from 'age-encryption';
import tar from 'tar-stream';

/** One piece of a backup: a name as in `tar tf`, and its bytes. No piece is larger than `LARGEST_PIECE`. */
export type Piece = { readonly name: string; readonly bytes: Buffer };

/** Tables and files are cut into pieces of so many bytes, so that memory does not grow with them. */
export const LARGEST_PIECE = 1024 * 1024;

/** The file is no backup, is damaged, or is encrypted for another key: one sentence says which. */
export class BackupDamaged extends Error {
  override readonly name = 'BackupDamaged';
}

/**
 * Writes pieces into one file, in order: a tar, packed by gzip, encrypted by age where a recipient is given (`age -d`, `gunzip` and `tar` open
 * it without us). Synced to the disk, for its owner alone. The file must not exist.
 *
 * @param recipient the public key `age1…`; null: not encrypted
 */
export async function writeArchive(file: string, pieces: AsyncIterable<Piece>, recipient: string | null): Promise<void> {
  const pack = tar.pack();
  const filling = fill(pack, pieces);
  const packed = pack.pipe(createGzip());
  pack.on('error', (error) => packed.destroy(error));
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  await Promise.all([filling, pipeline(recipient === null ? packed : await encrypted(packed, recipient), out)]);
  await chmod(file, 0o600);
  const written = await open(file, 'r+');
  await written.sync();
  await written.close();
}

async function fill(pack: tar.Pack, pieces: AsyncIterable<Piece>): Promise<void> {
  try {
    for await (const { name, bytes } of pieces) {
      const entry = pack.entry({ name, size: bytes.length, mode: 0o600, mtime: new Date(0) });
      await new Promise<void>((done, failed) => {
        entry.on('finish', done);
        entry.on('error', failed);
        entry.end(bytes);
      });
    }
    pack.finalize();
  } catch (error) {
    pack.destroy(error as Error);
    throw error;
  }
}

async function encrypted(plain: Readable, recipient: string): Promise<Readable> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const web = await encrypter.encrypt(Readable.toWeb(plain) as ReadableStream<Uint8Array>);
  return Readable.fromWeb(web as Parameters<typeof Readable.fromWeb>[0]);
}

/**
 * Reads the pieces of a file again, in order.
 *
 * @param identity the secret key `AGE-SECRET-KEY-1…`; null: the file is not encrypted
 * @throws BackupDamaged when the file is no backup, is cut, has a changed byte, or is encrypted for somebody else
 */
export async function* readArchive(file: string, identity: string | null): AsyncIterable<Piece> {
  const isEncrypted = await startsLikeAge(file);
  if (isEncrypted && identity === null) throw new BackupDamaged(`${file} is encrypted: give the file with its key by --key.`);
  const extract = tar.extract();
  const raw = createReadStream(file);
  const reading = (async () => {
    const opened = isEncrypted && identity !== null ? await decrypted(raw, identity) : raw;
    await pipeline(opened, createGunzip(), extract as unknown as Writable);
  })();
  // Said below, where the loop ends.
  reading.catch((error: Error) => extract.destroy(error));
  try {
    for await (const entry of extract) {
      const parts: Buffer[] = [];
      let size = 0;
      for await (const part of entry as AsyncIterable<Buffer>) {
        size += part.length;
        if (size > LARGEST_PIECE * 2) throw new Error(`the piece ${entry.header.name} is too large`);
        parts.push(part);
      }
      yield { name: entry.header.name, bytes: Buffer.concat(parts) };
    }
    await reading;
  } catch (error) {
    if (error instanceof BackupDamaged) throw error;
    throw new BackupDamaged(`${file} is damaged or no backup: ${error instanceof Error ? error.message : String(error)}.`, {
      cause: error,
    });
  } finally {
    raw.destroy();
  }
}

async function startsLikeAge(file: string): Promise<boolean> {
  const opened = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(21), 0, 21, 0);
    return buffer.toString('latin1', 0, bytesRead) === 'age-encryption.org/v1';
  } finally {
    await opened.close();
  }
}

async function decrypted(sealed: Readable, identity: string): Promise<Readable> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const web = await decrypter.decrypt(Readable.toWeb(sealed) as ReadableStream<Uint8Array>);
  return Readable.fromWeb(web as Parameters<typeof Readable.fromWeb>[0]);
}

/** A hash that is fed piece by piece, with what it was fed. */
export class Tally {
  readonly #hash = createHash('sha256');
  bytes = 0;

  add(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.bytes += bytes.length;
  }

  /** The SHA-256 in hexadecimal letters; the tally is over then. */
  hex(): string {
    return this.#hash.digest('hex');
  }
}
