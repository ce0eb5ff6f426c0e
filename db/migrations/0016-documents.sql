-- Knowledge: the document shelf. Past records, statements and papers of the partnership, each on its wall, found by every word inside them.
create schema knowledge;
grant usage on schema knowledge to ent_app;

-- DOCUMENT: what a person would cite. Title and language stand in its record; what it holds, in its files.
create table knowledge.document (
  id uuid primary key,
  wall uuid not null,
  owner uuid not null references platform.wall,
  kind text not null check (kind in ('record', 'statement', 'work-plan', 'report', 'paper', 'briefing', 'correspondence', 'other')),
  -- The day that is printed on it; null where none is.
  day date,
  -- The number of the file that is the document today.
  file_number int not null default 1,
  -- Taken off the shelf: it stands behind its owner’s wall, is found by no search, and can be put back on the wall named here.
  withdrawn_from uuid references platform.wall,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  check ((withdrawn_from is null) = (withdrawn_at is null) and (withdrawn_at is null) = (withdrawn_by is null)),
  foreign key (id, wall) references platform.record (id, wall) on update cascade
);
create index on knowledge.document (wall);
create index on knowledge.document (owner);
create index on knowledge.document (withdrawn_from);
alter table knowledge.document alter column wall set (n_distinct = 4);

-- FILE: one version of a document as it was uploaded, and what came of reading it. Each has a wall of its own: opening a document to
-- more readers never uncovers its older files.
create table knowledge.file (
  attachment uuid primary key references platform.attachment,
  document uuid not null references knowledge.document,
  number int not null check (number > 0),
  wall uuid not null,
  owner uuid not null references platform.wall,
  -- Waiting; read; read, and there are no words inside (a scan); not read, and `trouble` says why. A file that was read in part has a trouble too.
  state text not null default 'waiting' check (state in ('waiting', 'read', 'wordless', 'unread')),
  trouble text check (length(trouble) <= 40),
  -- What its stretches of text are counted in: printed pages, or paragraphs where a file has no pages of its own.
  unit text check (unit in ('page', 'paragraph')),
  pages int not null default 0,
  read_at timestamptz,
  unique (document, number),
  unique (attachment, wall)
);
create index on knowledge.file (wall);
create index on knowledge.file (owner);
alter table knowledge.file alter column wall set (n_distinct = 4);

-- PAGE: the text of a page; or of some paragraphs, from `number` until `last`. Written by the reader of files alone.
create table knowledge.page (
  file uuid not null,
  number int not null check (number > 0),
  last int not null,
  wall uuid not null,
  text text not null check (length(text) <= 100000),
  check (last >= number),
  primary key (file, number),
  foreign key (file, wall) references knowledge.file (attachment, wall) on update cascade
);
create index on knowledge.page (wall);
alter table knowledge.page alter column wall set (n_distinct = 4);

-- PASSAGE: words of a document that somebody laid beside a node of a plan, with a remark. It stands on a wall that neither document nor node is
-- narrower than, and keeps the words as they were quoted.
create table knowledge.passage (
  id uuid primary key default gen_random_uuid(),
  document uuid not null references knowledge.document,
  file uuid not null references knowledge.file,
  page int not null,
  -- Offsets in the text of the page, in characters as the database counts them.
  from_character int not null check (from_character >= 0),
  until_character int not null,
  words text not null check (length(words) between 1 and 2000),
  node uuid not null references plan.node,
  remark text not null default '' check (length(remark) <= 1000),
  wall uuid not null references platform.wall,
  owner uuid not null references platform.wall,
  linked_at timestamptz not null default platform.now(),
  linked_by uuid not null default platform.acting_mandate(),
  check (until_character - from_character = length(words)),
  foreign key (file, page) references knowledge.page (file, number)
);
create index on knowledge.passage (document);
create index on knowledge.passage (file, page);
create index on knowledge.passage (node);
create index on knowledge.passage (wall);
create index on knowledge.passage (owner);

call platform.wall_in('knowledge.document', extra => $$exists (select from platform.record r where r.id = document.id and r.kind = 'knowledge.document'
    and r.owner = any ((select platform.owns())::uuid[]))$$);
grant update (kind, day, file_number, withdrawn_from, withdrawn_at, withdrawn_by) on knowledge.document to ent_app;
call platform.wall_in('knowledge.file', extra => $$exists (select from knowledge.document d where d.id = file.document and d.wall = file.wall
    and d.owner = any ((select platform.owns())::uuid[]))
  and exists (select from platform.attachment a where a.id = file.attachment and a.record = file.document and a.wall = file.wall)$$);
call platform.wall_in('knowledge.page', write => false);
call platform.wall_in('knowledge.passage', extra => $$linked_by = (select platform.acting_mandate())
  and exists (select from knowledge.document d where d.id = passage.document and platform.is_within(passage.wall, d.wall))
  and exists (select from knowledge.page g where g.file = passage.file and g.number = passage.page
    and substr(g.text, passage.from_character + 1, passage.until_character - passage.from_character) = passage.words)
  and exists (select from plan.v_line n where n.id = passage.node and platform.is_within(passage.wall, n.wall))$$);
grant delete on knowledge.passage to ent_app;
create policy drop_passage on knowledge.passage for delete to ent_app
  using (owner = any ((select platform.owns())::uuid[]) and wall = any ((select platform.sees())::uuid[]));
-- Whatever wall they stand on, nobody reads them who does not see the document: it may have been moved to a narrower wall since.
create policy with_document on knowledge.file as restrictive for select to ent_app
  using (exists (select from knowledge.document d where d.id = file.document));
create policy with_file on knowledge.page as restrictive for select to ent_app
  using (exists (select from knowledge.file f where f.attachment = page.file));
create policy with_document on knowledge.passage as restrictive for select to ent_app
  using (exists (select from knowledge.document d where d.id = passage.document));

-- The words of a document as it is today: its title and the name of its file, and each stretch of text as a part of its own, so that a find leads
-- to its page. Documents have the partnership as what they are within: a search of the shelf alone.
create function knowledge.put_in_search(indexed uuid) returns void language plpgsql set search_path = '' as $$
  begin
    delete from platform.search_doc s where s.record = indexed;
    insert into platform.search_doc (record, part, lang, wall, partnership, within, words)
      select r.id, 'document', r.lang, r.wall, r.partnership, r.partnership,
        setweight(to_tsvector(platform.search_config(r.lang), r.title), 'A')
          || setweight(to_tsvector(platform.search_config(r.lang), regexp_replace(a.name, '[._-]+', ' ', 'g')), 'C')
      from platform.record r join knowledge.document d on d.id = r.id join knowledge.file f on f.document = d.id and f.number = d.file_number
        join platform.attachment a on a.id = f.attachment
      where r.id = indexed and d.withdrawn_at is null
      union all
      select r.id, f.unit || ' ' || g.number, r.lang, r.wall, r.partnership, r.partnership, setweight(to_tsvector(platform.search_config(r.lang), g.text), 'B')
      from platform.record r join knowledge.document d on d.id = r.id join knowledge.file f on f.document = d.id and f.number = d.file_number
        join knowledge.page g on g.file = f.attachment
      where r.id = indexed and d.withdrawn_at is null;
  end
$$;
-- The same for whoever owns the document.
create function knowledge.index_document(indexed uuid) returns void language plpgsql security definer set search_path = '' as $$
  begin
    if not exists (select from knowledge.document d where d.id = indexed and d.wall = any (platform.sees()) and d.owner = any (platform.owns())) then
      raise exception 'no such record' using errcode = 'no_data_found';
    end if;
    perform knowledge.put_in_search(indexed);
  end
$$;

-- Moves a document to another wall, with its words in the search and the file that it is today. Older files stay on their walls when more may read
-- it, and come along when fewer may.
create function knowledge.move_document(moved uuid, new_wall uuid) returns void language plpgsql security definer set search_path = '' as $$
  declare following uuid[];
  begin
    perform platform.move(moved, new_wall);
    select array_agg(f.attachment) into following from knowledge.file f join knowledge.document d on d.id = f.document
      where d.id = moved and (f.number = d.file_number or not platform.is_within(f.wall, new_wall));
    update platform.attachment a set wall = new_wall where a.id = any (following);
    update knowledge.file f set wall = new_wall where f.attachment = any (following);
  end
$$;

-- READING, by a job that acts for nobody: it knows the file by its id, which the event named, and touches only files that wait to be read.
create function knowledge.take_reading(file uuid) returns table (sha256 bytea, type text, name text) language plpgsql stable security definer
set search_path = '' as $$
  begin
    if platform.acting_person() is not null then raise exception 'only a job reads files'; end if;
    return query select a.sha256, a.type, a.name from knowledge.file f join platform.attachment a on a.id = f.attachment
      where f.attachment = take_reading.file and f.state = 'waiting';
  end
$$;
-- Some of its stretches, in their order. What an earlier try wrote already stays.
create function knowledge.record_pages(file uuid, stretches jsonb) returns void language plpgsql security definer set search_path = '' as $$
  begin
    if platform.acting_person() is not null then raise exception 'only a job reads files'; end if;
    insert into knowledge.page (file, number, last, wall, text)
      select f.attachment, (s->>'number')::int, (s->>'last')::int, f.wall, s->>'text' from knowledge.file f, jsonb_array_elements(stretches) s
      where f.attachment = record_pages.file and f.state = 'waiting' on conflict do nothing;
  end
$$;
create function knowledge.end_reading(file uuid, ended text, why text, counted text, count int) returns void language plpgsql security definer
set search_path = '' as $$
  declare done record;
  begin
    if platform.acting_person() is not null then raise exception 'only a job reads files'; end if;
    update knowledge.file f set state = ended, trouble = why, unit = counted, pages = count, read_at = platform.now()
      where f.attachment = end_reading.file and f.state = 'waiting' returning f.document, f.number, f.wall into done;
    if not found then return; end if;
    if exists (select from knowledge.document d where d.id = done.document and d.file_number = done.number) then
      perform knowledge.put_in_search(done.document);
    end if;
    insert into platform.audit (partnership, wall, act, record)
      select r.partnership, done.wall, 'knowledge.document-read', r.id from platform.record r where r.id = done.document;
  end
$$;
grant execute on function knowledge.index_document(uuid), knowledge.move_document(uuid, uuid), knowledge.take_reading(uuid), knowledge.record_pages(uuid, jsonb),
  knowledge.end_reading(uuid, text, text, text, int) to ent_app;

-- What other modules may show.
create view knowledge.v_document with (security_invoker = true) as
  select d.id, r.partnership, d.wall, d.owner, r.title, r.lang, r.version, d.kind, d.day, d.withdrawn_at, r.created_at, r.changed_at, f.attachment as file, f.number as file_number,
    a.name as file_name, a.type as file_type, a.size::float8 as file_size, f.state, f.trouble, f.unit, f.pages
  from knowledge.document d join platform.record r on r.id = d.id
    join knowledge.file f on f.document = d.id and f.number = d.file_number join platform.attachment a on a.id = f.attachment;
create view knowledge.v_file with (security_invoker = true) as
  select f.attachment as id, f.document, f.number, f.wall, f.state, f.trouble, f.unit, f.pages, f.read_at, a.name, a.type, a.size::float8 as size, a.sha256, a.added_at, a.added_by
  from knowledge.file f join platform.attachment a on a.id = f.attachment;
create view knowledge.v_page with (security_invoker = true) as select g.file, g.number, g.last, g.text from knowledge.page g;
create view knowledge.v_passage with (security_invoker = true) as
  select p.id, p.document, p.file, p.page, p.from_character, p.until_character, p.words, p.node, p.remark, p.wall, p.owner, p.linked_at, p.linked_by from knowledge.passage p;
grant select on knowledge.v_document, knowledge.v_file, knowledge.v_page, knowledge.v_passage to ent_app;

comment on table knowledge.document is 'a record, statement or paper on the shelf';
comment on table knowledge.file is 'one version of a document as it was uploaded';
comment on table knowledge.page is 'the text of a page, or of some paragraphs';
comment on table knowledge.passage is 'words of a document laid beside a node of a plan';
