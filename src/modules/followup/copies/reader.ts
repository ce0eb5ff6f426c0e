import { workOnMessage } from '../../../platform/files/apart.ts';
import { FileRefusal } from '../../../platform/files/office/refused-file.ts';
import type { Answer, Errand } from './apart.ts';
import { readCopy } from './read-file.ts';

/** The program that reads one file: started by `readCopyApart`, ended by its answer. */
async function answer({ bytes, name }: Errand): Promise<Answer> {
  try {
    return { copy: await readCopy(bytes, name) };
  } catch (error) {
    if (error instanceof FileRefusal) return { refused: error.code };
    // Where it broke, never what it was about: the words of a note are somebody's.
    return { broken: error instanceof Error ? `${error.name} ${error.stack?.split('\n')[1]?.trim() ?? ''}` : 'Error' };
  }
}

workOnMessage<Errand, Answer>(async (errand, say) => say(await answer(errand)));
