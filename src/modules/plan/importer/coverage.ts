import { isStray } from './attach.ts';
import { TORN_NUMBER } from './damage.ts';
import type { EarlyFinding, Entry } from './entry.ts';
import { isSpace } from './source.ts';
import type { Furniture, Span } from './types.ts';
import { wordsOf } from './words.ts';

/** What has been answered for, and where the nodes are. */
export type Answered = { readonly spans: readonly Span[]; readonly entries: readonly Entry[] };

/** Closing words longer than this are more than a signature: somebody should look. */
const LONGEST_CLOSING = 600;
const SHOWN = 100;
/** What joins an item of a list to the next. */
const SEPARATOR = /^[;,.\s]*(?:(?:and\/or|and|or|et\/ou|et|ou)[;,.:\s]*)?$/iu;

/**
 * Answers for the rest: every character that no node, objective, priority, finding or furniture holds becomes furniture when it is a
 * sign, an opening or a closing, and a finding when it is words between the lines. Nothing is dropped in silence.
 */
export function coverRest(text: string, { spans, entries }: Answered): { furniture: Furniture[]; findings: EarlyFinding[] } {
  const answered = new Uint8Array(text.length);
  for (const { start, end } of spans) answered.fill(1, start, end);
  const kept = entries.filter((entry) => !entry.dropped).sort((a, b) => a.start - b.start);
  const furniture: Furniture[] = [];
  const findings: EarlyFinding[] = [];
  for (const { marker, start, pieces } of kept) {
    const until = marker?.end ?? pieces[0]?.start ?? start;
    if (until <= start) continue;
    furniture.push({ kind: 'marker', source: { start, end: until } });
    answered.fill(1, start, until);
  }
  const begins = kept[0]?.start ?? text.length;
  const ends = kept.reduce((end, { pieces, start }) => Math.max(end, pieces.at(-1)?.end ?? start), 0);
  let before = 0;
  for (const source of stretches(text, answered)) {
    while (before < kept.length && (kept[before]?.start ?? 0) <= source.start) before += 1;
    const words = wordsOf(text, [source]);
    const shown = words.length > SHOWN ? `${words.slice(0, SHOWN)}…` : words;
    const [last, next] = [kept[before - 1], kept[before]];
    if (words !== '' && SEPARATOR.test(words)) furniture.push({ kind: 'separator', source });
    else if (!/[\p{L}\p{N}]/u.test(words)) furniture.push({ kind: 'mark', source });
    else if (isStray(words))
      findings.push({
        severity: 'info',
        code: 'ocr-damage',
        message: `Stray signs “${shown}” ${place(last, next)} were read as no words.`,
        source,
      });
    else if (source.start < begins) {
      furniture.push({ kind: 'preamble', source });
      if (TORN_NUMBER.test(text.slice(source.start, source.end))) findings.push(tornOpening(shown, source));
    } else if (source.start >= ends && words.length <= LONGEST_CLOSING) furniture.push({ kind: 'closing', source });
    else
      findings.push({
        severity: 'warning',
        code: 'unplaced-text',
        message: `These words ${place(last, next)} belong to no line: “${shown}”.`,
        source,
      });
  }
  return { furniture, findings };
}

function place(last: Entry | undefined, next: Entry | undefined): string {
  if (!last) return next ? `before ${next.id}` : 'of the document';
  return next ? `between ${last.id} and ${next.id}` : `after ${last.id}`;
}

/** The longest stretches without an answer, white space at their ends left out. */
function stretches(text: string, answered: Uint8Array): Span[] {
  const found: Span[] = [];
  let start = -1;
  let end = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const taken = at === text.length || answered[at] === 1;
    if (!taken && isBlank(text, at)) continue;
    if (!taken) {
      if (start < 0) start = at;
      end = at + 1;
    } else if (start >= 0) {
      found.push({ start, end });
      start = -1;
    }
  }
  return found;
}

/** White space proper; what is invisible without being white space needs an answer as well. */
const isBlank = (text: string, at: number): boolean => isSpace(text.charCodeAt(at)) && /\s/u.test(text[at] ?? '');

/** Opening words are no lines, unless a scan tore the numbers of lines apart. */
function tornOpening(shown: string, source: Span): EarlyFinding {
  const message = `These words before the first line hold what looks like a number torn apart: “${shown}”.`;
  return { severity: 'warning', code: 'unplaced-text', message, source };
}
