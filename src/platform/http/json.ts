import { Refusal } from '../refusal.ts';

/** Nothing that we take is as deep; what reads it by recursion never meets more. */
const DEEPEST = 32;

/**
 * Reads JSON that a program sent. Readers do not agree on a key that comes twice (RFC 8259, 4), so that none is taken; neither is what lies deeper
 * than anything that we describe.
 *
 * @throws Refusal 400 where it is no such JSON
 */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal(400, 'http.json-broken');
  }
  refuseRepeated(text);
  return value;
}

/** @param text JSON, so that quotation marks and brackets stand where they should */
function refuseRepeated(text: string): void {
  /** The keys of each object that is open; null for a list. */
  const open: (Set<string> | null)[] = [];
  let before = '';
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (letter === '"') {
      const end = endOfString(text, at);
      const keys = open.at(-1);
      if (keys && (before === '{' || before === ',')) addOnce(keys, JSON.parse(text.slice(at, end)) as string);
      at = end - 1;
    } else if (letter === '{' || letter === '[') {
      if (open.push(letter === '{' ? new Set() : null) > DEEPEST) throw new Refusal(400, 'http.json-deep', { most: DEEPEST });
    } else if (letter === '}' || letter === ']') open.pop();
    if (letter > ' ') before = letter;
  }
}

function addOnce(keys: Set<string>, key: string): void {
  if (keys.has(key)) throw new Refusal(400, 'http.repeated-key', { key: key.slice(0, 60).replaceAll('\0', '').toWellFormed() });
  keys.add(key);
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}
