import { LANGUAGES, type Language } from '../i18n/index.ts';

const isLanguage = (value: string | undefined | null): value is Language => LANGUAGES.some((language) => language === value);

/** `?lang=` beats the cookie beats Accept-Language beats English. */
export function chooseLanguage(url: URL, cookies: ReadonlyMap<string, string>, headers: Headers): Language {
  const asked = url.searchParams.get('lang');
  if (isLanguage(asked)) return asked;
  const kept = cookies.get('lang');
  if (isLanguage(kept)) return kept;
  const accepted = (headers.get('accept-language') ?? '')
    .slice(0, 200)
    .split(',')
    .map((part, index) => {
      const [tag = '', q] = part.trim().split(';q=');
      return { language: tag.slice(0, 2).toLowerCase(), weight: q === undefined ? 1 : Number(q) || 0, index };
    })
    .filter((each) => isLanguage(each.language))
    .sort((a, b) => b.weight - a.weight || a.index - b.index);
  const best = accepted[0]?.language;
  return isLanguage(best) ? best : 'en';
}
