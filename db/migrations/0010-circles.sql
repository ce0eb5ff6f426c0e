-- Walls narrower than a party: those of an organisation, and circles, which are named groups of people inside one partnership.

-- ORGANISATION CIRCLE: the wall of the people who act for one seat out of one organisation. Made with their first mandate.
create table directory.organisation_circle (
  party uuid not null references directory.party,
  organisation uuid not null references directory.organisation,
  circle uuid not null unique,
  wall uuid not null,
  check (wall = circle),
  primary key (party, organisation),
  foreign key (circle) references platform.wall
);
create index on directory.organisation_circle (wall);
create index on directory.organisation_circle (organisation);
call platform.wall_in('directory.organisation_circle', write => false);

-- CIRCLE: a named group inside one partnership, with a wall of its own. What it writes together is owned by that wall. `owner` is the circle of
-- the seat that made it and minds it. Closed: it is read on by its members, and nobody joins or writes any more.
create table directory.circle (
  id uuid primary key default gen_random_uuid(),
  partnership uuid not null references directory.partnership,
  circle uuid not null unique,
  name text not null check (length(name) between 1 and 80 and name = btrim(name)),
  made_at timestamptz not null default platform.now(),
  made_by uuid not null references directory.mandate,
  closed_at timestamptz,
  closed_by uuid references directory.mandate,
  wall uuid not null,
  owner uuid not null,
  check (wall = circle),
  check ((closed_at is null) = (closed_by is null)),
  foreign key (circle, partnership) references platform.wall (id, partnership),
  foreign key (owner, partnership) references platform.wall (id, partnership),
  unique (id, circle)
);
create index on directory.circle (partnership, made_at);
create index on directory.circle (wall);
create index on directory.circle (owner);
call platform.wall_in('directory.circle', write => false);

-- Who is in it: a mandate, or a seat and with it everybody who acts for it on that day. Rows stay: who was in it from when until when.
create table directory.circle_member (
  id uuid primary key default gen_random_uuid(),
  circle uuid not null,
  mandate uuid references directory.mandate,
  party uuid references directory.party,
  joined_at timestamptz not null default platform.now(),
  joined_by uuid not null references directory.mandate,
  left_at timestamptz,
  left_by uuid references directory.mandate,
  wall uuid not null,
  check (num_nonnulls(mandate, party) = 1),
  check ((left_at is null) = (left_by is null)),
  foreign key (circle, wall) references directory.circle (id, circle)
);
create unique index on directory.circle_member (circle, mandate) where left_at is null;
create unique index on directory.circle_member (circle, party) where left_at is null;
create index on directory.circle_member (circle);
create index on directory.circle_member (mandate);
create index on directory.circle_member (party);
create index on directory.circle_member (wall);
call platform.wall_in('directory.circle_member', write => false);

create function directory.circle_of_organisation() returns trigger language plpgsql security definer set search_path = '' as $$
  declare own_circle uuid;
  begin
    if new.party is null or new.organisation is null then return null; end if;
    -- Two first mandates at once make one circle.
    perform pg_advisory_xact_lock(hashtextextended(new.party::text || new.organisation, 0));
    if exists (select from directory.organisation_circle o where o.party = new.party and o.organisation = new.organisation) then return null; end if;
    insert into platform.wall (partnership, kind, parent) select y.partnership, 'organisation', y.circle from directory.party y where y.id = new.party
      returning id into own_circle;
    insert into directory.organisation_circle (party, organisation, circle, wall) values (new.party, new.organisation, own_circle, own_circle);
    return null;
  end
$$;
create trigger circle_of_organisation after insert on directory.mandate for each row execute function directory.circle_of_organisation();
do $$
  declare needed record; own_circle uuid;
  begin
    for needed in select distinct m.party, m.organisation, y.partnership, y.circle from directory.mandate m join directory.party y on y.id = m.party
      where m.organisation is not null
    loop
      insert into platform.wall (partnership, kind, parent) values (needed.partnership, 'organisation', needed.circle) returning id into own_circle;
      insert into directory.organisation_circle (party, organisation, circle, wall) values (needed.party, needed.organisation, own_circle, own_circle);
    end loop;
  end
$$;

-- What a mandate opens: `sees`, from the widest wall to the narrowest, and `owns`, its seat first, then its organisation, then circles in the
-- order in which they were made. This is the only place that computes it: for sessions, tokens, and whoever asks who can read something.
-- No walls: the mandate does not hold on that day (null: now). A circle counts only for those who see the wall around it.
create function accounts.walls_of(of_mandate uuid, on_day date default null, out sees uuid[], out owns uuid[]) language plpgsql stable
set search_path = '' as $$
  declare
    hat record; everybody uuid; all_parties uuid; joined uuid[]; written uuid[];
  begin
    select m.id, m.partnership, m.role, m.party, y.circle, b.circle as bloc_circle, o.circle as organisation_circle into hat
      from directory.mandate m
        left join directory.party y on y.id = m.party left join directory.party b on b.id = y.parent
        left join directory.organisation_circle o on o.party = m.party and o.organisation = m.organisation
      where m.id = of_mandate and m.valid @> coalesce(on_day, platform.today());
    if not found then return; end if;
    select w.id into strict everybody from platform.wall w where w.partnership = hat.partnership and w.kind = 'public';
    select w.id into strict all_parties from platform.wall w where w.partnership = hat.partnership and w.kind = 'partnership';
    case
      when hat.role in ('administrator', 'secretariat') then sees := array[everybody, all_parties]; owns := array[all_parties];
      when hat.role = 'observer' then sees := array[everybody]; owns := '{}';
      when hat.role in ('speaker', 'focal-point', 'contributor') then
        sees := array_remove(array[everybody, all_parties, hat.bloc_circle, hat.circle, hat.organisation_circle], null);
        owns := array_remove(array[hat.circle, hat.organisation_circle], null);
        select array_agg(c.circle order by c.made_at, c.id), array_agg(c.circle order by c.made_at, c.id) filter (where c.closed_at is null) into joined, written
          from directory.circle c join platform.wall w on w.id = c.circle
          where c.partnership = hat.partnership and w.parent = any (sees) and exists (
            select from directory.circle_member x where x.circle = c.id and (x.mandate = hat.id or x.party = hat.party)
              and case when on_day is null then x.left_at is null
                else x.joined_at < (on_day + 1)::timestamp at time zone 'UTC' and coalesce(x.left_at >= on_day::timestamp at time zone 'UTC', true) end);
        sees := sees || coalesce(joined, '{}');
        owns := owns || coalesce(written, '{}');
    end case;
  end
$$;

-- Whoever puts on a hat waits for those who change what it opens, so that nothing is opened by what held a moment ago.
create function accounts.hold_walls(of_partnership uuid, to_change boolean) returns void language plpgsql set search_path = '' as $$
  begin
    if to_change then perform pg_advisory_xact_lock(hashtextextended('walls of ' || of_partnership, 0));
    else perform pg_advisory_xact_lock_shared(hashtextextended('walls of ' || of_partnership, 0)); end if;
  end
$$;

-- As before, with the walls of organisations and circles.
create or replace function accounts.wear(token text, mandate uuid) returns boolean language plpgsql security definer set search_path = '' as $$
  declare
    alive record; hat record; opened record;
  begin
    -- Held until the end, so that a session revoked meanwhile takes this with it.
    select s."id", s."userId", s."expiresAt", s."token" into alive
      from auth.session s join accounts.login g on g.auth_user = s."userId"
      where s."token" = encode(sha256(convert_to(wear.token, 'UTF8')), 'hex') and s."expiresAt" > pg_catalog.now()
        and s."updatedAt" > pg_catalog.now() - interval '8 hours' and g.suspended_at is null
      for share of s;
    if not found then return false; end if;
    perform accounts.hold_walls(m.partnership, false) from directory.mandate m where m.id = wear.mandate;
    select m.id, m.person, m.partnership, nullif(upper(m.valid), 'infinity') as ends into hat
      from directory.mandate m join accounts.login_person l on l.person = m.person
      where m.id = wear.mandate and l.login = alive."userId" and m.valid @> platform.today();
    if not found then return false; end if;
    select w.sees, w.owns into opened from accounts.walls_of(hat.id) w;
    insert into accounts.worn (session, mandate) values (alive."id", hat.id) on conflict (session) do update set mandate = excluded.mandate;
    insert into platform.acting (token_hash, session_hash, person, mandate, partnership, sees, owns, expires)
      values (sha256(convert_to(wear.token || ':' || hat.id, 'UTF8')), decode(alive."token", 'hex'), hat.person, hat.id, hat.partnership, opened.sees, opened.owns,
        least(alive."expiresAt", pg_catalog.now() + (hat.ends::timestamp at time zone 'UTC' - platform.now())))
      on conflict (token_hash) do update set sees = excluded.sees, owns = excluded.owns, expires = excluded.expires;
    insert into platform.audit (partnership, person, mandate, act) values (hat.partnership, hat.person, hat.id, 'accounts.capacity-worn');
    return true;
  end
$$;
create or replace function accounts.end_acting() returns trigger language plpgsql security definer set search_path = '' as $$
  begin
    perform accounts.hold_walls(old.partnership, true);
    delete from platform.acting a where a.mandate = old.id;
    return null;
  end
$$;

-- Who joins or leaves a circle reads and writes accordingly from the next statement on. A session gets all that its mandate opens; whatever else
-- acts under the mandate, such as a token that was given less, only ever loses here.
create function accounts.follow_circle() returns trigger language plpgsql security definer set search_path = '' as $$
  declare changed uuid := case tg_table_name when 'circle' then new.id else new.circle end;
  begin
    perform accounts.hold_walls(c.partnership, true) from directory.circle c where c.id = changed;
    update platform.acting a
      set sees = case when o.of_session then o.sees else array(select x from unnest(a.sees) with ordinality u (x, n) where x = any (o.sees) order by n) end,
        owns = case when o.of_session then o.owns else array(select x from unnest(a.owns) with ordinality u (x, n) where x = any (o.owns) order by n) end
      from (
        select r.token_hash, coalesce(w.sees, '{}') as sees, coalesce(w.owns, '{}') as owns,
          exists (select from auth.session s where s."token" = encode(r.session_hash, 'hex')) as of_session
        from platform.acting r join directory.mandate m on m.id = r.mandate cross join lateral accounts.walls_of(m.id) w
        where exists (select from directory.circle_member x where x.circle = changed and (x.mandate = m.id or x.party = m.party))) o
      where a.token_hash = o.token_hash;
    return null;
  end
$$;
create trigger follow_circle after insert or update on directory.circle_member for each row execute function accounts.follow_circle();
create trigger follow_circle after update of closed_at on directory.circle for each row execute function accounts.follow_circle();

-- The acts. Who may, what changes and the entry of the audit stand together here, because the rows are closed to everybody: a wall is made only so.

-- The circle that whoever acts may change: of one's own seat, whose speaker minds all its circles, and whose focal points mind those they are in.
-- Anybody else is told that there is none.
create function directory.circle_to_mind(wanted uuid) returns directory.circle language plpgsql set search_path = '' as $$
  declare found_one directory.circle;
  begin
    select c.* into found_one from directory.circle c
      where c.id = wanted and c.partnership = platform.acting_partnership() and exists (
        select from directory.mandate m join directory.party y on y.id = m.party
          where m.id = platform.acting_mandate() and y.circle = c.owner
            and (m.role = 'speaker' or m.role = 'focal-point' and c.circle = any (platform.sees())))
      for update;
    if not found then raise exception 'no such circle' using errcode = 'no_data_found'; end if;
    return found_one;
  end
$$;
create function directory.note_circle(done directory.circle, act text, member uuid, before jsonb, after jsonb) returns void language plpgsql set search_path = '' as $$
  begin
    insert into platform.audit (partnership, wall, person, mandate, act, record, before, after)
      values (done.partnership, done.circle, platform.acting_person(), platform.acting_mandate(), act, done.id, before, after);
    insert into platform.outbox (event, partnership, payload)
      values (act, done.partnership, jsonb_strip_nulls(jsonb_build_object('circle', done.id, 'member', member)));
  end
$$;

-- Makes a circle and puts its maker into it. `inside`: 'side' for people of one's own seat alone, 'partnership' for people of any.
create function directory.make_circle(new_name text, inside text) returns uuid language plpgsql security definer set search_path = '' as $$
  declare own record; made directory.circle; own_wall uuid;
  begin
    select m.id, m.partnership, y.circle into own from directory.mandate m join directory.party y on y.id = m.party
      where m.id = platform.acting_mandate() and m.role in ('speaker', 'focal-point') and m.valid @> platform.today();
    if not found then raise exception 'only who acts for a party makes a circle' using errcode = 'insufficient_privilege'; end if;
    insert into platform.wall (partnership, kind, parent) values (own.partnership, 'group', case inside
        when 'side' then own.circle
        else (select w.id from platform.wall w where w.partnership = own.partnership and w.kind = 'partnership') end)
      returning id into own_wall;
    insert into directory.circle (partnership, circle, name, made_by, wall, owner) values (own.partnership, own_wall, new_name, own.id, own_wall, own.circle)
      returning * into made;
    insert into directory.circle_member (circle, mandate, joined_by, wall) values (made.id, own.id, own.id, own_wall);
    perform directory.note_circle(made, 'directory.circle-made', null, null, jsonb_build_object('name', new_name, 'inside', inside));
    return made.id;
  end
$$;
create function directory.rename_circle(renamed uuid, new_name text) returns void language plpgsql security definer set search_path = '' as $$
  declare minded directory.circle := directory.circle_to_mind(renamed);
  begin
    if minded.name = new_name then return; end if;
    update directory.circle c set name = new_name where c.id = renamed;
    perform directory.note_circle(minded, 'directory.circle-renamed', null, jsonb_build_object('name', minded.name), jsonb_build_object('name', new_name));
  end
$$;
-- Puts one mandate (of_party null) or one seat into it: only what one sees oneself, and only who sees the wall around the circle.
create function directory.join_circle(joined uuid, of_mandate uuid, of_party uuid) returns void language plpgsql security definer set search_path = '' as $$
  declare minded directory.circle := directory.circle_to_mind(joined); around uuid; seat record; added uuid;
  begin
    if minded.closed_at is not null then raise exception 'the circle is closed' using errcode = 'object_not_in_prerequisite_state'; end if;
    select w.parent into around from platform.wall w where w.id = minded.circle;
    select y.id, y.circle, b.circle as bloc_circle into seat from directory.party y left join directory.party b on b.id = y.parent
      where y.partnership = minded.partnership and y.wall = any (platform.sees()) and y.id = coalesce(of_party, (
        select m.party from directory.mandate m where m.id = of_mandate and m.partnership = minded.partnership and m.wall = any (platform.sees())
          and m.valid @> platform.today()));
    if not found then raise exception 'no such member' using errcode = 'no_data_found'; end if;
    if seat.circle is distinct from around and seat.bloc_circle is distinct from around
        and not exists (select from platform.wall w where w.id = around and w.kind = 'partnership') then
      raise exception 'the circle is for one side only' using errcode = 'check_violation';
    end if;
    insert into directory.circle_member (circle, mandate, party, joined_by, wall)
      values (minded.id, of_mandate, of_party, platform.acting_mandate(), minded.circle) on conflict do nothing returning id into added;
    if added is null then return; end if;
    perform directory.note_circle(minded, 'directory.circle-joined', added, null, jsonb_strip_nulls(jsonb_build_object('mandate', of_mandate, 'party', of_party)));
  end
$$;
-- Takes a member out: who minds the circle anybody, everybody himself, and a seat's speaker his seat.
create function directory.leave_circle(leaving uuid) returns void language plpgsql security definer set search_path = '' as $$
  declare gone directory.circle_member; left_one directory.circle;
  begin
    select x.* into gone from directory.circle_member x join directory.circle c on c.id = x.circle
      where x.id = leaving and x.left_at is null and c.partnership = platform.acting_partnership() for update of x;
    if not found then raise exception 'no such member' using errcode = 'no_data_found'; end if;
    if gone.mandate is not distinct from platform.acting_mandate() or exists (
        select from directory.mandate m where m.id = platform.acting_mandate() and m.party = gone.party and m.role = 'speaker') then
      select c.* into left_one from directory.circle c where c.id = gone.circle;
    else
      left_one := directory.circle_to_mind(gone.circle);
    end if;
    update directory.circle_member x set left_at = greatest(platform.now(), x.joined_at), left_by = platform.acting_mandate() where x.id = leaving;
    perform directory.note_circle(left_one, 'directory.circle-left', leaving, jsonb_strip_nulls(jsonb_build_object('mandate', gone.mandate, 'party', gone.party)), null);
  end
$$;
create function directory.close_circle(closing uuid) returns void language plpgsql security definer set search_path = '' as $$
  declare minded directory.circle := directory.circle_to_mind(closing);
  begin
    if minded.closed_at is not null then return; end if;
    update directory.circle c set closed_at = platform.now(), closed_by = platform.acting_mandate() where c.id = closing;
    perform directory.note_circle(minded, 'directory.circle-closed', null, null, null);
  end
$$;
-- The circles that one's own seat made and that whoever acts, its speaker, minds without being in them: their names, and how many are in. No more.
create function directory.circles_to_mind() returns table (id uuid, name text, made_at timestamptz, closed_at timestamptz, members int)
language sql stable security definer set search_path = '' as $$
  select c.id, c.name, c.made_at, c.closed_at, (select count(*)::int from directory.circle_member x where x.circle = c.id and x.left_at is null)
  from directory.mandate m join directory.party y on y.id = m.party join directory.circle c on c.owner = y.circle
  where m.id = platform.acting_mandate() and m.role = 'speaker' and c.circle <> all (platform.sees())
  order by c.made_at, c.id limit 500
$$;

-- The mandates that open a wall on a day (null: now), for somebody who sees that wall himself. Joined with mandates as their reader sees them.
create function accounts.readers_of(of_wall uuid, on_day date default null) returns table (mandate uuid) language sql stable security definer set search_path = '' as $$
  select m.id from directory.mandate m
  where of_wall = any (platform.sees()) and m.partnership = platform.acting_partnership() and m.valid @> coalesce(on_day, platform.today())
    and of_wall = any ((select w.sees from accounts.walls_of(m.id, on_day) w)::uuid[])
$$;
-- How many people read each of the walls that whoever acts writes on: also those whose mandates he does not see.
create function accounts.own_readers() returns table (wall uuid, people int) language sql stable security definer set search_path = '' as $$
  select o.wall, count(distinct m.person)::int
  from directory.mandate m cross join lateral accounts.walls_of(m.id) w join unnest(platform.owns()) o (wall) on o.wall = any (w.sees)
  where m.partnership = platform.acting_partnership() group by o.wall
$$;
grant execute on function directory.make_circle(text, text), directory.rename_circle(uuid, text), directory.join_circle(uuid, uuid, uuid), directory.leave_circle(uuid),
  directory.close_circle(uuid), directory.circles_to_mind(), accounts.readers_of(uuid, date), accounts.own_readers() to ent_app;

-- A wall by what it is called, for whoever sees it.
create view directory.v_wall with (security_invoker = true) as
  select w.id, w.partnership, w.kind, w.parent, coalesce(y.id, o.party) as seat, coalesce(y.name, s.name) as seat_name, o.organisation, g.name as organisation_name,
    g.slug as organisation_slug, c.id as circle, c.name as circle_name, c.owner as circle_owner, c.closed_at,
    -- Who reads what stands on it, for pages to say in words.
    jsonb_build_object('kind', w.kind, 'party', coalesce(y.name, s.name), 'organisation', g.name, 'circle', c.name) as readers
  from platform.wall w
    left join directory.party y on y.circle = w.id
    left join directory.organisation_circle o on o.circle = w.id left join directory.party s on s.id = o.party left join directory.organisation g on g.id = o.organisation
    left join directory.circle c on c.circle = w.id;
create view directory.v_circle with (security_invoker = true) as
  select c.id, c.partnership, c.circle, c.name, c.made_at, c.made_by, c.closed_at, c.closed_by, c.owner, w.parent from directory.circle c
    join platform.wall w on w.id = c.circle;
create view directory.v_circle_member with (security_invoker = true) as
  select x.id, x.circle, x.mandate, x.party, x.joined_at, x.joined_by, x.left_at, x.left_by from directory.circle_member x;
grant select on directory.v_wall, directory.v_circle, directory.v_circle_member to ent_app;

comment on table directory.organisation_circle is 'the people who act for a seat out of one organisation; their wall';
comment on table directory.circle is 'a named group inside a partnership, with a wall of its own';
comment on table directory.circle_member is 'who is in a circle, from when until when';
