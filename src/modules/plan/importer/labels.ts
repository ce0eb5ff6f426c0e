import type { FrontItem } from './front-list.ts';
import { wordsOf } from './words.ts';

export type Labelled = { readonly label: string; readonly text: string };

const BOLD = /^(?:\*\*|<(?:b|strong)>)(.{2,110}?)(?:\*\*|<\/(?:b|strong)>)\s*(.+)$/s;
const COLON = /^([^:.;!?]{2,110}?)\s*:\s+(.+)$/su;
const DASH = /^([^:.;!?]{2,70}?)\s+[–—-]\s+(.+)$/su;

/** Splits the lead-in of every item from its words, when most items of the list have one: "Health Security: Cooperate …". */
export function labelled(text: string, items: readonly FrontItem[]): (Labelled | undefined)[] {
  const read = items.map((item) => (item.label.length > 0 ? cells(text, item) : undefined));
  if (read.some((each) => each !== undefined)) return read;
  for (const split of [bold, colon, dash]) {
    const found = items.map((item) => split(text, item));
    if (found.filter((each) => each !== undefined).length * 2 > items.length)
      return found.map((each, at) => each ?? colon(text, items[at] as FrontItem));
  }
  return read;
}

function cells(text: string, { label, runs }: FrontItem): Labelled {
  return { label: wordsOf(text, label).replace(/\s*:$/, ''), text: wordsOf(text, runs) };
}

function bold(text: string, { runs }: FrontItem): Labelled | undefined {
  const raw = runs.map(({ start, end }) => text.slice(start, end)).join('\n');
  const [, label, rest] = BOLD.exec(raw) ?? [];
  if (label === undefined || rest === undefined) return undefined;
  const words = (part: string) => wordsOf(part, [{ start: 0, end: part.length }]);
  return { label: words(label).replace(/\s*[:.–—-]$/, ''), text: words(rest).replace(/^[:–—-]\s*/, '') };
}

const colon = (text: string, { runs }: FrontItem): Labelled | undefined => byPattern(COLON, wordsOf(text, runs));
const dash = (text: string, { runs }: FrontItem): Labelled | undefined => byPattern(DASH, wordsOf(text, runs));

function byPattern(pattern: RegExp, words: string): Labelled | undefined {
  const [, label, text] = pattern.exec(words) ?? [];
  return label === undefined || text === undefined ? undefined : { label, text };
}
