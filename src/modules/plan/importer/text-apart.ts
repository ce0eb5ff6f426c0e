import { workApart } from '../../../platform/files/apart.ts';
import { brokenBy } from './apart.ts';
import { fileKind, shownName } from './file-kind.ts';
import type { Reading } from './reading.ts';
import { ImportRefusal } from './refusal.ts';
import type { TextAnswer, TextErrand } from './text-reader.ts';

/** The program: as it is written, or as `npm run build` leaves it. */
const READER = new URL(import.meta.url.endsWith('.ts') ? './text-reader.ts' : './text-reader.js', import.meta.url);

/** The text alone is the smaller part of what an import does. */
const LIMITS = { time: 4_000, patience: 60_000, memory: 128 } as const;

/**
 * The text of any document that the importer can open, plan or not: plain text in any common encoding, as it stands, or DOCX with the numbers
 * that Word counts itself. Always read in a process of its own, within limits of time and memory.
 *
 * @throws ImportRefusal when it is empty, of another type, too large, damaged or a bomb
 */
export async function readDocument(bytes: Uint8Array, name: string): Promise<Reading> {
  const errand: TextErrand = { bytes, name, kind: await fileKind(bytes, name) };
  const said: TextAnswer[] = [];
  const used = await workApart<TextAnswer>(READER, errand, LIMITS, (message) => said.push(message) > 0);
  if (used === 'crash') throw brokenBy(name);
  const [answer] = said;
  if (answer === undefined)
    throw new ImportRefusal('too-large', `${shownName(name)} takes too much ${used ?? 'memory'} to read.`);
  if ('refused' in answer) throw new ImportRefusal(answer.refused.code, answer.refused.message);
  if ('broken' in answer) throw new Error(answer.broken);
  return answer.reading;
}
