import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dangerouslyAsKeeper, KEEPER_REASONS } from './keeper.ts';
import { migrate } from './migrate.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase(migrate);
});
afterAll(() => database.drop());

const source = fileURLToPath(new URL('../../', import.meta.url));

test('is called by commands that found an installation, and by nothing that answers a request', () => {
  const callers = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .filter((file) => /dangerouslyAsKeeper\s*\(/.test(readFileSync(path.join(source, file), 'utf8')));
  expect(callers.sort()).toEqual([
    'commands/found.ts',
    'commands/user.ts',
    'demonstration.ts',
    'modules/directory/load-directory.ts',
  ]);
  expect(KEEPER_REASONS).toEqual(['demonstration', 'founding', 'helping']);
});

test('acts as the owner of the schema, past every wall, and all of it happens or nothing', async () => {
  const found = 'insert into platform.wall (partnership, kind) values (gen_random_uuid(), $1)';
  const me = await dangerouslyAsKeeper(database.server, 'founding', async (keeper) => {
    await keeper.query(found, ['group']);
    return (await keeper.query('select current_user::text as me')).rows[0];
  });
  expect(me).toEqual({ me: 'ent_owner' });
  const failed = dangerouslyAsKeeper(database.server, 'founding', async (keeper) => {
    await keeper.query(found, ['group']);
    throw new Error('midway');
  });
  await expect(failed).rejects.toThrow('midway');
  const client = new pg.Client(database.server.admin);
  await client.connect();
  const { rows } = await client.query('select count(*)::int as n from platform.wall');
  await client.end();
  expect(rows).toEqual([{ n: 1 }]);
});

test('says its reason before it begins: aloud for a real installation, softly for a demonstration', () => {
  const { types: _, ...admin } = database.server.admin;
  const spoken = (reason: string, level: string): unknown[] => {
    const script = `import { dangerouslyAsKeeper } from ${JSON.stringify(path.join(source, 'platform/db/keeper.ts'))};
      const server = { database: 'office', admin: ${JSON.stringify(admin)} };
      await dangerouslyAsKeeper(server, ${JSON.stringify(reason)}, async (keeper) => void (await keeper.query('select 1')));`;
    const { stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      env: { ...process.env, ENTENTE_LOG: level },
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
    return stderr
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as unknown);
  };
  expect(spoken('founding', 'warn')).toMatchObject([{ level: 'warn', reason: 'founding', database: 'office' }]);
  expect(spoken('demonstration', 'warn')).toEqual([]);
  expect(spoken('demonstration', 'info')).toMatchObject([{ level: 'info', reason: 'demonstration' }]);
});
