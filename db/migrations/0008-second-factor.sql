-- A second factor: codes of an app that a person has with him (TOTP, RFC 6238), and codes on paper for the day when it is lost. In the schema of
-- passwords, which ent_app never enters.
create table auth.second_factor (
  login uuid primary key references accounts.login on delete cascade,
  -- Encrypted with a key of the installation: a copy of the database alone makes no codes.
  secret text not null,
  -- Null: begun, and not yet proved by a first code. Asked for at sign-in only once it is.
  confirmed_at timestamptz,
  -- The half minute of the last code that was taken: none is taken twice, nor an earlier one after it.
  last_step bigint not null default 0
);
create table auth.paper_code (
  login uuid not null references auth.second_factor on delete cascade,
  hash bytea not null check (length(hash) = 32),
  used_at timestamptz,
  primary key (login, hash)
);
grant select, insert, update, delete on auth.second_factor, auth.paper_code to ent_auth;

-- Confirms the factor of whoever holds this session: the code of this half minute was right. From now on sign-in asks for one; all other sessions end.
create function accounts.confirm_second_factor(token text, step bigint, paper bytea[]) returns boolean language plpgsql security definer
set search_path = '' as $$
  declare me auth.session;
  begin
    me := accounts.session_of(confirm_second_factor.token);
    update auth.second_factor f set confirmed_at = clock_timestamp(), last_step = step
      where f.login = me."userId" and f.confirmed_at is null and f.last_step < step;
    if not found then return false; end if;
    insert into auth.paper_code (login, hash) select me."userId", h from unnest(paper) h;
    delete from auth.session s where s."userId" = me."userId" and s."id" <> me."id";
    insert into platform.audit (act, record) values ('accounts.second-factor-added', me."userId");
    return true;
  end
$$;
-- Takes it away again, with the codes on paper. Whoever calls has checked a code.
create function accounts.remove_second_factor(token text) returns boolean language plpgsql security definer set search_path = '' as $$
  declare me auth.session;
  begin
    me := accounts.session_of(remove_second_factor.token);
    delete from auth.second_factor f where f.login = me."userId";
    if not found then return false; end if;
    insert into platform.audit (act, record) values ('accounts.second-factor-removed', me."userId");
    return true;
  end
$$;
grant execute on function accounts.confirm_second_factor(text, bigint, bytea[]), accounts.remove_second_factor(text) to ent_app;
comment on table auth.second_factor is 'the app with codes of a login';
comment on table auth.paper_code is 'codes on paper, hashed, each for one sign-in';

-- As before, and whether the login has a second factor.
create or replace function accounts.who_is(token text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
  begin
    return (
      select jsonb_build_object('login', u."id", 'name', u."name", 'hats', accounts.hats_of(u."id", w.mandate),
        'person', (select l.person from accounts.login_person l where l.login = u."id" order by l.person limit 1),
        'rested', s."updatedAt" < pg_catalog.now() - interval '5 minutes',
        'factor', exists (select from auth.second_factor f where f.login = u."id" and f.confirmed_at is not null))
      from auth.session s
        join auth."user" u on u."id" = s."userId"
        join accounts.login g on g.auth_user = u."id"
        left join accounts.worn w on w.session = s."id"
      where s."token" = encode(sha256(convert_to(who_is.token, 'UTF8')), 'hex') and s."expiresAt" > pg_catalog.now()
        and s."updatedAt" > pg_catalog.now() - interval '8 hours' and g.suspended_at is null);
  end
$$;
