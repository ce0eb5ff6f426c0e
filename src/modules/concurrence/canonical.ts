import { createHash } from 'node:crypto';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Canonical JSON (RFC 8785, whole numbers only): keys sorted, no space. The same bytes as `platform.canonical` writes. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value as { readonly [key: string]: Json }).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}

export const sha256 = (words: string): string => createHash('sha256').update(words, 'utf8').digest('hex');

export type Trouble = 'no-json' | 'not-canonical' | 'not-a-record' | 'other-hash' | 'other-words';

/**
 * Looks at the record of a closing as somebody keeps it: canonical, with the hash that is known of it, and with the words that were shown.
 *
 * @param hash of the record, where one knows it from elsewhere
 * @param shown the words of items, by position from 1, where one keeps them
 * @returns what is wrong, nothing if nothing is
 */
export function verifyRecord(record: string, hash?: string, shown: ReadonlyMap<number, string> = new Map()): Trouble[] {
  let read: Json;
  try {
    read = JSON.parse(record) as Json;
  } catch {
    return ['no-json'];
  }
  const troubles: Trouble[] = [];
  if (canonical(read) !== record) troubles.push('not-canonical');
  if (hash !== undefined && sha256(record) !== hash.toLowerCase()) troubles.push('other-hash');
  const { type, items } = (read ?? {}) as { type?: unknown; items?: readonly { sha256?: unknown }[] };
  if (type !== 'entente.concurrence.closed' || !Array.isArray(items)) return [...troubles, 'not-a-record'];
  for (const [position, words] of shown) if (items[position - 1]?.sha256 !== sha256(words)) troubles.push('other-words');
  return troubles;
}
