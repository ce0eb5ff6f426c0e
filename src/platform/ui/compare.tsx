import type { Language } from '../i18n/index.ts';
import { text } from './text.ts';

export type Piece = { readonly kind: 'same' | 'added' | 'removed'; readonly words: string };

const LONGEST = 4_000;

/** Two texts in one, word by word: what went is struck through, what came is underlined, and both are said in words for those who hear it. */
export function Compare(props: {
  readonly lang: Language;
  readonly before: string;
  readonly after: string;
  readonly wordsLanguage: Language;
}) {
  const t = text.in(props.lang);
  const pieces = compareWords(props.before, props.after);
  if (pieces.every(({ kind }) => kind === 'same')) return <p class="help">{t('ui.no-difference')}</p>;
  const spoken = (phrase: string) => (
    <span class="unseen" lang={props.lang}>
      {` ${phrase} `}
    </span>
  );
  return (
    <p class="compare words reading" lang={props.wordsLanguage}>
      {pieces.map(({ kind, words }) => {
        if (kind === 'same') return words;
        const Change = kind === 'added' ? 'ins' : 'del';
        return (
          <Change>
            {spoken(t(kind === 'added' ? 'ui.added' : 'ui.removed'))}
            {words}
            {spoken(t('ui.change-end'))}
          </Change>
        );
      })}
    </p>
  );
}

/**
 * The smallest change of words from one text to another, by their longest common subsequence. Joined again, what is same or removed
 * is `before` and what is same or added is `after`. Texts of more than 4000 words and spaces together are given as one change.
 */
export function compareWords(before: string, after: string): Piece[] {
  const [a, b] = [split(before), split(after)];
  if (a.length + b.length > LONGEST) return before === after ? [same(before)] : [removed(before), added(after)];
  const common = commonLengths(a, b);
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && left === right) {
      push(pieces, same(left));
      i += 1;
      j += 1;
    } else if (left !== undefined && (right === undefined || at(common, i + 1, j) >= at(common, i, j + 1))) {
      push(pieces, removed(left));
      i += 1;
    } else if (right !== undefined) {
      push(pieces, added(right));
      j += 1;
    }
  }
  return pieces;
}

const same = (words: string): Piece => ({ kind: 'same', words });
const added = (words: string): Piece => ({ kind: 'added', words });
const removed = (words: string): Piece => ({ kind: 'removed', words });
const split = (words: string): string[] => words.match(/\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? [];
const at = (table: readonly Uint16Array[], i: number, j: number): number => table[i]?.[j] ?? 0;

/** How many words the rests of both texts have in common, from each pair of places on. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array[] {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = table[i];
    if (!row) continue;
    for (let j = b.length - 1; j >= 0; j -= 1) {
      row[j] = a[i] === b[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  }
  return table;
}

function push(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1);
  if (last?.kind === piece.kind) pieces[pieces.length - 1] = { kind: last.kind, words: last.words + piece.words };
  else pieces.push(piece);
}
