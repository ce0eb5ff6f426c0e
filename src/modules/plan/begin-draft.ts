import { sql } from 'kysely';
import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { StoredFile } from '../../platform/files/store.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { emit } from '../../platform/outbox/emit.ts';
import { Refusal } from '../../platform/refusal.ts';
import { ownWalls } from '../directory/index.ts';
import { countsOf, storable } from './drafts.ts';
import { type Draft, deskOf, type HeadRow } from './importer/index.ts';
import { mayKeepDrafts } from './rules.ts';
import type { DraftFormat } from './tables.ts';

/** On which of one’s own walls a draft stands; left out: that of the own seat, or of all parties for the secretariat. */
export const BeginDraftInput = z.strictObject({ wall: z.uuid().optional() });
export type BeginDraftInput = z.infer<typeof BeginDraftInput>;

/** What was made of a document: a draft; or, of a table whose head nobody knows, its first rows. */
export type Read = { readonly draft: Draft } | { readonly rows: readonly HeadRow[] };
export type ReadFile = StoredFile & { readonly name: string; readonly format: DraftFormat };

/** So many drafts one side has at work at a time. */
export const MOST_DRAFTS = 200;

/**
 * Begins a draft of a document that was read, behind one of the walls of whoever acts.
 *
 * @param id the id that it shall have, for a demonstration whose addresses are known
 * @returns its id
 * @throws Refusal 403, 409 where there are too many, 422 at `wall`
 */
export async function beginDraft(
  tx: Tx,
  acting: Acting,
  partnership: string,
  input: BeginDraftInput,
  read: Read,
  file: ReadFile,
  id: string = crypto.randomUUID(),
): Promise<string> {
  if (!mayKeepDrafts.allows(acting)) throw new Refusal(403, 'plan.draft.only-keepers');
  const walls = await ownWalls(tx);
  const wall = (input.wall === undefined ? walls[0] : walls.find((each) => each.id === input.wall))?.id;
  if (wall === undefined) throw new Refusal(422, 'plan.draft.no-such-wall', {}, 'wall');
  const open = await sql<{ count: number }>`select count(*)::int as count from plan.draft where owner = ${wall}
    and dropped_at is null and entered_at is null`.execute(tx);
  if ((open.rows[0]?.count ?? 0) >= MOST_DRAFTS) throw new Refusal(409, 'plan.draft.too-many', { most: MOST_DRAFTS });
  const { kept, title, lang } = keptOf(read, file.name);
  await tx
    .insertInto('platform.record')
    .values({ id, partnership, kind: 'plan.draft', wall, owner: wall, title, lang })
    .execute();
  const attachment = crypto.randomUUID();
  const { name, format, ...stored } = file;
  await tx
    .insertInto('platform.attachment')
    .values({ id: attachment, record: id, wall, owner: wall, role: 'source', name: name.slice(0, 200), ...stored })
    .execute();
  await tx
    .insertInto('plan.draft')
    .values({ id, wall, owner: wall, attachment, format, ...kept })
    .execute();
  const after = { title, name, format, sha256: file.sha256.toString('hex'), lines: kept.lines, doubts: kept.doubts };
  await audit(tx, acting, 'plan.draft-begun', { partnership, wall, record: id }, { after });
  await emit(tx, 'plan.draft-begun', partnership, { draft: id });
  return id;
}

/** What was made of a document, as it is kept. */
export function keptOf(read: Read, name: string) {
  if ('rows' in read) {
    const head_rows = JSON.stringify(storable(read.rows));
    const nothing = { text: null, reading: null, state: null, lines: 0, doubts: 0, settled: 0 };
    return { kept: { ...nothing, head_rows }, title: name.slice(0, 300), lang: 'en' as const };
  }
  const draft = storable(read.draft);
  const desk = deskOf(draft);
  const { text, ...reading } = draft;
  const { text: _, ...state } = desk;
  const kept = { text, reading: JSON.stringify(reading), state: JSON.stringify(state), head_rows: null, ...countsOf(desk) };
  return { kept, title: (draft.title ?? name).slice(0, 300), lang: draft.language };
}
