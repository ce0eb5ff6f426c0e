import type { Span } from './types.ts';

const TAGS = /<\/?(?:u|b|i|em|strong|sup|sub|s|br|p|span|div|font|small|mark|center|li|ul|ol|h[1-6])(?:\s[^<>]{0,200})?\/?>/gi;
const COMMENT_OPENS = '<!--';
const COMMENT_CLOSES = '-->';

/** The words of some stretches: marks of mark-up taken away, white space collapsed; nothing else is touched. */
export function wordsOf(text: string, spans: readonly Span[]): string {
  return collapsed(withoutMarks(spans.map(({ start, end }) => text.slice(start, end)).join('\n'))).replace(/^#{1,6}\s+/, '');
}

/** Mark-up of saved web pages and Markdown taken away; everything that is printed stays. */
export function withoutMarks(raw: string): string {
  let out = raw;
  if (out.includes('<')) out = withoutComments(out).replace(TAGS, '');
  if (out.includes('*')) out = withoutStars(out);
  if (out.includes('\\')) out = out.replace(/\\(?=[!-/:-@[-`{-~])/g, '');
  if (out.includes('_')) out = out.replace(/(^|[\s("“«])_{1,3}([\p{L}\d][^_]{0,300})_{1,3}(?=$|[\s).,;:])/gu, '$1$2');
  return out;
}

function collapsed(raw: string): string {
  return raw.replace(/[\s\u200b-\u200f\u2060\u00ad]+/g, ' ').trim();
}

function withoutComments(raw: string): string {
  let out = '';
  let from = 0;
  for (;;) {
    const opens = raw.indexOf(COMMENT_OPENS, from);
    const closes = opens < 0 ? -1 : raw.indexOf(COMMENT_CLOSES, opens);
    if (closes < 0) return out + raw.slice(from);
    out += raw.slice(from, opens);
    from = closes + COMMENT_CLOSES.length;
  }
}

function withoutStars(raw: string): string {
  const stars = raw.match(/\*+/g) ?? [];
  const paired = stars.reduce((sum, run) => sum + run.length, 0) % 2 === 0;
  return paired ? raw.replace(/\*+/g, '') : raw.replace(/\*{2,}/g, '');
}

/** Whether a text ends as a sentence, a clause of a list or a lead-in does; the raised number of a note may follow. */
export function isFinished(words: string): boolean {
  return /(?:[.;:!?…][)"'”’»\]*¹²³⁰⁴-⁹]*|[;,]\s(?:and|or|et|ou))$/.test(words.slice(-40).trimEnd());
}

/** Whether a text breaks off where no heading and no sentence could end: at a hyphen, a comma or a small word. */
export function breaksOff(words: string): boolean {
  return /(?:[,\-–(]|\s(?:and|or|the|a|an|of|in|on|to|for|with|by|from|as|at|et|ou|le|la|les|des?|du|en|dans|sur|pour|par|avec|à|aux?))$/i.test(
    words.slice(-24).trimEnd(),
  );
}

/** Lower-case words of letters and digits, for comparing texts. */
export function tokensOf(words: string): string[] {
  return words.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
}
