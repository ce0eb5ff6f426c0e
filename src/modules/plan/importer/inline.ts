import { type Marker, markerAt } from './markers.ts';
import type { Span } from './types.ts';

/** What looks like a marker in the middle of words, with the words just before it. */
export type Inline = { readonly marker: Marker; readonly before: string; readonly capital: boolean };

const CANDIDATE =
  /(?:[\s\u00a0]|<br ?\/?>)(?=\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[A-Za-z]|[ivxlc]{2,6})[.)]?\)?[\s\u00a0]|[•●▪■◦‣][\s\u00a0])|(?<=[;:.,])[\s\u00a0](?=[-–—][\s\u00a0])/g;

/** All candidates in a stretch, in order. */
export function inlineMarkers(text: string, { start, end }: Span): Inline[] {
  const found: Inline[] = [];
  CANDIDATE.lastIndex = start;
  for (let match = CANDIDATE.exec(text); match && match.index < end; match = CANDIDATE.exec(text)) {
    const at = match.index + match[0].length;
    const marker = markerAt(text, at, end);
    if (!marker || marker.end >= end) continue;
    const before = text.slice(Math.max(start, at - 12), at).trimEnd();
    found.push({ marker, before, capital: /^\s*[\p{Lu}“"«[]/u.test(text.slice(marker.end, marker.end + 4)) });
  }
  return found;
}
