import type pg from 'pg';
import { Refusal } from '../../platform/refusal.ts';
import './text.ts';

/**
 * Ends all sessions of one login at once; it may sign in again. Takes a connection that acts as `ent_owner`; one statement.
 *
 * @returns how many there were
 * @throws Refusal 404 `accounts.no-such-login`
 */
export async function endLoginSessions(keeper: pg.ClientBase, email: string): Promise<number> {
  const { rows } = await keeper.query<{ count: number }>(
    `with
      of_login as (select g.auth_user from accounts.login g join auth."user" u on u."id" = g.auth_user where u."email" = $1),
      ended as (delete from auth.session s using of_login where s."userId" = of_login.auth_user returning s."id"),
      noted as (insert into platform.audit (act, record, after)
        select 'accounts.sessions-ended', auth_user, jsonb_build_object('count', (select count(*) from ended)) from of_login)
      select (select count(*)::int from ended) as count from of_login`,
    [email.trim().toLowerCase()],
  );
  if (!rows[0]) throw new Refusal(404, 'accounts.no-such-login');
  return rows[0].count;
}
