import { fileTypeFromBuffer } from 'file-type';
import { Refusal } from '../refusal.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const ALLOWED = new Set([DOCX, 'application/pdf', 'text/plain']);

/** The type of a file by its content; the name only says what its sender believed. Anything we do not take is refused by name. */
export async function typeOf(bytes: Uint8Array, name: string): Promise<string> {
  const found = (await fileTypeFromBuffer(bytes))?.mime ?? (isText(bytes) ? 'text/plain' : 'application/octet-stream');
  if (!ALLOWED.has(found)) throw new Refusal(415, 'files.wrong-type', { name, type: found });
  return found;
}

/**
 * Text in any common encoding: UTF-8; UTF-16 or UTF-32 that says so in its first bytes; or one byte a letter, as older programs wrote it, where no
 * control character stands. It is only ever handed out again as a file, so a letter read wrongly harms nobody.
 */
function isText(bytes: Uint8Array): boolean {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
  if (wide === undefined) return !bytes.some((byte) => (byte < 32 && !WHITE.has(byte)) || byte === 127);
  try {
    new TextDecoder(wide, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Tab, line feed, vertical tab, form feed, carriage return. */
const WHITE = new Set([9, 10, 11, 12, 13]);
