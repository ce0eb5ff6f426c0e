-- Sealing the audit: rows are chained in batches for each partnership, so that a change, a removal or another order shows, also to somebody
-- with only an older seal in hand. What is chained is a salted digest of each entry: the words of an entry can be erased, and the chain
-- still verifies. A transaction that appends never waits for the chain.
alter table platform.audit add column salt bytea, add column digest bytea;

create table platform.audit_seal (
  -- Null: entries of the installation itself.
  partnership uuid,
  number int not null check (number > 0),
  at timestamptz not null default clock_timestamp(),
  entries bigint[] not null check (cardinality(entries) > 0),
  previous bytea not null check (length(previous) = 32),
  hash bytea not null check (length(hash) = 32)
);
create unique index on platform.audit_seal (coalesce(partnership, '00000000-0000-0000-0000-000000000000'), number);
create trigger append_only before update or delete on platform.audit_seal for each row execute function platform.append_only();
create trigger append_only_all before truncate on platform.audit_seal for each statement execute function platform.append_only();

-- What waits for its seal, so that sealing costs as much as there is to seal.
create table platform.audit_unsealed (entry bigint primary key, partnership uuid);
call platform.close_to_all('platform.audit_seal');
call platform.close_to_all('platform.audit_unsealed');

-- An entry in one way of writing, the same in every version of PostgreSQL: the keys of jsonb are in order.
create function platform.audit_body(entry platform.audit) returns text language sql stable set search_path = '' as $$
  select jsonb_build_object('id', entry.id, 'at', to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'partnership', entry.partnership,
    'wall', entry.wall, 'person', entry.person, 'mandate', entry.mandate, 'act', entry.act, 'record', entry.record, 'request', entry.request,
    'before', entry.before, 'after', entry.after)::text
$$;
create function platform.digest_audit() returns trigger language plpgsql security definer set search_path = '' as $$
  begin
    new.salt := uuid_send(gen_random_uuid());
    new.digest := sha256(new.salt || convert_to(platform.audit_body(new), 'UTF8'));
    insert into platform.audit_unsealed (entry, partnership) values (new.id, new.partnership);
    return new;
  end
$$;
-- Entries from before there was a chain are its first ones.
alter table platform.audit disable trigger append_only;
update platform.audit a set salt = uuid_send(gen_random_uuid());
update platform.audit a set digest = sha256(a.salt || convert_to(platform.audit_body(a), 'UTF8'));
insert into platform.audit_unsealed (entry, partnership) select a.id, a.partnership from platform.audit a;
alter table platform.audit enable trigger append_only;
alter table platform.audit alter column digest set not null;
create trigger digest_audit before insert on platform.audit for each row execute function platform.digest_audit();

-- Seals what waits, at most so many entries of each partnership; returns how many it sealed. One sealer at a time, a second finds nothing to do.
create function platform.seal_audit(most int) returns int language plpgsql security definer set search_path = '' as $$
  declare of_one record; last record; sealed int := 0; chained bytea;
  begin
    if not pg_try_advisory_xact_lock(6647413) then return 0; end if;
    for of_one in
      select w.partnership, array_agg(w.entry order by w.entry) as entries from (
        select u.partnership, u.entry, row_number() over (partition by u.partnership order by u.entry) as place from platform.audit_unsealed u) w
      where w.place <= most group by w.partnership
    loop
      select s.number, s.hash into last from platform.audit_seal s
        where coalesce(s.partnership, '00000000-0000-0000-0000-000000000000') = coalesce(of_one.partnership, '00000000-0000-0000-0000-000000000000')
        order by s.number desc limit 1;
      if not found then select 0 as number, decode(repeat('00', 32), 'hex') as hash into last; end if;
      select sha256(last.hash || convert_to(coalesce(of_one.partnership::text, '') || ':' || (last.number + 1), 'UTF8')
          || string_agg(convert_to(':' || a.id || ':', 'UTF8') || a.digest, ''::bytea order by a.id))
        into chained from platform.audit a where a.id = any (of_one.entries);
      insert into platform.audit_seal (partnership, number, entries, previous, hash)
        values (of_one.partnership, last.number + 1, of_one.entries, last.hash, chained);
      delete from platform.audit_unsealed u where u.entry = any (of_one.entries);
      sealed := sealed + cardinality(of_one.entries);
    end loop;
    return sealed;
  end
$$;
grant execute on function platform.seal_audit(int) to ent_app;

comment on table platform.audit_seal is 'the chain over the audit of each partnership';
