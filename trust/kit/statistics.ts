export const medianOf = (values: readonly number[]): number => quantileOf(values, 0.5);

export function quantileOf(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/**
 * The two-sided probability that two lists of times come from one place (Mann-Whitney U, normal approximation with ties): small means that
 * somebody with a watch could tell them apart.
 */
export function sameSource(first: readonly number[], second: readonly number[]): number {
  const all = [...first.map((value) => ({ value, of: 0 })), ...second.map((value) => ({ value, of: 1 }))].sort(
    (a, b) => a.value - b.value,
  );
  let ranks = 0;
  let ties = 0;
  for (let at = 0; at < all.length; ) {
    let end = at;
    while (end < all.length && all[end]?.value === all[at]?.value) end += 1;
    for (let each = at; each < end; each += 1) if (all[each]?.of === 0) ranks += (at + end + 1) / 2;
    ties += (end - at) ** 3 - (end - at);
    at = end;
  }
  const [n, m] = [first.length, second.length];
  const both = n + m;
  const u = ranks - (n * (n + 1)) / 2;
  const spread = Math.sqrt(((n * m) / 12) * (both + 1 - ties / (both * (both - 1))));
  const z = (Math.abs(u - (n * m) / 2) - 0.5) / spread;
  return Math.min(1, 2 * (1 - normal(z)));
}

// Abramowitz and Stegun, 26.2.17: good to seven digits.
function normal(z: number): number {
  if (z < 0) return 1 - normal(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const sum = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}
