import { z } from 'zod';
import { Address, Day, LanguageCode, listOf, name, PageQuery, pageOf, placeOf, reading, Wall } from '../../platform/api/index.ts';
import type { PartnershipRef, Route } from '../../platform/http/route.ts';
import { notFound } from '../../platform/refusal.ts';
import { placeOf as pagePlaces } from './pages/places.ts';
import { readersInWords } from './pages/words.ts';
import {
  type DocumentRow,
  documentById,
  documentsFrom,
  type FileRow,
  filesOf,
  type PassageRow,
  pagesFrom,
  passagesOfDocument,
} from './queries.ts';
import { DOCUMENT_KINDS } from './tables.ts';
import type { Readers } from './walls.ts';

const Reading = z.enum(['waiting', 'read', 'wordless', 'unread']);
const Unit = z.enum(['page', 'paragraph']);
const DocumentShown = {
  document: z.uuid(),
  title: z.string(),
  language: LanguageCode,
  kind: z.enum(DOCUMENT_KINDS),
  /** The day that is printed on it. */
  day: Day.nullable(),
  added_at: z.iso.datetime(),
  withdrawn: z.boolean(),
  /** How far the reading of its file has come; `unread`: it could not be read. */
  reading: Reading,
  /** What its text is counted in, and how many there are. */
  unit: Unit.nullable(),
  pages: z.int(),
  wall: Wall,
  address: Address,
  api: Address,
};
const Shelved = name('Document', z.object(DocumentShown));
const File = name(
  'DocumentFile',
  z.object({
    number: z.int(),
    name: z.string(),
    media_type: z.string(),
    bytes: z.int(),
    sha256: z.string(),
    added_at: z.iso.datetime(),
    wall: Wall,
    download: Address,
  }),
);
const Passage = name(
  'Passage',
  z.object({
    passage: z.uuid(),
    plan: z.string(),
    reference: z.string(),
    unit: Unit.nullable(),
    from: z.int(),
    until: z.int(),
    words: z.string(),
    remark: z.string(),
    linked_at: z.iso.datetime(),
    wall: Wall,
    address: Address,
  }),
);
const DocumentWhole = name(
  'DocumentWhole',
  z.object({ ...DocumentShown, text: Address, files: z.array(File), passages: z.array(Passage) }),
);
const Stretch = name(
  'DocumentPage',
  z.object({ unit: Unit.nullable(), from: z.int(), until: z.int(), text: z.string(), address: Address }),
);
const Lists = { documents: listOf('DocumentList', Shelved), pages: listOf('DocumentPageList', Stretch) };

const SHELF = '/api/v1/partnerships/:partnership/documents';
const inside = { partnership: 'asean-canada' };
const example = { ...inside, document: '20070801-0000-4000-8000-000000000001' };

type Asked = { readonly params: Readonly<Record<string, string>>; readonly partnership: PartnershipRef | null };

/** The shelf for programs: the list of documents, each with its files and passages, and the text inside. */
export function knowledgeApi(publicUrl: URL): Route[] {
  const at = (path: string): string => new URL(path, publicUrl).href;
  const apiOf = (partnership: string, id: string) => at(`/api/v1/partnerships/${partnership}/documents/${id}`);
  const wallShown = (readers: Readers) => ({
    kind: readers.kind,
    readers: { en: readersInWords('en', readers), fr: readersInWords('fr', readers) },
  });
  const shown = (partnership: string, row: DocumentRow) => ({
    ...{ document: row.id, title: row.title, language: row.lang, kind: row.kind, day: row.day },
    ...{ added_at: row.created_at.toISOString(), withdrawn: row.withdrawn_at !== null, reading: row.state },
    ...{ unit: row.unit, pages: row.pages, wall: wallShown(row.readers) },
    ...{ address: at(pagePlaces.document(partnership, row.id)), api: apiOf(partnership, row.id) },
  });
  const fileShown = (partnership: string, document: string, file: FileRow) => ({
    ...{ number: file.number, name: file.name, media_type: file.type, bytes: file.size, sha256: file.sha256.toString('hex') },
    ...{ added_at: file.added_at.toISOString(), wall: wallShown(file.readers) },
    download: at(pagePlaces.file(partnership, document, file.number)),
  });
  const passageShown = (partnership: string, passage: PassageRow) => ({
    ...{ passage: passage.id, plan: passage.plan, reference: passage.reference, unit: passage.unit },
    ...{ from: passage.page, until: passage.last, words: passage.words, remark: passage.remark },
    ...{ linked_at: passage.linked_at.toISOString(), wall: wallShown(passage.readers) },
    address: at(pagePlaces.line(partnership, passage.plan, passage.reference)),
  });
  const placeIn = ({ partnership, params }: Asked) => {
    if (!partnership) throw notFound();
    return { ...partnership, document: params.document ?? '' };
  };
  return [
    reading({
      path: SHELF,
      can: 'public',
      operation: 'listDocuments',
      summary: 'knowledge.api.documents',
      example: inside,
      query: PageQuery,
      output: Lists.documents,
      handle: (visit) =>
        visit.read(async (tx) => {
          const { id, slug } = placeIn(visit);
          const rows = await documentsFrom(tx, id, { from: placeOf(visit.query), limit: visit.query.limit + 1 });
          return pageOf(
            { visit, publicUrl },
            rows,
            (row) => row.id,
            (row) => shown(slug, row),
          );
        }),
    }),
    reading({
      path: `${SHELF}/:document`,
      can: 'public',
      operation: 'readDocument',
      summary: 'knowledge.api.document',
      example,
      output: DocumentWhole,
      handle: (visit) =>
        visit.read(async (tx) => {
          const { id, slug, document } = placeIn(visit);
          const row = await documentById(tx, id, document);
          return {
            ...shown(slug, row),
            text: `${apiOf(slug, row.id)}/pages`,
            files: (await filesOf(tx, row.id)).map((file) => fileShown(slug, row.id, file)),
            passages: (await passagesOfDocument(tx, row.id)).map((passage) => passageShown(slug, passage)),
          };
        }),
    }),
    reading({
      path: `${SHELF}/:document/pages`,
      can: 'public',
      operation: 'listDocumentPages',
      summary: 'knowledge.api.pages',
      example,
      query: PageQuery,
      output: Lists.pages,
      handle: (visit) =>
        visit.read(async (tx) => {
          const { id, slug, document } = placeIn(visit);
          const row = await documentById(tx, id, document);
          const from = placeOf(visit.query);
          const pages = await pagesFrom(tx, row.file, { from, limit: visit.query.limit + 1 });
          return pageOf(
            { visit, publicUrl },
            pages,
            (page) => String(page.number),
            (page) => ({
              ...{ unit: row.unit, from: page.number, until: page.last, text: page.text },
              address: at(pagePlaces.page(slug, row.id, page.number, row.unit ?? 'page')),
            }),
          );
        }),
    }),
  ];
}
