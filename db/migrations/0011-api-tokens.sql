-- Tokens for programs that act for a person, in one capacity; and the answers that were given to requests that come again.

-- What acts by a token is known as such wherever it writes: policies may refuse it, and the audit says so by itself.
alter table platform.acting add column token uuid;
create index on platform.acting (token) where token is not null;
create function platform.acting_token() returns uuid language sql stable security definer set search_path = '' as $$
  select (platform.acting_row()).token
$$;
grant execute on function platform.acting_token() to ent_app;

-- By which token an entry was made; null: by a person in his session, or by the installation. Nobody can write it: it is the default.
alter table platform.audit add column token uuid;
alter table platform.audit alter column token set default platform.acting_token();
create or replace function platform.audit_body(entry platform.audit) returns text language sql stable set search_path = '' as $$
  select (jsonb_build_object('id', entry.id, 'at', to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'partnership', entry.partnership,
    'wall', entry.wall, 'person', entry.person, 'mandate', entry.mandate, 'act', entry.act, 'record', entry.record, 'request', entry.request,
    'before', entry.before, 'after', entry.after) || case when entry.token is null then '{}' else jsonb_build_object('token', entry.token) end)::text
$$;

-- TOKEN: made by a person for a program, for one of his mandates. Only a hash is kept. `writes` false: it owns nothing, so that it only reads.
create table accounts.token (
  id uuid primary key default gen_random_uuid(),
  login uuid not null references accounts.login on delete cascade,
  mandate uuid not null references directory.mandate,
  name text not null check (length(name) between 1 and 80 and name = btrim(name)),
  writes boolean not null,
  token_hash bytea not null unique check (length(token_hash) = 32),
  made_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null check (expires_at > made_at and expires_at <= made_at + interval '366 days'),
  -- To within five minutes.
  used_at timestamptz,
  revoked_at timestamptz
);
create index on accounts.token (login, made_at);
create index on accounts.token (mandate);
call platform.close_to_all('accounts.token');

-- Makes one, for whoever holds this session: for a mandate of today that is his own. Null: it is not, or he has twenty that hold.
create function accounts.make_token(session text, of_mandate uuid, called text, may_write boolean, days int, new_hash bytea) returns uuid
language plpgsql security definer set search_path = '' as $$
  declare me auth.session; hat record; made accounts.token;
  begin
    me := accounts.session_of(make_token.session);
    -- One at a time for each login, so that the limit holds.
    perform from accounts.login g where g.auth_user = me."userId" and g.suspended_at is null for update;
    if not found then return null; end if;
    select m.id, m.person, m.partnership into hat from directory.mandate m join accounts.login_person l on l.person = m.person
      where m.id = of_mandate and l.login = me."userId" and m.valid @> platform.today();
    if not found or (select count(*) >= 20 from accounts.token k
        where k.login = me."userId" and k.revoked_at is null and k.expires_at > clock_timestamp()) then return null; end if;
    insert into accounts.token (login, mandate, name, writes, token_hash, expires_at)
      values (me."userId", hat.id, called, may_write, new_hash, clock_timestamp() + make_interval(days => make_token.days)) returning * into made;
    insert into platform.audit (partnership, person, mandate, act, record, after) values (hat.partnership, hat.person, hat.id, 'accounts.token-made', made.id,
      jsonb_build_object('name', made.name, 'writes', made.writes, 'expires_at', made.expires_at));
    return made.id;
  end
$$;
-- Ends one of one's own at once. False: there is none that still holds.
create function accounts.revoke_token(session text, revoked uuid) returns boolean language plpgsql security definer set search_path = '' as $$
  declare me auth.session; ended accounts.token;
  begin
    me := accounts.session_of(revoke_token.session);
    update accounts.token k set revoked_at = clock_timestamp() where k.id = revoked and k.login = me."userId" and k.revoked_at is null returning * into ended;
    if not found then return false; end if;
    insert into platform.audit (partnership, person, mandate, act, record)
      select m.partnership, m.person, m.id, 'accounts.token-revoked', ended.id from directory.mandate m where m.id = ended.mandate;
    return true;
  end
$$;
-- One's own, those that hold first, the newest first. What is over stays to be seen for a month.
create function accounts.tokens_of(session text) returns table (id uuid, name text, writes boolean, title jsonb, party_name jsonb, partnership_name jsonb,
  made_at timestamptz, expires_at timestamptz, used_at timestamptz, state text) language sql stable security definer set search_path = '' as $$
  select k.id, k.name, k.writes, m.title, y.name, p.name, k.made_at, k.expires_at, k.used_at, s.state
  from accounts.session_of(tokens_of.session) me join accounts.token k on k.login = me."userId"
    join directory.mandate m on m.id = k.mandate join directory.partnership p on p.id = m.partnership left join directory.party y on y.id = m.party
    cross join lateral (select case when k.revoked_at is not null then 'revoked' when k.expires_at <= pg_catalog.now() then 'expired'
      when not m.valid @> platform.today() then 'ended' else 'holds' end as state) s
  where coalesce(k.revoked_at, k.expires_at) > pg_catalog.now() - interval '30 days'
  order by s.state <> 'holds', k.made_at desc, k.id limit 100
$$;

-- For whom a token acts, asked by every request that brings one. Null: for nobody, whatever the reason. `open`: it acts already, and was noted
-- as used within the last five minutes.
create function accounts.token_is(token text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
  begin
    return (
      select jsonb_build_object('id', k.id, 'writes', k.writes, 'login', u."id", 'name', u."name", 'mandate', k.mandate, 'hats', accounts.hats_of(u."id", k.mandate),
        'factor', exists (select from auth.second_factor f where f.login = u."id" and f.confirmed_at is not null),
        'open', coalesce(k.used_at > pg_catalog.now() - interval '5 minutes', false) and exists (select from platform.acting a
          where a.token_hash = sha256(convert_to(token_is.token || ':' || k.mandate, 'UTF8')) and a.expires > pg_catalog.now()))
      from accounts.token k join auth."user" u on u."id" = k.login join accounts.login g on g.auth_user = k.login
        join directory.mandate m on m.id = k.mandate join accounts.login_person l on l.login = k.login and l.person = m.person
      where k.token_hash = sha256(convert_to(token_is.token, 'UTF8')) and k.revoked_at is null and k.expires_at > pg_catalog.now()
        and g.suspended_at is null and m.valid @> platform.today());
  end
$$;
-- Lets a token act, with what its mandate opens, and notes that it was used. False: it opens nothing any more.
create function accounts.open_token(token text) returns boolean language plpgsql security definer set search_path = '' as $$
  declare held record; hat record; opened record;
  begin
    -- Held until the end, so that a token that is revoked meanwhile, or a login that is suspended, takes this with it.
    select k.id, k.login, k.mandate, k.writes, k.expires_at into held from accounts.token k join accounts.login g on g.auth_user = k.login
      where k.token_hash = sha256(convert_to(open_token.token, 'UTF8')) and k.revoked_at is null and k.expires_at > pg_catalog.now() and g.suspended_at is null
      for no key update of k for share of g;
    if not found then return false; end if;
    perform accounts.hold_walls(m.partnership, false) from directory.mandate m where m.id = held.mandate;
    select m.id, m.person, m.partnership, nullif(upper(m.valid), 'infinity') as ends into hat
      from directory.mandate m join accounts.login_person l on l.person = m.person
      where m.id = held.mandate and l.login = held.login and m.valid @> platform.today();
    if not found then return false; end if;
    select w.sees, w.owns into opened from accounts.walls_of(hat.id) w;
    insert into platform.acting (token_hash, token, person, mandate, partnership, sees, owns, expires)
      values (sha256(convert_to(open_token.token || ':' || hat.id, 'UTF8')), held.id, hat.person, hat.id, hat.partnership, opened.sees,
        case when held.writes then opened.owns else '{}' end,
        least(held.expires_at, pg_catalog.now() + (hat.ends::timestamp at time zone 'UTC' - platform.now())))
      on conflict (token_hash) do update set sees = excluded.sees, owns = excluded.owns, expires = excluded.expires;
    update accounts.token k set used_at = clock_timestamp() where k.id = held.id;
    return true;
  end
$$;

-- A token that was revoked, or whose login was suspended, acts no more, at once, whoever did it and however. A mandate that ends: accounts.end_acting.
create function accounts.forget_token() returns trigger language plpgsql security definer set search_path = '' as $$
  begin
    delete from platform.acting a where a.token = old.id;
    return null;
  end
$$;
create trigger forget_token after delete or update of revoked_at, expires_at, writes, mandate on accounts.token for each row execute function accounts.forget_token();
create function accounts.end_tokens() returns trigger language plpgsql security definer set search_path = '' as $$
  begin
    if tg_table_name = 'login' then
      delete from platform.acting a using accounts.token k where a.token = k.id and k.login = new.auth_user;
    else
      -- A new password ends them all: whoever had the old one may have made some.
      update accounts.token k set revoked_at = clock_timestamp() where k.login = new."userId" and k.revoked_at is null;
    end if;
    return null;
  end
$$;
create trigger end_tokens after update of suspended_at on accounts.login for each row execute function accounts.end_tokens();
create trigger end_tokens after update of "password" on auth.account for each row execute function accounts.end_tokens();

-- After accounts.follow_circle, which only takes: a token gains what its mandate gains, and one that reads still owns nothing.
create function accounts.follow_circle_by_token() returns trigger language plpgsql security definer set search_path = '' as $$
  begin
    update platform.acting a set sees = o.sees, owns = o.owns
      from (select r.token_hash, coalesce(w.sees, '{}') as sees, case when k.writes then coalesce(w.owns, '{}') else '{}' end as owns
        from directory.circle c join platform.acting r on r.partnership = c.partnership join accounts.token k on k.id = r.token
          cross join lateral accounts.walls_of(r.mandate) w
        where c.id = case tg_table_name when 'circle' then new.id else (to_jsonb(new) ->> 'circle')::uuid end) o
      where a.token_hash = o.token_hash;
    return null;
  end
$$;
create trigger follow_circle_by_token after insert or update on directory.circle_member for each row execute function accounts.follow_circle_by_token();
create trigger follow_circle_by_token after update of closed_at on directory.circle for each row execute function accounts.follow_circle_by_token();

-- What needs a person is refused to a token here too, not only at the address: who acts for whom, and who is invited.
create policy by_person on directory.mandate as restrictive for insert to ent_app with check ((select platform.acting_token()) is null);
create policy by_person_too on directory.mandate as restrictive for update to ent_app using ((select platform.acting_token()) is null);
create or replace function accounts.may_invite(of_person uuid) returns boolean language sql stable set search_path = '' as $$
  select exists (select from directory.person p join directory.mandate a on a.id = platform.acting_mandate()
    where p.id = of_person and p.partnership = platform.acting_partnership() and a.role in ('administrator', 'speaker') and p.owner = any (platform.owns()))
    and platform.acting_token() is null
$$;

grant execute on function accounts.make_token(text, uuid, text, boolean, int, bytea), accounts.revoke_token(text, uuid), accounts.tokens_of(text),
  accounts.token_is(text), accounts.open_token(text) to ent_app;
comment on table accounts.token is 'a token for programs that act for a person; hashed';
