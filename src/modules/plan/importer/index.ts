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

/** Reads a negotiated document from its text. Pure, never throws but ImportRefusal for a text without items. */
export function importText(text: string, options: { name?: string } = {}): Draft {
  return {
    title: options.name ?? null,
    period: { start: null, end: null },
    parties: [],
    language: 'en',
    text,
    objectives: [],
    priorities: [],
    nodes: [],
    findings: [],
    furniture: [],
  };
}
