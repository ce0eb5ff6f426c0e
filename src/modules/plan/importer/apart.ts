import { workApart } from '../../../platform/files/apart.ts';
import { caps } from './caps.ts';
import { type FileKind, shownName } from './file-kind.ts';
import { ImportRefusal, type ImportRefusalCode } from './refusal.ts';
import type { ColumnChoice } from './sheet/sheet-text.ts';
import type { Draft } from './types.ts';

/** What is sent to the program that reads, and what comes back from it. */
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

/** The program: as it is written, or as `npm run build` leaves it. */
const READER = new URL(import.meta.url.endsWith('.ts') ? './apart-reader.ts' : './apart-reader.js', import.meta.url);

/**
 * Reads a document in a process of its own, so that one that is made to harm can neither hold up other readers, nor fill the memory, nor
 * end the site: after six seconds of work, or beyond its share of memory, the process is ended.
 *
 * @throws ImportRefusal whatever the bytes are, `too-large` when time or memory ran out, `damaged` when the program that read it broke
 */
export async function readApart(errand: Errand): Promise<Draft> {
  let answer: Answer | undefined;
  const ended = await workApart<Answer>(READER, errand, caps, (message) => {
    answer = message;
    return true;
  });
  if (ended === 'crash') throw brokenBy(errand.name);
  if (ended !== undefined || answer === undefined)
    throw new ImportRefusal(
      'too-large',
      `${shownName(errand.name)} takes too much ${ended ?? 'memory'} to read. Choose the text of the plan alone.`,
    );
  if ('draft' in answer) return answer.draft;
  if ('refused' in answer) throw new ImportRefusal(answer.refused.code, answer.refused.message);
  throw new Error(answer.broken);
}

/** For a document on which the program that reads gave up: nothing of it was taken, and the person can do something about it. */
export const brokenBy = (name: string): ImportRefusal =>
  new ImportRefusal('damaged', `${shownName(name)} breaks the program that reads it. Save it anew, or paste its text.`);
