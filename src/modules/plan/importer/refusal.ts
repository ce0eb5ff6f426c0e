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

/** The document cannot be read as a plan: one sentence says what, where, and how to mend it. */
export class ImportRefusal extends Error {
  readonly code: ImportRefusalCode;

  constructor(code: ImportRefusalCode, message: string) {
    super(message);
    this.name = 'ImportRefusal';
    this.code = code;
  }
}
