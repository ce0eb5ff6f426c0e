import { fileTypeFromBuffer } from 'file-type';
import { caps } from './caps.ts';
import { isLikeText } from './encoding.ts';
import { ImportRefusal } from './refusal.ts';

/** How a document is read: as characters (of a text or of separated values), or as the file of some program. */
export type FileKind = 'text' | 'word' | 'pdf' | 'web' | 'workbook';

const LOOKED_AT = 4_100;
const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0];
const ARCHIVE = [0x50, 0x4b];
const ADVICE = 'Save the plan as a Word document (.docx), a PDF or plain text and choose that.';

/** Files that are letters and signs only, and yet no text for people. */
const WRITTEN_KINDS: readonly (readonly [RegExp, string])[] = [
  [/^\{\\rtf/, 'an RTF document'],
  [/^%!PS/, 'a PostScript file'],
  [/^(?:mime-version:|from: <saved by)/i, 'a web page saved with its pictures (.mht); save it as “web page, HTML only”,'],
  [/^<\?xml/, 'an XML file'],
  [/^<svg[\s>]/i, 'a picture'],
];

const PDF = /%PDF-\d/;
const WEB =
  /^(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[\s\S]{0,1000}?-->\s*)*<(?:!doctype\s+html|html|head|body|table|title|meta|h1|main|article)[\s>]/i;

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
  if (ARCHIVE.every((byte, at) => bytes[at] === byte) && (bytes[2] ?? 0) <= 8) return isWorkbook(bytes) ? 'workbook' : 'word';
  if (OLD_OFFICE.every((byte, at) => bytes[at] === byte)) throw refuseOldOffice(bytes, name);
  const beginning = bytes.subarray(0, LOOKED_AT);
  const written = new TextDecoder('latin1').decode(beginning).replace(/^\s+|^\u00ef\u00bb\u00bf\s*/, '');
  // A mail or a printer may have put a line before it.
  if (PDF.test(written.slice(0, 1_024))) return 'pdf';
  if (WEB.test(written) || WEB.test(wideWords(beginning))) return 'web';
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
    `${shownName(name)} is ${kind}, and plans are read from Word, PDF, web pages, Excel, CSV and plain text. ${ADVICE}`,
  );
}

/** The names of the files inside stand in an archive as they are. */
function isWorkbook(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return buffer.includes('xl/workbook.') && !buffer.includes('word/document.xml');
}

/** The beginning of a text in UTF-16, or nothing. */
function wideWords(beginning: Uint8Array): string {
  const [a, b] = beginning;
  if (!((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))) return '';
  return new TextDecoder(a === 0xff ? 'utf-16le' : 'utf-16be').decode(beginning).trimStart();
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
