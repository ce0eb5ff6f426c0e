-- When, and how strongly, the holder of each session last proved who it is. What binds a party is done in a capacity that needs a second factor,
-- and sensitive acts need a proof of the last ten minutes. By the real clock.
create table auth.proof (
  session uuid primary key references auth.session ("id") on delete cascade,
  proved_at timestamptz not null default clock_timestamp(),
  -- Whether a second factor was part of it.
  factor boolean not null default false
);
grant select, insert, update, delete on auth.proof to ent_auth;
comment on table auth.proof is 'when the holder of a session last proved who it is';

-- In a demonstration the second factor is only offered: nobody has a phone for people who are invented.
alter table platform.installation add column second_factor text not null default 'required' check (second_factor in ('required', 'offered'));
update platform.installation set second_factor = 'offered' where demonstration;
-- Of sessions from before nobody knows how they were opened: their holders sign in again.
delete from auth.session;

-- The roles in which nobody acts with a password alone, where the installation says so: what they do binds a party, or all of them.
create function accounts.needs_factor(role text) returns boolean language sql stable set search_path = '' as $$
  select role in ('speaker', 'secretariat', 'administrator')
    and exists (select from platform.installation i where i.second_factor = 'required')
$$;

-- Whoever puts the hat on, and by whatever way: a session without a proved second factor does not act in such a capacity.
create function accounts.hold_factor() returns trigger language plpgsql set search_path = '' as $$
  begin
    if exists (select from directory.mandate m where m.id = new.mandate and accounts.needs_factor(m.role))
      and not exists (select from auth.proof p where p.session = new.session and p.factor) then
      raise exception 'this capacity needs a second factor' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end
$$;
create trigger hold_factor before insert or update on accounts.worn for each row execute function accounts.hold_factor();

-- A token acts without its person, so it is made for such a capacity only by somebody who has a second factor.
create function accounts.hold_factor_of_token() returns trigger language plpgsql set search_path = '' as $$
  begin
    if exists (select from directory.mandate m where m.id = new.mandate and accounts.needs_factor(m.role))
      and not exists (select from auth.second_factor f where f.login = new.login and f.confirmed_at is not null) then
      raise exception 'this capacity needs a second factor' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end
$$;
create trigger hold_factor before insert on accounts.token for each row execute function accounts.hold_factor_of_token();

-- As before, and: whether nobody acts in it without a second factor.
create or replace function accounts.hats_of(of_login uuid, worn uuid) returns jsonb language plpgsql stable set search_path = '' as $$
  begin
    return coalesce((
      select jsonb_agg(jsonb_build_object('mandate', m.id, 'person', m.person, 'role', m.role, 'title', m.title, 'party', m.party,
          'party_name', y.name, 'partnership', p.id, 'partnership_slug', p.slug, 'partnership_name', p.name, 'worn', coalesce(m.id = worn, false),
          'needs_factor', accounts.needs_factor(m.role))
        order by p.slug, lower(m.valid), m.id)
      from accounts.login_person l
        join directory.mandate m on m.person = l.person
        join directory.partnership p on p.id = m.partnership
        left join directory.party y on y.id = m.party
      where l.login = of_login and m.valid @> (select platform.today())), '[]');
  end
$$;

-- As before, and: which roles this session may not wear yet (locked), and whether its holder proved who it is in the last ten minutes.
create or replace function accounts.who_is(token text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
  begin
    return (
      select jsonb_build_object('login', u."id", 'name', u."name", 'hats', accounts.hats_of(u."id", w.mandate),
        'person', (select l.person from accounts.login_person l where l.login = u."id" order by l.person limit 1),
        'rested', s."updatedAt" < pg_catalog.now() - interval '5 minutes',
        'factor', exists (select from auth.second_factor f where f.login = u."id" and f.confirmed_at is not null),
        'locked', case when coalesce(p.factor, false) then '[]' else (
          select coalesce(jsonb_agg(r.role), '[]') from unnest(array['speaker', 'secretariat', 'administrator']) r (role) where accounts.needs_factor(r.role)) end,
        'proved_lately', coalesce(p.proved_at > pg_catalog.now() - interval '10 minutes', false))
      from auth.session s
        join auth."user" u on u."id" = s."userId"
        join accounts.login g on g.auth_user = u."id"
        left join accounts.worn w on w.session = s."id"
        left join auth.proof p on p.session = s."id"
      where s."token" = encode(sha256(convert_to(who_is.token, 'UTF8')), 'hex') and s."expiresAt" > pg_catalog.now()
        and s."updatedAt" > pg_catalog.now() - interval '8 hours' and g.suspended_at is null);
  end
$$;

-- Confirms the factor of whoever holds this session: the code of this half minute was right. From now on sign-in asks for one; all other sessions end.
create or replace function accounts.confirm_second_factor(token text, step bigint, paper bytea[]) returns boolean language plpgsql security definer
set search_path = '' as $$
  declare me auth.session;
  begin
    me := accounts.session_of(confirm_second_factor.token);
    update auth.second_factor f set confirmed_at = clock_timestamp(), last_step = step
      where f.login = me."userId" and f.confirmed_at is null and f.last_step < step;
    if not found then return false; end if;
    insert into auth.paper_code (login, hash) select me."userId", h from unnest(paper) h;
    delete from auth.session s where s."userId" = me."userId" and s."id" <> me."id";
    insert into auth.proof (session, factor) values (me."id", true)
      on conflict (session) do update set proved_at = clock_timestamp(), factor = true;
    insert into platform.audit (act, record) values ('accounts.second-factor-added', me."userId");
    return true;
  end
$$;
-- Takes it away again, with the codes on paper; and whatever was worn by its strength is taken off, in every session. Whoever calls has checked a code.
create or replace function accounts.remove_second_factor(token text) returns boolean language plpgsql security definer set search_path = '' as $$
  declare me auth.session;
  begin
    me := accounts.session_of(remove_second_factor.token);
    delete from auth.second_factor f where f.login = me."userId";
    if not found then return false; end if;
    update auth.proof p set factor = false from auth.session s where s."id" = p.session and s."userId" = me."userId";
    delete from accounts.worn w using auth.session s, directory.mandate m
      where s."id" = w.session and s."userId" = me."userId" and m.id = w.mandate and accounts.needs_factor(m.role);
    delete from platform.acting a using auth.session s, directory.mandate m
      where s."userId" = me."userId" and a.session_hash = decode(s."token", 'hex') and m.id = a.mandate and accounts.needs_factor(m.role);
    insert into platform.audit (act, record) values ('accounts.second-factor-removed', me."userId");
    return true;
  end
$$;
