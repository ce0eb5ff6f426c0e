-- Looking as somebody else: what of one's own a reader behind another wall would get. The wall is shown beside the secret (`ent.lens`); it only ever
-- narrows what the secret opens, so nothing is gained by naming any wall. A transaction that shows one is read only.
create function platform.lens() returns uuid language sql stable set search_path = '' as $$
  select nullif(current_setting('ent.lens', true), '')::uuid
$$;
create function directory.circles_of_seat(of_wall uuid) returns table (wall uuid, closed boolean) language sql stable set search_path = '' as $$
  select c.circle, c.closed_at is not null from directory.party y join directory.circle_member x on x.party = y.id and x.left_at is null
    join directory.circle c on c.id = x.circle where y.circle = of_wall order by c.made_at, c.id
$$;
-- What somebody sees who is behind a wall: it, all that stand around it, and where it is the wall of a seat, the circles that the whole seat is in.
create function platform.around(inner_wall uuid) returns uuid[] language sql stable set search_path = '' as $$
  with recursive around as (
    select w.id, w.parent from platform.wall w where w.id = inner_wall
    union select w.id, w.parent from platform.wall w join around a on w.id = a.parent
  ) select coalesce(array_agg(s.id), '{}') from (select a.id from around a union all select c.wall from directory.circles_of_seat(inner_wall) c) s
$$;

create or replace function platform.sees() returns uuid[] language sql stable security definer set search_path = '' as $$
  select coalesce((select case when platform.lens() is null then a.sees
      else array(select w from unnest(a.sees) with ordinality u (w, n) where w = any (platform.around(platform.lens())) order by n) end
    from platform.acting a
    where a.token_hash = sha256(convert_to(nullif(current_setting('ent.act', true), ''), 'UTF8')) and a.expires > pg_catalog.now()), '{}')
$$;
-- Whoever looks as another writes nothing, but pages ask on which wall he would: on that of the seat, as the other does.
create or replace function platform.owns() returns uuid[] language sql stable security definer set search_path = '' as $$
  select coalesce((select case when platform.lens() is null then a.owns
      else array(select w.id from platform.wall w where w.id = platform.lens() and w.kind <> 'public')
        || array(select c.wall from directory.circles_of_seat(platform.lens()) c where not c.closed and c.wall = any (a.sees)) end
    from platform.acting a
    where a.token_hash = sha256(convert_to(nullif(current_setting('ent.act', true), ''), 'UTF8')) and a.expires > pg_catalog.now()), '{}')
$$;
-- He is nobody in particular: nothing that is of a person or a mandate is his.
create or replace function platform.acting_mandate() returns uuid language sql stable security definer set search_path = '' as $$
  select case when platform.lens() is null then (platform.acting_row()).mandate end
$$;
create or replace function platform.acting_person() returns uuid language sql stable security definer set search_path = '' as $$
  select case when platform.lens() is null then (platform.acting_row()).person end
$$;
-- The wall itself is seen through the lens, as what stands above an empty form: that a seat has one is known to everybody.
drop policy see on platform.wall;
create policy see on platform.wall for select to ent_app using (id = any ((select platform.sees())::uuid[]) or id = (select platform.lens()));

-- Of the own walls only: how many act for another side is not told by looking as it.
create or replace function accounts.own_readers() returns table (wall uuid, people int) language sql stable security definer set search_path = '' as $$
  with own as (select o.id from unnest(platform.owns()) o (id) where platform.lens() is null), reads as (
    select o.id, m.person, m.valid from own o join directory.party y on y.circle = o.id join directory.mandate m on m.party = y.id
    union all
    select o.id, m.person, m.valid from own o join directory.party y on y.circle = o.id join directory.party s on s.parent = y.id join directory.mandate m on m.party = s.id
    union all
    select o.id, m.person, m.valid from own o join directory.organisation_circle g on g.circle = o.id
      join directory.mandate m on m.party = g.party and m.organisation = g.organisation
    union all
    select o.id, m.person, m.valid from own o join directory.circle c on c.circle = o.id join directory.circle_member x on x.circle = c.id and x.left_at is null
      join directory.mandate m on m.id = x.mandate
    union all
    select o.id, m.person, m.valid from own o join directory.circle c on c.circle = o.id join directory.circle_member x on x.circle = c.id and x.left_at is null
      join directory.mandate m on m.party = x.party)
  select r.id, count(distinct r.person)::int from reads r where r.valid @> platform.today() group by r.id
$$;

-- What of the records that one sees somebody behind another wall does not: how many of each kind. Asked in one's own name.
create function platform.not_there_for(other_wall uuid) returns table (kind text, records int) language sql stable security definer set search_path = '' as $$
  select r.kind, count(*)::int from platform.record r
  where platform.lens() is null and r.partnership = platform.acting_partnership() and r.wall = any (platform.sees()) and r.wall <> all (platform.around(other_wall))
  group by r.kind order by r.kind
$$;
grant execute on function platform.lens(), platform.not_there_for(uuid) to ent_app;
grant execute on function platform.lens() to ent_search;
