/** A stretch of the source: character offsets (UTF-16 code units), `end` exclusive. */
export type Span = { readonly start: number; readonly end: number };

export type NodeKind = 'part' | 'area' | 'action' | 'subitem';

/** What kind of promise a verb makes (rule 5 of the product): it decides what can close a line. */
export type PromiseKind = 'one-off' | 'recurring' | 'enabling' | 'standing';

export type FindingCode =
  | 'gap-in-numbering'
  | 'duplicate-number'
  | 'duplicate-text'
  | 'orphan'
  | 'unclosed-bracket'
  | 'ocr-damage'
  | 'truncated-tail'
  | 'unplaced-text'
  | 'heading-broken'
  | 'title-repeated'
  | 'implied-parent'
  | 'split-by-page-break'
  | 'joined-items'
  | 'restarted-numbering'
  | 'left-out'
  | 'hidden-rows'
  | 'doubtful-cell'
  | 'joined-hyphen'
  | 'folded-lines'
  | 'doubtful-level';

/** Something the reader of the draft should look at: one sentence, and where in the source. */
export type Finding = {
  readonly severity: 'error' | 'warning' | 'info';
  readonly code: FindingCode;
  readonly message: string;
  readonly source: Span;
  readonly node?: string;
};

/** What the source prints beside the promises: page numbers, rules, running heads, markers, separators, opening and closing words. */
export type Furniture = { readonly kind: string; readonly source: Span };

/** One entry of the plan as printed. `pieces` are its stretches of the source when something stands between them. */
export type DraftNode = {
  readonly id: string;
  readonly number: string;
  /** The permanent reference of the parent; it may name a node that the source lacks (finding `implied-parent`). */
  readonly parent: string | null;
  readonly kind: NodeKind;
  readonly text: string;
  readonly source: Span;
  readonly pieces: readonly Span[];
  /** How sure the importer is of this passage, 0 to 1. */
  readonly confidence: number;
  readonly promise?: PromiseKind;
  readonly qualifiers: readonly string[];
  /** Why it was read so, in short English phrases. */
  readonly reasons: readonly string[];
};

export type DraftObjective = { readonly text: string; readonly source: Span };

export type DraftPriority = {
  readonly period: string | null;
  readonly label: string;
  readonly text: string;
  /** References of the lines that it seems to sharpen, best first: a proposal. */
  readonly lines: readonly string[];
  readonly promise: PromiseKind;
  readonly qualifiers: readonly string[];
  readonly source: Span;
};

/** What the importer read: a proposal with its evidence, for a person to check. Every offset points into `text`. */
export type Draft = {
  readonly title: string | null;
  /** ISO year or date as printed. */
  readonly period: { readonly start: string | null; readonly end: string | null };
  readonly parties: readonly string[];
  readonly language: 'en' | 'fr';
  readonly text: string;
  readonly objectives: readonly DraftObjective[];
  readonly priorities: readonly DraftPriority[];
  readonly nodes: readonly DraftNode[];
  readonly findings: readonly Finding[];
  readonly furniture: readonly Furniture[];
  /** Where each printed page begins, for a document that has pages; empty for others. */
  readonly pages: readonly number[];
  /** For a spreadsheet: its columns and what each was read as, for a person to correct. */
  readonly columns: readonly SheetColumn[];
};

/** What a column of a spreadsheet holds of a plan; `other` is no part of its words. */
export type ColumnRole = 'part' | 'area' | 'number' | 'action' | 'subitem' | 'other';

/** A column as its head names it. */
export type SheetColumn = { readonly title: string; readonly role: ColumnRole };
