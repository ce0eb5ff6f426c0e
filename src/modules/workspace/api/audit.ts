import { z } from 'zod';
import {
  Address,
  Day,
  LanguageCode,
  listOf,
  name,
  PageQuery,
  pageOf,
  placeOf,
  reading,
  Wall,
  Words,
} from '../../../platform/api/index.ts';
import type { PartnershipRef, Route } from '../../../platform/http/route.ts';
import { notFound, Refusal } from '../../../platform/refusal.ts';
import { mayReadAudit } from '../pages/audit.tsx';
import { type AuditEntry, AuditQuery, auditEntries, isPlace } from '../pages/audit-queries.ts';
import { actInWords, whoInWords } from '../pages/audit-words.ts';
import { readersOf } from '../pages/readers-queries.ts';
import { bothLanguages, wallShown } from './shown.ts';

/** What was done, refused or opened. An entry has no number: the numbers of the audit would count what others do. */
const EntryShown = name(
  'AuditEntry',
  z.object({
    at: z.iso.datetime(),
    /** Its name, which never changes its sense, and in words. */
    act: z.string(),
    words: Words,
    by: Words,
    record: z.uuid().nullable(),
    title: z.string().nullable(),
    lang: LanguageCode.nullable(),
    /** The fields that changed, as they stood before and after. */
    before: z.record(z.string(), z.unknown()).nullable(),
    after: z.record(z.string(), z.unknown()).nullable(),
    request: z.string().nullable(),
    wall: Wall,
    address: Address.nullable(),
  }),
);
const ReadersShown = name(
  'ReadersOfRecord',
  z.object({
    record: z.uuid(),
    title: z.string(),
    lang: LanguageCode,
    wall: Wall,
    /** The day that is meant; null for today. */
    on: Day.nullable(),
    /** Who could see it, of those whom whoever asks sees himself. */
    could: z.array(z.object({ person: z.string(), title: Words, party: Words.nullable() })),
    /** Who opened it or asked for it, where that is noted: on the wall of an organisation or a circle, and where it was hidden. */
    did: z.array(EntryShown),
    address: Address,
  }),
);

const HERE = '/api/v1/partnerships/:partnership';
const example = { partnership: 'asean-canada' };
const EntriesAsked = PageQuery.extend({
  who: z.string().trim().min(1).max(200).optional(),
  act: z.string().min(1).max(80).optional(),
  since: Day.optional(),
  until: Day.optional(),
  record: z.uuid().optional(),
});

/** The audit on the walls of whoever asks, and who could and did see a record, for programs. */
export function auditApi(publicUrl: URL): Route[] {
  const readersAt = (slug: string, record: string) => new URL(`/${slug}/readers?record=${record}`, publicUrl).href;
  const shown = (slug: string, entry: AuditEntry) => ({
    ...{ at: entry.at.toISOString(), act: entry.act, words: bothLanguages((lang) => actInWords(lang, entry.act)) },
    by: bothLanguages((lang) => whoInWords(lang, entry)),
    ...{ record: entry.record, title: entry.record_title, lang: entry.record_lang, before: entry.before, after: entry.after },
    ...{ request: entry.request, wall: wallShown(entry.readers) },
    // What stands behind another wall by now is named by its id alone.
    address: entry.record === null || entry.record_title === null ? null : readersAt(slug, entry.record),
  });
  return [
    reading({
      path: `${HERE}/audit`,
      can: mayReadAudit,
      operation: 'listAuditEntries',
      summary: 'workspace.api.audit',
      example,
      query: EntriesAsked,
      output: listOf('AuditEntries', EntryShown),
      handle: async (visit) => {
        const { id, slug } = inside(visit);
        const from = placeOf(visit.query);
        if (from !== undefined && !isPlace(from)) throw new Refusal(400, 'http.bad-request', { key: 'cursor' });
        const { cursor: _, limit, ...asked } = visit.query;
        const query = AuditQuery.parse({ ...asked, ...(from === undefined ? {} : { from }) });
        const rows = await visit.read((tx) => auditEntries(tx, id, query, limit + 1));
        return pageOf(
          { visit, publicUrl },
          rows,
          (row) => row.place,
          (row) => shown(slug, row),
        );
      },
    }),
    reading({
      path: `${HERE}/records/:record/readers`,
      can: mayReadAudit,
      operation: 'listReadersOfRecord',
      summary: 'workspace.api.readers',
      example: { ...example, record: '20070801-0000-4000-8000-000000000001' },
      query: z.strictObject({ on: Day.optional() }),
      output: ReadersShown,
      handle: async (visit) => {
        const { id, slug } = inside(visit);
        const record = z.uuid().safeParse(visit.params.record).data;
        if (record === undefined) throw notFound();
        const on = visit.query.on ?? null;
        const found = await visit.read((tx) => readersOf(tx, id, record, on));
        return {
          ...{ record, title: found.record.title, lang: found.record.lang, wall: wallShown(found.record.readers), on },
          could: found.readers.map((reader) => ({ person: reader.name, title: reader.title, party: reader.party })),
          did: found.seen.map((entry) => shown(slug, entry)),
          address: readersAt(slug, record),
        };
      },
    }),
  ];
}

function inside({ partnership }: { readonly partnership: PartnershipRef | null }): PartnershipRef {
  if (!partnership) throw notFound();
  return partnership;
}
