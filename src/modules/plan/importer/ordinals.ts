const DIGITS: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

/** The value of a well-formed roman numeral up to 399, in either case; 0 for anything else. */
export function romanValue(letters: string): number {
  const lower = letters.toLowerCase();
  if (!/^c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/.test(lower) || lower === '') return 0;
  let sum = 0;
  for (let at = 0; at < lower.length; at += 1) {
    const here = DIGITS[lower[at] ?? ''] ?? 0;
    sum += here < (DIGITS[lower[at + 1] ?? ''] ?? 0) ? -here : here;
  }
  return sum;
}

const WORDS: readonly (readonly string[])[] = [
  ['one', 'first', 'un', 'une', 'premier', 'première'],
  ['two', 'second', 'deux', 'deuxième', 'seconde'],
  ['three', 'third', 'trois', 'troisième'],
  ['four', 'fourth', 'quatre', 'quatrième'],
  ['five', 'fifth', 'cinq', 'cinquième'],
  ['six', 'sixth', 'sixième'],
  ['seven', 'seventh', 'sept', 'septième'],
  ['eight', 'eighth', 'huit', 'huitième'],
  ['nine', 'ninth', 'neuf', 'neuvième'],
  ['ten', 'tenth', 'dix', 'dixième'],
  ['eleven', 'eleventh', 'onze', 'onzième'],
  ['twelve', 'twelfth', 'douze', 'douzième'],
];
const VALUES = new Map(WORDS.flatMap((words, index) => words.map((word) => [word, index + 1] as const)));

/** The value of a number word of English or French, cardinal or ordinal, up to twelve; 0 for anything else. */
export function ordinalWord(word: string): number {
  return VALUES.get(word.toLowerCase()) ?? 0;
}

const NUMERALS: readonly (readonly [number, string])[] = [
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

/** The roman numeral of a value up to 399, in lower case. */
export function romanNumeral(value: number): string {
  let rest = value;
  let out = '';
  for (const [each, letters] of NUMERALS) {
    for (; rest >= each; rest -= each) out += letters;
  }
  return out;
}
