import type { Finding, Furniture, SheetColumn } from './types.ts';

/** What the reader of a format has to say that no passage shows: a finding without a place. */
export type Note = Omit<Finding, 'source' | 'node'> & { readonly source?: Finding['source'] };

/**
 * The text of a document as its format's reader leaves it. `paragraphs` when every line of it is known to be a whole paragraph, as in a
 * Word file; `furniture` what was known to be furniture by its place on the page; `pages` where each page begins.
 */
export type Reading = {
  readonly text: string;
  readonly paragraphs: boolean;
  readonly notes?: readonly Note[];
  readonly furniture?: readonly Furniture[];
  readonly pages?: readonly number[];
  readonly columns?: readonly SheetColumn[];
};
