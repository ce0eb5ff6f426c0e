import type { ColumnType, Generated } from 'kysely';
import type { ByDatabase, Once } from '../../platform/db/tables.ts';

type Lang = 'en' | 'fr';
/** Empty when the row is made, and filled or emptied later. */
type Later<T> = ColumnType<T | null, never, T | null>;

/** What a document is: the column and the pages know no other kinds. */
export const DOCUMENT_KINDS = [
  'record',
  'statement',
  'work-plan',
  'report',
  'paper',
  'briefing',
  'correspondence',
  'other',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** How far the reading of a file has come. */
export type ReadingState = 'waiting' | 'read' | 'wordless' | 'unread';
export type Unit = 'page' | 'paragraph';

type Reading = { state: ReadingState; trouble: string | null; unit: Unit | null; pages: number };
type PassageRow = {
  document: string;
  file: string;
  page: number;
  from_character: number;
  until_character: number;
  words: string;
  node: string;
  remark: string;
  wall: string;
  owner: string;
};

declare module '../../platform/db/tables.ts' {
  interface Tables {
    'knowledge.document': {
      id: Once<string>;
      wall: Once<string>;
      owner: Once<string>;
      kind: DocumentKind;
      day: string | null;
      file_number: Generated<number>;
      withdrawn_from: Later<string>;
      withdrawn_at: Later<Date>;
      withdrawn_by: Later<string>;
    };
    'knowledge.file': {
      attachment: Once<string>;
      document: Once<string>;
      number: Once<number>;
      wall: Once<string>;
      owner: Once<string>;
      state: ByDatabase<ReadingState>;
    };
    'knowledge.passage': { [Name in keyof PassageRow]: Once<PassageRow[Name]> } & {
      id: Once<string>;
      linked_at: ByDatabase<Date>;
      linked_by: ByDatabase<string>;
    };
    'knowledge.v_document': Reading & {
      id: string;
      partnership: string;
      wall: string;
      owner: string;
      title: string;
      lang: Lang;
      version: number;
      kind: DocumentKind;
      day: string | null;
      withdrawn_at: Date | null;
      created_at: Date;
      changed_at: Date;
      file: string;
      file_number: number;
      file_name: string;
      file_type: string;
      file_size: number;
    };
    'knowledge.v_file': Reading & {
      id: string;
      document: string;
      number: number;
      wall: string;
      read_at: Date | null;
      name: string;
      type: string;
      size: number;
      sha256: Buffer;
      added_at: Date;
      added_by: string;
    };
    'knowledge.v_page': { file: string; number: number; last: number; text: string };
    'knowledge.v_passage': PassageRow & { id: string; linked_at: Date; linked_by: string };
  }
}
