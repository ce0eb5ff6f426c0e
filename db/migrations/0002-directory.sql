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
  -- Where its names and the day it took its seat come from.
  source text,
  foreign key (circle, partnership) references platform.wall (id, partnership),
  foreign key (wall, partnership) references platform.wall (id, partnership),
  foreign key (owner, partnership) references platform.wall (id, partnership),
  unique (id, circle), unique (id, parent), unique (id, partnership), unique (partnership, slug)
);
create index on directory.party (partnership, protocol_order);
create index on directory.party (parent);
create index on directory.party (wall);
create index on directory.party (owner);
-- Seated by directory.seat_party only: a new seat needs a new circle, and circles are closed.
call platform.wall_in('directory.party', write => false);

-- The member state that speaks for its bloc, for a term. Terms of one bloc never overlap.
create table directory.coordinator (
  id uuid primary key default gen_random_uuid(),
  bloc uuid not null,
  member uuid not null,
  valid daterange not null check (not isempty(valid)),
  -- As the source says it ("2007"), where it is less exact than a day; valid then holds the days chosen for reckoning, and note says why.
  printed_since text check (printed_since ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  printed_until text check (printed_until ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  note jsonb check (platform.is_text(note)),
  source text not null check (length(source) > 0),
  wall uuid not null references platform.wall,
  owner uuid not null references platform.wall,
  foreign key (member, bloc) references directory.party (id, parent),
  exclude using gist (bloc with =, valid with &&)
);
create index on directory.coordinator (member);
create index on directory.coordinator (wall);
create index on directory.coordinator (owner);

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
  source text not null,
  acronym_fr text,
  -- official: used by the organisation or its government; established: in general use; working: our translation.
  french_status text check (french_status in ('official', 'established', 'working')),
  -- Null: the French name is from memory.
  french_source text,
  iati_source text,
  iati_from_memory boolean not null default false
);
create index on directory.organisation (country);
-- The names that it has had, with years; the newest may be the name of today.
create table directory.organisation_name (
  organisation uuid not null references directory.organisation,
  position int not null,
  name jsonb not null check (platform.is_text(name)),
  acronym text,
  acronym_fr text,
  from_year int,
  until_year int check (until_year >= from_year),
  source text not null,
  -- Some of it has no source but memory; the source says what.
  from_memory boolean not null default false,
  primary key (organisation, position)
);
create table directory.organisation_relation (
  organisation uuid not null references directory.organisation,
  other uuid not null references directory.organisation,
  kind text not null check (kind in ('part-of', 'member-of', 'body-of', 'joint-body-of', 'function-of', 'programme-of', 'reports-to', 'co-chairs',
    'holds', 'hosted-by', 'successor-of', 'merged-into', 'implements', 'funds')),
  from_year int,
  until_year int check (until_year >= from_year),
  note text,
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

-- A mandate: a person in a capacity, for a time. Every act names one.
create table directory.mandate (
  id uuid primary key default gen_random_uuid(),
  person uuid not null,
  partnership uuid not null,
  role text not null check (role in ('administrator', 'secretariat', 'speaker', 'focal-point', 'contributor', 'observer')),
  party uuid,
  organisation uuid references directory.organisation,
  title jsonb not null check (platform.is_text(title)),
  valid daterange not null,
  wall uuid not null,
  owner uuid not null,
  foreign key (person, partnership) references directory.person (id, partnership),
  foreign key (wall, partnership) references platform.wall (id, partnership),
  foreign key (owner, partnership) references platform.wall (id, partnership),
  foreign key (party, partnership) references directory.party (id, partnership),
  check ((role in ('speaker', 'focal-point', 'contributor')) = (party is not null)),
  -- The same mandate is not held twice at a time.
  exclude using gist (person with =, role with =, (coalesce(party, person)) with =, (coalesce(organisation, person)) with =, valid with &&)
);
create index on directory.mandate (person);
create index on directory.mandate (partnership, role);
create index on directory.mandate (party);
create index on directory.mandate (organisation);
create index on directory.mandate (wall);
create index on directory.mandate (owner);

-- Nobody gives what is not his to give, whatever a page forgets to ask: an administrator names those who serve all parties, a party's
-- speaker those of his party, and the speaker of a bloc its coordinator. A row for a party is owned by that party's own circle.
-- Who acts is looked up by a function of the keeper's: a policy of mandates that asked for mandates itself would never end.
create function directory.acts_as(wanted_role text, in_partnership uuid, for_party uuid) returns boolean language sql stable security definer
set search_path = '' as $$
  select exists (select from directory.mandate m where m.id = platform.acting_mandate() and m.role = wanted_role and m.partnership = in_partnership
    and m.party is not distinct from for_party)
$$;
grant execute on function directory.acts_as(text, uuid, uuid) to ent_app;
call platform.wall_in('directory.mandate', extra => $$exists (select from directory.person p where p.id = mandate.person) and case when party is null
  then directory.acts_as('administrator', partnership, null)
  else directory.acts_as('speaker', partnership, party) and exists (select from directory.party y where y.id = mandate.party and y.circle = mandate.owner) end$$);
grant update (valid) on directory.mandate to ent_app;
call platform.wall_in('directory.person', extra => $$exists (select from directory.mandate m
  where m.id = (select platform.acting_mandate()) and m.partnership = person.partnership and m.role in ('administrator', 'speaker'))$$);
call platform.wall_in('directory.coordinator', extra => $$exists (select from directory.mandate m join directory.party y on y.id = m.party
  where m.id = (select platform.acting_mandate()) and m.role = 'speaker' and m.party = coordinator.bloc and y.circle = coordinator.owner)$$);
grant update (valid) on directory.coordinator to ent_app;

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

-- A seat for a party (in_bloc null) or for a member state of a bloc, with the circle of its own readers. For the keeper of the installation,
-- and for whoever acts as administrator of that partnership; anybody else is refused. The seat itself is public: who sits at the table is no secret.
create function directory.seat_party(
  in_partnership uuid, in_bloc uuid, new_kind text, new_slug text, new_name jsonb, new_formal_name jsonb, new_iso2 text,
  new_order int, new_colour int, new_valid daterange, new_source text
) returns uuid language plpgsql security definer set search_path = '' as $$
  declare seated uuid; open_wall uuid; around uuid; own_circle uuid;
  begin
    if current_setting('role') <> 'ent_owner' and not exists (select from directory.mandate m
        where m.id = platform.acting_mandate() and m.partnership = in_partnership and m.role = 'administrator') then
      raise exception 'only an administrator of this partnership seats a party' using errcode = 'insufficient_privilege';
    end if;
    select w.id into strict open_wall from platform.wall w where w.partnership = in_partnership and w.kind = 'public';
    if in_bloc is null then
      select w.id into strict around from platform.wall w where w.partnership = in_partnership and w.kind = 'partnership';
    else
      select y.circle into around from directory.party y where y.id = in_bloc and y.partnership = in_partnership and y.kind = 'bloc' and y.parent is null;
      if not found then raise exception 'no such bloc in this partnership' using errcode = 'no_data_found'; end if;
    end if;
    insert into platform.wall (partnership, kind, parent) values (in_partnership, case when in_bloc is null then 'party' else 'member' end, around)
      returning id into own_circle;
    insert into directory.party (partnership, parent, kind, circle, wall, owner, protocol_order, slug, name, formal_name, iso2, colour, valid, source)
      values (in_partnership, in_bloc, new_kind, own_circle, open_wall, own_circle, new_order, new_slug, new_name, new_formal_name, new_iso2,
        new_colour, coalesce(new_valid, daterange(null, null)), new_source)
      returning id into seated;
    insert into platform.audit (partnership, wall, person, mandate, act, record, after)
      values (in_partnership, open_wall, (platform.acting_row()).person, platform.acting_mandate(), 'directory.party-seated', seated,
        jsonb_build_object('slug', new_slug, 'kind', new_kind, 'bloc', in_bloc));
    insert into platform.outbox (event, partnership, payload) values ('directory.party-seated', in_partnership, jsonb_build_object('party', seated));
    return seated;
  end
$$;
grant execute on function directory.seat_party(uuid, uuid, text, text, jsonb, jsonb, text, int, int, daterange, text) to ent_app;

-- What other modules may show.
create view directory.v_partnership with (security_invoker = true) as
  select p.id, p.slug, p.name, p.description, p.party_order, p.founded, p.since from directory.partnership p;
create view directory.v_party with (security_invoker = true) as
  select p.id, p.partnership, p.parent, p.kind, p.circle, p.protocol_order, p.slug, p.name, p.formal_name, p.iso2, p.colour, p.valid, p.source,
    -- Protocol order of today: as listed, or turned round in odd years where the partnership takes turns.
    case when s.party_order = 'yearly' and extract(year from platform.today())::int % 2 = 1 then -p.protocol_order else p.protocol_order end as standing_order
  from directory.party p join directory.partnership s on s.id = p.partnership;
create view directory.v_coordinator with (security_invoker = true) as
  select c.id, c.bloc, c.member, lower(c.valid) as since, upper(c.valid) as until, c.valid, c.printed_since, c.printed_until, c.note, c.source,
    m.name as member_name, m.slug as member_slug
  from directory.coordinator c join directory.party m on m.id = c.member;
create view directory.v_organisation with (security_invoker = true) as
  select o.id, o.slug, o.name, o.acronym, o.class, o.iati_type, o.iati_reference, o.country, o.side, o.note, o.source, o.acronym_fr, o.french_status,
    o.french_source, o.iati_source, o.iati_from_memory
  from directory.organisation o;
create view directory.v_organisation_name with (security_invoker = true) as
  select n.organisation, n.position, n.name, n.acronym, n.acronym_fr, n.from_year, n.until_year, n.source, n.from_memory from directory.organisation_name n;
create view directory.v_organisation_relation with (security_invoker = true) as
  select r.organisation, r.other, r.kind, r.from_year, r.until_year, r.note, r.source from directory.organisation_relation r;
create view directory.v_mandate with (security_invoker = true) as
  select m.id, m.partnership, m.role, m.party, m.organisation, m.title, m.valid, lower(m.valid) as since, upper(m.valid) as until, m.wall, m.person,
    p.full_name, p.sort_as
  -- An empty term is a mandate that was taken back before it began.
  from directory.mandate m join directory.person p on p.id = m.person where not isempty(m.valid);
grant select on directory.v_partnership, directory.v_party, directory.v_coordinator, directory.v_organisation, directory.v_organisation_name,
  directory.v_organisation_relation, directory.v_mandate to ent_app;
