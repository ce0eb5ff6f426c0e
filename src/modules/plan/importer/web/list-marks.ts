import { attribute, type Element, styled } from './elements.ts';

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
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
const TYPES: Readonly<Record<string, string>> = { a: 'lower-alpha', A: 'upper-alpha', i: 'lower-roman', I: 'upper-roman' };
const MOST = 3_999;

/** The number that the first item of a list is printed with. */
export function listNumber(list: Element, items: number): number {
  const start = Number.parseInt(attribute(list, 'start') ?? '', 10);
  if (Number.isInteger(start)) return start;
  return list.tagName === 'ol' && attribute(list, 'reversed') !== undefined ? items : 1;
}

/** The mark that a browser prints before an item: its number in the list's manner, a bullet, or nothing where the words bring their own. */
export function markOf(list: Element, item: Element, number: number, words: string): string {
  const style = styled(list, 'list-style-type') ?? styled(list, 'list-style');
  if (style?.startsWith('none')) return '';
  if (list.tagName !== 'ol') return '•';
  if (/^\s*(?:\d{1,3}\.\d{1,3}|\([a-z\d]{1,4}\))/i.test(words)) return '';
  const type = attribute(item, 'type') ?? attribute(list, 'type');
  return `${written(style ?? TYPES[type ?? ''] ?? 'decimal', number)}.`;
}

function written(style: string, number: number): string {
  const upper = style.startsWith('upper');
  if (number < 1 || number > MOST) return String(number);
  if (/alpha|latin/.test(style)) return cased(letters(number), upper);
  return style.includes('roman') ? cased(roman(number), upper) : String(number);
}

const cased = (word: string, upper: boolean): string => (upper ? word.toUpperCase() : word);

function letters(number: number): string {
  const rest = Math.floor((number - 1) / 26);
  return (rest > 0 ? letters(rest) : '') + String.fromCharCode(97 + ((number - 1) % 26));
}

function roman(number: number): string {
  const found = ROMAN.find(([value]) => value <= number);
  return found ? found[1] + roman(number - found[0]) : '';
}
