import type { Text } from '../../platform/db/tables.ts';
import type { Language } from '../../platform/i18n/index.ts';

/** A name in the reader's language, or in the one it has, with the language it is in. */
export function nameIn(lang: Language, name: Text): { readonly words: string; readonly lang: Language } {
  const own = name[lang];
  if (own !== undefined) return { words: own, lang };
  const other = lang === 'en' ? 'fr' : 'en';
  return { words: name[other] ?? '', lang: other };
}

/** A formal name, which begins with its article, where it stands by itself: “The Kingdom of Cambodia”. */
export function standAlone(name: string): string {
  return name.charAt(0).toLocaleUpperCase() + name.slice(1);
}
