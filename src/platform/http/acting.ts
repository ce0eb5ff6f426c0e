import type { Secret } from '../db/database.ts';
import type { Hat } from './page.ts';

/** The roles in which a person may hold a mandate. A visitor holds none. */
export const ROLES = ['administrator', 'secretariat', 'speaker', 'focal-point', 'contributor', 'observer'] as const;
export type Role = (typeof ROLES)[number];

/** Who makes a request, in which capacity, in the partnership whose page it is. */
export type Acting = {
  /** What the transaction shows to the database. */
  readonly secret: Secret;
  readonly role: Role | 'visitor';
  readonly person: { readonly id: string; readonly name: string } | null;
  /** The mandate one acts under; null for visitors and outside its partnership. */
  readonly mandate: string | null;
  readonly party: string | null;
};

/** A signed-in person with every capacity that one holds today, and the one that is worn. */
export type Session = {
  readonly token: string;
  readonly person: { readonly id: string; readonly name: string };
  /** Whether its holder proved who it is, by password or code, in the last ten minutes: asked for before sensitive acts. */
  readonly provedLately: boolean;
  readonly hats: readonly (Hat & {
    readonly role: Role;
    readonly partnershipId: string;
    readonly party: string | null;
    readonly personId: string;
  })[];
  /** Set where a program acts by a token of the person: in its one capacity, and only reading where it does not write. */
  readonly program?: { readonly id: string; readonly writes: boolean };
};

/** A named rule of who may come here: pure, so that the permission matrix can be made from it. */
export type Right = { readonly name: string; allows(acting: Acting): boolean };

/** `public`: anybody, seeing what their walls let them see. `demonstration`: anybody, in a demonstration only. */
export type Can = 'public' | 'signed-in' | 'demonstration' | Right;

/** Whether `acting` may come in by this rule. Says nothing of single records: those are loaded under row security. */
export function mayEnter(can: Can, acting: Acting, demonstration: boolean): boolean {
  if (can === 'public') return true;
  if (can === 'demonstration') return demonstration;
  if (can === 'signed-in') return acting.person !== null;
  return can.allows(acting);
}
