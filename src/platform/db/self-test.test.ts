import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import { selfTest } from './self-test.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';

let database: TestDatabase;
let admin: pg.Client;
beforeAll(async () => {
  database = await testDatabase(migrate);
  admin = new pg.Client(database.server.admin);
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});

test('a database as the migrations make it passes', async () => {
  await expect(selfTest(admin)).resolves.toBeUndefined();
});

/** Each hole, and the words with which the start is refused. */
const HOLES: readonly (readonly [hole: string, refusal: string])[] = [
  ['alter role ent_app superuser', 'the login role is too strong: ent_app'],
  ['alter role ent_app bypassrls', 'the login role is too strong: ent_app'],
  ['alter role ent_owner bypassrls', 'the login role is too strong: ent_owner'],
  ['alter role ent_auth createrole', 'the login role is too strong: ent_auth makes roles or databases'],
  ['grant ent_owner to ent_app', 'the login role is too strong: ent_app is a member of ent_owner'],
  ['grant pg_read_all_data to ent_auth', 'the login role is too strong: ent_auth is a member of pg_read_all_data'],
  ['create table plan.mine (n int); alter table plan.mine owner to ent_app', 'the login role owns: plan.mine'],
  ['create table plan.bare (n int)', 'no forced row security on: plan.bare'],
  ['create table public.bare (n int)', 'no forced row security on: public.bare'],
  ['create schema other; create table other.bare (n int)', 'no forced row security on: other.bare'],
  ['create table plan.half (n int); alter table plan.half enable row level security', 'no forced row security on: plan.half'],
  ['alter table plan.node no force row level security', 'no forced row security on: plan.node'],
  ['alter table platform.record disable row level security', 'no forced row security on: platform.record'],
  ['create table plan.parts (n int) partition by list (n)', 'no forced row security on: plan.parts'],
  ['grant usage on schema auth to ent_app', 'a closed schema can be entered by ent_app: auth'],
  ['grant select on plan.node to ent_auth', 'ent_auth reaches beyond its schema: plan.node'],
  ['grant select (title) on platform.record to ent_auth', 'ent_auth reaches beyond its schema: platform.record'],
  ['create view plan.v_open as select id from plan.node', 'a view that does not ask as its reader: plan.v_open'],
  ['alter view plan.v_line set (security_invoker = false)', 'a view that does not ask as its reader: plan.v_line'],
  ['create materialized view plan.kept as select id from plan.node', 'a view that does not ask as its reader: plan.kept'],
  [
    `create function plan.strong() returns int language sql security definer set search_path = '' as 'select 1'`,
    'a function with its owner’s rights that is not on the list: plan.strong',
  ],
  [
    'alter function platform.move(uuid, uuid) reset search_path',
    'a function with its owner’s rights whose search path is not empty: platform.move',
  ],
  [
    'alter function platform.search(text, uuid, int, uuid) set search_path = public',
    'a function with its owner’s rights whose search path is not empty: platform.search',
  ],
  [
    'create policy all_in on plan.node for select to ent_app using (true)',
    'everybody may read and that is not on the list: plan.node',
  ],
  ['create policy all_in on plan.node for select using (true)', 'everybody may read and that is not on the list: plan.node'],
  [
    'create policy all_in on plan.node for insert to ent_app with check (true)',
    'everybody may read and that is not on the list: plan.node',
  ],
  [
    'create policy odd on plan.node for select to ent_app using (1 = 1)',
    'a policy that does not ask for the reader’s walls: plan.node odd',
  ],
  [
    'create policy odd on plan.node for update to ent_app using (wall = any ((select platform.sees())::uuid[]))',
    'a policy that does not ask for the reader’s walls: plan.node odd',
  ],
  [
    'create policy odd on platform.link for delete to ent_app using (wall = any ((select platform.sees())::uuid[]))',
    'a policy that does not ask for the reader’s walls: platform.link odd',
  ],
  [
    'create policy odd on platform.outbox for select to ent_app using (partnership = platform.acting_partnership())',
    'platform.outbox odd',
  ],
  ['grant update (wall) on plan.node to ent_app', 'ent_app may change the wall or owner of: plan.node'],
  ['grant update on platform.attachment to ent_app', 'ent_app may change the wall or owner of: platform.attachment'],
  ['grant truncate on plan.node to ent_app', 'ent_app may do more than read and write rows of: plan.node'],
  ['grant references on platform.record to ent_app', 'ent_app may do more than read and write rows of: platform.record'],
  ['grant create on schema plan to ent_app', 'ent_app may do more than read and write rows of: plan (make things in it)'],
  ['grant create on schema public to public', 'public (make things in it)'],
  ['grant update (act) on platform.audit to ent_app', 'rows can be changed that only grow in: platform.audit'],
  ['grant delete on platform.audit to ent_app', 'rows can be changed that only grow in: platform.audit'],
  ['alter table platform.audit disable trigger append_only', 'rows can be changed that only grow in: platform.audit'],
  [
    'grant update (background) on followup.note_edition to ent_app',
    'rows can be changed that only grow in: followup.note_edition',
  ],
  ['drop trigger append_only_all on platform.audit', 'rows can be changed that only grow in: platform.audit'],
  ['grant select on plan.node to public', 'a right granted to PUBLIC on: plan.node'],
  ['grant select (id) on plan.node to public', 'a right granted to PUBLIC on: plan.node.id'],
  ['grant usage on schema accounts to public', 'a right granted to PUBLIC on: accounts'],
  ['grant execute on function platform.move(uuid, uuid) to public', 'a right granted to PUBLIC on: platform.move'],
];

test.each(HOLES)('%s', async (hole, refusal) => {
  await admin.query('begin');
  try {
    await admin.query(hole);
    const failed = await selfTest(admin).then(
      () => 'passed',
      (error: Error) => error.message,
    );
    expect(failed).toMatch(/^The database failed its self-test, so Entente does not start\. /);
    expect(failed).toContain(refusal);
  } finally {
    await admin.query('rollback');
  }
});

test('several holes are named in one sentence', async () => {
  await admin.query('begin');
  try {
    await admin.query('create table plan.bare (n int); create view plan.v_open as select id from plan.node');
    await expect(selfTest(admin)).rejects.toThrow(/no forced row security on: plan\.bare; a view that .*: plan\.v_open\.$/);
  } finally {
    await admin.query('rollback');
  }
});
