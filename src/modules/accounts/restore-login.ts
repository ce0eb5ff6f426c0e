import type pg from 'pg';
import { Refusal } from '../../platform/refusal.ts';
import './text.ts';

/**
 * Opens a suspended login again: whoever has its password, and its second factor, signs in as before. Sessions stay ended. Takes a connection that acts
 * as `ent_owner`; one statement.
 *
 * @throws Refusal 404 `accounts.no-such-login`
 */
export async function restoreLogin(keeper: pg.ClientBase, email: string): Promise<void> {
  const { rowCount } = await keeper.query(
    `with opened as (update accounts.login g set suspended_at = null from auth."user" u
        where u."id" = g.auth_user and u."email" = $1 returning g.auth_user)
      insert into platform.audit (act, record) select 'accounts.login-restored', auth_user from opened`,
    [email.trim().toLowerCase()],
  );
  if (rowCount === 0) throw new Refusal(404, 'accounts.no-such-login');
}
