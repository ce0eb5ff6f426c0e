import type { Generated } from 'kysely';
import type { ByDatabase, Once } from '../../platform/db/tables.ts';
import type { FindingCode } from './importer/index.ts';

export const NODE_KINDS = ['part', 'area', 'action', 'subitem', 'objective', 'priority'] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

/** Rule 5: the verb decides what can close a line. */
export const PROMISES = ['one-off', 'recurring', 'enabling', 'standing'] as const;
export type Promise_ = (typeof PROMISES)[number];

export type Lang = 'en' | 'fr';

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
      predecessor: Once<string | null>;
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
      wall: Once<string>;
      owner: Once<string>;
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
      stage: 'entered' | 'adopted';
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
