import pg from 'pg';
import { foundPartnership, seatParty } from '../../src/modules/directory/index.ts';
import type { Keeper } from '../../src/platform/db/keeper.ts';
import type { Server } from '../../src/platform/db/server.ts';
import { type WrittenPlan, writePlan } from './write-plan.ts';

/** A partnership to be invented, with the number of action lines of each of its plans. */
export type Wanted = { readonly slug: string; readonly plans: readonly number[] };
export type Filled = { readonly slug: string; readonly plans: readonly { readonly slug: string; readonly lines: number }[] };

/** Partnerships and plans of many sizes, few large and most small, whose lines make `lines` together; and one whose only plan has as many alone. */
export function worldOf(lines: number): Wanted[] {
  const shares = [30, 18, 12, 9, 7, 5, 4, 3, 2.5, 2, 1.5, 1.2, 1, 0.8, 0.6, 0.5, 0.4, 0.3, 0.25, 0.2, 0.15, 0.1, 0.1, 0.1];
  const sizes = shares.map((share) => Math.max(1, Math.round((lines * share) / 102)));
  sizes[0] = (sizes[0] ?? 0) + lines - sizes.reduce((sum, size) => sum + size, 0);
  const names = ['southern-ocean', 'northern-rivers', 'inland-sea', 'island-states', 'high-plateau', 'two-gulfs'];
  return [
    ...names.map((slug, index) => ({ slug, plans: sizes.filter((_, position) => position % names.length === index) })),
    { slug: 'great-compact', plans: [lines] },
  ];
}

/**
 * Fills a migrated database with invented partnerships, as the owner of the tables does, in bulk: for a throw-away database only, because
 * it switches off foreign keys and triggers while it writes and puts the indexes back at the end.
 */
export async function fillWorld(server: Server, world: readonly Wanted[]): Promise<Filled[]> {
  const client = new pg.Client(server.admin);
  await client.connect();
  try {
    await client.query("set work_mem = '64MB'; set maintenance_work_mem = '512MB'; set role ent_owner");
    const places: [Place, Wanted][] = [];
    for (const wanted of world) places.push([await found(client, wanted.slug), wanted]);
    for (const [table, trigger] of MAKERS) await client.query(`alter table ${table} enable always trigger ${trigger}`);
    const restore = await dropIndexes(client);
    await client.query('reset role; set session_replication_role = replica; set role ent_owner');
    const filled: Filled[] = [];
    let seed = 1;
    for (const [place, { slug, plans }] of places) {
      const some = [];
      for (const lines of plans) {
        const plan = writePlan(seed++, lines);
        await enter(client, place, plan);
        some.push({ slug: plan.slug, lines });
      }
      filled.push({ slug, plans: some });
    }
    for (const index of restore) await client.query(index);
    for (const [table, trigger] of MAKERS) await client.query(`alter table ${table} enable trigger ${trigger}`);
    await client.query('reset role');
    await client.query('vacuum (analyze)');
    return filled;
  } finally {
    await client.end();
  }
}

const TABLES = ['platform.record', 'platform.search_doc', 'plan.node', 'plan.edition', 'plan.evidence', 'plan.source_line'];
/** What these make is needed; everything else that would run only guards. */
const MAKERS = [
  ['plan.source', 'cut_source'],
  ['plan.node', 'count_come'],
] as const;

/** Drops every index that guards nothing. @returns the statements that make them again */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
     where i.indrelid = any ($1::regclass[]) and not i.indisunique`,
    [TABLES],
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map((row) => row.definition);
}

async function found(client: Keeper, slug: string): Promise<Place> {
  const name = slug.replace('-', ' ');
  const id = await foundPartnership(client, {
    slug,
    name: { en: name, fr: name },
    description: { en: `Cooperation around the ${name}`, fr: `Coopération autour de ${name}` },
  });
  for (const [index, party] of ['Northland', 'Southland'].entries())
    await seatParty(client, {
      ...{
        partnership: id,
        bloc: null,
        kind: 'state',
        slug: party.toLowerCase(),
        name: { en: party, fr: party },
        formalName: null,
        iso2: null,
      },
      ...{ protocolOrder: index + 1, colour: index, source: 'invented' },
    });
  const { rows } = await client.query<{ kind: string; id: string }>('select kind, id from platform.wall where partnership = $1', [
    id,
  ]);
  const wall = (kind: string) => rows.find((row) => row.kind === kind)?.id ?? '';
  return { id, wall: wall('public'), owner: wall('partnership') };
}

type Place = { id: string; wall: string; owner: string };

async function enter(client: pg.Client, place: Place, plan: WrittenPlan): Promise<void> {
  const shared = [place.id, place.wall, place.owner, plan.id];
  const attachment = plan.id;
  await client.query(
    `insert into platform.record (id, partnership, kind, wall, owner, title, lang) values ($4, $1, 'plan.plan', $2, $3, $5, 'en')`,
    [...shared, plan.title],
  );
  await client.query(
    `insert into plan.plan (id, partnership, wall, owner, slug, period_start, period_end, authentic, entered_by) values ($4, $1, $2, $3, $5, '2007', '2010', 'en', $4)`,
    [...shared, plan.slug],
  );
  await client.query(
    `insert into platform.attachment (id, record, wall, owner, role, name, type, size, sha256, added_by)
     values ($1, $1, $2, $3, 'source', 'plan.txt', 'text/plain', $4, sha256(convert_to($5, 'UTF8')), $1)`,
    [attachment, place.wall, place.owner, plan.source.length, plan.source],
  );
  await client.query('insert into plan.source (plan, attachment, text, wall, owner) values ($1, $1, $2, $3, $4)', [
    plan.id,
    plan.source,
    place.wall,
    place.owner,
  ]);
  for (let from = 0; from < plan.nodes.length; from += 5_000)
    await client.query(INSERT_NODES, [
      ...shared,
      JSON.stringify(plan.nodes.slice(from, from + 5_000).map((node, index) => ({ ...node, position: from + index }))),
    ]);
  await client.query(
    `insert into platform.link (source, target, role, wall, owner)
     select (l->>'priority')::uuid, (l->>'line')::uuid, 'plan.sharpens', $1, $2 from jsonb_array_elements($3) l`,
    [place.wall, place.owner, JSON.stringify(plan.sharpens)],
  );
}

// One statement, so that everything about a node is written from one reading of it.
const INSERT_NODES = `
  with node as materialized (
    select n.* from jsonb_to_recordset($5::jsonb) as n (id uuid, parent uuid, kind text, reference text, number text, position int, text text, french text,
      promise text, qualifiers jsonb, "from" int, until int)),
  record as (
    insert into platform.record (id, partnership, kind, wall, owner, title, lang)
    select id, $1, 'plan.node', $2, $3, left(reference || ' ' || text, 200), 'en' from node),
  stored as (
    insert into plan.node (id, plan, parent, wall, owner, kind, reference, number, position, promise, qualifiers)
    select id, $4, parent, $2, $3, kind, reference, number, position, promise, array(select jsonb_array_elements_text(qualifiers)) from node),
  words as (
    insert into plan.edition (node, lang, edition, text, wall, owner, provenance, entered_by)
    select id, 'en', 1, text, $2::uuid, $3::uuid, null, $4::uuid from node
    union all select id, 'fr', 1, french, $2, $3, 'working translation', $4 from node where french is not null),
  evidence as (
    insert into plan.evidence (node, from_character, until_character, confidence, wall, owner) select id, "from", until, 1, $2, $3 from node),
  found as (
    select id, 'en' as lang, reference as strong, text as plain from node
    union all select id, 'fr', '', french from node where french is not null)
  insert into platform.search_doc (record, part, lang, wall, partnership, within, words)
  select id, 'words', lang, $2, $1, $4, setweight(to_tsvector(platform.search_config(lang), strong), 'A') || setweight(to_tsvector(platform.search_config(lang), plain), 'B')
  from found`;
