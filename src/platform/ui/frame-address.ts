import type { Frame } from '../http/page.ts';
import type { Language } from '../i18n/index.ts';

/** The same page in a language, or, with null, in whichever its reader has chosen. Path and query stay. */
export function addressIn(frame: Pick<Frame, 'path' | 'query'>, language: Language | null): string {
  const query = new URLSearchParams(frame.query);
  query.delete('lang');
  if (language !== null) query.set('lang', language);
  return query.size === 0 ? frame.path : `${frame.path}?${query}`;
}
