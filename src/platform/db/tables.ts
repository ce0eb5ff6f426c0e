import type { ColumnType, Generated, JSONColumnType } from 'kysely';

/** A text in one or more languages, as stored: `{ en: 'Canada', fr: 'Canada' }`. */
export type Text = { readonly en?: string; readonly fr?: string };
/** A `jsonb` column holding a Text. */
export type TextColumn = ColumnType<Text, string, string>;
/** A column the database fills and no page ever writes. */
export type ByDatabase<T> = ColumnType<T, never, never>;
/** A column that is written once, when the row is made. */
export type Once<T> = ColumnType<T, T, never>;

/** Every table and published view by its qualified name. Each module adds its own by declaration merging in its `tables.ts`. */
export interface Tables {
  'platform.record': {
    id: Once<string>;
    partnership: Once<string>;
    kind: Once<string>;
    wall: Once<string>;
    owner: Once<string>;
    title: string;
    lang: 'en' | 'fr';
    version: Generated<number>;
    created_at: ByDatabase<Date>;
    changed_at: Generated<Date>;
  };
  'platform.wall': { id: Once<string>; partnership: Once<string>; kind: Once<string>; parent: Once<string | null> };
  'platform.attachment': {
    id: Generated<string>;
    record: Once<string>;
    wall: Once<string>;
    owner: Once<string>;
    role: Once<'source' | 'enclosure'>;
    name: Once<string>;
    type: Once<string>;
    size: Once<number>;
    sha256: Once<Buffer>;
    added_at: ByDatabase<Date>;
    added_by: ByDatabase<string>;
  };
  'platform.link': {
    source: Once<string>;
    target: Once<string>;
    role: Once<string>;
    wall: Once<string>;
    owner: Once<string>;
    position: Generated<number>;
  };
  'platform.audit': {
    id: ByDatabase<number>;
    at: ByDatabase<Date>;
    partnership: Once<string>;
    wall: Once<string>;
    person: Once<string | null>;
    mandate: Once<string | null>;
    act: Once<string>;
    record: Once<string | null>;
    request: ColumnType<string | null, string | undefined, never>;
    before: JSONColumnType<Record<string, unknown> | null, string | null, never>;
    after: JSONColumnType<Record<string, unknown> | null, string | null, never>;
  };
  'platform.outbox': {
    event: Once<string>;
    partnership: Once<string>;
    payload: JSONColumnType<Record<string, string>, string, never>;
  };
  'platform.installation': { demonstration: ByDatabase<boolean>; fixed_day: ByDatabase<string | null> };
}
