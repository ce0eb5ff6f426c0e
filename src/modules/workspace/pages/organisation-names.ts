import type { Language } from '../../../platform/i18n/index.ts';

/** A side by its own name in the reader's language: ASEAN is ANASE in French. */
export function sideIn(lang: Language, of: { readonly side: string; readonly side_fr: string | null }): string {
  return lang === 'fr' ? (of.side_fr ?? of.side) : of.side;
}

/** An acronym in the reader's language, where there is one. */
export function acronymIn(
  lang: Language,
  of: { readonly acronym: string | null; readonly acronym_fr: string | null },
): string | null {
  return lang === 'fr' ? (of.acronym_fr ?? of.acronym) : of.acronym;
}

/** Where an organisation's page is: inside a partnership it also shows the lines that name it. */
export const organisationAddress =
  (partnership: string | undefined) =>
  (slug: string): string =>
    partnership === undefined ? `/organisations/${slug}` : `/${partnership}/organisations/${slug}`;
