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
    shown: { area?: string | undefined; which?: string | undefined; wall?: string | undefined },
  ) => {
    const search = new URLSearchParams({ columns: FIELDS.join(',') });
    if (shown.area !== undefined) search.set('area', shown.area);
    if (shown.which !== undefined) search.set('notes', shown.which);
    if (shown.wall !== undefined) search.set('wall', shown.wall);
    return `/${partnership}/plans/${plan}/matrix.${format}?${search}`;
  },
  /** Of one's own seat, or on another wall. */
  notes: (partnership: string, plan: string, wall?: string) =>
    `/${partnership}/plans/${plan}/notes${wall === undefined ? '' : `?wall=${wall}`}`,
  /** Who could see a record, and who did. */
  readers: (partnership: string, record: string) => `/${partnership}/readers?record=${record}`,
} as const;
