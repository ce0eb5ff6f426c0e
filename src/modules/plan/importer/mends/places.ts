import { markerAt } from '../markers.ts';
import type { Desk, DeskNode } from './desk.ts';

/** A place at which a node may be split: the offset, and the words that would begin there. */
export type SplitPlace = { readonly at: number; readonly begins: string };

const MOST_PLACES = 12;
const SHOWN = 60;
const BOUNDARY = /[;.:]\s+|\n+/gu;

/** Where a node is likeliest to be two: before numbers and marks inside its words, behind semicolons, full stops and line ends. */
export function splitPlaces(desk: Desk, node: DeskNode): SplitPlace[] {
  const found = new Set<number>();
  const first = node.pieces[0]?.start ?? 0;
  for (const { start, end } of node.pieces) {
    const words = desk.text.slice(start, end);
    for (const match of words.matchAll(BOUNDARY)) found.add(start + match.index + match[0].length);
    for (const match of words.matchAll(/\s(?=[(\d•–-]|[a-z]\))/gu)) {
      const at = start + match.index + match[0].length;
      if (markerAt(desk.text, at, end)) found.add(at);
    }
    if (start > first) found.add(start);
  }
  const end = node.pieces.at(-1)?.end ?? 0;
  return [...found]
    .filter((at) => at > first && desk.text.slice(at, end).trim().length > 1)
    .sort((a, b) => a - b)
    .slice(0, MOST_PLACES)
    .map((at) => ({
      at,
      begins: desk.text
        .slice(at, Math.min(end, at + SHOWN))
        .replace(/\s+/gu, ' ')
        .trim(),
    }));
}

/** Where words that somebody typed begin inside a node: the offset, or how often they stand there when it is not once. */
export function placeOfWords(desk: Desk, node: DeskNode, typed: string): { at: number } | { times: number } {
  const words = typed.trim().split(/\s+/u).filter(Boolean);
  if (words.length === 0) return { times: 0 };
  const pattern = new RegExp(words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('\\s+'), 'gu');
  const found = node.pieces.flatMap(({ start, end }) =>
    [...desk.text.slice(start, end).matchAll(pattern)].map((match) => start + match.index),
  );
  const [at] = found;
  return at !== undefined && found.length === 1 ? { at } : { times: found.length };
}
