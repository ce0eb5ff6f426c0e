import type { Tx } from '../../platform/db/database.ts';
import type { Language } from '../../platform/i18n/index.ts';

/** Where a record that is discussed stands, and what it is called there. */
export type Place = { readonly address: string; readonly name: string; readonly nameLanguage: Language };

/**
 * What a module says of its records, so that they can be discussed without a change here: the kinds of record that it owns, where they are,
 * and which references in words about them lead somewhere.
 */
export type Host = {
  readonly kinds: readonly string[];
  /** The places of records of these kinds that the reader sees, by id. `partnership` is its name in addresses. */
  places(tx: Tx, partnership: string, records: readonly string[]): Promise<ReadonlyMap<string, Place>>;
  /** The addresses of those of `references` (`A.2.4.5`) that exist beside this record, by the reference as it was asked. */
  references?(tx: Tx, partnership: string, record: string, references: readonly string[]): Promise<ReadonlyMap<string, string>>;
};

type Discussed = { readonly record: string; readonly record_kind: string };

/** The places of discussed records of any kind, by id. One that no host knows has none. */
export async function placesOf(
  tx: Tx,
  hosts: readonly Host[],
  partnership: string,
  discussed: readonly Discussed[],
): Promise<ReadonlyMap<string, Place>> {
  const places = new Map<string, Place>();
  for (const host of hosts) {
    const ids = [...new Set(discussed.filter((each) => host.kinds.includes(each.record_kind)).map((each) => each.record))];
    if (ids.length > 0) for (const [id, place] of await host.places(tx, partnership, ids)) places.set(id, place);
  }
  return places;
}

/** The addresses of the references that stand in words about a record. */
export async function referencesIn(
  tx: Tx,
  hosts: readonly Host[],
  partnership: string,
  { record, record_kind }: Discussed,
  words: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const host = hosts.find((each) => each.kinds.includes(record_kind));
  const asked = [...new Set(words.flatMap((each) => [...(each ?? '').matchAll(REFERENCE)].map(([reference]) => reference)))];
  if (host?.references === undefined || asked.length === 0) return new Map();
  return host.references(tx, partnership, record, asked.slice(0, MOST_REFERENCES));
}

/** What may be a reference: a letter or two, and numbers or letters behind points. Whether it is one the host says. */
export const REFERENCE = /(?<![\p{L}\p{N}.@/])\p{Lu}{1,3}(?:\.[\p{L}\p{N}-]{1,12}){1,6}(?![\p{L}\p{N}@/])/gu;
const MOST_REFERENCES = 500;
