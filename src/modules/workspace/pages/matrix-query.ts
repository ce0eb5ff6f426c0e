import { z } from 'zod';
import type { Acting } from '../../../platform/http/acting.ts';
import { mayKeepNotes } from '../../followup/index.ts';
import { CHOICES, type Choice, hasNotes } from './out-lines-columns.ts';
import { RegisterQuery } from './register-query.ts';

const blank = (value: unknown) => (value === '' ? undefined : value);
const Columns = z
  .union([z.array(z.enum(CHOICES)), z.string().transform((said) => said.split(',').filter((each) => each !== ''))])
  .pipe(z.array(z.enum(CHOICES)).max(CHOICES.length));

/** What a matrix can be asked: which lines, as in the register; which columns beside the plan's words; for which paper, in which language, as of which day. */
export const MatrixQuery = RegisterQuery.omit({ text: true, from: true }).extend({
  /** A list of a form, or names with commas between them in an address. */
  columns: Columns.optional(),
  /** Says that the form was sent, so that no column at all is a choice too. */
  chosen: z.literal('yes').optional(),
  paper: z.preprocess(blank, z.enum(['a4', 'letter']).optional()),
  turn: z.preprocess(blank, z.enum(['landscape', 'portrait']).optional()),
  /** The language of the document; that of the page where it is not said. */
  in: z.preprocess(blank, z.enum(['en', 'fr']).optional()),
  day: z.preprocess(blank, z.iso.date().optional()),
  /** Only lines on which one's side notes something, or nothing; asks nothing of those who keep no notes. */
  notes: z.preprocess(blank, z.enum(['with', 'without']).optional()),
  /** On which of one's own walls the notes are kept; left out: on that of the own seat. */
  wall: z.preprocess(blank, z.uuid().optional()),
});
export type MatrixQuery = z.infer<typeof MatrixQuery>;

const USUAL: readonly Choice[] = ['promise', 'priority'];
const USUAL_OF_A_SIDE: readonly Choice[] = [...USUAL, 'lineToTake', 'nextStep', 'whose', 'due'];

/** The columns that this person may choose: notes are for those who keep them. */
export function choicesOf(acting: Acting): Choice[] {
  return CHOICES.filter((each) => mayKeepNotes.allows(acting) || !hasNotes([each]));
}

/** The columns that were chosen, as far as this person may have them, in their usual order; the usual ones where nothing was said. */
export function columnsOf(query: MatrixQuery, acting: Acting): Choice[] {
  const may = choicesOf(acting);
  const usual = mayKeepNotes.allows(acting) ? USUAL_OF_A_SIDE : USUAL;
  const said = query.columns ?? (query.chosen === 'yes' ? [] : usual);
  return may.filter((each) => said.includes(each));
}

/** The address of a matrix asked in this way. */
export function matrixHref(base: string, query: MatrixQuery): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || key === 'chosen') continue;
    search.set(key, Array.isArray(value) ? value.join(',') : String(value));
  }
  return search.size === 0 ? base : `${base}?${search}`;
}
