-- What signs somebody in, looked up in one statement whoever it is: for an address that has no account, or one that is suspended or has no password,
-- nothing is found, at the same price.
create function accounts.credential_of(address text) returns table (login uuid, hash text) language sql stable security definer set search_path = '' as $$
  select u."id", a."password" from auth."user" u join accounts.login g on g.auth_user = u."id" and g.suspended_at is null
    join auth.account a on a."userId" = u."id" and a."providerId" = 'credential' and a."accountId" = u."id"::text
  where u."email" = credential_of.address
$$;
grant usage on schema accounts to ent_auth;
grant execute on function accounts.credential_of(text) to ent_auth;

-- What the letter of an invitation says, for whoever invited: also where the link opens nothing because the account of that address is suspended, which is
-- not his to know. Null: there is no such invitation of his, or its mandate is over.
create function accounts.letter_of(invitation uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('name', p.full_name, 'partnership_name', s.name, 'lang', i.lang)
  from accounts.invitation i join directory.person p on p.id = i.person join directory.mandate m on m.id = i.mandate join directory.partnership s on s.id = p.partnership
  where i.id = letter_of.invitation and i.withdrawn_at is null and accounts.may_invite(i.person)
    and (upper(m.valid) is null or upper(m.valid) > platform.today()) and not isempty(m.valid)
$$;
grant execute on function accounts.letter_of(uuid) to ent_app;
