/** Where words stand in a text, in UTF-16 code units. */
export type Found = { readonly from: number; readonly until: number };

/**
 * Finds quoted words in a text, however its lines are broken: white space counts as one space. `…` or `...` inside stands for all that lies
 * between the first and the last words. Capitals count only where two places differ by them. Undefined where they do not stand there.
 */
export function findWords(text: string, quoted: string): Found | undefined {
  const [first, ...rest] = quoted.split(/\s*(?:…|\.{3,}|\[…\]|\[\.{3}\])\s*/).map(onOneLine);
  const wanted = [first ?? '', ...rest].filter((each) => each !== '');
  const [head] = wanted;
  if (head === undefined) return undefined;
  const { line, places } = flattened(text);
  const plain = line.toLowerCase();
  // Some letters change their length with their case; then capitals count.
  const lines =
    plain.length === line.length
      ? ([
          [line, same],
          [plain, lower],
        ] as const)
      : ([[line, same]] as const);
  for (const [where, as] of lines) {
    const from = where.indexOf(as(head));
    if (from < 0) continue;
    const tail = wanted.length > 1 ? (wanted.at(-1) ?? '') : undefined;
    const last = tail === undefined ? from : where.indexOf(as(tail), from + head.length);
    if (last < 0) continue;
    const end = last + (tail ?? head).length - 1;
    return { from: places[from] ?? 0, until: (places[end] ?? 0) + 1 };
  }
  return undefined;
}

const same = (text: string): string => text;
const lower = (text: string): string => text.toLowerCase();
const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The text with each stretch of white space as one space, and for each of its letters where it stood. */
function flattened(text: string): { line: string; places: number[] } {
  let line = '';
  const places: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    const space = /\s/.test(letter);
    if (space && (line === '' || line.endsWith(' '))) continue;
    line += space ? ' ' : letter;
    places.push(at);
  }
  return { line, places };
}
