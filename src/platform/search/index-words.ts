import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';

/** Words of one part of a record in one language: `strong` counts more than `plain`. */
export type IndexedWords = {
  readonly record: string;
  readonly part: string;
  readonly lang: 'en' | 'fr';
  readonly strong: string;
  readonly plain: string;
  /** The record that it is part of, such as the plan of a line, for a search within that. */
  readonly within?: string;
};

/** Puts words into the search, each on the wall of its record. Only the owner of a record may; words put there before are replaced. */
export async function indexWords(tx: Tx, words: readonly IndexedWords[]): Promise<void> {
  if (words.length === 0) return;
  await sql`select platform.index_words((w->>'record')::uuid, w->>'part', w->>'lang', w->>'strong', w->>'plain', (w->>'within')::uuid)
    from jsonb_array_elements(${JSON.stringify(words)}::jsonb) w`.execute(tx);
}
