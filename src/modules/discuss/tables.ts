import type { ByDatabase, Once, Text } from '../../platform/db/tables.ts';

type Lang = 'en' | 'fr';
type Walled = { wall: Once<string>; owner: Once<string> };

declare module '../../platform/db/tables.ts' {
  interface Tables {
    'discuss.thread': Walled & {
      id: Once<string>;
      record: Once<string>;
      opened_at: ByDatabase<Date>;
      opened_by: ByDatabase<string>;
    };
    'discuss.comment': Walled & {
      id: Once<string>;
      thread: Once<string>;
      number: Once<number>;
      said_at: ByDatabase<Date>;
      written_at: ByDatabase<Date>;
      said_by: ByDatabase<string>;
    };
    'discuss.comment_edition': Walled & {
      comment: Once<string>;
      edition: Once<number>;
      words: Once<string | null>;
      said_at: ByDatabase<Date>;
      written_at: ByDatabase<Date>;
      written_by: ByDatabase<string>;
    };
    'discuss.resolution': Walled & {
      thread: Once<string>;
      number: Once<number>;
      resolved: ByDatabase<boolean>;
      reason: Once<string>;
      said_at: ByDatabase<Date>;
      said_by: ByDatabase<string>;
    };
    'discuss.mention': Walled & { comment: Once<string>; edition: Once<number>; person: Once<string> };
    'discuss.enclosure': Walled & {
      attachment: Once<string>;
      comment: Once<string>;
      thread: Once<string>;
      same_name: Once<string>;
      version: Once<number>;
    };
    'discuss.v_reader': {
      wall: string;
      mandate: string;
      person: string;
      full_name: string;
      sort_as: string;
      title: Text;
      party: string | null;
    };
    'discuss.v_thread': {
      id: string;
      record: string;
      record_kind: string;
      record_title: string;
      record_lang: Lang;
      partnership: string;
      wall: string;
      owner: string;
      opened_at: Date;
      opened_by: string;
      comments: number;
      newest: Date;
      newest_at: Date;
      turns: number;
      resolved: boolean;
      reason: string | null;
      turned_at: Date | null;
      turned_by: string | null;
    };
    'discuss.v_comment': {
      id: string;
      thread: string;
      record: string;
      partnership: string;
      number: number;
      wall: string;
      owner: string;
      said_at: Date;
      written_at: Date;
      said_by: string;
      lang: Lang;
      version: number;
      edition: number;
      words: string | null;
      withdrawn: boolean;
      mended_at: Date | null;
    };
    'discuss.v_enclosure': {
      id: string;
      comment: string;
      thread: string;
      number: number;
      name: string;
      type: string;
      size: string;
      sha256: Buffer;
      version: number;
      newest: boolean;
      added_at: Date;
      added_by: string;
    };
  }
}
