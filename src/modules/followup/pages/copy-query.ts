import { z } from 'zod';
import { CELL_KINDS, type CellDifference } from '../copies/compare.ts';
import { FIELDS } from '../note-words.ts';

const orNothing = <Choice extends z.ZodType>(choice: Choice) =>
  z.preprocess((value) => (value === '' ? undefined : value), choice.optional());

/** So many cells are decided at once. */
export const PER_COPY_PAGE = 40;

/** Which changes of a file that came back are shown: those to decide, of one kind or column, or those that were left as they are. */
export const CopyQuery = z.strictObject({
  show: orNothing(z.enum([...CELL_KINDS, 'kept'])),
  field: orNothing(z.enum(FIELDS)),
  page: z.coerce.number().int().min(1).max(10_000).optional(),
});
export type CopyQuery = z.infer<typeof CopyQuery>;

/** Whether a change is one of those that are shown. */
export const isShown = (cell: CellDifference, { show, field }: CopyQuery): boolean =>
  (field === undefined || cell.field === field) &&
  (show === 'kept' ? cell.kept : !cell.kept && (show === undefined || cell.kind === show));

/** The address that shows these. */
export function copyHref(base: string, query: CopyQuery): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value));
  return search.size === 0 ? base : `${base}?${search}`;
}

const Many = <Item extends z.ZodType>(item: Item) => z.array(item).min(1).max(PER_COPY_PAGE);

/** The form of decisions: one list for each column, all of one length. */
export const DecisionsInput = z
  .strictObject({
    reference: Many(z.string().max(60)),
    field: Many(z.enum(FIELDS)),
    version: Many(z.coerce.number().int().nonnegative()),
    decision: Many(z.enum(['take', 'keep', 'later'])),
  })
  .refine(({ reference, field, version, decision }) =>
    [field, version, decision].every((list) => list.length === reference.length),
  );
export type DecisionsInput = z.infer<typeof DecisionsInput>;

/** All that nobody else touched, of one column or of all. */
export const AcceptanceInput = z.strictObject({ field: orNothing(z.enum(FIELDS)) });
