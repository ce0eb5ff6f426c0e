import type pg from 'pg';

export type Column = {
  readonly name: string;
  /** As PostgreSQL calls it: text, jsonb, uuid, _text, tsvector … */
  readonly type: string;
  readonly generated: boolean;
  readonly nullable: boolean;
};

/** Some columns of a table that stand for a row of another (or the same) table. */
export type Key = { readonly columns: readonly string[]; readonly target: string; readonly targets: readonly string[] };

/** A table of ours as the catalogue of the database describes it. */
export type Table = {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly primary: readonly string[];
  /** Columns of which some combination may stand there only once. */
  readonly unique: readonly string[];
  readonly keys: readonly Key[];
};

/** All tables of ours: what is here is what the migrations made, so that a new module is known without being named. */
export async function tablesIn(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select format('%I.%I', n.nspname, c.relname) as name,
      (select json_agg(json_build_object('name', a.attname, 'type', t.typname, 'generated', a.attgenerated <> '' or a.attidentity <> '', 'nullable', not a.attnotnull) order by a.attnum)
        from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      coalesce((select json_agg(a.attname order by k.at) from pg_index i cross join lateral unnest(i.indkey) with ordinality k (number, at)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number where i.indrelid = c.oid and i.indisprimary), '[]') as primary,
      coalesce((select json_agg(distinct a.attname) from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
        where i.indrelid = c.oid and i.indisunique and not i.indisprimary), '[]') as unique,
      coalesce((select json_agg(json_build_object('columns', (select json_agg(a.attname order by k.at) from unnest(f.conkey) with ordinality k (number, at)
            join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.number),
          'target', (select format('%I.%I', tn.nspname, tc.relname) from pg_class tc join pg_namespace tn on tn.oid = tc.relnamespace where tc.oid = f.confrelid),
          'targets', (select json_agg(a.attname order by k.at) from unnest(f.confkey) with ordinality k (number, at)
            join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.number)) order by f.conname)
        from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'), '[]') as keys
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema)' and n.nspname not in ('public', 'boss')
    order by 1`,
  );
  return rows;
}

export const has = (table: Table, column: string): boolean => table.columns.some(({ name }) => name === column);

/** Tables and views that pages may read at all. */
export async function readableIn(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm') and n.nspname !~ '^(pg_|information_schema)' and n.nspname not in ('public', 'boss', 'auth')
        and has_table_privilege('ent_app', c.oid, 'select') order by 1`,
  );
  return rows.map(({ name }) => name);
}
