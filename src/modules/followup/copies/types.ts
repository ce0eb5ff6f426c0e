import type { Field } from '../note-words.ts';

/** What kind of file came back. */
export const COPY_KINDS = ['xlsx', 'csv', 'docx'] as const;
export type CopyKind = (typeof COPY_KINDS)[number];

/** Why a cell or a row cannot be taken as it is; the phrase says how to mend it. */
export type TroubleCode =
  | 'merged'
  | 'error-value'
  | 'no-value'
  | 'turned-into-day'
  | 'too-long'
  | 'no-day'
  | 'day-short-year'
  | 'day-turned-round'
  | 'no-such-line'
  | 'line-twice';
/** What was read otherwise than it stands there, and is taken all the same once somebody has seen it. */
export type WarningCode = 'formula' | 'serial' | 'day-first';

/** Something about one place of the file: `Register!C14`. */
export type Said<Code> = {
  readonly place: string;
  readonly code: Code;
  readonly field?: Field;
  readonly values?: Readonly<Record<string, string>>;
};

/** What stands in one cell of ours. */
export type ReadCell = { readonly place: string; readonly words: string };

/** Columns that hold the words of the plan, which are compared and never taken. */
export const SIGNED = ['text', 'subitems', 'translation'] as const;
export type Signed = (typeof SIGNED)[number];

/** One line of the file: what it says that it is, and what stands in its cells. A column that the file does not have is left out. */
export type ReadRow = {
  readonly place: string;
  readonly reference: string;
  /** As it stands there; whether it is one of ours is asked later. */
  readonly mark: string;
  readonly cells: { readonly [Name in Field]?: ReadCell };
  readonly signed: { readonly [Name in Signed]?: string };
  readonly troubles: readonly Said<TroubleCode>[];
  readonly warnings: readonly Said<WarningCode>[];
};

/** A file of our matrix as it was read: no word of it is believed yet. */
export type ReadCopy = {
  readonly kind: CopyKind;
  /** The stamp of the whole file; empty where it has none. */
  readonly stamp: string;
  readonly fields: readonly Field[];
  /** Heads of ours that more than one column has: which of them is meant nobody knows. */
  readonly twice: readonly string[];
  /** Heads of columns that are none of ours. */
  readonly unknown: readonly string[];
  readonly hiddenRows: number;
  readonly hiddenColumns: readonly string[];
  readonly otherSheets: readonly string[];
  readonly rows: readonly ReadRow[];
};
