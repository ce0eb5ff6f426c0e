import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { addDocument, linkPassage, readStoredFile } from './modules/knowledge/index.ts';
import type { Database, Tx } from './platform/db/database.ts';
import type { FileStore } from './platform/files/store.ts';
import type { Acting, Role } from './platform/http/acting.ts';

type Wall = 'own' | 'partnership' | 'public';
type DocumentsFile = {
  documents: {
    id: string;
    by: string;
    role: Role;
    file: string;
    title: string;
    day: string;
    kind: 'record' | 'statement' | 'paper' | 'briefing';
    language: 'en' | 'fr';
    wall: Wall;
    passages: { reference: string; words: string; remark: string; wall: Wall }[];
  }[];
};

/** Puts the documents of `demo/documents.json` on the shelf, each by its own person, reads them, and lays their passages beside lines. */
export async function shelveDocuments(
  demo: string,
  parts: {
    readonly database: Database;
    readonly files: FileStore;
    readonly partnership: string;
    readonly plan: string;
    /** Does something as a person of the demonstration, in one capacity. */
    readonly as: (person: string, role: Role, work: (acting: Acting) => Promise<void>) => Promise<void>;
  },
): Promise<void> {
  const { database, files, partnership, plan } = parts;
  const { documents } = JSON.parse(await readFile(path.join(demo, 'documents.json'), 'utf8')) as DocumentsFile;
  for (const { id, by, role, file: name, wall, passages, ...about } of documents)
    await parts.as(by, role, async (acting) => {
      const file = { ...(await files.keep(await readFile(path.join(demo, 'documents', name)), name)), name };
      const attachment = await database.withActor(acting.secret, 'write', async (tx) => {
        await addDocument(tx, acting, partnership, { ...about, wall: await wallOf(tx, wall), wider: 'yes' }, file, id);
        return (await tx.selectFrom('knowledge.v_document').select('file').where('id', '=', id).executeTakeFirstOrThrow()).file;
      });
      // At once, so that a demonstration opens as it will stay.
      await readStoredFile(database, files, attachment);
      await database.withActor(acting.secret, 'write', async (tx) => {
        for (const { wall: beside, ...passage } of passages)
          await linkPassage(tx, acting, id, { ...passage, plan, wall: await wallOf(tx, beside), wider: 'yes' });
      });
    });
}

async function wallOf(tx: Tx, wall: Wall): Promise<string> {
  if (wall === 'own') return '';
  const { rows } = await sql<{ id: string }>`
    select w.id from platform.wall w where w.kind = ${wall} and w.partnership = platform.acting_partnership()`.execute(tx);
  return rows[0]?.id ?? '';
}
