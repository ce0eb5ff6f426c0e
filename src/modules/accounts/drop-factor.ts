import type pg from 'pg';
import { Refusal } from '../../platform/refusal.ts';
import './text.ts';

/**
 * Takes the second factor of a login away, for somebody who has lost the phone and the codes on paper, and whom the keeper knows by other means than
 * this program. All its sessions end; the next sign-in asks for the password alone and offers to add a new factor. Takes a connection that acts as
 * `ent_owner`; one statement.
 *
 * @throws Refusal 404 `accounts.no-such-login`; 409 `accounts.factor-not-there`
 */
export async function dropFactor(keeper: pg.ClientBase, email: string): Promise<void> {
  const { rows } = await keeper.query<{ login: string | null; dropped: string | null }>(
    `with
      of_login as (select g.auth_user from accounts.login g join auth."user" u on u."id" = g.auth_user where u."email" = $1),
      dropped as (delete from auth.second_factor f using of_login where f.login = of_login.auth_user returning f.login),
      ended as (delete from auth.session s using dropped where s."userId" = dropped.login),
      noted as (insert into platform.audit (act, record) select 'accounts.second-factor-dropped', login from dropped)
      select (select auth_user from of_login) as login, (select login from dropped) as dropped`,
    [email.trim().toLowerCase()],
  );
  if (!rows[0]?.login) throw new Refusal(404, 'accounts.no-such-login');
  if (!rows[0].dropped) throw new Refusal(409, 'accounts.factor-not-there');
}
