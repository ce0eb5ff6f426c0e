-- Certification: a plan is put to the parties as it was entered. Carried, it is adopted, and its words are frozen.
create function plan.acts_on_plan() returns text[] language sql immutable set search_path = '' as $$ select array['certified', 'adopted'] $$;
create function plan.shown_plan(subject uuid, to_wall uuid) returns text language plpgsql stable set search_path = '' as $$
  declare words text;
  begin
    if exists (select from plan.plan p where p.id = subject and p.adopted_by is not null) then
      raise exception 'this plan is adopted already' using errcode = 'check_violation';
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
create function plan.carried_plan(subject uuid, proposition uuid) returns void language plpgsql set search_path = '' as $$
  begin
    update plan.edition e set adopted_by = proposition, effective = platform.today()
      from plan.node n, plan.plan p where n.plan = subject and p.id = subject and e.node = n.id and e.lang = p.authentic
        and e.edition = (select max(d.edition) from plan.edition d where d.node = n.id and d.lang = p.authentic);
    update plan.plan p set adopted_by = proposition where p.id = subject and p.adopted_by is null;
    if not found then raise exception 'this plan is adopted already'; end if;
    update platform.record r set version = r.version + 1, changed_at = platform.now() where r.id = subject;
  end
$$;
-- Whoever mends words holds the plan's record, so that mending and adopting follow each other.
create or replace function plan.still_entered() returns trigger language plpgsql security definer set search_path = '' as $$
  declare of_plan uuid;
  begin
    select n.plan into of_plan from plan.node n where n.id = new.node;
    perform from platform.record r where r.id = of_plan for update;
    if exists (select from plan.plan p where p.id = of_plan and p.adopted_by is not null) and new.adopted_by is null
      and new.provenance is null then raise exception 'this plan is adopted: its words change by amendment only'; end if;
    return new;
  end
$$;
create or replace view plan.v_plan with (security_invoker = true) as
  select p.id, p.partnership, p.wall, p.owner, p.slug, r.title, r.lang, r.version, r.changed_at, p.authentic, p.period_start, p.period_end, p.predecessor,
    p.entered_on, case when p.adopted_by is null then 'entered' else 'adopted' end as stage, p.adopted_by
  from plan.plan p join platform.record r on r.id = p.id;
-- What the importer doubted, beside the node it is about.
create view plan.v_remark with (security_invoker = true) as
  select m.plan, m.node, m.position, m.severity, m.code, m.message, m.from_character from plan.remark m;
grant select on plan.v_remark to ent_app;
