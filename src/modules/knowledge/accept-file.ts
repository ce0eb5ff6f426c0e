import type { FileStore, StoredFile } from '../../platform/files/store.ts';
import { Refusal } from '../../platform/refusal.ts';

/** What the end of a name promises, and what the content must then be. */
const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  txt: 'text/plain',
};

/** For the file dialog of a browser. */
export const ACCEPTED = Object.keys(TYPES)
  .map((end) => `.${end}`)
  .join(',');

/**
 * Stores a file that came with a form. Its content must be a PDF, a Word document or plain text, and the end of its name must say the same: a
 * web page that calls itself PDF is not taken.
 *
 * @throws Refusal 413, 415, 422, each at the field `file`
 */
export async function acceptFile(
  files: FileStore,
  upload: { readonly name: string; readonly bytes: Uint8Array },
): Promise<StoredFile & { readonly name: string }> {
  const { name, bytes } = upload;
  const promised = TYPES[/\.([a-z]{3,4})$/i.exec(name.trim())?.[1]?.toLowerCase() ?? ''];
  if (promised === undefined) throw new Refusal(415, 'knowledge.wrong-end', { name }, 'file');
  try {
    const stored = await files.keep(bytes, name, promised);
    return { ...stored, name };
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(error.status, error.key, error.values, 'file');
    throw error;
  }
}
