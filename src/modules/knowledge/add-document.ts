import { sql } from 'kysely';
import { z } from 'zod';
import { audit } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { StoredFile } from '../../platform/files/store.ts';
import type { Acting } from '../../platform/http/acting.ts';
import { emit } from '../../platform/outbox/emit.ts';
import { Refusal } from '../../platform/refusal.ts';
import { DOCUMENT_KINDS } from './tables.ts';
import { chosenWall } from './walls.ts';
import './text.ts';

/** What is said of a document besides its file. Whether it says what it should is asked by the action, which says where it does not. */
export const AboutInput = z.strictObject({
  title: z.string().max(2_000),
  /** As 2007-11-30, or empty where the document prints none. */
  day: z.string().max(200),
  kind: z.enum(DOCUMENT_KINDS),
  language: z.enum(['en', 'fr']),
});
export type AboutInput = z.infer<typeof AboutInput>;

/** And where it stands: the id of a wall, or empty for one's own; `wider` says that more are to read it. */
export const AddDocumentInput = AboutInput.extend({
  wall: z.uuid().or(z.literal('')).default(''),
  wider: z.literal('yes').optional(),
});
export type AddDocumentInput = z.infer<typeof AddDocumentInput>;

export const LONGEST_TITLE = 300;
/** What one side's documents may take together, and what one capacity may add within a day, in bytes. */
export const MOST_OF_OWNER = 5 * 1024 ** 3;
export const MOST_A_DAY = 500 * 1024 ** 2;

/**
 * Puts a document on the shelf with its first file, which waits to be read. It is found by its title at once, and by its words when it was read.
 *
 * @param id the id that it shall have, for a demonstration whose addresses are known
 * @returns its id
 * @throws Refusal 403, 413 where there is no room, 422 at the field
 */
export async function addDocument(
  tx: Tx,
  acting: Acting,
  partnership: string,
  input: AddDocumentInput,
  file: StoredFile & { readonly name: string },
  id: string = crypto.randomUUID(),
): Promise<string> {
  const { wall, owner, wider } = await chosenWall(tx, acting, input.wall, input.wider === 'yes');
  const { title, day } = checkedAbout(input);
  await tx
    .insertInto('platform.record')
    .values({ id, partnership, kind: 'knowledge.document', wall, owner, title, lang: input.language })
    .execute();
  await tx.insertInto('knowledge.document').values({ id, wall, owner, kind: input.kind, day }).execute();
  const attachment = await addFile(tx, { document: id, number: 1, wall, owner }, file);
  await sql`select knowledge.index_document(${id})`.execute(tx);
  await audit(
    tx,
    acting,
    'knowledge.document-added',
    { partnership, wall, record: id },
    {
      after: {
        title,
        day,
        kind: input.kind,
        language: input.language,
        name: file.name,
        sha256: file.sha256.toString('hex'),
        wider,
      },
    },
  );
  await emit(tx, 'knowledge.file-added', partnership, { file: attachment });
  return id;
}

/** What was typed as it is kept. @throws Refusal 422 at the field */
export function checkedAbout(input: Pick<AboutInput, 'title' | 'day'>): { title: string; day: string | null } {
  const title = input.title.replace(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
  const day = input.day.trim();
  if (title === '') throw new Refusal(422, 'knowledge.no-title', {}, 'title');
  if ([...title].length > LONGEST_TITLE) throw new Refusal(422, 'knowledge.title-too-long', { most: LONGEST_TITLE }, 'title');
  if (day !== '' && !z.iso.date().safeParse(day).success) throw new Refusal(422, 'knowledge.no-day', {}, 'day');
  return { title, day: day === '' ? null : day };
}

/** Puts a stored file beside a document as one of its versions, to be read. @throws Refusal 413 */
export async function addFile(
  tx: Tx,
  place: { document: string; number: number; wall: string; owner: string },
  file: StoredFile & { readonly name: string },
): Promise<string> {
  const { rows } = await sql<{ of_owner: string; of_day: string }>`
    select coalesce(sum(a.size), 0) as of_owner,
      coalesce(sum(a.size) filter (where a.added_by = platform.acting_mandate() and a.added_at > platform.now() - interval '1 day'), 0) as of_day
    from platform.attachment a join knowledge.file f on f.attachment = a.id where f.owner = ${place.owner}`.execute(tx);
  if (Number(rows[0]?.of_owner) + file.size > MOST_OF_OWNER)
    throw new Refusal(413, 'knowledge.shelf-full', { gigabytes: MOST_OF_OWNER / 1024 ** 3 }, 'file');
  if (Number(rows[0]?.of_day) + file.size > MOST_A_DAY)
    throw new Refusal(413, 'knowledge.day-full', { megabytes: MOST_A_DAY / 1024 ** 2 }, 'file');
  const id = crypto.randomUUID();
  const { document, number, wall, owner } = place;
  const { name, type, size, sha256 } = file;
  await tx
    .insertInto('platform.attachment')
    .values({ id, record: document, wall, owner, role: 'enclosure', name: shortened(name), type, size, sha256 })
    .execute();
  await tx.insertInto('knowledge.file').values({ attachment: id, document, number, wall, owner }).execute();
  return id;
}

/** The name of a file as it is kept: its end, which says what it is, stays. */
function shortened(name: string): string {
  const clean =
    name
      .toWellFormed()
      .replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
      .split(/[/\\]/)
      .at(-1)
      ?.trim() || 'document';
  return clean.length <= 200 ? clean : `${clean.slice(0, 180).toWellFormed()}…${clean.slice(-16).toWellFormed()}`;
}
