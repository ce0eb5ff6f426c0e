-- How many people read a wall, as far as whoever acts may know it: of a party that is in a circle as a whole, those whose mandates he sees. Otherwise the
-- number alone would tell the other members when that party names somebody among themselves. Of the walls of one's own seat, everybody, as before.
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
      join directory.mandate m on m.party = x.party and m.wall = any (platform.sees()))
  select r.id, count(distinct r.person)::int from reads r where r.valid @> platform.today() group by r.id
$$;
