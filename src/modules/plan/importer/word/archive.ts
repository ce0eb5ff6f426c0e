import { inflateRawSync } from 'node:zlib';
import { caps } from '../caps.ts';
import { shownName } from '../file-kind.ts';
import { ImportRefusal } from '../refusal.ts';

/** The files inside an archive, by name, unpacked on demand. */
export type Archive = {
  readonly names: readonly string[];
  /** The bytes of one file; undefined when there is none of that name. Each is unpacked once only. */
  readonly unpack: (name: string) => Uint8Array | undefined;
};

type Entry = { readonly method: number; readonly packed: Uint8Array };

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const LONGEST_COMMENT = 0xffff;

/**
 * Opens a ZIP archive by its directory. What it says of sizes is not believed: the bytes that come out are counted, over all files.
 *
 * @throws ImportRefusal `damaged`, `bomb` (also later, from `unpack`), `type` when it is locked by a password
 */
export function openArchive(bytes: Uint8Array, name: string): Archive {
  const damaged = () =>
    new ImportRefusal(
      'damaged',
      `${shownName(name)} is damaged or was cut short. Open it in Word or Excel, save it again, and choose that.`,
    );
  const entries = readDirectory(bytes, name, damaged);
  const most = Math.min(caps.unpacked, Math.max(caps.freely, bytes.length * caps.ratio));
  let left = most;
  return {
    names: [...entries.keys()],
    unpack(wanted) {
      const entry = entries.get(wanted);
      if (!entry) return undefined;
      const out = inflated(entry, left, name, damaged);
      left -= out.length;
      return out;
    },
  };
}

function inflated({ method, packed }: Entry, most: number, name: string, damaged: () => ImportRefusal): Uint8Array {
  if (method !== 0 && method !== 8) throw damaged();
  const tooMuch = () =>
    new ImportRefusal('bomb', `${shownName(name)} unpacks to far more than a document holds. It was not read.`);
  if (method === 0) {
    if (packed.length > most) throw tooMuch();
    return packed;
  }
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooMuch() : damaged();
  }
}

function readDirectory(bytes: Uint8Array, name: string, damaged: () => ImportRefusal): Map<string, Entry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = endOfDirectory(view);
  if (end < 0) throw damaged();
  const count = view.getUint16(end + 10, true);
  if (count > caps.entries)
    throw new ImportRefusal(
      'bomb',
      `${shownName(name)} holds ${count} files inside, more than any Office document. It was not read.`,
    );
  const entries = new Map<string, Entry>();
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) throw damaged();
    if ((view.getUint16(at + 8, true) & 1) === 1)
      throw new ImportRefusal('type', `${shownName(name)} is protected by a password. Save it without one and choose that.`);
    const nameLength = view.getUint16(at + 28, true);
    const path = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const packed = packedBytes(bytes, view, view.getUint32(at + 42, true), view.getUint32(at + 20, true));
    if (!packed) throw damaged();
    const key = path.replaceAll('\\', '/').replace(/^\/+/, '');
    if (!entries.has(key)) entries.set(key, { method: view.getUint16(at + 10, true), packed });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function endOfDirectory(view: DataView): number {
  const first = Math.max(0, view.byteLength - 22 - LONGEST_COMMENT);
  for (let at = view.byteLength - 22; at >= first; at -= 1) if (view.getUint32(at, true) === END) return at;
  return -1;
}

function packedBytes(bytes: Uint8Array, view: DataView, local: number, length: number): Uint8Array | undefined {
  if (local + 30 > bytes.length || view.getUint32(local, true) !== LOCAL) return undefined;
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  return start + length <= bytes.length ? bytes.subarray(start, start + length) : undefined;
}
