/** The addresses of the shelf and of its documents. */
export const placeOf = {
  shelf: (partnership: string) => `/${partnership}/documents`,
  add: (partnership: string) => `/${partnership}/documents/new`,
  export: (partnership: string) => `/${partnership}/documents.csv`,
  document: (partnership: string, id: string) => `/${partnership}/documents/${id}`,
  /** A stretch of its text; `words` are marked there. */
  page: (partnership: string, id: string, page: number, unit: 'page' | 'paragraph', words?: string) => {
    const query = new URLSearchParams({ ...(page > 1 && { page: String(page) }), ...(words && { words }) });
    return `/${partnership}/documents/${id}${query.size === 0 ? '' : `?${query}`}#${unit}-${page}`;
  },
  edit: (partnership: string, id: string) => `/${partnership}/documents/${id}/edit`,
  file: (partnership: string, id: string, number: number) => `/${partnership}/documents/${id}/files/${number}`,
  /** Where an act on a document is sent. */
  act: (
    partnership: string,
    id: string,
    act: 'about' | 'files' | 'wall' | 'withdrawal' | 'return' | 'passages' | 'passages/removal',
  ) => `/${partnership}/documents/${id}/${act}`,
  line: (partnership: string, plan: string, reference: string) =>
    `/${partnership}/plans/${plan}/lines/${encodeURIComponent(reference)}`,
} as const;
