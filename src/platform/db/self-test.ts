import type pg from 'pg';

/** Schemas that ent_app never enters; each has a login role of its own. */
const CLOSED = ['auth', 'boss'];
/** Reference facts that stand on no wall: the only tables that everybody may read. */
export const OPEN_TO_ALL = [
  'directory.organisation',
  'directory.organisation_name',
  'directory.organisation_relation',
  'directory.partnership',
  'platform.installation',
  'platform.migration',
];
/** Functions that run with their owner's rights. Each is reviewed, pinned to an empty search path, and named here. */
export const DEFINERS = [
  'accounts.accept_invitation',
  'accounts.ask_recovery',
  'accounts.change_password',
  'accounts.confirm_second_factor',
  'accounts.demonstration_logins',
  'accounts.end_acting',
  'accounts.end_sessions',
  'accounts.end_tokens',
  'accounts.follow_circle',
  'accounts.follow_circle_by_token',
  'accounts.forget_session',
  'accounts.forget_token',
  'accounts.invitation_of',
  'accounts.invitations',
  'accounts.invite',
  'accounts.make_token',
  'accounts.open_recovery',
  'accounts.open_token',
  'accounts.own_readers',
  'accounts.readers_of',
  'accounts.recover',
  'accounts.recovery_open',
  'accounts.remove_second_factor',
  'accounts.renew_invitation',
  'accounts.revoke_token',
  'accounts.sessions_of',
  'accounts.take_off',
  'accounts.token_is',
  'accounts.tokens_of',
  'accounts.wear',
  'accounts.who_is',
  'accounts.withdraw_invitation',
  'concurrence.acknowledge',
  'concurrence.close_due',
  'concurrence.extend',
  'concurrence.open',
  'concurrence.subject_changed',
  'concurrence.take',
  'concurrence.withdraw',
  'directory.acts_as',
  'directory.circle_of_organisation',
  'directory.circles_to_mind',
  'directory.close_circle',
  'directory.found_partnership',
  'directory.join_circle',
  'directory.leave_circle',
  'directory.make_circle',
  'directory.rename_circle',
  'directory.seat_party',
  'discuss.follow',
  'discuss.followed',
  'discuss.see_mentions',
  'discuss.seen_mentions',
  'knowledge.end_reading',
  'knowledge.index_document',
  'knowledge.move_document',
  'knowledge.record_pages',
  'knowledge.take_reading',
  'plan.count_nodes',
  'plan.cut_source',
  'plan.still_entered',
  'platform.acting_mandate',
  'platform.acting_partnership',
  'platform.acting_person',
  'platform.acting_row',
  'platform.acting_token',
  'platform.count_requests',
  'platform.demonstration_mail',
  'platform.digest_audit',
  'platform.index_words',
  'platform.keep_answer',
  'platform.recall_answer',
  'platform.records_found',
  'platform.kept_anchor',
  'platform.move',
  'platform.note_openings',
  'platform.note_refusal',
  'platform.not_there_for',
  'platform.owns',
  'platform.queue_mail',
  'platform.seal_audit',
  'platform.search',
  'platform.sees',
  'platform.sweep_answers',
];

/** Tables that only grow: nobody but the owner of the database can take a row back, and not even he by mistake. */
const APPEND_ONLY = [
  'platform.audit',
  'followup.note_edition',
  'concurrence.position',
  'concurrence.extension',
  'concurrence.closing',
  'discuss.comment_edition',
  'discuss.resolution',
];
/** Policies of ent_app that ask for the partnership instead of a wall: they only let rows in, and nobody reads through them. */
const WITHOUT_WALL = ['platform.outbox add'];

const OURS = "n.nspname !~ '^(pg_|information_schema)'";

const CHECKS: readonly {
  readonly what: string;
  readonly sql: string;
  readonly allowed?: readonly string[];
  readonly given?: readonly string[];
}[] = [
  {
    what: 'the login role is too strong',
    sql: `select rolname as name from pg_roles where rolname in ('ent_app', 'ent_auth', 'ent_job', 'ent_owner', 'ent_search') and (rolsuper or rolbypassrls or rolreplication)
      union select rolname || ' makes roles or databases' from pg_roles where rolname in ('ent_app', 'ent_auth', 'ent_job') and (rolcreaterole or rolcreatedb)
      union select r.rolname || ' is a member of ' || g.rolname from pg_auth_members m join pg_roles r on r.oid = m.member join pg_roles g on g.oid = m.roleid
      where r.rolname in ('ent_app', 'ent_auth', 'ent_job')`,
  },
  {
    what: 'the login role owns',
    sql: `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles r on r.oid = c.relowner
      where r.rolname in ('ent_app', 'ent_auth', 'ent_job')`,
  },
  {
    what: 'no forced row security on',
    given: CLOSED,
    sql: `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'f') and ${OURS} and n.nspname <> all ($1) and not (c.relrowsecurity and c.relforcerowsecurity)`,
  },
  {
    what: 'a closed schema can be entered by ent_app',
    given: CLOSED,
    sql: `select nspname as name from pg_namespace where nspname = any ($1) and has_schema_privilege('ent_app', oid, 'usage')`,
  },
  {
    what: 'ent_auth reaches beyond its schema',
    sql: `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'f') and ${OURS} and n.nspname not in ('auth', 'public')
        and (has_table_privilege('ent_auth', c.oid, 'select, insert, update, delete') or has_any_column_privilege('ent_auth', c.oid, 'select, insert, update'))`,
  },
  {
    what: 'ent_job reaches beyond its schema, the outbox and the mail',
    sql: `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'f') and ${OURS} and n.nspname not in ('boss', 'public') and n.nspname || '.' || c.relname not in ('platform.outbox', 'platform.mail')
        and (has_table_privilege('ent_job', c.oid, 'select, insert, update, delete') or has_any_column_privilege('ent_job', c.oid, 'select, insert, update'))`,
  },
  {
    what: 'a view that does not ask as its reader',
    sql: `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('v', 'm') and ${OURS} and not coalesce('security_invoker=true' = any (c.reloptions), false)`,
  },
  {
    what: 'a function with its owner’s rights that is not on the list',
    allowed: DEFINERS,
    sql: `select distinct n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and ${OURS}`,
  },
  {
    what: 'a function with its owner’s rights whose search path is not empty',
    sql: `select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and ${OURS} and not coalesce('search_path=""' = any (p.proconfig), false)`,
  },
  {
    what: 'a table that everybody may read and that is not on the list',
    allowed: OPEN_TO_ALL,
    sql: `select distinct schemaname || '.' || tablename as name from pg_policies
      where (qual = 'true' or with_check = 'true') and not (roles <@ array['ent_owner', 'ent_search', 'ent_job']::name[])`,
  },
  {
    what: 'a policy that does not ask for the reader’s walls',
    allowed: [...OPEN_TO_ALL.map((table) => `${table} everybody`), ...WITHOUT_WALL],
    // Rows are seen by walls that the reader sees, and written for owners that he speaks for.
    sql: `select schemaname || '.' || tablename || ' ' || policyname as name from pg_policies
      where roles && array['ent_app', 'public']::name[] and permissive = 'PERMISSIVE' and (
        (cmd in ('SELECT', 'ALL', 'UPDATE', 'DELETE') and coalesce(qual, '') !~ 'platform\\.sees\\(\\)')
        or (cmd in ('INSERT', 'ALL', 'UPDATE') and coalesce(with_check, '') !~ 'platform\\.sees\\(\\)')
        or (cmd in ('INSERT', 'ALL', 'UPDATE') and coalesce(with_check, '') !~ 'platform\\.owns\\(\\)' and schemaname || '.' || tablename <> 'platform.audit')
        or (cmd in ('ALL', 'UPDATE', 'DELETE') and coalesce(qual, '') !~ 'platform\\.owns\\(\\)'))`,
  },
  {
    what: 'ent_app may change the wall or owner of',
    sql: `select n.nspname || '.' || c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v') and ${OURS} and a.attname in ('wall', 'owner') and has_column_privilege('ent_app', c.oid, a.attnum, 'update')`,
  },
  {
    what: 'ent_app may do more than read and write rows of',
    sql: `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'f') and ${OURS} and has_table_privilege('ent_app', c.oid, 'truncate, references, trigger')
      union select n.nspname || ' (make things in it)' from pg_namespace n where ${OURS}
        and (has_schema_privilege('ent_app', n.oid, 'create') or has_schema_privilege('ent_auth', n.oid, 'create'))`,
  },
  {
    what: 'rows can be changed that only grow in',
    given: APPEND_ONLY,
    sql: `select t.name from unnest($1::text[]) t (name) where
      has_table_privilege('ent_app', t.name, 'delete') or has_any_column_privilege('ent_app', t.name, 'update')
      or (select count(*) from pg_trigger g where g.tgrelid = t.name::regclass and g.tgfoid = 'platform.append_only()'::regprocedure and g.tgenabled in ('O', 'A')) < 2`,
  },
  {
    what: 'a right granted to PUBLIC on',
    sql: `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
      where ${OURS} and n.nspname <> 'public' and a.grantee = 0
      union select n.nspname || '.' || c.relname || '.' || b.attname from pg_attribute b join pg_class c on c.oid = b.attrelid
        join pg_namespace n on n.oid = c.relnamespace, aclexplode(b.attacl) a where ${OURS} and n.nspname <> 'public' and a.grantee = 0
      union select n.nspname from pg_namespace n, aclexplode(n.nspacl) a where ${OURS} and n.nspname <> 'public' and a.grantee = 0
      union select n.nspname || '.' || p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where ${OURS} and n.nspname <> 'public' and p.prosecdef and has_function_privilege('public', p.oid, 'execute')`,
  },
];

/**
 * Looks at the database as it is and refuses to start on one whose walls have a hole: row security not forced, a view or function
 * that reads with somebody else's rights, a login role that is too strong. Throws one sentence that names every finding.
 */
export async function selfTest(client: pg.ClientBase): Promise<void> {
  const findings: string[] = [];
  for (const check of CHECKS) {
    const { rows } = await client.query<{ name: string }>(check.sql, check.given ? [check.given] : []);
    const bad = rows.map((row) => row.name).filter((name) => !check.allowed?.includes(name));
    if (bad.length > 0) findings.push(`${check.what}: ${bad.sort().join(', ')}`);
  }
  if (findings.length > 0)
    throw new Error(`The database failed its self-test, so Entente does not start. ${findings.join('; ')}.`);
}
