import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beginDraft, draftPlaces, importDocument, mendDraft } from './modules/plan/index.ts';
import type { Database } from './platform/db/database.ts';
import type { FileStore } from './platform/files/store.ts';
import type { Acting, Role } from './platform/http/acting.ts';

/** The draft of the demonstration: its id, so that its address is known, and its document. */
const DRAFT = {
  id: '20080616-0000-4000-8000-000000000001',
  file: 'drafts/next-plan.txt',
  name: 'Third work plan, working draft.txt',
  by: 'sari.wulandari@asean-secretariat.example',
};

/** The secretariat reads a working draft of the next plan, with places that are doubtful: for all parties to look at. @returns its address */
export async function beginNextPlan(
  demo: string,
  parts: {
    readonly database: Database;
    readonly files: FileStore;
    readonly partnership: string;
    readonly as: (person: string, role: Role, work: (acting: Acting) => Promise<void>) => Promise<void>;
  },
): Promise<string> {
  const bytes = await readFile(path.join(demo, DRAFT.file));
  const draft = await importDocument(bytes, DRAFT.name);
  const file = { ...(await parts.files.keep(bytes, DRAFT.name)), name: DRAFT.name, format: 'text' as const };
  await parts.as(DRAFT.by, 'secretariat', async (acting) => {
    await parts.database.withActor(acting.secret, 'write', async (tx) => {
      await beginDraft(tx, acting, parts.partnership, {}, { draft }, file, DRAFT.id);
      await mendDraft(tx, acting, parts.partnership, DRAFT.id, { version: 1, mend: { do: 'promises', promise: 'enabling' } });
    });
  });
  return draftPlaces.draft('asean-canada', DRAFT.id);
}
