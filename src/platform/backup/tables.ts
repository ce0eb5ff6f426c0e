import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { LARGEST_PIECE, Tally } from './archive.ts';

/** A table as a backup keeps it: its columns in order, and what puts its rows into one order. */
export type Table = { readonly name: string; readonly columns: string[]; readonly order: string[] };

/** Written by `migrate` itself. */
const NOT_KEPT = ['platform.migration'];

/** All tables of ours with the columns that hold something of their own, by name; those that refer to others come after them where that is possible. */
export async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select format('%I.%I', n.nspname, c.relname) as name,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        order by a.attnum) as columns,
      coalesce((select array_agg(a.attname::text order by k.at) from pg_index i cross join lateral unnest(i.indkey) with ordinality k(number, at)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number where i.indrelid = c.oid and i.indisprimary), '{}') as order
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and c.relpersistence = 'p' and not c.relispartition and n.nspname !~ '^(pg_|information_schema)' and n.nspname <> 'public'
    order by 1`,
  );
  return rows.filter((table) => !NOT_KEPT.includes(table.name));
}

const listed = (names: readonly string[]): string => names.map((name) => pg.escapeIdentifier(name)).join(', ');

/** The rows of a table as COPY writes them, in pieces of whole lines, in the order of its primary key. */
export async function* rowsOf(client: pg.ClientBase, table: Table): AsyncIterable<Buffer> {
  const order = table.order.length > 0 ? listed(table.order) : listed(table.columns);
  const copy = client.query(copyTo(`copy (select ${listed(table.columns)} from ${table.name} order by ${order}) to stdout`));
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const chunk of copy as AsyncIterable<Buffer>) {
    waiting.push(chunk);
    size += chunk.length;
    if (size < LARGEST_PIECE) continue;
    const all = Buffer.concat(waiting);
    for (let at = 0; at + LARGEST_PIECE <= all.length; at += LARGEST_PIECE) yield all.subarray(at, at + LARGEST_PIECE);
    const rest = all.subarray(all.length - (all.length % LARGEST_PIECE));
    waiting = [rest];
    size = rest.length;
  }
  if (size > 0) yield Buffer.concat(waiting);
}

/** Writes rows back, as `rowsOf` gave them. */
export async function fillTable(client: pg.ClientBase, table: Table, pieces: AsyncIterable<Buffer>): Promise<void> {
  await pipeline(Readable.from(pieces), client.query(copyFrom(`copy ${table.name} (${listed(table.columns)}) from stdin`)));
}

/** The SHA-256 of all rows of a table, as a backup of it would have. */
export async function hashOf(client: pg.ClientBase, table: Table): Promise<string> {
  const tally = new Tally();
  for await (const piece of rowsOf(client, table)) tally.add(piece);
  return tally.hex();
}

/** Where each sequence stands, by name. */
export async function sequencesOf(client: pg.ClientBase): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; last: string }>(
    `select format('%I.%I', schemaname, sequencename) as name, last_value::text as last from pg_sequences
      where schemaname !~ '^(pg_|information_schema)' and schemaname <> 'public' and last_value is not null order by 1`,
  );
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
}

/** Sets sequences to where they stood. */
export async function setSequences(client: pg.ClientBase, sequences: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, last] of Object.entries(sequences))
    await client.query('select setval($1::regclass, $2::bigint)', [name, last]);
}

/**
 * Takes away what would refuse rows that come in any order (foreign keys, our triggers, and forced row security, under which COPY may not
 * write) for the time of `work`, and puts it back: every key is then checked against all rows. Within one transaction.
 */
export async function withoutKeys<T>(client: pg.ClientBase, tables: readonly Table[], work: () => Promise<T>): Promise<T> {
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(
    `select format('%I.%I', n.nspname, c.relname) as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where k.contype = 'f' and k.conparentid = 0 and n.nspname !~ '^(pg_|information_schema)'`,
  );
  const { rows: forced } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c where c.relforcerowsecurity`,
  );
  for (const { name } of tables) await client.query(`alter table ${name} disable trigger user`);
  for (const { name } of forced) await client.query(`alter table ${name} no force row level security`);
  for (const { table, name } of keys) await client.query(`alter table ${table} drop constraint ${pg.escapeIdentifier(name)}`);
  const result = await work();
  for (const { table, name, definition } of keys)
    await client.query(`alter table ${table} add constraint ${pg.escapeIdentifier(name)} ${definition}`);
  for (const { name } of forced) await client.query(`alter table ${name} force row level security`);
  for (const { name } of tables) await client.query(`alter table ${name} enable trigger user`);
  return result;
}
