import { fileTypeFromBuffer } from 'file-type';
import { readCsv } from '../../../platform/files/office/csv.ts';
import { decodeText, isLikeText } from '../../../platform/files/office/encoding.ts';
import { limits } from '../../../platform/files/office/limits.ts';
import { keywordsOf } from '../../../platform/files/office/properties.ts';
import { FileRefusal } from '../../../platform/files/office/refused-file.ts';
import { readWorkbook } from '../../../platform/files/office/workbook.ts';
import { readStamp } from './mark.ts';
import { readSheet } from './read-sheet.ts';
import type { ReadCopy } from './types.ts';

/**
 * What a file of our matrix says, by its content whatever it is called. Its formulas, macros, links and pictures are not read.
 *
 * @throws FileRefusal by whose code the sentence is chosen that a person gets
 */
export async function readCopy(bytes: Uint8Array, name: string): Promise<ReadCopy> {
  if (bytes.length === 0) throw new FileRefusal('empty', 'The file is empty.');
  if (bytes.length > limits.file) throw new FileRefusal('too-large', 'The file is too large.');
  const zip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (zip) {
    const kind = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.ext;
    if (kind === 'docx' || kind === 'odt' || kind === 'ods') throw new FileRefusal('type', 'The file is no workbook.');
    return readSheet(readWorkbook(bytes, name), 'xlsx', readStamp(keywordsOf(bytes, name))?.whole ?? '');
  }
  if (!isLikeText(bytes.subarray(0, 4_100))) throw new FileRefusal('type', 'The file is neither a workbook nor text.');
  return readText(decodeText(bytes, name), name);
}

function readText(text: string, name: string): ReadCopy {
  let refused: unknown;
  for (const delimiter of [',', ';', '\t']) {
    try {
      return readSheet([readCsv(text, name, delimiter)], 'csv', '');
    } catch (error) {
      if (!(error instanceof FileRefusal)) throw error;
      // That there are no columns of ours is what a wrong sign between the cells looks like.
      if (refused === undefined || error.code !== 'no-items') refused = error;
    }
  }
  throw refused;
}
