import { z } from 'zod';
import type { TroubleCode, WarningCode } from './types.ts';

/** What a person typed as a day: the day, with what should be said of how it was read; or why it is none. */
export type TypedDay =
  | { readonly day: string; readonly warning?: WarningCode }
  | { readonly trouble: Extract<TroubleCode, `${string}day${string}`> };

const MONTHS: readonly (readonly string[])[] = [
  ['january', 'jan', 'janvier', 'janv'],
  ['february', 'feb', 'février', 'fevrier', 'févr', 'fév', 'fev'],
  ['march', 'mar', 'mars'],
  ['april', 'apr', 'avril', 'avr'],
  ['may', 'mai'],
  ['june', 'jun', 'juin'],
  ['july', 'jul', 'juillet', 'juil'],
  ['august', 'aug', 'août', 'aout'],
  ['september', 'sept', 'sep', 'septembre'],
  ['october', 'oct', 'octobre'],
  ['november', 'nov', 'novembre'],
  ['december', 'dec', 'décembre', 'decembre', 'déc'],
];
const DAY_OF_1900 = Date.UTC(1899, 11, 30);
const DAY_OF_1904 = Date.UTC(1904, 0, 1);

/**
 * A day as people and spreadsheets write it: 2008-09-30, 30/09/2008, 30.9.2008, 30 September 2008, September 30, 2008, 30 septembre 2008.
 * In figures the day comes first, as in both languages of the program; where that could be meant otherwise it is said.
 */
export function typedDay(typed: string): TypedDay {
  const words = typed.normalize('NFC').trim().toLowerCase().replace(/\s+/g, ' ');
  const [, year = '', month = '', day = ''] =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]0?0:00(?::00(?:\.0+)?)?z?)?$/.exec(words) ?? [];
  if (year !== '') return dayOf(year, month, day);
  const [, first = '', second = '', last = ''] =
    /^(\d{1,2}) ?[-/.] ?(\d{1,2}) ?[-/.] ?(\d{2,4})(?: 0?0:00(?::00)?)?$/.exec(words) ?? [];
  if (first !== '') return inFigures(first, second, last);
  const [, on = '', named = '', ofYear = ''] =
    /^(?:\p{L}+\.?,? )?(?:le )?(\d{1,2})(?:er|st|nd|rd|th)?[ -](?:of )?(\p{L}+)\.?,?[ -](\d{2,4})$/u.exec(words) ??
    swapped(/^(?:\p{L}+\.?, )?(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{2,4})$/u.exec(words)) ??
    [];
  const at = MONTHS.findIndex((names) => names.includes(named));
  if (at < 0) return { trouble: 'no-day' };
  if (ofYear.length !== 4) return { trouble: 'day-short-year' };
  return dayOf(ofYear, String(at + 1), on);
}

/** The day that a spreadsheet stores as a number without showing it as a day; none where the number is far from any that a note could mean. */
export function serialDay(number: number, from1904: boolean): TypedDay {
  if (!Number.isInteger(number) || number < 20_000 || number > 110_000) return { trouble: 'no-day' };
  const day = new Date((from1904 ? DAY_OF_1904 : DAY_OF_1900) + number * 86_400_000).toISOString().slice(0, 10);
  return { day, warning: 'serial' };
}

function inFigures(first: string, second: string, year: string): TypedDay {
  if (year.length !== 4) return { trouble: 'day-short-year' };
  const read = dayOf(year, second, first);
  if ('trouble' in read) return 'day' in dayOf(year, first, second) ? { trouble: 'day-turned-round' } : read;
  return Number(first) <= 12 && first !== second ? { ...read, warning: 'day-first' } : read;
}

function dayOf(year: string, month: string, day: string): TypedDay {
  const iso = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return z.iso.date().safeParse(iso).success && iso >= '0001' ? { day: iso } : { trouble: 'no-day' };
}

const swapped = (found: RegExpExecArray | null): string[] | null =>
  found === null ? null : [found[0], found[2] ?? '', found[1] ?? '', found[3] ?? ''];
