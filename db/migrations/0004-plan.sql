-- Plan: the signed words. Lines are records; the words of a line are editions. Free to mend while only entered, frozen once adopted.
create schema plan;
grant usage on schema plan to ent_app;

create table plan.plan (
  id uuid primary key,
  partnership uuid not null references directory.partnership,
  wall uuid not null,
  owner uuid not null references platform.wall,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
  -- ISO years or dates, as printed; open where the text says nothing.
  period_start text check (period_start ~ '^\d{4}(-\d{2}-\d{2})?$'),
  period_end text check (period_end ~ '^\d{4}(-\d{2}-\d{2})?$'),
  authentic text not null check (authentic in ('en', 'fr')),
  predecessor uuid references plan.plan,
  entered_on date not null default platform.today(),
  entered_by uuid not null default platform.acting_mandate(),
  adopted_by uuid,
  unique (partnership, slug),
  foreign key (id, wall) references platform.record (id, wall) on update cascade
);
create index on plan.plan (wall);
create index on plan.plan (owner);

create table plan.node (
  id uuid primary key,
  plan uuid not null references plan.plan,
  parent uuid references plan.node,
  wall uuid not null,
  owner uuid not null references platform.wall,
  kind text not null check (kind in ('part', 'area', 'action', 'subitem', 'objective', 'priority')),
  -- The permanent reference (A.2.1.2), and the number as printed, which alone is not a key.
  reference text not null check (length(reference) between 1 and 60),
  -- As it is found, however it is typed. A column, because under row security an index on an expression helps nobody.
  reference_key text not null generated always as (upper(reference)) stored,
  number text not null,
  -- Document order; never changes once entered.
  position int not null,
  -- The words before the promise where the document prints them apart: the area of a priority, for instance.
  label text,
  -- The period for which a priority was set, as printed.
  period text,
  promise text check (promise in ('one-off', 'recurring', 'enabling', 'standing')),
  -- Null while grammar alone proposes the kind of promise; the mandate that confirmed it afterwards.
  promise_confirmed_by uuid,
  qualifiers text[] not null default '{}',
  check ((promise is not null) = (kind in ('action', 'subitem', 'priority'))),
  unique (plan, reference),
  foreign key (id, wall) references platform.record (id, wall) on update cascade
);
create index on plan.node (plan, position) include (kind, parent);
create index on plan.node (plan, parent, position);
-- Lists begin in the middle of a plan; outlines, objectives and priorities are few among very many.
create index action_lines on plan.node (plan, position) where kind = 'action';
create index outline_nodes on plan.node (plan, position) where kind in ('part', 'area');
create index front_nodes on plan.node (plan, kind, position) where kind in ('objective', 'priority');
create index on plan.node (reference_key, plan);
create index on plan.node (number, plan);
create index on plan.node (number, plan);
-- The register sorted by kind of promise.
create index lines_by_promise on plan.node (plan, promise, position) where kind = 'action';
create index on plan.node (parent);
create index on plan.node (wall);
create index on plan.node (owner);
alter table plan.node alter column wall set (n_distinct = 4);

-- EDITION: the words of a node in one language. The first is what was read; each later one has a reason.
create table plan.edition (
  node uuid not null references plan.node,
  lang text not null check (lang in ('en', 'fr')),
  edition int not null check (edition > 0),
  text text not null check (length(text) between 1 and 20000),
  label text,
  wall uuid not null references platform.wall,
  owner uuid not null references platform.wall,
  reason text,
  -- Where a translation comes from; null for the authentic language.
  provenance text,
  entered_at timestamptz not null default platform.now(),
  entered_by uuid not null default platform.acting_mandate(),
  effective date,
  adopted_by uuid,
  primary key (node, lang, edition),
  check (edition = 1 or reason is not null)
);
create index on plan.edition (wall);
create index on plan.edition (owner);
alter table plan.edition alter column wall set (n_distinct = 4);

-- Rule 1: adopted words change only by an amendment, which is a new edition.
create function plan.frozen() returns trigger language plpgsql set search_path = '' as $$
  begin
    if old.adopted_by is not null then raise exception 'adopted words are frozen: amend them'; end if;
    return coalesce(new, old);
  end
$$;
create trigger frozen before update or delete on plan.edition for each row execute function plan.frozen();
create function plan.still_entered() returns trigger language plpgsql security definer set search_path = '' as $$
  begin
    if exists (select from plan.plan p join plan.node n on n.plan = p.id where n.id = new.node and p.adopted_by is not null) and new.adopted_by is null
      then raise exception 'this plan is adopted: its words change by amendment only'; end if;
    return new;
  end
$$;
create trigger still_entered before insert on plan.edition for each row execute function plan.still_entered();

-- SOURCE: the text of the document as it was read, to which all evidence points. The file itself is an attachment of the plan.
create table plan.source (
  plan uuid primary key references plan.plan,
  attachment uuid not null references platform.attachment,
  text text not null,
  furniture jsonb not null default '[]',
  wall uuid not null references platform.wall,
  owner uuid not null references platform.wall
);
create index on plan.source (wall);
create index on plan.source (owner);

-- The same line by line, so that a passage is found without reading the whole; made from plan.source, and never written otherwise.
create table plan.source_line (
  plan uuid not null references plan.source,
  line int not null,
  from_character int not null,
  text text not null,
  wall uuid not null references platform.wall,
  owner uuid not null references platform.wall,
  primary key (plan, line)
);
create index on plan.source_line (plan, from_character);
create index on plan.source_line (wall);
create index on plan.source_line (owner);
alter table plan.source_line alter column wall set (n_distinct = 4);
create function plan.cut_source() returns trigger language plpgsql security definer set search_path = '' as $$
  begin
    insert into plan.source_line (plan, line, from_character, text, wall, owner)
      select new.plan, l.line, coalesce(sum(length(l.text) + 1) over (order by l.line rows between unbounded preceding and 1 preceding), 0), l.text, new.wall, new.owner
      from string_to_table(new.text, e'\n') with ordinality as l (text, line);
    return null;
  end
$$;
create trigger cut_source after insert on plan.source for each row execute function plan.cut_source();

-- TALLY: how many nodes of each kind stand below a node, at any depth (above null: in the whole plan), on each wall; so that a page which
-- says how many there are does not count them. A reader adds up the walls that he sees.
create table plan.tally (
  plan uuid not null references plan.plan,
  above uuid references plan.node,
  wall uuid not null references platform.wall,
  kind text not null,
  promise text,
  count int not null,
  unique nulls not distinct (plan, above, kind, promise, wall)
);
create index on plan.tally (above, kind);
create index on plan.tally (wall);
alter table plan.tally alter column wall set (n_distinct = 4);
create function plan.count_nodes() returns trigger language plpgsql security definer set search_path = '' as $$
  declare
    come text := 'select n.plan, n.parent, n.wall, n.kind, n.promise, 1 from come n';
    gone text := 'select n.plan, n.parent, n.wall, n.kind, n.promise, -1 from gone n';
  begin
    execute format('with recursive up (plan, above, wall, kind, promise, by) as (
        (%s) union all select u.plan, p.parent, u.wall, u.kind, u.promise, u.by from up u join plan.node p on p.id = u.above)
      insert into plan.tally as t (plan, above, wall, kind, promise, count)
        select u.plan, u.above, u.wall, u.kind, u.promise, sum(u.by) from up u group by 1, 2, 3, 4, 5 having sum(u.by) <> 0 order by 1, 2, 3, 4, 5
      on conflict (plan, above, kind, promise, wall) do update set count = t.count + excluded.count',
      case tg_op when 'INSERT' then come when 'DELETE' then gone else gone || ' union all ' || come end);
    return null;
  end
$$;
create trigger count_come after insert on plan.node referencing new table as come for each statement execute function plan.count_nodes();
create trigger count_gone after delete on plan.node referencing old table as gone for each statement execute function plan.count_nodes();
create trigger count_changed after update on plan.node referencing old table as gone new table as come for each statement execute function plan.count_nodes();

-- EVIDENCE: the passage of the source that a node was read from: characters from, up to (not including) until.
create table plan.evidence (
  node uuid primary key references plan.node,
  from_character int not null,
  until_character int not null check (until_character >= from_character),
  confidence real not null check (confidence between 0 and 1),
  wall uuid not null references platform.wall,
  owner uuid not null references platform.wall
);
create index on plan.evidence (wall);
create index on plan.evidence (owner);

-- REMARK: what the importer doubted (its findings). Shown to the parties, not to the public.
create table plan.remark (
  id uuid primary key default gen_random_uuid(),
  plan uuid not null references plan.plan,
  node uuid references plan.node,
  position int not null,
  severity text not null check (severity in ('error', 'warning', 'info')),
  code text not null,
  message text not null,
  from_character int not null,
  until_character int not null,
  wall uuid not null references platform.wall,
  owner uuid not null references platform.wall
);
create index on plan.remark (plan, position);
create index on plan.remark (node);
create index on plan.remark (wall);
create index on plan.remark (owner);

-- MENTION: an organisation that the words of a node name.
create table plan.mention (
  node uuid not null references plan.node,
  organisation uuid not null references directory.organisation,
  wall uuid not null references platform.wall,
  owner uuid not null references platform.wall,
  primary key (node, organisation)
);
create index on plan.mention (organisation);
create index on plan.mention (wall);
create index on plan.mention (owner);

do $$
  declare target text;
  begin
    foreach target in array '{plan,node}'::text[] loop
      call platform.wall_in(('plan.' || target)::regclass,
        extra => 'exists (select from platform.record r where r.id = ' || target || '.id and r.owner = any ((select platform.owns())::uuid[]))'
          -- Nobody enters a plan or its words in somebody else's name.
          || case target when 'plan' then ' and entered_by = (select platform.acting_mandate())' else '' end);
    end loop;
    foreach target in array '{edition,evidence,mention}'::text[] loop
      call platform.wall_in(('plan.' || target)::regclass,
        extra => 'exists (select from platform.record r where r.id = node and r.owner = any ((select platform.owns())::uuid[]))'
          || case target when 'edition' then ' and entered_by = (select platform.acting_mandate())' else '' end);
    end loop;
    foreach target in array '{source,remark}'::text[] loop
      call platform.wall_in(('plan.' || target)::regclass,
        extra => 'exists (select from platform.record r where r.id = plan and r.owner = any ((select platform.owns())::uuid[]))');
    end loop;
  end
$$;
call platform.wall_in('plan.source_line', write => false);
call platform.wall_in('plan.tally', write => false);
grant update (promise, promise_confirmed_by, qualifiers) on plan.node to ent_app;

-- What other modules may show.
create view plan.v_plan with (security_invoker = true) as
  select p.id, p.partnership, p.wall, p.owner, p.slug, r.title, r.lang, r.version, r.changed_at, p.authentic, p.period_start, p.period_end, p.predecessor,
    p.entered_on, case when p.adopted_by is null then 'entered' else 'adopted' end as stage
  from plan.plan p join platform.record r on r.id = p.id;
-- A node with its words of today in the authentic language.
create view plan.v_node with (security_invoker = true) as
  select n.id, n.plan, n.parent, n.wall, n.owner, n.kind, n.reference, n.number, n.position, n.label, n.period, n.promise,
    n.promise_confirmed_by is not null as promise_confirmed, n.qualifiers, p.authentic as lang, e.text, e.edition, r.version
  from plan.node n join plan.plan p on p.id = n.plan join platform.record r on r.id = n.id
  cross join lateral (select ed.text, ed.edition from plan.edition ed where ed.node = n.id and ed.lang = p.authentic order by ed.edition desc limit 1) e;
-- The same without its words, for lists that filter and count before they read.
create view plan.v_line with (security_invoker = true) as
  select n.id, n.plan, n.parent, n.wall, n.kind, n.reference, n.reference_key, n.number, n.position, n.label, n.period, n.promise,
    n.promise_confirmed_by is not null as promise_confirmed, n.qualifiers
  from plan.node n;
-- Every edition of a node; those in the authentic language of its plan.
create view plan.v_edition with (security_invoker = true) as
  select e.node, e.lang, e.edition, e.text, e.label, e.reason, e.provenance, e.entered_at, e.entered_by, e.adopted_by from plan.edition e;
create view plan.v_authentic with (security_invoker = true) as
  select e.node, e.lang, e.edition, e.text from plan.edition e where e.provenance is null;
create view plan.v_evidence with (security_invoker = true) as
  select e.node, e.from_character, e.until_character, e.confidence from plan.evidence e;
create view plan.v_source with (security_invoker = true) as
  select s.plan, a.name from plan.source s join platform.attachment a on a.id = s.attachment;
create view plan.v_source_line with (security_invoker = true) as
  select l.plan, l.line, l.from_character, l.text from plan.source_line l;
-- How many nodes of a kind, and of a kind of promise, stand below a node; above is null for the whole plan.
create view plan.v_tally with (security_invoker = true) as
  select t.plan, t.above, t.kind, t.promise, sum(t.count)::int as count from plan.tally t group by t.plan, t.above, t.kind, t.promise having sum(t.count) > 0;
-- The words of a node in each language it has: the newest edition of each.
create view plan.v_words with (security_invoker = true) as
  select distinct on (e.node, e.lang) e.node, e.lang, e.edition, e.text, e.label, e.reason, e.provenance, e.entered_at, e.entered_by
  from plan.edition e order by e.node, e.lang, e.edition desc;
-- A priority sharpens lines.
create view plan.v_sharpens with (security_invoker = true) as
  select l.source as priority, l.target as line, l.position from platform.link l where l.role = 'plan.sharpens';
create view plan.v_reference with (security_invoker = true) as
  select l.source as node, l.target as mentioned from platform.link l where l.role = 'plan.refers-to';
create view plan.v_mention with (security_invoker = true) as select m.node, m.organisation from plan.mention m;
grant select on plan.v_plan, plan.v_node, plan.v_line, plan.v_edition, plan.v_authentic, plan.v_evidence, plan.v_source, plan.v_source_line, plan.v_tally, plan.v_words, plan.v_sharpens, plan.v_reference, plan.v_mention to ent_app;
