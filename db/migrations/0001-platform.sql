-- Platform: walls, records, what everything else stands on. Runs as ent_owner; see docs/adr/0002.
create extension if not exists btree_gin;
create extension if not exists btree_gist;
create extension if not exists unaccent;

revoke create on schema public from public;
grant usage on schema platform to ent_app, ent_auth, ent_search;
-- A function is nobody's until it is granted by name.
alter default privileges revoke execute on functions from public;

-- INSTALLATION: one row. A demonstration stands at a fixed day; a real installation has none (refused at start-up in production).
create table platform.installation (
  only_one boolean primary key default true check (only_one),
  demonstration boolean not null default false,
  fixed_day date,
  check (fixed_day is null or demonstration)
);
insert into platform.installation default values;

-- The only clock of business time. Sessions, tokens and audit use the real one.
create function platform.now() returns timestamptz language sql stable set search_path = '' as $$
  select coalesce((select (i.fixed_day + time '09:00') at time zone 'UTC' from platform.installation i where i.demonstration), pg_catalog.now())
$$;
create function platform.today() returns date language sql stable set search_path = '' as $$
  select (platform.now() at time zone 'UTC')::date
$$;

-- WALL: a named set of readers. organisation < member < party < partnership < public; 'group' is any other circle.
create table platform.wall (
  id uuid primary key default gen_random_uuid(),
  partnership uuid not null,
  kind text not null check (kind in ('public', 'partnership', 'party', 'member', 'organisation', 'group')),
  parent uuid references platform.wall,
  unique (id, partnership)
);
create unique index one_public_wall on platform.wall (partnership) where kind = 'public';
create unique index one_partnership_wall on platform.wall (partnership) where kind = 'partnership';

-- ACTING: one row per (session, token or link) x capacity. Deleting the row revokes at once. Only a hash of the secret is kept.
create table platform.acting (
  token_hash bytea primary key,
  session_hash bytea,
  person uuid,
  mandate uuid,
  partnership uuid not null,
  sees uuid[] not null,
  owns uuid[] not null,
  expires timestamptz not null
);
create index on platform.acting (session_hash);
create index on platform.acting (expires);

create function platform.acting_row() returns platform.acting language sql stable security definer set search_path = '' as $$
  select a from platform.acting a
  where a.token_hash = sha256(convert_to(nullif(current_setting('ent.act', true), ''), 'UTF8')) and a.expires > pg_catalog.now()
$$;
create function platform.sees() returns uuid[] language sql stable security definer set search_path = '' as $$
  select coalesce((select a.sees from platform.acting a
    where a.token_hash = sha256(convert_to(nullif(current_setting('ent.act', true), ''), 'UTF8')) and a.expires > pg_catalog.now()), '{}')
$$;
create function platform.owns() returns uuid[] language sql stable security definer set search_path = '' as $$
  select coalesce((select a.owns from platform.acting a
    where a.token_hash = sha256(convert_to(nullif(current_setting('ent.act', true), ''), 'UTF8')) and a.expires > pg_catalog.now()), '{}')
$$;
-- Who acts in this transaction: the mandate, for columns that say in which capacity something was done.
create function platform.acting_mandate() returns uuid language sql stable security definer set search_path = '' as $$
  select (platform.acting_row()).mandate
$$;
create function platform.acting_person() returns uuid language sql stable security definer set search_path = '' as $$
  select (platform.acting_row()).person
$$;
create function platform.acting_partnership() returns uuid language sql stable security definer set search_path = '' as $$
  select (platform.acting_row()).partnership
$$;

-- RECORD: what a person would cite, link, follow or comment on.
create table platform.record (
  id uuid primary key default gen_random_uuid(),
  partnership uuid not null,
  kind text not null,
  wall uuid not null,
  owner uuid not null,
  title text not null,
  lang text not null check (lang in ('en', 'fr')),
  version int not null default 1,
  created_at timestamptz not null default platform.now(),
  changed_at timestamptz not null default platform.now(),
  foreign key (wall, partnership) references platform.wall (id, partnership),
  foreign key (owner, partnership) references platform.wall (id, partnership),
  unique (id, wall)
);
create index on platform.record (partnership, kind, changed_at desc, id) include (wall);
create index on platform.record (wall);
create index on platform.record (owner);
-- Else the planner believes that a reader sees one per cent of all rows, and sorts everything.
alter table platform.record alter column wall set (n_distinct = 4);

-- ATTACHMENT: a stored file of a record. It carries its own wall: widening a record never uncovers its files.
create table platform.attachment (
  id uuid primary key default gen_random_uuid(),
  record uuid not null references platform.record,
  wall uuid not null references platform.wall,
  owner uuid not null references platform.wall,
  role text not null check (role in ('source', 'enclosure')),
  name text not null check (length(name) between 1 and 200),
  type text not null,
  size bigint not null check (size >= 0),
  sha256 bytea not null check (length(sha256) = 32),
  added_at timestamptz not null default platform.now(),
  added_by uuid not null default platform.acting_mandate()
);
create index on platform.attachment (record);
create index on platform.attachment (wall);
create index on platform.attachment (owner);

-- LINK: one record refers to another, in a role. It stands on the wall of its source.
create table platform.link (
  source uuid not null,
  target uuid not null references platform.record,
  role text not null,
  wall uuid not null,
  owner uuid not null references platform.wall,
  position int not null default 0,
  primary key (source, role, target),
  foreign key (source, wall) references platform.record (id, wall) on update cascade
);
create index on platform.link (target, role, wall);
create index on platform.link (wall);
create index on platform.link (owner);

-- SEARCH: one document per record, part, language and wall; read only through platform.search().
create table platform.search_doc (
  record uuid not null,
  part text not null,
  lang text not null check (lang in ('en', 'fr')),
  wall uuid not null,
  partnership uuid not null,
  -- What the record is part of, for a search within it: the plan of a line.
  within uuid,
  -- In the order of entry: the newest are looked at first.
  number bigint generated always as identity,
  weight real not null default 1,
  words tsvector not null,
  primary key (record, part, lang),
  -- A record that moves takes its words along: a narrower one is found by nobody who no longer sees it.
  foreign key (record, wall) references platform.record (id, wall) on update cascade on delete cascade,
  foreign key (wall, partnership) references platform.wall (id, partnership)
);
create index search_doc_words on platform.search_doc using gin (partnership, lang, words) with (fastupdate = off);
create index on platform.search_doc (partnership, number);
create index on platform.search_doc (within, number);
create index on platform.search_doc (wall);

create text search configuration platform.en (copy = pg_catalog.english);
alter text search configuration platform.en alter mapping for hword, hword_part, word with public.unaccent, pg_catalog.english_stem;
create text search configuration platform.fr (copy = pg_catalog.french);
alter text search configuration platform.fr alter mapping for hword, hword_part, word with public.unaccent, pg_catalog.french_stem;
create function platform.search_config(lang text) returns regconfig language sql immutable set search_path = '' as $$
  select case lang when 'fr' then 'platform.fr'::regconfig else 'platform.en'::regconfig end
$$;

-- AUDIT: appended in the transaction of the change. Nobody updates or deletes, not even the owner.
create table platform.audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  partnership uuid,
  wall uuid references platform.wall,
  person uuid,
  mandate uuid,
  act text not null,
  record uuid,
  request text,
  before jsonb,
  after jsonb
);
create index on platform.audit (record, id);
create index on platform.audit (partnership, id);
create index on platform.audit (wall);
create function platform.append_only() returns trigger language plpgsql set search_path = '' as $$
  begin raise exception 'rows of % are appended, never changed', tg_table_name; end
$$;
create trigger append_only before update or delete on platform.audit for each row execute function platform.append_only();
create trigger append_only_all before truncate on platform.audit for each statement execute function platform.append_only();

-- OUTBOX: events for jobs and subscriptions, written in the transaction of the change. Payload: ids, never rights or words.
create table platform.outbox (
  id bigint generated always as identity primary key,
  event text not null,
  partnership uuid not null,
  payload jsonb not null,
  at timestamptz not null default clock_timestamp(),
  taken_at timestamptz
);
create index outbox_waiting on platform.outbox (id) where taken_at is null;

-- POLICIES: one shape. Read: a wall that I see. Write: for an owner I speak for, on a wall that I see.
-- The keeper is ent_owner, for migrations and the few reviewed functions; nobody logs in as ent_owner to serve pages.
create procedure platform.wall_in(target regclass, write boolean default true, extra text default 'true') language plpgsql set search_path = '' as $$
  begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy keeper on %s to ent_owner using (true) with check (true)', target);
    execute format('create policy see on %s for select to ent_app using (wall = any ((select platform.sees())::uuid[]))', target);
    execute format('grant select on %s to ent_app', target);
    if write then
      execute format('create policy add on %s for insert to ent_app with check (wall = any ((select platform.sees())::uuid[])
        and owner = any ((select platform.owns())::uuid[]) and (%s))', target, extra);
      execute format('create policy mend on %s for update to ent_app using (wall = any ((select platform.sees())::uuid[])
        and owner = any ((select platform.owns())::uuid[])) with check (wall = any ((select platform.sees())::uuid[])
        and owner = any ((select platform.owns())::uuid[]) and (%s))', target, extra);
      execute format('grant insert on %s to ent_app', target);
    end if;
  end
$$;
-- A table that everybody may read: reference facts that stand on no wall. Each is named in the list of the start-up self-test.
create procedure platform.open_to_all(target regclass) language plpgsql set search_path = '' as $$
  begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy keeper on %s to ent_owner using (true) with check (true)', target);
    execute format('create policy everybody on %s for select to ent_app using (true)', target);
    execute format('grant select on %s to ent_app', target);
  end
$$;
-- A table that only reviewed functions reach.
create procedure platform.close_to_all(target regclass) language plpgsql set search_path = '' as $$
  begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy keeper on %s to ent_owner using (true) with check (true)', target);
  end
$$;

-- Whether everybody who sees one wall sees the other too: the other is the same, or one of those around it.
create function platform.is_within(inner_wall uuid, outer_wall uuid) returns boolean language sql stable set search_path = '' as $$
  select inner_wall = outer_wall or exists (
    with recursive around as (
      select w.parent from platform.wall w where w.id = inner_wall
      union select w.parent from platform.wall w join around a on w.id = a.parent
    ) select from around a where a.parent = outer_wall)
$$;

call platform.wall_in('platform.record');
call platform.wall_in('platform.attachment', extra => 'exists (select from platform.record r where r.id = record and r.owner = any ((select platform.owns())::uuid[]))
  and added_by is not distinct from (select platform.acting_mandate())');
-- What many read never points to what few read: the target is seen by everybody who sees the link.
call platform.wall_in('platform.link', extra => 'exists (select from platform.record r where r.id = source and r.owner = any ((select platform.owns())::uuid[]))
  and exists (select from platform.record r where r.id = target and platform.is_within(link.wall, r.wall))');
grant update (title, lang, version, changed_at) on platform.record to ent_app;
grant delete on platform.link to ent_app;
create policy drop_link on platform.link for delete to ent_app using (owner = any ((select platform.owns())::uuid[]) and wall = any ((select platform.sees())::uuid[]));
call platform.open_to_all('platform.installation');
call platform.open_to_all('platform.migration');
call platform.close_to_all('platform.acting');
call platform.close_to_all('platform.wall');
create policy see on platform.wall for select to ent_app using (id = any ((select platform.sees())::uuid[]));
grant select on platform.wall to ent_app;

call platform.close_to_all('platform.audit');
create policy see on platform.audit for select to ent_app using (wall = any ((select platform.sees())::uuid[]));
create policy add on platform.audit for insert to ent_app
  with check (mandate is not distinct from (select platform.acting_mandate()) and person is not distinct from (select platform.acting_person())
    and partnership = (select platform.acting_partnership()) and wall = any ((select platform.sees())::uuid[]));
grant select on platform.audit to ent_app;
grant insert (partnership, wall, person, mandate, act, record, request, before, after) on platform.audit to ent_app;

call platform.close_to_all('platform.outbox');
create policy add on platform.outbox for insert to ent_app with check (partnership = (select platform.acting_partnership()));
grant insert (event, partnership, payload) on platform.outbox to ent_app;

call platform.close_to_all('platform.search_doc');
create policy searcher on platform.search_doc to ent_search using (true) with check (true);
create policy searcher on platform.record for select to ent_search using (true);
grant select, insert, update, delete on platform.search_doc to ent_search;
grant select on platform.record to ent_search;

-- A wider or narrower wall: only the owner moves a record, from a wall he sees to a wall he sees. What is the record itself goes along: the row
-- of its module, its links, its words in the search. What has a wall of its own keeps it: files, editions, children.
create function platform.move(moved uuid, new_wall uuid) returns void language plpgsql security definer set search_path = '' as $$
  begin
    if new_wall is null or new_wall <> all (platform.sees()) then raise exception 'no such record' using errcode = 'no_data_found'; end if;
    update platform.record r set wall = new_wall, version = version + 1, changed_at = platform.now()
      where r.id = moved and r.wall = any (platform.sees()) and r.owner = any (platform.owns());
    if not found then raise exception 'no such record' using errcode = 'no_data_found'; end if;
    -- Only links that the mover sees are asked for: of those behind other walls he must not learn.
    if exists (select from platform.link l join platform.record t on t.id = l.target where (l.source = moved or l.target = moved)
        and l.wall = any (platform.sees()) and not platform.is_within(l.wall, t.wall)) then
      raise exception 'a link would lead from a wider wall to a narrower one' using errcode = 'check_violation';
    end if;
  end
$$;

-- Puts the words of one part of a record, in one language, into the search, on that record's wall. Only its owner may.
create function platform.index_words(indexed uuid, part_of text, language text, strong text, plain text, inside_of uuid default null) returns void
language plpgsql security definer set search_path = '' as $$
  begin
    insert into platform.search_doc (record, part, lang, wall, partnership, within, words)
      select r.id, part_of, language, r.wall, r.partnership, inside_of,
        setweight(to_tsvector(platform.search_config(language), strong), 'A') || setweight(to_tsvector(platform.search_config(language), plain), 'B')
      from platform.record r where r.id = indexed and r.wall = any (platform.sees()) and r.owner = any (platform.owns())
    on conflict (record, part, lang) do update set wall = excluded.wall, within = excluded.within, words = excluded.words;
    if not found then raise exception 'no such record' using errcode = 'no_data_found'; end if;
  end
$$;
-- The one search: what the reader may see, in both languages, best first. It says which record, part and language matched, no words.
-- Ranking reads every document that matches, so a word of very many is looked for among the newest 2,000 only, where 100 are found already; of
-- a rarer word the newest 5,000 are ranked. Where a reader sees fewer than 2,000 documents, which is ten plans or so, everything is looked at. What is
-- hidden counts nowhere: neither limit is reached sooner or later for it.
create function platform.search(query text, inside uuid, most int, part_of uuid default null)
returns table (record uuid, part text, lang text, rank real) language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
  declare
    walls uuid[] := platform.sees();
    english tsquery := websearch_to_tsquery('platform.en', query);
    french tsquery := websearch_to_tsquery('platform.fr', query);
    seen int;
    hits int;
  begin
    select count(*), count(*) filter (where case n.lang when 'en' then n.words @@ english else n.words @@ french end) into seen, hits
      from (select d.lang, d.words from platform.search_doc d
        where d.partnership = inside and (part_of is null or d.within = part_of) and d.wall = any (walls) order by d.number desc limit 2000) n;
    if seen < 2000 or hits >= 100 then
      return query select n.record, n.part, n.lang, (ts_rank(n.words, case n.lang when 'en' then english else french end) * n.weight)::real as best
        from (select d.record, d.part, d.lang, d.words, d.weight from platform.search_doc d
          where d.partnership = inside and (part_of is null or d.within = part_of) and d.wall = any (walls) order by d.number desc limit 2000) n
        where case n.lang when 'en' then n.words @@ english else n.words @@ french end
        order by best desc, n.record, n.part, n.lang limit least(most, 500);
    else
      -- Written so that only the words lead to the rows: fetching all rows of a wall, to meet them with those of a word, costs many times more.
      return query with hit as (
          (select d.record, d.part, d.lang, d.words, english as asked, d.weight from platform.search_doc d
            where d.words @@ english and d.partnership = inside and d.lang = 'en' and coalesce(d.within = part_of, part_of is null) and array_position(walls, d.wall) is not null
            order by d.number desc limit 5000)
          union all
          (select d.record, d.part, d.lang, d.words, french, d.weight from platform.search_doc d
            where d.words @@ french and d.partnership = inside and d.lang = 'fr' and coalesce(d.within = part_of, part_of is null) and array_position(walls, d.wall) is not null
            order by d.number desc limit 5000))
        select h.record, h.part, h.lang, (ts_rank(h.words, h.asked) * h.weight)::real as best from hit h
        order by best desc, h.record, h.part, h.lang limit least(most, 500);
    end if;
  end
$$;
-- All records of one thing (the lines of a plan) whose words answer a question, in either language, in no order and without a limit: for lists
-- that are filtered by words, counted and exported, where the best alone would be a half truth.
create function platform.records_found(query text, inside uuid, part_of uuid) returns table (record uuid)
language sql stable security definer set search_path = '' as $$
  with mine as (select platform.sees() as walls)
  select d.record from platform.search_doc d, mine where d.words @@ websearch_to_tsquery('platform.en', query)
    and d.partnership = inside and d.within = part_of and d.lang = 'en' and array_position(mine.walls, d.wall) is not null
  union
  select d.record from platform.search_doc d, mine where d.words @@ websearch_to_tsquery('platform.fr', query)
    and d.partnership = inside and d.within = part_of and d.lang = 'fr' and array_position(mine.walls, d.wall) is not null
$$;
grant create on schema platform to ent_search;
alter function platform.index_words(uuid, text, text, text, text, uuid) owner to ent_search;
alter function platform.search(text, uuid, int, uuid) owner to ent_search;
alter function platform.records_found(text, uuid, uuid) owner to ent_search;
revoke create on schema platform from ent_search;

grant execute on function platform.sees(), platform.owns(), platform.now(), platform.today(), platform.acting_mandate(), platform.acting_person(), platform.acting_partnership(),
  platform.search_config(text) to ent_app, ent_search;
grant execute on function platform.acting_row() to ent_owner;
grant execute on function platform.now(), platform.today() to ent_auth;
grant execute on function platform.move(uuid, uuid), platform.index_words(uuid, text, text, text, text, uuid), platform.search(text, uuid, int, uuid),
  platform.records_found(text, uuid, uuid) to ent_app;
grant execute on function platform.append_only(), platform.is_within(uuid, uuid) to ent_app;

comment on table platform.record is 'what a person would cite, link, follow or comment on';
comment on table platform.wall is 'a named set of readers';
comment on table platform.acting is 'one row per secret and capacity; closed';
