import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { type Database, NOBODY, type Tx } from '../../platform/db/database.ts';
import type { AuthTables, DemonstrationRow, InvitationRow, OpenInvitation, SessionRow, WhoRow } from './tables.ts';

/** Whose session a token opens, with all capacities of today; undefined when it is nobody's, over, idle too long, or suspended. */
export async function findWho(database: Database, token: string): Promise<WhoRow | undefined> {
  const { rows } = await database.withActor(NOBODY, 'read', (tx) =>
    sql<{ who: WhoRow | null }>`select accounts.who_is(${token}) as who`.execute(tx),
  );
  return rows[0]?.who ?? undefined;
}

/** The logins that a demonstration offers, in the order in which they were made; none in a real installation. */
export async function demonstrationRows(database: Database): Promise<readonly DemonstrationRow[]> {
  const { rows } = await database.withActor(NOBODY, 'read', (tx) =>
    sql<DemonstrationRow>`select login, name, hats from accounts.demonstration_logins()`.execute(tx),
  );
  return rows;
}

/** What is stored of the token of a link. The database computes the same in `accounts.hash_of`. */
export const hashOfLink = (token: string): Buffer => createHash('sha256').update(token).digest();

/** What the link of an invitation opens; undefined: nothing, or no longer. */
export async function invitationByToken(tx: Tx, token: string): Promise<InvitationRow | undefined> {
  const { rows } = await sql<{ found: InvitationRow | null }>`select accounts.invitation_of(${token}) as found`.execute(tx);
  return rows[0]?.found ?? undefined;
}

/** The invitations that wait to be accepted, of those whom who acts may invite, newest first. */
export async function openInvitations(tx: Tx): Promise<readonly OpenInvitation[]> {
  const { rows } = await sql<OpenInvitation>`
    select id, name, title, role, email, invited_at, expires_at from accounts.invitations()`.execute(tx);
  return rows;
}

/** The living sessions of whoever holds this token, the newest seen first. */
export async function sessionsOf(database: Database, token: string): Promise<readonly SessionRow[]> {
  const { rows } = await database.withActor(NOBODY, 'read', (tx) =>
    sql<SessionRow>`select id, device, began, seen, mine from accounts.sessions_of(${token})`.execute(tx),
  );
  return rows;
}

/** The mandates that open a wall on a day (null: now); none where whoever asks does not see that wall himself. Some may be hidden from him. */
export async function readersOfWall(tx: Tx, wall: string, on: string | null): Promise<readonly string[]> {
  const { rows } = await sql<{ mandate: string }>`select r.mandate from accounts.readers_of(${wall}, ${on}::date) r`.execute(tx);
  return rows.map((row) => row.mandate);
}

/** What a login signs in with, in one line that changes with each of it: a sign-in that was half done with the old is over. */
export async function stampOf(db: Kysely<AuthTables>, login: string): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select coalesce(string_agg(a."providerId" || ':' || a."accountId" || ':' || coalesce(a."password", ''), '|' order by a."id"), '') as stamp
    from auth.account a where a."userId" = ${login}`.execute(db);
  return rows[0]?.stamp ?? '';
}
