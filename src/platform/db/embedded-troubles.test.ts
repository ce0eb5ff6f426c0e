import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { accountForNew } from './embedded/account.ts';
import { makeCluster } from './embedded/cluster.ts';
import { type Engine, findEngine } from './embedded/engine.ts';
import { holdAlone, tryToHoldAlone, tryToHoldTogether } from './embedded/lock.ts';
import { settle } from './embedded/place.ts';
import { startEmbedded } from './embedded.ts';

// What a person is told when the embedded server cannot be had: always a sentence that says what to do.
const folder = mkdtempSync(path.join(tmpdir(), 'entente-troubles-'));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true }));
const data = (name: string): string => path.join(folder, name);

test('a platform without an embedded PostgreSQL, and Windows, are sent to DATABASE_URL', () => {
  const place = settle(data('platform'));
  for (const platform of ['sunos-x64', 'win32-x64'])
    expect(() => findEngine(place, platform)).toThrow(
      `There is no embedded PostgreSQL for ${platform}: give a PostgreSQL server, version 15 or newer, with DATABASE_URL.`,
    );
});

test('initdb is quoted, and what it left is not taken for a database', async () => {
  const place = settle(data('initdb'));
  const engine = { postgres: '/bin/false', initdb: data('initdb.sh'), major: 18 };
  writeFileSync(
    engine.initdb,
    '#!/bin/sh\nmkdir "$2"\necho "initdb: error: could not write file: No space left on device" >&2\nexit 1\n',
  );
  chmodSync(engine.initdb, 0o755);
  await expect(makeCluster(place, engine)).rejects.toThrow(
    `PostgreSQL cannot set up its database in ${place.cluster}: could not write file: No space left on device; mend that, or give a PostgreSQL server with DATABASE_URL.`,
  );
  expect(readdirSync(place.home)).not.toContain('cluster');
});

test('a database of another major version is left alone', async () => {
  const place = settle(data('major'));
  mkdirSync(place.cluster);
  writeFileSync(path.join(place.cluster, 'PG_VERSION'), '17\n');
  const engine: Engine = { postgres: '', initdb: '', major: 18 };
  await expect(makeCluster(place, engine)).rejects.toThrow(/was made by PostgreSQL 17 and this Entente brings 18/);
});

test('a server that does not start is quoted', async () => {
  const place = settle(data('start'));
  await (await startEmbedded(place.data)).leave();
  writeFileSync(
    path.join(place.cluster, 'postgresql.conf'),
    "include 'entente.conf'\nmax_wal_senders = 5\nwal_level = 'minimal'\n",
  );
  await expect(startEmbedded(place.data)).rejects.toThrow(
    /does not start: WAL streaming .*wal_level.* The whole story is in .*postgres\/log\./,
  );
});

test('a data folder that cannot be made, and a link that leads nowhere', async () => {
  writeFileSync(data('file'), '');
  await expect(startEmbedded(path.join(data('file'), 'data'))).rejects.toThrow(
    /The data folder .* cannot be made .*choose another with ENTENTE_DATA/,
  );
  mkdirSync(data('link'));
  symlinkSync('/nowhere', path.join(data('link'), 'postgres'));
  await expect(startEmbedded(data('link'))).rejects.toThrow(/is a link to a database folder that is gone/);
});

test('a lock is held alone or together', async () => {
  const file = data('lock');
  const alone = await holdAlone(file, undefined);
  expect(tryToHoldAlone(file, undefined)).toBeUndefined();
  expect(tryToHoldTogether(file, undefined)).toBeUndefined();
  const next = holdAlone(file, undefined);
  alone.release();
  (await next).release();
  const together = [tryToHoldTogether(file, undefined), tryToHoldTogether(file, undefined)];
  expect(together).not.toContain(undefined);
  expect(tryToHoldAlone(file, undefined)).toBeUndefined();
  for (const held of together) held?.release();
  tryToHoldAlone(file, undefined)?.release();
});

test('root is told when the account to run PostgreSQL does not exist', () => {
  if (process.getuid?.() === 0) expect(() => accountForNew('no-such-account')).toThrow(/ENTENTE_DB_USER names "no-such-account"/);
  else expect(accountForNew('no-such-account')).toBeUndefined();
});
