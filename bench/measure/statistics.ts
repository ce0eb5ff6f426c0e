/** The middle of what was measured, and how far it spread: from the smallest to the largest of the rounds. */
export type Spread = { readonly median: number; readonly least: number; readonly most: number };

/** The value in the middle; between the two middle ones where their number is even. @throws Error when there is none */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (low === undefined || high === undefined) throw new Error('nothing was measured');
  return (low + high) / 2;
}

/** @throws Error when nothing was measured */
export function spreadOf(values: readonly number[]): Spread {
  return { median: medianOf(values), least: Math.min(...values), most: Math.max(...values) };
}
