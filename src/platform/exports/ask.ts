import type { Acting } from '../http/acting.ts';
import type { Visit } from '../http/route.ts';

/** Who may have files written while he goes on: persons in a capacity, since a file that waits must wait for somebody. */
export const mayAskExports = { name: 'exports.ask', allows: (acting: Acting): boolean => acting.mandate !== null };

export const placeOf = {
  list: (partnership: string) => `/${partnership}/exports`,
  file: (partnership: string, id: string) => `/${partnership}/exports/${id}`,
  removals: (partnership: string) => `/${partnership}/exports/removals`,
} as const;

/** What a menu of files needs to ask for the long ones; undefined for those who cannot, and who wait at the page. */
export type ExportAsk = { readonly action: string; readonly csrf: string };

/** How this visit asks for files that take long. */
export function exportAsk(visit: Pick<Visit, 'acting' | 'partnership' | 'csrf'>): ExportAsk | undefined {
  if (!visit.partnership || !mayAskExports.allows(visit.acting) || visit.csrf === '') return undefined;
  return { action: placeOf.list(visit.partnership.slug), csrf: visit.csrf };
}
