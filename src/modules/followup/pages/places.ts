/** The addresses of notes: that of the note on a line, and that of the grid of all lines. */
export const placeOf = {
  line: (partnership: string, plan: string, reference: string) =>
    `/${partnership}/plans/${plan}/lines/${encodeURIComponent(reference)}`,
  note: (partnership: string, plan: string, reference: string) => `${placeOf.line(partnership, plan, reference)}/note`,
  register: (partnership: string, plan: string) => `/${partnership}/plans/${plan}`,
  notes: (partnership: string, plan: string) => `/${partnership}/plans/${plan}/notes`,
} as const;
