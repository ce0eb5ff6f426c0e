import { workOnMessage } from '../../../platform/files/apart.ts';
import { decodeText } from './encoding.ts';
import { type FileKind, shownName } from './file-kind.ts';
import { readBytes } from './read.ts';
import type { Reading } from './reading.ts';
import { ImportRefusal, type ImportRefusalCode } from './refusal.ts';

/** What is sent to the program that reads a text, and what comes back from it. */
export type TextErrand = { readonly bytes: Uint8Array; readonly name: string; readonly kind: FileKind };
export type TextAnswer =
  | { readonly reading: Reading }
  | { readonly refused: { readonly code: ImportRefusalCode; readonly message: string } }
  | { readonly broken: string };

/** The program that reads the text of one document: started by `readDocument`, ended by its answer. */
async function answer({ bytes, name, kind }: TextErrand): Promise<TextAnswer> {
  try {
    // Plain text stays as it was written, also where it looks like the table of a plan.
    if (kind === 'text')
      return { reading: { text: decodeText(bytes, shownName(name)).replace(/^\ufeff/, ''), paragraphs: false } };
    return { reading: await readBytes(bytes, name, kind) };
  } catch (error) {
    if (error instanceof ImportRefusal) return { refused: { code: error.code, message: error.message } };
    return { broken: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

workOnMessage<TextErrand, TextAnswer>(async (errand, say) => say(await answer(errand)));
