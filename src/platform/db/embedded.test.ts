import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, expect, test, vi } from 'vitest';
import { accountForNew } from './embedded/account.ts';
import { livingPostmaster } from './embedded/postmaster.ts';
import { startEmbedded } from './embedded.ts';

// Each starts a database server or two; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 });

// Real processes on real folders. Every process gets a folder of its own, and ends before the folder goes.
const root = process.getuid?.() === 0;
const folders: string[] = [];
const others: ChildProcess[] = [];
afterAll(async () => {
  for (const other of others) other.kill('SIGKILL');
  for (const folder of folders) {
    const home = homeOf(folder);
    const left = livingPostmaster(path.join(home, 'cluster'));
    if (left) process.kill(left.pid, 'SIGQUIT');
    for (const each of [folder, home]) rmSync(each, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
});

test('a first start sets up a database that only the socket reaches, and leaving stops it', async () => {
  const data = newFolder();
  const server = await startEmbedded(data);
  expect(server.adopted).toBe(false);
  const settings = await ask(
    server.socketDir,
    `select current_setting('listen_addresses') as address, current_setting('fsync') as fsync,
    current_setting('server_encoding') as encoding, current_setting('timezone') as zone, upper('é') as upper`,
  );
  expect(settings).toEqual([{ address: '', fsync: 'on', encoding: 'UTF8', zone: 'UTC', upper: 'É' }]);
  await server.leave();
  await server.leave();
  expect(living(data)).toBeUndefined();
});

test('a path that is long and has spaces, quotes, accents and letters of the shell', async () => {
  const data = path.join(newFolder(), `d'été "à $HOME" \`x\` \\ ${'long'.repeat(25)}`);
  const server = await startEmbedded(data);
  expect(`${server.socketDir}/.s.PGSQL.5432`.length).toBeLessThanOrEqual(103);
  await ask(server.socketDir, 'create table kept (n int)');
  await server.leave();
  const again = await startEmbedded(data);
  expect(await ask(again.socketDir, 'select * from kept')).toEqual([]);
  await again.leave();
  rmSync(again.socketDir, { recursive: true });
});

test('two processes starting at once share one server, which stops when the second leaves, under umask 077', async () => {
  const data = newFolder();
  const [one, two] = await Promise.all([
    startElsewhere(data, 'process.umask(0o077);'),
    startElsewhere(data, 'process.umask(0o077);'),
  ]);
  expect([one.adopted, two.adopted].sort()).toEqual([false, true]);
  expect(two.socketDir).toBe(one.socketDir);
  await one.leave();
  expect(living(data)).toBeDefined();
  await two.leave();
  expect(living(data)).toBeUndefined();
});

test('a server whose process was killed is joined, and stopped by the one who joined', async () => {
  const data = newFolder();
  const dead = await startElsewhere(data);
  const before = living(data)?.pid;
  await dead.kill();
  const server = await startEmbedded(data);
  expect(server.adopted).toBe(true);
  expect(living(data)?.pid).toBe(before);
  await server.leave();
  expect(living(data)).toBeUndefined();
});

test('a killed server is started again, with what was committed', async () => {
  const data = newFolder();
  const holder = await startElsewhere(data);
  await ask(holder.socketDir, 'create table kept as select 1 as n');
  for (let found = living(data); found; found = living(data)) {
    process.kill(found.pid, 'SIGKILL'); // takes a moment to arrive
    await pause(5);
  }
  const server = await startEmbedded(data);
  expect(server.adopted).toBe(false);
  expect(await ask(server.socketDir, 'select n from kept')).toEqual([{ n: 1 }]);
  await holder.leave(); // it still counts as a user, whoever started the server
  expect(living(data)).toBeDefined();
  await server.leave();
  expect(living(data)).toBeUndefined();
});

test('a pid file whose number belongs to another living process does not keep the server from starting', async () => {
  const data = newFolder();
  const first = await startEmbedded(data);
  const pidFile = readFileSync(path.join(homeOf(data), 'cluster', 'postmaster.pid'), 'utf8');
  await first.leave();
  const foreign = pidFile.replace(/^\d+/, String(process.ppid));
  writeFileSync(path.join(homeOf(data), 'cluster', 'postmaster.pid'), foreign);
  writeFileSync(path.join(first.socketDir, '.s.PGSQL.5432.lock'), foreign);
  const server = await startEmbedded(data);
  expect(server.adopted).toBe(false);
  await server.leave();
});

test('a first start killed in the middle costs the next one nothing', async () => {
  const data = newFolder();
  const first = runElsewhere(data);
  while (!existsSync(path.join(data, 'postgres')) || !readdirSync(homeOf(data)).some((name) => name.startsWith('cluster.')))
    await pause(5);
  await pause(100);
  first.kill('SIGKILL');
  const begun = performance.now();
  const server = await startEmbedded(data);
  expect(performance.now() - begun).toBeLessThan(15_000);
  await server.leave();
  await (await startEmbedded(data)).leave();
  expect(readdirSync(homeOf(data)).filter((name) => name.startsWith('cluster'))).toEqual(['cluster']);
});

test('a removed socket makes the server start anew', async () => {
  const data = newFolder();
  const deaf = await startElsewhere(data);
  rmSync(path.join(deaf.socketDir, '.s.PGSQL.5432'));
  const server = await startEmbedded(data);
  expect(await ask(server.socketDir, 'select 1 as n')).toEqual([{ n: 1 }]);
  await deaf.leave();
  await server.leave();
});

test('a folder that was moved while the server was down', async () => {
  const data = path.join(newFolder(), 'before');
  await (await startEmbedded(data)).leave();
  const moved = newFolder();
  rmSync(moved, { recursive: true });
  renameSync(data, moved);
  const server = await startEmbedded(moved);
  expect(server.socketDir.startsWith(homeOf(moved)) || server.socketDir.includes('/entente-')).toBe(true);
  await server.leave();
});

// Only root runs PostgreSQL as somebody else, who may not be able to get where root can.
if (root) {
  test('a data folder that is closed to the account of the database keeps a link to where the database is', async () => {
    const closed = newFolder();
    chmodSync(closed, 0o700);
    const data = path.join(closed, 'data');
    mkdirSync(data);
    const server = await startEmbedded(data);
    expect(realpathSync(path.join(data, 'postgres'))).toMatch(/^\/var\/lib\/entente\/data-/);
    await ask(server.socketDir, 'create table kept (n int)');
    await server.leave();
    const again = await startEmbedded(data);
    expect(await ask(again.socketDir, 'select * from kept')).toEqual([]);
    await again.leave();
    rmSync(homeOf(data), { recursive: true });
    await expect(startEmbedded(data)).rejects.toThrow(/is a link to a database folder that is gone/);
  });
}

// As root the suite also tries what everybody else meets, where another account may read this program at all.
const plain = root ? plainAccount() : undefined;
if (plain) {
  test('without root the server runs as whoever starts it, and as that account also when root comes later', async () => {
    const data = newFolder();
    chownSync(data, plain.uid, plain.gid);
    const first = await startElsewhere(data, '', plain);
    expect([first.adopted, ownerOf(living(data)?.pid)]).toEqual([false, plain.uid]);
    expect(statSync(first.socketDir).mode & 0o777).toBe(0o700);
    expect(await ask(first.socketDir, 'select 1 as n')).toEqual([{ n: 1 }]);
    const joined = await startEmbedded(data);
    expect(joined.adopted).toBe(true);
    await first.leave();
    expect(living(data)).toBeDefined();
    await joined.leave();
    const later = await startEmbedded(data);
    expect(ownerOf(living(data)?.pid)).toBe(plain.uid);
    await later.leave();
  });

  test('without root the database of another account is refused, with the ways out', async () => {
    const data = newFolder();
    await (await startEmbedded(data)).leave();
    const { stderr, status } = spawnSync(process.execPath, argumentsFor(data), { ...plain, encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /belongs to the account \S+: run Entente as \S+ or as root, or choose another folder with ENTENTE_DATA/,
    );
  });
}

/** An account that is neither root nor the one that root would choose; none where it cannot run what lies here. */
function plainAccount(): { uid: number; gid: number } | undefined {
  const account = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .find((each) => ['nobody', 'daemon'].includes(each.name ?? '') && each.uid !== accountForNew()?.uid);
  if (!account) return undefined;
  const program = `import ${JSON.stringify(fileURLToPath(new URL('./embedded.ts', import.meta.url)))}`;
  const tried = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    uid: account.uid,
    gid: account.gid,
  });
  return tried.status === 0 ? { uid: account.uid, gid: account.gid } : undefined;
}

function ownerOf(pid: number | undefined): number | undefined {
  return pid === undefined ? undefined : statSync(`/proc/${pid}`).uid;
}

/** A folder that the account of the database can reach: the temporary folder makes them private. */
function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'entente-embedded-'));
  chmodSync(folder, 0o755);
  folders.push(folder);
  return folder;
}

function homeOf(data: string): string {
  const entry = path.join(data, 'postgres');
  return existsSync(entry) ? realpathSync(entry) : entry;
}

function living(data: string): { pid: number } | undefined {
  return livingPostmaster(path.join(homeOf(data), 'cluster'));
}

async function ask(socketDir: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ host: socketDir, user: 'postgres', database: 'postgres' });
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

type Elsewhere = { adopted: boolean; socketDir: string; leave(): Promise<void>; kill(): Promise<void> };

/** Starts in another process and hands it over once the server answers. */
async function startElsewhere(data: string, before = '', account = {}): Promise<Elsewhere> {
  const other = runElsewhere(data, before, account);
  if (!other.stdin || !other.stdout) throw new Error('no pipes');
  const { stdin, stdout } = other;
  const ended = new Promise<void>((resolve) => other.once('exit', () => resolve()));
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(stdout).once('line', resolve);
    void ended.then(() => reject(new Error('the other process ended')));
  });
  return {
    ...(JSON.parse(line) as { adopted: boolean; socketDir: string }),
    leave: () => {
      stdin.end();
      return ended;
    },
    kill: () => {
      other.kill('SIGKILL');
      return ended;
    },
  };
}

function runElsewhere(data: string, before = '', account = {}): ChildProcess {
  const other = spawn(process.execPath, argumentsFor(data, before), { ...account, stdio: ['pipe', 'pipe', 'inherit'] });
  others.push(other);
  return other;
}

function argumentsFor(data: string, before = ''): string[] {
  const script = `${before}
    import { startEmbedded } from ${JSON.stringify(fileURLToPath(new URL('./embedded.ts', import.meta.url)))};
    const server = await startEmbedded(${JSON.stringify(data)});
    console.log(JSON.stringify(server));
    process.stdin.resume().once('end', () => server.leave());`;
  return ['--import', 'tsx', '--input-type=module', '-e', script];
}
