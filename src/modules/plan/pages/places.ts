/** The addresses of drafts, and of the plans that they become. */
export const placeOf = {
  list: (partnership: string) => `/${partnership}/plans/drafts`,
  dropped: (partnership: string) => `/${partnership}/plans/drafts?show=dropped`,
  add: (partnership: string) => `/${partnership}/plans/drafts/new`,
  draft: (partnership: string, id: string) => `/${partnership}/plans/drafts/${id}`,
  /** A draft with one node, one doubtful place, or one line of the source in view. */
  at: (partnership: string, id: string, place: { node?: string | null; finding?: number; line?: number }) => {
    const { node, finding, line } = place;
    const query = new URLSearchParams({
      ...(finding !== undefined && { finding: String(finding) }),
      ...(node && { node }),
      ...(line !== undefined && { line: String(line) }),
    });
    const anchor = line !== undefined ? '#source' : node && finding === undefined ? `#node-${node}` : '';
    return `/${partnership}/plans/drafts/${id}${query.size === 0 ? '' : `?${query}`}${anchor}`;
  },
  under: (
    partnership: string,
    id: string,
    page: 'columns' | 'mends' | 'mends/undo' | 'entry' | 'removal' | 'return' | 'release' | 'file',
  ) => `/${partnership}/plans/drafts/${id}/${page}`,
  plan: (partnership: string, plan: string) => `/${partnership}/plans/${plan}`,
} as const;
