import type { Language } from '../i18n/index.ts';
import { text } from './text.ts';
import type { Span } from './words.tsx';

/**
 * A passage of the document that was read, line by line with the numbers of its lines, and the characters that are cited marked.
 * `from` and `until` count in `text` (equal: nothing is cited); `firstLine` is the number of its first line in the whole source.
 */
export function SourcePassage(props: {
  readonly lang: Language;
  readonly text: string;
  readonly wordsLanguage?: Language;
  readonly from: number;
  readonly until: number;
  readonly firstLine?: number;
  /** Where it comes from: the name of the file, the place in it. */
  readonly source?: string;
}) {
  const t = text.in(props.lang);
  const first = props.firstLine ?? 1;
  return (
    <figure class="passage">
      <figcaption>{props.source ?? t('ui.passage')}</figcaption>
      <ol lang={props.wordsLanguage}>
        {linesOf(props.text).map((line, index) => (
          <li value={first + index}>
            <span class="line-number" aria-hidden="true">
              {first + index}
            </span>
            <PassageLine lang={props.lang} line={line} cited={props} />
          </li>
        ))}
      </ol>
    </figure>
  );
}

type Line = { readonly words: string; readonly from: number };

function PassageLine(props: { lang: Language; line: Line; cited: Span }) {
  const t = text.in(props.lang);
  const { words, from } = props.line;
  const start = Math.max(0, props.cited.from - from);
  const end = Math.min(words.length, props.cited.until - from);
  if (start >= end) return <span class="line-words">{words}</span>;
  return (
    <span class="line-words">
      {words.slice(0, start)}
      <mark>
        <span class="unseen">{t('ui.cited')} </span>
        {words.slice(start, end)}
        <span class="unseen"> ({t('ui.cited-end')})</span>
      </mark>
      {words.slice(end)}
    </span>
  );
}

function linesOf(passage: string): Line[] {
  let from = 0;
  return passage.split('\n').map((words) => {
    const line = { words, from };
    from += words.length + 1;
    return line;
  });
}
