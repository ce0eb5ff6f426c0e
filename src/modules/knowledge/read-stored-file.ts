import { sql } from 'kysely';
import { type Database, NOBODY } from '../../platform/db/database.ts';
import type { FileStore } from '../../platform/files/store.ts';
import { readFile } from './reading/read-file.ts';

/** How many stretches are written in one statement, so that none takes long. */
const AT_ONCE = 100;

/**
 * Reads a file of the shelf that waits for it, in the name of nobody: puts its text beside it, and the words of its document into the search.
 * Nothing happens to a file that was read before; a try that broke off goes on where it ended.
 */
export async function readStoredFile(database: Database, files: FileStore, file: string): Promise<void> {
  const asked = await database.withActor(NOBODY, 'read', (tx) =>
    sql<{ sha256: Buffer; type: string; name: string }>`select * from knowledge.take_reading(${file})`.execute(tx),
  );
  const [waiting] = asked.rows;
  if (!waiting) return;
  const { state, why, unit, stretches } = await readFile(await files.read(waiting.sha256), waiting.name, waiting.type);
  for (let at = 0; at < stretches.length; at += AT_ONCE)
    await database.withActor(NOBODY, 'write', (tx) =>
      sql`select knowledge.record_pages(${file}, ${JSON.stringify(stretches.slice(at, at + AT_ONCE))}::jsonb)`.execute(tx),
    );
  await database.withActor(NOBODY, 'write', (tx) =>
    sql`select knowledge.end_reading(${file}, ${state}, ${why}, ${unit}, ${stretches.at(-1)?.last ?? 0})`.execute(tx),
  );
}
