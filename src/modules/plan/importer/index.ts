import { draftOf } from './draft.ts';
import { readBytes } from './read.ts';
import type { Draft } from './types.ts';

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

/**
 * Reads a negotiated document from its bytes: plain text in any common encoding, or DOCX.
 *
 * @throws ImportRefusal when it is empty, of another type, too large, a bomb, or holds no items
 */
export async function importDocument(bytes: Uint8Array, name: string): Promise<Draft> {
  return importText(await readBytes(bytes, name), { name });
}

/**
 * Reads a negotiated document from its text; pure. `name` is the file's, where a period may stand that the text lacks.
 *
 * @throws ImportRefusal `empty` or `no-items`, never anything else
 */
export function importText(text: string, options: { name?: string } = {}): Draft {
  return draftOf(text, options.name ?? '');
}
