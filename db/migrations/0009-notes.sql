-- Followup: what follows from the signed words. First the notes that one side keeps for itself.
create schema followup;
grant usage on schema followup to ent_app;

-- NOTE: what the people of one circle write for themselves beside a node: one for each node and circle. It points from behind its wall to
-- what more people read; nothing points back, and the node never changes with it.
create table followup.note (
  id uuid primary key,
  node uuid not null references plan.node,
  wall uuid not null,
  owner uuid not null references platform.wall,
  -- Whoever may read it may change it: a note is kept inside its circle.
  check (wall = owner),
  unique (node, owner),
  unique (id, wall, owner),
  foreign key (id, wall) references platform.record (id, wall)
);
create index on followup.note (wall);
create index on followup.note (owner);
alter table followup.note alter column wall set (n_distinct = 4);

-- Its words, as they stood from one version of the record until the next. Appended, never changed: the newest are those of today.
create table followup.note_edition (
  note uuid not null,
  edition int not null check (edition > 0),
  line_to_take text not null default '' check (length(line_to_take) <= 4000),
  background text not null default '' check (length(background) <= 10000),
  next_step text not null default '' check (length(next_step) <= 2000),
  whose text not null default '' check (length(whose) <= 200),
  due date,
  -- False: everything was taken out, and the note counts as none.
  filled boolean not null generated always as (line_to_take <> '' or background <> '' or next_step <> '' or whose <> '' or due is not null) stored,
  -- Those that were saved together, to be taken back together.
  batch uuid,
  wall uuid not null,
  owner uuid not null,
  recorded_at timestamptz not null default platform.now(),
  -- By the real clock, which goes on in a demonstration too: how long somebody sat at it.
  written_at timestamptz not null default clock_timestamp(),
  recorded_by uuid not null default platform.acting_mandate(),
  primary key (note, edition),
  foreign key (note, wall, owner) references followup.note (id, wall, owner)
);
create index on followup.note_edition (wall);
create index on followup.note_edition (owner);
create index on followup.note_edition (recorded_by, written_at desc) where batch is not null;
create index on followup.note_edition (batch);
alter table followup.note_edition alter column wall set (n_distinct = 4);
create trigger append_only before update or delete on followup.note_edition for each row execute function platform.append_only();
create trigger append_only_all before truncate on followup.note_edition for each statement execute function platform.append_only();

-- Only behind the wall of one side, on a node that everybody behind that wall sees, and by somebody who holds that wall.
call platform.wall_in('followup.note', extra => $$exists (select from platform.record r where r.id = note.id and r.kind = 'followup.note'
    and r.owner = any ((select platform.owns())::uuid[]))
  and exists (select from platform.wall w where w.id = note.wall and w.kind in ('party', 'member', 'organisation'))
  and exists (select from plan.v_line n where n.id = note.node and platform.is_within(note.wall, n.wall))$$);
call platform.wall_in('followup.note_edition', extra => $$recorded_by = (select platform.acting_mandate())
  and exists (select from followup.note n where n.id = note)$$);

-- What other modules may show: each note with its words of today, and all that it ever said.
create view followup.v_note with (security_invoker = true) as
  select n.id, n.node, l.plan, n.wall, n.owner, r.lang, r.version, e.edition, e.line_to_take, e.background, e.next_step, e.whose, e.due, e.filled,
    e.recorded_at, e.recorded_by
  from followup.note n join platform.record r on r.id = n.id join plan.v_line l on l.id = n.node
  cross join lateral (select w.* from followup.note_edition w where w.note = n.id order by w.edition desc limit 1) e;
create view followup.v_note_edition with (security_invoker = true) as
  select e.note, e.edition, e.line_to_take, e.background, e.next_step, e.whose, e.due, e.filled, e.batch, e.recorded_at, e.written_at, e.recorded_by
  from followup.note_edition e;
grant select on followup.v_note, followup.v_note_edition to ent_app;

comment on table followup.note is 'what one circle writes for itself beside a node';
comment on table followup.note_edition is 'the words of a note from one version to the next; appended';
