import { z } from 'zod';
import type { FileStore } from '../../platform/files/store.ts';
import { MOST_BYTES as MOST_OF_ONE } from '../../platform/files/store.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { MendDocumentInput } from './mend-document.ts';
import {
  fileAnswer,
  LinkForm,
  linkAnswer,
  MoveForm,
  mendAnswer,
  moveAnswer,
  replaceAnswer,
  restoreAnswer,
  unlinkAnswer,
  withdrawAnswer,
} from './pages/acts.ts';
import { DocumentQuery, documentPage } from './pages/document.tsx';
import { editPage } from './pages/edit.tsx';
import { shelfPage } from './pages/shelf.tsx';
import { shelfExport } from './pages/shelf-export.ts';
import { ShelfQuery } from './pages/shelf-query.ts';
import { MOST_BYTES, UploadInput, uploadAnswer, uploadPage } from './pages/upload.tsx';
import { mayKeepDocuments } from './rules.ts';
import { UnlinkPassageInput } from './unlink-passage.ts';
import { WithdrawDocumentInput } from './withdraw-document.ts';

const SHELF = '/:partnership/documents';
const DOCUMENT = `${SHELF}/:document`;
const inside = { partnership: 'asean-canada' };
/** A public document of the demonstration, which has its id from `demo/documents.json`. */
const example = { ...inside, document: '20070801-0000-4000-8000-000000000001' };

/** The shelf of documents: the list, each document with its text, and what may be done with it. */
export function knowledgeRoutes(files: FileStore, publicUrl: URL): Route[] {
  const act = { method: 'POST', can: mayKeepDocuments, example } as const;
  return [
    route({ method: 'GET', path: SHELF, can: 'public', example: inside, query: ShelfQuery, handle: shelfPage }),
    route({
      method: 'GET',
      path: `${SHELF}.csv`,
      can: 'public',
      example: inside,
      query: ShelfQuery,
      handle: (visit) => shelfExport(visit, publicUrl),
    }),
    route({ method: 'GET', path: `${SHELF}/new`, can: mayKeepDocuments, example: inside, handle: uploadPage }),
    route({
      method: 'POST',
      path: SHELF,
      can: mayKeepDocuments,
      example: inside,
      input: UploadInput,
      files: MOST_BYTES,
      handle: (visit) => uploadAnswer(visit, files),
    }),
    route({
      method: 'GET',
      path: DOCUMENT,
      can: 'public',
      example,
      query: DocumentQuery,
      handle: (visit) => documentPage(visit),
    }),
    route({
      method: 'GET',
      path: `${DOCUMENT}/files/:number`,
      answers: 'file',
      can: 'public',
      example: { ...example, number: '1' },
      handle: (visit) => fileAnswer(visit, files),
    }),
    route({ method: 'GET', path: `${DOCUMENT}/edit`, can: mayKeepDocuments, example, handle: (visit) => editPage(visit) }),
    route({ ...act, path: `${DOCUMENT}/about`, input: MendDocumentInput, handle: mendAnswer }),
    route({
      ...act,
      path: `${DOCUMENT}/files`,
      input: z.strictObject({ version: z.coerce.number().int().positive() }),
      files: MOST_OF_ONE + 64 * 1024,
      handle: (visit) => replaceAnswer(visit, files),
    }),
    route({ ...act, path: `${DOCUMENT}/wall`, input: MoveForm, handle: moveAnswer }),
    route({ ...act, path: `${DOCUMENT}/withdrawal`, input: WithdrawDocumentInput, handle: withdrawAnswer }),
    route({ ...act, path: `${DOCUMENT}/return`, input: WithdrawDocumentInput, handle: restoreAnswer }),
    route({ ...act, path: `${DOCUMENT}/passages`, input: LinkForm, handle: linkAnswer }),
    route({ ...act, path: `${DOCUMENT}/passages/removal`, input: UnlinkPassageInput, handle: unlinkAnswer }),
  ];
}
