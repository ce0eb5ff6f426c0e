import { Refusal } from '../refusal.ts';
import type { PageQuery } from './schemas.ts';

/**
 * Where the page begins that a cursor leads to: the key of the thing it goes on from. Undefined without a cursor.
 *
 * @throws Refusal 400 where it is none of ours
 */
export function placeOf(query: Pick<PageQuery, 'cursor'>): string | undefined {
  if (query.cursor === undefined) return undefined;
  const place = Buffer.from(query.cursor, 'base64url').toString('utf8');
  if (place === '' || cursorAt(place) !== query.cursor || place.includes('\0'))
    throw new Refusal(400, 'http.bad-request', { key: 'cursor' });
  return place;
}

/** The cursor of a place. Opaque to whoever gets it; what it leads to is read under the walls like anything else. */
export const cursorAt = (place: string): string => Buffer.from(place, 'utf8').toString('base64url');

type Asked = { readonly visit: { readonly url: URL; readonly query: PageQuery }; readonly publicUrl: URL };

/**
 * A page of a list out of the rows from its place on, of which one more than asked was read where there are more. `keyOf` names the place of
 * a row; it may not be one that moves. Nothing is counted off, so that what is entered meanwhile neither repeats nor hides a row.
 *
 * @throws Refusal 400 where a cursor leads to nothing (any more)
 */
export function pageOf<Row, Item>(
  { visit, publicUrl }: Asked,
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  show: (row: Row) => Item,
): { items: Item[]; self: string; next: string | null } {
  const { cursor, limit } = visit.query;
  if (cursor !== undefined && rows.length === 0) throw new Refusal(400, 'http.bad-request', { key: 'cursor' });
  const self = new URL(visit.url.pathname + visit.url.search, publicUrl);
  const following = rows[limit];
  const next = new URL(self);
  if (following !== undefined) next.searchParams.set('cursor', cursorAt(keyOf(following)));
  return { items: rows.slice(0, limit).map(show), self: self.href, next: following === undefined ? null : next.href };
}

/** The rows of a list that is short enough to be read whole, from the place of a cursor on; none where that place is gone. */
export function rowsFrom<Row>(rows: readonly Row[], place: string | undefined, keyOf: (row: Row) => string): readonly Row[] {
  if (place === undefined) return rows;
  const start = rows.findIndex((row) => keyOf(row) === place);
  return start === -1 ? [] : rows.slice(start);
}
