import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server as NetServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClient } from './embedded/connection.ts';
import { ensureRoles, openServer, pgTypes, rolesSql, type Server } from './server.ts';

// The embedded server also plays the given one: passwords are asked of everybody but its superuser.
const data = mkdtempSync(path.join(tmpdir(), 'entente-server-'));
const listeners: NetServer[] = [];
let embedded: Server;
let socket: string;
beforeAll(async () => {
  chmodSync(data, 0o755);
  embedded = await openServer({ ENTENTE_DATA: data });
  socket = String(embedded.admin.host);
  const rules = path.join(realpathSync(path.join(data, 'postgres')), 'cluster', 'pg_hba.conf');
  writeFileSync(rules, 'local all postgres trust\nlocal all all scram-sha-256\n');
  await admin('select pg_reload_conf()');
  await admin("create role keeper login createrole createdb password 'wörd:1'");
  await admin("create role guest login password 'guest'");
  await admin('create database office owner keeper');
});
afterAll(async () => {
  for (const listener of listeners) listener.close();
  await embedded.leave();
  const home = realpathSync(path.join(data, 'postgres'));
  for (const folder of [data, home]) rmSync(folder, { recursive: true, force: true });
});

test('without roles, a user who may not create them is sent to an administrator with the SQL', async () => {
  const server = await openServer({ DATABASE_URL: url('guest:guest', 'office') });
  const attempt = withClient(server.admin, (client) => ensureRoles(client, server));
  await expect(attempt).rejects.toThrow(/user guest of DATABASE_URL may not set up the roles .*"entente migrate --print-roles"/);
  const sql = rolesSql(server);
  expect(sql).toContain('grant ent_owner to "guest";\ngrant create, connect on database "office" to ent_owner;');
  expect(sql).toMatch(/alter role ent_app login password 'SCRAM-SHA-256\$4096:/);
  expect(sql).not.toContain(String(server.app('ent_app').password));
});

test('a user who may create roles sets them up, from several processes at once, and they log in', async () => {
  const [one, two] = await Promise.all([openServer({ DATABASE_URL: keeper() }), openServer({ DATABASE_URL: keeper() })]);
  const work = [one, two, one, two].map((server) => withClient(server.admin, (client) => ensureRoles(client, server)));
  await Promise.all(work);
  expect(one.kind).toBe('given');
  expect(await whoIs(one.app('ent_app'))).toEqual({ current_user: 'ent_app', database: 'office', super: false });
  expect(await whoIs(two.app('ent_auth'))).toEqual({ current_user: 'ent_auth', database: 'office', super: false });
  await withClient(one.admin, async (client) => {
    await client.query('set role ent_owner');
    await client.query('create schema platform');
    await client.query('grant create on schema platform to ent_search');
    await client.query('create function platform.f() returns int language sql return 1');
    await client.query('alter function platform.f() owner to ent_search');
  });
});

test('a changed password of a role is set right again, and only then', async () => {
  const server = await openServer({ DATABASE_URL: keeper() });
  const stored = async (): Promise<unknown> => (await admin("select rolpassword from pg_authid where rolname = 'ent_app'"))[0];
  const before = await stored();
  await withClient(server.admin, (client) => ensureRoles(client, server));
  expect(await stored()).toEqual(before);
  await admin("alter role ent_app password 'another'");
  await withClient(server.admin, (client) => ensureRoles(client, server));
  expect((await whoIs(server.app('ent_app'))).current_user).toBe('ent_app');
});

test('a role that walls would not bind is refused', async () => {
  await admin('alter role ent_app bypassrls');
  const attempt = withClient(embedded.admin, (client) => ensureRoles(client, embedded));
  await expect(attempt).rejects.toThrow('run "alter role ent_app nosuperuser nobypassrls"');
  await admin('alter role ent_app nobypassrls');
});

test('the embedded database is made once, and its owner is no superuser', async () => {
  const again = await openServer({ ENTENTE_DATA: data, DATABASE_URL: '' });
  expect(again).toMatchObject({ kind: 'embedded', database: 'entente' });
  await withClient(again.admin, async (client) => {
    await ensureRoles(client, again);
    await client.query('set role ent_owner');
    const { rows } = await client.query('select rolsuper, rolbypassrls from pg_roles where rolname = current_user');
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
    await client.query('create schema mine');
  });
  await again.leave();
});

test('a wrong address, password, database or server is named', async () => {
  const port = await listen((connection) => connection.end('J\0\0\0\n8.0.36-mysql_native_password'));
  const closed = await listen(() => {});
  await new Promise((resolve) => listeners.at(-1)?.close(resolve));
  const cases: [string, string][] = [
    ['mysql://localhost/x', 'Entente works with PostgreSQL only'],
    ['postgres://user@localhost:port/x', 'DATABASE_URL cannot be read'],
    [`postgres://user@127.0.0.1:${closed}/x`, `No PostgreSQL server answers at 127.0.0.1:${closed} (ECONNREFUSED)`],
    ['postgres://user@host.invalid/x', 'There is no host called host.invalid'],
    [url('keeper:wrong', 'office'), 'refuses the password of user keeper'],
    [url('keeper', 'office'), 'wants a password for user keeper'],
    [url('postgres', 'nowhere'), 'has no database called nowhere'],
    [`postgres://user@127.0.0.1:${port}/x`, `at 127.0.0.1:${port}`],
  ];
  for (const [address, sentence] of cases) await expect(openServer({ DATABASE_URL: address })).rejects.toThrow(sentence);
});

test('an old PostgreSQL and something that only speaks like one are refused', async () => {
  const old = await listen((connection) => speakAsServer(connection, 'PostgreSQL 14.2 on x86_64', '14.2', '140002'));
  await expect(openServer({ DATABASE_URL: `postgres://user@127.0.0.1:${old}/x` })).rejects.toThrow(
    'PostgreSQL 14.2 is too old: Entente needs 15 or newer.',
  );
  const roach = await listen((connection) => speakAsServer(connection, 'CockroachDB CCL v24.1.0', '13.0.0', '130000'));
  await expect(openServer({ DATABASE_URL: `postgres://user@127.0.0.1:${roach}/x` })).rejects.toThrow(
    'CockroachDB CCL v24.1.0, which is not PostgreSQL',
  );
});

test('dates stay text and bigints become numbers, without changing what pg does elsewhere', async () => {
  const sql =
    "select date '2007-11-30' as day, array[date '2008-01-01'] as days, 42::bigint as small, 9007199254740993 as big, null::date as none";
  const ours = await withClient({ ...embedded.admin, types: pgTypes() }, (client) => client.query(sql));
  expect(ours.rows).toEqual([{ day: '2007-11-30', days: ['2008-01-01'], small: 42, big: '9007199254740993', none: null }]);
  const { types: _, ...plain } = embedded.admin;
  const usual = await withClient(plain, (client) => client.query(sql));
  expect(usual.rows[0]).toMatchObject({ day: expect.any(Date), small: '42' });
});

function url(user: string, database: string): string {
  return `postgres://${user}@${encodeURIComponent(socket)}/${database}`;
}

function keeper(): string {
  return url(`keeper:${encodeURIComponent('wörd:1')}`, 'office');
}

async function admin(sql: string): Promise<unknown[]> {
  return withClient(embedded.admin, async (client) => (await client.query(sql)).rows);
}

async function whoIs(config: pg.ClientConfig): Promise<{ current_user: string }> {
  const sql = 'select current_user, current_database() as database, rolsuper as super from pg_roles where rolname = current_user';
  return withClient(config, async (client) => (await client.query(sql)).rows[0]);
}

async function listen(serve: (connection: Socket) => void): Promise<number> {
  const listener = createServer((connection) => {
    connection.on('error', () => {});
    serve(connection);
  });
  listeners.push(listener);
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return (listener.address() as AddressInfo).port;
}

/** The least of the PostgreSQL protocol: lets anybody in and answers any query with one row of three values. */
function speakAsServer(connection: Socket, ...row: [whole: string, short: string, number: string]): void {
  const ready = message('Z', Buffer.from('I'));
  const oids = [25, 25, 23];
  const fields = ['whole', 'short', 'number'].map((name, index) => {
    const rest = Buffer.alloc(18);
    rest.writeInt32BE(oids[index] ?? 25, 6);
    return Buffer.concat([Buffer.from(`${name}\0`), rest]);
  });
  const values = row.map((value) => Buffer.concat([int32(value.length), Buffer.from(value)]));
  const three = Buffer.from([0, 3]);
  let greeted = false;
  connection.on('data', (heard) => {
    if (!greeted) connection.write(Buffer.concat([message('R', int32(0)), ready]));
    else if (heard[0] === 'Q'.charCodeAt(0))
      connection.write(
        Buffer.concat([
          message('T', Buffer.concat([three, ...fields])),
          message('D', Buffer.concat([three, ...values])),
          message('C', Buffer.from('SELECT 1\0')),
          ready,
        ]),
      );
    else connection.end();
    greeted = true;
  });
}

function message(type: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

function int32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32BE(value);
  return buffer;
}
