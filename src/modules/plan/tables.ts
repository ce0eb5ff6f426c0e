import type { ColumnType, Generated } from 'kysely';
import type { ByDatabase, Once } from '../../platform/db/tables.ts';
import type { ColumnRole, Desk, Draft, FindingCode, HeadRow, Mend } from './importer/index.ts';

export const NODE_KINDS = ['part', 'area', 'action', 'subitem', 'objective', 'priority'] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

/** Rule 5: the verb decides what can close a line. */
export const PROMISES = ['one-off', 'recurring', 'enabling', 'standing'] as const;
export type Promise_ = (typeof PROMISES)[number];

export type Lang = 'en' | 'fr';

/** Whether the parties certify and adopt a plan; `none`: a framework that is not theirs, or an earlier plan. */
export type Adoption = 'by-parties' | 'none';
/** How far the words of a plan have come. */
export type Stage = 'entered' | 'adopted' | 'reference';

/** How a document came that is to be entered. */
export const DRAFT_FORMATS = ['text', 'word', 'pdf', 'web', 'workbook', 'pasted'] as const;
export type DraftFormat = (typeof DRAFT_FORMATS)[number];

/** What is kept of a draft: its text stands beside it once, for the reading and for what was mended. */
export type KeptReading = Omit<Draft, 'text'>;
export type KeptDesk = Omit<Desk, 'text'>;
/** A mend, or that the mend of a number was taken back. */
export type KeptMend = Mend | { readonly do: 'undo'; readonly of: number };
/** What a mend changed, as it was said before and after; by the key of each node. */
export type Shown = Readonly<Record<string, unknown>>;

/** Kept as JSON, and read as what it is. */
type Json<T> = ColumnType<T, string, string>;
/** Empty when the row is made, and filled or emptied later. */
type Later<T> = ColumnType<T | null, never, T | null>;

declare module '../../platform/db/tables.ts' {
  interface Tables {
    'plan.plan': {
      id: Once<string>;
      partnership: Once<string>;
      wall: Once<string>;
      owner: Once<string>;
      slug: Once<string>;
      period_start: Once<string | null>;
      period_end: Once<string | null>;
      authentic: Once<Lang>;
      predecessor: string | null;
      adoption: Once<Adoption>;
      entered_on: ByDatabase<string>;
      entered_by: ByDatabase<string>;
    };
    'plan.node': {
      id: Once<string>;
      plan: Once<string>;
      parent: Once<string | null>;
      wall: Once<string>;
      owner: Once<string>;
      kind: Once<NodeKind>;
      reference: Once<string>;
      number: Once<string>;
      position: Once<number>;
      label: Once<string | null>;
      period: Once<string | null>;
      promise: Promise_ | null;
      promise_confirmed_by: Generated<string | null>;
      qualifiers: string[];
    };
    'plan.edition': {
      node: Once<string>;
      lang: Once<Lang>;
      edition: Once<number>;
      text: Once<string>;
      label: Once<string | null>;
      wall: Once<string>;
      owner: Once<string>;
      reason: Once<string | null>;
      provenance: Once<string | null>;
      entered_at: ByDatabase<Date>;
      entered_by: ByDatabase<string>;
    };
    /** Written by the database itself. */
    'plan.tally': {
      plan: string;
      above: string | null;
      wall: string;
      kind: NodeKind;
      promise: Promise_ | null;
      count: number;
    };
    'plan.source': {
      plan: Once<string>;
      attachment: Once<string>;
      text: Once<string>;
      furniture: Once<string>;
      wall: Once<string>;
      owner: Once<string>;
    };
    'plan.evidence': {
      node: Once<string>;
      from_character: Once<number>;
      until_character: Once<number>;
      confidence: Once<number>;
      wall: Once<string>;
      owner: Once<string>;
    };
    'plan.remark': {
      id: ByDatabase<string>;
      plan: Once<string>;
      node: Once<string | null>;
      position: Once<number>;
      severity: Once<'error' | 'warning' | 'info'>;
      code: Once<FindingCode>;
      message: Once<string>;
      from_character: Once<number>;
      until_character: Once<number>;
      settled: Once<'right' | 'mended' | null>;
      settled_by_mend: Once<number | null>;
      wall: Once<string>;
      owner: Once<string>;
    };
    'plan.draft': {
      id: Once<string>;
      wall: Once<string>;
      owner: Once<string>;
      attachment: Once<string>;
      format: Once<DraftFormat>;
      text: string | null;
      reading: Json<KeptReading | null> | null;
      state: Json<KeptDesk | null> | null;
      head_rows: Json<readonly HeadRow[] | null> | null;
      lines: number;
      doubts: number;
      settled: number;
      begun_at: ByDatabase<Date>;
      begun_by: ByDatabase<string>;
      dropped_at: Later<Date>;
      dropped_by: Later<string>;
      entered_at: Later<Date>;
      entered_by: Later<string>;
      plan: Later<string>;
    };
    'plan.draft_mend': {
      draft: Once<string>;
      number: Once<number>;
      mend: Json<KeptMend>;
      before: Json<Shown | null> | null;
      after: Json<Shown | null> | null;
      made_at: ByDatabase<Date>;
      made_by: ByDatabase<string>;
      wall: Once<string>;
      owner: Once<string>;
    };
    'plan.column_choice': {
      partnership: Once<string>;
      head: Once<string>;
      head_key: ByDatabase<string>;
      roles: ColumnRole[];
      wall: Once<string>;
      owner: Once<string>;
      chosen_at: Generated<Date>;
      chosen_by: Generated<string>;
    };
    'plan.v_draft': {
      id: string;
      partnership: string;
      wall: string;
      owner: string;
      title: string;
      lang: Lang;
      version: number;
      changed_at: Date;
      format: DraftFormat;
      attachment: string;
      file_name: string;
      file_type: string;
      lines: number;
      doubts: number;
      settled: number;
      waits_for_columns: boolean;
      begun_at: Date;
      begun_by: string;
      dropped_at: Date | null;
      entered_at: Date | null;
      entered_by: string | null;
      plan: string | null;
    };
    'plan.v_mend': {
      plan: string;
      number: number;
      mend: KeptMend;
      before: Shown | null;
      after: Shown | null;
      made_at: Date;
      made_by: string;
    };
    'plan.mention': { node: Once<string>; organisation: Once<string>; wall: Once<string>; owner: Once<string> };
    'plan.v_source_line': { plan: string; line: number; from_character: number; text: string };
    'plan.v_plan': {
      /** The proposition by which all parties adopted it. */
      adopted_by: string | null;
      id: string;
      partnership: string;
      wall: string;
      owner: string;
      slug: string;
      title: string;
      lang: Lang;
      version: number;
      changed_at: Date;
      authentic: Lang;
      period_start: string | null;
      period_end: string | null;
      predecessor: string | null;
      entered_on: string;
      stage: Stage;
    };
    'plan.v_node': {
      id: string;
      plan: string;
      parent: string | null;
      wall: string;
      owner: string;
      kind: NodeKind;
      reference: string;
      number: string;
      position: number;
      label: string | null;
      period: string | null;
      promise: Promise_ | null;
      promise_confirmed: boolean;
      qualifiers: string[];
      lang: Lang;
      text: string;
      edition: number;
      version: number;
    };
  }
}
