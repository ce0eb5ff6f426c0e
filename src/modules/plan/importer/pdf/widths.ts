/** Widths of letters as most text faces have them, in thousandths of the size; what is not named is as wide as a small letter. */
const GROUPS: readonly (readonly [number, string])[] = [
  [270, "iljt.,;:'’‘!|/()[]-‐ "],
  [350, 'frsI"“”'],
  [440, 'acezkvxyJ?'],
  [500, '0123456789bdghnopqu–_*$'],
  [600, 'SFPL'],
  [680, 'ABCDEGHKNOQRTUVXYZw&+='],
  [830, 'mMW—…%@'],
];
const WIDTHS = new Map(GROUPS.flatMap(([width, letters]) => [...letters].map((letter) => [letter, width] as const)));
const USUAL = 480;

/** How wide some words are beside others of the same line: of no unit, for comparing only. */
export function widthOf(words: string): number {
  let sum = 0;
  for (const letter of words) sum += WIDTHS.get(letter) ?? USUAL;
  return sum;
}
