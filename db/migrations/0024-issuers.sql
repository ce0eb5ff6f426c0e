-- Signing in with the account of one's own government: for each party at most one issuer of identities (OpenID Connect), which the keeper names.
-- An issuer says who somebody is; what he may do here comes from his mandates alone, and an issuer of one party lets nobody of another in.
create table accounts.issuer (
  party uuid primary key references directory.party,
  address text not null check (address ~ '^https?://\S+$' and length(address) <= 500),
  client text not null check (length(client) between 1 and 300),
  -- Encrypted with the secret of the installation.
  secret text not null check (length(secret) between 1 and 2000),
  -- Whether a sign-in there that says so itself counts as one with a second factor.
  proves_factor boolean not null default false,
  named_at timestamptz not null default clock_timestamp()
);
-- By which name (`sub`) the issuer of a party knows a login: from the first time on nothing else counts, whatever address the issuer gives him later.
create table accounts.outside_name (
  party uuid not null references accounts.issuer on delete cascade,
  subject text not null check (length(subject) between 1 and 255),
  login uuid not null references accounts.login on delete cascade,
  since timestamptz not null default clock_timestamp(),
  primary key (party, subject),
  unique (party, login)
);
create index on accounts.outside_name (login);
-- A sign-in that was begun in one browser and is waited for, once, for ten minutes.
create table accounts.outside_begun (
  hash bytea primary key check (length(hash) = 32),
  party uuid not null references accounts.issuer on delete cascade,
  state text not null,
  nonce text not null,
  verifier text not null,
  next text not null check (length(next) <= 2000),
  until timestamptz not null default clock_timestamp() + interval '10 minutes'
);
create index on accounts.outside_begun (party);
create index on accounts.outside_begun (until);
call platform.close_to_all('accounts.issuer');
call platform.close_to_all('accounts.outside_name');
call platform.close_to_all('accounts.outside_begun');

-- Parties by their address, for the keeper.
create view accounts.v_seat with (security_invoker = true) as
  select y.id, p.slug as partnership, y.slug as party from directory.party y join directory.partnership p on p.id = y.partnership;

-- Which parties have an issuer, of those that everybody may know: for the page where one signs in.
create function accounts.issuers() returns table (partnership text, party text, name jsonb) language sql stable security definer set search_path = '' as $$
  select p.slug, y.slug, y.name from accounts.issuer i join directory.party y on y.id = i.party join directory.partnership p on p.id = y.partnership
    join platform.wall w on w.id = y.wall where w.kind = 'public' order by p.slug, y.protocol_order, y.slug
$$;
create function accounts.issuer_of(partnership text, party text)
returns table (id uuid, address text, client text, secret text, proves_factor boolean, name jsonb) language sql stable security definer set search_path = '' as $$
  select i.party, i.address, i.client, i.secret, i.proves_factor, y.name from accounts.issuer i join directory.party y on y.id = i.party
    join directory.partnership p on p.id = y.partnership join platform.wall w on w.id = y.wall
    where p.slug = issuer_of.partnership and y.slug = issuer_of.party and w.kind = 'public'
$$;

create function accounts.begin_outside(hash bytea, party uuid, state text, nonce text, verifier text, next text) returns void language sql security definer
set search_path = '' as $$
  delete from accounts.outside_begun b where b.until < clock_timestamp();
  insert into accounts.outside_begun (hash, party, state, nonce, verifier, next) values (hash, party, state, nonce, verifier, next);
$$;
-- Takes what was begun: whoever comes a second time finds nothing.
create function accounts.take_outside(hash bytea, party uuid) returns table (state text, nonce text, verifier text, next text) language sql security definer
set search_path = '' as $$
  delete from accounts.outside_begun b where b.hash = take_outside.hash and b.party = take_outside.party and b.until > clock_timestamp()
    returning b.state, b.nonce, b.verifier, b.next
$$;

-- The login of whom the issuer of a party knows by this name; the first time by an address that the issuer has verified. Only where every mandate that the
-- login may wear today is of that party, or of a member of that bloc: who also acts elsewhere is not an issuer's to let in.
create function accounts.login_outside(of_party uuid, of_subject text, of_email text) returns uuid language plpgsql security definer set search_path = '' as $$
  declare known uuid; bound boolean := true; inside boolean;
  begin
    select o.login into known from accounts.outside_name o where o.party = of_party and o.subject = of_subject;
    if known is null then
      bound := false;
      select u."id" into known from auth."user" u where u."email" = lower(of_email)
        and not exists (select from accounts.outside_name o where o.party = of_party and o.login = u."id");
    end if;
    select bool_and(y.id is not null) into inside
      from accounts.login g join accounts.login_person l on l.login = g.auth_user
        join directory.mandate m on m.person = l.person and m.valid @> platform.today()
        left join directory.party y on y.id = m.party and (y.id = of_party or y.parent = of_party)
      where g.auth_user = known and g.suspended_at is null;
    if inside is distinct from true then return null; end if;
    if not bound then
      insert into accounts.outside_name (party, subject, login) values (of_party, of_subject, known) on conflict do nothing;
      if not found then return null; end if;
      insert into platform.audit (act, record) values ('accounts.outside-name-bound', known);
    end if;
    return known;
  end
$$;
grant execute on function accounts.issuers(), accounts.issuer_of(text, text), accounts.begin_outside(bytea, uuid, text, text, text, text),
  accounts.take_outside(bytea, uuid), accounts.login_outside(uuid, text, text) to ent_app;
