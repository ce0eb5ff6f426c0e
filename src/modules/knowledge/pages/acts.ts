import { z } from 'zod';
import type { Tx } from '../../../platform/db/database.ts';
import type { FileStore } from '../../../platform/files/store.ts';
import type { Answer, Download, Visit } from '../../../platform/http/route.ts';
import { notFound, Refusal } from '../../../platform/refusal.ts';
import { acceptFile } from '../accept-file.ts';
import { LinkPassageInput, linkPassage } from '../link-passage.ts';
import { type MendDocumentInput, mendDocument } from '../mend-document.ts';
import { MoveDocumentInput, moveDocument } from '../move-document.ts';
import { documentById, fileOf } from '../queries.ts';
import { replaceFile } from '../replace-file.ts';
import { restoreDocument } from '../restore-document.ts';
import { type UnlinkPassageInput, unlinkPassage } from '../unlink-passage.ts';
import { type WithdrawDocumentInput, withdrawDocument } from '../withdraw-document.ts';
import { documentPage } from './document.tsx';
import { type Again, editPage } from './edit.tsx';
import { placeOf } from './places.ts';

type Sent<Input> = Visit<Record<string, never>, Input>;

/** The document of the address, once it is sure that whoever acts may see it. */
async function idOf(visit: Pick<Visit, 'partnership' | 'params' | 'read'>): Promise<{ id: string; slug: string }> {
  const { partnership, params } = visit;
  if (!partnership) throw notFound();
  const { id } = await visit.read((tx) => documentById(tx, partnership.id, params.document ?? ''));
  return { id, slug: partnership.slug };
}

/** Does an act on a document and goes back to it; what a person can mend is said on the page with the forms, with what was typed. */
async function done<Input>(
  visit: Sent<Input>,
  key: string,
  act: (tx: Tx, id: string) => Promise<void>,
  again?: Omit<Again, 'refusal'>,
): Promise<Answer> {
  const { id, slug } = await idOf(visit);
  try {
    await visit.write((tx) => act(tx, id));
  } catch (error) {
    if (!(error instanceof Refusal) || ![409, 413, 415, 422].includes(error.status)) throw error;
    return editPage(visit as unknown as Visit, { refusal: error, ...again });
  }
  return { seeOther: placeOf.document(slug, id), flash: { kind: 'done', key } };
}

/** Changes what is said of a document. */
export const mendAnswer = (visit: Sent<MendDocumentInput>): Promise<Answer> =>
  done(visit, 'knowledge.mended', (tx, id) => mendDocument(tx, visit.acting, id, visit.input), { about: visit.input });

/** Takes in a new version of its file. */
export async function replaceAnswer(visit: Sent<{ version: number }>, files: FileStore): Promise<Answer> {
  const { id } = await idOf(visit);
  const [upload] = visit.files.file ?? [];
  const file = async () => {
    if (!upload) throw new Refusal(422, 'knowledge.no-file', {}, 'file');
    return acceptFile(files, upload);
  };
  try {
    const stored = await file();
    return done(visit, 'knowledge.replaced', (tx) => replaceFile(tx, visit.acting, id, visit.input.version, stored));
  } catch (error) {
    if (!(error instanceof Refusal) || error.field !== 'file') throw error;
    return editPage(visit as unknown as Visit, { refusal: error });
  }
}

export const MoveForm = MoveDocumentInput.extend({ wall: z.string().max(60) });

/** Puts it behind another wall. */
export const moveAnswer = (visit: Sent<z.infer<typeof MoveForm>>): Promise<Answer> =>
  done(
    visit,
    'knowledge.moved',
    (tx, id) => {
      const wall = MoveDocumentInput.shape.wall.safeParse(visit.input.wall);
      if (!wall.success) throw new Refusal(422, 'knowledge.no-such-wall', {}, 'wall');
      return moveDocument(tx, visit.acting, id, { ...visit.input, wall: wall.data });
    },
    { wall: { chosen: visit.input.wall, said: visit.input.wider === 'yes' } },
  );

/** Takes it off the shelf. */
export const withdrawAnswer = (visit: Sent<WithdrawDocumentInput>): Promise<Answer> =>
  done(visit, 'knowledge.withdrawn', (tx, id) => withdrawDocument(tx, visit.acting, id, visit.input));

/** Puts it back. */
export const restoreAnswer = (visit: Sent<WithdrawDocumentInput>): Promise<Answer> =>
  done(visit, 'knowledge.restored', (tx, id) => restoreDocument(tx, visit.acting, id, visit.input));

/** The form that lays a passage beside a line, as a browser sends it. */
export const LinkForm = LinkPassageInput.extend({ page: z.string().max(10).default(''), wall: z.string().max(60).default('') });

/** Lays a passage beside a line; or shows the form again with what was typed. */
export async function linkAnswer(visit: Sent<z.infer<typeof LinkForm>>): Promise<Answer> {
  const { id, slug } = await idOf(visit);
  const { input } = visit;
  try {
    const read = LinkPassageInput.safeParse(input);
    if (!read.success)
      throw new Refusal(422, 'knowledge.no-such-wall', {}, read.error.issues[0]?.path[0] === 'page' ? 'page' : 'wall');
    await visit.write((tx) => linkPassage(tx, visit.acting, id, read.data));
  } catch (error) {
    if (!(error instanceof Refusal) || error.field === undefined) throw error;
    const typed = { ...input, said: input.wider === 'yes' };
    const page = /^\d{1,6}$/.test(input.page) ? Number(input.page) : undefined;
    return documentPage({ ...visit, query: { page } }, { refusal: error, typed });
  }
  const reference = input.reference.trim().toUpperCase();
  return { seeOther: placeOf.document(slug, id), flash: { kind: 'done', key: 'knowledge.linked', values: { reference } } };
}

/** Takes a passage away from its line. */
export async function unlinkAnswer(visit: Sent<UnlinkPassageInput>): Promise<Answer> {
  const { id, slug } = await idOf(visit);
  await visit.write((tx) => unlinkPassage(tx, visit.acting, id, visit.input));
  return { seeOther: placeOf.document(slug, id), flash: { kind: 'done', key: 'knowledge.unlinked' } };
}

/** Hands over one version of the file. */
export async function fileAnswer(visit: Visit, files: FileStore): Promise<Download> {
  const { id } = await idOf(visit);
  const number = Number(/^[1-9]\d{0,5}$/.exec(visit.params.number ?? '')?.[0] ?? 0);
  const file = await visit.read((tx) => fileOf(tx, id, number));
  return { download: { name: file.name, type: file.type, bytes: await files.read(file.sha256) } };
}
