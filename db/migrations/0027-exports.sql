-- Exports that take long: asked for on a page, written by a job with exactly what the asker reads, kept for a day for that person and capacity alone.

-- What acts because somebody who acts asked for it (a job) is made by him, and gone at once when he acts no more: signed out, suspended, or his mandate over.
alter table platform.acting add column made_by bytea references platform.acting on delete cascade;
create index on platform.acting (made_by) where made_by is not null;
-- It says on which walls its asker writes, as pages and documents ask that; but where something could be written, it owns nothing.
create or replace function platform.owns() returns uuid[] language sql stable security definer set search_path = '' as $$
  select coalesce((select case
      when a.made_by is not null and current_setting('transaction_read_only') = 'off' then '{}'
      when platform.lens() is null then a.owns
      else array(select w.id from platform.wall w where w.id = platform.lens() and w.kind <> 'public')
        || array(select c.wall from directory.circles_of_seat(platform.lens()) c where not c.closed and c.wall = any (a.sees)) end
    from platform.acting a
    where a.token_hash = sha256(convert_to(nullif(current_setting('ent.act', true), ''), 'UTF8')) and a.expires > pg_catalog.now()), '{}')
$$;

-- EXPORT: a file that somebody asked for. It stands on no wall: it is one person's in one capacity, and only the functions below reach it.
create table platform.export (
  id uuid primary key,
  partnership uuid not null,
  person uuid not null,
  mandate uuid not null,
  -- Of the secret by which its job acts: the process makes it of the key of the installation, and nobody keeps it.
  token_hash bytea not null unique check (length(token_hash) = 32),
  -- Where the same file stands for whoever waits for it: path and query.
  address text not null check (length(address) between 2 and 4000 and address like '/%'),
  lang text not null check (lang in ('en', 'fr')),
  -- Who asked, as pages know him; it gives no right by itself.
  asker jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'reading', 'writing', 'ready', 'failed', 'cancelled')),
  -- The phrase that says why it failed.
  reason text,
  tries int not null default 0,
  asked_at timestamptz not null default clock_timestamp(),
  -- When its job last said that it is at work.
  seen_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null default clock_timestamp() + interval '24 hours',
  name text check (length(name) between 1 and 300),
  type text,
  bytes bytea check (length(bytes) <= 67108864),
  -- The walls that were open to its job: whoever no longer sees one of them gets the file no more.
  opened uuid[],
  check ((state = 'ready') = (bytes is not null and name is not null and type is not null and opened is not null))
);
create index on platform.export (mandate, asked_at desc);
create index on platform.export (expires_at);
create index on platform.export (seen_at) where state in ('waiting', 'reading', 'writing');
call platform.close_to_all('platform.export');

-- Asks for a file, and lets a job act that has this secret: with what the asker reads now, in his capacity, for an hour at most. False: five of
-- his wait already.
create function platform.ask_export(new_id uuid, of_address text, in_lang text, asking jsonb, new_hash bytea) returns boolean
language plpgsql security definer set search_path = '' as $$
  declare me platform.acting := platform.acting_row();
  begin
    if platform.acting_mandate() is null or me.token is not null or me.made_by is not null then
      raise exception 'only a person in a capacity asks for a file' using errcode = 'insufficient_privilege';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('export ' || me.mandate, 0));
    if (select count(*) >= 5 from platform.export e where e.mandate = me.mandate and e.state in ('waiting', 'reading', 'writing')) then return false; end if;
    insert into platform.export (id, partnership, person, mandate, token_hash, address, lang, asker)
      values (new_id, me.partnership, me.person, me.mandate, new_hash, of_address, in_lang, asking);
    insert into platform.acting (token_hash, made_by, person, mandate, partnership, sees, owns, expires)
      values (new_hash, me.token_hash, me.person, me.mandate, me.partnership, me.sees, me.owns, least(me.expires, pg_catalog.now() + interval '1 hour'));
    insert into platform.outbox (event, partnership, payload) values ('platform.export-asked', me.partnership, jsonb_build_object('export', new_id));
    return true;
  end
$$;
-- One's own of the last day, the newest first. 'ended': whoever asked acts no more as he did, so nobody writes it; 'narrowed': one reads less than when it was written.
create function platform.own_exports() returns table (id uuid, address text, lang text, state text, reason text, tries int, asked_at timestamptz, seen_at timestamptz,
  expires_at timestamptz, name text, size int) language sql stable security definer set search_path = '' as $$
  select e.id, e.address, e.lang, case
      when e.state in ('waiting', 'reading', 'writing') and not exists (select from platform.acting a where a.token_hash = e.token_hash and a.expires > pg_catalog.now()) then 'ended'
      when e.state = 'ready' and not e.opened <@ platform.sees() then 'narrowed' else e.state end,
    e.reason, e.tries, e.asked_at, e.seen_at, e.expires_at, e.name, length(e.bytes)
  from platform.export e
  where e.mandate = platform.acting_mandate() and e.person = platform.acting_person() and platform.acting_token() is null and (platform.acting_row()).made_by is null
    and e.expires_at > clock_timestamp()
  order by e.asked_at desc, e.id limit 50
$$;
-- The file, for whom it was written, while he still sees every wall that was open then.
create function platform.take_export(wanted uuid) returns table (name text, type text, bytes bytea) language sql stable security definer set search_path = '' as $$
  select e.name, e.type, e.bytes from platform.own_exports() o join platform.export e on e.id = o.id where o.id = wanted and o.state = 'ready'
$$;
-- Ends one that is not written yet; takes away one that is over or ready. False: it is none of one's own.
create function platform.drop_export(wanted uuid) returns boolean language plpgsql security definer set search_path = '' as $$
  declare held platform.export;
  begin
    select e.* into held from platform.export e where e.id = wanted and exists (select from platform.own_exports() o where o.id = e.id) for update;
    if not found then return false; end if;
    delete from platform.acting a where a.token_hash = held.token_hash;
    if held.state in ('waiting', 'reading', 'writing') then update platform.export e set state = 'cancelled' where e.id = wanted;
    else delete from platform.export e where e.id = wanted; end if;
    return true;
  end
$$;

-- What follows speaks of the one export whose secret is shown. Nothing where it was cancelled, is done, or its asker acts no more.
create function platform.begin_export() returns table (address text, lang text, asker jsonb, tries int) language sql volatile security definer set search_path = '' as $$
  update platform.export e set state = 'reading', tries = e.tries + 1, seen_at = clock_timestamp()
    where e.token_hash = (platform.acting_row()).token_hash and e.state in ('waiting', 'reading', 'writing') returning e.address, e.lang, e.asker, e.tries
$$;
create function platform.go_on_export(new_state text) returns boolean language plpgsql security definer set search_path = '' as $$
  begin
    update platform.export e set state = new_state, seen_at = clock_timestamp()
      where e.token_hash = (platform.acting_row()).token_hash and e.state in ('reading', 'writing') and new_state in ('reading', 'writing');
    return found;
  end
$$;
create function platform.finish_export(file_name text, file_type text, content bytea) returns boolean language plpgsql security definer set search_path = '' as $$
  declare me platform.acting := platform.acting_row();
  begin
    update platform.export e set state = 'ready', name = file_name, type = file_type, bytes = content, opened = me.sees, expires_at = clock_timestamp() + interval '24 hours'
      where e.token_hash = me.token_hash and e.state in ('reading', 'writing');
    if not found then return false; end if;
    delete from platform.acting a where a.token_hash = me.token_hash;
    return true;
  end
$$;
create function platform.fail_export(why text) returns boolean language plpgsql security definer set search_path = '' as $$
  declare me platform.acting := platform.acting_row();
  begin
    update platform.export e set state = 'failed', reason = why where e.token_hash = me.token_hash and e.state in ('waiting', 'reading', 'writing');
    if not found then return false; end if;
    delete from platform.acting a where a.token_hash = me.token_hash;
    return true;
  end
$$;
-- Upkeep, by any process: takes away what is over; gives to the jobs again what nobody has worked on for half a minute, because its process ended, three times; then says so.
create function platform.tend_exports() returns int language plpgsql security definer set search_path = '' as $$
  declare gone int;
  begin
    delete from platform.acting a using platform.export e where a.token_hash = e.token_hash and e.expires_at <= clock_timestamp();
    delete from platform.export e where e.expires_at <= clock_timestamp();
    get diagnostics gone = row_count;
    delete from platform.acting a using platform.export e where a.token_hash = e.token_hash
      and e.state in ('reading', 'writing') and e.tries >= 3 and e.seen_at < clock_timestamp() - interval '30 seconds';
    update platform.export e set state = 'failed', reason = 'exports.interrupted'
      where e.state in ('reading', 'writing') and e.tries >= 3 and e.seen_at < clock_timestamp() - interval '30 seconds';
    with again as (
      update platform.export e set seen_at = clock_timestamp() where e.id in (select w.id from platform.export w
        where w.state in ('waiting', 'reading', 'writing') and w.tries < 3
          and w.seen_at < clock_timestamp() - case w.state when 'waiting' then interval '10 minutes' else interval '30 seconds' end for update skip locked)
      returning e.id, e.partnership)
    insert into platform.outbox (event, partnership, payload) select 'platform.export-asked', a.partnership, jsonb_build_object('export', a.id) from again a;
    return gone;
  end
$$;
grant execute on function platform.ask_export(uuid, text, text, jsonb, bytea), platform.own_exports(), platform.take_export(uuid), platform.drop_export(uuid),
  platform.begin_export(), platform.go_on_export(text), platform.finish_export(text, text, bytea), platform.fail_export(text), platform.tend_exports() to ent_app;
comment on table platform.export is 'files that somebody asked for, for a day; closed';

-- A mandate that was ended or shortened takes along what was written for it.
create function accounts.end_exports() returns trigger language plpgsql security definer set search_path = '' as $$
  begin
    delete from platform.export e where e.mandate = old.id;
    return null;
  end
$$;
create trigger end_exports after update of valid or delete on directory.mandate for each row execute function accounts.end_exports();
