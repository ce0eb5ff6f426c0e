-- Concurrence: nothing is joint until every seat has concurred on the same words. All writing goes through the functions below, so that who
-- may, what changes, when it closes and the entry of the audit stand together, and no page, program or job can do otherwise.
create schema concurrence;
grant usage on schema concurrence to ent_app, ent_job;

-- Canonical JSON (RFC 8785, for objects, arrays, texts, whole numbers, true, false and null): the same bytes whoever writes it, so that both
-- sides can hash what they were given.
create function platform.canonical(value jsonb) returns text language plpgsql immutable strict set search_path = '' as $$
  begin
    case jsonb_typeof(value)
      when 'object' then
        return '{' || coalesce((select string_agg(to_json(e.key)::text || ':' || platform.canonical(e.value), ',' order by e.key collate "C") from jsonb_each(value) e), '') || '}';
      when 'array' then
        return '[' || coalesce((select string_agg(platform.canonical(e.value), ',' order by e.n) from jsonb_array_elements(value) with ordinality e (value, n)), '') || ']';
      else return value::text;
    end case;
  end
$$;
create function platform.sha256_of(words text) returns bytea language sql immutable strict set search_path = '' as $$
  select sha256(convert_to(words, 'UTF8'))
$$;
grant execute on function platform.canonical(jsonb), platform.sha256_of(text) to ent_app, ent_job;

-- CALENDAR: the days on which nobody of a seat works: those of each week (ISO: Monday is 1), and single days. All parties read them, because a
-- deadline depends on them; each seat keeps its own.
create table concurrence.week (
  party uuid primary key references directory.party,
  free smallint[] not null check (free <@ array[1, 2, 3, 4, 5, 6, 7]::smallint[] and cardinality(free) < 7),
  wall uuid not null,
  owner uuid not null,
  foreign key (party, owner) references directory.party (id, circle)
);
create index on concurrence.week (wall);
create index on concurrence.week (owner);
create table concurrence.free_day (
  party uuid not null references directory.party,
  day date not null,
  name text not null check (length(name) between 1 and 120),
  wall uuid not null,
  owner uuid not null,
  primary key (party, day),
  foreign key (party, owner) references directory.party (id, circle)
);
create index on concurrence.free_day (wall);
create index on concurrence.free_day (owner);
call platform.wall_in('concurrence.week', extra => $$directory.acts_as('speaker', (select platform.acting_partnership()), party)$$);
call platform.wall_in('concurrence.free_day', extra => $$directory.acts_as('speaker', (select platform.acting_partnership()), party)$$);
grant update (free) on concurrence.week to ent_app;
grant delete on concurrence.free_day to ent_app;
create policy drop_day on concurrence.free_day for delete to ent_app
  using (wall = any ((select platform.sees())::uuid[]) and owner = any ((select platform.owns())::uuid[])
    and directory.acts_as('speaker', (select platform.acting_partnership()), party));

-- How much of a stretch of time lies on working days of a seat. Days begin and end in the zone that is named: with summer time some have 23 hours.
create function concurrence.working_time(of_party uuid, since timestamptz, until timestamptz, zone text) returns interval language sql stable set search_path = '' as $$
  select coalesce(sum(least(until, (d.day + 1)::timestamp at time zone zone) - greatest(since, d.day::timestamp at time zone zone)), interval '0')
  from (select (since at time zone zone)::date + n as day from generate_series(0, (until at time zone zone)::date - (since at time zone zone)::date) n) d
  where extract(isodow from d.day)::smallint <> all (coalesce((select w.free from concurrence.week w where w.party = of_party), array[6, 7]::smallint[]))
    and not exists (select from concurrence.free_day f where f.party = of_party and f.day = d.day)
    and least(until, (d.day + 1)::timestamp at time zone zone) > greatest(since, d.day::timestamp at time zone zone)
$$;

-- PROPOSITION: what is put to all seats under one procedure. bloc null: between the parties; otherwise among the member states of that bloc.
create table concurrence.proposition (
  id uuid primary key,
  partnership uuid not null references directory.partnership,
  wall uuid not null,
  owner uuid not null references platform.wall,
  -- What people cite, and its address: 2008-3, or asean-2008-3 inside a bloc. Counted on each wall by itself, so that no gap tells of another.
  reference text not null check (reference ~ '^([a-z0-9-]+-)?[0-9]{4}-[0-9]+$'),
  bloc uuid references directory.party,
  act text not null check (act in ('noted', 'endorsed', 'adopted', 'approved', 'certified')),
  procedure text not null check (procedure in ('express', 'silence')),
  reason text not null check (length(reason) <= 4000),
  zone text not null,
  deadline timestamptz,
  state text not null default 'open' check (state in ('open', 'carried', 'broken', 'withdrawn', 'superseded', 'lapsed')),
  opened_at timestamptz not null default platform.now(),
  opened_by uuid not null default platform.acting_mandate(),
  closed_at timestamptz,
  -- Why it was withdrawn.
  closed_reason text check (length(closed_reason) <= 4000),
  check (procedure <> 'silence' or deadline is not null),
  check ((state = 'open') = (closed_at is null)),
  unique (id, wall),
  unique (partnership, reference),
  foreign key (id, wall) references platform.record (id, wall)
);
create index on concurrence.proposition (partnership, opened_at desc, id);
create index on concurrence.proposition (wall);
create index on concurrence.proposition (owner);
create index proposition_due on concurrence.proposition (deadline) where state = 'open' and deadline is not null;
call platform.wall_in('concurrence.proposition', write => false);

-- ITEM: a subject at a version, in the words that are shown to every seat, and what became of it.
create table concurrence.item (
  proposition uuid not null,
  position int not null,
  subject uuid not null references platform.record,
  version int not null,
  shown text not null,
  sha256 bytea not null generated always as (platform.sha256_of(shown)) stored,
  state text not null default 'open' check (state in ('open', 'carried', 'broken', 'withdrawn', 'superseded', 'lapsed')),
  wall uuid not null,
  primary key (proposition, position),
  unique (proposition, subject),
  foreign key (proposition, wall) references concurrence.proposition (id, wall)
);
-- A subject is before the seats once at a time, on each wall: the member states may be asked before the parties are.
create unique index one_open_item on concurrence.item (subject, wall) where state = 'open';
create index on concurrence.item (subject);
create index on concurrence.item (wall);
call platform.wall_in('concurrence.item', write => false);

-- SEAT: who is asked, fixed when the proposition opens. Silence counts only for a seat that has acknowledged receipt.
create table concurrence.seat (
  proposition uuid not null,
  party uuid not null references directory.party,
  position int not null,
  acknowledged_at timestamptz,
  acknowledged_by uuid references directory.mandate,
  wall uuid not null,
  check ((acknowledged_at is null) = (acknowledged_by is null)),
  primary key (proposition, party),
  foreign key (proposition, wall) references concurrence.proposition (id, wall)
);
create index on concurrence.seat (party);
create index on concurrence.seat (wall);
call platform.wall_in('concurrence.seat', write => false);

-- POSITION: what a seat says of an item, by a named person in a capacity, on the words that were shown. Appended: the newest counts.
create table concurrence.position (
  id bigint generated always as identity primary key,
  proposition uuid not null,
  item int not null,
  party uuid not null,
  stance text not null check (stance in ('concur', 'concur-ad-referendum', 'reserve', 'object', 'counter')),
  reason text not null check (length(reason) <= 4000),
  counter text check (length(counter) <= 20000),
  seen bytea not null check (length(seen) = 32),
  taken_at timestamptz not null default platform.now(),
  taken_by uuid not null references directory.mandate,
  -- The person and the title under which he spoke, as they were.
  spoke jsonb not null,
  wall uuid not null,
  check ((stance = 'counter') = (counter is not null)),
  check (stance in ('concur', 'concur-ad-referendum') or reason <> ''),
  foreign key (proposition, party) references concurrence.seat (proposition, party),
  foreign key (proposition, item) references concurrence.item (proposition, position),
  foreign key (proposition, wall) references concurrence.proposition (id, wall)
);
create index on concurrence.position (proposition, item, party, id desc);
create index on concurrence.position (wall);
create trigger append_only before update or delete on concurrence.position for each row execute function platform.append_only();
create trigger append_only_all before truncate on concurrence.position for each statement execute function platform.append_only();
call platform.wall_in('concurrence.position', write => false);

create table concurrence.extension (
  proposition uuid not null,
  number int not null,
  before timestamptz not null,
  after timestamptz not null check (after > before),
  reason text not null check (length(reason) between 3 and 2000),
  at timestamptz not null default platform.now(),
  by_mandate uuid not null references directory.mandate,
  wall uuid not null,
  primary key (proposition, number),
  foreign key (proposition, wall) references concurrence.proposition (id, wall)
);
create index on concurrence.extension (wall);
create trigger append_only before update or delete on concurrence.extension for each row execute function platform.append_only();
create trigger append_only_all before truncate on concurrence.extension for each statement execute function platform.append_only();
call platform.wall_in('concurrence.extension', write => false);

-- The record of a closing, written once: canonical JSON that either side can keep and verify. It holds nothing narrower than its wall.
create table concurrence.closing (
  proposition uuid primary key,
  event text not null,
  sha256 bytea not null generated always as (platform.sha256_of(event)) stored,
  wall uuid not null,
  foreign key (proposition, wall) references concurrence.proposition (id, wall)
);
create index on concurrence.closing (wall);
create trigger append_only before update or delete on concurrence.closing for each row execute function platform.append_only();
create trigger append_only_all before truncate on concurrence.closing for each statement execute function platform.append_only();
call platform.wall_in('concurrence.closing', write => false);

-- SUBJECTS PLUG IN BY NAME. A record of kind `plan.plan` can be put to the seats because its module has three functions:
-- `plan.acts_on_plan() returns text[]`, `plan.shown_plan(subject uuid, to_wall uuid) returns text`, which raises check_violation where its words
-- hold anything narrower, and `plan.carried_plan(subject uuid, proposition uuid) returns void`. Whoever changes the words of a subject holds its
-- row of platform.record and then says `concurrence.subject_changed`. Locks are taken in that order everywhere: subjects, proposition, items.
create function concurrence.hook(kind text, verb text) returns text language plpgsql stable set search_path = '' as $$
  declare
    name text := format('%I.%I', split_part(kind, '.', 1), verb || '_' || replace(split_part(kind, '.', 2), '-', '_'));
  begin
    if to_regproc(name) is null then raise exception 'nothing of this kind is put to the seats' using errcode = 'check_violation'; end if;
    return name;
  end
$$;
create function concurrence.words_of(subject uuid, to_wall uuid) returns text language plpgsql set search_path = '' as $$
  declare kind text; words text;
  begin
    select r.kind into strict kind from platform.record r where r.id = subject;
    execute format('select %s($1, $2)', concurrence.hook(kind, 'shown')) into words using subject, to_wall;
    return words;
  end
$$;

-- Who acts, if it is a person who speaks for a seat. Never the secretariat, an administrator, a token or a job.
create function concurrence.speaker_of(of_party uuid) returns directory.mandate language plpgsql stable set search_path = '' as $$
  declare speaking directory.mandate;
  begin
    select m.* into speaking from directory.mandate m
      where m.id = platform.acting_mandate() and m.role = 'speaker' and m.party = of_party and m.valid @> platform.today()
        and platform.acting_token() is null;
    if not found then raise exception 'only its own speaker acts for a seat' using errcode = 'insufficient_privilege'; end if;
    return speaking;
  end
$$;
create function concurrence.note(done concurrence.proposition, act text, before jsonb, after jsonb) returns void language plpgsql set search_path = '' as $$
  begin
    insert into platform.audit (partnership, wall, person, mandate, act, record, before, after)
      values (done.partnership, done.wall, platform.acting_person(), platform.acting_mandate(), act, done.id, before, after);
    insert into platform.outbox (event, partnership, payload) values (act, done.partnership, jsonb_build_object('proposition', done.id));
  end
$$;
create function concurrence.hold_subjects(of_proposition uuid) returns void language plpgsql set search_path = '' as $$
  begin
    perform from platform.record r where r.id in (select i.subject from concurrence.item i where i.proposition = of_proposition) order by r.id for update;
  end
$$;
-- The proposition, held until the end of the transaction: of all that happens to it one thing comes first.
create function concurrence.held(wanted uuid) returns concurrence.proposition language plpgsql set search_path = '' as $$
  declare found_one concurrence.proposition;
  begin
    perform concurrence.hold_subjects(wanted);
    select p.* into found_one from concurrence.proposition p where p.id = wanted and p.wall = any (platform.sees()) for update;
    if not found then raise exception 'no such proposition' using errcode = 'no_data_found'; end if;
    return found_one;
  end
$$;
create function concurrence.held_open(wanted uuid) returns concurrence.proposition language plpgsql set search_path = '' as $$
  declare found_one concurrence.proposition := concurrence.held(wanted);
  begin
    if found_one.state <> 'open' or found_one.deadline <= platform.now() then
      raise exception 'the proposition is closed' using errcode = 'object_not_in_prerequisite_state';
    end if;
    return found_one;
  end
$$;

-- A deadline leaves each seat 24 hours on working days of its own, counted from now.
create function concurrence.check_deadline(wanted timestamptz, zone text, seats uuid[]) returns void language plpgsql stable set search_path = '' as $$
  declare short text;
  begin
    if not exists (select from pg_catalog.pg_timezone_names z where z.name = zone) then
      raise exception 'no such time zone' using errcode = 'invalid_parameter_value';
    end if;
    if wanted > platform.now() + interval '400 days' then raise exception 'too far away' using errcode = 'datetime_field_overflow'; end if;
    select y.slug into short from unnest(seats) s join directory.party y on y.id = s
      where concurrence.working_time(s, platform.now(), wanted, zone) < interval '24 hours' order by y.protocol_order limit 1;
    if found then raise exception 'too early for %', short using errcode = 'check_violation', detail = short; end if;
  end
$$;

-- Puts subjects to the seats: by the secretariat or the speaker of a party between the parties, by the speaker of a bloc among its member states.
create function concurrence.open(of_bloc uuid, new_act text, new_procedure text, new_title text, in_lang text, new_reason text, in_zone text,
  new_deadline timestamptz, subjects uuid[]) returns uuid language plpgsql security definer set search_path = '' as $$
  declare
    me directory.mandate; around uuid; mine uuid; seats uuid[]; made concurrence.proposition; each record; opened uuid := gen_random_uuid();
  begin
    select m.* into me from directory.mandate m where m.id = platform.acting_mandate() and m.valid @> platform.today() and platform.acting_token() is null;
    if of_bloc is null then
      select w.id into strict around from platform.wall w where w.partnership = me.partnership and w.kind = 'partnership';
      if not (me.role = 'secretariat' or me.role = 'speaker' and exists (select from directory.party y where y.id = me.party and y.parent is null)) then
        raise exception 'not one who may propose' using errcode = 'insufficient_privilege';
      end if;
    else
      select y.circle into around from directory.party y where y.id = of_bloc and y.kind = 'bloc' and y.partnership = me.partnership;
      if me.role <> 'speaker' or me.party is distinct from of_bloc then raise exception 'not one who may propose' using errcode = 'insufficient_privilege'; end if;
    end if;
    if me.id is null or around is null or around <> all (platform.sees()) then raise exception 'not one who may propose' using errcode = 'insufficient_privilege'; end if;
    mine := case when me.role = 'secretariat' then around else (select y.circle from directory.party y where y.id = me.party) end;
    select array_agg(y.id order by y.protocol_order) into seats from directory.party y
      where y.partnership = me.partnership and y.parent is not distinct from of_bloc and y.valid @> platform.today();
    if coalesce(cardinality(seats), 0) < 2 then raise exception 'there are not two seats' using errcode = 'check_violation'; end if;
    if cardinality(subjects) not between 1 and 500 then raise exception 'between one subject and five hundred' using errcode = 'check_violation'; end if;
    if new_procedure = 'silence' then perform concurrence.check_deadline(new_deadline, in_zone, seats);
    elsif new_deadline <= platform.now() then raise exception 'too early' using errcode = 'check_violation'; end if;
    insert into platform.record (id, partnership, kind, wall, owner, title, lang)
      values (opened, me.partnership, 'concurrence.proposition', around, mine, new_title, in_lang);
    perform pg_advisory_xact_lock(hashtextextended('propositions on ' || around, 0));
    insert into concurrence.proposition (id, partnership, wall, owner, reference, bloc, act, procedure, reason, zone, deadline)
      values (opened, me.partnership, around, mine, concat_ws('-', (select y.slug from directory.party y where y.id = of_bloc), to_char(platform.today(), 'YYYY'),
        (select count(*) + 1 from concurrence.proposition p where p.wall = around and to_char(p.opened_at at time zone 'UTC', 'YYYY') = to_char(platform.today(), 'YYYY'))), of_bloc, new_act, new_procedure, new_reason, in_zone, new_deadline) returning * into made;
    insert into concurrence.seat (proposition, party, position, wall) select opened, s.id, s.n, around from unnest(seats) with ordinality s (id, n);
    for each in select r.id, r.kind, r.version, s.n from unnest(subjects) with ordinality s (id, n)
        left join platform.record r on r.id = s.id and r.partnership = me.partnership and r.wall = any (platform.sees()) and platform.is_within(around, r.wall)
        order by s.n
    loop
      if each.id is null then raise exception 'no such subject' using errcode = 'no_data_found'; end if;
      declare acts text[];
      begin
        execute format('select %s()', concurrence.hook(each.kind, 'acts_on')) into acts;
        if new_act <> all (acts) then raise exception 'not an act for this kind of subject' using errcode = 'check_violation'; end if;
      end;
      insert into concurrence.item (proposition, position, subject, version, shown, wall)
        values (opened, each.n, each.id, each.version, concurrence.words_of(each.id, around), around);
    end loop;
    perform concurrence.note(made, 'concurrence.opened', null, jsonb_build_object('act', new_act, 'procedure', new_procedure, 'deadline', new_deadline, 'items', cardinality(subjects)));
    return opened;
  end
$$;

-- Closes what is decided: `state` for items that are still open. Writes the record of it, once.
create function concurrence.close(closed concurrence.proposition, ended text, why text) returns void language plpgsql set search_path = '' as $$
  declare whole text; proof jsonb;
  begin
    update concurrence.item i set state = ended where i.proposition = closed.id and i.state = 'open';
    -- Carried where anything was; otherwise what became of the first item.
    select case when bool_or(i.state = 'carried') then 'carried' else (array_agg(i.state order by i.position))[1] end into whole
      from concurrence.item i where i.proposition = closed.id;
    update concurrence.proposition p set state = whole, closed_at = platform.now(), closed_reason = why where p.id = closed.id and p.state = 'open';
    if not found then raise exception 'closed twice' using errcode = 'object_not_in_prerequisite_state'; end if;
    select jsonb_strip_nulls(jsonb_build_object(
      'type', 'entente.concurrence.closed', 'format', 1, 'proposition', p.id, 'reference', p.reference, 'partnership', s.slug, 'title', r.title, 'lang', r.lang,
      'bloc', (select y.slug from directory.party y where y.id = p.bloc), 'act', p.act, 'procedure', p.procedure, 'reason', p.reason, 'state', p.state,
      'opened', concurrence.instant(p.opened_at), 'deadline', concurrence.instant(p.deadline), 'zone', p.zone, 'closed', concurrence.instant(p.closed_at),
      'closedReason', p.closed_reason,
      'seats', (select jsonb_agg(jsonb_build_object('party', y.slug, 'name', y.name, 'acknowledged', concurrence.instant(t.acknowledged_at)) order by t.position)
        from concurrence.seat t join directory.party y on y.id = t.party where t.proposition = p.id),
      'items', (select jsonb_agg(jsonb_build_object('subject', i.subject, 'kind', k.kind, 'version', i.version, 'state', i.state, 'sha256', encode(i.sha256, 'hex'),
          'positions', (select coalesce(jsonb_agg(jsonb_build_object('party', y.slug, 'stance', o.stance, 'reason', o.reason, 'counter', o.counter,
              'at', concurrence.instant(o.taken_at), 'by', o.spoke) order by o.id), '[]')
            from concurrence.position o join directory.party y on y.id = o.party where o.proposition = p.id and o.item = i.position)) order by i.position)
        from concurrence.item i join platform.record k on k.id = i.subject where i.proposition = p.id))) into proof
      from concurrence.proposition p join platform.record r on r.id = p.id join directory.partnership s on s.id = p.partnership where p.id = closed.id;
    insert into concurrence.closing (proposition, event, wall) values (closed.id, platform.canonical(proof), closed.wall);
    update platform.record r set version = r.version + 1, changed_at = platform.now() where r.id = closed.id;
    perform concurrence.note(closed, 'concurrence.closed', jsonb_build_object('state', 'open'), jsonb_build_object('state', whole));
  end
$$;
create function concurrence.instant(moment timestamptz) returns text language sql immutable set search_path = '' as $$
  select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- What is joint from now on: the subject does what its module does with it, if it still says what was shown.
create function concurrence.carry(of_item concurrence.item) returns text language plpgsql set search_path = '' as $$
  declare kind text; outcome text;
  begin
    begin
      outcome := case when concurrence.words_of(of_item.subject, of_item.wall) = of_item.shown then 'carried' else 'superseded' end;
    exception
      -- Its words hold something narrower by now: not what was shown.
      when check_violation then outcome := 'superseded';
    end;
    update concurrence.item i set state = outcome where i.proposition = of_item.proposition and i.position = of_item.position and i.state = 'open';
    if outcome = 'carried' then
      select r.kind into kind from platform.record r where r.id = of_item.subject;
      execute format('select %s($1, $2)', concurrence.hook(kind, 'carried')) using of_item.subject, of_item.proposition;
    end if;
    return outcome;
  end
$$;
create function concurrence.newest_stance(of_item concurrence.item, of_party uuid) returns text language sql stable set search_path = '' as $$
  select o.stance from concurrence.position o
    where o.proposition = of_item.proposition and o.item = of_item.position and o.party = of_party order by o.id desc limit 1
$$;

-- Says for a seat that it has received what is put, so that its silence counts.
create function concurrence.acknowledge(received uuid) returns boolean language plpgsql security definer set search_path = '' as $$
  declare of_proposition concurrence.proposition := concurrence.held_open(received); me directory.mandate; own uuid;
  begin
    select m.party into own from directory.mandate m where m.id = platform.acting_mandate();
    if not exists (select from concurrence.seat s where s.proposition = received and s.party = own) then
      raise exception 'only its own speaker acts for a seat' using errcode = 'insufficient_privilege';
    end if;
    me := concurrence.speaker_of(own);
    update concurrence.seat s set acknowledged_at = platform.now(), acknowledged_by = me.id
      where s.proposition = received and s.party = own and s.acknowledged_at is null;
    if not found then return false; end if;
    perform concurrence.note(of_proposition, 'concurrence.acknowledged', null, jsonb_build_object('party', own));
    return true;
  end
$$;

-- Takes a position for one's own seat on one item, or on all that are open (on_item null), on exactly the words that were seen. Returns the
-- state of the proposition afterwards: with the last voice an express one closes; an objection or counter-text breaks silence at once.
create function concurrence.take(of_proposition uuid, on_item int, new_stance text, new_reason text, new_counter text, seen_words bytea) returns text
language plpgsql security definer set search_path = '' as $$
  declare
    open_one concurrence.proposition := concurrence.held_open(of_proposition); me directory.mandate; own uuid; one concurrence.item; spoken jsonb; taken int := 0;
  begin
    select m.party into own from directory.mandate m where m.id = platform.acting_mandate();
    if not exists (select from concurrence.seat s where s.proposition = of_proposition and s.party = own) then
      raise exception 'only its own speaker acts for a seat' using errcode = 'insufficient_privilege';
    end if;
    me := concurrence.speaker_of(own);
    if seen_words is distinct from concurrence.shown_together(of_proposition, on_item) then
      raise exception 'not the words that are put' using errcode = 'serialization_failure', detail = 'other words';
    end if;
    select jsonb_build_object('name', p.full_name, 'title', me.title) into spoken from directory.person p where p.id = me.person;
    update concurrence.seat s set acknowledged_at = platform.now(), acknowledged_by = me.id
      where s.proposition = of_proposition and s.party = own and s.acknowledged_at is null;
    for one in select i.* from concurrence.item i
        where i.proposition = of_proposition and i.state = 'open' and (on_item is null or i.position = on_item) order by i.position for update
    loop
      insert into concurrence.position (proposition, item, party, stance, reason, counter, seen, taken_by, spoke, wall)
        values (of_proposition, one.position, own, new_stance, new_reason, new_counter, one.sha256, me.id, spoken, open_one.wall);
      taken := taken + 1;
      if open_one.procedure = 'silence' and new_stance in ('object', 'counter') then
        update concurrence.item i set state = 'broken' where i.proposition = of_proposition and i.position = one.position;
      elsif open_one.procedure = 'express' and not exists (select from concurrence.seat s
          where s.proposition = of_proposition and concurrence.newest_stance(one, s.party) is distinct from 'concur') then
        perform concurrence.carry(one);
      end if;
    end loop;
    if taken = 0 then raise exception 'the item is closed' using errcode = 'object_not_in_prerequisite_state'; end if;
    perform concurrence.note(open_one, 'concurrence.position-taken', null,
      jsonb_build_object('party', own, 'stance', new_stance, 'item', on_item));
    if not exists (select from concurrence.item i where i.proposition = of_proposition and i.state = 'open') then
      perform concurrence.close(open_one, 'lapsed', null);
    end if;
    return (select p.state from concurrence.proposition p where p.id = of_proposition);
  end
$$;
-- The hash of the words of an item, or of all open items together: what a form carries to say what was on the page.
create function concurrence.shown_together(of_proposition uuid, on_item int) returns bytea language sql stable set search_path = '' as $$
  select sha256(string_agg(i.sha256, ''::bytea order by i.position)) from concurrence.item i
    where i.proposition = of_proposition and i.state = 'open' and (on_item is null or i.position = on_item)
$$;

-- More time, by whoever proposed; all are told.
create function concurrence.extend(extended uuid, new_deadline timestamptz, why text) returns void language plpgsql security definer set search_path = '' as $$
  declare open_one concurrence.proposition := concurrence.held_open(extended);
  begin
    if open_one.owner <> all (platform.owns()) then raise exception 'only who proposed extends' using errcode = 'insufficient_privilege'; end if;
    if open_one.deadline is null or new_deadline <= open_one.deadline then raise exception 'not later' using errcode = 'check_violation'; end if;
    if new_deadline > platform.now() + interval '400 days' then raise exception 'too far away' using errcode = 'datetime_field_overflow'; end if;
    insert into concurrence.extension (proposition, number, before, after, reason, by_mandate, wall)
      select extended, count(*) + 1, open_one.deadline, new_deadline, why, platform.acting_mandate(), open_one.wall
      from concurrence.extension e where e.proposition = extended;
    update concurrence.proposition p set deadline = new_deadline where p.id = extended;
    perform concurrence.note(open_one, 'concurrence.extended', jsonb_build_object('deadline', open_one.deadline), jsonb_build_object('deadline', new_deadline, 'reason', why));
  end
$$;
create function concurrence.withdraw(withdrawn uuid, why text) returns void language plpgsql security definer set search_path = '' as $$
  declare open_one concurrence.proposition := concurrence.held(withdrawn);
  begin
    if open_one.state <> 'open' then raise exception 'the proposition is closed' using errcode = 'object_not_in_prerequisite_state'; end if;
    if open_one.owner <> all (platform.owns()) then raise exception 'only who proposed withdraws' using errcode = 'insufficient_privilege'; end if;
    perform concurrence.close(open_one, 'withdrawn', why);
  end
$$;

-- A subject has changed: what was put says something else now, so it is superseded. Called by whoever changed it, in the same transaction.
create function concurrence.subject_changed(changed uuid) returns int language plpgsql security definer set search_path = '' as $$
  declare one concurrence.item; of_proposition concurrence.proposition; ended int := 0; same boolean;
  begin
    perform from platform.record r where r.id = changed for update;
    for one in select i.* from concurrence.item i where i.subject = changed and i.state = 'open' order by i.proposition loop
      select p.* into of_proposition from concurrence.proposition p where p.id = one.proposition and p.state = 'open' for update;
      if not found then continue; end if;
      begin
        same := concurrence.words_of(changed, one.wall) = one.shown;
      exception
        when check_violation then same := false;
      end;
      if same then continue; end if;
      update concurrence.item i set state = 'superseded' where i.proposition = one.proposition and i.position = one.position and i.state = 'open';
      ended := ended + 1;
      if not exists (select from concurrence.item i where i.proposition = one.proposition and i.state = 'open') then
        perform concurrence.close(of_proposition, 'superseded', null);
      end if;
    end loop;
    return ended;
  end
$$;

-- Closes what is due by the clock of business, the longest due first; how many. Any number may run at once: each takes others. Silence carries an
-- item when every seat has acknowledged receipt and none of them said anything but that it concurs.
create function concurrence.close_due(most int) returns int language plpgsql security definer set search_path = '' as $$
  declare due concurrence.proposition; one concurrence.item; done int := 0; silent boolean; seen uuid[] := '{}';
  begin
    loop
      exit when done >= most;
      -- The lock is only for those who close: each takes another. What happens to a proposition meanwhile is waited for below.
      select p.* into due from concurrence.proposition p
        where p.state = 'open' and p.deadline <= platform.now() and p.id <> all (seen) and pg_try_advisory_xact_lock(hashtextextended('closing ' || p.id, 0))
        order by p.deadline, p.id limit 1;
      exit when not found;
      seen := seen || due.id;
      perform concurrence.hold_subjects(due.id);
      select p.* into due from concurrence.proposition p where p.id = due.id and p.state = 'open' and p.deadline <= platform.now() for update;
      continue when not found;
      silent := due.procedure = 'silence' and not exists (select from concurrence.seat s where s.proposition = due.id and s.acknowledged_at is null);
      if silent then
        for one in select i.* from concurrence.item i where i.proposition = due.id and i.state = 'open' order by i.position loop
          if not exists (select from concurrence.seat s where s.proposition = due.id and concurrence.newest_stance(one, s.party) <> 'concur') then
            perform concurrence.carry(one);
          end if;
        end loop;
      end if;
      perform concurrence.close(due, 'lapsed', null);
      done := done + 1;
    end loop;
    return done;
  end
$$;
grant execute on function concurrence.working_time(uuid, timestamptz, timestamptz, text), concurrence.shown_together(uuid, int),
  concurrence.open(uuid, text, text, text, text, text, text, timestamptz, uuid[]), concurrence.acknowledge(uuid),
  concurrence.take(uuid, int, text, text, text, bytea), concurrence.extend(uuid, timestamptz, text), concurrence.withdraw(uuid, text),
  concurrence.subject_changed(uuid) to ent_app;
grant execute on function concurrence.close_due(int) to ent_job;

-- What other modules may show.
create view concurrence.v_proposition with (security_invoker = true) as
  select p.id, p.partnership, p.wall, p.owner, p.reference, p.bloc, p.act, p.procedure, p.reason, p.zone, p.deadline, p.state, p.opened_at, p.opened_by, p.closed_at,
    p.closed_reason, r.title, r.lang, r.version
  from concurrence.proposition p join platform.record r on r.id = p.id;
create view concurrence.v_item with (security_invoker = true) as
  select i.proposition, i.position, i.subject, r.kind, r.title, r.lang, i.version, i.shown, i.sha256, i.state
  from concurrence.item i join platform.record r on r.id = i.subject;
create view concurrence.v_seat with (security_invoker = true) as
  select s.proposition, s.party, s.position, s.acknowledged_at, s.acknowledged_by from concurrence.seat s;
-- The newest position of each seat on each item.
create view concurrence.v_stance with (security_invoker = true) as
  select distinct on (o.proposition, o.item, o.party) o.proposition, o.item, o.party, o.stance, o.reason, o.counter, o.taken_at, o.spoke
  from concurrence.position o order by o.proposition, o.item, o.party, o.id desc;
grant select on concurrence.v_proposition, concurrence.v_item, concurrence.v_seat, concurrence.v_stance to ent_app;

comment on table concurrence.proposition is 'what is put to all seats under one procedure';
comment on table concurrence.item is 'a subject at a version, in the words that are shown to every seat';
comment on table concurrence.closing is 'the record of a closing: canonical JSON, written once';
