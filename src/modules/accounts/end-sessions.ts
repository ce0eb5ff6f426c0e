import type pg from 'pg';

/** Ends the sessions and the tokens of everybody at once: after a restore, or when a secret may be known. Takes a connection that acts as `ent_owner`. */
export async function endSessions(keeper: pg.ClientBase): Promise<void> {
  await keeper.query(`with ended as (delete from auth.session returning "id"),
    revoked as (update accounts.token set revoked_at = clock_timestamp() where revoked_at is null returning id)
    insert into platform.audit (act, after) select 'accounts.sessions-ended', jsonb_build_object('count', (select count(*) from ended), 'tokens', (select count(*) from revoked))`);
}
