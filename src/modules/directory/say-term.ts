import { dateInWords, type Language } from '../../platform/i18n/index.ts';
import { text } from './text.ts';

type Term = {
  readonly since: string | null;
  /** The first day it no longer runs. */
  readonly until: string | null;
  readonly printed_since?: string | null;
  readonly printed_until?: string | null;
};

/** The days of a term in words, the last day included: “1 June 2007 to 31 December 2009”. Where the source is less exact, its own words. */
export function sayTerm(lang: Language, term: Term): string {
  const t = text.in(lang);
  const printed = term.printed_since != null || term.printed_until != null;
  const since = printed ? (term.printed_since ?? null) : term.since;
  const until = printed ? (term.printed_until ?? null) : lastDay(term.until);
  const words = (iso: string) => dateInWords(lang, iso);
  if (since !== null && until !== null)
    return since.length === 4 ? `${since}–${until}` : t('directory.term-from-to', { since: words(since), until: words(until) });
  if (until !== null)
    return t(until.length === 4 ? 'directory.years-until' : 'directory.term-until', { until: words(until), year: until });
  return since === null ? t('directory.term-unknown') : t('directory.term-from', { since: words(since) });
}

/** The day before: a term is stored until, not including, its first day over. */
function lastDay(until: string | null): string | null {
  if (until === null) return null;
  return new Date(Date.parse(`${until}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
