import type pg from 'pg';
import type { Actor } from '../world/actors.ts';
import { has, type Table } from '../world/tables.ts';

/**
 * What somebody can do with a table, past all pages: the rows that he reads, changes and takes away, and which of many rows he could add. Two of these
 * are alike if nobody could notice a difference. Within an open transaction that is rolled back.
 */
export async function reachOf(admin: pg.Client, table: Table, actors: readonly Actor[]): Promise<string> {
  const lines: string[] = [];
  for (const actor of actors) lines.push(`${actor.name}\n${await reachAs(admin, table, actor)}`);
  return lines.join('\n');
}

async function reachAs(admin: pg.Client, table: Table, actor: Actor): Promise<string> {
  await admin.query(`select set_config('ent.act', $1, true)`, [actor.secret]);
  const bases = await rowsToAdd(admin, table);
  const may = await rightsOn(admin, table);
  await admin.query('set local role ent_app');
  try {
    const lines: string[] = [];
    if (may.select) {
      lines.push(await attempt(admin, `select md5(string_agg(ctid::text, ' ' order by ctid)) as rows from ${table.name}`));
      // Rows that everybody reads say whether he may change them one by one, not whether he may change all.
      const places = may.update === null ? [] : await visible(admin, table);
      for (const place of places)
        lines.push(await attempt(admin, `update ${table.name} set ${may.update} = ${may.update} where ctid = '${place}'::tid`));
      if (may.delete)
        for (const place of await visible(admin, table))
          lines.push(await attempt(admin, `delete from ${table.name} where ctid = '${place}'::tid`));
    }
    if (may.insert.length > 0)
      for (const row of bases) {
        const names = may.insert.map((name) => `"${name}"`).join(', ');
        const text = `insert into ${table.name} (${names}) select ${names} from jsonb_populate_record(null::${table.name}, $1)`;
        lines.push(await attempt(admin, text, [JSON.stringify(row)]));
      }
    return lines.join('\n');
  } finally {
    await admin.query('reset role');
  }
}

const MOST_ROWS = 12;

async function visible(admin: pg.Client, table: Table): Promise<string[]> {
  const spread = has(table, 'owner')
    ? `(select ctid, row_number() over (partition by wall, owner order by ctid) as at from ${table.name}) r order by at, ctid`
    : table.name;
  const { rows } = await admin.query<{ place: string }>(`select ctid::text as place from ${spread} limit ${MOST_ROWS}`);
  return rows.map(({ place }) => place);
}

/** What became of a statement, without its effect. A row that row security lets through may still be refused by a key: that is another door. */
async function attempt(admin: pg.Client, text: string, values: unknown[] = []): Promise<string> {
  await admin.query('savepoint attempt');
  try {
    const { rows, rowCount } = await admin.query(text, values);
    return rows.length > 0 ? JSON.stringify(rows[0]) : String(rowCount);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return code === '42501' && /row-level security/.test(message) ? 'refused' : code === '42501' ? 'no right' : 'let through';
  } finally {
    await admin.query('rollback to savepoint attempt');
  }
}

async function rightsOn(admin: pg.Client, { name, columns }: Table) {
  const { rows } = await admin.query<{ select: boolean; delete: boolean; insert: string[]; update: string[] }>(
    `select has_table_privilege('ent_app', $1, 'select') as select, has_table_privilege('ent_app', $1, 'delete') as delete,
      array(select c from unnest($2::text[]) c where has_column_privilege('ent_app', $1, c, 'insert')) as insert,
      array(select c from unnest($2::text[]) c where has_column_privilege('ent_app', $1, c, 'update')) as update`,
    [name, columns.filter((column) => !column.generated).map((column) => column.name)],
  );
  const [may] = rows;
  return {
    select: may?.select ?? false,
    delete: may?.delete ?? false,
    insert: may?.insert ?? [],
    update: may?.update[0] ? `"${may.update[0]}"` : null,
  };
}

type Row = Record<string, unknown>;

/** Rows that somebody could try to add: such as his own, made his own to the last column, and each again with one column that is not his. */
async function rowsToAdd(admin: pg.Client, table: Table): Promise<Row[]> {
  const walled = has(table, 'owner') && has(table, 'wall');
  const { rows: samples } = await admin.query<{ row: Row }>(
    `select to_jsonb(t) as row from ${table.name} t ${walled ? 'order by owner = any (platform.owns()) desc, ctid' : ''} limit 3`,
  );
  const { rows: who } = await admin.query<{
    mandate: string | null;
    person: string | null;
    partnership: string | null;
    owns: string[];
  }>(
    'select platform.acting_mandate() as mandate, platform.acting_person() as person, platform.acting_partnership() as partnership, platform.owns() as owns',
  );
  const acting = who[0];
  const others = new Map<string, unknown[]>();
  for (const { name, type } of table.columns.filter((column) => column.type === 'uuid')) {
    const { rows } = await admin.query<{ value: unknown }>(
      `select distinct "${name}" as value from ${table.name} where "${name}" is not null order by 1 limit 3`,
    );
    others.set(name, [...rows.map(({ value }) => value), type === 'uuid' ? '00000000-0000-4000-8000-000000000000' : null]);
  }
  return samples.flatMap(({ row }) => {
    const mine: Row = { ...row };
    const owned = walled && acting?.owns.includes(row.owner as string);
    if (walled && !owned && acting?.owns[0]) Object.assign(mine, { wall: acting.owns[0], owner: acting.owns[0] });
    for (const { name, type } of table.columns) {
      if (/_by$|^mandate$/.test(name) && type === 'uuid' && row[name] !== null) mine[name] = acting?.mandate;
      if (name === 'person' && table.name === 'platform.audit') mine[name] = acting?.person;
      if (name === 'partnership') mine[name] = acting?.partnership ?? row[name];
    }
    const variants = [...others].flatMap(([name, values]) => values.map((value) => ({ ...mine, [name]: value })));
    return [row, mine, ...variants];
  });
}
