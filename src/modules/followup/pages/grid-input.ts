import { z } from 'zod';
import { FIELDS } from '../queries.ts';
import type { RecordNoteInput } from '../record-note.ts';
import { PER_GRID } from './grid-lines.ts';

// A form sends a choice of nothing as an empty text.
const orNothing = <Choice extends z.ZodType>(choice: Choice) =>
  z.preprocess((value) => (value === '' ? undefined : value), choice.optional());

/** Which lines the grid shows. */
export const GridQuery = z.strictObject({
  area: orNothing(z.string().max(60)),
  which: orNothing(z.enum(['with', 'without'])),
  /** On which of one's own walls the notes are kept; left out: on that of the own seat. */
  wall: orNothing(z.uuid()),
  page: z.coerce.number().int().min(1).max(1_000).optional(),
});
export type GridQuery = z.infer<typeof GridQuery>;

const Words = z.array(z.string().max(20_000)).min(1).max(PER_GRID);

/** The form of the grid: one list for each column, all of one length, so that the n-th of each is row n. */
export const GridInput = z
  .strictObject({
    reference: z.array(z.string().max(60)).min(1).max(PER_GRID),
    version: z.array(z.coerce.number().int().nonnegative()).min(1).max(PER_GRID),
    lineToTake: Words,
    background: Words,
    nextStep: Words,
    whose: Words,
    due: Words,
  })
  .refine((form) => FIELDS.every((field) => form[field].length === form.reference.length), { path: ['reference'] })
  .refine((form) => form.version.length === form.reference.length, { path: ['version'] })
  .refine((form) => new Set(form.reference).size === form.reference.length, { path: ['reference'] });
export type GridInput = z.infer<typeof GridInput>;

/** The rows of the form by the reference of their line. */
export function rowsOf(form: GridInput, wall: string | undefined): ReadonlyMap<string, RecordNoteInput> {
  const at = (field: (typeof FIELDS)[number], row: number) => form[field][row] ?? '';
  return new Map(
    form.reference.map((reference, row) => [
      reference,
      {
        version: form.version[row] ?? 0,
        wall,
        lineToTake: at('lineToTake', row),
        background: at('background', row),
        nextStep: at('nextStep', row),
        whose: at('whose', row),
        due: at('due', row),
      },
    ]),
  );
}

/** The address that asks the grid for these lines. */
export function gridHref(base: string, query: GridQuery): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value));
  return search.size === 0 ? base : `${base}?${search}`;
}
