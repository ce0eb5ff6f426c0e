import { FIELDS } from '../queries.ts';

/** The addresses of notes: that of the note on a line, and that of the grid of all lines. */
export const placeOf = {
  line: (partnership: string, plan: string, reference: string) =>
    `/${partnership}/plans/${plan}/lines/${encodeURIComponent(reference)}`,
  note: (partnership: string, plan: string, reference: string) => `${placeOf.line(partnership, plan, reference)}/note`,
  register: (partnership: string, plan: string) => `/${partnership}/plans/${plan}`,
  /** The same lines as a matrix that has all fields of a note. */
  takenAway: (
    partnership: string,
    plan: string,
    format: string,
    shown: { area?: string | undefined; which?: string | undefined },
  ) => {
    const search = new URLSearchParams({ columns: FIELDS.join(',') });
    if (shown.area !== undefined) search.set('area', shown.area);
    if (shown.which !== undefined) search.set('notes', shown.which);
    return `/${partnership}/plans/${plan}/matrix.${format}?${search}`;
  },
  notes: (partnership: string, plan: string) => `/${partnership}/plans/${plan}/notes`,
} as const;
