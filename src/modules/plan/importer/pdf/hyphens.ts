/** A word that was parted at the end of a line: how it was printed, and how it was joined. */
export type JoinedHyphen = { readonly printed: string; readonly joined: string };

const HYPHEN = /[-\u2010\u00ad]$/;

/**
 * Joins lines to one text, words parted at the end of a line put together. Whether a hyphen there belongs to the word is told by the rest of
 * the document: it stays where the word is printed so elsewhere, or where a capital or digit follows; it goes where the word is printed
 * without it, and where one half is no word of its own.
 */
export function hyphenJoiner(lines: readonly string[]): (parts: readonly string[]) => { text: string; joined: JoinedHyphen[] } {
  const known = new Set<string>();
  for (const line of lines)
    for (const word of line.toLowerCase().match(/[\p{L}\d]+(?:[-\u2010][\p{L}\d]+)*/gu) ?? [])
      known.add(word.replaceAll('\u2010', '-'));
  return (parts) => {
    const joined: JoinedHyphen[] = [];
    let text = '';
    for (const part of parts) {
      if (text === '') text = part;
      else if (!HYPHEN.test(text) || /\s[-\u2010]$/.test(text)) text += ` ${part}`;
      else {
        const head = /[\p{L}\d]+(?:[-\u2010][\p{L}\d]+)*(?=[-\u2010\u00ad]$)/u.exec(text)?.[0] ?? '';
        const tail = /^[\p{L}\d]+(?:[-\u2010][\p{L}\d]+)*/u.exec(part)?.[0] ?? '';
        const keeps = !text.endsWith('\u00ad') && keepsHyphen(head, tail, known);
        const stem = text.slice(0, -1);
        if (!keeps && head !== '' && tail !== '') joined.push({ printed: `${head}-${tail}`, joined: head + tail });
        text = keeps ? `${stem}-${part}` : stem + part;
      }
    }
    return { text, joined };
  };
}

function keepsHyphen(head: string, tail: string, known: ReadonlySet<string>): boolean {
  if (head === '' || tail === '' || /^[\p{Lu}\d]/u.test(tail) || /\d$/.test(head)) return true;
  const [one, other] = [head.toLowerCase(), tail.toLowerCase()];
  if (known.has(`${one}-${other}`)) return true;
  if (known.has(one + other)) return false;
  const last = one.slice(one.lastIndexOf('-') + 1);
  return one.includes('-') || (known.has(last) && known.has(other.split('-')[0] ?? other) && last.length > 2 && other.length > 3);
}
