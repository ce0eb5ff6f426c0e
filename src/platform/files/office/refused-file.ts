/** Why a file cannot be read, for programs and for those who translate the sentence. */
export type FileRefusalCode =
  | 'empty'
  | 'binary'
  | 'type'
  | 'too-large'
  | 'bomb'
  | 'doctype'
  | 'damaged'
  | 'unreadable'
  | 'no-items';

/** A row of a table that may name its columns: the key of such a head, and its cells as one looks at them. */
export type HeadRow = { readonly head: string; readonly cells: readonly string[] };

/** A file cannot be read: one sentence says what, where, and how to mend it. */
export class FileRefusal extends Error {
  readonly code: FileRefusalCode;
  /** Of a table whose columns nobody knows: its first rows, one of which may name them. */
  readonly rows: readonly HeadRow[];

  constructor(code: FileRefusalCode, message: string, rows: readonly HeadRow[] = []) {
    super(message);
    this.name = 'FileRefusal';
    this.code = code;
    this.rows = rows;
  }
}
