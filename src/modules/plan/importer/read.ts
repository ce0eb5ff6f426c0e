import { caps } from './caps.ts';
import { decodeText } from './encoding.ts';
import { type FileKind, shownName } from './file-kind.ts';
import { ImportRefusal } from './refusal.ts';
import { readWord } from './word/word.ts';

/** The text of a document; `paragraphs` when every line of it is known to be a whole paragraph, as in a Word file. */
export type Reading = { readonly text: string; readonly paragraphs: boolean };

/**
 * The text of a document from its bytes, whose kind is known.
 *
 * @throws ImportRefusal `empty`, `too-large`, `bomb`, `doctype`, `damaged`, `type`, `unreadable`
 */
export async function readBytes(bytes: Uint8Array, name: string, kind: FileKind): Promise<Reading> {
  const text = kind === 'word' ? await readWord(bytes, name) : decodeText(bytes, shownName(name));
  if (text.length > caps.characters)
    throw new ImportRefusal(
      'too-large',
      `${shownName(name)} holds more than ${caps.characters / 1e6} million letters, more than any plan. Choose the plan alone.`,
    );
  if (!/[^\s\p{Cc}\p{Cf}\u2800\ufffd]/u.test(text))
    throw new ImportRefusal(
      'empty',
      `${shownName(name)} holds no words. Choose the file that holds the plan; a scan must be read by OCR first.`,
    );
  return { text: text.startsWith('\ufeff') ? text.slice(1) : text, paragraphs: kind === 'word' };
}
