import { caps } from './caps.ts';
import { decodeText } from './encoding.ts';
import { type FileKind, shownName } from './file-kind.ts';
import type { Reading } from './reading.ts';
import { ImportRefusal } from './refusal.ts';
import { isCsv } from './sheet/delimiter.ts';
import { type ColumnChoice, sheetText } from './sheet/sheet-text.ts';

/**
 * The text of a document from its bytes, whose kind is known. `choices`: what a person chose for the columns of spreadsheets.
 *
 * @throws ImportRefusal `empty`, `too-large`, `bomb`, `doctype`, `damaged`, `type`, `unreadable`, `no-items` for a table without a head
 */
export async function readBytes(
  bytes: Uint8Array,
  name: string,
  kind: FileKind,
  choices: readonly ColumnChoice[] = [],
): Promise<Reading> {
  const reading = await byKind(bytes, name, kind, choices);
  if (reading.text.length > caps.characters)
    throw new ImportRefusal(
      'too-large',
      `${shownName(name)} holds more than ${caps.characters / 1e6} million letters, more than any plan. Choose the plan alone.`,
    );
  if (!/[^\s\p{Cc}\p{Cf}\u2800\ufffd]/u.test(reading.text))
    throw new ImportRefusal(
      'empty',
      `${shownName(name)} holds no words. Choose the file that holds the plan; a scan must be read by OCR first.`,
    );
  return reading.text.startsWith('\ufeff') ? { ...reading, text: reading.text.slice(1) } : reading;
}

// Each reader is loaded when a file of its format comes: most bring a library along.
async function byKind(bytes: Uint8Array, name: string, kind: FileKind, choices: readonly ColumnChoice[]): Promise<Reading> {
  switch (kind) {
    case 'word':
      return { text: await (await import('./word/word.ts')).readWord(bytes, name), paragraphs: true };
    case 'pdf':
      return (await import('./pdf/pdf.ts')).readPdf(bytes, name);
    case 'web':
      return (await import('./web/web.ts')).readWeb(bytes, name);
    case 'workbook':
      return sheetText((await import('./sheet/workbook.ts')).readWorkbook(bytes, name), name, choices);
    case 'text': {
      const text = decodeText(bytes, shownName(name));
      if (!isCsv(text, name)) return { text, paragraphs: false };
      return sheetText([(await import('./sheet/csv.ts')).readCsv(text, name)], name, choices);
    }
  }
}
