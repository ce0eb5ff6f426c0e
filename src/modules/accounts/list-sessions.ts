import type pg from 'pg';
import { Refusal } from '../../platform/refusal.ts';
import './text.ts';

/** How a login stands, for the keeper: whether it may sign in, how, and its living sessions, the newest seen first. */
export type LoginState = {
  readonly suspendedAt: Date | null;
  readonly factor: boolean;
  readonly sessions: readonly { readonly device: string | null; readonly began: Date; readonly seen: Date }[];
};

/**
 * Looks at one login, and notes in the audit that it was looked at. Takes a connection that acts as `ent_owner`.
 *
 * @throws Refusal 404 `accounts.no-such-login`
 */
export async function listSessions(keeper: pg.ClientBase, email: string): Promise<LoginState> {
  const { rows } = await keeper.query<{ login: string; suspended_at: Date | null; factor: boolean }>(
    `select g.auth_user as login, g.suspended_at,
        exists (select from auth.second_factor f where f.login = g.auth_user and f.confirmed_at is not null) as factor
      from accounts.login g join auth."user" u on u."id" = g.auth_user where u."email" = $1`,
    [email.trim().toLowerCase()],
  );
  const [found] = rows;
  if (!found) throw new Refusal(404, 'accounts.no-such-login');
  const sessions = await keeper.query<{ device: string | null; began: Date; seen: Date }>(
    `select s."userAgent" as device, s."createdAt" as began, s."updatedAt" as seen from auth.session s
      where s."userId" = $1 and s."expiresAt" > now() and s."updatedAt" > now() - interval '8 hours' order by s."updatedAt" desc, s."id"`,
    [found.login],
  );
  await keeper.query(`insert into platform.audit (act, record) values ('accounts.sessions-listed', $1)`, [found.login]);
  return { suspendedAt: found.suspended_at, factor: found.factor, sessions: sessions.rows };
}
