-- Discuss: what people say to each other about a record, within one circle of readers; whom they mention, what they enclose, and what each follows.
create schema discuss;
grant usage on schema discuss to ent_app;

-- THREAD: a discussion of one record, on a wall chosen when it is opened: never the public one, and never wider than the record itself. It points
-- from behind its wall to what more people read; nothing points back, and the record never changes with it. Nobody changes its row.
create table discuss.thread (
  id uuid primary key,
  record uuid not null references platform.record,
  wall uuid not null,
  owner uuid not null references platform.wall,
  opened_at timestamptz not null default platform.now(),
  opened_by uuid not null default platform.acting_mandate(),
  unique (id, wall),
  foreign key (id, wall) references platform.record (id, wall)
);
create index on discuss.thread (record);
create index on discuss.thread (wall);
create index on discuss.thread (owner);
alter table discuss.thread alter column wall set (n_distinct = 4);

-- COMMENT: one thing said in it, numbered within its thread. A record too: it is cited, found and carries files. Its author alone changes its words.
create table discuss.comment (
  id uuid primary key,
  thread uuid not null,
  number int not null check (number > 0),
  wall uuid not null,
  owner uuid not null references platform.wall,
  said_at timestamptz not null default platform.now(),
  -- By the real clock, which goes on in a demonstration too.
  written_at timestamptz not null default clock_timestamp(),
  said_by uuid not null default platform.acting_mandate(),
  unique (thread, number),
  unique (id, wall),
  unique (id, thread, wall),
  foreign key (thread, wall) references discuss.thread (id, wall),
  foreign key (id, wall) references platform.record (id, wall)
);
create index on discuss.comment (wall);
create index on discuss.comment (owner);
create index on discuss.comment (said_by);
alter table discuss.comment alter column wall set (n_distinct = 4);

-- Its words, edition by edition. Null: withdrawn. Appended, never changed.
create table discuss.comment_edition (
  comment uuid not null,
  edition int not null check (edition > 0),
  words text check (length(words) between 1 and 10000),
  wall uuid not null,
  owner uuid not null references platform.wall,
  said_at timestamptz not null default platform.now(),
  written_at timestamptz not null default clock_timestamp(),
  written_by uuid not null default platform.acting_mandate(),
  primary key (comment, edition),
  foreign key (comment, wall) references discuss.comment (id, wall)
);
create index on discuss.comment_edition (wall);
create index on discuss.comment_edition (owner);
alter table discuss.comment_edition alter column wall set (n_distinct = 4);

-- RESOLUTION: the discussion is over, or goes on: in turns, with who said so and why. The newest counts; without any it is open.
create table discuss.resolution (
  thread uuid not null,
  number int not null check (number > 0),
  resolved boolean not null generated always as (number % 2 = 1) stored,
  reason text not null default '' check (length(reason) <= 1000),
  wall uuid not null,
  owner uuid not null references platform.wall,
  said_at timestamptz not null default platform.now(),
  said_by uuid not null default platform.acting_mandate(),
  primary key (thread, number),
  foreign key (thread, wall) references discuss.thread (id, wall)
);
create index on discuss.resolution (wall);
create index on discuss.resolution (owner);

-- MENTION: whom an edition of a comment calls by name: somebody who reads that wall.
create table discuss.mention (
  comment uuid not null,
  edition int not null,
  person uuid not null references directory.person,
  wall uuid not null,
  owner uuid not null references platform.wall,
  primary key (comment, edition, person),
  foreign key (comment, edition) references discuss.comment_edition (comment, edition),
  foreign key (comment, wall) references discuss.comment (id, wall)
);
create index on discuss.mention (person);
create index on discuss.mention (wall);
create index on discuss.mention (owner);

-- ENCLOSURE: a file of a comment. A file of the same name in the same discussion is the next version of it; the earlier ones stay.
create table discuss.enclosure (
  attachment uuid primary key references platform.attachment,
  comment uuid not null,
  thread uuid not null,
  same_name text not null,
  version int not null check (version > 0),
  wall uuid not null,
  owner uuid not null references platform.wall,
  unique (thread, same_name, version),
  foreign key (comment, thread, wall) references discuss.comment (id, thread, wall)
);
create index on discuss.enclosure (comment);
create index on discuss.enclosure (wall);
create index on discuss.enclosure (owner);

create trigger append_only before update or delete on discuss.comment_edition for each row execute function platform.append_only();
create trigger append_only_all before truncate on discuss.comment_edition for each statement execute function platform.append_only();
create trigger append_only before update or delete on discuss.resolution for each row execute function platform.append_only();
create trigger append_only_all before truncate on discuss.resolution for each statement execute function platform.append_only();

-- FOLLOW, SEEN: what one person follows, and which mentions that person has read. Nobody else's business, not even that of one's own side, and
-- narrower than any wall: closed tables, and functions that only ever speak of whoever acts.
create table discuss.follow (
  person uuid not null references directory.person,
  record uuid not null references platform.record,
  since timestamptz not null default platform.now(),
  primary key (person, record)
);
create index on discuss.follow (record);
create table discuss.seen (
  person uuid not null references directory.person,
  comment uuid not null references discuss.comment,
  at timestamptz not null default platform.now(),
  primary key (person, comment)
);
create index on discuss.seen (comment);
call platform.close_to_all('discuss.follow');
call platform.close_to_all('discuss.seen');

-- Follows a record that one sees, or no longer follows it.
create function discuss.follow(wanted uuid, follows boolean) returns void language plpgsql security definer set search_path = '' as $$
  declare who uuid := platform.acting_person();
  begin
    if who is null then raise exception 'nobody acts' using errcode = 'insufficient_privilege'; end if;
    if not exists (select from platform.record r where r.id = wanted and r.wall = any (platform.sees()) and r.partnership = platform.acting_partnership()) then
      raise exception 'no such record' using errcode = 'no_data_found';
    end if;
    if follows then insert into discuss.follow (person, record) values (who, wanted) on conflict do nothing;
    else delete from discuss.follow f where f.person = who and f.record = wanted; end if;
  end
$$;
create function discuss.followed() returns table (record uuid, since timestamptz) language sql stable security definer set search_path = '' as $$
  select f.record, f.since from discuss.follow f where f.person = platform.acting_person()
$$;
-- Notes that whoever acts has read the mentions of himself in these comments; those that he does not see, or that do not mention him, are passed over.
create function discuss.see_mentions(comments uuid[]) returns void language sql security definer set search_path = '' as $$
  insert into discuss.seen (person, comment) select distinct m.person, m.comment from discuss.mention m
    where m.person = platform.acting_person() and m.comment = any (comments) and m.wall = any (platform.sees()) on conflict do nothing
$$;
create function discuss.seen_mentions() returns table (comment uuid, at timestamptz) language sql stable security definer set search_path = '' as $$
  select s.comment, s.at from discuss.seen s where s.person = platform.acting_person()
$$;
grant execute on function discuss.follow(uuid, boolean), discuss.followed(), discuss.see_mentions(uuid[]), discuss.seen_mentions() to ent_app;

-- Who reads a wall today, of those whose mandates one sees: whom one may mention there. Somebody hidden is nowhere in it.
create view discuss.v_reader with (security_invoker = true) as
  select w.id as wall, m.id as mandate, m.person, m.full_name, m.sort_as, m.title, m.party
  from platform.wall w cross join lateral accounts.readers_of(w.id) r join directory.v_mandate m on m.id = r.mandate;
grant select on discuss.v_reader to ent_app;

-- On a wall of one's own or one that is shared by all parties or by a bloc; about something that everybody behind that wall sees.
call platform.wall_in('discuss.thread', extra => $$opened_by = (select platform.acting_mandate())
  and exists (select from platform.record r where r.id = thread.id and r.kind = 'discuss.thread' and r.owner = any ((select platform.owns())::uuid[]))
  and exists (select from platform.record r where r.id = thread.record and r.kind !~ '^discuss\.' and platform.is_within(thread.wall, r.wall))
  and exists (select from platform.wall w where w.id = thread.wall and (w.kind in ('party', 'partnership') or w.kind <> 'public' and w.id = any ((select platform.owns())::uuid[])))$$);
call platform.wall_in('discuss.comment', extra => $$said_by = (select platform.acting_mandate())
  and exists (select from platform.record r where r.id = comment.id and r.kind = 'discuss.comment' and r.owner = any ((select platform.owns())::uuid[]))
  and exists (select from discuss.thread t where t.id = thread)$$);
call platform.wall_in('discuss.comment_edition', extra => $$written_by = (select platform.acting_mandate())
  and exists (select from discuss.comment c where c.id = comment and c.said_by = (select platform.acting_mandate()))$$);
call platform.wall_in('discuss.resolution', extra => $$said_by = (select platform.acting_mandate()) and exists (select from discuss.thread t where t.id = thread)$$);
call platform.wall_in('discuss.mention', extra => $$exists (select from discuss.comment c where c.id = comment and c.said_by = (select platform.acting_mandate()))
  and exists (select from discuss.v_reader r where r.wall = mention.wall and r.person = mention.person)$$);
call platform.wall_in('discuss.enclosure', extra => $$exists (select from platform.attachment a where a.id = attachment and a.record = enclosure.comment)
  and exists (select from discuss.comment c where c.id = comment and c.said_by = (select platform.acting_mandate()))$$);

-- What other modules may show. A discussion of something that one no longer sees is not shown either.
create view discuss.v_comment with (security_invoker = true) as
  select c.id, c.thread, t.record, r.partnership, c.number, c.wall, c.owner, c.said_at, c.written_at, c.said_by, o.lang, o.version, e.edition, e.words,
    e.words is null as withdrawn,
    -- Within a quarter of an hour it is the same sitting, and nobody need know; later it is a mend that shows.
    case when e.words is not null and e.written_at > c.written_at + interval '15 minutes' then e.said_at end as mended_at
  from discuss.comment c join platform.record o on o.id = c.id join discuss.thread t on t.id = c.thread join platform.record r on r.id = t.record
    cross join lateral (select w.edition, w.words, w.said_at, w.written_at from discuss.comment_edition w where w.comment = c.id order by w.edition desc limit 1) e;
create view discuss.v_thread with (security_invoker = true) as
  select t.id, t.record, r.kind as record_kind, r.title as record_title, r.lang as record_lang, r.partnership, t.wall, t.owner, t.opened_at, t.opened_by,
    c.comments, c.newest, c.newest_at, coalesce(s.number, 0) as turns, coalesce(s.resolved, false) as resolved, s.reason, s.said_at as turned_at, s.said_by as turned_by
  from discuss.thread t join platform.record r on r.id = t.record
    cross join lateral (select count(*)::int as comments, max(o.said_at) as newest_at, max(o.written_at) as newest from discuss.comment o where o.thread = t.id) c
    left join lateral (select n.number, n.resolved, n.reason, n.said_at, n.said_by from discuss.resolution n where n.thread = t.id order by n.number desc limit 1) s on true;
-- What a mended comment said before: how each sitting left it, but for that of today. Nothing of one that was withdrawn.
create view discuss.v_comment_edition with (security_invoker = true) as
  select e.comment, e.edition, e.words, e.said_at, e.written_at, e.written_by
  from (select w.comment, w.edition, w.words, w.said_at, w.written_at, w.written_by, c.written_at as begun, c.withdrawn, lead(w.written_at) over (partition by w.comment order by w.edition) as next_at
    from discuss.comment_edition w join discuss.v_comment c on c.id = w.comment) e
  where not e.withdrawn and e.words is not null and e.next_at > e.begun + interval '15 minutes';
create view discuss.v_resolution with (security_invoker = true) as
  select n.thread, n.number, n.resolved, n.reason, n.said_at, n.said_by from discuss.resolution n join discuss.v_thread t on t.id = n.thread;
-- Whom the words of today mention.
create view discuss.v_mention with (security_invoker = true) as
  select m.comment, c.thread, c.record, c.partnership, c.number, m.person, c.said_by, c.said_at, c.written_at
  from discuss.mention m join discuss.v_comment c on c.id = m.comment and c.edition = m.edition and not c.withdrawn;
create view discuss.v_enclosure with (security_invoker = true) as
  select a.id, n.comment, n.thread, c.number, a.name, a.type, a.size, a.sha256, n.version, a.added_at, a.added_by,
    n.version = max(n.version) over (partition by n.thread, n.same_name) as newest
  from discuss.enclosure n join platform.attachment a on a.id = n.attachment join discuss.v_comment c on c.id = n.comment and not c.withdrawn;
-- What whoever acts follows, and the mentions that he has read: for digests, each written as its reader.
create view discuss.v_followed with (security_invoker = true) as
  select f.record, f.since, r.kind, r.title, r.lang, r.partnership, r.changed_at from discuss.followed() f join platform.record r on r.id = f.record;
create view discuss.v_own_mention with (security_invoker = true) as
  select m.comment, m.thread, m.record, m.partnership, m.number, m.said_by, m.said_at, m.written_at, s.at as seen_at
  from discuss.v_mention m left join discuss.seen_mentions() s on s.comment = m.comment where m.person = (select platform.acting_person());
grant select on discuss.v_thread, discuss.v_comment, discuss.v_comment_edition, discuss.v_resolution, discuss.v_mention, discuss.v_enclosure, discuss.v_followed,
  discuss.v_own_mention to ent_app;

comment on table discuss.thread is 'a discussion of one record, within one circle of readers';
comment on table discuss.comment is 'one thing said in a discussion';
comment on table discuss.comment_edition is 'the words of a comment; appended';
comment on table discuss.resolution is 'a discussion is over, or goes on; appended';
comment on table discuss.mention is 'whom a comment calls by name';
comment on table discuss.enclosure is 'a file of a comment, in its versions';
comment on table discuss.follow is 'what one person follows; closed';
comment on table discuss.seen is 'the mentions that one person has read; closed';
