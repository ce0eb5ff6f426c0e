import type { Language } from './phrases.ts';

const locales = { en: 'en-CA', fr: 'fr-CA' } as const;

/**
 * A calendar date in words, as officials write it: `14 March 2008`, `14 mars 2008`, `1er avril 2008`. Takes an ISO date
 * (`2008-03-14`), month (`2008-03`) or year (`2008`); the calendar is always Gregorian and the digits Latin.
 */
export function dateInWords(language: Language, iso: string): string {
  const [year = '', month, day] = iso.slice(0, 10).split('-');
  if (month === undefined) return year;
  const name = monthName(language, Number(month));
  if (day === undefined) return `${name} ${year}`;
  const number = Number(day);
  return `${language === 'fr' && number === 1 ? '1er' : number} ${name} ${year}`;
}

/** An instant in words with its zone named: `14 March 2008, 17:05 (UTC)`. */
export function instantInWords(language: Language, instant: Date, zone = 'UTC'): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((p) => p.type === type)?.value ?? '';
  const date = dateInWords(language, `${part('year')}-${part('month')}-${part('day')}`);
  return language === 'fr'
    ? `${date}, ${part('hour')} h ${part('minute')} (${zone})`
    : `${date}, ${part('hour')}:${part('minute')} (${zone})`;
}

/** The two ends of a period as printed on a plan: `2007–2010`, `1 April 2007 – 31 March 2010`; an open end is left open. */
export function periodInWords(language: Language, start: string | null, end: string | null): string {
  const years = [start, end].every((each) => each === null || each.length === 4);
  const words = (iso: string | null) => (iso === null ? '' : dateInWords(language, iso));
  if (start === null && end === null) return '';
  return end === null ? words(start) : `${words(start)}${years ? '–' : ' – '}${words(end)}`;
}

function monthName(language: Language, month: number): string {
  return new Intl.DateTimeFormat(locales[language], { month: 'long', timeZone: 'UTC', calendar: 'gregory' }).format(
    new Date(Date.UTC(2000, month - 1, 15)),
  );
}
