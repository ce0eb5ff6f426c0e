-- Invitations, recovery of a password, and one's own sessions. Of every link only the SHA-256 is kept; links live by the real clock.
create table accounts.invitation (
  id uuid primary key default gen_random_uuid(),
  person uuid not null references directory.person,
  mandate uuid not null references directory.mandate,
  email text not null check (email ~ '^[^\s@<>,;"]+@[^\s@<>,;"]+$' and email = lower(email) and length(email) <= 254),
  lang text not null check (lang in ('en', 'fr')),
  token_hash bytea not null unique check (length(token_hash) = 32),
  -- Links that were replaced by a newer one: whoever opens one is told so, and may ask for a new one when the newest is over too.
  earlier bytea[] not null default '{}',
  invited_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null default clock_timestamp() + interval '72 hours',
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  check (accepted_at is null or withdrawn_at is null)
);
create unique index one_open_invitation on accounts.invitation (person) where accepted_at is null and withdrawn_at is null;
create index on accounts.invitation (mandate);
create index on accounts.invitation using gin (earlier);
call platform.close_to_all('accounts.invitation');

-- Asked by anybody for any address: what is no account's is deleted by the job that would have written to it.
create table accounts.recovery (
  id uuid primary key default gen_random_uuid(),
  email text not null check (length(email) <= 254),
  lang text not null check (lang in ('en', 'fr')),
  asked_at timestamptz not null default clock_timestamp(),
  login uuid references accounts.login on delete cascade,
  token_hash bytea unique check (length(token_hash) = 32),
  expires_at timestamptz,
  used_at timestamptz,
  check ((token_hash is null) = (login is null) and (token_hash is null) = (expires_at is null))
);
create index on accounts.recovery (login);
create index on accounts.recovery (asked_at);
call platform.close_to_all('accounts.recovery');

create function accounts.hash_of(token text) returns bytea language sql immutable set search_path = '' as $$
  select sha256(convert_to(token, 'UTF8'))
$$;

-- Whether who acts may invite this person: an administrator those who serve all parties, the speaker of a party its own people.
create function accounts.may_invite(of_person uuid) returns boolean language sql stable set search_path = '' as $$
  select exists (select from directory.person p join directory.mandate a on a.id = platform.acting_mandate()
    where p.id = of_person and p.partnership = platform.acting_partnership() and a.role in ('administrator', 'speaker') and p.owner = any (platform.owns()))
$$;

-- Invites a person to the mandate that was given for it. Null: the person has a login. An invitation from before is withdrawn.
create function accounts.invite(of_person uuid, of_mandate uuid, to_email text, in_lang text, new_hash bytea) returns uuid
language plpgsql security definer set search_path = '' as $$
  declare invited uuid;
  begin
    if not accounts.may_invite(of_person) or not exists (select from directory.mandate m where m.id = of_mandate and m.person = of_person) then
      raise exception 'not a person whom who acts may invite' using errcode = 'insufficient_privilege';
    end if;
    if exists (select from accounts.login_person l where l.person = of_person) then return null; end if;
    update accounts.invitation set withdrawn_at = clock_timestamp() where person = of_person and accepted_at is null and withdrawn_at is null;
    insert into accounts.invitation (person, mandate, email, lang, token_hash) values (of_person, of_mandate, lower(to_email), in_lang, new_hash)
      returning id into invited;
    insert into platform.audit (partnership, wall, person, mandate, act, record)
      select p.partnership, p.wall, platform.acting_person(), platform.acting_mandate(), 'accounts.invited', p.id from directory.person p where p.id = of_person;
    return invited;
  end
$$;

-- Takes an open invitation back. Returns its mandate, for whoever takes that back too; null: there is none that is his.
create function accounts.withdraw_invitation(invitation uuid) returns uuid language plpgsql security definer set search_path = '' as $$
  declare taken accounts.invitation;
  begin
    update accounts.invitation i set withdrawn_at = clock_timestamp()
      where i.id = withdraw_invitation.invitation and i.accepted_at is null and i.withdrawn_at is null and accounts.may_invite(i.person) returning * into taken;
    if not found then return null; end if;
    insert into platform.audit (partnership, wall, person, mandate, act, record)
      select p.partnership, p.wall, platform.acting_person(), platform.acting_mandate(), 'accounts.invitation-withdrawn', p.id
      from directory.person p where p.id = taken.person;
    return taken.mandate;
  end
$$;

-- The open invitations of those whom who acts may invite.
create function accounts.invitations() returns table (id uuid, name text, title jsonb, role text, email text, invited_at timestamptz, expires_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select i.id, p.full_name, m.title, m.role, i.email, i.invited_at, i.expires_at
  from accounts.invitation i join directory.person p on p.id = i.person join directory.mandate m on m.id = i.mandate
  where i.accepted_at is null and i.withdrawn_at is null and accounts.may_invite(i.person) order by i.invited_at desc limit 200
$$;

-- What a link opens, for whoever holds it; null: nothing, or no longer. A link that is over can be renewed for 30 days, and so long as the
-- mandate does not end.
create function accounts.invitation_of(token text) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', i.id, 'email', i.email, 'name', p.full_name, 'title', m.title, 'party_name', y.name, 'partnership_slug', s.slug,
    'partnership_name', s.name, 'mandate', m.id, 'lang', i.lang,
    'known', exists (select from auth."user" u where u."email" = i.email),
    'state', case when i.accepted_at is not null then 'used' when i.expires_at <= pg_catalog.now() then 'expired'
      when i.token_hash <> accounts.hash_of(token) then 'replaced' else 'open' end)
  from accounts.invitation i join directory.person p on p.id = i.person join directory.mandate m on m.id = i.mandate
    join directory.partnership s on s.id = p.partnership left join directory.party y on y.id = m.party
  where (i.token_hash = accounts.hash_of(token) or i.earlier @> array[accounts.hash_of(token)]) and i.withdrawn_at is null
    and i.invited_at > pg_catalog.now() - interval '30 days' and (upper(m.valid) is null or upper(m.valid) > platform.today()) and not isempty(m.valid)
    and not exists (select from auth."user" u join accounts.login g on g.auth_user = u."id" where u."email" = i.email and g.suspended_at is not null)
$$;

-- Makes a new link in place of one that is over; false: there is none to renew. Of several at once one does.
create function accounts.renew_invitation(token text, new_hash bytea) returns boolean language plpgsql security definer set search_path = '' as $$
  declare renewed uuid;
  begin
    if accounts.invitation_of(renew_invitation.token) ->> 'state' is distinct from 'expired' then return false; end if;
    update accounts.invitation i set earlier = i.earlier || i.token_hash, token_hash = new_hash, expires_at = clock_timestamp() + interval '72 hours'
      where (i.token_hash = accounts.hash_of(renew_invitation.token) or i.earlier @> array[accounts.hash_of(renew_invitation.token)])
        and i.expires_at <= clock_timestamp() and i.accepted_at is null and i.withdrawn_at is null returning i.person into renewed;
    if not found then return false; end if;
    insert into platform.audit (partnership, wall, act, record) select p.partnership, p.wall, 'accounts.invitation-renewed', p.id
      from directory.person p where p.id = renewed;
    return true;
  end
$$;

-- Uses an invitation up: a new login with this password, or, where the address has one already, that login, whose password was checked
-- (for_login). Null: the link opens nothing any more. Of several at once one gets it: the row is locked by its update.
create function accounts.accept_invitation(token text, new_password text, for_login uuid) returns uuid language plpgsql security definer
set search_path = '' as $$
  declare taken accounts.invitation; of_login uuid;
  begin
    if accounts.invitation_of(accept_invitation.token) ->> 'state' is distinct from 'open' then return null; end if;
    update accounts.invitation i set accepted_at = clock_timestamp()
      where i.token_hash = accounts.hash_of(accept_invitation.token) and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > clock_timestamp()
      returning * into taken;
    if not found then return null; end if;
    select u."id" into of_login from auth."user" u where u."email" = taken.email;
    if of_login is distinct from for_login then
      raise exception 'the account of this address is another' using errcode = 'insufficient_privilege';
    end if;
    if of_login is null then
      insert into auth."user" ("name", "email", "emailVerified", "createdAt")
        select p.full_name, taken.email, true, clock_timestamp() from directory.person p where p.id = taken.person returning "id" into of_login;
      insert into auth.account ("accountId", "providerId", "userId", "password", "updatedAt")
        values (of_login::text, 'credential', of_login, new_password, clock_timestamp());
      insert into accounts.login (auth_user) values (of_login);
      insert into platform.audit (act, record) values ('accounts.login-created', of_login);
    end if;
    insert into accounts.login_person (login, person) values (of_login, taken.person);
    insert into platform.audit (partnership, wall, person, act, record) select p.partnership, p.wall, p.id, 'accounts.invitation-accepted', p.id
      from directory.person p where p.id = taken.person;
    return of_login;
  end
$$;

-- Somebody asks for a new password for an address, known or not: the same work for both.
create function accounts.ask_recovery(for_email text, in_lang text) returns void language plpgsql security definer set search_path = '' as $$
  declare asked uuid;
  begin
    insert into accounts.recovery (email, lang) values (for_email, in_lang) returning id into asked;
    insert into platform.outbox (event, payload) values ('accounts.recovery-asked', jsonb_build_object('recovery', asked));
  end
$$;
-- Later, out of sight of who asked: to whom the link goes. Null: to nobody, or it went already. What is a day old is swept away.
create function accounts.open_recovery(recovery uuid, new_hash bytea) returns jsonb language plpgsql security definer set search_path = '' as $$
  declare asked accounts.recovery; of_login uuid; called text;
  begin
    delete from accounts.recovery r where r.asked_at < pg_catalog.now() - interval '1 day';
    select * into asked from accounts.recovery r where r.id = open_recovery.recovery and r.token_hash is null for update;
    if not found then return null; end if;
    select g.auth_user, u."name" into of_login, called from auth."user" u join accounts.login g on g.auth_user = u."id"
      where u."email" = asked.email and g.suspended_at is null;
    if not found then
      delete from accounts.recovery r where r.id = asked.id;
      return null;
    end if;
    update accounts.recovery r set login = of_login, token_hash = new_hash, expires_at = clock_timestamp() + interval '1 hour' where r.id = asked.id;
    return jsonb_build_object('email', asked.email, 'name', called, 'lang', asked.lang);
  end
$$;
create function accounts.recovery_open(token text) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from accounts.recovery r join accounts.login g on g.auth_user = r.login
    where r.token_hash = accounts.hash_of(token) and r.used_at is null and r.expires_at > pg_catalog.now() and g.suspended_at is null)
$$;
-- Uses the link up: the new password holds, every session of the login ends, and its other links are used up with it. False: it opened nothing.
create function accounts.recover(token text, new_password text) returns boolean language plpgsql security definer set search_path = '' as $$
  declare of_login uuid;
  begin
    if not accounts.recovery_open(recover.token) then return false; end if;
    update accounts.recovery r set used_at = clock_timestamp()
      where r.token_hash = accounts.hash_of(recover.token) and r.used_at is null and r.expires_at > clock_timestamp() returning r.login into of_login;
    if not found then return false; end if;
    update accounts.recovery r set used_at = clock_timestamp() where r.login = of_login and r.used_at is null;
    update auth.account a set "password" = new_password, "updatedAt" = clock_timestamp() where a."userId" = of_login and a."providerId" = 'credential';
    delete from auth.session s where s."userId" = of_login;
    insert into platform.audit (act, record) values ('accounts.password-recovered', of_login);
    return true;
  end
$$;

-- The living session that a token opens, or none.
create function accounts.session_of(token text) returns auth.session language sql stable set search_path = '' as $$
  select s from auth.session s join accounts.login g on g.auth_user = s."userId"
  where s."token" = encode(accounts.hash_of(session_of.token), 'hex') and s."expiresAt" > pg_catalog.now() and s."updatedAt" > pg_catalog.now() - interval '8 hours'
    and g.suspended_at is null
$$;
create function accounts.sessions_of(token text) returns table (id uuid, device text, began timestamptz, seen timestamptz, mine boolean)
language sql stable security definer set search_path = '' as $$
  select s."id", s."userAgent", s."createdAt", s."updatedAt", s."id" = me."id" from accounts.session_of(sessions_of.token) me join auth.session s on s."userId" = me."userId"
  where s."expiresAt" > pg_catalog.now() and s."updatedAt" > pg_catalog.now() - interval '8 hours' order by s."updatedAt" desc, s."id" limit 100
$$;
-- Ends one session of one's own, or (null) all but the one that asks. Returns how many.
create function accounts.end_sessions(token text, one uuid) returns int language plpgsql security definer set search_path = '' as $$
  declare me auth.session; ended int;
  begin
    me := accounts.session_of(end_sessions.token);
    delete from auth.session s where s."userId" = me."userId" and (case when one is null then s."id" <> me."id" else s."id" = one end);
    get diagnostics ended = row_count;
    if ended > 0 then
      insert into platform.audit (act, record, after) values ('accounts.sessions-ended', me."userId", jsonb_build_object('count', ended));
    end if;
    return ended;
  end
$$;
-- Changes the password of who asks, if it still is the one that was checked; all other sessions end. False: it is not.
create function accounts.change_password(token text, checked text, new_password text) returns boolean language plpgsql security definer
set search_path = '' as $$
  declare me auth.session;
  begin
    me := accounts.session_of(change_password.token);
    update auth.account a set "password" = new_password, "updatedAt" = clock_timestamp()
      where a."userId" = me."userId" and a."providerId" = 'credential' and a."password" = checked;
    if not found then return false; end if;
    delete from auth.session s where s."userId" = me."userId" and s."id" <> me."id";
    update accounts.recovery r set used_at = clock_timestamp() where r.login = me."userId" and r.used_at is null;
    insert into platform.audit (act, record) values ('accounts.password-changed', me."userId");
    return true;
  end
$$;

grant execute on function accounts.invite(uuid, uuid, text, text, bytea), accounts.withdraw_invitation(uuid), accounts.invitations(),
  accounts.invitation_of(text), accounts.renew_invitation(text, bytea), accounts.accept_invitation(text, text, uuid), accounts.ask_recovery(text, text),
  accounts.open_recovery(uuid, bytea), accounts.recovery_open(text), accounts.recover(text, text), accounts.sessions_of(text),
  accounts.end_sessions(text, uuid), accounts.change_password(text, text, text) to ent_app;
comment on table accounts.invitation is 'a person who was invited to sign in, by mail';
comment on table accounts.recovery is 'a new password that was asked for, by mail';
