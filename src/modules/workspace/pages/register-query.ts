import { z } from 'zod';
import { PROMISES } from '../../plan/index.ts';

const blank = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);

/** What the register can be asked: everything optional, anything else refused. */
export const RegisterQuery = z.strictObject({
  area: z.preprocess(blank, z.string().trim().max(60).optional()),
  promise: z.preprocess(blank, z.enum(PROMISES).optional()),
  /** The reference of a priority, or `any`. */
  priority: z.preprocess(blank, z.string().trim().max(60).optional()),
  words: z.preprocess(blank, z.string().trim().max(200).optional()),
  /** `whole` shows the lines with all their words; otherwise each is cut after two rows. */
  text: z.preprocess(blank, z.enum(['whole']).optional()),
  /** By kind of promise; otherwise as the document stands. */
  sort: z.preprocess(blank, z.enum(['promise']).optional()),
  /** The reference of the line that the list begins with: a list that is long is read on from where one is, not counted from its beginning. */
  from: z.preprocess(blank, z.string().trim().max(60).optional()),
});
export type RegisterQuery = z.infer<typeof RegisterQuery>;

/** The address of the register asked in this way. */
export function registerHref(base: string, query: RegisterQuery): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value));
  return search.size === 0 ? base : `${base}?${search}`;
}
