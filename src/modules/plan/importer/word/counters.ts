import type { Level, List, Lists } from './numbering.ts';

/** What Word prints before the next paragraph of a list: "2.1", "(c)", "•"; empty for a list without signs. */
export type Counter = (list: string, level: number) => string;

const BULLETS = ['•', '◦', '▪'];
const KEPT_BULLETS = /^[-–—•●○▪■□◦‣⁃∙·*►➢➤✓✔❖]$/;

/** Counts the paragraphs of all lists of a document as Word does, in their order. */
export function countParagraphs(lists: Lists): Counter {
  const counts = new Map<string, (number | undefined)[]>();
  const begun = new Set<string>();
  return (id, at) => {
    const list = lists.get(id);
    const level = list?.levels[at];
    if (!list || !level) return '';
    if (level.format === 'bullet') return bullet(level, at);
    const values = counts.get(list.shared) ?? [];
    counts.set(list.shared, values);
    const start = list.starts.get(at);
    const first = `${id} ${at}`;
    const anew = start !== undefined && !begun.has(first);
    begun.add(first);
    values[at] = anew ? start : (values[at] ?? (start ?? level.start) - 1) + 1;
    beginAnew(list, values, at);
    return level.text.replace(/%([1-9])/g, (_, digit: string) => numberOf(list, values, Number(digit) - 1, level)).trim();
  };
}

/** An item makes the lists inside the one before begin anew, unless their level says otherwise. */
function beginAnew(list: List, values: (number | undefined)[], at: number): void {
  for (let deeper = at + 1; deeper < list.levels.length; deeper += 1) {
    const restart = list.levels[deeper]?.restart;
    if (restart === undefined || at < restart) values[deeper] = undefined;
  }
}

function numberOf(list: List, values: readonly (number | undefined)[], at: number, printing: Level): string {
  const level = list.levels[at];
  const value = values[at] ?? list.starts.get(at) ?? level?.start ?? 1;
  return formatted(value, printing.legal ? 'decimal' : (level?.format ?? 'decimal'));
}

/** A number as Word prints it in one of its formats; in digits where the format has no signs of its own in our documents. */
export function formatted(value: number, format: string): string {
  switch (format) {
    case 'upperLetter':
    case 'lowerLetter': {
      const letter = value < 1 ? '' : String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.min(8, Math.ceil(value / 26)));
      return format === 'upperLetter' ? letter.toUpperCase() : letter;
    }
    case 'upperRoman':
      return roman(value);
    case 'lowerRoman':
      return roman(value).toLowerCase();
    case 'decimalZero':
      return String(value).padStart(2, '0');
    case 'none':
      return '';
    default:
      return String(value);
  }
}

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value);
  let left = value;
  let out = '';
  for (const [worth, signs] of ROMAN) for (; left >= worth; left -= worth) out += signs;
  return out;
}

/** Symbol fonts keep their bullets where no letters are: the level then says which of the common ones it is. */
function bullet(level: Level, at: number): string {
  return KEPT_BULLETS.test(level.text) ? level.text : (BULLETS[at % BULLETS.length] ?? '•');
}
