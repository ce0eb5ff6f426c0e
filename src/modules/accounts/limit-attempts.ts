import { createHmac } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { AuthTables } from './tables.ts';

/** So many attempts, at most, in so many milliseconds: for one account, and from one address. */
export const MOST_ATTEMPTS = 10;
const WINDOW = 15 * 60 * 1000;

/** Whose attempt it is. `address` null: the program does not know it, and only the account counts. */
export type Attempt = { readonly email: string; readonly address: string | null };

export type Attempts = {
  /** Counts an attempt; false when there were too many. One statement, so that attempts at the same moment count one by one. */
  take(attempt: Attempt): Promise<boolean>;
  /** The attempt was right: the account begins anew, and the address gets it back, as many people share one. */
  giveBack(attempt: Attempt): Promise<void>;
  /** Removes counts that no longer matter. */
  sweep(): Promise<void>;
};

/**
 * Guards the password of each account, existing or not, against guessing, and each mailbox against letters that nobody asked for. Counted in better-auth's own table, by its rule: a count begins
 * anew 15 minutes after the last attempt that was let through. Neither mail addresses nor network addresses are stored, only keyed hashes.
 */
export function limitAttempts(
  db: Kysely<AuthTables>,
  secret: string,
  what: 'sign-in' | 'recovery' | 'code' = 'sign-in',
  most: number = MOST_ATTEMPTS,
): Attempts {
  const key = (kind: string, value: string): string =>
    `${what}:${kind}:${createHmac('sha256', secret).update(`${kind}:${value}`).digest('base64url')}`;
  const keysOf = ({ email, address }: Attempt): string[] => [
    key('account', email),
    ...(address === null ? [] : [key('address', networkOf(address))]),
  ];
  const now = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;
  return {
    take: async (attempt) => {
      const keys = keysOf(attempt);
      const { rows } = await sql`
        insert into auth."rateLimit" as r ("key", "count", "lastRequest") select k, 1, ${now} from unnest(${keys}::text[]) k order by k
        on conflict ("key") do update set "lastRequest" = excluded."lastRequest",
          "count" = case when r."lastRequest" <= excluded."lastRequest" - ${WINDOW} then 1 else r."count" + 1 end
          where r."lastRequest" <= excluded."lastRequest" - ${WINDOW} or r."count" < ${most}
        returning r."key"`.execute(db);
      return rows.length === keys.length;
    },
    giveBack: async ({ email, address }) => {
      await db.deleteFrom('auth.rateLimit').where('key', '=', key('account', email)).execute();
      if (address === null) return;
      await db
        .updateTable('auth.rateLimit')
        .set((row) => ({ count: row('count', '-', 1) }))
        .where('key', '=', key('address', networkOf(address)))
        .where('count', '>', 0)
        .execute();
    },
    sweep: async () => {
      await sql`delete from auth."rateLimit" where "lastRequest" <= ${now} - ${WINDOW}`.execute(db);
    },
  };
}

/** What one household or office holds: an IPv4 address, or the first half of an IPv6 address, whose other half everybody chooses for himself. */
function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [front = '', back] = address.split('::');
  const groups = (part: string | undefined) => (part === undefined || part === '' ? [] : part.split(':'));
  const [before, after] = [groups(front), groups(back)];
  const missing = back === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<string>(Math.max(0, missing)).fill('0'), ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
