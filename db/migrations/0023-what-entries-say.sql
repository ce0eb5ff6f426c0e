-- Entries of the audit say what stood before and after, also where an act has no words of its own; and what was asked for and hidden is noted for its
-- owner whatever it is called in the address: a plan, a line of a plan that is not hidden, a proposition, or any record by its id.
create or replace function accounts.invite(of_person uuid, of_mandate uuid, to_email text, in_lang text, new_hash bytea) returns uuid
language plpgsql security definer set search_path = '' as $$
  declare invited uuid;
  begin
    if not accounts.may_invite(of_person) or not exists (select from directory.mandate m where m.id = of_mandate and m.person = of_person) then
      raise exception 'not a person whom who acts may invite' using errcode = 'insufficient_privilege';
    end if;
    if exists (select from accounts.login_person l where l.person = of_person) then return null; end if;
    update accounts.invitation set withdrawn_at = clock_timestamp() where person = of_person and accepted_at is null and withdrawn_at is null;
    insert into accounts.invitation (person, mandate, email, lang, token_hash) values (of_person, of_mandate, lower(to_email), in_lang, new_hash)
      returning id into invited;
    insert into platform.audit (partnership, wall, person, mandate, act, record, after)
      select p.partnership, p.wall, platform.acting_person(), platform.acting_mandate(), 'accounts.invited', p.id, jsonb_build_object('mandate', of_mandate, 'language', in_lang)
      from directory.person p where p.id = of_person;
    return invited;
  end
$$;

create or replace function accounts.withdraw_invitation(invitation uuid) returns uuid language plpgsql security definer set search_path = '' as $$
  declare taken accounts.invitation;
  begin
    update accounts.invitation i set withdrawn_at = clock_timestamp()
      where i.id = withdraw_invitation.invitation and i.accepted_at is null and i.withdrawn_at is null and accounts.may_invite(i.person) returning * into taken;
    if not found then return null; end if;
    insert into platform.audit (partnership, wall, person, mandate, act, record, before, after)
      select p.partnership, p.wall, platform.acting_person(), platform.acting_mandate(), 'accounts.invitation-withdrawn', p.id, '{"state": "open"}', '{"state": "withdrawn"}'
      from directory.person p where p.id = taken.person;
    return taken.mandate;
  end
$$;

create or replace function accounts.renew_invitation(token text, new_hash bytea) returns boolean language plpgsql security definer set search_path = '' as $$
  declare renewed uuid;
  begin
    if accounts.invitation_of(renew_invitation.token) ->> 'state' is distinct from 'expired' then return false; end if;
    update accounts.invitation i set earlier = i.earlier || i.token_hash, token_hash = new_hash, expires_at = clock_timestamp() + interval '72 hours'
      where (i.token_hash = accounts.hash_of(renew_invitation.token) or i.earlier @> array[accounts.hash_of(renew_invitation.token)])
        and i.expires_at <= clock_timestamp() and i.accepted_at is null and i.withdrawn_at is null returning i.person into renewed;
    if not found then return false; end if;
    insert into platform.audit (partnership, wall, person, act, record, before, after)
      select p.partnership, p.wall, p.id, 'accounts.invitation-renewed', p.id, '{"state": "expired"}', '{"state": "open"}'
      from directory.person p where p.id = renewed;
    return true;
  end
$$;

create or replace function accounts.accept_invitation(token text, new_password text, for_login uuid) returns uuid language plpgsql security definer
set search_path = '' as $$
  declare taken accounts.invitation; of_login uuid;
  begin
    if accounts.invitation_of(accept_invitation.token) ->> 'state' is distinct from 'open' then return null; end if;
    update accounts.invitation i set accepted_at = clock_timestamp()
      where i.token_hash = accounts.hash_of(accept_invitation.token) and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > clock_timestamp()
      returning * into taken;
    if not found then return null; end if;
    select u."id" into of_login from auth."user" u where u."email" = taken.email;
    if of_login is distinct from for_login then
      raise exception 'the account of this address is another' using errcode = 'insufficient_privilege';
    end if;
    if of_login is null then
      insert into auth."user" ("name", "email", "emailVerified", "createdAt")
        select p.full_name, taken.email, true, clock_timestamp() from directory.person p where p.id = taken.person returning "id" into of_login;
      insert into auth.account ("accountId", "providerId", "userId", "password", "updatedAt")
        values (of_login::text, 'credential', of_login, new_password, clock_timestamp());
      insert into accounts.login (auth_user) values (of_login);
      insert into platform.audit (act, record) values ('accounts.login-created', of_login);
    end if;
    insert into accounts.login_person (login, person) values (of_login, taken.person);
    insert into platform.audit (partnership, wall, person, act, record, before, after)
      select p.partnership, p.wall, p.id, 'accounts.invitation-accepted', p.id, '{"state": "open"}', '{"state": "accepted"}'
      from directory.person p where p.id = taken.person;
    return of_login;
  end
$$;

create or replace function directory.close_circle(closing uuid) returns void language plpgsql security definer set search_path = '' as $$
  declare minded directory.circle := directory.circle_to_mind(closing);
  begin
    if minded.closed_at is not null then return; end if;
    update directory.circle c set closed_at = platform.now(), closed_by = platform.acting_mandate() where c.id = closing;
    perform directory.note_circle(minded, 'directory.circle-closed', null, '{"closed": null}', jsonb_build_object('closed', platform.today()));
  end
$$;

create or replace function platform.note_refusal(route text, why text, named jsonb) returns void language plpgsql security definer set search_path = '' as $$
  declare me platform.acting := platform.acting_row(); thing record; own uuid;
  begin
    if me.partnership is null or platform.lens() is not null then return; end if;
    for thing in
      select r.id, r.owner from platform.record r where r.partnership = me.partnership and r.wall <> all (me.sees) and r.id in (
        select v.value::uuid from jsonb_each_text(named) v where v.value ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
        union all select p.id from plan.plan p where p.partnership = me.partnership and p.slug = named ->> 'plan'
        union all select n.id from plan.node n join plan.plan p on p.id = n.plan
          where p.partnership = me.partnership and p.slug = named ->> 'plan' and p.wall = any (me.sees) and n.reference = named ->> 'reference'
        union all select c.id from concurrence.proposition c where c.partnership = me.partnership and c.reference = named ->> 'proposition')
    loop
      if not exists (select from platform.audit a where a.record = thing.id and a.act = 'platform.asked-for-hidden' and a.mandate is not distinct from me.mandate
          and a.at > clock_timestamp() - interval '1 hour') then
        insert into platform.audit (partnership, wall, person, mandate, act, record, after)
          values (me.partnership, thing.owner, me.person, me.mandate, 'platform.asked-for-hidden', thing.id, platform.capacity_of(me.mandate) || jsonb_build_object('route', route));
      end if;
    end loop;
    if me.mandate is null or why = 'http.not-found' then return; end if;
    own := coalesce(me.owns[1], (select w.id from platform.wall w where w.partnership = me.partnership and w.kind = 'partnership'));
    if not exists (select from platform.audit a where a.wall = own and a.act = 'platform.refused' and a.mandate = me.mandate and a.after ->> 'route' = route
        and a.at > clock_timestamp() - interval '1 hour') then
      insert into platform.audit (partnership, wall, person, mandate, act, after)
        values (me.partnership, own, me.person, me.mandate, 'platform.refused', platform.capacity_of(me.mandate) || jsonb_build_object('route', route, 'why', why));
    end if;
  end
$$;
