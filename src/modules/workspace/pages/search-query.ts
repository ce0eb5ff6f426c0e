import { z } from 'zod';
import { FOUND_KINDS } from './search-queries.ts';

/** What one may ask: words, of which kind the finds should be, which page of them. */
export const SearchQuery = z.strictObject({
  q: z.string().max(200).optional(),
  kind: z.enum(FOUND_KINDS).optional(),
  page: z.coerce.number().int().min(1).max(100).optional(),
});
export type SearchQuery = z.infer<typeof SearchQuery>;
