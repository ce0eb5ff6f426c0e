import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { migrate } from './migrate.ts';
import { openServer } from './server.ts';

const OURS = `n.nspname !~ '^(pg_|information_schema)' and n.nspname <> 'public'`;

/** Partitions that pg-boss makes for the day on which it is asked: another day has others. */
const OF_A_DAY = /\bboss\.\w+_\d{8}\b/;

/** One query per kind of thing; each gives lines in a fixed order. */
const PARTS: readonly { readonly title: string; readonly sql: string }[] = [
  {
    title: 'Schemas',
    sql: `select 'schema ' || n.nspname || coalesce(' ' || n.nspacl::text, '') as line from pg_namespace n where ${OURS} order by 1`,
  },
  {
    title: 'Tables',
    sql: `select n.nspname || '.' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
        || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') || case when a.attidentity <> '' then ' identity' else '' end as line
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where ${OURS} and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped order by n.nspname, c.relname, a.attnum`,
  },
  {
    title: 'Constraints',
    // PostgreSQL 18 lists "not null" as constraints too; they already stand with their columns.
    sql: `select n.nspname || '.' || c.relname || ' ' || k.conname || ': ' || pg_get_constraintdef(k.oid) as line from pg_constraint k
      join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where ${OURS} and k.contype <> 'n' order by 1`,
  },
  {
    title: 'Indexes',
    sql: `select indexdef as line from pg_indexes n where ${OURS.replaceAll('n.nspname', 'n.schemaname')} order by schemaname, tablename, indexdef`,
  },
  {
    title: 'Row security',
    sql: `select schemaname || '.' || tablename || ' ' || policyname || ' for ' || cmd || ' to ' || array_to_string(roles, ', ')
        || coalesce(' using ' || qual, '') || coalesce(' with check ' || with_check, '') as line
      from pg_policies n where ${OURS.replaceAll('n.nspname', 'n.schemaname')} order by 1`,
  },
  {
    title: 'Rights',
    sql: `select n.nspname || '.' || c.relname || ' ' || coalesce(array_to_string(array(select x::text from unnest(c.relacl) x order by 1), ' '), '') as line
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS} and c.relkind in ('r', 'v') order by 1`,
  },
  {
    title: 'Column rights',
    sql: `select n.nspname || '.' || c.relname || '.' || a.attname || ' ' || a.attacl::text as line from pg_attribute a
      join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace where ${OURS} and a.attacl is not null order by 1`,
  },
  {
    title: 'Triggers',
    sql: `select pg_get_triggerdef(t.oid) as line from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
      where ${OURS} and not t.tgisinternal order by 1`,
  },
  {
    title: 'Views',
    sql: `select n.nspname || '.' || c.relname || coalesce(' ' || c.reloptions::text, '') || e'\\n' || pg_get_viewdef(c.oid, true) as line
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS} and c.relkind = 'v' order by 1`,
  },
  {
    title: 'Functions',
    sql: `select pg_get_functiondef(p.oid) || coalesce(' -- ' || array_to_string(array(select x::text from unnest(p.proacl) x order by 1), ' '), '') as line
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${OURS} order by n.nspname, p.proname, p.oid::regprocedure::text`,
  },
];

/** What the migrations make of an empty database, as text in a fixed order: what `db/schema.sql` must say. */
export async function schemaText(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'entente-schema-'));
  const server = await openServer({ ENTENTE_DATA: folder });
  try {
    await migrate(server);
    const client = new pg.Client(server.admin);
    await client.connect();
    try {
      return await describe(client);
    } finally {
      await client.end();
    }
  } finally {
    await server.leave();
    await rm(folder, { recursive: true, force: true });
  }
}

async function describe(client: pg.Client): Promise<string> {
  await client.query("set search_path = ''");
  const parts = [
    '-- What the migrations make of an empty database. Written by "npm run check -- --write"; never edited by hand.',
  ];
  for (const { title, sql } of PARTS) {
    const { rows } = await client.query<{ line: string }>(sql);
    parts.push(`\n-- ${title}`, ...rows.map((row) => row.line.trimEnd()).filter((line) => !OF_A_DAY.test(line)));
  }
  return `${parts.join('\n')}\n`;
}
