import type pg from 'pg';

/** Ends the sessions of everybody at once: after a restore, or when a secret may be known. Takes a connection that acts as `ent_owner`. */
export async function endSessions(keeper: pg.ClientBase): Promise<void> {
  await keeper.query(`with ended as (delete from auth.session returning "id")
    insert into platform.audit (act, after) select 'accounts.sessions-ended', jsonb_build_object('count', count(*)) from ended`);
}
