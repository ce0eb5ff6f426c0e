import { workOnMessage } from '../../../platform/files/apart.ts';
import type { Answer, Errand } from './apart.ts';
import { draftOf } from './draft.ts';
import { readBytes } from './read.ts';
import { ImportRefusal } from './refusal.ts';

/** The program that reads one document: started by `readApart`, ended by its answer. */
async function answer({ bytes, name, kind, choices }: Errand): Promise<Answer> {
  try {
    return { draft: draftOf(await readBytes(bytes, name, kind, choices), name) };
  } catch (error) {
    if (error instanceof ImportRefusal) return { refused: { code: error.code, message: error.message } };
    return { broken: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

workOnMessage<Errand, Answer>(async (errand, say) => say(await answer(errand)));
