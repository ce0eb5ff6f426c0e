import type pg from 'pg';
import type { FileStore } from '../../src/platform/files/store.ts';
import { type Column, has, type Table, tablesIn } from './tables.ts';
import { Tokens } from './token.ts';

/** What may be searched for, and then not be found. */
export const BAIT = 'quetzal';

export type Planted = {
  readonly tokens: Tokens;
  /** Columns of text behind walls that hold words of a closed list: nothing private can be written there. */
  readonly closed: readonly string[];
};

/**
 * Writes a token of its own into every cell of text of every row behind these walls, in every table that has walls; a table without a row
 * behind one of the walls `whole` gets one. The words that are there were written by the program’s own actions, and are written over.
 *
 * @throws Error that names a table it does not know how to fill: a new table must be filled by the demonstration, or be one that can be copied
 */
export async function plant(
  admin: pg.Client,
  files: FileStore,
  walls: readonly string[],
  whole: readonly string[],
): Promise<Planted> {
  const tokens = new Tokens();
  const closed = new Set<string>();
  const tables = (await tablesIn(admin)).filter((table) => has(table, 'wall') && table.name !== 'platform.wall');
  // Triggers and foreign keys would refuse what no page could have written; checks still hold.
  await admin.query('set session_replication_role = replica');
  try {
    for (const wall of whole) for (const table of tables) await rowBehind(admin, tables, table, wall, []);
    // Members of a circle whose wall is that of a seat: no act makes such a circle, and being in it would open the seat's own wall.
    await admin.query(
      `update directory.circle_member m set left_at = joined_at, left_by = joined_by from platform.wall w where w.id = m.wall and w.kind <> 'group'`,
    );
    for (const table of tables) await plantIn(admin, files, table, walls, tokens, closed);
  } finally {
    await admin.query('set session_replication_role = default');
  }
  return { tokens, closed: [...closed].sort() };
}

type Row = Record<string, unknown>;

/** A row of a table behind a wall: one that is there, or a copy of another, with the rows that it stands on. */
async function rowBehind(
  admin: pg.Client,
  tables: readonly Table[],
  table: Table,
  wall: string,
  below: readonly string[],
): Promise<Row> {
  const { rows: present } = await admin.query(`select to_jsonb(t) as row from ${table.name} t where wall = $1 limit 1`, [wall]);
  if (present[0]) return present[0].row;
  const { rows: found } = await admin.query<{ row: Row }>(`select to_jsonb(t) as row from ${table.name} t limit 40`);
  const samples = found.length > 0 ? found : await invented(admin, table);
  const changed: Row = { wall, ...(has(table, 'owner') ? { owner: wall } : {}) };
  const parents: Row = {};
  for (const key of table.keys) {
    const target = tables.find(({ name }) => name === key.target);
    const onWall = key.columns.includes('wall');
    if (target && target.name !== table.name && !below.includes(target.name)) {
      const stands = await rowBehind(admin, tables, target, wall, [...below, table.name]);
      for (const [at, column] of key.columns.entries()) (onWall ? changed : parents)[column] = stands[key.targets[at] ?? ''];
    } else if (key.target === 'platform.wall' && !onWall && !key.columns.includes('owner'))
      parents[key.columns[0] ?? ''] = await newCircle(admin, wall);
  }
  // Some walls may only be the same as the one that the row stands behind.
  const circles = Object.fromEntries(
    table.keys.filter((key) => key.target === 'platform.wall').map((key) => [key.columns[0] ?? '', wall]),
  );
  const bound = new Set(table.keys.flatMap((key) => key.columns));
  const fresh = table.primary.filter((column) => !bound.has(column) && typeOf(table, column) === 'uuid');
  let last: unknown;
  for (const values of waysOf(table, parents, { ...changed }, circles))
    for (const { row } of samples) {
      const ids = Object.fromEntries(fresh.map((column) => [column, crypto.randomUUID()]));
      const names = Object.fromEntries(
        table.unique
          .filter((column) => typeOf(table, column) === 'text' && !bound.has(column))
          .map((column) => [column, `copy-of-${row[column]}`]),
      );
      // What was invented cannot know how its columns must fit together; in this world they need not.
      for (let checks = found.length === 0 ? 8 : 1; checks > 0; checks -= 1)
        try {
          return await insert(admin, table, { ...row, ...names, ...values, ...ids });
        } catch (error) {
          last = error;
          const { code, constraint } = error as { code?: string; constraint?: string };
          if (found.length > 0 || code !== '23514' || !constraint) break;
          await admin.query(`alter table ${table.name} drop constraint "${constraint}"`);
        }
    }
  // There can be only one of it: then the one that is there moves behind the wall.
  const moved = await moveOne(admin, table, wall).catch(() => undefined);
  if (moved) return moved;
  throw new Error(
    `the trust harness does not know how to fill ${table.name}: ${last instanceof Error ? last.message : last}. Let the demonstration have a row of it`,
  );
}

/** What of a row is taken from the rows it stands on: all of them, none, or one of those that may be absent. */
function waysOf(table: Table, parents: Row, changed: Row, circles: Row): Row[] {
  const optional = Object.keys(parents).filter((name) => table.columns.some((column) => column.name === name && column.nullable));
  const without = Object.fromEntries(optional.map((name) => [name, null]));
  const some = [
    parents,
    {},
    { ...parents, ...without },
    ...optional.map((name) => ({ ...parents, ...without, [name]: parents[name] })),
  ];
  return [...some.map((each) => ({ ...each, ...changed })), ...some.map((each) => ({ ...each, ...changed, ...circles }))];
}

async function moveOne(admin: pg.Client, table: Table, wall: string): Promise<Row | undefined> {
  const { rows } = await admin.query<{ row: Row }>(
    `update ${table.name} t set wall = $1 ${has(table, 'owner') ? ', owner = $1' : ''} where ctid =
      (select s.ctid from ${table.name} s join platform.wall w on w.id = s.wall where w.kind in ('public', 'partnership') order by s.ctid desc limit 1)
      returning to_jsonb(t) as row`,
    [wall],
  );
  return rows[0]?.row;
}

/** A row of a table that has none: made of its types. What stands for other rows is set by who calls. */
async function invented(admin: pg.Client, table: Table): Promise<{ row: Row }[]> {
  const row: Row = {};
  for (const { name, type, nullable } of table.columns) {
    const { rows } =
      nullable || !(type in MADE) ? { rows: [{ value: null }] } : await admin.query(`select to_jsonb(${MADE[type]}) as value`);
    row[name] = rows[0]?.value;
  }
  const { rows: partnership } = await admin.query<{ id: string }>(
    `select id from directory.partnership where slug = 'asean-canada'`,
  );
  return [{ row: 'partnership' in row ? { ...row, partnership: partnership[0]?.id } : row }];
}

const MADE: Readonly<Record<string, string>> = {
  uuid: 'gen_random_uuid()',
  text: `'invented'::text`,
  int2: '1::int2',
  int4: '1',
  int8: '1',
  float4: '1',
  float8: '1',
  numeric: '1',
  interval: `interval '1 hour'`,
  _int2: `'{1}'::int2[]`,
  _int4: `'{1}'::int4[]`,
  bool: 'false',
  date: 'platform.today()',
  timestamptz: 'platform.now()',
  jsonb: `'{"en": "Invented"}'::jsonb`,
  daterange: 'daterange(platform.today(), null)',
  _text: `'{}'::text[]`,
  _uuid: `'{}'::uuid[]`,
  bytea: `sha256(gen_random_uuid()::text::bytea)`,
};

async function insert(admin: pg.Client, table: Table, values: Row): Promise<Row> {
  const names = table.columns.filter((column) => !column.generated).map(({ name }) => `"${name}"`);
  const { rows } = await admin.query(
    `insert into ${table.name} as made (${names.join(', ')}) select ${names.map((name) => `t.${name}`).join(', ')}
      from jsonb_populate_record(null::${table.name}, $1) t returning to_jsonb(made) as row`,
    [JSON.stringify(values)],
  );
  return rows[0].row;
}

async function newCircle(admin: pg.Client, beside: string): Promise<string> {
  const { rows } = await admin.query<{ id: string }>(
    `insert into platform.wall (partnership, kind) select partnership, 'group' from platform.wall where id = $1 returning id`,
    [beside],
  );
  return rows[0]?.id ?? '';
}

const typeOf = (table: Table, column: string): string => table.columns.find(({ name }) => name === column)?.type ?? '';

async function plantIn(
  admin: pg.Client,
  files: FileStore,
  table: Table,
  walls: readonly string[],
  tokens: Tokens,
  closed: Set<string>,
): Promise<void> {
  const keyed = new Set(table.keys.flatMap((key) => key.columns));
  const order = table.primary.map((each) => `t."${each}"`).join(', ') || 'ctid';
  const { rows } = await admin.query<{ ctid: string; wall: string; row: Row }>(
    `select ctid::text, wall::text, to_jsonb(t) as row from ${table.name} t where wall = any ($1) order by ${order}`,
    [walls],
  );
  const places = rows.map(({ ctid }) => ctid);
  for (const column of table.columns.filter((each) => !each.generated && !keyed.has(each.name))) {
    const isOpen = await openWords(admin, table, column, walls);
    for (const [index, { wall, row }] of rows.entries()) {
      const value = row[column.name];
      if (value === null || isOpen(value)) continue;
      const cell = { wall, table: table.name, column: column.name, row: table.primary.map((each) => row[each]).join(' ') };
      const words = await candidates(column, value, () => tokens.give(cell), files);
      if (words.length === 0) continue;
      const place = await writeFirst(admin, table, column, places[index] ?? '', words);
      if (place === undefined) closed.add(`${table.name}.${column.name}`);
      else places[index] = place;
    }
  }
}

/** Writes the first of these values that the checks of the table let in. @returns where the row now stands; undefined: none of them */
async function writeFirst(admin: pg.Client, table: Table, column: Column, place: string, values: readonly unknown[]) {
  const written =
    column.type === 'tsvector' ? `to_tsvector('platform.en', $2)` : `$2::${column.type === '_text' ? 'text[]' : column.type}`;
  for (const value of values)
    try {
      const text = `update ${table.name} set "${column.name}" = ${written} where ctid = $1::tid returning ctid::text`;
      const { rows } = await admin.query<{ ctid: string }>(text, [place, value]);
      return rows[0]?.ctid;
    } catch (error) {
      // Refused by a check, or by an index of what must be unique; anything else is a mistake of ours.
      if (!/^(23514|23505|22\w{3})$/.test((error as { code?: string }).code ?? '')) throw error;
    }
  return undefined;
}

/** Whether a word is one of a list that everybody knows: it stands in rows that others read, and looks like a name in a program. */
async function openWords(
  admin: pg.Client,
  table: Table,
  column: Column,
  walls: readonly string[],
): Promise<(value: unknown) => boolean> {
  if (column.type !== 'text') return () => false;
  const { rows } = await admin.query<{ word: unknown }>(
    `select distinct "${column.name}" as word from ${table.name}
      where not wall = any ($1) and "${column.name}" ~ '^[a-z]+([.-][a-z]+)*(/[a-z.-]+)?$' limit 500`,
    [walls],
  );
  const known = new Set(rows.map(({ word }) => word));
  return (value) => known.has(value);
}

/** What could be written into a cell, the most telling first; nothing where a cell holds no words. */
async function candidates({ name, type }: Column, value: unknown, give: () => string, files: FileStore): Promise<unknown[]> {
  if (type === 'text' && typeof value === 'string') {
    const token = give();
    const around = `${value.slice(0, 400)} ${BAIT} ${token}`;
    return [around, `${token} ${BAIT}`, token, `${token}@private.example`, `https://${token}.example/`];
  }
  if (type === '_text') return [[`${BAIT} ${give()}`]];
  if (type === 'tsvector') return [`${BAIT} ${give()}`];
  if (type === 'jsonb') return [JSON.stringify(wordsIn(value, () => `${BAIT} ${give()}`)), JSON.stringify(wordsIn(value, give))];
  if (type === 'bytea' && name === 'sha256') return [await files.put(Buffer.from(`A private file: ${BAIT} ${give()}\n`))];
  return [];
}

function wordsIn(value: unknown, give: () => string): unknown {
  if (typeof value === 'string') return give();
  if (Array.isArray(value)) return value.map((each) => wordsIn(each, give));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, wordsIn(each, give)]));
  return value;
}
