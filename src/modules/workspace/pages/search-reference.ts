/** What somebody typed who means one place in a plan: `A.2.4.5`, `2.4.5`, `line 2.4.5 (a)`. */
export type TypedReference = {
  /** As references are written, in capitals: `A.2.4.5.B`. */
  readonly key: string;
  /** The number alone, as documents print it: `2.4.5`. */
  readonly number: string;
  /** The letter of a sub-item, where one was typed behind a number. */
  readonly letter: string | null;
};

const REFERENCE =
  /^(?:(?:line|ligne|paragraph|paragraphe|para|item|point|no|n°|nº|section|area|domaine|part|partie|annex|annexe)\.?\s+)?((?:[a-z]{1,3}|[ivx]+)[.\s-]?)?(\d+(?:[.\s-]\d+)*)\.?(?:[.\s]*\(?([a-z])\)?)?\.?$/iu;

/** Reads words as a reference; undefined where they can only be words. */
export function typedReference(words: string): TypedReference | undefined {
  const [whole, prefix = '', digits = '', letter] = REFERENCE.exec(words.trim()) ?? [];
  if (whole === undefined) return undefined;
  const number = digits.replace(/[\s-]/g, '.');
  const front = prefix.replace(/[.\s-]/g, '');
  const key = [front, number, letter].filter((each) => each !== '' && each !== undefined).join('.');
  return { key: key.toUpperCase(), number, letter: letter?.toLowerCase() ?? null };
}
