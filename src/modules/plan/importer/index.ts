import { readApart } from './apart.ts';
import { draftOf } from './draft.ts';
import { fileKind } from './file-kind.ts';
import { readBytes } from './read.ts';
import type { ColumnChoice } from './sheet/sheet-text.ts';
import type { Draft } from './types.ts';

export { caps } from './caps.ts';
export { refuseLength, shownName } from './file-kind.ts';
export { ImportRefusal, type ImportRefusalCode } from './refusal.ts';
export { headerKey } from './sheet/header.ts';
export type { ColumnChoice } from './sheet/sheet-text.ts';
export { readDocument } from './text-apart.ts';
export { type ImportInterface, toInterface } from './to-interface.ts';
export type {
  ColumnRole,
  Draft,
  DraftNode,
  DraftObjective,
  DraftPriority,
  Finding,
  FindingCode,
  Furniture,
  NodeKind,
  PromiseKind,
  SheetColumn,
  Span,
} from './types.ts';

/** Below this many bytes plain text is read at once: no text so short takes long, and a thread takes a moment to start. */
const SHORT = 128 * 1024;

/**
 * Reads a negotiated document from its bytes: DOCX, PDF, a saved web page, XLSX, CSV, or plain text in any common encoding. All but short
 * texts are read in a thread of their own, with limits of time and memory; whatever the bytes are, an answer comes within ten seconds.
 * `choices` says what a person chose for the columns of a spreadsheet with a certain head.
 *
 * @throws ImportRefusal when it is empty, of another type, too large, a bomb, or holds no items
 */
export async function importDocument(
  bytes: Uint8Array,
  name: string,
  { choices = [] }: { choices?: readonly ColumnChoice[] } = {},
): Promise<Draft> {
  const kind = await fileKind(bytes, name);
  if (kind !== 'text' || bytes.length > SHORT) return readApart({ bytes, name, kind, choices });
  return draftOf(await readBytes(bytes, name, kind, choices), name);
}

/**
 * Reads a negotiated document from its text; pure. `name` is the file's, where a period may stand that the text lacks.
 *
 * @throws ImportRefusal `empty` or `no-items`, never anything else
 */
export function importText(text: string, options: { name?: string } = {}): Draft {
  return draftOf({ text, paragraphs: false }, options.name ?? '');
}
