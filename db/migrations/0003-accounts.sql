-- Accounts: who may sign in, for which persons, and in which capacity a session acts.
create schema auth;
create schema accounts;
grant usage on schema auth to ent_auth;
grant usage on schema accounts to ent_app;

-- AUTH: the tables of better-auth 1.7, as its compileMigrations() prints them for our options. ent_app never enters this schema.
create table auth."user" (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "name" text not null,
  "email" text not null unique,
  "emailVerified" boolean not null,
  "image" text,
  "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamptz default CURRENT_TIMESTAMP not null
);
-- token: the SHA-256, in hexadecimal letters, of what the browser holds. Whoever reads this table cannot become anybody.
create table auth.session (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "expiresAt" timestamptz not null,
  "token" text not null unique check ("token" ~ '^[0-9a-f]{64}$'),
  "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" uuid not null references auth."user" ("id") on delete cascade
);
create table auth.account (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" uuid not null references auth."user" ("id") on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamptz not null
);
create table auth.verification (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamptz default CURRENT_TIMESTAMP not null
);
create table auth."rateLimit" (
  "id" uuid default pg_catalog.gen_random_uuid() not null primary key,
  "key" text not null unique,
  "count" integer not null,
  "lastRequest" bigint not null
);
create index "session_userId_idx" on auth.session ("userId");
create index "account_userId_idx" on auth.account ("userId");
create index "verification_identifier_idx" on auth.verification ("identifier");
-- Ours: what is over is swept away at each sign-in.
create index "session_expiresAt_idx" on auth.session ("expiresAt");
create index "rateLimit_lastRequest_idx" on auth."rateLimit" ("lastRequest");
grant select, insert, update, delete on auth."user", auth.session, auth.account, auth.verification, auth."rateLimit" to ent_auth;

-- LOGIN: an account of ours. Suspended: nobody signs in with it, and sessions that run see nothing from the next page on.
create table accounts.login (
  auth_user uuid primary key references auth."user" on delete cascade,
  demonstration boolean not null default false,
  suspended_at timestamptz
);
-- The persons whose mandates a login may wear: one for each partnership it serves. No person has two logins.
create table accounts.login_person (
  login uuid not null references accounts.login on delete cascade,
  person uuid not null unique references directory.person,
  primary key (login, person)
);
-- WORN: the hat of a session. One capacity at a time.
create table accounts.worn (
  session uuid primary key references auth.session on delete cascade,
  mandate uuid not null references directory.mandate
);
create index on accounts.worn (mandate);
call platform.close_to_all('accounts.login');
call platform.close_to_all('accounts.login_person');
call platform.close_to_all('accounts.worn');

-- A session that is gone acts no more, at once, whoever deletes it and however.
create function accounts.forget_session() returns trigger language plpgsql security definer set search_path = '' as $$
  begin
    delete from platform.acting where session_hash = decode(old."token", 'hex');
    return null;
  end
$$;
create trigger forget_session after delete or update of "token" on auth.session for each row execute function accounts.forget_session();

-- A mandate that was ended or shortened acts no more, at once: the hat is put on again where something is left of it.
create function accounts.end_acting() returns trigger language plpgsql security definer set search_path = '' as $$
  begin
    delete from platform.acting a where a.mandate = old.id;
    return null;
  end
$$;
create trigger end_acting after update of valid or delete on directory.mandate for each row execute function accounts.end_acting();

-- All capacities of a login today, by the clock of business, in an order that stays.
create function accounts.hats_of(of_login uuid, worn uuid) returns jsonb language plpgsql stable set search_path = '' as $$
  begin
    return coalesce((
      select jsonb_agg(jsonb_build_object('mandate', m.id, 'person', m.person, 'role', m.role, 'title', m.title, 'party', m.party,
          'party_name', y.name, 'partnership', p.id, 'partnership_slug', p.slug, 'partnership_name', p.name, 'worn', coalesce(m.id = worn, false))
        order by p.slug, lower(m.valid), m.id)
      from accounts.login_person l
        join directory.mandate m on m.person = l.person
        join directory.partnership p on p.id = m.partnership
        left join directory.party y on y.id = m.party
      where l.login = of_login and m.valid @> (select platform.today())), '[]');
  end
$$;

-- Whose session this is, asked by every page that comes with a cookie. Null: nobody's, over, idle for too long, or suspended.
-- Sessions live by the real clock: 12 hours at most (expiresAt), 8 without a page (updatedAt).
create function accounts.who_is(token text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
  begin
    return (
      select jsonb_build_object('login', u."id", 'name', u."name", 'hats', accounts.hats_of(u."id", w.mandate),
        'person', (select l.person from accounts.login_person l where l.login = u."id" order by l.person limit 1),
        'rested', s."updatedAt" < pg_catalog.now() - interval '5 minutes')
      from auth.session s
        join auth."user" u on u."id" = s."userId"
        join accounts.login g on g.auth_user = u."id"
        left join accounts.worn w on w.session = s."id"
      where s."token" = encode(sha256(convert_to(who_is.token, 'UTF8')), 'hex') and s."expiresAt" > pg_catalog.now()
        and s."updatedAt" > pg_catalog.now() - interval '8 hours' and g.suspended_at is null);
  end
$$;

-- Puts on a hat of one's own: from now on the session may act in that capacity, and reads and writes what it opens. False: not one's own,
-- not of today, or no session. The right ends with the session, and never later than the mandate; a demonstration's day stands still,
-- so what is left of the mandate is counted from there.
create function accounts.wear(token text, mandate uuid) returns boolean language plpgsql security definer set search_path = '' as $$
  declare
    alive record; hat record; everybody uuid; all_parties uuid; sees uuid[]; owns uuid[];
  begin
    -- Held until the end, so that a session revoked meanwhile takes this with it.
    select s."id", s."userId", s."expiresAt", s."token" into alive
      from auth.session s join accounts.login g on g.auth_user = s."userId"
      where s."token" = encode(sha256(convert_to(wear.token, 'UTF8')), 'hex') and s."expiresAt" > pg_catalog.now()
        and s."updatedAt" > pg_catalog.now() - interval '8 hours' and g.suspended_at is null
      for share of s;
    if not found then return false; end if;
    select m.id, m.person, m.partnership, m.role, nullif(upper(m.valid), 'infinity') as ends, y.circle, b.circle as bloc_circle into hat
      from directory.mandate m join accounts.login_person l on l.person = m.person
        left join directory.party y on y.id = m.party left join directory.party b on b.id = y.parent
      where m.id = wear.mandate and l.login = alive."userId" and m.valid @> platform.today();
    if not found then return false; end if;
    select w.id into strict everybody from platform.wall w where w.partnership = hat.partnership and w.kind = 'public';
    select w.id into strict all_parties from platform.wall w where w.partnership = hat.partnership and w.kind = 'partnership';
    case
      when hat.role in ('administrator', 'secretariat') then sees := array[everybody, all_parties]; owns := array[all_parties];
      when hat.role in ('speaker', 'focal-point', 'contributor') then
        sees := array_remove(array[everybody, all_parties, hat.circle, hat.bloc_circle], null); owns := array[hat.circle];
      when hat.role = 'observer' then sees := array[everybody]; owns := '{}';
    end case;
    insert into accounts.worn (session, mandate) values (alive."id", hat.id) on conflict (session) do update set mandate = excluded.mandate;
    insert into platform.acting (token_hash, session_hash, person, mandate, partnership, sees, owns, expires)
      values (sha256(convert_to(wear.token || ':' || hat.id, 'UTF8')), decode(alive."token", 'hex'), hat.person, hat.id, hat.partnership, sees, owns,
        least(alive."expiresAt", pg_catalog.now() + (hat.ends::timestamp at time zone 'UTC' - platform.now())))
      on conflict (token_hash) do update set sees = excluded.sees, owns = excluded.owns, expires = excluded.expires;
    insert into platform.audit (partnership, person, mandate, act) values (hat.partnership, hat.person, hat.id, 'accounts.capacity-worn');
    return true;
  end
$$;

-- Takes the hat off: the session is still somebody's, but acts in no capacity.
create function accounts.take_off(token text) returns void language plpgsql security definer set search_path = '' as $$
  declare hash text := encode(sha256(convert_to(take_off.token, 'UTF8')), 'hex');
  begin
    delete from accounts.worn w using auth.session s where s."id" = w.session and s."token" = hash;
    delete from platform.acting where session_hash = decode(hash, 'hex');
  end
$$;

-- Whom a demonstration offers for one click. In a real installation: nobody, whatever is flagged.
create function accounts.demonstration_logins() returns table (login uuid, name text, hats jsonb) language plpgsql stable security definer
set search_path = '' as $$
  begin
    return query select g.auth_user, u."name", accounts.hats_of(g.auth_user, null) from accounts.login g join auth."user" u on u."id" = g.auth_user
      where g.demonstration and g.suspended_at is null and (select i.demonstration from platform.installation i)
      order by u."createdAt", u."email";
  end
$$;

grant execute on function accounts.who_is(text), accounts.wear(text, uuid), accounts.take_off(text), accounts.demonstration_logins() to ent_app;

comment on schema auth is 'tables of better-auth; entered by ent_auth only';
comment on table accounts.login is 'who may sign in';
comment on table accounts.worn is 'the capacity in which a session acts';
