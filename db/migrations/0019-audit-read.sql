-- The audit is read: by those who see the wall of an entry. And it holds what was refused and what was opened, noted after the answer.
alter table platform.audit alter column request set default nullif(current_setting('ent.request', true), '');
-- Each reader pages through the entries of his own walls: what stands behind others costs him no time.
create index on platform.audit (wall, id desc);
-- What the installation does for everybody has no wall, and no page shows it.

-- Notes a request that was refused. One that named something which exists behind a wall that whoever asked does not see (`named`: what stood in the
-- address) is noted there, for its owner: who acts in which capacity asked for it. Any other refusal is noted for the own side of whoever asked. The same is
-- not noted twice within an hour. Says nothing back: called after the answer, for what is hidden and for what is absent alike.
create function platform.note_refusal(route text, why text, named jsonb) returns void language plpgsql security definer set search_path = '' as $$
  declare me platform.acting := platform.acting_row(); thing record; own uuid;
  begin
    if me.partnership is null or platform.lens() is not null then return; end if;
    for thing in
      select r.id, r.owner from platform.record r where r.partnership = me.partnership and r.wall <> all (me.sees) and r.id in (
        select v.value::uuid from jsonb_each_text(named) v where v.value ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
        union all select p.id from plan.plan p where p.partnership = me.partnership and p.slug = named ->> 'plan')
    loop
      if not exists (select from platform.audit a where a.record = thing.id and a.act = 'platform.asked-for-hidden' and a.mandate is not distinct from me.mandate
          and a.at > clock_timestamp() - interval '1 hour') then
        insert into platform.audit (partnership, wall, person, mandate, act, record, after)
          values (me.partnership, thing.owner, me.person, me.mandate, 'platform.asked-for-hidden', thing.id, platform.capacity_of(me.mandate) || jsonb_build_object('route', route));
      end if;
    end loop;
    if me.mandate is null or why = 'http.not-found' then return; end if;
    own := coalesce(me.owns[1], (select w.id from platform.wall w where w.partnership = me.partnership and w.kind = 'partnership'));
    if not exists (select from platform.audit a where a.wall = own and a.act = 'platform.refused' and a.mandate = me.mandate and a.after ->> 'route' = route
        and a.at > clock_timestamp() - interval '1 hour') then
      insert into platform.audit (partnership, wall, person, mandate, act, after)
        values (me.partnership, own, me.person, me.mandate, 'platform.refused', platform.capacity_of(me.mandate) || jsonb_build_object('route', route, 'why', why));
    end if;
  end
$$;
-- The capacity as others may know it: the role and the party. The name stays with those who see the mandate.
create function platform.capacity_of(of_mandate uuid) returns jsonb language sql stable set search_path = '' as $$
  select coalesce((select jsonb_strip_nulls(jsonb_build_object('role', m.role, 'party', y.name)) from directory.mandate m left join directory.party y on y.id = m.party
    where m.id = of_mandate), jsonb_build_object('role', 'visitor'))
$$;

-- Notes that whoever acts opened records on the wall of an organisation or a circle: once for each and day. Of other records nobody notes who reads them.
create function platform.note_openings(records uuid[]) returns void language plpgsql security definer set search_path = '' as $$
  declare me platform.acting := platform.acting_row();
  begin
    if me.mandate is null or platform.lens() is not null then return; end if;
    insert into platform.audit (partnership, wall, person, mandate, act, record)
      select r.partnership, r.wall, me.person, me.mandate, 'platform.opened', r.id
      from platform.record r join platform.wall w on w.id = r.wall
      where r.id = any (records) and r.partnership = me.partnership and r.wall = any (me.sees) and w.kind in ('organisation', 'group')
        and not exists (select from platform.audit a where a.record = r.id and a.act = 'platform.opened' and a.mandate = me.mandate
          and a.at >= date_trunc('day', clock_timestamp() at time zone 'UTC') at time zone 'UTC')
      order by r.id;
  end
$$;

-- The newest seal of the days that are over: who keeps it can prove later that nothing before it was changed. Never one of today, which would count
-- what others do; and without its number, which would too.
create function platform.kept_anchor() returns table (at timestamptz, hash text) language sql stable security definer set search_path = '' as $$
  select s.at, encode(s.hash, 'hex') from platform.audit_seal s
  where s.partnership = platform.acting_partnership() and platform.acting_mandate() is not null
    and s.at < date_trunc('day', pg_catalog.now() at time zone 'UTC') at time zone 'UTC'
  order by s.number desc limit 1
$$;
grant execute on function platform.note_refusal(text, text, jsonb), platform.note_openings(uuid[]), platform.kept_anchor() to ent_app;
