import type { Language } from '../../platform/i18n/index.ts';

/** Short names of the United Nations (UNTERM) where the Unicode repertoire says another. */
const UNITED_NATIONS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  BN: { en: 'Brunei Darussalam', fr: 'Brunéi Darussalam' },
  LA: { en: 'Lao People’s Democratic Republic', fr: 'République démocratique populaire lao' },
  VN: { en: 'Viet Nam', fr: 'Viet Nam' },
  GB: { en: 'United Kingdom', fr: 'Royaume-Uni' },
  US: { en: 'United States of America', fr: 'États-Unis d’Amérique' },
};
const names = {
  en: new Intl.DisplayNames('en-CA', { type: 'region', style: 'short' }),
  fr: new Intl.DisplayNames('fr-CA', { type: 'region', style: 'short' }),
};

/** The short name of a state by its ISO 3166 code of two letters. A code that nobody knows comes back as it is. */
export function nameCountry(lang: Language, iso2: string): string {
  return UNITED_NATIONS[iso2]?.[lang] ?? names[lang].of(iso2) ?? iso2;
}
