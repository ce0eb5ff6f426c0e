-- Whoever gets letters that he did not ask for stops them by the link in their header (List-Unsubscribe, RFC 2369), and may let them come again.
create table platform.mail_stop (
  address text primary key check (address = lower(address) and length(address) <= 254),
  since timestamptz not null default clock_timestamp()
);
call platform.close_to_all('platform.mail_stop');
alter table platform.mail drop constraint mail_state_check, add constraint mail_state_check check (state in ('waiting', 'sent', 'kept', 'failed', 'stopped'));
alter table platform.mail drop constraint mail_check1, add constraint mail_words_check check (state in ('sent', 'failed', 'stopped') or plain is not null);

-- Letters that their reader himself asked for a moment ago (a lost password, a new link) always go out.
create or replace function platform.queue_mail(new_kind text, new_lang text, new_recipient text, new_subject text, new_plain text, new_html text) returns uuid
language plpgsql security definer set search_path = '' as $$
  declare queued uuid;
  begin
    if new_kind not in ('accounts.recovery', 'accounts.renewal') and exists (select from platform.mail_stop s where s.address = lower(new_recipient)) then
      insert into platform.mail (kind, lang, recipient, subject, state, done_at) values (new_kind, new_lang, new_recipient, new_subject, 'stopped', clock_timestamp())
        returning id into queued;
      return queued;
    end if;
    insert into platform.mail (kind, lang, recipient, subject, plain, html) values (new_kind, new_lang, new_recipient, new_subject, new_plain, new_html)
      returning id into queued;
    insert into platform.outbox (event, payload) values ('platform.mail-queued', jsonb_build_object('mail', queued));
    return queued;
  end
$$;
-- Whether letters to the address of this one are stopped; null where there is no such letter.
create function platform.mail_stopped(letter uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select from platform.mail_stop s where s.address = lower(m.recipient)) from platform.mail m where m.id = letter
$$;
-- False where there is no such letter. The entry of the audit names the letter, never the address.
create function platform.stop_mail(letter uuid, stopped boolean) returns boolean language plpgsql security definer set search_path = '' as $$
  declare reader text; changed boolean;
  begin
    select lower(m.recipient) into reader from platform.mail m where m.id = letter;
    if reader is null then return false; end if;
    if stopped then insert into platform.mail_stop (address) values (reader) on conflict do nothing;
    else delete from platform.mail_stop s where s.address = reader; end if;
    changed := found;
    if changed then
      insert into platform.audit (act, record) values (case when stopped then 'platform.mail-stopped' else 'platform.mail-resumed' end, letter);
    end if;
    return true;
  end
$$;
grant execute on function platform.mail_stopped(uuid), platform.stop_mail(uuid, boolean) to ent_app;
comment on table platform.mail_stop is 'addresses that want no letters; closed';
