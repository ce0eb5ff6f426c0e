import type { ByDatabase, Once } from '../../platform/db/tables.ts';

type Lang = 'en' | 'fr';

/** The words of a note as they are stored; `due` is a day. */
type StoredWords = { line_to_take: string; background: string; next_step: string; whose: string; due: string | null };

declare module '../../platform/db/tables.ts' {
  interface Tables {
    'followup.note': { id: Once<string>; node: Once<string>; wall: Once<string>; owner: Once<string> };
    'followup.note_edition': { [Name in keyof StoredWords]: Once<StoredWords[Name]> } & {
      note: Once<string>;
      edition: Once<number>;
      filled: ByDatabase<boolean>;
      batch: Once<string | null>;
      wall: Once<string>;
      owner: Once<string>;
      recorded_at: ByDatabase<Date>;
      written_at: ByDatabase<Date>;
      recorded_by: ByDatabase<string>;
    };
    'followup.v_note': StoredWords & {
      id: string;
      node: string;
      plan: string;
      wall: string;
      owner: string;
      lang: Lang;
      version: number;
      edition: number;
      filled: boolean;
      recorded_at: Date;
      recorded_by: string;
    };
    'followup.v_note_edition': StoredWords & {
      note: string;
      edition: number;
      filled: boolean;
      batch: string | null;
      recorded_at: Date;
      written_at: Date;
      recorded_by: string;
    };
  }
}
