import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { type Database, NOBODY } from '../../platform/db/database.ts';
import type { Session } from '../../platform/http/acting.ts';
import type { Language } from '../../platform/i18n/index.ts';
import { Refusal } from '../../platform/refusal.ts';
import { hatOf } from './hat-of.ts';
import { findWho, hashOfLink } from './queries.ts';
import type { HatRow, TokenRow } from './tables.ts';
import './text.ts';

/** For how many days a token may hold, as the form offers them. */
export const TOKEN_DAYS = [30, 90, 180, 365] as const;

/** What a token is to be: what it is called, for which mandate, whether it may change things, and for how many days. */
export type NewToken = {
  readonly name: string;
  readonly mandate: string;
  readonly writes: boolean;
  readonly days: (typeof TOKEN_DAYS)[number];
};

export type Tokens = {
  /** One's own, those that hold first. `session`: the token of the session that asks, here and below. */
  list(session: string): Promise<readonly TokenRow[]>;
  /**
   * Makes a token for one of the own mandates of today.
   *
   * @returns the token, which is never shown again
   * @throws Refusal 422 at `name`; 403 `accounts.factor-first`; 409 `accounts.token-not-made`: not one's own mandate, or twenty hold already
   */
  make(session: string, asked: NewToken): Promise<string>;
  /** Ends one of one's own at once; false: there is none that holds. */
  revoke(session: string, id: string): Promise<boolean>;
  /** For whom a token acts, in its one capacity; null for a token that opens nothing, whatever the reason. */
  whose(token: string, lang: Language): Promise<Session | null>;
};

/** What a token of ours looks like: its beginning tells those who search for leaked secrets what it is, and 256 bits follow. */
const SHAPE = /^ent_[\w-]{43}$/;

type Held = {
  readonly id: string;
  readonly writes: boolean;
  readonly name: string;
  readonly mandate: string;
  readonly hats: readonly HatRow[];
  readonly factor: boolean;
  readonly open: boolean;
};

/**
 * Keeps the tokens of people for their programs. The database holds hashes only, and decides each time whether one still holds.
 */
export function keepTokens(database: Database): Tokens {
  const change = async <Row>(work: ReturnType<typeof sql<Row>>): Promise<Row | undefined> =>
    (await database.withActor(NOBODY, 'write', (tx) => work.execute(tx))).rows[0];
  return {
    list: async (session) => {
      const { rows } = await database.withActor(NOBODY, 'read', (tx) =>
        sql<TokenRow>`select id, name, writes, title, party_name, partnership_name, made_at, expires_at, used_at, state
          from accounts.tokens_of(${session})`.execute(tx),
      );
      return rows;
    },
    make: async (session, asked) => {
      const name = asked.name.trim().replace(/\s+/g, ' ');
      if (name === '' || [...name].length > 80) throw new Refusal(422, 'accounts.token-name-missing', {}, 'name');
      const who = await findWho(database, session);
      if (who?.hats.some((hat) => hat.mandate === asked.mandate && who.locked.includes(hat.role)))
        throw new Refusal(403, 'accounts.factor-first');
      const token = `ent_${randomBytes(32).toString('base64url')}`;
      const made = await change(
        sql<{
          id: string | null;
        }>`select accounts.make_token(${session}, ${asked.mandate}, ${name}, ${asked.writes}, ${asked.days},
          ${hashOfLink(token)}) as id`,
      );
      if (!made?.id) throw new Refusal(409, 'accounts.token-not-made');
      return token;
    },
    revoke: async (session, id) =>
      (await change(sql<{ done: boolean }>`select accounts.revoke_token(${session}, ${id}) as done`))?.done ?? false,
    whose: async (token, lang) => {
      if (!SHAPE.test(token)) return null;
      const { rows } = await database.withActor(NOBODY, 'read', (tx) =>
        sql<{ held: Held | null }>`select accounts.token_is(${token}) as held`.execute(tx),
      );
      const held = rows[0]?.held;
      const hat = held?.hats.find((each) => each.mandate === held.mandate);
      if (!held || !hat || (hat.needs_factor && !held.factor)) return null;
      if (!held.open && !(await change(sql<{ done: boolean }>`select accounts.open_token(${token}) as done`))?.done) return null;
      return {
        token,
        person: { id: hat.person, name: held.name },
        provedLately: false,
        hats: [hatOf(hat, lang)],
        program: { id: held.id, writes: held.writes },
      };
    },
  };
}
