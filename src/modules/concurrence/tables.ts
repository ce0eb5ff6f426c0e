import type { ByDatabase, Once } from '../../platform/db/tables.ts';

/** What the parties call what they do, when they concur. */
export const ACTS = ['noted', 'endorsed', 'adopted', 'approved', 'certified'] as const;
export type Act = (typeof ACTS)[number];
/** `express`: all must speak. `silence`: who has acknowledged receipt and says nothing until the deadline concurs. */
export const PROCEDURES = ['express', 'silence'] as const;
export type Procedure = (typeof PROCEDURES)[number];
export const STANCES = ['concur', 'concur-ad-referendum', 'reserve', 'object', 'counter'] as const;
export type Stance = (typeof STANCES)[number];
export const STATES = ['open', 'carried', 'broken', 'withdrawn', 'superseded', 'lapsed'] as const;
export type State = (typeof STATES)[number];

/** Who spoke, and under which title, as it was that day. */
export type Spoke = { readonly name: string; readonly title: { readonly en?: string; readonly fr?: string } };

type StanceRow = {
  proposition: string;
  item: number;
  party: string;
  stance: Stance;
  reason: string;
  counter: string | null;
  taken_at: Date;
  spoke: Spoke;
};

declare module '../../platform/db/tables.ts' {
  interface Tables {
    'concurrence.week': { party: Once<string>; free: number[]; wall: Once<string>; owner: Once<string> };
    'concurrence.free_day': {
      party: Once<string>;
      day: Once<string>;
      name: Once<string>;
      wall: Once<string>;
      owner: Once<string>;
    };
    'concurrence.position': { [Name in keyof StanceRow]: ByDatabase<StanceRow[Name]> } & { id: ByDatabase<string> };
    'concurrence.extension': {
      proposition: ByDatabase<string>;
      number: ByDatabase<number>;
      before: ByDatabase<Date>;
      after: ByDatabase<Date>;
      reason: ByDatabase<string>;
      at: ByDatabase<Date>;
    };
    'concurrence.closing': { proposition: ByDatabase<string>; event: ByDatabase<string>; sha256: ByDatabase<Buffer> };
    'concurrence.v_proposition': {
      id: string;
      partnership: string;
      wall: string;
      owner: string;
      reference: string;
      bloc: string | null;
      act: Act;
      procedure: Procedure;
      reason: string;
      zone: string;
      deadline: Date | null;
      state: State;
      opened_at: Date;
      opened_by: string;
      closed_at: Date | null;
      closed_reason: string | null;
      title: string;
      lang: 'en' | 'fr';
      version: number;
    };
    'concurrence.v_item': {
      proposition: string;
      position: number;
      subject: string;
      kind: string;
      title: string;
      lang: 'en' | 'fr';
      version: number;
      shown: string;
      sha256: Buffer;
      state: State;
    };
    'concurrence.v_seat': { proposition: string; party: string; position: number; acknowledged_at: Date | null };
    'concurrence.v_stance': StanceRow;
  }
}
