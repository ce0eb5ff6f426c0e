-- Files of a side's own matrix that come back edited: how they are known again, and what waits to be accepted.

-- MARK KEY: with which the files of an installation are marked, so that nobody makes one up. One row, made here; it goes along with a backup.
create table followup.mark_key (key bytea primary key check (length(key) = 32));
call platform.close_to_all('followup.mark_key');
insert into followup.mark_key select sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'));
-- That of one circle, for those who own it and nobody else.
create function followup.mark_key_of(circle uuid) returns bytea language sql stable security definer set search_path = '' as $$
  select sha256(k.key || uuid_send(circle)) from followup.mark_key k where circle = any ((select platform.owns())::uuid[])
$$;
grant execute on function followup.mark_key_of(uuid) to ent_app;

-- RETURNED COPY: a file as it was read, compared with the notes whenever somebody looks, until it is put away or its days are over. Never a word
-- of it is a note before somebody accepts it. Behind the wall of the circle whose notes they are.
create table followup.returned_copy (
  id uuid primary key default gen_random_uuid(),
  plan uuid not null references plan.plan,
  wall uuid not null,
  owner uuid not null references platform.wall,
  check (wall = owner),
  name text not null check (length(name) between 1 and 200),
  sha256 bytea not null check (length(sha256) = 32),
  -- As of which day the matrix spoke when it was taken away, and how many lines it had.
  sent_on date not null,
  sent int not null check (sent >= 0),
  content jsonb not null check (octet_length(content::text) <= 33554432),
  -- Cells that somebody decided to leave as they are: reference and field.
  kept text[] not null default '{}' check (cardinality(kept) <= 200000),
  brought_at timestamptz not null default platform.now(),
  expires_at timestamptz not null default platform.now() + interval '14 days',
  brought_by uuid not null default platform.acting_mandate(),
  unique (owner, plan, sha256)
);
create index on followup.returned_copy (wall);
create index on followup.returned_copy (plan);
create index on followup.returned_copy (expires_at);
alter table followup.returned_copy alter column wall set (n_distinct = 4);
call platform.wall_in('followup.returned_copy', extra => $$exists (select from platform.wall w where w.id = returned_copy.wall
    and w.kind in ('party', 'member', 'organisation', 'group'))
  and exists (select from plan.v_plan p where p.id = returned_copy.plan and platform.is_within(returned_copy.wall, p.wall))$$);
grant update (kept) on followup.returned_copy to ent_app;
grant delete on followup.returned_copy to ent_app;
create policy put_away on followup.returned_copy for delete to ent_app
  using (owner = any ((select platform.owns())::uuid[]) and wall = any ((select platform.sees())::uuid[]));
-- Whose days are over is read by nobody any more, and removed by whoever brings the next one.
create policy in_time on followup.returned_copy as restrictive for select to ent_app using (expires_at > platform.now());
create function followup.sweep_copies() returns int language plpgsql security definer set search_path = '' as $$
  declare swept int;
  begin
    delete from followup.returned_copy c where c.expires_at <= platform.now();
    get diagnostics swept = row_count;
    return swept;
  end
$$;
grant execute on function followup.sweep_copies() to ent_app;

comment on table followup.mark_key is 'with which files that leave are marked; closed';
comment on table followup.returned_copy is 'a file of a side’s own matrix that came back edited, waiting to be accepted';
