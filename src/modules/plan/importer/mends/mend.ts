import { z } from 'zod';
import { DESK_KINDS } from './desk.ts';

const Key = z.string().regex(/^[a-z][a-z0-9.]{0,60}$/);
const Offset = z.int().nonnegative().max(10_000_000);
const Promised = z.enum(['one-off', 'recurring', 'enabling', 'standing']);
/** The doubtful place that it settles, by its place in the list. */
const about = { finding: z.int().nonnegative().optional() };

/** The longest number that a document prints before its words. */
export const LONGEST_NUMBER = 40;
export const LONGEST_WORDS = 20_000;

/**
 * One thing that a person mends in a draft. Nodes are named by their keys, places by offsets in the text, so that the same mends over the same
 * reading give the same draft.
 */
export const Mend = z.discriminatedUnion('do', [
  /** The words from `at` on become a node of their own; its number is the one printed there, or the one given. */
  z.strictObject({ do: z.literal('split'), node: Key, at: Offset, number: z.string().max(LONGEST_NUMBER).nullable(), ...about }),
  /** Joined to the node before it. */
  z.strictObject({ do: z.literal('merge'), node: Key, ...about }),
  z.strictObject({ do: z.literal('move'), node: Key, under: Key.nullable(), ...about }),
  z.strictObject({ do: z.literal('renumber'), node: Key, number: z.string().max(LONGEST_NUMBER), ...about }),
  z.strictObject({ do: z.literal('kind'), node: Key, kind: z.enum(DESK_KINDS), ...about }),
  /** It is furniture of the page, and no line. */
  z.strictObject({ do: z.literal('drop'), node: Key, ...about }),
  z.strictObject({ do: z.literal('take-back'), node: Key, ...about }),
  /** Furniture, or words that belong to no line, become a line. */
  z.strictObject({ do: z.literal('lift'), start: Offset, end: Offset, ...about }),
  /** Other words than were read, with a reason; without words: as they were read. */
  z.strictObject({
    do: z.literal('words'),
    node: Key,
    words: z.string().max(LONGEST_WORDS),
    reason: z.string().max(500),
    ...about,
  }),
  z.strictObject({ do: z.literal('promise'), node: Key, promise: Promised, ...about }),
  /** All that grammar proposes to be of one kind. */
  z.strictObject({ do: z.literal('promises'), promise: Promised }),
  /** A doubtful place was looked at, and was read right. */
  z.strictObject({ do: z.literal('accept'), finding: z.int().nonnegative() }),
]);
export type Mend = z.infer<typeof Mend>;
export type MendOf<Do extends Mend['do']> = Extract<Mend, { do: Do }>;

export type MendTroubleCode =
  | 'no-such-node'
  | 'no-such-place'
  | 'split-outside'
  | 'split-empty'
  | 'by-hand'
  | 'nothing-before'
  | 'move-inside'
  | 'move-after'
  | 'no-tree'
  | 'same'
  | 'number-missing'
  | 'words-missing'
  | 'reason-missing'
  | 'no-promise'
  | 'none-proposed'
  | 'settled';

/** A mend that cannot be made: which rule is in its way, and the field that would have to say something else. */
export class MendTrouble extends Error {
  override readonly name = 'MendTrouble';
  readonly code: MendTroubleCode;
  readonly field: string | undefined;

  constructor(code: MendTroubleCode, field?: string) {
    super(code);
    this.code = code;
    this.field = field;
  }
}
