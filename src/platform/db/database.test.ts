import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, type Tx } from './database.ts';
import { openTwoParties, type ReaderName, type TwoParties } from './fixtures/two-parties.ts';
import { OPEN_TO_ALL } from './self-test.ts';

let site: TwoParties;
let joint: string;
beforeAll(async () => {
  site = await openTwoParties(2);
  joint = await site.record('partnership', 'canada', 'joint');
});
afterAll(() => site.close());

const titles = (tx: Tx) => tx.selectFrom('platform.record').select('title').execute();
const hash = (secret: string) => createHash('sha256').update(secret).digest();

test('reading changes nothing: the database itself refuses', async () => {
  const write = (tx: Tx) => tx.updateTable('platform.record').set({ title: 'changed' }).where('id', '=', joint).execute();
  await expect(site.database.withActor(site.secrets.canada, 'read', write)).rejects.toMatchObject({ code: '25006' });
  await expect(
    site.database.withActor(site.secrets.canada, 'read', (tx) =>
      sql`set transaction read write`.execute(tx).then(() => write(tx)),
    ),
  ).rejects.toMatchObject({ code: '25001' });
  expect(await site.database.withActor(site.secrets.canada, 'read', titles)).toEqual([{ title: 'joint' }]);
});

test('who shows no secret, or one that is nobody’s, sees no row of any table that has walls', async () => {
  const { rows: tables } = await site.keeper.query<{ name: string; kind: string }>(
    `select n.nspname || '.' || c.relname as name, c.relkind as kind from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'v') and n.nspname !~ '^(pg_|information_schema|auth|public)' and has_table_privilege('ent_app', c.oid, 'select')`,
  );
  expect(tables.length).toBeGreaterThan(20);
  const open = [
    'directory.v_partnership',
    'directory.v_organisation',
    'directory.v_organisation_name',
    'directory.v_organisation_relation',
  ];
  for (const secret of ['', 'visitor:somewhere', `${site.secrets.canada}x`, 'canada'])
    await site.database.withActor(secret, 'read', async (tx) => {
      for (const { name } of tables.filter((each) => ![...OPEN_TO_ALL, ...open].includes(each.name)))
        expect((await sql`select from ${sql.table(name)} limit 1`.execute(tx)).rows, name).toEqual([]);
    });
});

test('only the hash of a secret is kept, and a row that goes takes its rights with it at once', async () => {
  const secret = 'session-of-somebody:and-mandate';
  await site.keeper.query(
    `insert into platform.acting (token_hash, partnership, sees, owns, expires) values ($1, $2, $3, '{}', now() + interval '1 hour')`,
    [hash(secret), site.partnership, [site.walls.partnership]],
  );
  const { rows } = await site.keeper.query<{ all: string }>('select string_agg(a::text, $1) as all from platform.acting a', [
    ' ',
  ]);
  expect(rows[0]?.all).not.toContain('somebody');
  const seen = () => site.database.withActor(secret, 'read', titles);
  expect(await seen()).toEqual([{ title: 'joint' }]);
  // Within one transaction too: the next statement sees nothing any more.
  await site.database.withActor(secret, 'read', async (tx) => {
    expect(await titles(tx)).toHaveLength(1);
    await site.keeper.query('delete from platform.acting where token_hash = $1', [hash(secret)]);
    expect(await titles(tx)).toEqual([]);
  });
  expect(await seen()).toEqual([]);
});

test('rights end at their hour, by the real clock', async () => {
  const secret = 'short';
  const insert = `insert into platform.acting (token_hash, partnership, sees, owns, expires) values ($1, $2, $3, '{}', clock_timestamp() + $4::interval)
    on conflict (token_hash) do update set expires = excluded.expires`;
  const values = [hash(secret), site.partnership, [site.walls.partnership]];
  await site.keeper.query(insert, [...values, '1 minute']);
  expect(await site.database.withActor(secret, 'read', titles)).toHaveLength(1);
  await site.keeper.query(insert, [...values, '-1 second']);
  expect(await site.database.withActor(secret, 'read', titles)).toEqual([]);
});

test('what is not a secret of ours never comes near a statement', async () => {
  for (const secret of [`'; set role ent_owner; --`, "x'", 'x\\', 'x\n', 'x y', 'é', 'x'.repeat(201), 'x\0'])
    await expect(site.database.withActor(secret, 'read', titles), secret).rejects.toThrow('not a secret of ours');
});

test('a secret that was set by a statement of the work opens only what its row opens', async () => {
  const forged = await site.database.withActor('', 'read', async (tx) => {
    await sql`select set_config('ent.act', ${site.walls.canada}, true), set_config('ent.sees', ${site.walls.canada}, true)`.execute(
      tx,
    );
    return titles(tx);
  });
  expect(forged).toEqual([]);
  const stronger = [
    sql`set role ent_owner`,
    sql`set session authorization ent_owner`,
    sql`alter table platform.record disable row level security`,
  ];
  for (const statement of stronger)
    await expect(site.database.withActor(site.secrets.canada, 'write', (tx) => statement.execute(tx))).rejects.toMatchObject({
      code: '42501',
    });
});

test('all of it happens, or nothing', async () => {
  const work = site.database.withActor(site.secrets.canada, 'write', async (tx) => {
    await tx.updateTable('platform.record').set({ title: 'half' }).where('id', '=', joint).execute();
    throw new Error('midway');
  });
  await expect(work).rejects.toThrow('midway');
  expect(await site.database.withActor(site.secrets.canada, 'read', titles)).toEqual([{ title: 'joint' }]);
});

test('a transaction that was kept is closed for good, also when its connection serves somebody else', async () => {
  const kept: { tx?: Tx } = {};
  await site.database.withActor('', 'read', async (tx) => {
    kept.tx = tx;
  });
  await site.database.withActor(site.secrets.canada, 'read', async (tx) => {
    expect(await titles(tx)).toHaveLength(1);
    await expect(kept.tx && titles(kept.tx)).rejects.toThrow('this transaction is over');
  });
  const failed = site.database.withActor(site.secrets.canada, 'write', async (tx) => {
    kept.tx = tx;
    throw new Error('midway');
  });
  await expect(failed).rejects.toThrow('midway');
  await expect(kept.tx && titles(kept.tx)).rejects.toThrow('this transaction is over');
});

test('one action is one transaction', async () => {
  const nested = site.database.withActor(site.secrets.canada, 'write', (tx) => tx.transaction().execute(titles));
  await expect(nested).rejects.toThrow('the transaction belongs to withActor');
});

test('many readers on two connections, with errors in the middle, never see with each other’s eyes', async () => {
  const expected: Record<ReaderName, number> = { canada: 1, asean: 1, laos: 1, secretariat: 1, observer: 0 };
  const own = await site.record('laos', 'laos', 'own');
  const names = Object.keys(expected) as ReaderName[];
  const visit = async (index: number): Promise<void> => {
    const name = names[index % names.length] ?? 'observer';
    const work = site.database.withActor(site.secrets[name], index % 3 ? 'read' : 'write', async (tx) => {
      if (index % 7 === 0) await sql`select 1 / 0`.execute(tx);
      if (index % 11 === 0) throw new Error('midway');
      const rows = await titles(tx);
      const me = await sql<{ me: string | null }>`select platform.acting_mandate() as me`.execute(tx);
      return [rows.length, me.rows[0]?.me];
    });
    await work.then(
      (seen) => expect(seen, name).toEqual([expected[name] + Number(name === 'laos'), site.mandates[name]]),
      (error: Error) => expect(error.message).toMatch(/division by zero|midway/),
    );
  };
  // Forty at a time, ten each: none waits so long for a connection that it is sent away.
  const visitors = Array.from({ length: 40 }, async (_, visitor) => {
    for (let turn = 0; turn < 10; turn++) await visit(visitor * 10 + turn);
  });
  await Promise.all(visitors);
  await site.keeper.query('delete from platform.record where id = $1', [own]);
});

test('a statement, a lock and a pause each end in time', async () => {
  const { rows } = await site.database.withActor('', 'read', (tx) =>
    sql<{
      s: string;
      l: string;
      i: string;
    }>`select current_setting('statement_timeout') as s, current_setting('lock_timeout') as l,
      current_setting('idle_in_transaction_session_timeout') as i`.execute(tx),
  );
  expect(rows).toEqual([{ s: '5s', l: '2s', i: '15s' }]);
});

test('a server that falls silent in the middle is given up, and its connection with it', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'entente-silent-'));
  chmodSync(folder, 0o755);
  const sockets: Socket[] = [];
  let silent = false;
  const between = createServer((near) => {
    const far = connect(path.join(String(site.server.admin.host), '.s.PGSQL.5432'));
    sockets.push(near, far);
    for (const socket of [near, far]) socket.on('error', () => {});
    near.pipe(far);
    far.on('data', (bytes) => {
      if (!silent) near.write(bytes);
    });
  });
  await new Promise<void>((resolve) => between.listen(path.join(folder, '.s.PGSQL.5432'), resolve));
  const database = openDatabase(
    { ...site.server, app: (role) => ({ ...site.server.app(role), host: folder, port: 5432 }) },
    1,
    500,
  );
  try {
    expect(await database.withActor(site.secrets.canada, 'read', titles)).toHaveLength(1);
    silent = true;
    const asked = performance.now();
    await expect(database.withActor(site.secrets.canada, 'read', titles)).rejects.toThrow('Query read timeout');
    expect(performance.now() - asked).toBeLessThan(15_000);
    silent = false;
    expect(await database.withActor(site.secrets.asean, 'read', titles)).toHaveLength(1);
  } finally {
    await database.close();
    for (const socket of sockets) socket.destroy();
    between.close();
    rmSync(folder, { recursive: true });
  }
});
