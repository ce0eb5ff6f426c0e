import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { StoredFile } from '../../platform/files/store.ts';
import { Refusal } from '../../platform/refusal.ts';
import { cleanName } from './said.ts';

/** A file that is in the store already, and the name that its sender gave it. `id`: by which it will be known; one is made where none is given. */
export type Brought = StoredFile & { readonly name: string; readonly id?: string };
/** So many files one comment brings at most. */
export const MOST_FILES = 5;

type Of = { readonly comment: string; readonly thread: string; readonly wall: string; readonly owner: string };

/**
 * Attaches files to a comment that was just made, on its wall. One of a name that stands in that discussion already is its next version; the
 * earlier ones stay. The discussion must be locked.
 *
 * @returns their names as they are kept
 * @throws Refusal 422 `discuss.too-many-files`
 */
export async function attachFiles(tx: Tx, { comment, thread, wall, owner }: Of, files: readonly Brought[]): Promise<string[]> {
  if (files.length > MOST_FILES) throw new Refusal(422, 'discuss.too-many-files', { most: MOST_FILES }, 'files');
  const names: string[] = [];
  for (const file of files) {
    const id = file.id ?? crypto.randomUUID();
    const name = cleanName(file.name);
    await tx
      .insertInto('platform.attachment')
      .values({
        id,
        record: comment,
        wall,
        owner,
        role: 'enclosure',
        name,
        type: file.type,
        size: file.size,
        sha256: file.sha256,
      })
      .execute();
    const same = name.toLowerCase();
    const { rows } = await sql<{ version: number }>`select coalesce(max(n.version), 0) + 1 as version from discuss.enclosure n
      where n.thread = ${thread} and n.same_name = ${same}`.execute(tx);
    const version = rows[0]?.version ?? 1;
    await tx
      .insertInto('discuss.enclosure')
      .values({ attachment: id, comment, thread, same_name: same, version, wall, owner })
      .execute();
    names.push(name);
  }
  return names;
}
