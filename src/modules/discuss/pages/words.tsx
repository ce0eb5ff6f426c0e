import type { Child } from 'hono/jsx';
import type { Language } from '../../../platform/i18n/index.ts';
import { SafeLink, safeHref } from '../../../platform/ui/index.ts';
import { REFERENCE } from '../hosts.ts';
import { nameCalled } from '../said.ts';

/** What words may refer to: references that lead somewhere, and the names of those who are mentioned in them. */
export type Around = { readonly references: ReadonlyMap<string, string>; readonly mentioned: readonly string[] };

/**
 * The words of a comment: paragraphs and lines as they were written, addresses and references as links, names that are called as such. Nothing
 * else is read into them: what looks like markup is words.
 */
export function CommentWords(props: { readonly words: string; readonly lang: Language } & Around) {
  return (
    <div class="comment-words" lang={props.lang}>
      {props.words.split(/\n\s*\n/).map((paragraph) => (
        <p>{paragraph.split('\n').map((line, at) => [at > 0 && <br />, ...pieces(line, props)])}</p>
      ))}
    </div>
  );
}

const ADDRESS = /\b(?:https?:\/\/|mailto:)[^\s<>"“”«»]+/giu;

function pieces(line: string, around: Around): Child[] {
  return cut(line, ADDRESS, (found) => linked(found)).flatMap((piece) =>
    typeof piece !== 'string'
      ? [piece]
      : cut(piece, REFERENCE, (reference) => referred(reference, around.references)).flatMap((rest) =>
          typeof rest !== 'string' ? [rest] : called(rest, around.mentioned),
        ),
  );
}

/** Cuts a text into what lies between finds, as text, and what the finds become; a find that becomes nothing stays text. */
function cut(text: string, pattern: RegExp, become: (found: string) => Child[] | undefined): Child[] {
  const parts: Child[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    const made = become(match[0]);
    if (made === undefined) continue;
    if (match.index > from) parts.push(text.slice(from, match.index));
    parts.push(...made);
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

/** The stop behind an address belongs to the sentence, and so does a bracket that was opened before it. */
function linked(found: string): Child[] | undefined {
  let address = found.replace(/[.,;:!?'’]+$/u, '');
  if (address.endsWith(')') && !address.includes('(')) address = address.slice(0, -1);
  const rest = found.slice(address.length);
  try {
    safeHref(address);
  } catch {
    return undefined;
  }
  return [
    <SafeLink href={address} rel="noopener nofollow ugc">
      {address.replace(/^mailto:/i, '')}
    </SafeLink>,
    ...(rest === '' ? [] : [rest]),
  ];
}

function referred(reference: string, references: ReadonlyMap<string, string>): Child[] | undefined {
  const address = references.get(reference);
  return address === undefined ? undefined : [<SafeLink href={address}>{reference}</SafeLink>];
}

function called(text: string, names: readonly string[]): Child[] {
  // Longer names first: "@Ann Lee Parker" is not "@Ann Lee".
  const [name, ...others] = [...names].sort((a, b) => b.length - a.length);
  if (name === undefined) return [text];
  return cut(text, nameCalled(name, 'giu'), (found) => [<strong class="called">{found}</strong>]).flatMap((piece) =>
    typeof piece === 'string' ? called(piece, others) : [piece],
  );
}
