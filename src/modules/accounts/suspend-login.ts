import type pg from 'pg';
import { Refusal } from '../../platform/refusal.ts';
import './text.ts';

/**
 * Closes a login, for people who leave and passwords that were lost: all its sessions end at once, and nobody signs in with it. What it
 * did stays under its mandates. Takes a connection that acts as `ent_owner`; one statement.
 *
 * @throws Refusal 404 `accounts.no-such-login`
 */
export async function suspendLogin(keeper: pg.ClientBase, email: string): Promise<void> {
  const { rowCount } = await keeper.query(
    `with
      closed as (update accounts.login g set suspended_at = now() from auth."user" u
        where u."id" = g.auth_user and u."email" = $1 returning g.auth_user),
      ended as (delete from auth.session s using closed where s."userId" = closed.auth_user)
      insert into platform.audit (act, record) select 'accounts.login-suspended', auth_user from closed`,
    [email.trim().toLowerCase()],
  );
  if (rowCount === 0) throw new Refusal(404, 'accounts.no-such-login');
}
