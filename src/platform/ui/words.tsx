import type { Child } from 'hono/jsx';
import type { Language } from '../i18n/index.ts';

/** From one character (counted from 0) until before another, in UTF-16 units as JavaScript counts them. */
export type Span = { readonly from: number; readonly until: number };

/** How far the text of a plan has come: readable, certified by some of its parties, adopted by all. */
export type Stage = 'entered' | 'certified' | 'adopted';

/**
 * The plan's own words: the one thing that is set in serif. `large` on the page of a record, `reading` for what
 * stands below it, `row` in lists. `marks` are spans to be found in it (of a search, of a remark), in order or not.
 */
export function Words(props: {
  readonly text: string;
  readonly wordsLanguage: Language;
  readonly size?: 'row' | 'reading' | 'large';
  readonly marks?: readonly Span[];
}) {
  return (
    <p class={`words ${props.size ?? 'row'}`} lang={props.wordsLanguage}>
      {markUp(props.text, props.marks ?? [])}
    </p>
  );
}

/** A few of the plan's own words inside a sentence of ours. */
export function InlineWords(props: { readonly text: string; readonly wordsLanguage: Language }) {
  return (
    <span class="words" lang={props.wordsLanguage}>
      {props.text}
    </span>
  );
}

/** What people cite: `A.2.1.3`. Bold, with figures of one width; never broken over two lines. */
export function Reference(props: { readonly reference: string }) {
  return <span class="reference">{props.reference}</span>;
}

/** How far a text has come, in the words of the one who knows who certified it. What is not adopted yet is set apart by a dashed line. */
export function StageBadge(props: { readonly stage: Stage; readonly children: Child }) {
  return <span class={`stage ${props.stage}`}>{props.children}</span>;
}

/** A short word on the kind or state of something; the word says all, the look says nothing more. */
export function Badge(props: { readonly children: Child; readonly kind?: 'plain' | 'attention' }) {
  return <span class={props.kind === 'attention' ? 'badge attention' : 'badge'}>{props.children}</span>;
}

/** The text with each span in a `<mark>`; spans that overlap or run over the end are joined and cut. */
export function markUp(words: string, spans: readonly Span[]): Child {
  const joined: { from: number; until: number }[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const from = Math.max(0, span.from);
    const until = Math.min(words.length, span.until);
    const last = joined.at(-1);
    if (until <= from) continue;
    if (last && from <= last.until) last.until = Math.max(last.until, until);
    else joined.push({ from, until });
  }
  const pieces: Child[] = [];
  let at = 0;
  for (const { from, until } of joined) {
    pieces.push(words.slice(at, from), <mark>{words.slice(from, until)}</mark>);
    at = until;
  }
  return [...pieces, words.slice(at)];
}
