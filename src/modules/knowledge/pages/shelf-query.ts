import { z } from 'zod';
import { Refusal } from '../../../platform/refusal.ts';
import { type ListState, listState } from '../../../platform/ui/index.ts';
import type { ShelfFilter } from '../queries.ts';
import { DOCUMENT_KINDS } from '../tables.ts';

const SPEC = {
  filters: {
    words: /^.{1,200}$/u,
    kind: DOCUMENT_KINDS,
    language: ['en', 'fr'],
    year: /^(?:\d{4}|none)$/,
    wall: ['public', 'partnership', 'own'],
    state: ['withdrawn'],
  },
  sorts: ['day', 'title', 'added'],
  sizes: [50, 100, 25],
} as const;

export type ShelfState = ListState<keyof typeof SPEC.filters, (typeof SPEC.sorts)[number]>;

const said = z.string().max(200).optional();
/** What the address of the list may say; `listState` reads it further. */
export const ShelfQuery = z.strictObject({
  words: said,
  kind: said,
  language: said,
  year: said,
  wall: said,
  state: said,
  sort: said,
  page: said,
  size: said,
});

/** The list as it is asked for. @throws Refusal 400 */
export function shelfState(url: URL): ShelfState {
  const state: ShelfState = listState(url, SPEC);
  const [problem] = state.problems;
  if (problem) throw new Refusal(400, 'http.bad-request', { key: problem.key.slice(0, 60) });
  return state;
}

/** Its filters as the query takes them. */
export const filterOf = ({ filters }: ShelfState): ShelfFilter => filters as ShelfFilter;
