/** A stretch of text of a file: a page, or the paragraphs from `number` until `last`. */
export type Stretch = { readonly number: number; readonly last: number; readonly text: string };

/** What came of reading a file. `why` is the end of a phrase key: what was in the way, or what was left out. */
export type Outcome = {
  readonly state: 'read' | 'wordless' | 'unread';
  readonly why: 'cut' | 'locked' | 'damaged' | 'bomb' | 'doctype' | 'type' | 'too-large' | 'unreadable' | null;
  readonly unit: 'page' | 'paragraph' | null;
  readonly stretches: readonly Stretch[];
};

/** What is read of one file at most. The largest report that we know has 400 pages. */
export const MOST = {
  pages: 1_000,
  /** Letters of one page, and of all. */
  onPage: 60_000,
  letters: 2_000_000,
} as const;

/** Letters as the database takes them: no NUL, no half of a pair, nothing that turns the direction of writing around. */
export function storable(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\0\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[^\S\n]+\n/g, '\n');
}

/** Whether anything in it can be read by a person. */
export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
