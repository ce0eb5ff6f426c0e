import type { EarlyFinding, Entry } from './entry.ts';
import { keptParent, spanOf } from './identify.ts';
import type { FindingCode } from './types.ts';
import { breaksOff, isFinished, tokensOf } from './words.ts';

/** How many of its like must end with a stop before one that does not is taken for cut off. */
const MOSTLY = 0.75;
const FEWEST = 4;
const FEWEST_WORDS = 4;
const SHOWN = 60;

/** What is damaged in the words of a plan: brackets that stay open, tails cut off, misread letters, the same words twice, items glued. */
export function damageFindings(text: string, entries: readonly Entry[]): EarlyFinding[] {
  const kept = entries.filter((entry) => !entry.dropped);
  const ended = kept.filter(({ kind }) => kind === 'action');
  const stops = ended.length >= FEWEST && ended.filter((entry) => isFinished(entry.text)).length >= ended.length * MOSTLY;
  const announced = new Set(kept.map((entry) => keptParent(entry)));
  const last = new Map(kept.map((entry) => [keptParent(entry), entry] as const));
  const first = new Map<string, Entry>();
  return kept.flatMap((entry) => {
    const raw = entry.pieces.map(({ start, end }) => text.slice(start, end)).join('\n');
    return [
      bracket(entry, raw),
      entry.kind === 'action' || entry.kind === 'subitem'
        ? tail(entry, stops, announced.has(entry), last.get(keptParent(entry)) === entry)
        : undefined,
      misread(entry, raw),
      entry.kind === 'action' || entry.kind === 'subitem' ? folded(entry, raw) : undefined,
      entry.kind === 'area' ? doubtfulLevel(entry) : undefined,
      entry.kind === 'action' ? copy(entry, first) : undefined,
      entry.inline && entry.kind !== 'subitem' ? glued(entry) : undefined,
    ].filter((finding) => finding !== undefined);
  });
}

function found(entry: Entry, severity: 'warning' | 'info', code: FindingCode, message: string): EarlyFinding {
  if (severity === 'warning') entry.confidence = Math.min(entry.confidence, 0.8);
  return { severity, code, message, source: spanOf(entry), entry };
}

const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '»': '«', '”': '“' };

/** Brackets and quotation marks that open and do not close. The bracket of "a)" closes nothing. */
function bracket(entry: Entry, raw: string): EarlyFinding | undefined {
  const open: string[] = [];
  for (const sign of raw.match(/(?<![\p{L}\d])[\p{L}\d]{1,3}[.]?\)|[()[\]«»“”]/gu) ?? []) {
    const closes = PAIRS[sign.at(-1) ?? ''];
    if (closes === undefined) open.push(sign);
    else if (open.includes(closes)) open.splice(open.lastIndexOf(closes), 1);
  }
  const [sign] = open;
  if (sign === undefined) return undefined;
  return found(
    entry,
    'warning',
    'unclosed-bracket',
    `${entry.id} opens a “${sign}” that never closes: “${around(raw, raw.lastIndexOf(sign))}”.`,
  );
}

function tail(entry: Entry, stops: boolean, hasList: boolean, isLast: boolean): EarlyFinding | undefined {
  const { text, id, kind } = entry;
  const end = `“${text.length > SHOWN ? '…' : ''}${text.slice(-SHOWN)}”`;
  if (hasList) return undefined;
  if (text.endsWith(':'))
    return found(entry, 'warning', 'truncated-tail', `${id} announces a list that does not follow: ${end}.`);
  const cut = (breaksOff(text) && (isLast || !isFinished(text))) || (kind === 'action' && stops && !isFinished(text));
  return cut ? found(entry, 'warning', 'truncated-tail', `${id} seems to be cut off at its end: ${end}.`) : undefined;
}

/** Lines as short as these, below a colon and without a stop, are rather a list that lost its marks than a sentence. */
const FOLDED = /:[ \t]*\n(?:[ \t]*[^\n]{1,40}(?<![,;.])\n)+[ \t]*[^\n]{1,40}$/u;

function folded(entry: Entry, raw: string): EarlyFinding | undefined {
  if (!FOLDED.test(raw.replace(/\r\n?/g, '\n').trimEnd())) return undefined;
  const message = `${entry.id} announces a list, and the short lines below it have no marks: they were read as its words.`;
  return found(entry, 'warning', 'folded-lines', message);
}

/** Words that end with a colon and go on in small letters below are rather one promise with sub-items than a heading of several. */
function doubtfulLevel(entry: Entry): EarlyFinding | undefined {
  const below = entry.children.filter((child) => !child.dropped);
  if (!entry.text.endsWith(':') || below.length === 0 || !below.every(({ text }) => /^\p{Ll}/u.test(text))) return undefined;
  const message = `${entry.id} ends with a colon and its items go on in small letters: they may be its sub-items, and it no heading.`;
  return found(entry, 'warning', 'doubtful-level', message);
}

const REPLACED = /[\ufffd\p{Cc}]/u;
const MIXED = /(?=[\p{L}]*\p{Script=Latin})(?=[\p{L}]*[\p{Script=Greek}\p{Script=Cyrillic}])[\p{L}]{2,}/u;
const DIGIT_INSIDE = /(?<![\p{L}\d])\p{L}?\p{Ll}{2,}[\d|]+\p{Ll}+/u;
/** “2 . Climate”, “l.l Hold”: numbers as a bad scan leaves them, at the beginning of a line or behind a stop. */
export const TORN_NUMBER = /(?:^|[.;]\s+|\n\s*)(?:\d{1,2} \. ?\p{Lu}|[lI|]\.[lI|\d] \p{Lu}|\d{1,2}\.[lI|] \p{Lu})/u;
const LONE_UNDERSCORE = /(?<![\p{L}\d_*])_[\p{L}]+(?![\p{L}]*_)/u;
const BROKEN_HYPHEN = /\p{L}{3,}- (?!(?:and|or|et|ou|und)\b)\p{Ll}{3,}/u;

/** Letters that a scan or a conversion misread. */
function misread(entry: Entry, raw: string): EarlyFinding | undefined {
  const spaced = raw.replace(/\s/gu, ' ');
  const torn = TORN_NUMBER.exec(raw);
  if (torn)
    return found(
      entry,
      'warning',
      'ocr-damage',
      `${entry.id} holds what looks like a number torn apart: “${around(raw, torn.index)}”.`,
    );
  const signs = REPLACED.exec(spaced) ?? MIXED.exec(raw) ?? DIGIT_INSIDE.exec(raw) ?? LONE_UNDERSCORE.exec(raw);
  if (signs)
    return found(entry, 'warning', 'ocr-damage', `${entry.id} holds signs that look misread: “${around(raw, signs.index)}”.`);
  const hyphen = BROKEN_HYPHEN.exec(spaced);
  return hyphen ? found(entry, 'info', 'ocr-damage', `${entry.id} prints a gap behind a hyphen: “${hyphen[0]}”.`) : undefined;
}

function copy(entry: Entry, first: Map<string, Entry>): EarlyFinding | undefined {
  const words = tokensOf(entry.text);
  if (words.length < FEWEST_WORDS) return undefined;
  const key = words.join(' ');
  const other = first.get(key);
  if (!other) first.set(key, entry);
  return other && found(entry, 'info', 'duplicate-text', `${entry.id} has the same words as ${other.id}; both were kept.`);
}

function glued(entry: Entry): EarlyFinding {
  return found(
    entry,
    'info',
    'joined-items',
    `${entry.id} was printed inside the paragraph before it; it was read as an item of its own.`,
  );
}

function around(raw: string, at: number): string {
  const start = Math.max(0, at - 20);
  const words = raw
    .slice(start, at + 40)
    .replace(/\s+/gu, ' ')
    .trim();
  return `${start > 0 ? '…' : ''}${words}${at + 40 < raw.length ? '…' : ''}`;
}
