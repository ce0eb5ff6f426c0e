/** The languages of the interface. Every phrase exists in each of them, or the program does not compile. */
export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A phrase whose words depend on `{count}`: the CLDR categories that the language of the book uses. */
export type Plural = { readonly one: string; readonly many?: string; readonly other: string };
export type Phrase = string | Plural;
export type PhraseBook = Readonly<Record<string, Phrase>>;

/** What a translation of a book must hold: the same keys, a plural where the original has one; French needs `many` too. */
export type Translation<Book extends PhraseBook> = {
  readonly [Key in keyof Book]: Book[Key] extends string
    ? string
    : { readonly one: string; readonly many: string; readonly other: string };
};

type Braces<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Braces<Rest> : never;
type Names<P extends Phrase> = P extends string ? Braces<P> : P extends Plural ? Braces<P['one'] | P['other']> | 'count' : never;
type Values<P extends Phrase> = [Names<P>] extends [never] ? [] : [values: { readonly [Name in Names<P>]: string | number }];

/** Says a phrase of one book in one language; a missing value does not compile. */
export type Say<Book extends PhraseBook> = <Key extends keyof Book & string>(key: Key, ...values: Values<Book[Key]>) => string;

export type Speaker<Book extends PhraseBook> = {
  /** The phrases of this book in a language: `const t = text.in(page.lang); t('plan.lines', { count: 88 })`. */
  in(language: Language): Say<Book>;
};

const books = new Map<string, { en: Phrase; fr: Phrase }>();
const pluralRules = { en: new Intl.PluralRules('en-CA'), fr: new Intl.PluralRules('fr-CA') };
const numbers = { en: new Intl.NumberFormat('en-CA'), fr: new Intl.NumberFormat('fr-CA') };

/**
 * Makes one book of phrases out of its English original and its French translation, and adds it to the shared shelf from which
 * refusals are said by key. Keys begin with the name of their module; a key used twice is an error at start-up.
 */
export function phrasebook<const Book extends PhraseBook>(en: Book, fr: Translation<Book>): Speaker<Book> {
  for (const key of Object.keys(en)) {
    const english = en[key];
    const french = fr[key];
    if (english === undefined || french === undefined) throw new Error(`phrase ${key} is missing in a language`);
    if (books.has(key)) throw new Error(`phrase ${key} stands in two books`);
    books.set(key, { en: english, fr: french });
  }
  const speakers = {
    en: ((key, ...values) => sayPhrase('en', key, values[0])) as Say<Book>,
    fr: ((key, ...values) => sayPhrase('fr', key, values[0])) as Say<Book>,
  };
  return { in: (language) => speakers[language] };
}

/** Says any phrase on the shelf by its key: for keys that travel as data, such as those of refusals. Unknown keys come back as they are. */
export function sayPhrase(language: Language, key: string, values?: Readonly<Record<string, string | number>>): string {
  const phrase = books.get(key)?.[language];
  if (phrase === undefined) return key;
  const template = typeof phrase === 'string' ? phrase : chooseForm(language, phrase, values?.count);
  return values === undefined
    ? template
    : template.replace(/\{(\w+)\}/g, (whole, name: string) => writeValue(language, values[name] ?? whole));
}

/** Every phrase in both languages, for the parity test. */
export function allPhrases(): ReadonlyMap<string, { en: Phrase; fr: Phrase }> {
  return books;
}

/** A number as the language writes it: 1,000 in English, 1 000 in French. */
export function writeNumber(language: Language, value: number): string {
  return numbers[language].format(value);
}

function chooseForm(language: Language, phrase: Plural, count: string | number | undefined): string {
  const category = pluralRules[language].select(Number(count ?? 0));
  if (category === 'one') return phrase.one;
  return category === 'many' ? (phrase.many ?? phrase.other) : phrase.other;
}

function writeValue(language: Language, value: string | number): string {
  return typeof value === 'number' ? writeNumber(language, value) : value;
}
