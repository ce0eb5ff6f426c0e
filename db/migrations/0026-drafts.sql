-- Drafts of an import: a document that was read, and what people mend in it before it is entered as a plan. A draft stands behind one wall, which it
-- may leave for that of all parties; what it becomes is a joint plan, which never points back to it.
create table plan.draft (
  id uuid primary key,
  wall uuid not null,
  owner uuid not null references platform.wall,
  -- The document as it was received.
  attachment uuid not null references platform.attachment,
  format text not null check (format in ('text', 'word', 'pdf', 'web', 'workbook', 'pasted')),
  -- The text that was read, and what the importer made of it, without the text. Empty while nobody said what the columns of a table hold.
  text text,
  reading json,
  -- The same with all mends: what they give when they are made one after the other over the reading.
  state json,
  -- Of a table: its first rows, for a person to say which of them names the columns.
  head_rows json,
  check ((text is null) = (reading is null) and (reading is null) = (state is null) and (reading is not null or head_rows is not null)),
  -- For lists, which do not read it whole.
  lines int not null default 0,
  doubts int not null default 0,
  settled int not null default 0,
  begun_at timestamptz not null default platform.now(),
  begun_by uuid not null default platform.acting_mandate(),
  dropped_at timestamptz,
  dropped_by uuid,
  entered_at timestamptz,
  entered_by uuid,
  plan uuid references plan.plan,
  check ((dropped_at is null) = (dropped_by is null)),
  check ((entered_at is null) = (entered_by is null) and (entered_at is null) = (plan is null)),
  unique (id, wall, owner),
  foreign key (id, wall) references platform.record (id, wall) on update cascade
);
create index on plan.draft (wall);
create index on plan.draft (owner);
create index on plan.draft (attachment);
create index on plan.draft (plan);
alter table plan.draft alter column wall set (n_distinct = 4);

-- What was mended, one after the other; that a mend was taken back is one more. Only the wall ever changes, with that of the draft.
create table plan.draft_mend (
  draft uuid not null,
  number int not null check (number > 0),
  mend jsonb not null,
  before jsonb,
  after jsonb,
  made_at timestamptz not null default platform.now(),
  made_by uuid not null default platform.acting_mandate(),
  wall uuid not null,
  owner uuid not null,
  primary key (draft, number),
  foreign key (draft, wall, owner) references plan.draft (id, wall, owner) on update cascade
);
create index on plan.draft_mend (wall);
create index on plan.draft_mend (owner);
alter table plan.draft_mend alter column wall set (n_distinct = 4);
create function plan.stays_but_for_wall() returns trigger language plpgsql set search_path = '' as $$
  begin
    if tg_op = 'DELETE' or to_jsonb(new) - 'wall' - 'owner' is distinct from to_jsonb(old) - 'wall' - 'owner' then
      raise exception 'rows of % are appended, never changed', tg_table_name;
    end if;
    return new;
  end
$$;
create trigger stays before update or delete on plan.draft_mend for each row execute function plan.stays_but_for_wall();
create trigger append_only_all before truncate on plan.draft_mend for each statement execute function platform.append_only();

-- What one side said that the columns of a table hold, by the names in its head: the matrix of one ministry is explained once.
create table plan.column_choice (
  partnership uuid not null references directory.partnership,
  head text not null check (length(head) between 1 and 20000),
  head_key text not null generated always as (md5(head)) stored,
  roles text[] not null,
  wall uuid not null references platform.wall,
  owner uuid not null references platform.wall,
  check (wall = owner),
  chosen_at timestamptz not null default platform.now(),
  chosen_by uuid not null default platform.acting_mandate(),
  primary key (owner, head_key)
);
create index on plan.column_choice (partnership);
create index on plan.column_choice (wall);

-- The record of what was mended before a plan was entered, kept with the plan; and how each doubt of the importer was settled.
create table plan.mend (
  plan uuid not null references plan.plan,
  number int not null,
  mend jsonb not null,
  before jsonb,
  after jsonb,
  made_at timestamptz not null,
  made_by uuid not null,
  wall uuid not null references platform.wall,
  owner uuid not null references platform.wall,
  primary key (plan, number)
);
create index on plan.mend (wall);
create index on plan.mend (owner);
create trigger append_only before update or delete on plan.mend for each row execute function platform.append_only();
create trigger append_only_all before truncate on plan.mend for each statement execute function platform.append_only();
alter table plan.remark add column settled text check (settled in ('right', 'mended')), add column settled_by_mend int,
  add check ((settled is null) = (settled_by_mend is null));

-- A framework that is not ours, or an earlier plan, is entered without parties: nobody certifies it (product rule 9).
alter table plan.plan add column adoption text not null default 'by-parties' check (adoption in ('by-parties', 'none'));
-- The plan before may be entered after the plan that follows it.
grant update (predecessor) on plan.plan to ent_app;

call platform.wall_in('plan.draft', extra => $$wall = owner and exists (select from platform.record r where r.id = draft.id and r.kind = 'plan.draft'
    and r.owner = any ((select platform.owns())::uuid[]))
  and exists (select from platform.wall w where w.id = draft.wall and w.kind <> 'public')
  and exists (select from platform.attachment a where a.id = draft.attachment and a.record = draft.id and a.wall = draft.wall)$$);
grant update (text, reading, state, head_rows, lines, doubts, settled, dropped_at, dropped_by, entered_at, entered_by, plan) on plan.draft to ent_app;
call platform.wall_in('plan.draft_mend', extra => $$made_by = (select platform.acting_mandate())
  and exists (select from plan.draft d where d.id = draft_mend.draft and d.owner = any ((select platform.owns())::uuid[]))$$);
call platform.wall_in('plan.column_choice', extra => $$chosen_by = (select platform.acting_mandate()) and partnership = (select platform.acting_partnership())$$);
grant update (roles, chosen_at, chosen_by) on plan.column_choice to ent_app;
call platform.wall_in('plan.mend', write => false);

-- Gives a draft of one side to all parties, so that the secretariat can enter it: with its document and the list of what was mended.
create function plan.hand_over_draft(handed uuid) returns void language plpgsql security definer set search_path = '' as $$
  declare all_parties uuid;
  begin
    select w.id into strict all_parties from platform.wall w where w.partnership = platform.acting_partnership() and w.kind = 'partnership';
    update platform.record r set wall = all_parties, owner = all_parties, version = version + 1, changed_at = platform.now()
      where r.id = handed and r.kind = 'plan.draft' and r.wall = any (platform.sees()) and r.owner = any (platform.owns());
    if not found then raise exception 'no such record' using errcode = 'no_data_found'; end if;
    update plan.draft d set owner = all_parties, wall = all_parties where d.id = handed;
    update platform.attachment a set wall = all_parties, owner = all_parties where a.record = handed;
  end
$$;

-- Keeps with a plan what was mended in its draft, for whoever enters it: the mends that were not taken back, as they were made and by whom.
create function plan.keep_mends(of_draft uuid, of_plan uuid, numbers int[]) returns void language plpgsql security definer set search_path = '' as $$
  begin
    insert into plan.mend (plan, number, mend, before, after, made_at, made_by, wall, owner)
      select p.id, m.number, m.mend, m.before, m.after, m.made_at, m.made_by, p.owner, p.owner
      from plan.draft_mend m join plan.draft d on d.id = m.draft, plan.plan p
      where d.id = of_draft and d.wall = any (platform.sees()) and d.owner = any (platform.owns())
        and p.id = of_plan and p.owner = any (platform.owns()) and p.entered_by = platform.acting_mandate() and m.number = any (numbers);
  end
$$;
grant execute on function plan.hand_over_draft(uuid), plan.keep_mends(uuid, uuid, int[]), plan.stays_but_for_wall() to ent_app;

create or replace function plan.shown_plan(subject uuid, to_wall uuid) returns text language plpgsql stable set search_path = '' as $$
  declare words text;
  begin
    if exists (select from plan.plan p where p.id = subject and p.adopted_by is not null) then
      raise exception 'this plan is adopted already' using errcode = 'check_violation';
    end if;
    if exists (select from plan.plan p where p.id = subject and p.adoption = 'none') then
      raise exception 'this plan is entered without parties: nobody adopts it' using errcode = 'check_violation';
    end if;
    if exists (select from (select distinct n.wall from plan.node n where n.plan = subject) w where not platform.is_within(to_wall, w.wall)) then
      raise exception 'not all of this plan is seen by all who are asked' using errcode = 'check_violation';
    end if;
    select concat_ws(e'\n', r.title, concat_ws(' – ', p.period_start, p.period_end), '', (
        select string_agg(concat_ws(e'\t', n.reference, n.number, coalesce(n.label, ''), e.text), e'\n' order by n.position)
        from plan.node n cross join lateral (
          select d.text from plan.edition d where d.node = n.id and d.lang = p.authentic order by d.edition desc limit 1) e where n.plan = p.id))
      into words from plan.plan p join platform.record r on r.id = p.id where p.id = subject;
    return words;
  end
$$;
create or replace view plan.v_plan with (security_invoker = true) as
  select p.id, p.partnership, p.wall, p.owner, p.slug, r.title, r.lang, r.version, r.changed_at, p.authentic, p.period_start, p.period_end, p.predecessor,
    p.entered_on, case when p.adoption = 'none' then 'reference' when p.adopted_by is null then 'entered' else 'adopted' end as stage, p.adopted_by
  from plan.plan p join platform.record r on r.id = p.id;
create or replace view plan.v_remark with (security_invoker = true) as
  select m.plan, m.node, m.position, m.severity, m.code, m.message, m.from_character, m.settled, m.settled_by_mend from plan.remark m;
create view plan.v_draft with (security_invoker = true) as
  select d.id, r.partnership, d.wall, d.owner, r.title, r.lang, r.version, r.changed_at, d.format, d.attachment, a.name as file_name, a.type as file_type,
    d.lines, d.doubts, d.settled, d.reading is null as waits_for_columns, d.begun_at, d.begun_by, d.dropped_at, d.entered_at, d.entered_by, d.plan
  from plan.draft d join platform.record r on r.id = d.id join platform.attachment a on a.id = d.attachment;
create view plan.v_mend with (security_invoker = true) as
  select m.plan, m.number, m.mend, m.before, m.after, m.made_at, m.made_by from plan.mend m;
grant select on plan.v_draft, plan.v_mend to ent_app;

comment on table plan.draft is 'a document that was read, and is mended before it is entered as a plan';
comment on table plan.draft_mend is 'what was mended in a draft, in order; appended';
comment on table plan.column_choice is 'what one side said that the columns of a table hold';
comment on table plan.mend is 'what was mended before a plan was entered';
