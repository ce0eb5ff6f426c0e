import { workApart } from '../../../platform/files/apart.ts';
import { caps } from './caps.ts';
import { type FileKind, shownName } from './file-kind.ts';
import { ImportRefusal, type ImportRefusalCode } from './refusal.ts';
import type { ColumnChoice } from './sheet/sheet-text.ts';
import type { Draft } from './types.ts';

/** What is sent to the thread that reads, and what comes back from it. */
export type Errand = {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly kind: FileKind;
  readonly choices: readonly ColumnChoice[];
};
export type Answer =
  | { readonly draft: Draft }
  | { readonly refused: { readonly code: ImportRefusalCode; readonly message: string } }
  | { readonly broken: string };

/** The file of the thread: as it is written, or as `npm run build` leaves it. */
const THREAD = new URL(import.meta.url.endsWith('.ts') ? './apart-thread.ts' : './apart-thread.js', import.meta.url);

/**
 * Reads a document in a thread of its own, so that one that is made to harm can neither hold up other readers nor fill the memory: after
 * six seconds of work, or beyond its share of memory, the thread is ended.
 *
 * @throws ImportRefusal whatever the bytes are, `too-large` when time or memory ran out
 */
export async function readApart(errand: Errand): Promise<Draft> {
  let answer: Answer | undefined;
  const ended = await workApart<Answer>(THREAD, errand, caps, (message) => {
    answer = message;
    return true;
  });
  if (ended !== undefined || answer === undefined)
    throw new ImportRefusal(
      'too-large',
      `${shownName(errand.name)} takes too much ${ended ?? 'memory'} to read. Choose the text of the plan alone.`,
    );
  if ('draft' in answer) return answer.draft;
  if ('refused' in answer) throw new ImportRefusal(answer.refused.code, answer.refused.message);
  throw new Error(answer.broken);
}
