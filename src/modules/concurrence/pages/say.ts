import { instantInWords, type Language } from '../../../platform/i18n/index.ts';
import type { PropositionPage } from '../queries.ts';
import type { Stance } from '../tables.ts';
import { text } from '../text.ts';

/** A text of several languages in the reader's, or in the one it has. */
export const inLanguage = (words: { readonly en?: string; readonly fr?: string } | null, lang: Language): string =>
  words?.[lang] ?? words?.en ?? words?.fr ?? '';

/** The newest word of a seat on an item; undefined where it has not spoken. */
export const newestOf = (page: PropositionPage, party: string, item: number) =>
  page.positions.findLast((each) => each.party === party && each.item === item);

/** What a seat says, in words: its position, that it has received and is silent, or that it has not spoken. */
export function seatInWords(lang: Language, page: PropositionPage, party: string, item: number): string {
  const t = text.in(lang);
  const stance: Stance | undefined = newestOf(page, party, item)?.stance;
  if (stance) return t(`concurrence.stance.${stance}`);
  const received = page.seats.find((seat) => seat.party === party)?.acknowledged_at;
  return t(page.procedure === 'silence' && received ? 'concurrence.stance.silent' : 'concurrence.stance.none');
}

/** An instant in the zone of the proposition. */
export const momentOf = (lang: Language, instant: Date, zone: string): string =>
  instantInWords(lang, instant, zone).replace(/ \([^)]*\)$/, '');
