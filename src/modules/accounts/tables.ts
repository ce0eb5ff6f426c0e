import type { Role } from '../../platform/http/acting.ts';
import type { Text } from '../../platform/http/route.ts';

/** One capacity that a login may wear today, as `accounts.hats_of` writes it. */
export type HatRow = {
  readonly mandate: string;
  readonly person: string;
  readonly role: Role;
  readonly title: Text;
  readonly party: string | null;
  readonly party_name: Text | null;
  readonly partnership: string;
  readonly partnership_slug: string;
  readonly partnership_name: Text;
  readonly worn: boolean;
};

/** What `accounts.who_is` says of a living session. `rested`: no page of it was asked for in the last five minutes. */
export type WhoRow = {
  readonly login: string;
  readonly name: string;
  readonly person: string;
  readonly hats: readonly HatRow[];
  readonly rested: boolean;
};

/** One login that a demonstration offers for one click, with its capacities of today. */
export type DemonstrationRow = { readonly login: string; readonly name: string; readonly hats: readonly HatRow[] };

/** The tables of better-auth, as far as we write them ourselves. */
export type AuthTables = {
  'auth.session': { expiresAt: Date; updatedAt: Date };
  'auth.rateLimit': { key: string; count: number; lastRequest: number };
};
