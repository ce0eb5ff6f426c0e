-- What pages need of circles: the walls one writes on with how many read them, notes kept in a circle, and nobody in a circle whom its people do not see.

-- As before; and whoever is put in is somebody whom all within the wall around the circle see, so that its members know who else reads.
create or replace function directory.join_circle(joined uuid, of_mandate uuid, of_party uuid) returns void language plpgsql security definer set search_path = '' as $$
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
      raise exception 'the circle is for one side only' using errcode = 'check_violation', constraint = 'one_side';
    end if;
    if of_mandate is not null and not (select platform.is_within(around, m.wall) from directory.mandate m where m.id = of_mandate) then
      raise exception 'not everybody would see who this is' using errcode = 'check_violation', constraint = 'known_to_all';
    end if;
    insert into directory.circle_member (circle, mandate, party, joined_by, wall)
      values (minded.id, of_mandate, of_party, platform.acting_mandate(), minded.circle) on conflict do nothing returning id into added;
    if added is null then return; end if;
    perform directory.note_circle(minded, 'directory.circle-joined', added, null, jsonb_strip_nulls(jsonb_build_object('mandate', of_mandate, 'party', of_party)));
  end
$$;

-- How many people read each of the walls that whoever acts writes on: also those whose mandates he does not see. Says the same as walls_of asked
-- for every mandate, in the time of a page. Of the wall that all parties share nobody counts.
create or replace function accounts.own_readers() returns table (wall uuid, people int) language sql stable security definer set search_path = '' as $$
  with own as (select o.id from unnest(platform.owns()) o (id)), reads as (
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

-- The walls on which whoever acts may write, widest circle first, with the number of people who read each.
create view directory.v_own_wall with (security_invoker = true) as
  select w.id, w.partnership, w.kind, w.parent, w.seat, w.circle, w.readers, o.people, array_position(platform.owns(), w.id) as place
  from directory.v_wall w left join accounts.own_readers() o on o.wall = w.id where w.id = any ((select platform.owns())::uuid[]);
grant select on directory.v_own_wall to ent_app;

-- Notes are kept in a circle too.
drop policy add on followup.note;
create policy add on followup.note for insert to ent_app with check (wall = any ((select platform.sees())::uuid[]) and owner = any ((select platform.owns())::uuid[])
  and exists (select from platform.record r where r.id = note.id and r.kind = 'followup.note' and r.owner = any ((select platform.owns())::uuid[]))
  and exists (select from platform.wall w where w.id = note.wall and w.kind in ('party', 'member', 'organisation', 'group'))
  and exists (select from plan.v_line n where n.id = note.node and platform.is_within(note.wall, n.wall)));
drop policy mend on followup.note;
create policy mend on followup.note for update to ent_app
  using (wall = any ((select platform.sees())::uuid[]) and owner = any ((select platform.owns())::uuid[]))
  with check (wall = any ((select platform.sees())::uuid[]) and owner = any ((select platform.owns())::uuid[])
    and exists (select from platform.record r where r.id = note.id and r.kind = 'followup.note' and r.owner = any ((select platform.owns())::uuid[]))
    and exists (select from platform.wall w where w.id = note.wall and w.kind in ('party', 'member', 'organisation', 'group'))
    and exists (select from plan.v_line n where n.id = note.node and platform.is_within(note.wall, n.wall)));
