import type { Database } from '../../platform/db/database.ts';
import type { Server } from '../../platform/db/server.ts';
import type { Session } from '../../platform/http/acting.ts';
import type { Language } from '../../platform/i18n/index.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { FactorState, Offer } from './add-factor.ts';
import type { Tokens } from './keep-tokens.ts';
import type { ProofWay } from './prove-again.ts';
import type { HatRow, InvitationRow, SessionRow } from './tables.ts';
import './text.ts';

export type AccountsSettings = {
  readonly server: Server;
  readonly database: Database;
  /** The secret of the installation; what signs cookies is derived from it. */
  readonly secret: string;
  readonly publicUrl: URL;
  readonly https: boolean;
  /** Whether letters go anywhere: without mail nobody is invited, and no lost password comes back, by the site. */
  readonly mail?: boolean;
};

/** The password was right; now a code is needed. `half` says so for five minutes, and opens nothing by itself. */
export class CodeNeeded extends Refusal {
  readonly half: string;
  constructor(half: string) {
    super(403, 'accounts.code-needed');
    this.half = half;
  }
}

/** From where somebody comes: the network address, as far as the program knows it, and what the browser calls itself. */
export type From = { readonly address: string | null; readonly userAgent?: string | null };

/** A person whom the demonstration offers for one click. `capacity`: title and party, in words. */
export type DemonstrationLogin = {
  readonly login: string;
  readonly name: string;
  readonly capacity: string;
  readonly hats: readonly HatRow[];
};

export type Accounts = {
  /** Who comes with these cookies, and in which capacity; null for a visitor. Asked by every page. `lang` is for the names of hats. */
  whoIs(cookies: ReadonlyMap<string, string>, lang?: Language): Promise<Session | null>;
  /**
   * Opens a session and puts on the first hat of the login. Unknown address, wrong password and suspended login are one refusal, after the
   * same time.
   *
   * @returns the cookies to set
   * @throws Refusal 422 `accounts.wrong`; 429 `accounts.too-many`; CodeNeeded where the login has a second factor
   */
  signIn(email: string, password: string, from: From): Promise<readonly string[]>;
  /** The same without a password, for the logins that a demonstration offers. @throws Refusal 404 for any other */
  signInToDemonstration(login: string, from?: From): Promise<readonly string[]>;
  /** Ends a session at once, with all that it could do. @returns the cookies to set */
  signOut(token: string | undefined): Promise<readonly string[]>;
  /** Changes the hat. @throws Refusal 403 `accounts.not-your-capacity` */
  wear(token: string, mandate: string): Promise<void>;
  /** Whether letters go out. */
  readonly mail: boolean;
  /** What the link of an invitation opens; undefined: nothing, or no longer. */
  invitation(token: string): Promise<InvitationRow | undefined>;
  /** Accepts it once and signs in, in the capacity of the invitation. @throws as `acceptInvitation` @returns the cookies to set */
  accept(token: string, password: string, from: From): Promise<readonly string[]>;
  /** @throws as `renewInvitation` */
  renew(token: string): Promise<void>;
  /** Sends a link for a new password, if the address has an account; says the same if it has none. @throws Refusal 429 */
  askRecovery(email: string, lang: Language): Promise<void>;
  isRecoveryOpen(token: string): Promise<boolean>;
  /** @throws as `recoverPassword` */
  recover(token: string, password: string): Promise<void>;
  sessions(token: string): Promise<readonly SessionRow[]>;
  /** Ends one session of one's own at once; null: all but the one that asks. @returns how many */
  endSessions(token: string, one: string | null): Promise<number>;
  /** @throws as `changePassword` */
  changePassword(token: string, present: string, password: string): Promise<void>;
  /** The second half of signing in. @throws as `proveFactor`; Refusal 403 `accounts.half-over` when the first is too long ago */
  enterCode(half: string, code: string, from: From): Promise<readonly string[]>;
  factor(token: string): Promise<FactorState>;
  /** Begins a second factor, which holds once a first code proves it. @throws as `beginFactor` */
  beginFactor(token: string): Promise<void>;
  /** What was begun; undefined: nothing. @throws as `offerFactor` */
  offerFactor(token: string): Promise<Offer | undefined>;
  /** @throws as `addFactor` @returns the codes for paper */
  addFactor(token: string, code: string): Promise<readonly string[]>;
  /** Takes the second factor away, against one more code. @throws as `proveFactor` */
  removeFactor(token: string, code: string): Promise<void>;
  /** What people give their programs. */
  readonly tokens: Tokens;
  /** How whoever holds this session can prove once more who he is. */
  proofWay(token: string): Promise<ProofWay>;
  /** Proves it, in that way: for ten minutes nothing asks again. @throws as `proveAgain` */
  proveAgain(token: string, typed: string, from: From): Promise<void>;
  /** Whether a session, by its token or by the cookies that were just set, has hats that it may not wear before it has a second factor. */
  lacksFactor(session: string | readonly string[]): Promise<boolean>;
  /** Whom a demonstration offers; nobody in a real installation. */
  demonstrationLogins(lang: Language): Promise<readonly DemonstrationLogin[]>;
  close(): Promise<void>;
};
