import { markerAt } from '../markers.ts';
import type { Furniture, Span } from '../types.ts';
import { wordsOf } from '../words.ts';

const isSpace = (text: string, at: number): boolean => /\s/u.test(text[at] ?? '');

/** A span without white space at its ends; undefined when nothing is left. */
export function trimmed(text: string, { start, end }: Span): Span | undefined {
  let [from, until] = [start, end];
  while (from < until && isSpace(text, from)) from += 1;
  while (until > from && isSpace(text, until - 1)) until -= 1;
  return from < until ? { start: from, end: until } : undefined;
}

/** Spans in order; those between which only white space stands are one. */
export function joined(text: string, spans: readonly Span[]): Span[] {
  const out: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = out.at(-1);
    if (last && text.slice(last.end, span.start).trim() === '')
      out[out.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else out.push(span);
  }
  return out;
}

/** What stands between the items of a list and is no word of either: “; and”. */
const SEPARATOR = /[\s;,]*(?:[;,]\s*(?:and\/or|and|or|et\/ou|et|ou)?)\s*$/iu;

/** Pieces without the separator at their end, and the separator. */
export function withoutSeparator(text: string, pieces: readonly Span[]): { pieces: Span[]; separator: Span | undefined } {
  const last = pieces.at(-1);
  const found = last && SEPARATOR.exec(text.slice(last.start, last.end));
  const separator = last && found?.[0] ? trimmed(text, { start: last.start + found.index, end: last.end }) : undefined;
  const kept = last && separator && trimmed(text, { start: last.start, end: separator.start });
  if (!kept) return { pieces: [...pieces], separator: undefined };
  return { pieces: [...pieces.slice(0, -1), kept], separator };
}

/** The number that is printed at the beginning of some pieces, and the pieces behind it. Undefined where none is, or no words follow. */
export function numberAt(
  text: string,
  pieces: readonly Span[],
): { number: string; listed: boolean; marker: Furniture; pieces: Span[] } | undefined {
  const [first, ...more] = pieces;
  const marker = first && markerAt(text, first.start, first.end);
  if (!first || !marker) return undefined;
  const rest = trimmed(text, { start: marker.end, end: first.end });
  const behind = [...(rest ? [rest] : []), ...more];
  if (wordsOf(text, behind) === '') return undefined;
  const family = marker.readings[0]?.family;
  const listed = family === 'lower' || family === 'roman-lower' || family === 'bullet';
  const source = { start: marker.start, end: marker.end };
  return { number: family === 'bullet' ? '' : marker.number, listed, marker: { kind: 'marker', source }, pieces: behind };
}
