import { type Marker, markerAt } from './markers.ts';
import type { Span } from './types.ts';

/** What looks like a marker in the middle of words, with the words just before it. */
export type Inline = { readonly marker: Marker; readonly before: string; readonly capital: boolean };

const CANDIDATE =
  /(?:[\s\u00a0]|<br ?\/?>)(?=\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[A-Za-z]|[ivxlc]{2,6})[.)]?\)?[\s\u00a0]|[•●▪■◦‣][\s\u00a0])|(?<=[;:.,])[\s\u00a0](?=[-–—][\s\u00a0])/g;

/** All candidates in some stretches that are read as one, in order. */
export function inlineMarkers(text: string, runs: readonly Span[]): Inline[] {
  const found: Inline[] = [];
  runs.forEach(({ start, end }, at) => {
    const next = runs[at + 1];
    for (const match of `${text.slice(start, end)} `.matchAll(CANDIDATE)) {
      const from = start + match.index + match[0].length;
      const marker = from < end ? markerAt(text, from, end) : undefined;
      if (!marker || (marker.end >= end && !next)) continue;
      const before = text.slice(Math.max(start, from - 12), from).trimEnd();
      const after = marker.end >= end && next ? next.start : marker.end;
      found.push({ marker, before, capital: /^\s*[\p{Lu}“"«[]/u.test(text.slice(after, after + 4)) });
    }
  });
  return found;
}
