-- What a program was answered, for requests that come again because the answer was lost; and how much everybody asks.

-- STORED ANSWER: to a request that changed something and named itself by a key. Written in the transaction of the change.
create table platform.stored_answer (
  -- Whose request it was (token, or mandate of a session), to which address, by which key: hashed together.
  key bytea primary key check (length(key) = 32),
  -- What was sent, hashed: the same key with other words is a mistake of the program.
  sent bytea not null check (length(sent) = 32),
  status int not null check (status in (200, 201)),
  body text not null,
  location text,
  at timestamptz not null default clock_timestamp()
);
create index on platform.stored_answer (at);
call platform.close_to_all('platform.stored_answer');

create function platform.answer_key(of_key text) returns bytea language plpgsql stable set search_path = '' as $$
  declare own uuid := coalesce(platform.acting_token(), platform.acting_mandate());
  begin
    if own is null then raise exception 'nobody acts here' using errcode = 'insufficient_privilege'; end if;
    return sha256(convert_to(own || ' ' || of_key, 'UTF8'));
  end
$$;
-- How it stands with a request: 'new', and from here on nobody else is told so until this transaction ends; 'busy': somebody was told so and has
-- not ended; 'other': it was made with other words; 'done': what was answered.
create function platform.recall_answer(of_key text, sent bytea) returns jsonb language plpgsql security definer set search_path = '' as $$
  declare own bytea := platform.answer_key(of_key); found_one platform.stored_answer; held boolean := false;
  begin
    loop
      select * into found_one from platform.stored_answer a where a.key = own and a.at > clock_timestamp() - interval '24 hours';
      if found then
        return case when found_one.sent <> recall_answer.sent then jsonb_build_object('state', 'other')
          else jsonb_build_object('state', 'done', 'status', found_one.status, 'body', found_one.body, 'location', found_one.location) end;
      end if;
      exit when held;
      held := pg_try_advisory_xact_lock(hashtextextended('answer ' || encode(own, 'hex'), 0));
      if not held then return jsonb_build_object('state', 'busy'); end if;
      -- Looked at once more: it may have been stored before it was let go.
    end loop;
    return jsonb_build_object('state', 'new');
  end
$$;
create function platform.keep_answer(of_key text, sent bytea, status int, body text, location text) returns void language plpgsql security definer
set search_path = '' as $$
  declare own bytea := platform.answer_key(of_key);
  begin
    delete from platform.stored_answer a where a.key = own and a.at <= clock_timestamp() - interval '24 hours';
    insert into platform.stored_answer (key, sent, status, body, location) values (own, keep_answer.sent, keep_answer.status, keep_answer.body, keep_answer.location);
  end
$$;
-- Removes what is older than a day; returns how many.
create function platform.sweep_answers() returns int language plpgsql security definer set search_path = '' as $$
  declare swept int;
  begin
    delete from platform.stored_answer a where a.at <= clock_timestamp() - interval '24 hours';
    get diagnostics swept = row_count;
    return swept;
  end
$$;

-- REQUEST COUNT: how often each token, person or address asked in a minute. Hashed with a key of the installation. Lost in a crash, and no loss.
create unlogged table platform.request_count (
  key bytea not null check (length(key) = 16),
  minute bigint not null,
  count int not null,
  primary key (key, minute)
);
create index on platform.request_count (minute);
call platform.close_to_all('platform.request_count');
-- Adds what one process counted, and says what all have counted of the same. In the order of keys, so that two processes never wait for each other.
create function platform.count_requests(keys bytea[], minutes bigint[], counts int[]) returns table (key bytea, minute bigint, count int)
language plpgsql security definer set search_path = '' as $$
  begin
    delete from platform.request_count c where c.minute < (select min(m) from unnest(minutes) m) - 5;
    return query insert into platform.request_count as c (key, minute, count)
      select k, m, n from unnest(keys, minutes, counts) u (k, m, n) order by k, m
      on conflict on constraint request_count_pkey do update set count = c.count + excluded.count returning c.key, c.minute, c.count;
  end
$$;
grant execute on function platform.recall_answer(text, bytea), platform.keep_answer(text, bytea, int, text, text), platform.sweep_answers(),
  platform.count_requests(bytea[], bigint[], int[]) to ent_app;
comment on table platform.stored_answer is 'what a program was answered, for a day; closed';
comment on table platform.request_count is 'how often everybody asks; closed, not logged';
