import type { FileStore } from '../../../platform/files/store.ts';
import { Refusal } from '../../../platform/refusal.ts';
import type { Read, ReadFile } from '../begin-draft.ts';
import { type ColumnChoice, fileKind, ImportRefusal, importDocument, shownName } from '../importer/index.ts';
import type { DraftFormat } from '../tables.ts';

/**
 * Reads a document that came with a form, apart from the site and within limits, and keeps its bytes when it could be read.
 *
 * @throws Refusal 413, 415, 422, each at `field`, with a sentence that says what to do
 */
export async function readUpload(
  files: FileStore,
  upload: { readonly name: string; readonly bytes: Uint8Array },
  choices: readonly ColumnChoice[],
  field: 'file' | 'text',
): Promise<{ read: Read; file: ReadFile }> {
  const { bytes } = upload;
  const name = cleanName(upload.name);
  try {
    const format: DraftFormat = field === 'text' ? 'pasted' : await fileKind(bytes, name);
    const read = await readBytes(bytes, name, choices);
    const isTable = 'rows' in read || read.draft.columns.length > 0;
    const stored = await files.keep(bytes, name);
    return { read, file: { ...stored, name, format: isTable ? 'workbook' : format } };
  } catch (error) {
    throw refusalOf(error, name, field);
  }
}

/** The same bytes read anew, with what was chosen for their columns. @throws Refusal 422 at `roles` */
export async function readAgain(bytes: Uint8Array, name: string, choices: readonly ColumnChoice[]) {
  try {
    return await importDocument(bytes, name, { choices });
  } catch (error) {
    throw refusalOf(error, name, 'roles');
  }
}

async function readBytes(bytes: Uint8Array, name: string, choices: readonly ColumnChoice[]): Promise<Read> {
  try {
    return { draft: await importDocument(bytes, name, { choices }) };
  } catch (error) {
    // A table whose head is not known can be explained by a person.
    if (error instanceof ImportRefusal && error.rows.length > 0) return { rows: error.rows };
    throw error;
  }
}

function refusalOf(error: unknown, name: string, field: string): unknown {
  if (error instanceof ImportRefusal)
    return new Refusal(
      error.code === 'too-large' ? 413 : 422,
      `plan.draft.refused.${error.code}`,
      { name: shownName(name) },
      field,
    );
  if (error instanceof Refusal && error.field === undefined) return new Refusal(error.status, error.key, error.values, field);
  return error;
}

/** The name of a file as it is kept: its end, which says what it is, stays. */
function cleanName(name: string): string {
  const clean =
    name
      .toWellFormed()
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .split(/[/\\]/)
      .at(-1)
      ?.trim() || 'document';
  return clean.length <= 200 ? clean : `${clean.slice(0, 180).toWellFormed()}…${clean.slice(-16).toWellFormed()}`;
}
