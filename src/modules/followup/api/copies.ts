import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Address, changing, Day, name, reading, Wall } from '../../../platform/api/index.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { PartnershipRef, Route } from '../../../platform/http/route.ts';
import { notFound } from '../../../platform/refusal.ts';
import { sayReaders } from '../../directory/index.ts';
import { planBySlug, type Readers } from '../../plan/index.ts';
import { type AcceptCellsInput, acceptCells } from '../accept-cells.ts';
import { bringCopy } from '../bring-copy.ts';
import { readCopyApart } from '../copies/apart.ts';
import { CELL_KINDS, type Comparison } from '../copies/compare.ts';
import { type CopyRow, comparisonOf, copiesOf, copyOf } from '../copies/queries.ts';
import { SIGNED } from '../copies/types.ts';
import { FIELDS, type Field } from '../note-words.ts';
import { placeOf } from '../pages/places.ts';
import { noteWalls } from '../queries.ts';
import { mayKeepNotes } from '../rules.ts';

/** The columns in the names that programs know. */
const NAMES = {
  lineToTake: 'line_to_take',
  background: 'background',
  nextStep: 'next_step',
  whose: 'whose',
  due: 'due',
} as const;
const Column = z.enum([NAMES.lineToTake, NAMES.background, NAMES.nextStep, NAMES.whose, NAMES.due]);
const fieldOf = (column: z.infer<typeof Column>): Field => FIELDS.find((field) => NAMES[field] === column) ?? 'due';

const About = {
  name: z.string(),
  brought_at: z.iso.datetime(),
  brought_by: z.string().nullable(),
  /** As of which day the matrix spoke when it was taken away. */
  sent_on: Day,
  waits_until: z.iso.datetime(),
  wall: Wall,
  address: Address,
  api: Address,
};
const Copies = name('ReturnedCopies', z.object({ items: z.array(name('ReturnedCopy', z.object(About))) }));
const ComparisonShown = name(
  'ReturnedCopyCompared',
  z.object({
    ...About,
    /** Cells that are as they were sent, or as they stand now. */
    unchanged: z.int(),
    /** Lines that were sent and are not in the file: they are left as they are. */
    missing: z.int(),
    cells: z.array(
      z.object({
        reference: z.string(),
        column: Column,
        kind: z.enum(CELL_KINDS),
        place: z.string(),
        /** What was sent with the file; null where nobody knows. */
        sent: z.string().nullable(),
        now: z.string(),
        file: z.string(),
        /** Of the note as it stands now; 0 where there is none. */
        version: z.int(),
        /** Whether somebody decided to leave it as it is. */
        kept: z.boolean(),
        warnings: z.array(z.string()),
      }),
    ),
    rows_to_mend: z.array(
      z.object({
        place: z.string(),
        reference: z.string(),
        troubles: z.array(z.object({ place: z.string(), code: z.string() })),
      }),
    ),
    /** Words of the plan that the file has otherwise: told, never taken. */
    plan_words: z.array(z.object({ reference: z.string(), column: z.enum(SIGNED), plan: z.string(), file: z.string() })),
  }),
);
const BringInput = z.strictObject({
  name: z.string().min(1).max(200),
  /** The bytes of the file in base64. */
  content: z.base64().max(1_000_000),
});
const AcceptInput = z.union([
  z.strictObject({ all: z.literal(true), column: Column.optional() }),
  z.strictObject({
    cells: z
      .array(
        z.strictObject({
          reference: z.string().max(60),
          column: Column,
          version: z.int().nonnegative(),
          decision: z.enum(['take', 'keep']),
        }),
      )
      .max(2_000),
  }),
]);

const HERE = '/api/v1/partnerships/:partnership/plans/:plan/returned-copies';
const example = { partnership: 'asean-canada', plan: '2007-10' };
const one = { ...example, copy: '20080627-0000-4000-8000-000000000001' };

type Here = { readonly params: Readonly<Record<string, string>>; readonly partnership: PartnershipRef | null };
const inside = ({ partnership }: Here): PartnershipRef => {
  if (!partnership) throw notFound();
  return partnership;
};

/** Files of one's own matrix that come back, for programs: brought, compared, and accepted cell by cell. */
export function copiesApi(publicUrl: URL): Route[] {
  const planOf = async (tx: Tx, visit: Here) => ({
    ...(await planBySlug(tx, inside(visit).id, visit.params.plan ?? '')),
    partnership: inside(visit).id,
  });
  const about = (visit: Here, copy: CopyRow) => ({
    ...{ name: copy.name, brought_at: new Date(copy.brought_at).toISOString(), brought_by: copy.by, sent_on: copy.sent_on },
    ...{ waits_until: new Date(copy.expires_at).toISOString(), wall: wallShown(copy.readers) },
    address: new URL(placeOf.copy(inside(visit).slug, visit.params.plan ?? '', copy.id), publicUrl).href,
    api: new URL(
      HERE.replace(':partnership', inside(visit).slug)
        .replace(':plan', visit.params.plan ?? '')
        .concat(`/${copy.id}`),
      publicUrl,
    ).href,
  });
  const waiting = async (tx: Tx, visit: Here) => {
    const plan = await planOf(tx, visit);
    await noteWalls(tx);
    return { known: plan, shown: { items: (await copiesOf(tx, plan.id)).map((copy) => about(visit, copy)) } };
  };
  const compared = async (tx: Tx, visit: Here) => {
    const plan = await planOf(tx, visit);
    const copy = await copyOf(tx, plan.id, visit.params.copy ?? '');
    return { known: plan, shown: { ...about(visit, copy), ...shownOf(await comparisonOf(tx, copy)) } };
  };
  return [
    reading({
      path: HERE,
      can: mayKeepNotes,
      operation: 'listReturnedCopies',
      summary: 'followup.api.copies',
      example,
      output: Copies,
      handle: (visit) => visit.read(async (tx) => (await waiting(tx, visit)).shown),
    }),
    changing({
      path: HERE,
      can: mayKeepNotes,
      operation: 'bringCopy',
      summary: 'followup.api.bring',
      example,
      input: BringInput,
      output: Copies,
      status: 201,
      current: waiting,
      act: async (tx, visit, plan) => {
        const bytes = new Uint8Array(Buffer.from(visit.input.content, 'base64'));
        const read = await readCopyApart({ bytes, name: visit.input.name });
        const sha256 = createHash('sha256').update(bytes).digest();
        await bringCopy(tx, visit.acting, plan, { name: visit.input.name, sha256, read });
      },
    }),
    reading({
      path: `${HERE}/:copy`,
      can: mayKeepNotes,
      operation: 'compareReturnedCopy',
      summary: 'followup.api.compare',
      example: one,
      output: ComparisonShown,
      handle: (visit) => visit.read(async (tx) => (await compared(tx, visit)).shown),
    }),
    changing({
      path: `${HERE}/:copy/acceptance`,
      can: mayKeepNotes,
      operation: 'acceptReturnedCopy',
      summary: 'followup.api.accept',
      example: one,
      input: AcceptInput,
      output: ComparisonShown,
      status: 200,
      current: compared,
      act: (tx, visit, plan) => acceptCells(tx, visit.acting, plan, visit.params.copy ?? '', acceptedOf(visit.input), visit.lang),
    }),
  ];
}

function acceptedOf(input: z.infer<typeof AcceptInput>): AcceptCellsInput {
  if ('all' in input) return { all: true, ...(input.column === undefined ? {} : { field: fieldOf(input.column) }) };
  return { cells: input.cells.map(({ column, ...cell }) => ({ ...cell, field: fieldOf(column) })) };
}

function shownOf(found: Comparison) {
  return {
    unchanged: found.same,
    missing: found.missing,
    cells: found.cells.map(({ line, field, kind, place, sent, now, file, kept, warnings }) => ({
      ...{ reference: line.reference, column: NAMES[field], kind, place, sent, now, file, version: line.version, kept },
      warnings: warnings.map((each) => each.code),
    })),
    rows_to_mend: found.bad.map(({ row, troubles }) => ({
      ...{ place: row.place, reference: row.reference },
      troubles: troubles.map(({ place, code }) => ({ place, code })),
    })),
    plan_words: found.signed.map(({ line, column, plan, file }) => ({ reference: line.reference, column, plan, file })),
  };
}

const wallShown = (readers: Readers) => ({
  kind: readers.kind,
  readers: { en: sayReaders('en', readers), fr: sayReaders('fr', readers) },
});
