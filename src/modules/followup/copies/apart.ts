import { workApart } from '../../../platform/files/apart.ts';
import type { FileRefusalCode } from '../../../platform/files/office/refused-file.ts';
import { Refusal } from '../../../platform/refusal.ts';
import '../text.ts';
import type { ReadCopy } from './types.ts';

/** What is sent to the program that reads, and what comes back from it. */
export type Errand = { readonly bytes: Uint8Array; readonly name: string };
export type Answer = { readonly copy: ReadCopy } | { readonly refused: FileRefusalCode } | { readonly broken: string };

/** The program: as it is written, or as `npm run build` leaves it. */
const READER = new URL(import.meta.url.endsWith('.ts') ? './reader.ts' : './reader.js', import.meta.url);
/** Milliseconds of work, milliseconds by the clock, megabytes. */
const LIMITS = { time: 8_000, patience: 60_000, memory: 384 };

/**
 * Reads a file of our matrix in a process of its own, so that one that is made to harm holds up nobody, fills no memory and ends nothing else.
 *
 * @throws Refusal 413 `followup.copy.too-large`, 422 and 415 by what is wrong with it, each at the field `file`
 */
export async function readCopyApart(errand: Errand): Promise<ReadCopy> {
  let answer: Answer | undefined;
  const ended = await workApart<Answer>(READER, errand, LIMITS, (message) => {
    answer = message;
    return true;
  });
  if (ended === 'crash') throw refusalOf('damaged', errand.name);
  if (ended !== undefined || answer === undefined) throw refusalOf('too-large', errand.name);
  if ('copy' in answer) return answer.copy;
  if ('refused' in answer) throw refusalOf(answer.refused, errand.name);
  throw new Error(`a file that came back could not be read: ${answer.broken}`);
}

const KINDS: Readonly<Record<FileRefusalCode, 'empty' | 'type' | 'too-large' | 'damaged' | 'no-columns'>> = {
  empty: 'empty',
  binary: 'type',
  type: 'type',
  'too-large': 'too-large',
  bomb: 'too-large',
  doctype: 'damaged',
  damaged: 'damaged',
  unreadable: 'damaged',
  'no-items': 'no-columns',
};

function refusalOf(code: FileRefusalCode, name: string): Refusal {
  const kind = KINDS[code];
  const status = kind === 'too-large' ? 413 : kind === 'type' ? 415 : 422;
  return new Refusal(status, `followup.copy.${kind}`, { name: name.slice(0, 80) }, 'file');
}
