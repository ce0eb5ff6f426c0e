/** Chance that can be asked for again: the same seed gives the same. */
export type Random = {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number;
  pick<T>(from: readonly T[]): T;
  /** So many of them, none twice. */
  some<T>(from: readonly T[], count: number): T[];
  /** True once in so many times. */
  once(inSoMany: number): boolean;
  /** Letters of the Latin alphabet. */
  word(length: number): string;
};

/** Mulberry32 (Tommy Ettinger, public domain): small, and even enough to choose what is asked. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (most: number): number => Math.floor(next() * most);
  return {
    next,
    below,
    pick: (from) => {
      if (from.length === 0) throw new Error('nothing to choose from');
      return from[below(from.length)] as (typeof from)[number];
    },
    some: (from, count) => {
      const rest = [...from];
      return Array.from(
        { length: Math.min(count, rest.length) },
        () => rest.splice(below(rest.length), 1)[0] as (typeof from)[number],
      );
    },
    once: (inSoMany) => below(inSoMany) === 0,
    word: (length) => Array.from({ length }, () => String.fromCharCode(97 + below(26))).join(''),
  };
}
