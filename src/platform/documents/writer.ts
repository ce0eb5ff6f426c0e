import type { Format } from './formats.ts';
import { legibleTree } from './legible.ts';
import type { Tree } from './tree.ts';

/** What is sent to the process that writes documents, and what comes back. */
export type Errand = {
  readonly number: number;
  readonly format: Format;
  readonly tree: Tree;
  /** Whether to leave out what may have ended the writer before. */
  readonly cautious: boolean;
};
export type Answer =
  | { readonly number: number; readonly bytes: Uint8Array }
  | { readonly number: number; readonly broken: string };

// Each writer is loaded when it is first needed.
async function write({ format, tree: given, cautious }: Errand): Promise<Uint8Array> {
  const tree = legibleTree(given);
  switch (format) {
    case 'docx':
      return (await import('./word.ts')).wordFile(tree);
    case 'pdf':
      return (await import('./pdf.ts')).pdfFile(tree, cautious);
    case 'xlsx':
      return (await import('./sheet.ts')).sheetFile(tree);
    case 'csv':
      return (await import('./comma.ts')).commaFile(tree);
    case 'json':
      return (await import('./json.ts')).jsonFile(tree);
    case 'html':
      return (await import('./html.ts')).htmlFile(tree);
  }
}

const answer = (said: Answer) => process.send?.(said);

process.on('message', async (errand: Errand) => {
  const { number } = errand;
  try {
    answer({ number, bytes: new Uint8Array(await write(errand)) });
  } catch (error) {
    // Where it broke, never what it was about: the words of a document are somebody's.
    const at = error instanceof Error ? (error.stack?.split('\n')[1]?.trim() ?? '') : '';
    answer({ number, broken: `${error instanceof Error ? error.name : 'Error'} ${at}` });
  }
});
// Nobody is left for whom to write.
process.on('disconnect', () => process.exit(0));
