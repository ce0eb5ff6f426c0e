import { readApart } from './apart.ts';
import { draftOf } from './draft.ts';
import { fileKind } from './file-kind.ts';
import { readBytes } from './read.ts';
import type { Draft } from './types.ts';

export { caps } from './caps.ts';
export { refuseLength, shownName } from './file-kind.ts';
export { ImportRefusal, type ImportRefusalCode } from './refusal.ts';
export { type ImportInterface, toInterface } from './to-interface.ts';
export type {
  Draft,
  DraftNode,
  DraftObjective,
  DraftPriority,
  Finding,
  FindingCode,
  Furniture,
  NodeKind,
  PromiseKind,
  Span,
} from './types.ts';

/** Below this many bytes plain text is read at once: no text so short takes long, and a thread takes a moment to start. */
const SHORT = 128 * 1024;

/**
 * Reads a negotiated document from its bytes: plain text in any common encoding, or DOCX. Word files and long texts are read in a
 * thread of their own, with limits of time and memory; whatever the bytes are, an answer comes within ten seconds.
 *
 * @throws ImportRefusal when it is empty, of another type, too large, a bomb, or holds no items
 */
export async function importDocument(bytes: Uint8Array, name: string): Promise<Draft> {
  const kind = await fileKind(bytes, name);
  if (kind === 'word' || bytes.length > SHORT) return readApart({ bytes, name, kind });
  const { text } = await readBytes(bytes, name, kind);
  return importText(text, { name });
}

/**
 * Reads a negotiated document from its text; pure. `name` is the file's, where a period may stand that the text lacks.
 *
 * @throws ImportRefusal `empty` or `no-items`, never anything else
 */
export function importText(text: string, options: { name?: string } = {}): Draft {
  return draftOf(text, options.name ?? '');
}
