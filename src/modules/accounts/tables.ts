import type { Role } from '../../platform/http/acting.ts';
import type { Text } from '../../platform/http/route.ts';
import type { Language } from '../../platform/i18n/index.ts';

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
  /** Whether nobody acts in it without a second factor. */
  readonly needs_factor: boolean;
};

/** What `accounts.who_is` says of a living session. `rested`: no page of it was asked for in the last five minutes. */
export type WhoRow = {
  readonly login: string;
  readonly name: string;
  readonly person: string;
  readonly hats: readonly HatRow[];
  readonly rested: boolean;
  /** Whether sign-in asks for a second factor. */
  readonly factor: boolean;
  /** The roles in which this session may not act, because its holder has proved no second factor in it. */
  readonly locked: readonly Role[];
  /** Whether he has proved in the last ten minutes who he is. */
  readonly proved_lately: boolean;
};

/** One login that a demonstration offers for one click, with its capacities of today. */
export type DemonstrationRow = { readonly login: string; readonly name: string; readonly hats: readonly HatRow[] };

/** What the link of an invitation opens, as `accounts.invitation_of` writes it. `known`: the address has an account already. */
export type InvitationRow = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly title: Text;
  readonly party_name: Text | null;
  readonly partnership_slug: string;
  readonly partnership_name: Text;
  readonly mandate: string;
  readonly lang: Language;
  readonly known: boolean;
  /** `replaced`: a newer link was sent, and has not run out yet. */
  readonly state: 'open' | 'expired' | 'replaced' | 'used';
};

/** An invitation that waits to be accepted, for whoever may take it back. */
export type OpenInvitation = {
  readonly id: string;
  readonly name: string;
  readonly title: Text;
  readonly role: Role;
  readonly email: string;
  readonly invited_at: Date;
  readonly expires_at: Date;
};

/** One of one's own sessions. `device`: as `nameDevice` wrote it; null: not known. `seen` is at most five minutes old. */
export type SessionRow = {
  readonly id: string;
  readonly device: string | null;
  readonly began: Date;
  readonly seen: Date;
  readonly mine: boolean;
};

/** One of one's own tokens for programs, with the capacity in which it acts. `used_at` is at most five minutes old; null: never. */
export type TokenRow = {
  readonly id: string;
  readonly name: string;
  readonly writes: boolean;
  readonly title: Text;
  readonly party_name: Text | null;
  readonly partnership_name: Text;
  readonly made_at: Date;
  readonly expires_at: Date;
  readonly used_at: Date | null;
  /** `ended`: the mandate for which it was made. */
  readonly state: 'holds' | 'revoked' | 'expired' | 'ended';
};

/** The tables of better-auth, as far as we write them ourselves. */
export type AuthTables = {
  'auth.session': { expiresAt: Date; updatedAt: Date };
  'auth.user': { id: string; email: string };
  'auth.second_factor': { login: string; secret: string; confirmed_at: Date | null; last_step: string };
  'auth.account': { userId: string; providerId: string; password: string | null };
  'auth.rateLimit': { key: string; count: number; lastRequest: number };
};
