import { z } from 'zod';
import {
  Address,
  changing,
  Day,
  LanguageCode,
  listOf,
  name,
  PageQuery,
  pageOf,
  placeOf as placeIn,
  reading,
  Wall,
} from '../../platform/api/index.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { PartnershipRef, Route, Visit } from '../../platform/http/route.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { type Readers, sayReaders } from '../directory/index.ts';
import { planBySlug } from '../plan/index.ts';
import { lineByReference } from './pages/grid-lines.ts';
import { placeOf } from './pages/places.ts';
import { type Asked, type ListedNote, type NotesPlace, type NoteWords, notesFrom, notesOfNode } from './queries.ts';
import { RecordNoteInput, recordNote } from './record-note.ts';
import { mayKeepNotes } from './rules.ts';

/** What a note says, in the names that programs know. An empty text is nothing said. */
const Said = {
  line_to_take: z.string(),
  background: z.string(),
  next_step: z.string(),
  whose: z.string(),
  due: Day.nullable(),
};
const NoteShown = name(
  'Note',
  z.object({
    plan: z.string(),
    /** Of the node that it stands beside. */
    reference: z.string(),
    ...Said,
    lang: LanguageCode,
    version: z.int(),
    recorded_at: z.iso.datetime(),
    recorded_by: z.string().nullable(),
    wall: Wall,
    address: Address,
    api: Address,
  }),
);
const NotesOfNodeShown = name(
  'NotesOfNode',
  z.object({
    plan: z.string(),
    reference: z.string(),
    /** Who reads what one's own circle notes here. */
    wall: Wall,
    /** What it says today; null where nothing was ever noted. */
    own: NoteShown.nullable(),
    /** What it said, newest first: a step for each sitting. */
    history: z.array(z.object({ edition: z.int(), ...Said, recorded_at: z.iso.datetime(), recorded_by: z.string().nullable() })),
    /** Those on other walls that one may read, also one’s own. */
    others: z.array(NoteShown),
    address: Address,
    api: Address,
  }),
);
const Lists = { notes: listOf('Notes', NoteShown) };

/** All that the note says from now on: what is left out, or empty, is taken out of it. */
const NoteInput = z.strictObject({
  line_to_take: RecordNoteInput.shape.lineToTake.default(''),
  background: RecordNoteInput.shape.background.default(''),
  next_step: RecordNoteInput.shape.nextStep.default(''),
  whose: RecordNoteInput.shape.whose.default(''),
  due: Day.nullable().default(null),
});

const HERE = '/api/v1/partnerships/:partnership/plans/:plan';
const example = { partnership: 'asean-canada', plan: '2007-10' };

type Here = { readonly params: Readonly<Record<string, string>>; readonly partnership: PartnershipRef | null };
const inside = ({ partnership }: Here): PartnershipRef => {
  if (!partnership) throw notFound();
  return partnership;
};

/** The notes of one side, for programs: of a plan, its next steps by day, and of one node. */
export function followupApi(publicUrl: URL): Route[] {
  const addresses = (visit: Here, reference: string) => {
    const { slug } = inside(visit);
    const plan = visit.params.plan ?? '';
    return {
      address: new URL(placeOf.line(slug, plan, reference), publicUrl).href,
      api: new URL(`/api/v1/partnerships/${slug}/plans/${plan}/nodes/${encodeURIComponent(reference)}/note`, publicUrl).href,
    };
  };
  const shown = (visit: Here, reference: string, row: Omit<ListedNote, 'reference' | 'position'>) => ({
    ...{ plan: visit.params.plan ?? '', reference, ...said(row), lang: row.lang, version: row.version },
    ...{ recorded_at: row.recorded_at.toISOString(), recorded_by: row.by, wall: wallShown(row.readers) },
    ...addresses(visit, reference),
  });
  const list = (visit: Visit<PageQuery & Asked>, steps: boolean) =>
    visit.read(async (tx) => {
      const plan = await planBySlug(tx, inside(visit).id, visit.params.plan ?? '');
      const { cursor, limit, ...asked } = visit.query;
      const from = cursor === undefined ? undefined : placeOfNote(placeIn({ cursor }) ?? '');
      const rows = from === null ? [] : await notesFrom(tx, plan.id, { ...asked, steps, from, limit: limit + 1 });
      const keyOf = (row: ListedNote) => `${steps && row.due !== '' ? row.due : 'infinity'} ${row.position} ${row.id}`;
      return pageOf({ visit, publicUrl }, rows, keyOf, (row) => shown(visit, row.reference, row));
    });
  const current = async (tx: Tx, visit: Here) => {
    const plan = await planBySlug(tx, inside(visit).id, visit.params.plan ?? '');
    const { id, reference } = await lineByReference(tx, plan.id, visit.params.reference ?? '');
    const notes = await notesOfNode(tx, id);
    const [{ wall, note: own, history }, ...more] = notes.own;
    const others = [...more.flatMap(({ note }) => (note?.filled ? [note] : [])), ...notes.others];
    return {
      known: { id, version: own?.version ?? 0 },
      shown: {
        ...{ plan: plan.slug, reference, wall: wallShown(wall.readers), own: own && shown(visit, reference, own) },
        history: history.map((row) => ({
          ...{ edition: row.edition, ...said(row), recorded_at: row.recorded_at.toISOString(), recorded_by: row.by },
        })),
        others: others.map((row) => shown(visit, reference, row)),
        ...addresses(visit, reference),
      },
    };
  };
  return [
    reading({
      path: `${HERE}/notes`,
      can: mayKeepNotes,
      operation: 'listNotes',
      summary: 'followup.api.notes',
      example,
      query: PageQuery,
      output: Lists.notes,
      handle: (visit) => list(visit, false),
    }),
    reading({
      path: `${HERE}/next-steps`,
      can: mayKeepNotes,
      operation: 'listNextSteps',
      summary: 'followup.api.next-steps',
      example,
      query: PageQuery.extend({ until: Day.optional(), whose: z.string().trim().min(1).max(200).optional() }),
      output: Lists.notes,
      handle: (visit) => list(visit, true),
    }),
    reading({
      path: `${HERE}/nodes/:reference/note`,
      can: mayKeepNotes,
      operation: 'readNote',
      summary: 'followup.api.note',
      example: { ...example, reference: 'A.2.4.5' },
      output: NotesOfNodeShown,
      handle: (visit) => visit.read(async (tx) => (await current(tx, visit)).shown),
    }),
    changing({
      path: `${HERE}/nodes/:reference/note`,
      can: mayKeepNotes,
      operation: 'recordNote',
      summary: 'followup.api.record',
      example: { ...example, reference: 'A.2.4.5' },
      input: NoteInput,
      output: NotesOfNodeShown,
      status: 200,
      current,
      act: async (tx, visit, { id, version }) => {
        const { line_to_take: lineToTake, next_step: nextStep, due, ...rest } = visit.input;
        const input = { ...rest, version, lineToTake, nextStep, due: due ?? '' };
        await recordNote(tx, visit.acting, id, input, { lang: visit.lang }).catch(inNamesOfPrograms);
      },
    }),
  ];
}

const said = ({ lineToTake, background, nextStep, whose, due }: NoteWords) => ({
  ...{ line_to_take: lineToTake, background, next_step: nextStep, whose, due: due === '' ? null : due },
});

const wallShown = (readers: Readers) => ({
  kind: readers.kind,
  readers: { en: sayReaders('en', readers), fr: sayReaders('fr', readers) },
});

/** Where a list goes on; null where a cursor leads nowhere. */
function placeOfNote(place: string): NotesPlace | null {
  const [, due = '', position = '', id = ''] =
    /^(infinity|\d{4}-\d\d-\d\d) (\d{1,9}) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(place) ?? [];
  return id !== '' && (due === 'infinity' || Day.safeParse(due).success) ? { due, position: Number(position), id } : null;
}

/** A refusal names the field as the program wrote it. */
function inNamesOfPrograms(error: unknown): never {
  if (!(error instanceof Refusal) || error.field === undefined) throw error;
  throw new Refusal(error.status, error.key, error.values, NAMES[error.field] ?? error.field);
}
const NAMES: Readonly<Record<string, string>> = { lineToTake: 'line_to_take', nextStep: 'next_step' };
