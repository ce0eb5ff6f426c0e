/**
 * Evidence counts characters as the database does: one for each code point. JavaScript counts sixteen-bit units, two for a letter such as 𝒫.
 * Both functions take a text once and then answer for any offset in it.
 */
type Offset = (offset: number) => number;

/** From an offset in JavaScript's units to the same place in characters. */
export function characterAt(text: string): Offset {
  const pairs = pairsIn(text);
  return pairs.length === 0 ? (unit) => unit : (unit) => unit - countBelow(pairs, (pair) => pair < unit);
}

/** From an offset in characters to the same place in JavaScript's units. */
export function unitAt(text: string): Offset {
  const pairs = pairsIn(text);
  return pairs.length === 0
    ? (character) => character
    : (character) => character + countBelow(pairs, (pair, before) => pair - before < character);
}

/** Where the letters stand that take two units. */
function pairsIn(text: string): number[] {
  return [...text.matchAll(/[\u{10000}-\u{10ffff}]/gu)].map((match) => match.index);
}

// How many of the pairs, from the first on, are below; halving, because a document may hold many.
function countBelow(pairs: readonly number[], isBelow: (pair: number, before: number) => boolean): number {
  let low = 0;
  let high = pairs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBelow(pairs[middle] ?? 0, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
