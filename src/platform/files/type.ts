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

function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
