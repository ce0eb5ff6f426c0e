import { fileTypeFromBuffer } from 'file-type';
import { caps } from './caps.ts';
import { isLikeText } from './encoding.ts';
import { ImportRefusal } from './refusal.ts';

/** How a document is read: as characters, or as a Word file. */
export type FileKind = 'text' | 'word';

const LOOKED_AT = 4_100;
const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0];
const ARCHIVE = [0x50, 0x4b];
const ADVICE = 'Save the plan as a Word document (.docx) or as plain text and choose that.';

/** Files that are letters and signs only, and yet no text for people. */
const WRITTEN_KINDS: readonly (readonly [RegExp, string])[] = [
  [/^%PDF-/, 'a PDF'],
  [/^\{\\rtf/, 'an RTF document'],
  [/^%!PS/, 'a PostScript file'],
  [/^(?:<\?xml[^>]{0,200}>\s*)?<!doctype html|^(?:<\?xml[^>]{0,200}>\s*)?<html[\s>]/i, 'a web page'],
  [/^<\?xml/, 'an XML file'],
  [/^<svg[\s>]/i, 'a picture'],
];

/** Refuses a file by its length alone, before a byte of it is read. */
export function refuseLength(length: number, name: string): void {
  if (length === 0) throw new ImportRefusal('empty', `${shownName(name)} is empty. Choose the file that holds the plan.`);
  if (length > caps.file)
    throw new ImportRefusal(
      'too-large',
      `${shownName(name)} is larger than ${caps.file / 1024 / 1024} MB. Choose the text of the plan alone, without pictures.`,
    );
}

/**
 * What a file is by its content; its name only says what its sender believed. Looks at the beginning alone, so it is quick.
 *
 * @throws ImportRefusal `empty`, `too-large`, `type`, `binary`
 */
export async function fileKind(bytes: Uint8Array, name: string): Promise<FileKind> {
  refuseLength(bytes.length, name);
  if (ARCHIVE.every((byte, at) => bytes[at] === byte) && (bytes[2] ?? 0) <= 8) return 'word';
  if (OLD_OFFICE.every((byte, at) => bytes[at] === byte)) throw refuseOldOffice(bytes, name);
  const beginning = bytes.subarray(0, LOOKED_AT);
  const written = new TextDecoder('latin1').decode(beginning).replace(/^\s+|^\u00ef\u00bb\u00bf\s*/, '');
  const kind = WRITTEN_KINDS.find(([pattern]) => pattern.test(written))?.[1];
  if (kind !== undefined) throw refuseKind(name, kind);
  if (isLikeText(beginning)) return 'text';
  const mime = await mimeOf(beginning);
  if (mime === undefined)
    throw new ImportRefusal('binary', `${shownName(name)} holds no text that a person could read. ${ADVICE}`);
  throw refuseKind(name, kindOfMime(mime));
}

/** The name of a file as a sentence may hold it: short, on one line, without signs that turn the direction of writing. */
export function shownName(name: string): string {
  const clean = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ').trim();
  return clean === '' ? 'The file' : clean.length > 80 ? `${clean.slice(0, 60)}…${clean.slice(-16)}` : clean;
}

/** The refusal of a file whose kind is known and cannot be read. */
export function refuseKind(name: string, kind: string): ImportRefusal {
  return new ImportRefusal(
    'type',
    `${shownName(name)} is ${kind}, and plans are read from Word documents and plain text only. ${ADVICE}`,
  );
}

function refuseOldOffice(bytes: Uint8Array, name: string): ImportRefusal {
  // A document with a password is wrapped in the old format, around a stream of this name.
  const wrapped = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(Buffer.from('EncryptedPackage', 'utf16le'));
  return refuseKind(name, wrapped ? 'protected by a password' : 'a document of an old Office (such as .doc or .xls)');
}

async function mimeOf(beginning: Uint8Array): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(beginning))?.mime;
  } catch {
    // The library reads on where a header tells it to; of a beginning alone, that place may be missing.
    return undefined;
  }
}

function kindOfMime(mime: string): string {
  if (mime.startsWith('image/')) return 'a picture';
  if (mime.startsWith('audio/') || mime.startsWith('video/')) return 'a recording';
  if (mime.startsWith('font/')) return 'a font';
  if (/zip|compress|x-7z|x-rar|x-tar|x-xz|x-bzip/.test(mime)) return 'an archive of files';
  if (/executable|x-msdownload|x-elf|x-mach|wasm|java/.test(mime)) return 'a program';
  return `a file of the kind ${mime}`;
}
