import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sameInBothLanguages } from './same-in-both-languages.ts';
import { type Check, filesBelow, type Verdict } from './verdict.ts';

type Forms = { readonly [category: string]: string };
type Book = ReadonlyMap<string, string | Forms>;

/**
 * Every phrase in English and French: the same keys, the plural forms that each language has, the same values to fill in, not the same words by
 * accident, and typography as a printer would set it: a curly apostrophe, guillemets, a non-breaking space before `: ; ? !`.
 */
export const phrases: Check = {
  name: 'phrases',
  run: (root, { write }) => {
    if (write) for (const path of filesBelow(root, 'src', /\btext\.fr\.ts$/)) setSpaces(join(root, path));
    return checkPhrases(root);
  },
};

async function checkPhrases(root: string): Promise<Verdict> {
  const english = filesBelow(root, 'src', /\btext\.en\.ts$/);
  const french = filesBelow(root, 'src', /\btext\.fr\.ts$/);
  const books = await Promise.all(
    english.map(async (path) => {
      const other = path.replace('text.en.ts', 'text.fr.ts');
      if (!french.includes(other)) return { count: 0, problems: [`${path} has no ${other}`] };
      const [en, fr] = [await readBook(root, path), await readBook(root, other)];
      return {
        count: en.size,
        problems: compareBooks(en, fr).map((problem) => `${path.replace('text.en.ts', 'text')}: ${problem}`),
      };
    }),
  );
  return {
    seen: `${books.reduce((sum, book) => sum + book.count, 0)} phrases in ${english.length} books`,
    problems: [
      ...french
        .filter((path) => !english.includes(path.replace('text.fr.ts', 'text.en.ts')))
        .map((path) => `${path} has no original`),
      ...books.flatMap((book) => book.problems),
    ],
  };
}

/** Puts the non-breaking spaces of French into a file of phrases, written so that one can see them. */
function setSpaces(path: string): void {
  const text = readFileSync(path, 'utf8');
  const set = text.replace(/ (?=[:;?!»])|(?<=«) /g, '\\u00a0');
  if (set !== text) writeFileSync(path, set);
}

/** All phrases that a file exports, in however many books. */
async function readBook(root: string, path: string): Promise<Book> {
  const exports: Record<string, unknown> = await import(pathToFileURL(join(root, path)).href);
  return new Map(
    Object.values(exports).flatMap((book) =>
      typeof book === 'object' && book !== null ? Object.entries(book as Record<string, Forms>) : [],
    ),
  );
}

/** What is wrong between a book and its French translation, one line each. */
export function compareBooks(english: Book, french: Book): string[] {
  const missing = [...english.keys()].filter((key) => !french.has(key)).map((key) => `${key} is missing in French`);
  const added = [...french.keys()].filter((key) => !english.has(key)).map((key) => `${key} is missing in English`);
  const both = [...english].flatMap(([key, en]) => {
    const fr = french.get(key);
    return fr === undefined ? [] : comparePhrase(en, fr).map((problem) => `${key} ${problem}`);
  });
  return [...missing, ...added, ...both];
}

function comparePhrase(en: string | Forms, fr: string | Forms): string[] {
  const [english, french] = [formsOf(en), formsOf(fr)];
  const wanted = typeof en === 'string' ? ['other'] : ['one', 'many', 'other'];
  if (wanted.join() !== Object.keys(french).sort(byCategory).join()) {
    return [`has the French forms ${Object.keys(french).join(', ')}, and ${wanted.join(', ')} are needed`];
  }
  const [values, frenchValues] = [valuesIn(english), valuesIn(french)];
  const same = Object.values(french).some(
    (text) => Object.values(english).includes(text) && isWords(text) && !sameInBothLanguages.has(withoutValues(text)),
  );
  return [
    ...(values.join() === frenchValues.join()
      ? []
      : [`fills in {${values.join('}, {')}} in English and {${frenchValues.join('}, {')}} in French`]),
    ...(same ? [`says the same in both languages: "${Object.values(french)[0]}"`] : []),
    ...Object.values(english).flatMap((text) => slipsOf(text, slips)),
    ...Object.values(french).flatMap((text) => slipsOf(text, [...slips, ...frenchSlips])),
  ];
}

const formsOf = (phrase: string | Forms): Forms => (typeof phrase === 'string' ? { other: phrase } : phrase);
const byCategory = (a: string, b: string) => ['one', 'many', 'other'].indexOf(a) - ['one', 'many', 'other'].indexOf(b);
/** The names in braces, over all forms; `{count}` may be said in words in one form and in figures in another. */
const valuesIn = (forms: Forms) =>
  [...new Set(Object.values(forms).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')))].sort();
/** Numbers, signs, values to fill in and single letters are the same in every language. */
const isWords = (text: string) => /\p{L}{2}/u.test(withoutValues(text));
const withoutValues = (text: string) => {
  const words = text.replace(/\{\w+\}/g, '').trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
};

type Slip = { readonly pattern: RegExp; readonly say: string };
const slips: readonly Slip[] = [
  { pattern: /\p{L}'\p{L}/u, say: 'has a straight apostrophe: write ’' },
  { pattern: /\.\.\./, say: 'has three full stops: write …' },
];
const frenchSlips: readonly Slip[] = [
  { pattern: /[^\u00a0\u202f][:;?!](?=[\s\u00a0\u202f»)…]|$)/u, say: 'needs a non-breaking space before : ; ? or !' },
  { pattern: /«[^\u00a0\u202f]|[^\u00a0\u202f]»/u, say: 'needs a non-breaking space inside « »' },
  { pattern: /["“”]/, say: 'has English quotation marks: write « »' },
];

function slipsOf(text: string, list: readonly Slip[]): string[] {
  return list.filter((slip) => slip.pattern.test(text)).map((slip) => `${slip.say} in "${text}"`);
}
