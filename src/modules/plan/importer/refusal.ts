export type ImportRefusalCode =
  | 'empty'
  | 'binary'
  | 'type'
  | 'too-large'
  | 'bomb'
  | 'doctype'
  | 'damaged'
  | 'no-items'
  | 'unreadable';

/** A row of a table that may name its columns: the key of such a head, and its cells as one looks at them. */
export type HeadRow = { readonly head: string; readonly cells: readonly string[] };

/** The document cannot be read as a plan: one sentence says what, where, and how to mend it. */
export class ImportRefusal extends Error {
  readonly code: ImportRefusalCode;
  /** Of a table whose columns nobody knows: its first rows, one of which may name them. */
  readonly rows: readonly HeadRow[];

  constructor(code: ImportRefusalCode, message: string, rows: readonly HeadRow[] = []) {
    super(message);
    this.name = 'ImportRefusal';
    this.code = code;
    this.rows = rows;
  }
}
