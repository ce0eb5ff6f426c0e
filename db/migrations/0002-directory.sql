-- Directory: partnerships, parties as seats, organisations, people and their dated mandates.
create schema directory;
grant usage on schema directory to ent_app;

-- Texts in several languages are objects: {"en": "…", "fr": "…"}.
create function platform.is_text(value jsonb) returns boolean language sql immutable set search_path = '' as $$
  select jsonb_typeof(value) = 'object' and value <> '{}'::jsonb
    and not exists (select from jsonb_each(value) e where e.key not in ('en', 'fr') or jsonb_typeof(e.value) <> 'string' or length(e.value #>> '{}') = 0)
$$;
grant execute on function platform.is_text(jsonb) to ent_app;

create table directory.partnership (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
  name jsonb not null check (platform.is_text(name)),
  description jsonb not null check (platform.is_text(description)),
  -- 'listed': parties always stand in protocol order; 'yearly': the order turns round each calendar year, so that nobody is always first.
  party_order text not null default 'listed' check (party_order in ('listed', 'yearly')),
  founded text,
  since date not null default platform.today()
);
call platform.open_to_all('directory.partnership');

-- A party is a seat at a table. parent null: party of the partnership; parent set: member of that bloc. circle: its own readers.
create table directory.party (
  id uuid primary key default gen_random_uuid(),
  partnership uuid not null references directory.partnership,
  parent uuid references directory.party,
  kind text not null check (kind in ('state', 'bloc')),
  circle uuid not null unique,
  wall uuid not null,
  owner uuid not null,
  protocol_order int not null,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name jsonb not null check (platform.is_text(name)),
  formal_name jsonb check (platform.is_text(formal_name)),
  iso2 text check (iso2 ~ '^[A-Z]{2}$'),
  -- Calm and equal: one of twelve colours of the ring; no party is green or red.
  colour int not null default 0 check (colour between 0 and 11),
  valid daterange not null default daterange(null, null),
  foreign key (circle, partnership) references platform.wall (id, partnership),
  foreign key (wall, partnership) references platform.wall (id, partnership),
  foreign key (owner, partnership) references platform.wall (id, partnership),
  unique (id, circle), unique (partnership, slug)
);
create index on directory.party (parent);
create index on directory.party (wall);
create index on directory.party (owner);
call platform.wall_in('directory.party');

-- The member state that speaks for its bloc, for a term. Terms of one bloc never overlap.
create table directory.coordinator (
  id uuid primary key default gen_random_uuid(),
  bloc uuid not null references directory.party,
  member uuid not null references directory.party,
  valid daterange not null,
  source text not null,
  wall uuid not null references platform.wall,
  owner uuid not null references platform.wall,
  exclude using gist (bloc with =, valid with &&)
);
create index on directory.coordinator (member);
create index on directory.coordinator (wall);
create index on directory.coordinator (owner);
call platform.wall_in('directory.coordinator');

-- Organisations are global reference facts: an agency belongs to no party by itself.
create table directory.organisation (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name jsonb not null check (platform.is_text(name)),
  acronym text,
  class text not null check (class in ('government', 'organisation', 'body', 'function', 'programme', 'project', 'agreement', 'group')),
  iati_type text,
  iati_reference text,
  country text check (country ~ '^[A-Z]{2}$'),
  side text,
  note jsonb check (platform.is_text(note)),
  source text
);
create table directory.organisation_name (
  organisation uuid not null references directory.organisation,
  position int not null,
  name jsonb not null check (platform.is_text(name)),
  from_year int,
  until_year int,
  source text not null,
  primary key (organisation, position)
);
create table directory.organisation_relation (
  organisation uuid not null references directory.organisation,
  other uuid not null references directory.organisation,
  kind text not null check (kind in ('part-of', 'body-of', 'hosted-by', 'successor-of', 'implements', 'funds')),
  source text not null,
  primary key (organisation, other, kind)
);
create index on directory.organisation_relation (other);
call platform.open_to_all('directory.organisation');
call platform.open_to_all('directory.organisation_name');
call platform.open_to_all('directory.organisation_relation');

-- One free name and how it sorts; no first and last name.
create table directory.person (
  id uuid primary key default gen_random_uuid(),
  partnership uuid not null references directory.partnership,
  full_name text not null check (length(full_name) between 1 and 200),
  sort_as text not null,
  wall uuid not null,
  owner uuid not null,
  foreign key (wall, partnership) references platform.wall (id, partnership),
  foreign key (owner, partnership) references platform.wall (id, partnership),
  unique (id, partnership)
);
create index on directory.person (partnership, sort_as);
create index on directory.person (wall);
create index on directory.person (owner);
call platform.wall_in('directory.person');

-- A mandate: a person in a capacity, for a time. Every act names one.
create table directory.mandate (
  id uuid primary key default gen_random_uuid(),
  person uuid not null,
  partnership uuid not null,
  role text not null check (role in ('administrator', 'secretariat', 'speaker', 'focal-point', 'contributor', 'observer')),
  party uuid references directory.party,
  organisation uuid references directory.organisation,
  title jsonb not null check (platform.is_text(title)),
  valid daterange not null,
  wall uuid not null,
  owner uuid not null,
  foreign key (person, partnership) references directory.person (id, partnership),
  foreign key (wall, partnership) references platform.wall (id, partnership),
  foreign key (owner, partnership) references platform.wall (id, partnership),
  check ((role in ('speaker', 'focal-point', 'contributor')) = (party is not null))
);
create index on directory.mandate (person);
create index on directory.mandate (partnership, role);
create index on directory.mandate (party);
create index on directory.mandate (organisation);
create index on directory.mandate (wall);
create index on directory.mandate (owner);
call platform.wall_in('directory.mandate');
grant update (valid) on directory.mandate to ent_app;

-- Foundation of a partnership: its two widest walls and what a visitor may see. Only the keeper of the installation calls it.
create function directory.found_partnership(new_slug text, new_name jsonb, new_description jsonb, new_order text) returns uuid
language plpgsql security definer set search_path = '' as $$
  declare founded uuid; open_wall uuid;
  begin
    insert into directory.partnership (slug, name, description, party_order) values (new_slug, new_name, new_description, new_order) returning id into founded;
    insert into platform.wall (partnership, kind) values (founded, 'public') returning id into open_wall;
    insert into platform.wall (partnership, kind, parent) values (founded, 'partnership', open_wall);
    insert into platform.acting (token_hash, partnership, sees, owns, expires)
      values (sha256(convert_to('visitor:' || founded, 'UTF8')), founded, array[open_wall], '{}', 'infinity');
    insert into platform.audit (partnership, wall, act, record) values (founded, open_wall, 'directory.partnership-founded', founded);
    return founded;
  end
$$;

-- What other modules may show.
create view directory.v_partnership with (security_invoker = true) as
  select p.id, p.slug, p.name, p.description, p.party_order, p.founded from directory.partnership p;
create view directory.v_party with (security_invoker = true) as
  select p.id, p.partnership, p.parent, p.kind, p.circle, p.protocol_order, p.slug, p.name, p.formal_name, p.iso2, p.colour, p.valid,
    -- Protocol order of a date: listed order, or turned round in odd years where the partnership takes turns.
    case when s.party_order = 'yearly' and extract(year from platform.today())::int % 2 = 1 then -p.protocol_order else p.protocol_order end as standing_order
  from directory.party p join directory.partnership s on s.id = p.partnership;
create view directory.v_coordinator with (security_invoker = true) as
  select c.id, c.bloc, c.member, lower(c.valid) as since, upper(c.valid) as until, c.valid, c.source, m.name as member_name, m.slug as member_slug
  from directory.coordinator c join directory.party m on m.id = c.member;
create view directory.v_organisation with (security_invoker = true) as
  select o.id, o.slug, o.name, o.acronym, o.class, o.iati_type, o.iati_reference, o.country, o.side, o.note, o.source from directory.organisation o;
create view directory.v_mandate with (security_invoker = true) as
  select m.id, m.partnership, m.role, m.party, m.organisation, m.title, m.valid, m.person, p.full_name, p.sort_as
  from directory.mandate m join directory.person p on p.id = m.person;
grant select on directory.v_partnership, directory.v_party, directory.v_coordinator, directory.v_organisation, directory.v_mandate to ent_app;
