-- Programs name circles in addresses; whoever makes one may say which id it gets, as for a discussion.
drop function directory.make_circle(text, text);
create function directory.make_circle(new_name text, inside text, new_id uuid default gen_random_uuid()) returns uuid language plpgsql security definer set search_path = '' as $$
  declare own record; made directory.circle; own_wall uuid;
  begin
    select m.id, m.partnership, y.circle into own from directory.mandate m join directory.party y on y.id = m.party
      where m.id = platform.acting_mandate() and m.role in ('speaker', 'focal-point') and m.valid @> platform.today();
    if not found then raise exception 'only who acts for a party makes a circle' using errcode = 'insufficient_privilege'; end if;
    insert into platform.wall (partnership, kind, parent) values (own.partnership, 'group', case inside
        when 'side' then own.circle
        else (select w.id from platform.wall w where w.partnership = own.partnership and w.kind = 'partnership') end)
      returning id into own_wall;
    insert into directory.circle (id, partnership, circle, name, made_by, wall, owner) values (new_id, own.partnership, own_wall, new_name, own.id, own_wall, own.circle)
      returning * into made;
    insert into directory.circle_member (circle, mandate, joined_by, wall) values (made.id, own.id, own.id, own_wall);
    perform directory.note_circle(made, 'directory.circle-made', null, null, jsonb_build_object('name', new_name, 'inside', inside));
    return made.id;
  end
$$;
grant execute on function directory.make_circle(text, text, uuid) to ent_app;

-- The list of the audit is read on from an instant, never from a number, which would count what others do.
drop index platform.audit_wall_id_idx;
create index on platform.audit (wall, at desc, id desc);
